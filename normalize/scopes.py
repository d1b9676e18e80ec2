"""Which sums are a section's, a group's or the programme's, where a report's entries are arranged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from normalize.adding_up import Figures, adds_up
from normalize.entries import Entry, Section
from normalize.labels import sum_of_section
from normalize.records import RowKind
from normalize.text import fold


def leaves(entries: Sequence[Entry], keep: Callable[[Entry], bool]) -> list[int]:
    """The places of the measures to which ``keep`` holds."""
    return [i for i, e in enumerate(entries) if e.kind is RowKind.MEASURE and keep(e)]


def settle_scopes(entries: Sequence[Entry], figures: Figures) -> None:
    """Which sums are a section's and which the programme's: by label, by the section's number, by arithmetic, by place."""
    sections = {e.section: e.section for e in entries if e.section is not None}
    for i, entry in enumerate(entries):
        if entry.kind is not RowKind.TOTAL:
            continue
        if entry.scope == "section":
            entry.kind = RowKind.SUBTOTAL
            entry.section = _section_named(entry, list(sections.values())) or entry.section
        elif entry.scope in ("bare", "named") and sections:
            if _is_section_sum(i, entries, figures):
                entry.kind, entry.scope = RowKind.SUBTOTAL, "section"
            else:
                entry.scope, entry.section = "programme", None
        elif entry.scope in ("bare", "named") and _group_above(i, entries, figures):
            entry.kind, entry.scope, entry.sums = RowKind.SUBTOTAL, "group", tuple(_group_above(i, entries, figures))
        elif entry.scope == "named" and (below := _group_below(i, entries, figures)):
            entry.kind, entry.scope, entry.sums = RowKind.SUBTOTAL, "group", tuple(below)
        else:
            entry.scope, entry.section = "programme", None


def settle_outer_sums(entries: Sequence[Entry], figures: Figures) -> None:
    """A second sum right below a section's own («Всього по цілі 1» below «Всього по завданню 1.2») adds up the sections since the last such sum, where its amounts say so."""
    start, before = 0, None
    for i, entry in enumerate(entries):
        if entry.kind is RowKind.MEASURE:
            before = None
        elif entry.kind is RowKind.SUBTOTAL and entry.scope == "section":
            group = [j for j in leaves(entries, lambda e: True) if start <= j < i]
            own = [j for j in group if entries[j].section == entry.section]
            if before is not None and len(own) < len(group) and adds_up([figures(entries[j]) for j in group], figures(entry)):
                entry.scope, entry.sums, start = "group", tuple(group), i
            else:
                before = entry


def _group_above(at: int, entries: Sequence[Entry], figures: Figures) -> list[int]:
    """The measures since the sum before that «Разом по УЖКГ» adds up where a later sum is the programme's; none where it adds up all measures."""
    if not any(e.kind is RowKind.TOTAL for e in entries[at + 1 :]):
        return []
    start = max((i + 1 for i, e in enumerate(entries[:at]) if e.kind is not RowKind.MEASURE and e.scope != "parent"), default=0)
    group = [i for i in leaves(entries, lambda e: True) if start <= i < at]
    everything = [figures(entries[i]) for i in leaves(entries, lambda e: True)]
    mine = figures(entries[at])
    return group if adds_up([figures(entries[i]) for i in group], mine) and not adds_up(everything, mine) else []


def _group_below(at: int, entries: Sequence[Entry], figures: Figures) -> list[int]:
    """The measures between «Управління освіти, разом» and the next sum, which it adds up; none where no sum of the programme stands below."""
    sums = [i for i, e in enumerate(entries) if i > at and e.kind is not RowKind.MEASURE]
    if not sums or entries[sums[-1]].kind is not RowKind.TOTAL:
        return []
    for end in (sums[0], next(i for i in sums if entries[i].scope != "parent")):
        group = [i for i in leaves(entries, lambda e: True) if at < i < end]
        if group and adds_up([figures(entries[i]) for i in group], figures(entries[at])):
            return group
    return []


def _section_named(entry: Entry, sections: Sequence[Section]) -> Section | None:
    number = sum_of_section(entry.title)
    if number:
        found = next((s for s in sections if s.number == number), None)
        if found:
            return found
    label = fold(entry.title)
    named = [s for s in sections if s.title and len(s.title) > 6 and fold(s.title) in label]
    return named[0] if len(named) == 1 else None


def _is_section_sum(at: int, entries: Sequence[Entry], figures: Figures) -> bool:
    """Whether an unnamed sum is its section's: arithmetic first, then the label, then whether measures of the section stand before or after it."""
    entry = entries[at]
    if entry.section is None:
        return False
    mine = figures(entry)
    of_section = [figures(entries[i]) for i in leaves(entries, lambda e: e.section == entry.section)]
    of_all = [figures(entries[i]) for i in leaves(entries, lambda e: True)]
    by_section, by_all = adds_up(of_section, mine), adds_up(of_all, mine)
    if by_section != by_all:
        return by_section
    named = _section_named(entry, [e.section for e in entries if e.section is not None])
    if named is not None:
        return True
    before = [e for e in entries[:at] if e.section == entry.section and e.kind in (RowKind.SUBTOTAL,) and e.scope == "section"]
    later_total = any(e.kind is RowKind.TOTAL for e in entries[at + 1 :])
    if before:
        return False
    distinct = len({e.section for e in entries if e.section is not None})
    if distinct == 1 and not later_total:
        return False
    return (
        any(e.section != entry.section and e.section is not None and e.kind is RowKind.MEASURE for e in entries[at + 1 :])
        or later_total
        or distinct > 1
        and _others_have_sums(at, entries)
    )


def _others_have_sums(at: int, entries: Sequence[Entry]) -> bool:
    return any(e.kind is RowKind.SUBTOTAL and e.scope == "section" for e in entries[:at])

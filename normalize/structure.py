"""How the entries of a report hang together: parents and children, sections and their sums, which total adds up what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import takewhile

from normalize.entries import Entry, Section
from normalize.labels import sum_of_section
from normalize.records import RowKind
from normalize.text import fold

Figures = Callable[[Entry], dict[tuple[object, ...], tuple[Decimal, Decimal]]]
"""The planned and actual amounts of an entry: (what, year, source, fund) → interval in hryvnias."""


def arrange(entries: Sequence[Entry], figures: Figures) -> None:
    """Settle kinds, parents and what each sum adds up, in place; ``figures`` lets arithmetic decide where labels do not."""
    _details(entries, figures)
    _parents_by_number(entries)
    _parents_by_bullet(entries, figures)
    _parents_by_sum(entries, figures)
    _headings(entries)
    _scopes(entries, figures)
    _outer_sums(entries, figures)
    _sums(entries)


def _details(entries: Sequence[Entry], figures: Figures) -> None:
    """A later table whose total is one measure's amounts to the kopiyka lists what that measure was spent on: it counts nothing a second time."""
    tables: dict[int, list[int]] = {}
    for i, entry in enumerate(entries):
        tables.setdefault(entry.lines[0].line.row.table, []).append(i)
    first = min(tables, default=0)
    for number, inside in tables.items():
        totals = [figures(entries[i]) for i in inside if entries[i].kind is RowKind.TOTAL]
        measures = [i for i in inside if entries[i].kind is RowKind.MEASURE]
        if number == first or len(totals) != 1 or len(measures) < 2 or not adds_up([figures(entries[i]) for i in measures], totals[0]):
            continue
        before = [i for i, e in enumerate(entries) if e.kind is RowKind.MEASURE and e.lines[0].line.row.table < number]
        whole = [i for i in before if _same_amounts(figures(entries[i]), totals[0])]
        if len(whole) != 1 or not any(entries[i].kind is RowKind.TOTAL for i in tables[first]):
            continue
        for i in inside:
            entries[i].kind, entries[i].scope, entries[i].parent = RowKind.SUBTOTAL, "part", whole[0]


def _same_amounts(a: dict[tuple[object, ...], tuple[Decimal, Decimal]], b: dict[tuple[object, ...], tuple[Decimal, Decimal]]) -> bool:
    """Whether two rows hold the same amounts, two different ones at least: one round sum alone may agree by chance."""
    return a.keys() == b.keys() and all(a[key] == b[key] for key in a) and len({low for low, _ in a.values()}) > 1


def _parents_by_number(entries: Sequence[Entry]) -> None:
    """A measure whose number begins the numbers of the rows right below it is their parent."""
    for i, entry in enumerate(entries):
        if entry.kind is not RowKind.MEASURE or not entry.number:
            continue
        prefix = entry.number + "."
        for j in range(i + 1, len(entries)):
            other = entries[j]
            if other.kind is not RowKind.MEASURE or not (other.number or "").startswith(prefix):
                if other.bulleted and other.kind is RowKind.MEASURE and not other.number:
                    continue
                break
            other.parent = i
            entry.kind, entry.scope = RowKind.SUBTOTAL, "parent"


def _is_item(entry: Entry) -> bool:
    """Whether a measure has no number of its own, or only a letter: «а)», «б)»."""
    return entry.kind is RowKind.MEASURE and (entry.number is None or (len(entry.number) == 1 and entry.number.isalpha()))


def _parents_by_bullet(entries: Sequence[Entry], figures: Figures) -> None:
    """Bulleted rows under «…, у т.ч.:» are children where they add up to it; otherwise («з них») they count nothing a second time."""
    i = 0
    while i < len(entries):
        j = i + 1
        while j < len(entries) and entries[j].bulleted and _is_item(entries[j]):
            j += 1
        head = entries[i]
        children = entries[i + 1 : j]
        if children and not head.bulleted:
            whole = figures(head)
            j = _reach(entries, i, j, figures)
            children = entries[i + 1 : j]
            after_measures = any(e.kind is RowKind.MEASURE for e in entries[:i])
            if head.kind is RowKind.TOTAL and after_measures:
                # what breaks a total down at the table's end counts nothing a second time, whether it adds up or not
                for child in children:
                    child.kind, child.scope = RowKind.SUBTOTAL, "part"
            elif whole and adds_up([figures(child) for child in children], whole):
                head.scope = "parent" if head.kind is RowKind.MEASURE else head.scope
                head.kind = RowKind.SUBTOTAL if head.kind is RowKind.MEASURE else head.kind
            elif whole:
                for child in children:
                    child.kind, child.scope = RowKind.SUBTOTAL, "part"
            for child in children:
                child.parent = i
        i = j


def _reach(entries: Sequence[Entry], head: int, end: int, figures: Figures) -> int:
    """How far the parts of ``head`` reach: beyond the marked ones where only with unmarked, unnumbered rows after them they add up."""
    whole = figures(entries[head])
    parts = [figures(entry) for entry in entries[head + 1 : end]]
    reach = end
    while whole and not adds_up(parts, whole):
        if reach >= len(entries) or entries[reach].number is not None or entries[reach].kind is not RowKind.MEASURE:
            return end
        parts.append(figures(entries[reach]))
        reach += 1
    return reach if whole else end


def _parents_by_sum(entries: Sequence[Entry], figures: Figures) -> None:
    """A row without term and executor, whose amounts are the sum of the rows right below it, is their parent; so is one whose title they repeat."""
    for i, entry in enumerate(entries):
        if entry.kind is not RowKind.MEASURE or entry.parent is not None or entry.heading:
            continue
        children = _children(i, entries, figures)
        for j in children:
            entries[j].parent = i
        if children:
            entry.kind, entry.scope = RowKind.SUBTOTAL, "parent"


def _children(at: int, entries: Sequence[Entry], figures: Figures) -> list[int]:
    """The rows right below one that are its parts: by their titles, by their sum, or unnumbered below a number."""
    entry, whole, below = entries[at], figures(entries[at]), _right_below(at, entries)
    head = fold(entry.title)
    repeated = [j for j in below if fold(entries[j].title).startswith(head) and fold(entries[j].title) != head]
    if (repeated and not entry.described) or (len(repeated) > 1 and adds_up([figures(entries[j]) for j in repeated], whole)):
        return repeated
    if not entry.described:
        for n in range(2, len(below) + 1):
            if adds_up([figures(entries[j]) for j in below[:n]], whole) and all(entries[j].described for j in below[:n]):
                return below[:n]
    return _unnumbered_parts(entries, below, whole, figures) if entry.number else []


def _right_below(at: int, entries: Sequence[Entry]) -> list[int]:
    """The measures below a row in its section that may be its parts, up to the first that may not."""
    entry = entries[at]
    return list(
        takewhile(
            lambda j: (
                entries[j].kind is RowKind.MEASURE
                and entries[j].section == entry.section
                and entries[j].parent is None
                and _level_below(entry, entries[j])
            ),
            range(at + 1, len(entries)),
        )
    )


def _unnumbered_parts(
    entries: Sequence[Entry], below: Sequence[int], whole: dict[tuple[object, ...], tuple[Decimal, Decimal]], figures: Figures
) -> list[int]:
    """The unnumbered rows right below a numbered one, two at least, where they add up to it in plan and in fact."""
    run = list(takewhile(lambda j: entries[j].number is None, below))
    told = sum(high != 0 for _, high in whole.values())
    return run if len(run) > 1 and told > 1 and adds_up([figures(entries[j]) for j in run], whole) else []


def _level_below(entry: Entry, other: Entry) -> bool:
    """Whether numbers allow the row to stand under the other: a row numbered as its equal does not."""
    return not (entry.number and other.number and entry.number.count(".") >= other.number.count("."))


def adds_up(
    parts: Sequence[dict[tuple[object, ...], tuple[Decimal, Decimal]]], whole: dict[tuple[object, ...], tuple[Decimal, Decimal]]
) -> bool:
    """Whether the parts' sums meet the whole's amounts, for every amount that the whole has."""
    checked = 0
    for key, (low, high) in whole.items():
        mine = [part[key] for part in parts if key in part]
        if not mine or high == 0:
            continue
        if sum(a for a, _ in mine) > high or sum(b for _, b in mine) < low:
            return False
        checked += 1
    return checked > 0


def _headings(entries: Sequence[Entry]) -> None:
    """A section's row that carries sums is a subtotal where measures stand below it in that section, else a row of its own right."""
    for i, entry in enumerate(entries):
        if not entry.heading or entry.kind is not RowKind.MEASURE:
            continue
        below = [e for e in entries[i + 1 :] if e.kind is RowKind.MEASURE and not e.heading and e.section == entry.section]
        if below:
            entry.kind, entry.scope, entry.number = RowKind.SUBTOTAL, "section", None
        elif (told := _told_before(entry, entries[:i])) is not None:
            entry.kind, entry.scope, entry.section, entry.number = RowKind.SUBTOTAL, "section", told, None
        else:
            entry.section = None


def _told_before(heading: Entry, before: Sequence[Entry]) -> Section | None:
    """The section of measures above that a row of a summary («Розділ I. Двори | 10 | 8» below the measures' table) gives once more."""
    mine = heading.section
    sections = (e.section for e in before if e.kind is RowKind.MEASURE and not e.heading and e.section is not None)
    return next(
        (s for s in sections if mine is not None and (s.number, fold(s.title or "")) == (mine.number, fold(mine.title or ""))), None
    )


def _leaves(entries: Sequence[Entry], keep: Callable[[Entry], bool]) -> list[int]:
    return [i for i, e in enumerate(entries) if e.kind is RowKind.MEASURE and keep(e)]


def _scopes(entries: Sequence[Entry], figures: Figures) -> None:
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
        else:
            entry.scope, entry.section = "programme", None


def _outer_sums(entries: Sequence[Entry], figures: Figures) -> None:
    """A second sum right below a section's own («Всього по цілі 1» below «Всього по завданню 1.2») adds up the sections since the last such sum, where its amounts say so."""
    start, before = 0, None
    for i, entry in enumerate(entries):
        if entry.kind is RowKind.MEASURE:
            before = None
        elif entry.kind is RowKind.SUBTOTAL and entry.scope == "section":
            group = [j for j in _leaves(entries, lambda e: True) if start <= j < i]
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
    group = [i for i in _leaves(entries, lambda e: True) if start <= i < at]
    everything = [figures(entries[i]) for i in _leaves(entries, lambda e: True)]
    mine = figures(entries[at])
    return group if adds_up([figures(entries[i]) for i in group], mine) and not adds_up(everything, mine) else []


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
    of_section = [figures(entries[i]) for i in _leaves(entries, lambda e: e.section == entry.section)]
    of_all = [figures(entries[i]) for i in _leaves(entries, lambda e: True)]
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


def _sums(entries: Sequence[Entry]) -> None:
    """Write down, for each subtotal and total, the leaf rows it adds up."""
    for i, entry in enumerate(entries):
        if entry.kind is RowKind.MEASURE or entry.scope in ("part", "group"):
            continue
        if entry.scope == "parent":
            entry.sums = tuple(j for j, e in enumerate(entries) if e.parent == i and e.scope != "part")
        elif entry.kind is RowKind.SUBTOTAL and entry.section is not None:
            entry.sums = tuple(j for j, e in enumerate(entries) if e.kind is RowKind.MEASURE and e.section == entry.section)
        elif entry.kind is RowKind.TOTAL:
            leaves = _leaves(entries, lambda e: True)
            entry.sums = (
                tuple(leaves) if leaves else tuple(j for j, e in enumerate(entries) if e.kind is RowKind.SUBTOTAL and e.scope == "section")
            )

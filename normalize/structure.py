"""How the entries of a report hang together: parents and children, sections and their sums, which total adds up what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from normalize.adding_up import Amounts, Figures, adds_up
from normalize.entries import Entry, Section
from normalize.records import RowKind
from normalize.scopes import leaves, settle_outer_sums, settle_scopes
from normalize.text import fold


def arrange(entries: Sequence[Entry], figures: Figures) -> None:
    """Settle kinds, parents and what each sum adds up, in place; ``figures`` lets arithmetic decide where labels do not."""
    _parents_by_number(entries)
    _parents_by_bullet(entries, figures)
    _parents_by_sum(entries, figures)
    _headings(entries)
    settle_scopes(entries, figures)
    settle_outer_sums(entries, figures)
    _sums(entries)


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


def _unnumbered_parts(entries: Sequence[Entry], below: Sequence[int], whole: Amounts, figures: Figures) -> list[int]:
    """The unnumbered rows right below a numbered one, two at least, where they add up to it in plan and in fact."""
    run = list(takewhile(lambda j: entries[j].number is None, below))
    told = sum(high != 0 for _, high in whole.values())
    return run if len(run) > 1 and told > 1 and adds_up([figures(entries[j]) for j in run], whole) else []


def _level_below(entry: Entry, other: Entry) -> bool:
    """Whether numbers allow the row to stand under the other: a row numbered as its equal does not."""
    return not (entry.number and other.number and entry.number.count(".") >= other.number.count("."))


def _headings(entries: Sequence[Entry]) -> None:
    """A section's row that carries sums is a subtotal where measures stand below it in that section, else a row of its own right."""
    for i, entry in enumerate(entries):
        if not entry.heading or entry.kind is not RowKind.MEASURE:
            continue
        below = [e for e in entries[i + 1 :] if e.kind is RowKind.MEASURE and not e.heading and e.section == entry.section]
        if below:
            entry.kind, entry.scope, entry.number = RowKind.SUBTOTAL, "section", None
            entry.title = entry.label or entry.title
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
            measures = leaves(entries, lambda e: True)
            entry.sums = (
                tuple(measures)
                if measures
                else tuple(j for j, e in enumerate(entries) if e.kind is RowKind.SUBTOTAL and e.scope == "section")
            )

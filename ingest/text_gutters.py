"""Finds the columns of a text table by the vertical blanks between them: which fragments of its lines stand one below the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.text_lines import columns_of, is_amount, is_heading, is_label, starts_with_label

_FRAGMENT = re.compile(r"\S+(?: \S+)*")
#: One line in three may have a first text that runs over into the next columns (the label of a total).
_CROSSING_SHARE = 3


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a line between gaps of two or more blanks; ``start`` and ``end`` are screen columns, ``end`` behind the last."""

    text: str
    start: int
    end: int


Extent = tuple[int, int]


def fragments_of(text: str) -> list[Fragment]:
    """The fragments of a line."""
    chars = columns_of(text.replace("\u00a0", " "))
    plain = "".join(char[0] for char in chars)
    return [Fragment("".join(chars[match.start() : match.end()]), match.start(), match.end()) for match in _FRAGMENT.finditer(plain)]


def underlined(fragments: list[Fragment], rules: Sequence[Fragment]) -> list[Fragment]:
    """The fragments as wide as the rules beneath them, where each rule underlines one: a rule shows how far a header text reaches."""
    pairs = [(fragment, [rule for rule in rules if rule.start < fragment.end and fragment.start < rule.end]) for fragment in fragments]
    if any(len(own) > 1 for _, own in pairs) or len({id(rule) for _, own in pairs for rule in own}) < sum(len(own) for _, own in pairs):
        return fragments
    return [
        Fragment(one.text, min(one.start, *(rule.start for rule in own)), max(one.end, *(rule.end for rule in own))) if own else one
        for one, own in pairs
    ]


def is_data(fragments: Sequence[Fragment]) -> bool:
    """Whether a line carries a number of its row or an amount beside something else."""
    if len(fragments) < 2:
        return False
    return starts_with_label(fragments[0].text) or any(is_amount(fragment.text) for fragment in fragments[1:])


def share_edges(lines: Sequence[Sequence[Fragment]]) -> bool:
    """Whether at least two places are left or right edges of texts on a good part of the lines: cheap, and true of every table."""
    multiple = [line for line in lines if len(line) > 1]
    for side in ("start", "end"):
        edges = Counter(getattr(fragment, side) for line in multiple for fragment in line)
        if sum(count >= max(2, len(multiple) // _CROSSING_SHARE) for count in edges.values()) > 1:
            return True
    return False


def find_columns(lines: Sequence[Sequence[Fragment]], header: Sequence[Sequence[Fragment]]) -> list[Extent]:
    """The extents of the columns, left to right: from the lines of data, and those that only the header names."""
    multiple = [line for line in lines if len(line) > 1]
    columns = _best([line for line in multiple if not _is_section(line)] or multiple)
    columns = _without_halves(columns, [*multiple, *header])
    return _with_header_only(columns, header)


def _is_section(line: Sequence[Fragment]) -> bool:
    """Whether a line holds a number and a title alone: such a title runs over the columns behind it."""
    return len(line) == 2 and is_label(line[0].text) and not is_amount(line[1].text)


def _components(extents: Iterable[Extent]) -> list[Extent]:
    """Extents that overlap or touch made one; at least two blanks stand between two of them."""
    out: list[Extent] = []
    for start, end in sorted(extents):
        if out and start < out[-1][1] + 2:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _best(lines: Sequence[Sequence[Fragment]]) -> list[Extent]:
    """The most columns to be had by leaving out a few over-long first fragments, the fewest that do it; labels of totals never count."""
    firsts = [(line[0].start, line[0].end) for line in lines if not is_heading(line[0].text)] or [
        (line[0].start, line[0].end) for line in lines
    ]
    labels = {(line[0].start, line[0].end) for line in lines if is_label(line[0].text)}
    extents = Counter(firsts)
    extents.update((fragment.start, fragment.end) for line in lines for fragment in line[1:])
    best = _components(extents)
    numbers = Counter(extent for extent in firsts if extent in labels)
    if numbers.total() > 1:
        trial = Counter(numbers)
        trial.update((fragment.start, fragment.end) for line in lines for fragment in line[1:])
        columns = _components(trial)
        if len(columns) > len(best):
            return columns
    for start in sorted({start for start, _ in firsts}):
        extents, best = _without_longest(extents, sorted(extent for extent in firsts if extent[0] == start), best, len(lines))
    return best


def _without_longest(
    extents: Counter[Extent], firsts: list[Extent], best: list[Extent], lines: int
) -> tuple[Counter[Extent], list[Extent]]:
    """What is left, and the columns it makes, when the longest of the first texts with one left edge are left out, as far as that gives more columns."""
    trial, kept = Counter(extents), extents
    for extent in reversed(firsts[-max(1, lines // _CROSSING_SHARE) :] if lines > 2 else []):
        trial[extent] -= 1
        if trial[extent]:
            continue
        columns = _components(at for at, count in trial.items() if count)
        if len(columns) > len(best):
            best, kept = columns, Counter(trial)
    return kept, best


def columns_under(fragment: Fragment, columns: Sequence[Extent]) -> list[int]:
    """The columns that the fragment stands in: those it overlaps, else the nearest."""
    over = [at for at, (start, end) in enumerate(columns) if fragment.start < end and start < fragment.end]
    if over:
        return list(range(over[0], over[-1] + 1))
    distance = [max(start - fragment.end, fragment.start - end) for start, end in columns]
    return [distance.index(min(distance))]


def _without_halves(columns: list[Extent], lines: Sequence[Sequence[Fragment]]) -> list[Extent]:
    """Two extents that no line ever fills both are one column, whose texts are aligned differently."""
    at = 0
    while at + 1 < len(columns):
        both = any(
            sum(any(fragment.start < end and start < fragment.end for fragment in line) for start, end in columns[at : at + 2]) == 2
            and not any(fragment.start < columns[at][1] and columns[at + 1][0] < fragment.end for fragment in line)
            for line in lines
        )
        if both:
            at += 1
        else:
            columns[at : at + 2] = [(columns[at][0], columns[at + 1][1])]
    return columns


def _with_header_only(columns: list[Extent], header: Sequence[Sequence[Fragment]]) -> list[Extent]:
    """Adds a column for a header text that stands clear of all columns while its neighbours have header texts of their own.

    A text that is one line of a neighbour's header widens the neighbour.
    """
    clear = [
        fragment
        for at, line in enumerate(header)
        for before, fragment in zip([None, *line], line, strict=False)
        if not (before and fragment.start - before.end < 4 and fragment.text[0].islower())
        and not any(fragment.start < end and start < fragment.end for start, end in columns)
        and not _is_group(fragment, header[at + 1 :], columns)
    ]
    out = list(columns)
    for start, end in _components((fragment.start, fragment.end) for fragment in clear):
        beside = [column for column in (_before(columns, start), _after(columns, end)) if column is not None]
        if all(_has_own_header(column, header, (start, end)) for column in beside):
            out.append((start, end))
        elif (under := next((column for column in beside if not _has_own_header(column, header, (start, end))), None)) and _bridged(
            under, (start, end), header
        ):
            out[out.index(under)] = (min(under[0], start), max(under[1], end))
    return sorted(out)


def _bridged(column: Extent, extent: Extent, header: Sequence[Sequence[Fragment]]) -> bool:
    """Whether a header text stands over both: a header in several lines above figures that keep to the other side."""
    return any(f.start < column[1] and column[0] < f.end and f.start < extent[1] and extent[0] < f.end for line in header for f in line)


def _is_group(fragment: Fragment, below: Sequence[Sequence[Fragment]], columns: list[Extent]) -> bool:
    """Whether a header text over a gutter is the title of the columns on both sides: both have a text of their own below it."""
    beside = (_before(columns, fragment.start), _after(columns, fragment.end))
    under = any(other.start < fragment.end and fragment.start < other.end for line in below for other in line)
    return not under and all(column is not None and _has_own_header(column, below) for column in beside)


def _before(columns: Sequence[Extent], start: int) -> Extent | None:
    return max((column for column in columns if column[1] <= start), default=None)


def _after(columns: Sequence[Extent], end: int) -> Extent | None:
    return min((column for column in columns if column[0] >= end), default=None)


def _has_own_header(column: Extent, header: Sequence[Sequence[Fragment]], apart: Extent = (0, 0)) -> bool:
    """Whether a header text stands over the column, and not over ``apart`` too: a text over both is one header for the two."""
    return any(
        fragment.start < column[1] and column[0] < fragment.end and not (fragment.start < apart[1] and apart[0] < fragment.end)
        for line in header
        for fragment in line
    )

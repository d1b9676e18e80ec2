"""The header of a table without rules: which lines are one level, and which columns each group title stands over.

A group title rarely reaches over all its columns: it is centred above them or begins with the first. The columns are
dealt out to the titles so that all titles together stand as near to the middle, or the left edge, of their columns as can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.model import Cell
from ingest.text_gutters import Extent, Fragment, columns_under
from ingest.text_lines import joined

_SUBCOLUMN = re.compile(
    r"(?:за |на )?(?:19|20)\d\d(?:\s*р\.?|\s*рік)?|план|факт|(?:загальний|спеціальний)(?: фонд)?|(?:державний|обласний|районний|місцевий)(?: бюджет)?|[IVХІ]+ (?:квартал|кв\.?)",
    re.IGNORECASE,
)


#: What a column under no title costs, against a title that stands so many characters from the middle of its columns.
_LEFT_OVER = 0.5
#: What it costs that some titles begin with their columns and others stand over the middle.
_MIXED = 0.5


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of the header, and whether a rule or a blank line stands above it."""

    fragments: Sequence[Fragment]
    apart: bool


@dataclass(frozen=True, slots=True)
class _Title:
    """The lines of one header text of one level, and the columns it stands over."""

    lines: tuple[str, ...]
    extent: Extent
    columns: tuple[int, int]


def header_cells(lines: Sequence[HeaderLine], columns: Sequence[Extent], page: int | None) -> tuple[list[Cell], int]:
    """The header's cells, covering every column of every level once, and the number of levels."""
    levels = [_titles(level, columns) for level in _levels(lines, columns)]
    for at in range(len(levels) - 2, -1, -1):
        levels[at] = _spread(levels[at], levels[at + 1], columns)
    return _cells(levels, len(columns), page), len(levels)


def _levels(lines: Sequence[HeaderLine], columns: Sequence[Extent]) -> list[list[HeaderLine]]:
    levels: list[list[HeaderLine]] = []
    for line in lines:
        if levels and not line.apart and not _subdivides(line, levels[-1], columns):
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _subdivides(line: HeaderLine, level: Sequence[HeaderLine], columns: Sequence[Extent]) -> bool:
    """Whether the texts of a line are sub-columns of what stands above, and no second line of it."""
    if sum(bool(_SUBCOLUMN.fullmatch(fragment.text)) for fragment in line.fragments) > 1:
        return True
    spots = [columns_under(fragment, columns) for fragment in line.fragments]
    if _fills_gaps(level, spots, columns):
        return True
    for above in (fragment for other in level for fragment in other.fragments):
        under = columns_under(above, columns)
        if sum(bool(set(under) & set(spot)) and spot != under for spot in spots) > 1:
            return True
        if any(_stands_between(above, left, right) for left, right in zip(line.fragments, line.fragments[1:], strict=False)):
            return True
    return False


def _fills_gaps(level: Sequence[HeaderLine], spots: Sequence[list[int]], columns: Sequence[Extent]) -> bool:
    """Whether the level's first line names every column but those that this line names beside one of the named: a group's later columns."""
    named = {column for fragment in level[0].fragments for column in columns_under(fragment, columns)}
    here = {column for spot in spots for column in spot}
    gaps = set(range(len(columns))) - named
    return bool(gaps) and len(named) > 2 and gaps <= here and all({column - 1} & here for column in gaps)


def _stands_between(above: Fragment, left: Fragment, right: Fragment) -> bool:
    """Whether a text is centred over the gap between two others, over the middle of neither."""
    centre, middle = _centre(above.start, above.end), _centre(left.start, right.end)
    return abs(centre - middle) <= 2 and not any(other.start <= centre <= other.end for other in (left, right))


def _centre(start: int, end: int) -> float:
    return (start + end) / 2


def _titles(level: Sequence[HeaderLine], columns: Sequence[Extent]) -> list[_Title]:
    """The texts of a level, those that stand over the same columns as lines of one."""
    titles: list[_Title] = []
    for fragment in (fragment for line in level for fragment in line.fragments):
        spot = columns_under(fragment, columns)
        first, last = spot[0], spot[-1]
        touched = [title for title in titles if title.columns[0] <= last and first <= title.columns[1]]
        for title in touched:
            titles.remove(title)
            first, last = min(first, title.columns[0]), max(last, title.columns[1])
        start = min([fragment.start, *(title.extent[0] for title in touched)])
        end = max([fragment.end, *(title.extent[1] for title in touched)])
        texts = tuple(text for title in touched for text in title.lines)
        titles.append(_Title((*texts, fragment.text), (start, end), (first, last)))
    return sorted(titles, key=lambda title: title.columns)


def _spread(titles: list[_Title], lower: Sequence[_Title], columns: Sequence[Extent]) -> list[_Title]:
    """Each run of columns with texts below it, dealt out to the titles above that run; no lower title is cut in two."""
    columns = _with_own_heads(columns, lower)
    below = {column for title in lower for column in range(title.columns[0], title.columns[1] + 1)}
    inner = {column for title in lower for column in range(title.columns[0] + 1, title.columns[1] + 1)}
    out = [title for title in titles if not below & set(range(title.columns[0], title.columns[1] + 1))]
    for first, last in _runs(below):
        above = [title for title in titles if first <= title.columns[1] and title.columns[0] <= last]
        if above and len(above) <= last - first + 1:
            out += [
                _Title(title.lines, title.extent, span)
                for title, span in zip(above, _deal(above, first, last, inner, columns), strict=True)
            ]
        else:
            out += [title for title in above if title not in out]
    return sorted(out, key=lambda title: title.columns)


def _with_own_heads(columns: Sequence[Extent], titles: Sequence[_Title]) -> list[Extent]:
    """The columns, wide enough for the titles that stand over one of them: a head begins above these, not above the figures below them."""
    wide = list(columns)
    for title in titles:
        if title.columns[0] == title.columns[1]:
            start, end = wide[title.columns[0]]
            wide[title.columns[0]] = min(start, title.extent[0]), max(end, title.extent[1])
    return wide


def _runs(numbers: set[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if out and out[-1][1] == number - 1:
            out[-1] = (out[-1][0], number)
        else:
            out.append((number, number))
    return out


def _deal(titles: list[_Title], first: int, last: int, inner: set[int], columns: Sequence[Extent]) -> list[tuple[int, int]]:
    """Columns between ``first`` and ``last`` for each title, in order and without overlap, at the least total cost; a column left over costs a little.

    The titles of one header begin with their columns, or stand over the middle of them; some this way and some that is less likely.
    """
    ways = [
        (_dealt(titles, first, last, inner, columns, distance), distance is _either) for distance in (_from_left, _from_middle, _either)
    ]
    return list(min(ways, key=lambda way: way[0][0] + _MIXED * way[1])[0][1])


def _dealt(
    titles: list[_Title], first: int, last: int, inner: set[int], columns: Sequence[Extent], distance: Callable[[_Title, int, int], float]
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """The least total cost of titles that stand ``distance`` from their columns, and these columns."""

    @cache
    def best(title: int, column: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if title == len(titles):
            return _LEFT_OVER * (last + 1 - column), ()
        choices = []
        for start in (at for at in range(column, last + 1) if at not in inner):
            for end in (at for at in range(start, last + 1) if at + 1 not in inner):
                cost, rest = best(title + 1, end + 1)
                off = distance(titles[title], columns[start][0], columns[end][1])
                choices.append((cost + _LEFT_OVER * (start - column) + off, ((start, end), *rest)))
        return min(choices, default=(float("inf"), ((column, column),) * (len(titles) - title)))

    return best(0, first)


def _from_left(title: _Title, start: int, end: int) -> float:
    return abs(title.extent[0] - start)


def _from_middle(title: _Title, start: int, end: int) -> float:
    return abs(_centre(*title.extent) - _centre(start, end))


def _either(title: _Title, start: int, end: int) -> float:
    return min(_from_middle(title, start, end), _from_left(title, start, end) + 0.25)


def _cells(levels: list[list[_Title]], width: int, page: int | None) -> list[Cell]:
    """The titles as cells: one that nothing subdivides takes in the lines and the rows below it."""
    covered: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, level in enumerate(levels):
        starts = {title.columns[0]: title for title in level}
        column = 0
        while column < width:
            title = starts.get(column)
            if (row, column) in covered:
                column += 1
                continue
            last = title.columns[1] if title else column
            text, row_span = _downward(levels, row, title) if title else _from_below(levels, row, column)
            covered |= {(y, x) for y in range(row, row + row_span) for x in range(column, last + 1)}
            cells.append(Cell(text, row, column, row_span, last - column + 1, page=page))
            column = last + 1
    return cells


def _downward(levels: list[list[_Title]], row: int, title: _Title) -> tuple[str, int]:
    """The title's text with what goes on below it in its own columns, and how many rows it takes."""
    lines = list(title.lines)
    end = row + 1
    while end < len(levels):
        under = [other for other in levels[end] if other.columns[0] <= title.columns[1] and title.columns[0] <= other.columns[1]]
        if under and (under[0].columns != title.columns or title.columns[0] != title.columns[1] or _SUBCOLUMN.fullmatch(under[0].lines[0])):
            break
        if not under and title.columns[0] != title.columns[1]:
            break
        lines += [line for other in under for line in other.lines]
        end += 1
    return joined(lines), end - row


def _from_below(levels: list[list[_Title]], row: int, column: int) -> tuple[str, int]:
    """For a column without a text at this level: its own text further down, merged up to here."""
    for below in range(row + 1, len(levels)):
        title = next((title for title in levels[below] if title.columns[0] <= column <= title.columns[1]), None)
        if title:
            text, row_span = _downward(levels, below, title)
            return (text, below - row + row_span) if title.columns == (column, column) else ("", below - row)
    return "", len(levels) - row

"""A row under the columns of its header: as it stands, moved over where cells were shifted, mapped where the width differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Cell
from normalize.align import Assignment, Join, contradicted, misfits, other_width, rejoined, same_width, weigh
from normalize.column_marks import is_number_row
from normalize.figures import is_figure
from normalize.headers import Header
from normalize.logical_tables import Line
from normalize.meanings import FIGURES
from normalize.table_rows import Row
from normalize.text import fold
from normalize.values import is_dash


def place(row: Row, header: Header, mapping: Assignment | None = None, *, fresh: bool = False) -> Line | None:
    """The row under the header's columns; None for a repeated header or a row that numbers the columns."""
    if is_number_row(row) or is_drawn_rule(row) or repeats(row, header):
        return None
    width = len(header.meanings)
    texts = [row.text(c) for c in range(len(row.cells))]
    if mapping is not None and len(row.cells) != width:
        return Line(row, through(row, mapping), fresh=fresh)
    if len(row.cells) != width:
        assignment = other_width(unmerged(row), header.meanings)
        if assignment is None and (join := rejoined(unmerged(row), header.meanings)) is not None:
            return put_together(row, join, fresh=fresh)
        if assignment is None:
            padded = tuple(range(min(width, len(texts)))) + (None,) * (width - len(texts))
            return Line(row, through(row, padded), broken=any(texts_figures(row)), fresh=fresh)
        moved = any(texts_figures(row)) and not _ends_early(assignment, header)
        return Line(row, through(row, assignment), shifted=moved, fresh=fresh)
    own = own_texts(row)
    wide = any(cell.column_span > 1 for _, cell in row.filled())
    bad = misfits(own, header.meanings, tuple(range(width)))
    flat = not wide and not any(row.from_above(c) for c in range(width))
    if flat and (cut := _cut_off(own, header)) is not None:
        return put_together(row, cut, fresh=fresh)
    if wide or not bad or only_labelled(own, bad, header):
        join = rejoined(own, header.meanings) if flat and contradicted(own, header.meanings) else None
        return put_together(row, join, fresh=fresh) if join is not None else Line(row, row.cells, fresh=fresh)
    # words at the top of a page without figures, or one cell alone («буд.» | «12»), are what is left of the row before the break, each below its beginning
    rest = fresh and (
        not any(texts_figures(row)) or [c for c, _ in row.filled()] == [header.column("measure")] or _goes_on(own, bad, header)
    )
    assignment = same_width(own, header.meanings) if flat and not rest else None
    if assignment is not None:
        return Line(row, through(row, assignment), shifted=True, fresh=fresh)
    join = rejoined(own, header.meanings) if flat else None
    if join is not None:
        return put_together(row, join, fresh=fresh)
    last = max((c for c in range(width) if header.paths[c]), default=width)
    pushed_out = any(own[last + 1 :])  # text beyond the last header, and cells that contradict theirs
    return Line(row, row.cells, broken=pushed_out and any(texts_figures(row)), fresh=fresh)


def _ends_early(assignment: Assignment, header: Header) -> bool:
    """Whether all cells stand where they would, and only the columns of words behind the figures have none: tabs that a text lost at its lines' ends."""
    there = [p for p in assignment if p is not None]
    left_out = header.meanings[len(there) :]
    in_place = assignment == (*range(len(there)), *[None] * len(left_out))
    return in_place and all(m.field not in FIGURES for m in left_out)


def _goes_on(texts: Sequence[str], bad: Sequence[int], header: Header) -> bool:
    """Whether nothing but a number where the title stands is odd, and beside it an executor goes on in lower case: «… вул. Паркова,» | «12»."""
    number, executor = header.column("number"), header.column("executor")
    if number is None or executor is None or list(bad) != header.columns("measure"):
        return False
    return not texts[number] and re.match(r"[а-яіїєґ]{2}", texts[executor]) is not None


def _cut_off(texts: Sequence[str], header: Header) -> Join | None:
    """A number that ends in a comma goes on in the next cell, where nothing but a digit or two stands: «1300,» | «0».

    The cells behind may stand where they belong, or be pushed one on by the second piece: they are taken as they fit better.
    """
    for at, (first, second) in enumerate(zip(texts, texts[1:], strict=False)):
        fields = {header.meanings[at].field, header.meanings[at + 1].field}
        if fields <= set(FIGURES) and re.fullmatch(r"-?\d[\d\s]*,", first) and re.fullmatch(r"\d{1,2}", second):
            row = [*texts[:at], f"{first}{second}", *texts[at + 2 :]]
            stay: Assignment = (*range(at + 1), None, *range(at + 1, len(texts) - 1))
            pushed: Assignment = (*range(len(row)), None)
            better = weigh(row, header.meanings, pushed) > weigh(row, header.meanings, stay)
            return Join(at, row[at], pushed if better else stay)
    return None


def put_together(row: Row, join: Join, *, fresh: bool) -> Line:
    """The row with the two pieces of a number as one cell."""
    pieces = row.cells[join.at : join.at + 2]
    whole = replace(pieces[0], text=join.text, exact=None, readings=())
    cells = (*row.cells[: join.at], whole, *row.cells[join.at + 2 :])
    column = next(c for c, p in enumerate(join.assignment) if p == join.at)
    placed = tuple(cells[p] if p is not None else None for p in join.assignment)
    return Line(row, placed, fresh=fresh, joined=(column, pieces))


def own_texts(row: Row) -> list[str]:
    return [row.text(c) if row.starts(c) else "" for c in range(len(row.cells))]


def fits_as_it_is(row: Row, header: Header) -> bool:
    """Whether a row of the header's width stands under its columns without contradiction; a label may reach over several."""
    own = own_texts(row)
    bad = [c for c in misfits(own, header.meanings, tuple(range(len(own)))) if row.cells[c].column_span == 1]
    return not bad or only_labelled(own, bad, header)


def may_be_moved(row: Row, header: Header) -> bool:
    """Whether a row of the header's width fits its columns once its cells move, or once a number broken over two of them is one."""
    own = own_texts(row)
    return same_width(own, header.meanings) is not None or rejoined(own, header.meanings) is not None


def only_labelled(texts: Sequence[str], bad: Sequence[int], header: Header) -> bool:
    """Whether nothing but the row's label stands in an odd place: a total's or section's words in the number column."""
    title = next((c for c, m in enumerate(header.meanings) if m.field in ("measure", "programme", "indicator")), None)
    return title is not None and not texts[title] and all(header.meanings[c].field == "number" for c in bad)


def is_drawn_rule(row: Row) -> bool:
    """Whether every cell of the row is a run of dashes: a line drawn with characters, no data."""
    texts = [row.text(c) for c in range(len(row.cells))]
    return len(texts) > 2 and all(is_dash(t) for t in texts) and any(len(t) > 3 for t in texts)


def unmerged(row: Row) -> list[str]:
    return [row.text(c) if row.starts(c) or c == 0 or row.cells[c] is not row.cells[c - 1] else "" for c in range(len(row.cells))]


def texts_figures(row: Row) -> Iterator[bool]:
    return (is_figure(row.text(c)) for c, _ in row.filled())


def through(row: Row, assignment: Assignment) -> tuple[Cell | None, ...]:
    return tuple(row.cells[p] if p is not None else None for p in assignment)


def repeats(row: Row, header: Header) -> bool:
    """Whether the row says again what a header row says (a header repeated on the next page)."""
    texts = [fold(row.text(c)) for c in range(len(row.cells))]
    if sum(map(bool, texts)) < 2 or any(is_figure(row.text(c)) for c, _ in row.filled()):
        return False
    return any(
        len(known) == len(texts) and sum(map(bool, known)) >= 2 and all(fold(a) == b for a, b in zip(known, texts, strict=True))
        for known in header.rows
    )


def same_header(a: Header, b: Header) -> bool:
    """Whether two headers give their columns the same meaning, the unit of money included."""

    def said(header: Header) -> list[tuple[object, ...]]:
        return [(m.field, m.year, m.whole, m.source, m.fund, m.period, m.unit) for m in header.meanings]

    return said(a) == said(b)


def same_words(a: Header, b: Header) -> bool:
    return [tuple(map(fold, path)) for path in a.paths] == [tuple(map(fold, path)) for path in b.paths]


def cut_short(a: Header, b: Header) -> bool:
    """Whether the second header is the first printed again, some of its texts clipped: «Фактично профінансовано за 2024 рік», «Фактично профінансован».

    Or its upper level alone, where columns that the first tells apart are one: «Фактично профінансовано» over four columns. Or its lowest alone:
    «2024 рік», «2025 рік» without the plan and the fact above them.
    """

    def words(header: Header) -> list[str]:
        return ["".join(fold(" ".join(path)).split()) for path in header.paths]

    first, second = words(a), words(b)
    lowest = ["".join(fold(path[-1] if path else "").split()) for path in a.paths]
    if lowest == second and len(set(first)) == len(first) > 2:
        return True
    same = sum(mine == theirs for mine, theirs in zip(first, second, strict=False))
    upper = len(set(second)) < len(set(first)) == len(first)
    return (
        len(first) == len(second)
        and (same * 2 > len(first) or upper)
        and all(x == y or (x.startswith(y) and y) for x, y in zip(first, second, strict=True))
    )


def has_figures(rows: Sequence[Row]) -> bool:
    return any(is_figure(row.text(c)) for row in rows for c, _ in row.filled() if len(row.cells) > 2)


def first_text(rows: Sequence[Row]) -> str:
    return next((cell.text for row in rows for _, cell in row.filled()), "")[:80]


def fits_resized(rows: Sequence[Row], header: Header) -> bool:
    difference = abs(len(rows[0].cells) - len(header.meanings))
    if difference > 3:
        return False
    figures = [row for row in rows if any(texts_figures(row))]
    texts = [unmerged(row) for row in figures]
    return bool(figures) and all(other_width(t, header.meanings) is not None or rejoined(t, header.meanings) is not None for t in texts)

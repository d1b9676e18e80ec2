"""Rows of a table that are none: notes, signatures and texts below the figures, the points of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Cell
from normalize.figures import is_figure
from normalize.row_places import texts_figures
from normalize.table_rows import Row, line

_NOTE = re.compile(r"\s*(?:\*|примітк)", re.IGNORECASE)


POINT = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")


def is_form(rows: Sequence[Row]) -> bool:
    """Whether rows are a form's points: a number or nothing, a label, what is filled in; most of it words."""
    if any(len(row.cells) != 3 or row.cells[1].column_span > 1 for row in rows):
        return False
    points = [row for row in rows if (not row.text(0) or POINT.fullmatch(row.text(0))) and re.search(r"[^\W\d_]{3,}", row.text(1))]
    amounts = sum(is_figure(row.text(2)) for row in rows)
    return len(points) == len(rows) and any(row.text(0) for row in rows) and amounts * 2 < len(rows)


# A sentence runs over the edge of a sheet's first cell.
_SENTENCE = re.compile(r"[А-ЯІЇЄҐ][^\W\d_]+(?:\s+\S+){4,}\.")
_SIGNED = re.compile(r"[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+\s+[А-ЯІЇЄҐ'’ʼ-]{3,}|[А-ЯІЇЄҐ]\.\s?(?:[А-ЯІЇЄҐ]\.\s?)?[А-ЯІЇЄҐ][А-ЯІЇЄҐа-яіїєґ'’ʼ-]+")


# «Всього за Програмою: план – 10,0 тис. грн, профінансовано – 8,0 тис. грн.» is a sum that tells its amounts in words
_TOLD_SUM = re.compile(
    r"\W*(?:всього|усього|разом)\b[^:.\d]{0,40}(?:20\d\d\s*[-–—]\s*20\d\d \w+)?:\s*(?:план|заплан|передбач)", re.IGNORECASE
)


def _is_text(row: Row) -> bool:
    """Whether a row under the figures is running text or a signature: a sentence over the whole width, or a post and a name."""
    filled = row.filled()
    if len(filled) == 1 and _TOLD_SUM.match(line(filled[0][1].text)):
        return False
    if len(filled) == 1 and filled[0][0] == 0 and _SENTENCE.fullmatch(line(filled[0][1].text)):
        return True
    if len(filled) == 1 and _spans_all(row, filled[0][1]):
        text = line(filled[0][1].text)
        return text.endswith(".") or len(text) > 150
    return len(filled) == 2 and bool(_SIGNED.fullmatch(line(filled[1][1].text))) and not any(c.isdigit() for c in filled[0][1].text)


def _spans_all(row: Row, cell: Cell) -> bool:
    return len(row.cells) > 2 and cell.column_span >= len(row.cells) - 1


def split_tail(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Data rows, and the text rows after them (a signature, notes, the next report's title): what follows the last figure and an empty row."""
    last = max((i for i, row in enumerate(rows) if any(texts_figures(row))), default=-1)
    for i in range(last + 1, len(rows)):
        if rows[i].empty and not any(row.empty is False and any(texts_figures(row)) for row in rows[i:]):
            return list(rows[:i]), [row for row in rows[i:] if not row.empty]
    for i in range(last + 1, len(rows)):
        if last >= 0 and _is_text(rows[i]) and not any(any(texts_figures(row)) for row in rows[i:]):
            return list(rows[:i]), [row for row in rows[i:] if not row.empty]
        if last >= 0 and _NOTE.match(" ".join(cell.text for _, cell in rows[i].filled())):
            return list(rows[:i]), [row for row in rows[i:] if not row.empty]
    return list(rows), []

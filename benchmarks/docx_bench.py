"""Our docx reader against python-docx's ``row.cells``, on one table with merged cells: seconds, and how they grow with its rows."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import docx

from benchmarks.tables import show
from ingest.formats import docx as ours
from ingest.reading import Limits, Probe

COLUMNS = 13
SIZES = (143, 703)


def make_docx(rows: int) -> bytes:
    """A table of ``rows`` rows, every eighth one merged across, as section titles are."""
    document = docx.Document()
    table = document.add_table(rows, COLUMNS)
    for number, row in enumerate(table._tbl.tr_lst):
        for position, cell in enumerate(row.tc_lst):
            cell.p_lst[0].add_r().text = f"{number}.{position}"
    for number in range(0, rows, 8):
        table.cell(number, 0).merge(table.cell(number, COLUMNS - 1))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def by_row_cells(content: bytes) -> int:
    """As most programs do it."""
    document = docx.Document(io.BytesIO(content))
    return sum(len(cell.text) > 0 for table in document.tables for row in table.rows for cell in row.cells)


def by_ours(content: bytes) -> int:
    """As zvit does it."""
    document = ours.FORMATS[0].read(Probe("x.docx", content), Limits())
    return sum(cell.column_span for table in document.tables for cell in table.cells if cell.text)


def seconds(function: Callable[[bytes], int], content: bytes) -> tuple[float, int]:
    """The best of three, and what came of it."""
    best, result = float("inf"), 0
    for _ in range(3):
        started = time.perf_counter()
        result = function(content)
        best = min(best, time.perf_counter() - started)
    return best, result


def main() -> None:
    """Print the table."""
    rows = []
    for size in SIZES:
        content = make_docx(size)
        (theirs, their_cells), (mine, my_cells) = seconds(by_row_cells, content), seconds(by_ours, content)
        rows.append((size, theirs, mine, f"{theirs / mine:.1f} ×", "yes" if their_cells == my_cells else f"{their_cells} / {my_cells}"))
    show("docx: one table, 13 columns", ("rows", "python-docx row.cells, s", "zvit, s", "ratio", "equal cells"), rows)


if __name__ == "__main__":
    main()

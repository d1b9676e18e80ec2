"""Documents drawn in a test: lines with ``|`` are rows of a table, other lines paragraphs, an empty line ends a table.

In a row ``^`` goes on the cell above, ``<`` the cell to the left, ``/`` is a line break inside a cell.
"""

from __future__ import annotations

from decimal import Decimal

from ingest.model import Block, Cell, Document, Paragraph, Table
from normalize.document import normalize
from normalize.lexicon import load
from normalize.records import Finding, FundingRecord, Normalized

HEAD = """
Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2023-2025 роки за 2024 рік
"""
"""The title of the report that most drawings are tables of."""


def document(drawing: str, format: str = "docx") -> Document:
    """The document of a drawing."""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for line in [*drawing.strip("\n").split("\n"), ""]:
        if "|" in line:
            rows.append([cell.strip().replace(" / ", "\n") for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            blocks.append(table(rows))
            rows = []
        if line.strip():
            blocks.append(Paragraph(line.strip()))
    return Document(format, tuple(blocks))


def table(rows: list[list[str]]) -> Table:
    """A table of drawn rows, spans taken from ``^`` and ``<``."""
    width = max(map(len, rows))
    grid = [[*row, *[""] * (width - len(row))] for row in rows]
    cells = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            right = next((k for k in range(c + 1, width) if row[k] != "<"), width)
            below = next((k for k in range(r + 1, len(grid)) if grid[k][c] != "^"), len(grid))
            cells.append(Cell(text, r, c, below - r, right - c))
    return Table(len(grid), width, tuple(cells))


def read(drawing: str, file_name: str = "звіт.docx") -> Normalized:
    """The drawing understood."""
    return normalize(document(drawing), file_name, load())


def funding(drawing: str) -> tuple[FundingRecord, ...]:
    """The funding records of the drawing's only report."""
    (report,) = read(drawing).reports
    return report.funding


def brief(record: FundingRecord) -> str:
    """A record in one line: kind, number, title, year, source, fund, planned and actual (thousands of hryvnias, or the state)."""
    where = "" if record.source == "total" and record.fund == "total" else f" {record.source}/{record.fund}"
    number = f"{record.measure_number} " if record.measure_number else ""
    return f"{record.row_kind} {number}{record.measure} | {record.year or 'весь строк'}{where} | {_money(record.planned)} | {_money(record.actual)}"


def _money(amount: object) -> str:
    uah, state = getattr(amount, "uah", None), getattr(amount, "state", "")
    return f"{(uah / 1000).normalize():f}" if state == "value" and isinstance(uah, Decimal) else str(state)


def loud(drawing: str) -> list[str]:
    """The rules of the drawing's warnings and errors."""
    return [f.rule for f in loud_findings(drawing)]


def loud_findings(drawing: str) -> list[Finding]:
    """The drawing's warnings and errors."""
    from normalize.findings import CATALOGUE, Severity

    return [f for f in read(drawing).findings if CATALOGUE[f.rule].severity is not Severity.INFO]

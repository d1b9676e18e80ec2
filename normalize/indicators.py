"""Tables of result indicators: затрат, продукту, ефективності, якості."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.model import Cell, Paragraph
from normalize.headers import Header
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable
from normalize.numbering import split_number
from normalize.records import CellRef, Finding, IndicatorRecord, Quantity, State
from normalize.table_rows import line as one_line
from normalize.text import fold
from normalize.values import Kind, is_dash, read_value


def read_indicators(
    table: LogicalTable, report: int, report_year: int | None, period_year: int | None, lexicon: Lexicon
) -> tuple[list[IndicatorRecord], list[Finding]]:
    """The indicator records of one table and the findings about them. ``category`` goes on from its heading row until the next."""
    header = table.header
    out: list[IndicatorRecord] = []
    findings: list[Finding] = []
    category: str | None = None
    for item in table.lines:
        if isinstance(item, Paragraph):
            category = category_of(item.text, lexicon) or category
            continue
        heading = _heading(item, header, lexicon)
        if heading:
            category = heading
            continue
        if out and _is_tail(item, header):
            out[-1] = _with_tail(out[-1], item, header)
            continue
        made, found = _records(item, header, report, report_year, period_year, category, lexicon)
        out += made
        findings += found
    return out, findings


def category_of(text: str, lexicon: Lexicon) -> str | None:
    """The category that a heading names: «продукт», «Показники якості», «ефективність»; None for anything longer."""
    words = re.sub(r"^[\d.ivxIVX\s)]+", "", fold(text))
    if not words or len(words.split()) > 4:
        return None
    found = lexicon.best("indicators", words, 0.6)
    return found.meaning if found and found.score >= 0.75 else None


def _heading(line: Line, header: Header, lexicon: Lexicon) -> str | None:
    filled = [cell for _, cell in line.row.filled()]
    texts = [one_line(cell.text) for cell in filled if not is_dash(cell.text)]
    names = [t for t in texts if not re.fullmatch(r"[\dIVXІХ.]+\)?", t)]
    if len(names) != 1 or any(
        line.own(c) and not is_dash(line.own(c)) for c in header.columns("planned", "actual") if line.cells[c] not in filled[:2]
    ):
        return None
    return category_of(names[0], lexicon)


def _is_tail(line: Line, header: Header) -> bool:
    figures = [line.own(c) for c in header.columns("planned", "actual")]
    number = line.own(header.column("number"))
    title = line.own(header.column("indicator"))
    return not any(figures) and not number and (not title or bool(re.match(r"[а-яіїєґ(]", title)))


def _with_tail(record: IndicatorRecord, line: Line, header: Header) -> IndicatorRecord:
    def more(text: str | None, column: str) -> str | None:
        extra = line.own(header.column(column))
        return f"{text} {extra}".strip() if text and extra else extra or text

    return replace(
        record,
        indicator=more(record.indicator, "indicator") or "",
        unit=more(record.unit, "unit"),
        reasons=more(record.reasons, "reasons"),
        actions=more(record.actions, "actions"),
    )


def _records(
    line: Line, header: Header, report: int, report_year: int | None, period_year: int | None, category: str | None, lexicon: Lexicon
) -> tuple[list[IndicatorRecord], list[Finding]]:
    title_column = header.column("indicator")
    number, title = split_number(line.text(title_column))
    number = split_number(line.own(header.column("number")))[0] or number
    columns = header.columns("planned", "actual")
    years = sorted({header.meanings[c].year or report_year for c in columns}, key=lambda y: (y is None, y))
    if not title and not any(line.own(c) for c in columns):
        return [], []
    if not title:
        text = " | ".join(line.row.text(c) for c, _ in line.row.filled())
        return [], [
            Finding(
                "row_lost",
                {"text": text},
                report=report,
                table_number=line.row.table,
                row_number=line.row.number,
                page=line.row.page,
                found=text,
            )
        ]
    told = (
        line.text(header.column("category")) if header.column("category") is not None else title.partition(":")[0] if ":" in title else ""
    )
    own_category = category_of(told, lexicon)
    out: list[IndicatorRecord] = []
    findings: list[Finding] = []
    for year in years:
        key = f"{report}/i/{line.row.table}/{line.row.number}/{year if year is not None else '-'}"
        cells: list[CellRef] = []
        planned = _quantity(line, header, "planned", year, report_year, period_year, key, report, cells, findings)
        actual = _quantity(line, header, "actual", year, report_year, period_year, key, report, cells, findings)
        if len(years) > 1 and planned.state is State.BLANK and actual.state in (State.BLANK, State.NOT_DUE):
            continue
        if title_column is not None and (cell := line.cells[title_column]) is not None:
            cells.append(_ref("indicator", line, cell))
        out.append(
            IndicatorRecord(
                key, title, year, planned, actual, line.row.table, line.row.number, own_category or category, number,
                _text(line, header, "unit"), _text(line, header, "reasons"), _text(line, header, "actions"), line.row.page, tuple(cells),
            )
        )  # fmt: skip
    return out, findings


def _text(line: Line, header: Header, name: str) -> str | None:
    text = line.text(header.column(name))
    return None if not text or is_dash(text) else text


def _quantity(
    line: Line, header: Header, name: str, year: int | None, report_year: int | None, period_year: int | None,
    key: str, report: int, cells: list[CellRef], findings: list[Finding],
) -> Quantity:  # fmt: skip
    """The planned or actual value of a year; units and words behind the number are set aside."""
    column = next(
        (
            c
            for c in header.columns(name)
            if (header.meanings[c].year or report_year) == year and header.meanings[c].plan in (None, "amended")
        ),
        None,
    )
    if column is None:
        column = next((c for c in header.columns(name) if (header.meanings[c].year or report_year) == year), None)
    cell = line.cells[column] if column is not None else None
    if cell is None:
        return Quantity(State.BLANK)
    if one_line(cell.text):
        cells.append(_ref(name, line, cell))
    later = name == "actual" and year is not None and period_year is not None and year > period_year
    value = read_value(cell.text, cell.exact)
    if value.number is not None and value.kind in (Kind.NUMBER, Kind.NOTE):
        return Quantity(State.VALUE, value.number.value)
    if value.kind in (Kind.DASH, Kind.NONE_WORDS):
        return Quantity(State.NOT_DUE) if later else Quantity(State.NIL, Decimal(0))
    if value.kind is Kind.BLANK:
        return Quantity(State.NOT_DUE if later else State.BLANK)
    if value.kind is Kind.UNREADABLE:
        row = line.row
        findings.append(
            Finding(
                "unreadable_value",
                {"text": one_line(cell.text)},
                report=report,
                record=key,
                page=row.page,
                table_number=row.table,
                row_number=row.number,
                found=cell.text,
            )
        )
        return Quantity(State.UNREADABLE)
    return Quantity(State.NOT_APPLICABLE if value.kind is Kind.NOT_APPLICABLE else State.NOTE)


def _ref(column: str, line: Line, cell: Cell) -> CellRef:
    return CellRef(column, cell.text, line.row.table, line.row.number, cell.column, cell.page or line.row.page, cell.box, cell.confidence)


__all__: Sequence[str] = ["category_of", "read_indicators"]

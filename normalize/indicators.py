"""Tables of result indicators: затрат, продукту, ефективності, якості."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest.model import Cell, Paragraph
from normalize.categories import category_of
from normalize.headers import Header
from normalize.lexicon import Lexicon
from normalize.line_labels import all_texts
from normalize.logical_tables import Line, LogicalTable
from normalize.numbering import split_number
from normalize.placed import at_record, at_row
from normalize.records import CellRef, Finding, IndicatorRecord, Quantity, State
from normalize.table_rows import Row
from normalize.table_rows import line as one_line
from normalize.values import Kind, is_dash, read_value


def read_indicators(
    table: LogicalTable, report: int, report_year: int | None, period_year: int | None, lexicon: Lexicon
) -> tuple[list[IndicatorRecord], list[Finding]]:
    """The indicator records of one table and the findings about them. ``category`` goes on from its heading row until the next."""
    reader = _Reader(table.header, report, report_year, period_year, lexicon)
    for item in table.lines:
        if isinstance(item, Paragraph):
            reader.category = category_of(item.text, lexicon) or reader.category
        elif heading := _heading(item, table.header, lexicon):
            reader.category = heading
        elif _is_caption(item, table.header):
            continue
        elif reader.records and _is_tail(item, table.header):
            reader.records[-1] = _with_tail(reader.records[-1], item, table.header)
        else:
            reader.line(item)
    return reader.records, reader.findings


def _heading(line: Line, header: Header, lexicon: Lexicon) -> str | None:
    filled = [cell for _, cell in line.row.filled()]
    texts = [one_line(cell.text) for cell in filled if not is_dash(cell.text)]
    names = [t for t in texts if not re.fullmatch(r"[\dIVXІХ.]+\)?", t)]
    if len(names) != 1 or any(
        line.own(c) and not is_dash(line.own(c)) for c in header.columns("planned", "actual") if line.cells[c] not in filled[:2]
    ):
        return None
    return category_of(names[0], lexicon)


def _is_caption(line: Line, header: Header) -> bool:
    """Whether one cell reaches from the titles over all amounts: «Завдання 1. Розвиток мережі», no indicator, and no category where it names none."""
    titled = header.column("indicator")
    cell = line.cells[titled] if titled is not None else None
    return cell is not None and all(line.cells[c] is cell for c in header.columns("planned", "actual"))


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


class _Reader:
    """Reads one table's lines, holding the category that their heading named."""

    def __init__(self, header: Header, report: int, report_year: int | None, period_year: int | None, lexicon: Lexicon) -> None:
        self.header, self.lexicon = header, lexicon
        self.report, self.report_year, self.period_year = report, report_year, period_year
        self.category: str | None = None
        self.records: list[IndicatorRecord] = []
        self.findings: list[Finding] = []

    def line(self, line: Line) -> None:
        """Take in an indicator: a record per year."""
        columns = self.header.columns("planned", "actual")
        number, title = split_number(line.text(self.header.column("indicator")))
        number = split_number(line.own(self.header.column("number")))[0] or number
        if not title:
            if any(line.own(c) for c in columns):
                self.findings.append(replace(at_row(line.row, "row_lost", all_texts(line)), report=self.report))
            return
        years = sorted({self._year(c) for c in columns}, key=lambda y: (y is None, y))
        for year in years:
            record, found = self._record(line, title, number, year)
            nothing = record.planned.state is State.BLANK and record.actual.state in (State.BLANK, State.NOT_DUE)
            if len(years) == 1 or not nothing:
                self.records.append(record)
                self.findings += found

    def _record(self, line: Line, title: str, number: str | None, year: int | None) -> tuple[IndicatorRecord, list[Finding]]:
        row, cells = line.row, {name: self._cell(line, name, year) for name in ("planned", "actual")}
        titled = self.header.column("indicator")
        shown = {
            **{name: cell for name, cell in cells.items() if cell and one_line(cell.text)},
            "indicator": line.cells[titled] if titled is not None else None,
        }
        record = IndicatorRecord(
            self._key(row, year), title, year,
            _quantity(cells["planned"], later=False), _quantity(cells["actual"], later=self._later(year)),
            row.table, row.number, self._own_category(line, title) or self.category, number,
            _text(line, self.header, "unit"), _text(line, self.header, "reasons"), _text(line, self.header, "actions"), row.page,
            tuple(_ref(name, line, cell) for name, cell in shown.items() if cell is not None),
        )  # fmt: skip
        quantities = ((cells["planned"], record.planned), (cells["actual"], record.actual))
        unreadable = [cell for cell, quantity in quantities if cell is not None and quantity.state is State.UNREADABLE]
        told = [Finding("unreadable_value", {"text": one_line(cell.text)}, found=cell.text) for cell in unreadable]
        return record, [at_record(finding, record, self.report) for finding in told]

    def _key(self, row: Row, year: int | None) -> str:
        """What no two records of the report share: several indicators of one row are counted."""
        key = f"{self.report}/i/{row.table}/{row.number}/{year if year is not None else '-'}"
        before = sum(record.key == key or record.key.startswith(f"{key}/") for record in self.records)
        return f"{key}/{before + 1}" if before else key

    def _own_category(self, line: Line, title: str) -> str | None:
        """The category that the row names itself: in a column, or before a colon («Продукт: кількість ремонтів»)."""
        column = self.header.column("category")
        named = line.text(column) if column is not None else title.partition(":")[0] if ":" in title else ""
        return category_of(named, self.lexicon)

    def _year(self, column: int) -> int | None:
        return self.header.meanings[column].year or self.report_year

    def _later(self, year: int | None) -> bool:
        """Whether what was reached in a year cannot be known yet."""
        return year is not None and self.period_year is not None and year > self.period_year

    def _cell(self, line: Line, name: str, year: int | None) -> Cell | None:
        """The cell of the planned or actual value of a year; of several plans the amended one's."""
        columns = [c for c in self.header.columns(name) if self._year(c) == year]
        column = next((c for c in columns if self.header.meanings[c].plan in (None, "amended")), next(iter(columns), None))
        return line.cells[column] if column is not None else None


def _text(line: Line, header: Header, name: str) -> str | None:
    text = line.text(header.column(name))
    return None if not text or is_dash(text) else text


def _quantity(cell: Cell | None, *, later: bool) -> Quantity:
    """The value of a cell; units and words behind the number are set aside."""
    if cell is None:
        return Quantity(State.BLANK)
    value = read_value(cell.text, cell.exact)
    if value.kind is Kind.UNREADABLE and (counted := _COUNTED.fullmatch(one_line(cell.text))):
        value = read_value(counted[1])
    if value.number is not None and value.kind in (Kind.NUMBER, Kind.NOTE):
        return Quantity(State.VALUE, value.number.value)
    if value.kind in (Kind.DASH, Kind.NONE_WORDS):
        return Quantity(State.NOT_DUE) if later else Quantity(State.NIL, Decimal(0))
    if value.kind is Kind.BLANK:
        return Quantity(State.NOT_DUE if later else State.BLANK)
    states = {Kind.UNREADABLE: State.UNREADABLE, Kind.NOT_APPLICABLE: State.NOT_APPLICABLE}
    return Quantity(states.get(value.kind, State.NOTE))


_COUNTED = re.compile(r"(\d[\d ]*(?:[.,]\d+)?) [^\W\d_][^\d]*")  # «103,3 відсотків»


def _ref(column: str, line: Line, cell: Cell) -> CellRef:
    return CellRef(column, cell.text, line.row.table, line.row.number, cell.column, cell.page or line.row.page, cell.box, cell.confidence)

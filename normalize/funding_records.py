"""Readings become funding records: texts gathered over an entry's lines, one record per place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from normalize.amounts import Percent
from normalize.bodies import split_bodies
from normalize.broken import ref
from normalize.entries import SubLine
from normalize.header_content import BOTH
from normalize.placed import at_record
from normalize.records import BLANK, Amount, CellRef, Finding, Fund, FundingRecord, RowKind, Source
from normalize.slots import Context, Key, Reading, Slot
from normalize.table_rows import line as one_line
from normalize.terms import read_term, split_term
from normalize.text import fold, without_look_alikes
from normalize.values import is_dash
from normalize.wordings import tokens


def records_of(readings: Sequence[Reading], context: Context) -> tuple[list[FundingRecord], list[Finding]]:
    """The funding records of a report's entries in reading order, and the findings about them."""
    records: list[FundingRecord] = []
    findings: list[Finding] = []
    for row, reading in enumerate(readings):
        if reading.repeated:
            continue
        for record, found in _entry_records(row, reading, context):
            records.append(record)
            findings.extend(at_record(f, record, context.report) for f in found)
    return _unique(records), findings + _twice(records, context) + _told_again(records, context)


def _twice(records: Sequence[FundingRecord], context: Context) -> list[Finding]:
    """That one measure stands in two rows for the same year, source and fund: its number, title and section are the same."""
    rows: dict[tuple[object, ...], set[int]] = {}
    for r in records:
        if r.row_kind is RowKind.MEASURE and r.measure_number:
            rows.setdefault(_identity(r), set()).add(r.row)
    told = [r for r in records if len(rows.get(_identity(r), ())) > 1 and r.row_kind is RowKind.MEASURE]
    return [at_record(Finding("place_repeated", {"source": r.source.value, "year": str(r.year or "—")}), r, context.report) for r in told]


def _told_again(records: Sequence[FundingRecord], context: Context) -> list[Finding]:
    """Sums that a later table gives once more, a summary by sections or sources below the measures: told where their amounts are the same."""
    first: dict[tuple[object, ...], FundingRecord] = {}
    again = []
    for r in records:
        if r.row_kind is RowKind.MEASURE:
            continue
        kind = r.row_kind, r.section_number, fold(r.section or ""), r.year, r.source, r.fund, r.planned.uah, r.actual.uah
        before = first.setdefault(kind, r)
        if before.table_number != r.table_number and (r.planned.uah or r.actual.uah):
            again.append(
                at_record(Finding("sum_told_again", {"row": str(before.row_number), "table": str(before.table_number)}), r, context.report)
            )
    return again


def _identity(record: FundingRecord) -> tuple[object, ...]:
    title = fold(record.measure)
    return record.measure_number, title, record.section, record.executors, record.term, record.year, record.source, record.fund


def _unique(records: list[FundingRecord]) -> list[FundingRecord]:
    seen: dict[str, int] = {}
    out = []
    for record in records:
        n = seen[record.key] = seen.get(record.key, 0) + 1
        out.append(record if n == 1 else replace(record, key=f"{record.key}#{n}"))
    return out


def _entry_records(row: int, reading: Reading, context: Context) -> Iterator[tuple[FundingRecord, list[Finding]]]:
    texts = _with_texts_beside(_texts(reading, context), [_texts(other, context) for other in reading.beside])
    own = _own_executors(reading, texts)
    told = list(reading.findings)
    any_made = False
    places = Counter(key for _, slots in reading.slots for key, slot in slots.items() if slot.filled)
    for sub, slots in reading.slots:
        for key, slot in slots.items():
            if not slot.filled:
                continue
            any_made = True
            if places[key] > 1 and not own:
                told = [*told, Finding("place_repeated", {"source": key[1].value, "year": str(key[0] or "—")})]
            yield _record(row, reading, sub, key, slot, context, own.get(id(sub), texts)), [*slot.findings, *told]
            told = []
    if not any_made:
        sub = reading.slots[0][0]
        yield (
            _record(
                row,
                reading,
                sub,
                (context.report_year, sub.place.source or Source.TOTAL, sub.place.fund or Fund.TOTAL),
                Slot(),
                context,
                texts,
            ),
            told,
        )


@dataclass(frozen=True)
class _Texts:
    term: str | None
    years: tuple[int, int] | None
    executors: tuple[str, ...]
    information: str | None
    cells: tuple[CellRef, ...]


def _texts(reading: Reading, context: Context) -> _Texts:
    header, entry = reading.header, reading.entry
    cells: list[CellRef] = [ref("measure", line, 0, cell) for line, cell in entry.title_cells]
    if entry.kind is RowKind.TOTAL or entry.scope in ("section", "programme", "bare"):
        return _Texts(None, None, (), _gather(reading, header.columns("information"), "information", cells, first_only=True), tuple(cells))
    term = _gather(
        reading,
        header.columns("term", "term_start", "term_end"),
        "term",
        cells,
        between=" - " if header.columns("term_start") else " ",
        first_only=True,
    )
    executor = _gather(reading, header.columns("executor"), "executors", cells)
    if term is None and executor is not None and any(header.meanings[c].how == BOTH for c in header.columns("executor")):
        executor, term = split_term(executor)
        cells += [replace(ref, column="term") for ref in cells if ref.column == "executors" and term is not None]
    information = _gather(reading, header.columns("information"), "information", cells)
    return _Texts(term, read_term(term) if term else None, _bodies(executor), information, tuple(cells))


def _with_texts_beside(texts: _Texts, others: Sequence[_Texts]) -> _Texts:
    """What an entry's own row does not tell, as another table's row tells it; the information of all."""
    for other in others:
        term = texts if texts.term is not None else other
        told = [text for text in (texts.information, other.information) if text]
        texts = _Texts(
            term.term, term.years, texts.executors or other.executors, " ".join(dict.fromkeys(told)) or None, (*texts.cells, *other.cells)
        )
    return texts


def _own_executors(reading: Reading, texts: _Texts) -> dict[int, _Texts]:
    """Where a measure's lines are for one place, each with an executor of its own, each line's texts with its executor alone."""
    columns = reading.header.columns("executor")
    subs = [sub for sub, _ in reading.slots]
    named = {id(sub): next((sub.line.own(c) for c in columns if sub.line.own(c)), "") for sub in subs}
    if len(subs) < 2 or not all(named.values()) or len(set(named.values())) < 2 or len({sub.place for sub in subs}) > 1:
        return {}
    return {id(sub): replace(texts, executors=_bodies(named[id(sub)])) for sub in subs}


def _bodies(text: str | None) -> tuple[str, ...]:
    """The executors of a measure; as one where taking them apart would lose a word («відділ освіти та КП …»)."""
    if not text:
        return ()
    bodies = split_bodies(text)
    return bodies if tokens(", ".join(bodies)) == tokens(text) else (text,)


def _gather(
    reading: Reading, columns: Iterable[int], name: str, cells: list[CellRef], *, between: str = " ", first_only: bool = False
) -> str | None:
    """The texts of an entry under columns, tails joined, each cell once; a dash says nothing."""
    texts: list[str] = []
    seen: set[int] = set()
    title = reading.header.column("measure")
    for c in columns:
        pieces: list[str] = []
        for sub, _ in reading.slots[:1] if first_only else reading.slots:
            for line in (sub.line, *sub.tails):
                cell = line.cells[c]
                if cell is None or id(cell) in seen or not one_line(cell.text) or is_dash(cell.text):
                    continue
                if title is not None and cell is line.cells[title]:
                    continue
                seen.add(id(cell))
                if line is sub.line and cell.text in pieces:
                    continue  # each sub-row repeats it
                pieces.append(cell.text)
                cells.append(ref(name, line, c, cell))
        joined = one_line("\n".join(pieces))
        if joined and joined not in texts:
            texts.append(joined)
    return between.join(texts) or None


def _record(row: int, reading: Reading, sub: SubLine, key: Key, slot: Slot, context: Context, texts: _Texts) -> FundingRecord:
    entry, line = reading.entry, sub.line.row
    year, source, fund = key
    percent = slot.percent or Percent()
    section = entry.section if entry.kind is not RowKind.TOTAL else None

    def amount(column: str) -> Amount:
        return slot.amounts.get(column, BLANK)

    return FundingRecord(
        key=f"{context.report}/{line.table}/{line.number}/{year if year is not None else '-'}/{source}/{fund}",
        row=row, row_kind=entry.kind, measure=without_look_alikes(entry.title), year=year, planned=amount("planned_uah"), actual=amount("actual_uah"),
        table_number=line.table, row_number=line.number,
        section_number=section.number if section else None, section=section.title if section else None,
        measure_number=entry.number if entry.kind is RowKind.MEASURE or entry.scope in ("parent", "part") else None,
        term=texts.term, term_start_year=texts.years[0] if texts.years else None, term_end_year=texts.years[1] if texts.years else None,
        executors=texts.executors, source=source, fund=fund, spent=amount("spent_uah"),
        planned_initial=amount("planned_initial_uah"), planned_budget=amount("planned_budget_uah"), planned_period=amount("planned_period_uah"), deviation=amount("deviation"),
        percent_reported=percent.value, percent_low=percent.low, percent_high=percent.high, percent_alternatives=percent.alternatives,
        information=texts.information, page=line.page, parent=entry.parent, sums=entry.sums,
        cells=(*slot.cells, *texts.cells),
    )  # fmt: skip

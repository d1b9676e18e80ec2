"""What must be told of a table's columns: those not understood, understood by other means than their head's words, or set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from normalize.figures import WORD, is_figure
from normalize.head_texts import dimension_only
from normalize.header_arithmetic import BY_ARITHMETIC
from normalize.header_groups import TWIN, is_aside
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable
from normalize.meanings import MONEY
from normalize.records import Finding
from normalize.values import bare_amount

_NAMES = {"planned": ("план", "the plan"), "actual": ("факт", "the actual"), "percent": ("відсоток виконання", "the percent of the plan")}
"""What a column that the figures name may be, in Ukrainian and English."""

_NEAR = 5
"""How many times an amended plan is at most the amount beside it, or that amount the plan, in most rows."""


def findings_of_columns(table: LogicalTable, lexicon: Lexicon) -> list[Finding]:
    """The findings of one table's columns, in the order of the columns within each kind."""
    return [*_misread(table), *_understood_otherwise(table), *_unread_rows(table, lexicon)]


def _of(table: LogicalTable, rule: str, header: str, **args: str) -> Finding:
    page = table.origin[0][table.origin[1]].page
    return Finding(rule, {**args, "header": header or "—"}, table_number=table.number, page=page, found=header)


def _misread(table: LogicalTable) -> Iterator[Finding]:
    for column, text in table.header.doubts:
        yield _of(table, "unknown_header", text, column=str(column + 1))
    for _, text in table.header.misspelt:
        yield _of(table, "header_misspelt", text)


def _understood_otherwise(table: LogicalTable) -> Iterator[Finding]:
    doubted = {column for column, _ in table.header.doubts}
    for column, meaning in enumerate(table.header.meanings):
        header = " › ".join(table.header.paths[column])
        if meaning.field == "measure" and meaning.how == "content":
            yield _of(table, "title_by_content", header)
        if meaning.field in _NAMES and meaning.how == BY_ARITHMETIC:
            what, what_en = _NAMES[meaning.field]
            yield _of(table, "column_by_arithmetic", header, what=what, what_en=what_en)
        if meaning.field in _NAMES and meaning.how == TWIN:
            what, what_en = _NAMES[meaning.field or "planned"]
            yield _of(table, "column_by_twin", header, what=what, what_en=what_en)
        if is_aside(meaning, table.header.paths[column]) and any(is_figure(text) for text in _texts(table, column)):
            yield _of(table, "column_set_aside", header, column=str(column + 1))
        if meaning.field is None and header and column not in doubted and sum(bool(WORD.search(t)) for t in _texts(table, column)) > 1:
            yield _of(table, "column_of_words", header, column=str(column + 1))


def _unread_rows(table: LogicalTable, lexicon: Lexicon) -> Iterator[Finding]:
    """Where a column that is not read may well hold the plan or the actual, each row that has a figure there.

    Figures behind the plan may: «Затверджено | Скориговано | Профінансовано» names the plan twice, and only one of its words is known.
    """
    fields = [m.field for m in table.header.meanings]
    lacking = not {"actual", "spent"} & set(fields) or "planned" not in fields
    for column, text in table.header.doubts:
        beside = any(dimension_only(level, lexicon) for level in table.header.paths[column])
        figures = "planned" in fields[:column] and _is_like_money(table, column, fields)
        if not lacking and not beside and not figures and table.header.meanings[column].runner_up not in MONEY:
            continue
        args = {"column": str(column + 1), "header": text or "—"}
        for item in table.lines:
            if isinstance(item, Line) and (is_figure(item.own(column)) or any(ch.isdigit() for ch in item.own(column))):
                row = item.row
                yield Finding("unknown_header", args, table_number=row.table, row_number=row.number, page=row.page, found=item.own(column))


def _is_like_money(table: LogicalTable, column: int, fields: Sequence[str | None]) -> bool:
    """Whether most of a column's cells are figures of the size of the amounts in their rows: coefficients and codes are no amended plan."""
    texts = _texts(table, column)
    if 2 * sum(map(is_figure, texts)) <= len(texts):
        return False
    known = [c for c, field in enumerate(fields) if field in MONEY]
    ratios: list[Decimal] = []
    for line in (item for item in table.lines if isinstance(item, Line)):
        own = bare_amount(line.own(column)) if line.own(column) else None
        if own:
            beside = [amount for c in known if (amount := bare_amount(line.own(c)) if line.own(c) else None)]
            ratios += [min((max(own / amount, amount / own) for amount in beside), default=Decimal(1))]
    return bool(ratios) and median(ratios) <= _NEAR


def _texts(table: LogicalTable, column: int) -> list[str]:
    return [item.own(column) for item in table.lines if isinstance(item, Line) and item.own(column)]

"""Answers as files of programs: Excel workbooks and Parquet, values typed and exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from queries.answer import Answer, Column, unique_names

if TYPE_CHECKING:
    import pyarrow as pa


class TooManyRows(Exception):
    """More rows than the format can hold."""


_XLSX_ROWS, _XLSX_TEXT, _CUT = 1_048_576, 32_767, " […]"


def workbook(answer: Answer, stream: IO[bytes], lang: str) -> None:
    """One sheet, the head frozen. Row by row, so that memory stays flat. Raises ``TooManyRows`` past what a sheet can hold."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("zvit")
    sheet.freeze_panes = "A2"
    for i, column in enumerate(answer.columns):
        sheet.column_dimensions[_letters(i)].width = 16 if column.is_number else 28
    heads = [_xlsx_cell(WriteOnlyCell, sheet, c.label(lang), c) for c in answer.columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    try:
        for i, row in enumerate(answer):
            if i + 2 > _XLSX_ROWS:
                raise TooManyRows(
                    "У книзі Excel бракує рядків: візьміть csv чи parquet або звузьте запит / A sheet cannot hold so many rows: use csv or parquet"
                )
            sheet.append([_xlsx_cell(WriteOnlyCell, sheet, v, c) for v, c in zip(row, answer.columns, strict=True)])
    except BaseException:
        sheet.close()  # openpyxl complains on stderr about a sheet left open
        raise
    book.save(stream)


def _xlsx_cell(make: Callable[..., Any], sheet: Any, value: Any, column: Column) -> Any:
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    if isinstance(value, str):
        out = make(sheet, value=_fitted(value))
        out.data_type = "s"  # text even where it begins with "=": never a formula
        return out
    if value is not None and not isinstance(value, (bool, int, float, Decimal, date)):
        value = str(value)
    if isinstance(value, (int, Decimal)) and len(str(value).strip("-").replace(".", "")) > 15:
        value = str(value)  # as a number a spreadsheet would round it
    out = make(sheet, value=value)
    if column.is_money:
        out.number_format = "#,##0.00"
    return out


def _fitted(text: str) -> str:
    """Without the control characters that XML cannot hold, and no longer than a cell may be (the cut is told)."""
    text = "".join(ch for ch in text if ch in "\t\n\r" or ord(ch) >= 32)
    return text if len(text) <= _XLSX_TEXT else text[: _XLSX_TEXT - len(_CUT)] + _CUT


def _letters(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


def parquet(answer: Answer, stream: IO[bytes], lang: str) -> None:
    """Batch by batch, DECIMAL as DECIMAL."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _arrow_type(c.type)) for name, c in zip(unique_names(answer.columns), answer.columns, strict=True)])
    rows = iter(answer)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in _batches(rows, 50_000):
            columns = [pa.array(_fitting(values, f.type), f.type) for values, f in zip(zip(*batch, strict=True), schema, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))


def _batches(rows: Iterator[tuple[Any, ...]], size: int) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, size)):
        yield batch


def _arrow_type(name: str) -> pa.DataType:
    """The Arrow type of a DuckDB type; what has no plain counterpart becomes text."""
    import pyarrow as pa

    if name.endswith("[]"):
        return pa.list_(_arrow_type(name[:-2]))
    if name.startswith("DECIMAL("):
        width, scale = name[8:-1].split(",")
        return pa.decimal128(int(width), int(scale))
    plain = {
        "BOOLEAN": pa.bool_(), "TINYINT": pa.int8(), "SMALLINT": pa.int16(), "INTEGER": pa.int32(), "BIGINT": pa.int64(),
        "UTINYINT": pa.uint8(), "USMALLINT": pa.uint16(), "UINTEGER": pa.uint32(), "UBIGINT": pa.uint64(), "HUGEINT": pa.decimal128(38, 0),
        "FLOAT": pa.float32(), "DOUBLE": pa.float64(), "DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us"), "VARCHAR": pa.string(),
    }  # fmt: skip
    return plain.get(name, pa.string())


def _fitting(values: tuple[Any, ...], kind: pa.DataType) -> list[Any]:
    import pyarrow as pa

    if kind == pa.string():
        return [v if v is None or isinstance(v, str) else str(v) for v in values]
    if pa.types.is_decimal(kind):
        return [v if v is None or isinstance(v, Decimal) else Decimal(v) for v in values]
    return list(values)

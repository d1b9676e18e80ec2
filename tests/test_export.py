"""Answers as files: money exact in every format, text never a formula, headings for people, names for programs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from queries.answer import Answer, Column, answer
from queries.catalogue import Text
from queries.export import FORMATS, NeedsFile, as_text, export
from queries.text_formats import cell
from zvit.language import use
from zvit.output import print_table

HEADINGS = {"planned_uah": Text("План, грн", "Planned, UAH"), "measure": Text("Захід", "Measure")}
SQL = """
SELECT * FROM (VALUES
    ('Захід | перший', 2500000.00::DECIMAL(18,2), 2024, DATE '2024-12-31', ['УЖКГ', 'КВГП'], true),
    ('=HYPERLINK("http://x")', -0.05::DECIMAL(18,2), NULL, NULL, [], false),
    (NULL, 9999999999999999.99::DECIMAL(18,2), 2025, NULL, NULL, NULL)
) t(measure, planned_uah, year, decided_on, executors, ok)
"""


def asked(sql: str = SQL, limit: int | None = None) -> Answer:
    return answer(duckdb.connect().execute(sql), limit, HEADINGS)


def test_a_plain_table_is_aligned_with_ukrainian_money() -> None:
    lines = as_text(asked("SELECT 'Захід' AS measure, 2500000.5::DECIMAL(18,2) AS planned_uah, NULL AS year"), "table").splitlines()
    assert lines == ["Захід     План, грн  year", "-----  ------------  ----", "Захід  2\u00a0500\u00a0000,50"]


def test_english_tables_have_english_headings_and_separators() -> None:
    text = as_text(asked(), "table", "en")
    assert "Planned, UAH" in text
    assert "2,500,000.00" in text


def test_a_cell_cannot_steer_the_terminal_or_break_a_line() -> None:
    text = as_text(asked("SELECT 'а\u001b[31mб\nв' AS measure"), "table")
    assert "\u001b" not in text
    assert text.splitlines()[2] == "а\ufffd[31mб в"


def test_markdown_escapes_bars_and_aligns_numbers() -> None:
    lines = as_text(asked(), "md").splitlines()
    assert lines[0] == "| Захід | План, грн | year | decided_on | executors | ok |"
    assert lines[1] == "| --- | ---: | ---: | --- | --- | --- |"
    assert lines[2] == "| Захід \\| перший | 2\u00a0500\u00a0000,00 | 2024 | 2024-12-31 | УЖКГ, КВГП | так |"


def test_csv_is_raw_and_safe(tmp_path: Path) -> None:
    export(asked(), "csv", tmp_path / "a.csv")
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [r["planned_uah"] for r in rows] == ["2500000.00", "-0.05", "9999999999999999.99"]
    assert rows[1]["measure"] == '\'=HYPERLINK("http://x")'
    assert rows[0]["executors"] == "УЖКГ, КВГП"


def test_csv_to_a_stream_has_no_byte_order_mark() -> None:
    assert as_text(asked(), "csv").startswith("measure,planned_uah,")


def test_json_keeps_every_digit() -> None:
    rows = json.loads(as_text(asked(), "json"), parse_float=Decimal)
    assert [r["planned_uah"] for r in rows] == [Decimal("2500000.00"), Decimal("-0.05"), Decimal("9999999999999999.99")]
    assert rows[0] | {"planned_uah": 0} == {
        "measure": "Захід | перший", "planned_uah": 0, "year": 2024, "decided_on": "2024-12-31", "executors": ["УЖКГ", "КВГП"], "ok": True,
    }  # fmt: skip
    assert rows[2]["measure"] is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'nan'::DOUBLE", None),
        ("'inf'::DOUBLE", None),
        ("0.1::DOUBLE", 0.1),
        ("{'a': 1.5::DECIMAL(9,2)}", {"a": 1.5}),
        ("TIMESTAMP '2024-01-02 03:04:05'", "2024-01-02T03:04:05"),
        ("170141183460469231731687303715884105727::HUGEINT", 2**127 - 1),
    ],
)
def test_json_of_unusual_values_is_json(expression: str, expected: object) -> None:
    assert json.loads(as_text(asked(f"SELECT {expression} AS x"), "json")) == [{"x": expected}]


def test_json_of_nothing_is_an_empty_array() -> None:
    assert json.loads(as_text(asked("SELECT 1 AS a WHERE false"), "json")) == []


def test_two_columns_of_one_name_are_told_apart() -> None:
    assert json.loads(as_text(asked("SELECT 1 AS a, 2 AS a"), "json")) == [{"a": 1, "a_2": 2}]


def test_a_workbook_holds_typed_values_and_no_formula(tmp_path: Path) -> None:
    export(asked(), "xlsx", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    head, first, second, third = sheet.iter_rows()
    assert [c.value for c in head][:2] == ["Захід", "План, грн"]
    assert (first[1].value, first[1].number_format, first[2].value) == (2500000, "#,##0.00", 2024)
    assert first[3].is_date
    assert first[3].value.date() == date(2024, 12, 31)
    assert (second[0].data_type, second[0].value) == ("s", '=HYPERLINK("http://x")')
    assert third[1].value == "9999999999999999.99"  # more digits than a spreadsheet's number can hold


def test_a_text_too_long_for_a_workbook_says_that_it_is_cut(tmp_path: Path) -> None:
    export(asked("SELECT repeat('я', 40000) || '\u0001' AS a"), "xlsx", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    text = sheet["A2"].value
    assert isinstance(text, str)
    assert text.endswith(" […]")


def test_parquet_keeps_decimals_and_lists(tmp_path: Path) -> None:
    export(asked(), "parquet", tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.schema.field("planned_uah").type == pa.decimal128(18, 2)
    assert table["planned_uah"].to_pylist() == [Decimal("2500000.00"), Decimal("-0.05"), Decimal("9999999999999999.99")]
    assert table["executors"].to_pylist() == [["УЖКГ", "КВГП"], [], None]
    assert table["decided_on"].to_pylist()[0] == date(2024, 12, 31)


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if f.binary])
def test_a_binary_format_asks_for_a_file(name: str) -> None:
    with pytest.raises(NeedsFile, match="--output"):
        export(asked(), name, None, stream=io.StringIO())


@pytest.mark.parametrize("name", FORMATS)
def test_a_failed_export_leaves_no_file_and_an_old_one_whole(tmp_path: Path, name: str) -> None:
    def full(row: tuple[object, ...]) -> tuple[object, ...]:
        if row == (25_000,):
            raise OSError("диск повний")
        return row

    target = tmp_path / "out"
    target.write_text("старий")
    with pytest.raises(OSError, match="диск"):
        export(answer(duckdb.connect().execute("FROM range(30000)"), render=full), name, target)
    assert target.read_text() == "старий"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_an_empty_answer(tmp_path: Path, name: str) -> None:
    export(asked("SELECT 1 AS a, 'x' AS b WHERE false"), name, tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 0


@pytest.mark.parametrize(
    ("value", "uk", "en"),
    [
        (Decimal("38050.000000"), "38\u00a0050,00", "38,050.00"),
        (Decimal("38049.995000"), "38\u00a0049,995", "38,049.995"),
        (Decimal("87.2"), "87,2", "87.2"),
        (Decimal("0.000000"), "0,00", "0.00"),
        (0.97, "0,97", "0.97"),
        (2024, "2024", "2024"),
        ([Decimal("1234.50"), None], "1\u00a0234,50, ", "1,234.50, "),
        (None, "", ""),
    ],
)
def test_a_command_s_own_table_writes_numbers_as_an_answer_does(
    value: object, uk: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang, written in (("en", en), ("uk", uk)):
        use(lang)
        print_table(["value"], [[value]])
        assert capsys.readouterr().out.splitlines()[2].strip() == written.strip() == cell(value, Column("value", ""), lang).strip()


def test_a_command_s_own_table_looks_as_an_answer_does(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["Захід", "рік"], [["Лавки\nй урни", 2024], ["Дах", None]], title="Записи")
    assert capsys.readouterr().out.splitlines() == ["Записи", "Захід          рік", "------------  ----", "Лавки й урни  2024", "Дах"]

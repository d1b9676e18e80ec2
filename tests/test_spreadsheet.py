"""Spreadsheets of every format: cells as displayed, with the numbers behind them."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from office_files import drawn, lines, notes, odf, read, xlsx

from ingest.model import Cell, Document, Paragraph
from ingest.numberformat import BUILT_IN, number_text, string_text
from ingest.reading import Refused
from ingest.sheet import column_name, localised, plain_number, shows

ACCOUNTING = BUILT_IN[43]

SHOWN = [
    ("2500", "#,##0.0", "2 500,0"),
    ("2418324.5", "# ##0.00", "2 418 324,50"),
    ("12.3", r"#\ ##0.00", "12,30"),
    ("0.9328", "0.00%", "93,28%"),
    ("0.5", "0%", "50%"),
    ("69.96", "General", "69,96"),
    ("441935355.19", "General", "441935355,19"),
    ("0.333333333333333", "General", "0,333333333"),
    ("100000000000000000000", "General", "100000000000000000000"),
    ("0", ACCOUNTING, "-"),
    ("-1234.5", ACCOUNTING, "-1 234,50"),
    ("1234.5", ACCOUNTING, "1 234,50"),
    ("1234567.891", "#,##0.00", "1 234 567,89"),
    ("1234567", "#,##0,", "1 235"),
    ("2.675", "0.00", "2,68"),
    ("0.5", "#.00", ",50"),
    ("0.5", "0.##", "0,5"),
    ("3", "0.##", "3,"),
    ("5", '0" грн"', "5 грн"),
    ("5", r"0.0\ [$грн-422]", "5,0 грн"),
    ("-5", "0.0;[Red](0.0)", "(5,0)"),
    ("-5", "0.0", "-5,0"),
    ("0", "0;-0;;@", ""),
    ("7", "000", "007"),
    ("114082", "0000000", "0114082"),
    ("45225", "dd.mm.yyyy", "26.10.2023"),
    ("45225", BUILT_IN[14], "26.10.2023"),
    ("45225.75", "dd/mm/yy h:mm", "26.10.23 18:00"),
    ("45225", "d mmmm yyyy", "26 жовтня 2023"),
    ("45225", "mmmm yyyy", "жовтень 2023"),
    ("1.5", "[h]:mm", "36:00"),
    ("0.5", "h:mm AM/PM", "12:00 PM"),
    ("1", "dd.mm.yyyy", "01.01.1900"),
    ("12345", "[<1000]0;[>=1000]0.0,\" тис\"", "12,3 тис"),
    ("0.25", "# ?/?", "1/4"),
    ("12000", "0.00E+00", "1,20E+4"),
]  # fmt: skip


@pytest.mark.parametrize(("exact", "code", "expected"), SHOWN)
def test_a_number_is_shown_as_its_format_says(exact: str, code: str, expected: str) -> None:
    assert number_text(exact, code) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_grouped_numbers_with_two_decimals_read_back(value: Decimal) -> None:
    shown = number_text(f"{value:f}", "#,##0.00")
    assert Decimal(shown.replace(" ", "").replace(",", ".")) == value
    assert shows(shown, plain_number(f"{value:f}") or "")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
    st.text("0#?.,;%[]\"'\\_*@dmyhs/E+- грн", max_size=15),
)
def test_no_format_breaks_the_reader(value: Decimal, code: str) -> None:
    exact = plain_number(f"{value:f}")
    assert exact is not None
    assert isinstance(number_text(exact, code), str)
    assert isinstance(string_text("текст", code), str)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("69.959999999999994", "69.96"),
        ("1E3", "1000"),
        ("1.5e-3", "0.0015"),
        ("-0", "0"),
        ("0.1", "0.1"),
        ("12.50", "12.5"),
        ("x", None),
        ("nan", None),
        ("", None),
    ],
)
def test_stored_numbers_in_plain_decimals(stored: str, expected: str | None) -> None:
    assert plain_number(stored) == expected


@pytest.mark.parametrize(
    ("text", "exact", "expected"),
    [("2,500.0", "2500", "2 500,0"), ("69.96", "69.96", "69,96"), ("93.28%", "0.9328", "93,28%"), ("2 500,0", "2500", "2 500,0"), ("1,234.50 грн.", "1234.5", "1 234,50 грн."),
     ("1,5", "1.5", "1,5"), ("1,500", "1500", "1 500"), ("26.10.2023", "45225", "26.10.2023")],
)  # fmt: skip
def test_separators_become_ukrainian_where_the_number_proves_them(text: str, exact: str, expected: str) -> None:
    assert localised(text, exact) == expected


def test_column_names() -> None:
    assert [column_name(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


# --- xlsx ---------------------------------------------------------------------------------------------------------------------------


def c(reference: str, value: str, more: str = "") -> str:
    return f'<c r="{reference}" {more}><v>{value}</v></c>'


def at(document: Document, row: int, column: int) -> Cell:
    return next(cell for cell in document.tables[0].cells if (cell.row, cell.column) == (row, column))


def test_merges_are_spans_and_empty_leading_and_inner_places_stay() -> None:
    rows = f'<row r="2">{c("B2", "1")}</row><row r="4">{c("D4", "2")}</row>'
    found = read(xlsx(rows, tail='<mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="A4:XFD4"/></mergeCells>')).tables[0]
    assert drawn(found) == [". | . | . | .", ". | 1 | < | .", ". | ^ | ^ | .", ". | < | < | <"]


def test_a_stored_number_keeps_its_digits_behind_a_rounded_display() -> None:
    styles = '<numFmts><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs>'
    rows = f'<row r="1">{c("A1", "2500.46", "s=" + chr(34) + "1" + chr(34))}{c("B1", "0.93284", "s=" + chr(34) + "2" + chr(34))}{c("C1", "45225", "s=" + chr(34) + "3" + chr(34))}</row>'
    cells = read(xlsx(rows, styles=styles)).tables[0].cells
    assert [(cell.text, cell.exact) for cell in cells] == [("2 500,5", "2500.46"), ("93,28%", "0.93284"), ("26.10.2023", None)]


def test_texts_numbers_as_text_truth_and_errors() -> None:
    strings = (
        "<si><t>2 500,00</t></si><si><r><t>12,5</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r><rPh><t>?</t></rPh></si>"
    )
    rows = f'<row r="1">{c("A1", "0", "t=" + chr(34) + "s" + chr(34))}{c("B1", "1", "t=" + chr(34) + "s" + chr(34))}{c("C1", "1", "t=" + chr(34) + "b" + chr(34))}' \
           f'{c("D1", "#REF!", "t=" + chr(34) + "e" + chr(34))}<c r="E1" t="inlineStr"><is><t>Всього</t></is></c></row>'  # fmt: skip
    cells = read(xlsx(rows, strings=strings)).tables[0].cells
    assert [(cell.text, cell.exact) for cell in cells] == [
        ("2 500,00", None),
        ("12,5¹", None),
        ("ІСТИНА", None),
        ("#REF!", None),
        ("Всього", None),
    ]


def test_formulas_show_their_stored_value_and_tell_where_they_have_none() -> None:
    rows = '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3"><f>A3*2</f></c><c r="C3" t="str"><f>""</f><v></v></c><c r="D3"><f>1</f><v/></c></row>'
    document = read(xlsx(rows))
    assert drawn(document.tables[0])[2] == "2 | = | . | ="
    assert [(note.table, note.row, note.args["cells"]) for note in document.notes] == [(1, 3, "B3, D3")]


def test_zeros_that_nobody_calculated_are_no_zeros() -> None:
    rows = '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><f>A1</f><v>0</v></c></row>'
    never = read(xlsx(rows, workbook='<calcPr fullCalcOnLoad="1"/>'))
    assert (at(never, 0, 1).text, at(never, 0, 1).exact) == ("=", None)
    assert [note.code for note in never.notes] == ["formula_without_value"]
    assert at(read(xlsx(rows)), 0, 1).exact == "0"


def test_hidden_rows_columns_and_sheets_are_marked_and_noted() -> None:
    rows = f'<row r="1">{c("A1", "1")}{c("B1", "2")}</row><row r="2" hidden="1">{c("A2", "3")}</row><row r="3">{c("A3", "4")}</row>'
    document = read(xlsx(rows, head='<cols><col min="2" max="2" hidden="1"/></cols>', state="hidden"))
    table = document.tables[0]
    assert (table.name, table.hidden, table.hidden_rows, table.hidden_columns) == ("Аркуш", True, {1}, {1})
    assert notes(document, "hidden_content") == ["аркуш «Аркуш»", "рядки 2 аркуша «Аркуш»", "стовпці B аркуша «Аркуш»"]


def test_zeros_that_the_sheet_does_not_show() -> None:
    document = read(
        xlsx(
            f'<row r="1">{c("A1", "0")}{c("B1", "5")}</row>', head='<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
        )
    )
    assert [(cell.text, cell.exact) for cell in document.tables[0].cells] == [("", "0"), ("5", "5")]


def test_printed_headers_without_their_codes() -> None:
    tail = '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Додаток 1&amp;RСтор. &amp;P</oddHeader></headerFooter>'
    assert lines(read(xlsx(f'<row r="1">{c("A1", "1")}</row>', tail=tail)), "header") == ["Додаток 1\tСтор."]


def test_dates_of_the_1904_system() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    content = xlsx(f'<row r="1">{c("A1", "43763")}</row>', styles=styles, workbook='<workbookPr date1904="1"/>')
    assert read(content).tables[0].cells[0].text == "26.10.2023"


def test_empty_sheets_give_no_table() -> None:
    assert read(xlsx('<row r="1"><c r="A1" s="0"/></row>')).tables == ()


# --- xls, ods, Excel 2003's XML -----------------------------------------------------------------------------------------------------


def _xls() -> xlwt.Workbook:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Звіт")
    sheet.write_merge(0, 0, 0, 2, "Звіт", xlwt.easyxf("font: bold on"))
    sheet.write(2, 0, 2500.46, xlwt.easyxf(num_format_str="#,##0.0"))
    sheet.write(2, 1, 0.93284, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(2, 2, 0, xlwt.easyxf(num_format_str=ACCOUNTING))
    sheet.write_rich_text(3, 0, ("12,5", ("1", xlwt.easyfont("escapement superscript"))))
    sheet.write(3, 1, True)
    sheet.row(3).hidden = True
    sheet.col(1).hidden = True
    return book


def _saved(book: xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_xls() -> None:
    document = read(_saved(_xls()), "звіт.xls")
    table = document.tables[0]
    assert document.format == "xls"
    assert drawn(table) == ["Звіт | < | <", ". | . | .", "2 500,5 | 93,28% | -", "12,5¹ | ІСТИНА | ."]
    assert [cell.exact for cell in table.cells if cell.row == 2] == ["2500.46", "0.93284", "0"]
    assert (table.hidden_rows, table.hidden_columns, table.cells[0].bold) == ({3}, {1}, True)


def test_xls_formulas_that_nobody_calculated() -> None:
    book = _xls()
    book.get_sheet(0).write(5, 0, xlwt.Formula("A3*2"))
    document = read(_saved(book), "звіт.xls")
    assert [note.args["cells"] for note in document.notes if note.code == "formula_without_value"] == ["A6"]
    assert (at(document, 5, 0).text, at(document, 5, 0).exact) == ("=", None)


def test_ods() -> None:
    hidden = '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    body = (
        '<table:table table:name="Звіт" table:style-name="h"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        '<table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>Звіт</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="float" office:value="2500.46"><text:p>2,500.5</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.93284"><text:p>93,28%</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1"/><table:table-cell office:value-type="float" office:value="0"><text:p>-</text:p>'
        "<office:annotation><text:p>примітка</text:p></office:annotation></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    document = read(odf("spreadsheet", body, hidden))
    table = document.tables[0]
    assert drawn(table) == ["Звіт | < | < | .", ". | . | . | .", ". | . | . | .", "2 500,5 | 93,28% | = | -"]
    assert [cell.exact for cell in table.cells if cell.row == 3] == ["2500.46", "0.93284", None, "0"]
    assert (table.hidden, table.hidden_rows, table.hidden_columns) == (True, {1, 2}, {1, 2})
    assert [note.args["cells"] for note in document.notes if note.code == "formula_without_value"] == ["C4"]


def test_excel_2003_xml_under_the_name_of_an_xls() -> None:
    content = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s1"><NumberFormat ss:Format="Standard"/></Style></Styles>'
        '<Worksheet ss:Name="Звіт"><Table><Column ss:Index="2" ss:Hidden="1"/><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Звіт</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell ss:StyleID="s1"><Data ss:Type="Number">2500.456</Data></Cell><Cell><Data ss:Type="DateTime">2023-10-26T00:00:00.000</Data></Cell>'
        '<Cell ss:Formula="=1"/></Row></Table></Worksheet></Workbook>'
    )
    document = read(content.encode(), "звіт.xls")
    assert (document.format, drawn(document.tables[0])) == ("xls", ["Звіт | < | .", ". | . | .", "2 500,46 | 26.10.2023 | ="])
    assert document.tables[0].hidden_columns == {1}
    assert [note.code for note in document.notes] == ["hidden_content", "formula_without_value"]


@pytest.mark.parametrize("name", ["x.xls", "x.docx", "x.pdf", "x"])
def test_a_workbook_is_known_by_its_content(name: str) -> None:
    assert read(xlsx(f'<row r="1">{c("A1", "1")}</row>'), name).format == "xlsx"


BOX = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"


def test_text_boxes_stand_where_they_begin_among_the_rows() -> None:
    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells) + "</table:table-row>"

    text = "<text:p>{}</text:p>".format
    body = row(BOX.format("Звіт")) + row(text("№"), text("Захід")) + row(text("1"), text("Ліки")) + row(BOX.format("Голова"))
    document = read(odf("spreadsheet", f'<table:table table:name="А">{body}</table:table>'))
    assert [block.text if isinstance(block, Paragraph) else "таблиця" for block in document.blocks] == ["Звіт", "таблиця", "Голова"]


def test_a_cell_at_the_far_edge_of_a_sheet_is_told_and_the_rest_read() -> None:
    rows = "".join(f'<row r="{n}">{c(f"A{n}", "1")}{c(f"B{n}", "2")}</row>' for n in range(1, 12))
    document = read(xlsx(f'{rows}<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>край</t></is></c></row>'))
    assert (document.tables[0].rows, document.tables[0].columns) == (11, 2)
    assert notes(document, "hidden_content") == ["клітинка XFD1048576 аркуша «Аркуш» далеко за таблицею: «край»"]


def test_a_sheet_whose_cells_lie_all_over_it_is_too_large() -> None:
    rows = "".join(f'<row r="{n * 40000}">{c(f"A{n * 40000}", "1")}{c(f"XFD{n * 40000}", "2")}</row>' for n in range(1, 26))
    with pytest.raises(Refused, match="too_large"):
        read(xlsx(rows))

"""OpenDocument texts: the same promises as for Word, by the rules of the other format."""

from __future__ import annotations

import pytest
from office_files import drawn, lines, notes, odf, read

from ingest.model import Table

_RAISED = '<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
_HIDDEN = '<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>'


def text(body: str, automatic: str = "") -> list[str]:
    return lines(read(odf("text", body, automatic)))


def table(rows: str, automatic: str = "") -> Table:
    return read(odf("text", f"<table:table>{rows}</table:table>", automatic)).tables[0]


def cell(content: str = "", spans: str = "") -> str:
    return f"<table:table-cell {spans}><text:p>{content}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


COVERED = "<table:covered-table-cell/>"


def test_spans_and_covered_cells() -> None:
    rows = row(cell("№", 'table:number-rows-spanned="2"'), cell("Обсяги", 'table:number-columns-spanned="2"'), COVERED) + row(
        COVERED, cell("2023"), cell("2024")
    )
    assert drawn(table(rows)) == ["№ | Обсяги | <", "^ | 2023 | 2024"]


def test_repeats_are_written_out() -> None:
    rows = row(cell("a"), '<table:table-cell table:number-columns-repeated="2"/>', attributes='table:number-rows-repeated="2"')
    assert drawn(table(rows)) == ["a | . | .", "a | . | ."]


def test_spans_beyond_the_table_are_cut() -> None:
    assert drawn(
        table(row(cell("a", 'table:number-columns-spanned="900" table:number-rows-spanned="900000"'), COVERED) + row(COVERED, COVERED))
    ) == ["a | <", "^ | ^"]


def test_header_rows_and_column_widths() -> None:
    widths = (
        '<style:style style:name="c" style:family="table-column"><style:table-column-properties style:column-width="2.54cm"/></style:style>'
    )
    found = table(
        '<table:table-column table:style-name="c" table:number-columns-repeated="2"/>'
        f"<table:table-header-rows>{row(cell('h'), cell('h'))}</table:table-header-rows>{row(cell('a'), cell('b'))}",
        widths,
    )
    assert (found.header_rows, [round(edge) for edge in found.column_edges]) == (1, [0, 72, 144])


def test_nested_tables_stay_in_their_cell() -> None:
    inner = f"<table:table-cell><text:p>a</text:p><table:table>{row(cell('n') + cell('m'))}</table:table></table:table-cell>"
    outer = table(row(inner)).cells[0]
    assert (outer.text, drawn(outer.tables[0])) == ("a", ["n | m"])


def test_a_figure_pasted_with_a_table_of_its_own_is_the_text_of_its_cell() -> None:
    pasted = f"<table:table-cell><table:table>{row(cell('572,0'))}</table:table><text:p/></table:table-cell>"
    assert drawn(table(row(cell("1") + pasted))) == ["1 | 572,0"]


TEXTS = {
    "blanks of the XML run together, told ones stay": ("<text:p>  а\n   б<text:s text:c='3'/>в</text:p>", "а б   в"),
    "tabs and breaks": ("<text:p>а<text:tab/>б<text:line-break/>в</text:p>", "а\tб\nв"),
    "raised digits": ("<text:p>12,5<text:span text:style-name='S'>1</text:span></text:p>", "12,5¹"),
    "links and fields": ("<text:p><text:a>а</text:a> <text:date>01.02.2024</text:date></text:p>", "а 01.02.2024"),
    "annotations are beside the text": ("<text:p>а<office:annotation><text:p>примітка</text:p></office:annotation>б</text:p>", "аб"),
    "soft hyphens": ("<text:p>фінансу\u00adвання</text:p>", "фінансування"),
}  # fmt: skip


@pytest.mark.parametrize("what", TEXTS)
def test_text(what: str) -> None:
    body, expected = TEXTS[what]
    assert text(body, _RAISED) == [expected]


def test_hidden_text_and_sections_are_dropped_and_noted() -> None:
    body = "<text:p>так<text:span text:style-name='V'> ні</text:span></text:p><text:section text:display='none'><text:p>теж ні</text:p></text:section>"
    document = read(odf("text", body, _HIDDEN))
    assert lines(document) == ["так"]
    assert ["ні" in told for told in notes(document, "hidden_content")] == [True, True]


def test_footnotes() -> None:
    note = "<text:note><text:note-citation>2</text:note-citation><text:note-body><text:p>пояснення</text:p></text:note-body></text:note>"
    document = read(odf("text", f"<text:p>250{note}</text:p>"))
    assert lines(document, "body") == ["250²"]
    assert lines(document, "footnote") == ["² пояснення"]


def test_text_boxes() -> None:
    box = "<draw:frame><draw:text-box><text:p>Додаток 3</text:p></draw:text-box></draw:frame>"
    document = read(odf("text", f"<text:p>{box}текст</text:p>"))
    assert lines(document, "textbox") == ["Додаток 3"]
    assert lines(document, "body") == ["текст"]


def test_tracked_changes_count_as_accepted() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>100</text:p></text:deletion></text:changed-region>'
        '<text:changed-region text:id="i"><text:insertion/></text:changed-region></text:tracked-changes>'
        '<text:p>план <text:change text:change-id="d"/><text:change-start text:change-id="i"/>250<text:change-end text:change-id="i"/></text:p>'
    )
    document = read(odf("text", body))
    assert lines(document) == ["план 250"]
    assert notes(document, "tracked_change") == ["−«100»", "+«250»"]


def test_page_headers_and_footers() -> None:
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    page = "<style:master-page style:name='Standard'><style:header><text:p>верх</text:p></style:header><style:footer><text:p>низ</text:p></style:footer></style:master-page>"
    unused = "<style:master-page style:name='Інша'><style:header><text:p>ніде</text:p></style:header></style:master-page>"
    styles = f"<office:document-styles {space}><office:master-styles>{page}{unused}</office:master-styles></office:document-styles>"
    document = read(odf("text", "<text:p>текст</text:p>", extra={"styles.xml": styles}))
    assert (lines(document, "header"), lines(document, "footer")) == (["верх"], ["низ"])


# --- automatic numbers --------------------------------------------------------------------------------------------------------------

_LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>'
)


def items(*texts: str, inner: str = "", attributes: str = 'text:style-name="L"') -> str:
    parts = "".join(f"<text:list-item><text:p>{content}</text:p></text:list-item>" for content in texts)
    return f"<text:list {attributes}>{parts}{inner}</text:list>"


def test_list_numbers_of_two_levels() -> None:
    inner = f"<text:list-item>{items('в', 'г', attributes='')}</text:list-item>"
    assert text(items("а", "б", inner=inner), _LIST) == ["I. а", "II. б", "II.1) в", "II.2) г"]


def test_a_list_restarts_unless_it_goes_on() -> None:
    goes_on = 'text:style-name="L" text:continue-numbering="true"'
    assert text(items("а") + items("б") + items("в", attributes=goes_on), _LIST) == ["I. а", "I. б", "II. в"]


def test_bullets_and_unnumbered_paragraphs_of_an_item() -> None:
    body = '<text:list text:style-name="B"><text:list-item><text:p>а</text:p><text:p>далі</text:p></text:list-item></text:list>'
    assert text(body, _LIST) == ["– а", "далі"]


def test_a_flat_file_is_read_alike() -> None:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table"))
    flat = f'<office:document {spaces} office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>{{}}</office:text></office:body></office:document>'
    wide = cell("b", 'table:number-columns-spanned="2"')
    body = f"<text:p>а</text:p><table:table>{row(wide, COVERED)}</table:table>"
    assert read(flat.format(body).encode()).blocks == read(odf("text", body)).blocks

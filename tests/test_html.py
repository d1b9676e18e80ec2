"""Web pages, Excel- and Word-saved htm, web archives: what a browser shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import drawn, lines, notes, read

from ingest.model import Paragraph, Table
from ingest.reading import Probe, recognise


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def table(rows: str, head: str = "") -> Table:
    return read(page(f"<table>{rows}</table>", head)).tables[0]


TABLES = {
    "rowspan and colspan": ("<tr><td rowspan=2>№<td colspan=2>Обсяги</tr><tr><td>2023<td>2024</tr>", ["№ | Обсяги | <", "^ | 2023 | 2024"]),
    "rowspan 0 goes to the end of its group": (
        "<tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody>", ["a | b", "^ | c", "d | e"]
    ),
    "a rowspan ends with its group": ("<thead><tr><th rowspan=9>a<th>b</thead><tbody><tr><td>c<td>d</tbody>", ["a | b", "c | d"]),
    "a colspan beyond all cells": ("<tr><td colspan=99>a<tr><td>b<td>c", ["a | <", "b | c"]),
    "spans that collide": ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c", ["a | b", "c | ^"]),
    "short rows are filled": ("<tr><td>a<td>b<td>c<tr><td>d", ["a | b | c", "d | . | ."]),
    "empty columns and rows stay": ("<tr><td>a<td><td>b<tr><td><td><td>", ["a | . | b", ". | . | ."]),
    "foot before body is drawn last": ("<tfoot><tr><td>z</tfoot><tbody><tr><td>a</tbody>", ["a", "z"]),
    "breaks and blocks in a cell": ("<tr><td>a<br>b<p>c</p><div>d</div>", ["a\nb\nc\nd"]),
    "blanks run together": ("<tr><td>  2\n 000,0 &nbsp; ", ["2 000,0"]),
    "entities": ("<tr><td>&laquo;Безпека&raquo; &#8470; 1", ["«Безпека» № 1"]),
    "raised digits": ("<tr><td>12,5<sup>1)</sup>", ["12,5¹⁾"]),
    "struck out beside the new": ("<tr><td><s>1 234,5</s> 2 030,1<td><span style='text-decoration:line-through'>7</span>8", ["2 030,1 | 8"]),
    "struck out alone": ("<tr><td><s>1 234,5</s>", ["1 234,5"]),
    "a form around the rows": ("<form><tr><td>a<td>b</form>", ["a | b"]),
}  # fmt: skip


@pytest.mark.parametrize("what", TABLES)
def test_tables(what: str) -> None:
    rows, expected = TABLES[what]
    assert drawn(table(rows)) == expected


@given(st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4), min_size=1, max_size=5))
def test_every_place_is_covered_once_whatever_the_spans(rows: list[list[tuple[int, int]]]) -> None:
    source = "".join("<tr>" + "".join(f"<td rowspan={high} colspan={wide}>x</td>" for high, wide in row) for row in rows)
    found = table(source)
    drawn(found)
    assert sum(cell.text == "x" for cell in found.cells) == sum(len(row) for row in rows)
    assert sum(cell.row_span * cell.column_span for cell in found.cells) == found.rows * found.columns


def test_head_rows_are_marked() -> None:
    assert table("<thead><tr><th>h</thead><tbody><tr><td>a</tbody>").header_rows == 1


def test_reading_order_around_tables_is_kept() -> None:
    document = read(page("<nav><a>Головна</a></nav><h1>Звіт</h1><table><caption>тис. грн</caption><tr><td>1</table><p align=right>Голова"))
    assert [block.text if isinstance(block, Paragraph) else "[table]" for block in document.blocks] == [
        "Головна",
        "Звіт",
        "тис. грн",
        "[table]",
        "Голова",
    ]
    assert [(block.level, block.align) for block in document.blocks if isinstance(block, Paragraph)] == [
        (None, None),
        (1, None),
        (None, None),
        (None, "right"),
    ]


def test_hidden_elements_are_dropped_and_noted() -> None:
    document = read(page("<p>так</p><p class=x>ні</p><p style='display: none'>теж</p>", "<style>.x {display:none}</style>"))
    assert lines(document) == ["так"]
    assert len(notes(document, "hidden_content")) == 2


def test_hidden_rows_and_columns_are_marked() -> None:
    found = table("<col><col style='display:none'><tr><td>a<td>b<tr style='display:none'><td>c<td>d<tr><td>e<td>f")
    assert (found.hidden_rows, found.hidden_columns) == ({1}, {1})
    assert drawn(found) == ["a | b", "c | d", "e | f"]


def test_nested_tables_stay_in_their_cell() -> None:
    outer = table("<tr><td>a<table><tr><td>n<td>m</table><td>b<tr><td>c<td>d")
    assert drawn(outer.cells[0].tables[0]) == ["n | m"]


def test_a_figure_pasted_with_a_table_of_its_own_is_the_text_of_its_cell() -> None:
    assert drawn(table("<tr><td>1<td><table><tr><td>572,0</table><tr><td>2<td>7")) == ["1 | 572,0", "2 | 7"]


def test_a_table_that_only_lays_out_the_page_gives_way_to_what_it_holds() -> None:
    document = read(page("<table><tr><td>меню<td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>"))
    assert (lines(document), drawn(document.tables[0])) == (["меню"], ["1 | 2", "3 | 4"])


def test_ordered_lists_show_their_numbers() -> None:
    body = "<ol start=3><li>в<li>г<ol type=a><li>п</ol></ol><ul><li>м</ul><ol style='list-style-type:upper-roman'><li>р</ol><ul style='list-style:none'><li>н</ul>"
    assert lines(read(page(body))) == ["3. в", "4. г", "a. п", "• м", "I. р", "н"]


TEXT = "Звіт про виконання програми Безпечне місто у Їжакевичі"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-u", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1251"])
def test_encodings_declared_or_not_or_wrongly(encoding: str, declared: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert lines(read(f"<html><head>{head}</head><body><p>{TEXT}</p></body></html>".encode(encoding))) == [TEXT]


def test_a_page_under_the_name_of_a_word_document() -> None:
    kind = recognise(Probe("звіт.doc", b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><table><tr><td>1</table>"))
    assert kind is not None and kind.name == "html"


@pytest.mark.parametrize("content", [b"just < text > of a table", "Звіт\tа\tб\n1\t2\t3".encode(), b'{"a": "<b>"}'])
def test_plain_text_is_no_page(content: bytes) -> None:
    from ingest.formats.html import FORMATS

    assert FORMATS[0].recognise(Probe("x.txt", content)) == 0


def test_word_and_excel_pages_brackets_and_stored_numbers() -> None:
    rows = "<tr><td x:num='2500.55'>2 500,6</td><td x:num>69,96</td><td x:num='45225'>26.10.2023</td><td><![if !supportLists]>1.<![endif]>а</td>"
    found = table(rows)
    assert [(cell.text, cell.exact) for cell in found.cells] == [
        ("2 500,6", "2500.55"),
        ("69,96", "69.96"),
        ("26.10.2023", None),
        ("1.а", None),
    ]


def test_borders_that_miss_each_other_by_a_little_make_no_column() -> None:
    rows = (
        "<tr><td width=40 colspan=2>№<td style='width:150.0pt' colspan=2>Захід<td width=100>План"
        "<tr><td width=36>1<td width=207 colspan=2>Парк<td width=97 colspan=2>5"
    )
    assert drawn(table(rows)) == ["№ | Захід | План", "1 | Парк | 5"]


def test_widths_in_shares_tell_no_borders() -> None:
    assert drawn(table("<tr><td width='2%'>а<td width='90%' colspan=2>б<tr><td colspan=2>в<td>г")) == ["а | б | <", "в | < | г"]


def test_the_letters_and_numbers_round_a_published_spreadsheet_are_left_out() -> None:
    rows = (
        "<thead><tr><th><th>A<th>B<th>C</thead><tbody><tr><th>1<td colspan=3>Звіт"
        "<tr style='height:3px'><th><td><td><td><tr><th>2<td>№<td>Захід<td>Факт<tr><th>3<td>1<td>Ліки<td>5"
    )
    found = table(rows)
    assert drawn(found) == ["Звіт | < | <", ". | . | .", "№ | Захід | Факт", "1 | Ліки | 5"]
    assert found.header_rows == 0


def test_a_table_of_grades_a_and_b_is_no_published_spreadsheet() -> None:
    assert drawn(table("<tr><th>Школа<th>A<th>B<tr><td>1<td>5<td>6")) == ["Школа | A | B", "1 | 5 | 6"]


def test_elements_that_are_drawn_as_a_table_are_one() -> None:
    head = "<style>.t {display: table} .r {display: table-row} .c {display: table-cell}</style>"
    rows = "<div class=r><div class=c>1</div><div class=c>Ліки</div></div><div class=r><span class=c>2</span><span class=c>Їжа</span></div>"
    document = read(page(f"<p>Звіт</p><div class=t>{rows}</div>", head))
    assert (lines(document), drawn(document.tables[0])) == (["Звіт"], ["1 | Ліки", "2 | Їжа"])


def test_a_box_that_is_only_called_a_table_holds_text() -> None:
    assert lines(
        read(page("<div style='display:table'><p>Звіт<div style='display:table-cell'>за рік</div></div><i style='display:table-row'></i>"))
    ) == ["Звіт", "за рік"]


def test_a_table_drawn_in_preformatted_text() -> None:
    drawing = "Звіт\n\n+---+-------+\n| № | Захід |\n+---+-------+\n| 1 | <b>Ліки</b>  |\n+---+-------+\n"
    document = read(page(f"<pre>{drawing}</pre><p>Голова"))
    assert (lines(document), drawn(document.tables[0])) == (["Звіт", "Голова"], ["№ | Захід", "1 | Ліки"])


WORD_COMMENTS = [
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->",
    "<!--[if !mso]><!--><style>v\\:* {behavior:url(#default#VML);}</style><!--<![endif]-->",
    "<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:a;}</style><![endif]-->",
]


@pytest.mark.parametrize("comment", WORD_COMMENTS)
def test_what_word_tells_itself_in_comments_hides_nothing_of_the_page(comment: str) -> None:
    document = read(page("<p>Звіт<table><tr><td>1<td>2</table>", comment))
    assert (lines(document), drawn(document.tables[0])) == (["Звіт"], ["1 | 2"])


def test_a_frame_of_excel_tells_that_its_sheets_are_elsewhere() -> None:
    frame = "<html><head><!--[if gte mso 9]><x:Name>Звіт</x:Name><![endif]--><link id=shLink href='x.files/sheet001.htm'></head><frameset></frameset></html>"
    assert notes(read(frame.encode()), "sheets_elsewhere") == ["Звіт"]


ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html; charset="windows-1251"
Content-Transfer-Encoding: quoted-printable

<html><body><table><tr><td>=C7=E2=B3=F2</td></tr></table></body></html>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--b--
"""


def test_a_web_archive() -> None:
    assert drawn(read(ARCHIVE.encode()).tables[0]) == ["Звіт"]


def test_very_deep_pages_do_not_break_the_reader() -> None:
    assert lines(read(page("<font>" * 1500 + "текст"))) == ["текст"]


def test_what_is_struck_out_is_noted() -> None:
    document = read(page("<p><s>1 234,5</s> 2 030,1</p>"))
    assert (lines(document), notes(document, "tracked_change")) == (["2 030,1"], ["−«1 234,5»"])

"""Word documents: what a reader sees on the paper, cell by cell."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import docx, drawn, lines, notes, p, read, tbl, tc, tr, xlsx, zipped

from ingest.model import Paragraph, Table


def table(body: str, **parts: str) -> Table:
    return read(docx(body, parts=parts)).tables[0]


def text(body: str, **parts: str) -> list[str]:
    return lines(read(docx(body, parts=parts)))


def run(content: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def in_p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


# --- tables -------------------------------------------------------------------------------------------------------------------------


def test_merged_cells_are_one_cell_with_spans() -> None:
    rows = (
        tr(tc("№", '<w:vMerge w:val="restart"/>'), tc("Обсяги", '<w:gridSpan w:val="2"/>')),
        tr(tc("", "<w:vMerge/>"), tc("2023"), tc("2024")),
    )
    assert drawn(table(tbl(*rows))) == ["№ | Обсяги | <", "^ | 2023 | 2024"]


def test_all_empty_columns_and_rows_are_kept() -> None:
    assert drawn(table(tbl(tr(tc("a"), tc(), tc("b")), tr(tc(), tc(), tc())))) == ["a | . | b", ". | . | ."]


def test_left_out_grid_columns_are_empty_cells() -> None:
    rows = (tr(tc("a"), tc("b"), tc("c")), tr(tc("x"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'), tr(tc("y")))
    assert drawn(table(tbl(*rows))) == ["a | b | c", ". | x | .", "y | . | ."]


def test_a_row_without_spans_is_placed_by_its_cells_widths() -> None:
    width = '<w:tcW w:w="{}" w:type="dxa"/>'.format
    found = table(
        tbl(tr(tc("Розділ I", width(3000))), tr(tc("a", width(1000)), tc("b", width(1000)), tc("c", width(1000))), grid=(1000, 1000, 1000))
    )
    assert drawn(found) == ["Розділ I | < | <", "a | b | c"]
    assert found.repaired == {(0, 0)}


def test_a_cell_that_continues_nothing_is_drawn() -> None:
    rows = (tr(tc("a", "<w:vMerge/>"), tc("b")), tr(tc("c", '<w:gridSpan w:val="2"/><w:vMerge/>')))
    assert drawn(table(tbl(*rows))) == ["a | b", "c | <"]


def test_text_under_a_merge_is_noted_and_not_drawn() -> None:
    document = read(docx(tbl(tr(tc("a", '<w:vMerge w:val="restart"/>')), tr(tc("сховане", "<w:vMerge/>")))))
    assert drawn(document.tables[0]) == ["a", "^"]
    assert "сховане" in notes(document, "hidden_content")[0]


def test_cells_merged_sideways_the_old_way() -> None:
    row = tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("b"))
    assert drawn(table(tbl(row, tr(tc("1"), tc("2"), tc("3"))))) == ["a | < | b", "1 | 2 | 3"]


def test_borders_that_miss_each_other_by_a_little_make_no_column() -> None:
    two = '<w:gridSpan w:val="2"/>'
    found = table(tbl(tr(tc("План"), tc("Факт", two)), tr(tc("250", two), tc("243")), grid=(1000, 100, 900)))
    assert drawn(found) == ["План | Факт", "250 | 243"]
    assert found.column_edges == (0.0, 55.0, 100.0)


def test_a_narrow_column_that_holds_text_is_one() -> None:
    assert drawn(table(tbl(tr(tc("a"), tc("1"), tc("b")), grid=(1000, 100, 900)))) == ["a | 1 | b"]


def test_an_absurd_span_does_not_widen_the_table() -> None:
    found = table(tbl(tr(tc("a", '<w:gridSpan w:val="999999999"/>')), tr(tc("b"), tc("c")), grid=(10, 10)))
    assert drawn(found) == ["a | <", "b | c"]


def test_rows_and_cells_inside_content_controls() -> None:
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr(tc('c'), tc('d'))}</w:sdtContent></w:sdt>"
    assert drawn(table(tbl(tr(tc("a"), cell), row))) == ["a | b", "c | d"]


def test_nested_tables_stay_in_their_cell() -> None:
    inner = tbl(tr(tc("n1"), tc("n2")))
    cell = table(tbl(tr(f"<w:tc>{p('до')}{inner}{p('після')}</w:tc>"))).cells[0]
    assert cell.text == "до\nпісля"
    assert drawn(cell.tables[0]) == ["n1 | n2"]


def _data_row(number: int, *cells: str) -> str:
    return tr(tc(str(number)), tc(f"Захід {number}"), tc("2024"), *cells)


def test_a_figure_pasted_with_a_table_of_its_own_is_the_text_of_its_cell() -> None:
    pasted = f"<w:tc>{tbl(tr(tc('572,0')))}{p()}</w:tc>"
    assert drawn(table(tbl(_data_row(1, pasted, tc("5")), _data_row(2, tc("6"), tc("7"))))) == [
        "1 | Захід 1 | 2024 | 572,0 | 5",
        "2 | Захід 2 | 2024 | 6 | 7",
    ]


def test_a_small_table_in_one_with_data_is_lines_of_its_cell() -> None:
    by_source = f"<w:tc>{p('усього 7')}{tbl(tr(tc('обласний'), tc('3')), tr(tc('місцевий'), tc('4')))}{p()}</w:tc>"
    rows = [_data_row(n, tc("5"), tc("6")) for n in range(2, 5)]
    found = table(tbl(_data_row(1, by_source, tc("5")), *rows))
    assert [(cell.text, cell.tables) for cell in found.cells if cell.row == 0][3] == ("усього 7\nобласний 3\nмісцевий 4", ())


def test_repeated_header_rows_and_column_edges() -> None:
    found = table(tbl(tr(tc("h"), properties="<w:tblHeader/>"), tr(tc("a")), grid=(1440,)))
    assert (found.header_rows, found.column_edges) == (1, (0.0, 72.0))


def test_text_between_rows_is_not_lost() -> None:
    assert "заблукалий" in text(tbl(tr(tc("a")), p("заблукалий")))


def test_strict_documents_are_read_alike() -> None:
    body = tbl(tr(tc("a", '<w:gridSpan w:val="2"/>')), tr(tc("b"), tc("c")))
    namespace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
    }
    assert drawn(read(zipped(strict)).tables[0]) == drawn(table(body)) == ["a | <", "b | c"]


def tabbed(*texts: str) -> str:
    return in_p(run("<w:tab/>".join(f"<w:t>{text}</w:t>" for text in texts)))


def test_rows_typed_with_tabs_are_a_table() -> None:
    rows = (tabbed("1", "Лавки", "5,0", "4,0"), tabbed("2", "Квіти", "6,0", "3,0"), tabbed("", "Разом", "11,0", "7,0"))
    found = read(docx(p("Звіт") + "".join(rows) + p("Голова Іван КОВАЛЬ")))
    assert [drawn(each) for each in found.tables] == [["1 | Лавки | 5,0 | 4,0", "2 | Квіти | 6,0 | 3,0", ". | Разом | 11,0 | 7,0"]]


_EDGE = "+---+-------+------+------+"
DRAWN = {
    "strokes": (
        "────────────────────────", "│ № │ Захід  │ План │ Факт │", "│ 1 │ Лавки  │ 5,0  │ 4,0  │", "│ 2 │ Квіти  │ 6,0  │ 3,0  │",
        "────────────────────────",
    ),
    "pipes": ("| № | Захід | План | Факт |", "| 1 | Лавки | 5,0 | 4,0 |", "| 2 | Квіти | 6,0 | 3,0 |"),
    "corners": (
        _EDGE, "| № | Захід | План | Факт |", _EDGE, "| 1 | Лавки | 5,0  | 4,0  |", _EDGE, "| 2 | Квіти | 6,0  | 3,0  |", _EDGE,
    ),
    "spaces": (
        "№     Захід                    План      Факт", "1     Ремонт лавок             5,0       4,0",
        "2     Висаджування квітів      6,0       3,0", "3     Фарбування огорож        7,0       2,0",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", DRAWN.values(), ids=DRAWN)
def test_a_table_typed_with_characters_in_paragraphs_is_a_table(lines: tuple[str, ...]) -> None:
    blocks = read(docx("".join(p(line) for line in ("Звіт про виконання Програми", *lines, "Начальник      Ніна ТКАЧ")))).blocks
    (found,) = (block for block in blocks if isinstance(block, Table))
    assert [cell.text for cell in found.cells if cell.column == found.columns - 1][:3] == ["Факт", "4,0", "3,0"]


def test_a_tabbed_head_above_a_sections_title_is_a_table_of_its_own() -> None:
    rows = [tabbed(str(n), "Лавки", "КП", "5,0", "4,0") for n in (1, 2, 3)]
    found = read(docx(tabbed("№", "Захід", "Виконавець", "План", "Факт") + p("Розділ 1. Парки") + "".join(rows)))
    assert drawn(found.tables[0]) == ["№ | Захід | Виконавець | План | Факт"]


OBJECT = '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="{}" r:id="x"/></w:object>'


def with_object(program: str, content: bytes) -> bytes:
    """A Word package with an object of another program between two paragraphs."""
    before = docx(p("до") + in_p(run(OBJECT.format(program))) + p("після"))
    with zipfile.ZipFile(io.BytesIO(before)) as package:
        members: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    space = "http://schemas.openxmlformats.org"
    members["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="x" Target="embeddings/a.xlsx" '
        f'Type="{space}/officeDocument/2006/relationships/package"/></Relationships>'
    )
    return zipped({**members, "word/embeddings/a.xlsx": content})


def test_a_spreadsheet_pasted_as_an_object_is_read_in_its_place_as_far_as_its_window_shows_it() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n * 10}</v></c></row>' for n in range(1, 6))
    found = read(with_object("Excel.Sheet.12", xlsx(rows, workbook='<oleSize ref="A2:B3"/>')))
    assert [block.text if isinstance(block, Paragraph) else drawn(block) for block in found.blocks] == ["до", ["2 | 20", "3 | 30"], "після"]
    assert found.notes == ()


@pytest.mark.parametrize(("program", "content"), [("Excel.Sheet.12", b"PK\x03\x04"), ("Excel.Sheet.8", b"\0" * 600), ("Equation.3", b"")])
def test_an_object_that_cannot_be_read_is_told(program: str, content: bytes) -> None:
    assert notes(read(with_object(program, content)), "embedded_object") == [program]


def test_a_package_in_one_xml_file() -> None:
    space = "http://schemas.openxmlformats.org"
    office = f"{space}/officeDocument/2006/relationships"
    links = f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="d" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
    body = f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body>{p("Звіт")}{tbl(tr(tc("1"), tc("2")))}</w:body></w:document>'
    parts = "".join(
        f'<pkg:part pkg:name="{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
        for name, content in (("/_rels/.rels", links), ("/word/document.xml", body))
    )
    head = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    document = read(f'{head}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'.encode())
    assert (lines(document), drawn(document.tables[0])) == (["Звіт"], ["1 | 2"])


# --- text ---------------------------------------------------------------------------------------------------------------------------

TEXTS = {
    "a footnote mark typed as superscript": (in_p(run("<w:t>12,5</w:t>"), run("<w:t>1)</w:t>", '<w:vertAlign w:val="superscript"/>')), "12,5¹⁾"),
    "a subscript digit": (in_p(run("<w:t>CO</w:t>"), run("<w:t>2</w:t>", '<w:vertAlign w:val="subscript"/>')), "CO₂"),
    "tabs and breaks": (in_p(run("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>")), "a\tb\nc"),
    "hard and soft hyphens": (in_p(run("<w:t>вико</w:t><w:softHyphen/><w:t>нання 2022</w:t><w:noBreakHyphen/><w:t>2025</w:t>")), "виконання 2022-2025"),
    "soft hyphens as characters": (p("фінансу\u00adвання"), "фінансування"),
    "all capitals": (p("Усього", run="<w:caps/>"), "УСЬОГО"),
    "a symbol font's digit and dash": (in_p(run('<w:sym w:font="Symbol" w:char="F032"/><w:sym w:font="Symbol" w:char="F02D"/>')), "2-"),
    "a link, a smart tag, a content control": (
        in_p(
            f"<w:hyperlink>{run('<w:t>a</w:t>')}</w:hyperlink><w:smartTag>{run('<w:t>b</w:t>')}</w:smartTag>"
            f"<w:sdt><w:sdtContent>{run('<w:t>c</w:t>')}</w:sdtContent></w:sdt>"
        ),
        "abc",
    ),
    "a field's result without its instruction": (
        in_p(
            run('<w:fldChar w:fldCharType="begin"/>'), run("<w:instrText>SUM(ABOVE)</w:instrText>"), run("<w:t>схований</w:t>"),
            run('<w:fldChar w:fldCharType="separate"/>'), run("<w:t>75,5</w:t>"), run('<w:fldChar w:fldCharType="end"/>'), run("<w:t> тис.</w:t>"),
        ),
        "75,5 тис.",
    ),
    "a simple field": (in_p(f'<w:fldSimple w:instr="DATE">{run("<w:t>01.02.2024</w:t>")}</w:fldSimple>'), "01.02.2024"),
    "a chosen line of a drop-down field": (
        in_p(
            run('<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="а"/><w:listEntry w:val="б"/></w:ddList></w:ffData>'
                "</w:fldChar>"),
            run('<w:fldChar w:fldCharType="end"/>'),
        ),
        "б",
    ),
    "a fraction is no number run together": (in_p("<w:r><w:t>на </w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"), "на 1/2"),
    "a page number is not content": (in_p(run("<w:t>a</w:t><w:pgNum/>")), "a"),
}  # fmt: skip


@pytest.mark.parametrize("what", TEXTS)
def test_text(what: str) -> None:
    body, expected = TEXTS[what]
    assert text(body) == [expected]


def struck(text: str) -> str:
    return run(f'<w:t xml:space="preserve">{text}</w:t>', "<w:strike/>")


def test_a_figure_struck_out_beside_its_successor_is_deleted_and_noted() -> None:
    beside = f"<w:tc>{in_p(struck('11,1'), run('<w:t> 869,0</w:t>'))}</w:tc>"
    above = f"<w:tc>{in_p(struck('11,1'))}{p('869,0')}</w:tc>"
    document = read(docx(tbl(tr(tc("1"), beside), tr(tc("2"), above))))
    assert drawn(document.tables[0]) == ["1 | 869,0", "2 | 869,0"]
    assert notes(document, "tracked_change") == ["−«11,1»", "−«11,1»"]


def test_what_stands_nowhere_but_struck_out_is_kept() -> None:
    lonely = f"<w:tc>{in_p(struck('5,5'))}</w:tc>"
    two = f"<w:tc>{in_p(struck('5'))}{in_p(struck('6'))}</w:tc>"
    document = read(docx(in_p(struck("Звіт")) + tbl(tr(tc("1"), lonely, two))))
    assert (lines(document), drawn(document.tables[0]), document.notes) == (["Звіт"], ["1 | 5,5 | 5\n6"], ())


def test_hidden_text_is_dropped_and_noted() -> None:
    document = read(docx(in_p(run("<w:t>видно</w:t>"), run("<w:t> ні</w:t>", "<w:vanish/>"))))
    assert lines(document) == ["видно"]
    assert "«ні»" in notes(document, "hidden_content")[0]


def test_hidden_by_a_style() -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert text(in_p(run("<w:t>ні</w:t>", '<w:rStyle w:val="H"/>'), run("<w:t>так</w:t>")), styles=styles) == ["так"]


def test_look_of_a_paragraph() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 2"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    (found,) = read(docx(p("Назва", '<w:pStyle w:val="T"/>'), parts={"styles": styles})).blocks
    assert found == Paragraph("Назва", align="center", bold=True, level=2)


# --- tracked changes ----------------------------------------------------------------------------------------------------------------


def test_tracked_changes_count_as_accepted() -> None:
    body = in_p(run("<w:t>план </w:t>"), f"<w:del>{run('<w:delText>100</w:delText>')}</w:del>", f"<w:ins>{run('<w:t>250</w:t>')}</w:ins>")
    document = read(docx(body))
    assert lines(document) == ["план 250"]
    assert notes(document, "tracked_change") == ["−«100» +«250»"]


def test_moved_text_stands_where_it_went() -> None:
    body = in_p(f"<w:moveFrom>{run('<w:t>а</w:t>')}</w:moveFrom>", run("<w:t>б</w:t>"), f"<w:moveTo>{run('<w:t>а</w:t>')}</w:moveTo>")
    assert text(body) == ["ба"]


def test_a_deleted_row_is_gone_and_noted_with_its_table() -> None:
    document = read(docx(tbl(tr(tc("a")), tr(tc("b"), properties="<w:del/>"), tr(tc("c")))))
    assert drawn(document.tables[0]) == ["a", "c"]
    assert [(note.code, note.table) for note in document.notes] == [("tracked_change", 1)]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert text(p("перша ", gone) + p("друга") + p("третя")) == ["перша друга", "третя"]


# --- notes, headers, boxes ----------------------------------------------------------------------------------------------------------


def test_footnotes_and_endnotes_with_raised_marks() -> None:
    parts = {
        "footnotes": f'<w:footnote w:id="7">{p("за рахунок субвенції")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="3">{p("уточнено")}</w:endnote>',
    }
    body = in_p(run("<w:t>250,0</w:t>"), run('<w:footnoteReference w:id="7"/>'), run('<w:endnoteReference w:id="3"/>'))
    document = read(docx(body, parts=parts))
    assert lines(document, "body") == ["250,0¹ⁱ"]
    assert lines(document, "footnote") == ["¹ за рахунок субвенції", "ⁱ уточнено"]


def test_headers_and_footers_apart_from_the_text() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="even" r:id="footer1"/></w:sectPr>'
    document = read(docx(p("текст") + section, parts={"header1": tbl(tr(tc("a"), tc("b"))), "footer1": p("парна")}))
    assert lines(document, "header") == ["a\tb"]
    assert lines(document, "footer") == [], "a footer of even pages that the document does not use is on no page"
    assert document.tables == ()


def test_a_text_box_is_read_once_of_its_two_forms() -> None:
    box = f"<w:txbxContent>{p('Додаток 3')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read(docx(in_p(run(both), run("<w:t>після</w:t>"))))
    assert [(block.text, block.role) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("Додаток 3", "textbox"),
        ("після", "body"),
    ]


def test_a_text_box_in_a_cell_is_text_of_the_cell() -> None:
    box = f"<w:pict><v:textbox><w:txbxContent>{p('75,5')}</w:txbxContent></v:textbox></w:pict>"
    assert table(tbl(tr(f"<w:tc>{in_p(run(box))}</w:tc>"))).cells[0].text == "75,5"


@pytest.mark.parametrize(
    ("centimetres", "told"),
    [((16.7, 22.2), True), ((17, 12), True), ((13, 6), True), ((3, 4), False), ((17, 3), False), ((9, 9), False)],
    ids=["a page", "a table pasted as a picture", "a small one", "a coat of arms", "a letterhead", "a seal"],
)
def test_a_picture_that_may_be_a_table_is_told(centimetres: tuple[float, float], told: bool) -> None:
    cx, cy = (int(c * 360000) for c in centimetres)
    picture = f'<w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/><a:blip/></wp:inline></w:drawing>'
    assert [note.code for note in read(docx(in_p(run(picture)))).notes] == ["picture_unread"] * told


# --- automatic numbers --------------------------------------------------------------------------------------------------------------


def level(index: int, shown: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/>{more}</w:lvl>'


def numbering(*levels: str, override: str = "") -> str:
    nums = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_of_several_levels_restart_below_a_new_one() -> None:
    parts = numbering(level(0, "%1."), level(1, "%1.%2."))
    body = item("а") + item("б", 1) + item("в", 1) + item("г") + item("ґ", 1)
    assert text(body, numbering=parts) == ["1. а", "1.1. б", "1.2. в", "2. г", "2.1. ґ"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("upperRoman", "III)"),
        ("lowerLetter", "c)"),
        ("russianLower", "в)"),
        ("decimalZero", "03)"),
        ("upperLetter", "C)"),
        ("none", None),
        ("bullet", "•"),
    ],
)
def test_kinds_of_numbers(kind: str, expected: str | None) -> None:
    shown = "\uf0b7" if kind == "bullet" else "%1)"
    (found,) = text(item("текст"), numbering=numbering(level(0, shown, kind, start=3)))
    assert found == (f"{expected} текст" if expected else ") текст")


def test_a_second_list_of_one_kind_goes_on_unless_it_restarts() -> None:
    plain = numbering(level(0, "%1."))
    restarted = numbering(level(0, "%1."), override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = item("а") + item("б") + item("в", number=2) + item("г", number=2)
    assert text(body, numbering=plain) == ["1. а", "2. б", "3. в", "4. г"]
    assert text(body, numbering=restarted) == ["1. а", "2. б", "5. в", "6. г"]


def test_numbers_come_with_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    parts = {
        "styles": styles,
        "numbering": numbering(level(0, "Розділ %1.", "upperRoman"), level(1, "%1.%2", more='<w:isLgl/><w:pStyle w:val="B"/>')),
    }
    body = (
        p("а", '<w:pStyle w:val="A"/>')
        + p("б", '<w:pStyle w:val="B"/>')
        + p("в", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert text(body, **parts) == ["Розділ I. а", "1.1 б", "в"]


def test_a_number_column_of_automatic_numbers() -> None:
    cell = f"<w:tc>{item('')}</w:tc>"
    merged = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{item("")}</w:tc>', f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{item('')}</w:tc>"
    found = table(
        tbl(tr(cell, tc("a")), tr(merged[0], tc("b")), tr(merged[1], tc("c")), tr(cell, tc("d"))), numbering=numbering(level(0, "%1."))
    )
    assert drawn(found) == ["1. | a", "2. | b", "^ | c", "3. | d"]


# --- the short way through plain rows ----------------------------------------------------------------------------------------------

_CELLS = st.lists(
    st.tuples(
        st.sampled_from(["", "текст", " 2 500,0 ", "дві\xadчі", "a  b"]),
        st.sampled_from(
            ["", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/><w:vMerge/>']
        ),
        st.sampled_from(["", p("другий"), p(), tbl(tr(tc("n"))) + p(), p("1", run="<w:b/>")]),
    ),
    min_size=1,
    max_size=4,
)


@given(st.lists(_CELLS, min_size=1, max_size=5))
def test_plain_rows_are_read_alike_the_short_and_the_long_way(rows: list[list[tuple[str, str, str]]]) -> None:
    body = tbl(*(tr(*(f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}{more}</w:tc>" for text, properties, more in row)) for row in rows))
    short = read(docx(body))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.word.story.quick_row", lambda *_: None)
        assert read(docx(body)) == short
    drawn(short.tables[0])

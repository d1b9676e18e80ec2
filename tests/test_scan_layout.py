"""Rules of scanned tables as printers, scanners and typists leave them: dotted, dashed, worn, or missing between rows."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.grid import Line, grids_from_lines
from ingest.grid_steps import stepped
from ingest.model import Box, Table
from ingest.reading import Limits
from ingest.scan import read_page_image
from ingest.scan.dotted import rows_of_dots
from ingest.scan.negative import positive
from ingest.scan.page import straight_page
from ingest.scan.picture import pieces_of_ink
from ingest.scan.reader import same_place
from ingest.scan.stamps import faded
from ingest.scan.stroke import Stroke
from ingest.scan.torn import in_pieces, mended
from ingest.scan.worn import held, whole
from ingest.tessdata import available
from tests.drawn_scans import EDGES, FONT, HEAD, ROWS, Picture, Ruling, drawn, scanned

needs_font = pytest.mark.skipif(not FONT.is_file(), reason="the DejaVu font is not installed")
needs_ocr = pytest.mark.skipif(
    not available() or not FONT.is_file(), reason="Tesseract with Ukrainian, or the DejaVu font, is not installed"
)

WHOLE = [(11, 6, 50)]
"""The drawn table's rows, columns and cells: titles of sections run over all columns, labels of totals over three."""


def shape(picture: Picture, dpi: float) -> list[tuple[int, int, int]]:
    page = straight_page(picture, dpi)
    return [(len(g.row_edges) - 1, len(g.column_edges) - 1, len(g.cells)) for g in grids_from_lines(page.lines)]


@needs_font
@pytest.mark.parametrize(("dpi", "degrees"), [(150, 0.0), (200, 1.2), (300, 0.0)])
@pytest.mark.parametrize(
    "ruling",
    [
        pytest.param(Ruling(), id="solid"),
        pytest.param(Ruling((0.5, 1.0), 0.5), id="dotted, half a point"),
        pytest.param(Ruling((0.75, 1.5), 0.75), id="dotted"),
        pytest.param(Ruling((1.5, 1.5), 1.5), id="thick dots"),
        pytest.param(Ruling((3.0, 1.0), 0.5), id="fine dashes"),
        pytest.param(Ruling((8.0, 2.5), 0.5), id="dashes"),
        pytest.param(Ruling((4.0, 4.0), 0.5), id="dashes as long as the gaps"),
        pytest.param(Ruling((4.0, 1.5, 1.0, 1.5), 0.5), id="dashes and dots"),
        pytest.param(Ruling(gaps=(2.8, 8.5)), id="toner missing for one to three millimetres"),
        pytest.param(Ruling(ink=175, width=0.4), id="grey hairlines"),
    ],
)
def test_a_rule_is_a_rule_however_it_is_drawn(ruling: Ruling, dpi: int, degrees: float) -> None:
    assert shape(scanned(drawn(ruling, dpi=dpi).picture, degrees=degrees), dpi) == WHOLE


@needs_font
@pytest.mark.parametrize(("dpi", "degrees"), [(150, 0.0), (200, 1.2), (300, 0.0)])
def test_a_rule_that_fades_is_followed_along_its_trace(dpi: int, degrees: float) -> None:
    black, pale = (drawn(Ruling(ink=ink, width=0.5), dpi=dpi).picture for ink in (25, 205))
    y, x = np.indices(black.shape)
    patches = np.sin(x / (0.21 * dpi) + y / (0.6 * dpi)) > 0.1
    assert shape(scanned(np.where(patches, black, pale), degrees=degrees), dpi) == WHOLE


@needs_font
@pytest.mark.parametrize("dpi", [200, 300])
def test_a_pale_signature_takes_none_of_the_pale_rules_that_it_crosses(dpi: int) -> None:
    picture = scanned(drawn(Ruling(ink=95, width=0.5), dpi=dpi).picture, degrees=0.4)
    x = np.linspace(0, 1, 400)
    pen = np.stack(((2.2 + 4 * x) * dpi, (2.6 + 1.1 * np.sin(12 * x) * (1 - 0.5 * x)) * dpi), axis=1).round().astype(np.int32)
    signed = cv2.polylines(picture.copy(), [pen], False, 150.0, max(2, round(0.012 * dpi)), cv2.LINE_AA)
    assert shape(np.asarray(signed, dtype=np.uint8), dpi) == WHOLE


@needs_font
def test_rules_that_show_through_a_letter_are_none() -> None:
    """The table of the sheet's other side, mirrored and pale, under lines of print."""
    rows = [("", "Фінансування заходів Програми здійснювалося вчасно, залишків немає", *["Кошти освоєно"] * 4)] * 16
    letter = drawn(Ruling(across="none", down=False, frame=False), rows, dpi=200, head=rows[0]).picture
    behind = drawn(Ruling(width=0.75), dpi=200).picture[:, ::-1]
    both = np.minimum(letter, 255 - (255 - behind) * 0.25).astype(np.uint8)
    assert shape(scanned(both), 200) == []


@needs_font
def test_pale_rules_in_steps_are_no_stamp() -> None:
    """Hairlines that lean by a degree hang together over the whole page, and are as pale as a stamp."""
    picture = scanned(drawn(Ruling(ink=150, width=0.4), dpi=300).picture, degrees=1.2)
    assert np.array_equal(faded(picture, 300), picture)


def dotted_down(
    *pieces: tuple[int, int], print_beside: tuple[int, int] = (0, 0), lean: float = 0.0, long: int = 3
) -> list[tuple[int, int]]:
    """From where to where a rule of dots drawn in ``pieces`` is found at 300 dpi; print touches it on both sides for a part of its way.

    ``long``: how high its marks are.
    """
    ink = np.zeros((1200, 200), np.uint8)
    for top, bottom in pieces:
        for y in range(top, bottom, long + 5):
            x = 99 + round(lean * (y - top))
            ink[y : y + long, x : x + 3] = 255
    ink[print_beside[0] : print_beside[1], 60:96] = ink[print_beside[0] : print_beside[1], 105:140] = 255
    _, stats = pieces_of_ink(ink)
    found = rows_of_dots(ink, stats[1:, :4].astype(np.float64), 300.0).down
    return sorted((int(row[0][1]), int(row[-1][1])) for row in found)


@pytest.mark.parametrize(("lean", "found"), [(0.07, [(100, 892)]), (0.12, [])], ids=["leans", "falls"])
def test_the_dotted_rules_of_a_sheet_photographed_askance_lean(lean: float, found: list[tuple[int, int]]) -> None:
    assert dotted_down((100, 900), lean=lean) == found


def test_print_that_touches_a_dotted_rule_hides_no_piece_of_it() -> None:
    alone = dotted_down((700, 900), print_beside=(700, 900))
    assert alone == []  # marks between print on both sides are parts of it
    assert dotted_down((100, 500), (700, 900), print_beside=(700, 900)) == [(100, 492), (700, 892)]
    # longer marks are what is left of letters there, on the line of a worn rule
    assert dotted_down((100, 500), (700, 900), print_beside=(700, 900), long=15) == [(100, 480)]


@needs_font
def test_full_stops_and_figures_below_each_other_are_no_dotted_rule() -> None:
    """A column of ones, and leaders of dots without a table."""
    rows = [(f"{n}", "Захід . . . . . . . . .", "-", "1", "1", "1") for n in range(1, 9)]
    page = drawn(Ruling(across="none", down=False, frame=False), rows, dpi=200)
    lines = straight_page(scanned(page.picture), 200).lines
    assert [ln for ln in lines if ln.x0 == ln.x1] == []


@needs_font
def test_the_dots_of_a_rule_are_no_print() -> None:
    picture = scanned(drawn(Ruling((0.5, 1.0), 0.5), dpi=200).picture)
    page = straight_page(picture, 200)
    box = grids_from_lines(page.lines)[0].box
    k = page.dpi / 72
    left = page.ink[round(box.y0 * k) + 10 : round(box.y1 * k) - 10, round(box.x0 * k) - 4 : round(box.x0 * k) + 5]
    assert np.count_nonzero(left) < 0.02 * left.size


def level(at: float, lo: float, hi: float) -> Stroke:
    return Stroke(np.array([lo, hi]), np.array([at, at]))


def test_a_gap_from_one_rule_across_to_the_next_one_is_a_merged_cell() -> None:
    """At 100 dpi: two pieces of a rule, 12 pixels between them."""
    pieces = [level(50, 0, 100), level(50, 112, 200)]
    across = [level(y, 0, 90) for y in (0, 100, 112, 200)]
    assert [(s.lo, s.hi) for s in whole(pieces, across, 100)] == [(0, 100), (112, 200)]
    assert [(s.lo, s.hi) for s in whole(pieces, [across[0], across[-1]], 100)] == [(0, 200)]


def test_a_gap_that_others_have_beside_it_is_a_merged_cell() -> None:
    pieces = [level(x, lo, hi) for x in (20, 50, 80) for lo, hi in ((0, 100), (112, 200))]
    assert len(whole(pieces, [level(0, 0, 90), level(200, 0, 90)], 100)) == 6


def test_a_rule_that_just_misses_the_rule_it_ends_at_is_led_on() -> None:
    assert [(s.lo, s.hi) for s in whole([level(50, 10, 190)], [level(0, 0, 90), level(200, 0, 90)], 100)] == [(0, 200)]


def test_a_short_stroke_counts_only_where_it_is_a_piece_of_a_rule() -> None:
    """A stem in the middle of a cell, and a piece on the line of long ones."""
    rule, stem, piece = [level(50, 0, 80), level(50, 110, 200)], level(30, 40, 60), level(50, 85, 100)
    found = held([*rule, stem, piece], [level(0, 0, 90), level(200, 0, 90)], 100)
    assert sorted((s.middle, s.lo) for s in found) == [(50, 0), (50, 85), (50, 110)]


def test_rules_that_stop_at_one_height_tell_a_border_between_rows() -> None:
    """A frame, a rule under the head, and columns that a title interrupts from 50 to 65."""
    frame = [Line(0, 0, 100, 0), Line(0, 20, 100, 20), Line(0, 120, 100, 120), Line(0, 0, 0, 120), Line(100, 0, 100, 120)]
    columns = [Line(x, y0, x, y1) for x in (30, 60) for y0, y1 in ((0, 50), (65, 120))]
    assert stepped([*frame, *columns]) == [Line(0, 65, 100, 65), Line(0, 50, 100, 50)]
    grid = grids_from_lines([*frame, *columns, *stepped([*frame, *columns])])[0]
    assert [round(y) for y in grid.row_edges] == [0, 20, 50, 65, 120]


def test_one_rule_that_stops_short_is_worn_and_tells_no_border() -> None:
    frame = [Line(0, 0, 100, 0), Line(0, 120, 100, 120), Line(0, 0, 0, 120), Line(100, 0, 100, 120)]
    assert stepped([*frame, Line(30, 0, 30, 50), Line(60, 0, 60, 120)]) == []


def table_of(picture: Picture, dpi: int) -> list[list[str]]:
    result = read_page_image(picture, 1, dpi, Limits())
    (table,) = (block for block in result.blocks if isinstance(block, Table))
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(cell.text.split())
    return rows


@needs_ocr
@pytest.mark.parametrize(
    "ruling",
    [
        pytest.param(Ruling((0.5, 1.0), 0.5), id="dotted"),
        pytest.param(Ruling(across="head"), id="no rules between rows"),
        pytest.param(Ruling(across="none", down=False, frame=False), id="no rules at all"),
        pytest.param(Ruling(down=False, frame=False), id="no rules between columns"),
        pytest.param(Ruling(across="head", down=False), id="a frame and a head"),
        pytest.param(Ruling(across="none", frame=False), id="rules between columns, interrupted by titles"),
    ],
)
def test_each_row_has_its_own_figures(ruling: Ruling) -> None:
    found = table_of(scanned(drawn(ruling, dpi=300).picture, degrees=0.4), 300)
    figures = [row[3:5] for row in found if any(c.isdigit() for c in row[3] + row[4])]
    assert figures == [list(row[3:5]) for row in ROWS if len(row) > 1]
    assert [row[0] for row in found if row[0][:1].isdigit()] == [row[0] for row in ROWS if len(row) > 1 and row[0]]
    assert len(found[0]) == len(HEAD)


@needs_ocr
def test_a_page_full_of_figures_without_a_table_is_lost_aloud() -> None:
    """Figures strewn over the page, in lines but in no columns."""
    page = np.full((1100, 1500), 240, np.uint8)
    for line in range(14):
        for n in range(4):
            x = 120 + 300 * n + 100 * (line % 3)
            cv2.putText(page, f"{line + 3}{n}7,{n}", (x, 150 + 55 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 2)
    result = read_page_image(page, 1, 150, Limits())
    assert [note.code for note in result.notes] == ["page_lost"]


@needs_ocr
def test_a_letter_is_no_lost_table() -> None:
    """Lines of words, a date and a number, and a signature."""
    page = np.full((1100, 1500), 240, np.uint8)
    for line in range(14):
        cv2.putText(page, f"In 2024 the council paid {line} bills of 75,5", (120, 150 + 55 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 2)
    cv2.putText(page, "Head of office            O. Kovalenko", (120, 1000), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 2)
    assert read_page_image(page, 1, 150, Limits()).notes == []


@needs_ocr
def test_a_letterhead_beside_a_stamps_number_is_no_lost_table() -> None:
    """Lines in two columns, with a number here and there."""
    page = np.full((1100, 1500), 240, np.uint8)
    left, right = ("Annex", "to the decision", "of the council", "Head of office"), ("1", "of 24 May", "587", "O. Kovalenko")
    for line, words in enumerate(zip(left, right, strict=True)):
        for x, text in zip((120, 900), words, strict=True):
            cv2.putText(page, text, (x, 150 + 55 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 2)
    assert read_page_image(page, 1, 150, Limits()).notes == []


def upright_head(picture: Picture, dpi: int, words: str, quarter: int) -> Picture:
    """The page with the words of the first head cell turned by quarters counter-clockwise."""
    k = dpi / 72
    size = round(38 * k), round(14 * k)
    image = Image.new("L", size, 244)
    ImageDraw.Draw(image).text((4, 2), words, 25, ImageFont.truetype(str(FONT), round(9 * k)))
    turned = np.rot90(np.asarray(image), quarter)
    page = picture.copy()
    top, left = round(64 * k), round(46 * k)
    page[top - 2 : round(102 * k), round(43 * k) : round(75 * k)] = 244
    page[top : top + turned.shape[0], left : left + turned.shape[1]] = turned
    return page


@needs_ocr
@pytest.mark.parametrize("quarter", [pytest.param(1, id="from the bottom up"), pytest.param(3, id="from the top down")])
def test_words_that_stand_upright_in_the_head_are_read(quarter: int) -> None:
    head = ("Номер", "Зміст заходів і завдань програми благоустрою територій громади, об'єкти і види робіт на них", *HEAD[2:])
    page = drawn(Ruling(), ROWS, dpi=300, head=head).picture
    found = table_of(scanned(upright_head(page, 300, "Номер", quarter)), 300)
    assert found[0][0] == "Номер"
    assert found[2][0] == "1.1"


@needs_ocr
@pytest.mark.parametrize("dpi", [200, 300])
def test_a_year_over_its_word_in_a_narrow_head_does_not_stand_upright(dpi: int) -> None:
    head = ("2024 рік", "Зміст заходів і завдань програми благоустрою територій громади", *HEAD[2:])
    assert table_of(scanned(drawn(Ruling(), ROWS, dpi=dpi, head=head).picture), dpi)[0][0] == "2024 рік"


@needs_font
@pytest.mark.parametrize("ground", [20, 90, 150])
def test_light_print_on_a_dark_ground_is_print(ground: int) -> None:
    page = drawn(Ruling(), dpi=200)
    k = 200 / 72
    head = slice(round(60 * k), round(page.ys[1] * k)), slice(round(40 * k), round(580 * k))
    dark = page.picture.copy()
    dark[head] = np.clip(ground + (244.0 - page.picture[head]) * (244 - ground) / 219, 0, 255).astype(np.uint8)
    plain = straight_page(scanned(page.picture), 200)
    turned = straight_page(scanned(dark), 200)
    inner = slice(round(64 * 300 / 72), round((page.ys[1] - 4) * 300 / 72)), slice(round(85 * 300 / 72), round(230 * 300 / 72))
    assert np.mean(turned.clean[inner] > 200) == pytest.approx(np.mean(plain.clean[inner] > 200), abs=0.05)
    assert [(len(g.row_edges), len(g.column_edges)) for g in grids_from_lines(turned.lines)] == [(12, 7)]


def test_dark_print_and_the_scanners_dark_border_stay_as_they_are() -> None:
    page = np.full((800, 1200), 240, np.uint8)
    page[:, :60] = 15
    page[300:340, 200:700] = 100
    cv2.putText(page, "dark on grey", (220, 332), cv2.FONT_HERSHEY_SIMPLEX, 1, 10, 3)
    assert positive(page, 150) is page


@needs_font
@pytest.mark.parametrize("grey", [pytest.param(150, id="grey"), pytest.param(15, id="black")])
@pytest.mark.parametrize(
    ("way", "at"), [pytest.param("down", 0.46, id="a streak through a column"), pytest.param("across", 0.6, id="a crease through a row")]
)
def test_a_line_that_runs_on_beyond_the_table_is_no_rule(grey: int, way: str, at: float) -> None:
    picture = drawn(Ruling(), dpi=200).picture.copy()
    height, width = picture.shape
    end = (round(at * width) + 3, height - 1) if way == "down" else (width - 1, round(at * height) + 3)
    start = (round(at * width), 0) if way == "down" else (0, round(at * height))
    cv2.line(picture, start, end, grey, 2)
    assert shape(scanned(picture), 200) == WHOLE


@needs_font
def test_a_streak_that_ends_at_the_scanners_dark_border_is_no_rule() -> None:
    picture = drawn(Ruling(), dpi=200).picture.copy()
    height, width = picture.shape
    picture[14:17, 8 : width - 8] = picture[height - 17 : height - 14, 8 : width - 8] = 20
    x = round((EDGES[3] + 14) * 200 / 72)
    cv2.line(picture, (x, 14), (x, height - 15), 90, 2)
    assert shape(scanned(picture), 200) == WHOLE


@needs_ocr
def test_print_under_a_grey_streak_is_read_and_never_certain() -> None:
    dpi = 300
    picture = drawn(Ruling(), dpi=dpi).picture.copy()
    x = round((EDGES[3] + 14) * dpi / 72)
    cv2.line(picture, (x, 0), (x, picture.shape[0] - 1), 150, 2)
    result = read_page_image(scanned(picture), 1, dpi, Limits())
    (table,) = (block for block in result.blocks if isinstance(block, Table))
    figures = [row[3] for row in ROWS if len(row) > 1]
    read = {cell.text: cell.confidence or 0.0 for cell in table.cells if cell.column == 3 and cell.row}
    assert sum(figure in read for figure in figures) >= len(figures) - 1
    assert max(sure for text, sure in read.items() if any(c.isdigit() for c in text)) < 0.9


@needs_ocr
def test_figures_stand_apart_where_one_row_has_lost_the_border_between_them() -> None:
    dpi = 300
    page = drawn(Ruling(), dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    x = round(EDGES[4] * k)
    picture[round(page.ys[3] * k) + 4 : round(page.ys[4] * k) - 4, x - 4 : x + 5] = 244
    row = table_of(scanned(picture), dpi)[3]
    assert row[3:5] == ["436,9", "-"]


@needs_ocr
def test_a_blank_cell_stands_apart_from_the_figures_beside_it_whose_borders_are_lost() -> None:
    dpi = 300
    page = drawn(Ruling(), dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    row = next(n for n, texts in enumerate(ROWS, 1) if "Всього за розділом 2" in texts)
    for edge in EDGES[4:6]:
        picture[round(page.ys[row] * k) + 4 : round(page.ys[row + 1] * k) - 4, round(edge * k) - 4 : round(edge * k) + 5] = 244
    result = read_page_image(scanned(picture), 1, dpi, Limits())
    (table,) = (block for block in result.blocks if isinstance(block, Table))
    assert [(cell.text, cell.column_span) for cell in table.cells if cell.row == row][-3:] == [("184,5", 1), ("178,2", 1), ("", 1)]


def test_a_rule_torn_off_in_a_cell_goes_on_to_the_next_rule_across() -> None:
    down = [level(at, 0, 600) for at in (0, 200, 400, 600, 800)]
    torn = [level(300, 0, 280), level(300, 390, 800)]
    assert [(s.lo, s.hi) for s in mended(torn, down, 300)] == [(0, 800)]


@pytest.mark.parametrize(("y", "expected"), [(285, (240, 360)), (310, (200, 400))], ids=["across it", "below it"])
def test_the_arc_of_a_stamp_is_led_through_no_print(y: int, expected: tuple[float, float]) -> None:
    """The top of a ring in a cell, beside the cell's word: its ends lie at no rule across."""
    down = [level(at, 0, 600) for at in (0, 200, 400, 600, 800)]
    word = np.array([[x, y, 16, 28] for x in (205, 222)], float)
    assert [(s.lo, s.hi) for s in mended([level(300, 240, 360)], down, 300, letters=word)] == [expected]


def test_a_rule_that_ends_at_rules_across_leaves_a_merged_cell_between() -> None:
    down = [level(at, 0, 600) for at in (0, 200, 400, 600, 800)]
    merged = [level(300, 0, 200), level(300, 600, 800)]
    assert [(s.lo, s.hi) for s in mended(merged, down, 300)] == [(0, 200), (600, 800)]


def test_rules_that_a_threshold_has_torn_all_over_are_whole_though_their_pieces_end_alike() -> None:
    down = [level(at, 0, 900) for at in (0, 200, 400, 600, 800)]
    torn = [level(at, lo, hi) for at in range(100, 700, 100) for lo, hi in ((0, 130), (250, 330), (450, 530), (660, 800))]
    assert in_pieces(torn, 300) == 4
    assert [(s.lo, s.hi) for s in mended(torn, down, 300, everywhere=True)] == [(0, 800)] * 6


def test_a_few_rules_whose_ends_are_alike_end_at_a_rule_that_was_not_found() -> None:
    down = [level(at, 0, 900) for at in (0, 200, 400, 600, 800)]
    ended = [level(at, lo, hi) for at in (100, 200, 300) for lo, hi in ((0, 300), (600, 800))]
    assert sorted({(s.lo, s.hi) for s in mended(ended, down, 300)}) == [(0, 300), (600, 800)]


def test_rules_torn_off_on_both_sides_of_a_title_leave_it_whole() -> None:
    across = [level(at, 0, 900) for at in (0, 200, 400, 600, 800)]
    torn = [level(300, 0, 110), level(300, 690, 800)]
    others = [level(at, lo, hi) for at in (100, 500, 700) for lo, hi in ((0, 400), (600, 800))]
    assert [(s.lo, s.hi) for s in mended([*torn, *others], across, 300) if s.middle == 300] == [(0, 200), (600, 800)]


@needs_ocr
@pytest.mark.parametrize("numbered", [False, True], ids=["head alone", "columns numbered"])
def test_a_head_without_rules_stands_in_the_columns_of_its_body(numbered: bool) -> None:
    rows = (tuple("123456"), *ROWS) if numbered else ROWS
    result = read_page_image(scanned(drawn(Ruling(head=False), rows, dpi=300).picture), 1, 300, Limits())
    (table,) = [block for block in result.blocks if isinstance(block, Table)]
    top = [cell for cell in table.cells if cell.row == 0]
    assert [(" ".join(cell.text.split()), cell.column) for cell in top] == [(text, column) for column, text in enumerate(HEAD)]
    assert [cell.text for cell in table.cells if cell.row == 1] == (list("123456") if numbered else ["Розділ 1. Дороги і тротуари"])


@needs_ocr
def test_text_above_a_ruled_head_is_no_head() -> None:
    result = read_page_image(scanned(drawn(dpi=300).picture), 1, 300, Limits())
    (table,) = [block for block in result.blocks if isinstance(block, Table)]
    assert (table.rows, table.columns) == WHOLE[0][:2]


@pytest.mark.parametrize(
    ("aligned", "same"),
    [
        pytest.param(Box(96, 112, 856, 162), True, id="a part of the ruled table"),
        pytest.param(Box(90, 80, 860, 500), True, id="around the ruled table"),
        pytest.param(Box(96, 280, 856, 400), False, id="below it"),
    ],
)
def test_an_aligned_table_where_a_ruled_one_stands_is_that_once_more(aligned: Box, same: bool) -> None:
    assert same_place(Box(95, 82, 857, 294), aligned) is same

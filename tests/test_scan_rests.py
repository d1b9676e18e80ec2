"""Rules of which only pieces are left: corners, dots, a stretch here and there; and borders that one row has lost."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.grid import GridCell, Line, grids_from_lines
from ingest.model import Table
from ingest.reading import Limits
from ingest.scan import read_page_image
from ingest.scan.bordered import bordered
from ingest.scan.headless import without_headless
from ingest.scan.page import straight_page
from ingest.scan.picture import Grey
from ingest.scan.rests import rested
from ingest.scan.streaks import apart, rules_under, streaks
from ingest.scan.stroke import Stroke
from ingest.scan.worn import held
from ingest.tessdata import available
from tests.drawn_scans import EDGES, FONT, HEAD, ROWS, Picture, Ruling, drawn, scanned

needs_font = pytest.mark.skipif(not FONT.is_file(), reason="the DejaVu font is not installed")
needs_ocr = pytest.mark.skipif(
    not available() or not FONT.is_file(), reason="Tesseract with Ukrainian, or the DejaVu font, is not installed"
)

WHOLE = [(11, 6, 50)]
"""The drawn table's rows, columns and cells: titles of sections run over all columns, labels of totals over three."""


def blotched(seed: int, dpi: int) -> Picture:
    """The table with about a fifth of all its rules gone in blotches, as weak toner leaves it."""
    ruled, bare = (drawn(ruling, dpi=dpi).picture for ruling in (Ruling(), Ruling(across="none", down=False, frame=False)))
    noise = cv2.GaussianBlur(np.random.default_rng(seed).normal(size=ruled.shape), (0, 0), dpi / 60)
    gone = noise > 0.9 * noise.std()
    return np.where(gone, bare.astype(int) - (bare.astype(int) - ruled) // 12, ruled).astype(np.uint8)


def shape(picture: Picture, dpi: int) -> list[tuple[int, int, int]]:
    page = straight_page(picture, dpi)
    return [(len(g.row_edges) - 1, len(g.column_edges) - 1, len(g.cells)) for g in grids_from_lines(page.lines)]


@needs_font
@pytest.mark.parametrize("dpi", [200, 300])
@pytest.mark.parametrize("seed", [2, 3])
def test_a_rule_of_which_a_fifth_is_gone_in_blotches_is_whole(seed: int, dpi: int) -> None:
    assert shape(scanned(blotched(seed, dpi), degrees=0.6), dpi) == WHOLE


def level(at: float, *ends: float) -> Stroke:
    return Stroke(np.array(ends), np.full(len(ends), at))


def cell_side(dots: list[tuple[int, int]], letters: list[tuple[int, int, int, int]]) -> list[tuple[float, float]]:
    """From where to where a rule runs that is drawn up to 300 and of which the given stretches are left up to 600."""
    page = np.zeros((200, 700), np.uint8)
    for x0, x1 in dots:
        page[99:102, x0:x1] = 120
    for x, y, width, height in letters:
        page[y : y + height, x : x + width] = 200
    down = [level(at, 0, 200) for at in (0, 300, 600)]
    found = rested(page, page, [level(100, 0, 300)], down, np.array(letters, float).reshape(-1, 4), 300)
    return [(s.lo, s.hi) for s in found]


@pytest.mark.parametrize(
    ("dots", "expected"), [([], (0, 300)), ([(330, 336), (402, 410), (470, 480), (551, 560)], (0, 600))], ids=["grain", "dots"]
)
def test_the_grain_of_a_noisy_copy_is_no_rest_of_a_rule(dots: list[tuple[int, int]], expected: tuple[float, float]) -> None:
    """──────┬┄┄┄┄┄┄┬: grain everywhere, as dark in one place of fifty as a pale rest."""
    random = np.random.default_rng(5)
    page = np.where(random.random((900, 700)) < 0.02, random.integers(14, 30, (900, 700)), random.integers(0, 5, (900, 700))).astype(
        np.uint8
    )
    for x0, x1 in dots:
        page[99:102, x0:x1] = 120
    found = rested(page, page, [level(100, 0, 300)], [level(at, 0, 200) for at in (0, 300, 600)], np.empty((0, 4)), 300)
    assert [(s.lo, s.hi) for s in found] == [expected]


@pytest.mark.parametrize(
    ("dots", "letters", "expected"),
    [
        pytest.param([(330, 336), (402, 410), (470, 480), (551, 560)], [], (0, 600), id="dots on the rule's line"),
        pytest.param([], [], (0, 300), id="nothing"),
        pytest.param([(450, 454)], [], (0, 300), id="a speck"),
        pytest.param([(400, 460)], [(420, 85, 20, 30), (450, 85, 20, 30)], (0, 300), id="a bar of print that goes through the line"),
    ],
)
def test_what_is_left_of_a_rule_leads_it_on(
    dots: list[tuple[int, int]], letters: list[tuple[int, int, int, int]], expected: tuple[float, float]
) -> None:
    assert cell_side(dots, letters) == [expected]


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        pytest.param((400, 70, 30, 20), (0, 300), id="behind a letter, at its foot"),
        pytest.param((430, 70, 30, 20), (0, 600), id="behind a letter, above its middle"),
        pytest.param((400, 40, 30, 20), (0, 600), id="far from the letter"),
    ],
)
def test_a_comma_under_the_end_of_a_rule_is_no_rest_of_it(letter: tuple[int, int, int, int], expected: tuple[float, float]) -> None:
    """«2023 рік, тис. грн» over «план │ факт»: the page lies turned, its left side above, its top to the left."""
    page = np.zeros((200, 700), np.uint8)
    page[98:104, 420:446] = 200
    down = [level(at, 0, 200) for at in (0, 300, 600)]
    comma, letters = np.array([[420.0, 98, 26, 6]]), np.array([letter], float)
    found = rested(page, page, [level(100, 0, 300)], down, letters, 300, comma)
    assert [(s.lo, s.hi) for s in found] == [expected]


def table_of(picture: Picture, dpi: int) -> list[list[str]]:
    (table,) = (b for b in read_page_image(picture, 1, dpi, Limits()).blocks if isinstance(b, Table))
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(cell.text.split())
    return rows


@needs_ocr
def test_texts_far_apart_are_two_where_one_row_has_lost_the_border_between_them() -> None:
    dpi = 300
    page = drawn(Ruling(), dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    for row, column in ((0, 1), (2, 2)):
        x = round(EDGES[column] * k)
        picture[round(page.ys[row] * k) + 4 : round(page.ys[row + 1] * k) - 4, x - 4 : x + 5] = 244
    read = table_of(scanned(picture), dpi)
    assert read[0][:2] == list(HEAD[:2])
    assert read[2][1:3] == [ROWS[1][1], ROWS[1][2]]


@needs_ocr
def test_a_piece_of_the_border_beside_a_figure_is_no_comma_of_it() -> None:
    """« 85,0╵85,0»: of the border between two figures, one of which stands close to it, a piece as high as two digits is left."""
    dpi = 300
    page = drawn(Ruling(), dpi=dpi, rows=[(*row[:3], "", *row[4:]) if row[0] == "1.3" else row for row in ROWS])
    k = dpi / 72
    x, top, bottom = round(EDGES[4] * k), round(page.ys[4] * k) + 4, round(page.ys[5] * k) - 4
    image = Image.fromarray(page.picture.copy())
    font = ImageFont.truetype(str(FONT), round(9 * k))
    ImageDraw.Draw(image).text((x - 9, top + 14), "85,0", 25, font, anchor="ra")
    picture = np.asarray(image).copy()
    picture[top:bottom, x - 4 : x + 5] = 244
    picture[top + 6 : top + 52, x - 1 : x + 1] = 25
    (whole,) = grids_from_lines(straight_page(page.picture, dpi).lines)
    left, right = (next(c for c in whole.cells if (c.row, c.column) == (4, column)) for column in (3, 4))
    one = GridCell(4, 3, 1, 2, replace(left.box, x1=right.box.x1))
    grid = replace(whole, cells=(*(c for c in whole.cells if c not in (left, right)), one))
    assert {left, right} <= set(bordered(straight_page(picture, dpi), grid, float("inf")).cells)


@needs_ocr
def test_a_head_over_several_columns_stays_whole() -> None:
    """Its words stand on both sides of a border that all other rows have, but no farther apart than words do."""
    dpi = 300
    page = drawn(Ruling(), dpi=dpi, head=(*HEAD[:3], "", "", HEAD[5]))
    picture, k = page.picture.copy(), dpi / 72
    picture[round(page.ys[0] * k) + 4 : round(page.ys[1] * k) - 4, round(EDGES[3] * k) + 4 : round(EDGES[5] * k) - 4] = 244
    image = Image.fromarray(picture)
    font = ImageFont.truetype(str(FONT), round(9 * k))
    for end, text in ((EDGES[4] - 1.5, "Виконання,"), (EDGES[4] + 1.5, "тис. грн")):
        draw = ImageDraw.Draw(image)
        draw.text((round(end * k), round((page.ys[0] + 2) * k)), text, 25, font, anchor="ra" if end < EDGES[4] else "la")
    read = table_of(scanned(np.asarray(image)), dpi)
    assert read[0][3:5] == ["Виконання, тис. грн", ""]


@needs_ocr
def test_a_table_of_whose_rules_hardly_anything_is_left_is_read_by_how_its_texts_stand() -> None:
    """Some dots at the borders, a piece of one, and a small grid around the figures of two rows."""
    dpi = 300
    page = drawn(Ruling(across="none", down=False, frame=False), dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    ys, xs = ([round(v * k) for v in places] for places in (page.ys, EDGES))
    pen = np.random.default_rng(1)
    for x in xs:
        for y in pen.integers(ys[0], ys[-1], 25):
            picture[y : y + 5, x : x + 2] = 60
    for y in ys:
        for x in pen.integers(xs[0], xs[-1], 12):
            picture[y : y + 2, x : x + 12] = 60
    picture[ys[3] + 10 : ys[4], xs[1] : xs[1] + 3] = 60
    for x in xs[3:6]:
        picture[ys[7] : ys[9], x : x + 3] = 60
    for y in ys[7:10]:
        picture[y : y + 3, xs[3] : xs[5]] = 60
    found = table_of(scanned(picture), dpi)
    assert [row[3:5] for row in found if any(c.isdigit() for c in row[3] + row[4])] == [list(row[3:5]) for row in ROWS if len(row) > 1]
    assert len(found[0]) == len(HEAD)


@needs_ocr
def test_a_stamps_rest_beside_a_label_is_no_cell() -> None:
    dpi = 300
    page = drawn(Ruling(), dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    y0, y1 = (round(v * k) for v in page.ys[10:12])
    for x, length in ((EDGES[0] + 6, 12), (EDGES[0] + 16, 20)):
        cv2.line(picture, (round(x * k), y1 - 12), (round(x * k) + length, y0 + 14), 40, 3)
    assert not any("Усього" in cell for row in table_of(scanned(picture), dpi)[:10] for cell in row)
    assert table_of(scanned(picture), dpi)[10][1:3] == ["", ""]


def filled(_: GridCell) -> bool:
    """No cell is blank."""
    return False


def test_a_border_that_neither_the_head_nor_most_rows_have_is_none() -> None:
    """A streak in a column: three rows of eight were parted at it, and their texts go on across it."""
    across = [Line(0, y, 300, y) for y in range(0, 180, 20)]
    down = [Line(x, 0, x, 160) for x in (0, 100, 200, 300)]
    streak = [Line(240, 60, 240, 120)]
    (parted,) = grids_from_lines([*across, *down, *streak])
    assert [len(without_headless(grid, filled).column_edges) - 1 for grid in (parted, grids_from_lines([*across, *down])[0])] == [3, 3]
    assert {(c.column, c.column_span) for c in without_headless(parted, filled).cells} == {(0, 1), (1, 1), (2, 1)}


def test_a_border_below_a_merged_head_that_most_rows_have_stays_where_texts_stand_on_both_sides() -> None:
    across = [Line(0, y, 300, y) for y in range(0, 180, 20)]
    down = [*(Line(x, 0, x, 160) for x in (0, 100, 200, 300)), Line(240, 40, 240, 160)]
    (grid,) = grids_from_lines([*across, *down])
    assert without_headless(grid, filled) == grid
    sliver = without_headless(grid, lambda cell: cell.column == 3)
    assert {(c.column, c.column_span) for c in sliver.cells} == {(0, 1), (1, 1), (2, 1)}


def test_a_streak_along_a_rule_leaves_the_rule() -> None:
    """Grey from edge to edge, black between the table's first and last rule, and pale again in a title over all columns."""
    picture = np.full((60, 1000), 255, np.uint8)
    picture[29:32] = 170
    picture[29:32, 200:400] = picture[29:32, 600:800] = 20
    down = [Stroke(np.array([0.0, 60.0]), np.full(2, float(x))) for x in (200, 400, 600, 800)]
    streak = level(30, 0, 999)
    assert [(s.lo, s.hi) for s in rules_under(picture, [streak], down, 300)] == [(200, 400), (600, 800)]


def beside_a_rule() -> tuple[Grey, Stroke, list[Stroke]]:
    """A grey streak that leans away from a black rule, traced along the rule where the two are near; a title over all columns between."""
    picture = np.full((60, 1000), 255, np.uint8)
    for x in range(1000):
        picture[round(32 + 0.012 * x) :, x][:2] = 120
    picture[24:27, 200:400] = picture[24:27, 600:800] = 20
    down = [Stroke(np.array([0.0, 60.0]), np.full(2, float(x))) for x in (200, 400, 600, 800)]
    traced = Stroke(np.array([0.0, 190, 210, 390, 410, 590, 610, 700, 999]), np.array([32.5, 34.5, 25, 25, 37, 39.5, 25, 25, 44.5]))
    return picture, traced, down


def test_a_streak_beside_a_rule_leaves_the_rule_where_it_is() -> None:
    picture, traced, down = beside_a_rule()
    assert [(s.lo, s.hi, round(s.middle)) for s in rules_under(picture, [traced], down, 300)] == [(200, 400, 25), (600, 800, 25)]


def test_a_streak_that_was_traced_along_rules_runs_straight_beside_them() -> None:
    picture, traced, down = beside_a_rule()
    (streak,) = apart([traced], rules_under(picture, [traced], down, 300), 300)
    assert [round(float(y)) for y in np.interp([300, 700], streak.along, streak.at)] == [36, 41]


def test_a_rule_that_a_leaning_streak_crosses_is_no_piece_of_it() -> None:
    """The streak is broken at a head, and the rule's middle lies on its line."""
    across = [level(at, 100, 1300) for at in (300, 500, 700, 900)]
    rules = [level(x, 300, 900) for x in (150, 400, 1000, 1250)]
    crossed = level(700, 300, 900)
    streak = [Stroke(np.array([lo, hi]), 700 + 0.02 * (np.array([lo, hi]) - 600)) for lo, hi in ((0.0, 290.0), (910.0, 2400.0))]
    found = streaks([*rules, crossed, *streak], across, 2500, 300)
    assert not any(s is crossed for s in found) and all(any(s is own for s in found) for own in streak)


def test_a_form_s_line_for_a_date_far_above_a_table_is_none_that_a_streak_ends_at() -> None:
    across = [level(at, 100, 1300) for at in (500, 700, 900)]
    rules = [level(x, 500, 900) for x in (100, 400, 700, 1000, 1300)]
    streak = level(1100, 200, 700)
    assert streaks([*rules, streak], [*across, level(200, 800, 1100)], 2500, 300) == [streak]


@pytest.mark.parametrize(
    ("ends", "kept"),
    [
        pytest.param((100, 192), True, id="the upper half"),
        pytest.param((114, 206), True, id="a half in the middle"),
        pytest.param((100, 140), False, id="as short as a letter's stem"),
        pytest.param((310, 402), False, id="below the table"),
    ],
)
def test_half_of_a_cells_side_is_a_side(ends: tuple[float, float], kept: bool) -> None:
    """Between two rules 190 pixels (0.63 inches) apart."""
    assert bool(held([level(400, *ends)], [level(100, 0, 900), level(290, 0, 900)], 300)) is kept


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        pytest.param((500, 900), False, id="a numeral's stroke above the table"),
        pytest.param((460, 900), True, id="a piece above the last rule across that is known"),
    ],
)
def test_a_short_stroke_on_a_rule_s_line_is_a_piece_of_it_unless_the_rule_ends_at_the_table_s_side(
    rule: tuple[float, float], *, kept: bool
) -> None:
    """A table from 500 to 900, and a stroke from 380 to 420 above one of its borders."""
    stroke, border = level(400, 380, 420), level(400, *rule)
    found = held([border, stroke], [level(500, 0, 900), level(700, 0, 900), level(900, 0, 900)], 300)
    assert any(s is stroke for s in found) is kept


def test_the_arc_of_a_stamps_ring_is_no_half_of_a_side() -> None:
    """A ring of 1.1 inches beside a row 190 pixels high, and a rule that trembles by a pixel there."""
    along = np.linspace(114.0, 206.0, 8)
    arc = Stroke(along, 400 + 165 - np.sqrt(165.0**2 - (along - 160) ** 2))
    rule = Stroke(along, 400 + np.array([0, 1, 0, 0, 1, 0, 0, 1], dtype=np.float64))
    across = [level(100, 0, 900), level(290, 0, 900)]
    assert held([arc], across, 300) == []
    assert held([rule], across, 300) == [rule]


def test_the_rules_of_a_photo_lean_as_they_like() -> None:
    """Each rule of a page photographed from aside leans otherwise, and ends at the table's sides; a streak ends anywhere."""
    down = [Stroke(np.array([0.0, 900.0]), np.full(2, float(x))) for x in (100, 700, 1300)]
    rules = [Stroke(np.array([100.0, 1300.0]), np.array([at, at + rise])) for at, rise in ((200.0, 24.0), (400.0, 12.0), (600.0, 0.0))]
    crease = Stroke(np.array([150.0, 1250.0]), np.array([500.0, 530.0]))
    assert streaks([*rules, crease], down, 1500, 300) == [crease]


def test_rules_that_end_together_end_at_a_side_that_was_not_found() -> None:
    """The head of a table whose upper side, a double one, is no stroke: three columns reach it, one that is parted lower does not."""
    rules = [level(at, 300, 900) for at in (200, 700, 1200)]
    rules += [level(at, 420, 900) for at in range(250, 1200, 50) if at != 700]
    across = [level(y, 200, 1200) for y in (420, 500, 700, 900)]
    assert streaks(rules, across, 2500, 300) == []
    dirt = level(475, 300, 2000)
    assert streaks([*rules[3:], dirt], across, 2500, 300) == [dirt]


def test_a_photo_s_rules_that_end_at_a_side_too_slanting_to_be_found_are_no_streaks() -> None:
    """The tail of a table on a page's top: its upper and lower side reach its right one, which leans by twelve pixels; the rules between do not."""
    rules = [level(320, 360, 2571), level(540, 354, 2559), level(392, 1459, 2209), level(465, 1456, 2205)]
    across = [level(x, 320, 540) for x in (353, 460, 1088, 1454, 1654, 1933, 2212)]
    assert streaks(rules, across, 2771, 333) == []


@needs_ocr
def test_numbers_and_amounts_of_two_rows_stand_apart_where_a_column_has_lost_the_rule_between_them() -> None:
    dpi = 300
    page = drawn(Ruling(), dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    y = round(page.ys[3] * k)
    for column in (0, 3):
        picture[y - 4 : y + 5, round(EDGES[column] * k) + 4 : round(EDGES[column + 1] * k) - 4] = 244
    read = table_of(scanned(picture), dpi)
    assert [(row[0], row[3]) for row in read[2:4]] == [("1.1", "1 250,7"), ("1.2", "436,9")]


def test_dots_far_below_a_table_are_no_rest_of_its_rule() -> None:
    page = np.zeros((200, 1500), np.uint8)
    page[99:102, 1000:1300:4] = 120
    down = [level(at, 0, 200) for at in (0, 300, 960, 1400)]
    found = rested(page, page, [level(100, 0, 300)], down, np.empty((0, 4)), 300)
    assert [(s.lo, s.hi) for s in found] == [(0, 300)]


@pytest.mark.parametrize(
    ("foot", "found"), [(300.0, [(100, 300), (380, 500)]), (400.0, [(100, 500)])], ids=["beyond the table", "within it"]
)
def test_rests_lead_a_rule_on_within_its_table_only(foot: float, found: list[tuple[int, int]]) -> None:
    """Dots of a stamp below the table's foot join no rule to the signature's stroke that stands under it by chance."""
    dark = np.zeros((400, 600), np.uint8)
    for x in range(300, 380, 12):
        dark[198:203, x : x + 6] = 200

    def straight(at: float, lo: float, hi: float) -> Stroke:
        return Stroke(np.array([lo, hi]), np.array([at, at]))

    rules, sides = [straight(200, 100, 300), straight(200, 380, 500)], [straight(at, 100, 300) for at in (100.0, foot)]
    result = rested(dark, dark, rules, sides, np.empty((0, 4)), 300)
    assert [(round(s.lo), round(s.hi)) for s in result] == found


def test_a_short_streak_beside_streaks_from_edge_to_edge_is_one_too() -> None:
    """It begins above the table and is lost within it; three long ones reach farther than it does."""
    across = [level(at, 100, 1300) for at in (500, 700, 900)]
    rules = [level(x, 500, 900) for x in (100, 400, 700, 1000, 1300)]
    long = [Stroke(np.array([10.0, 2400.0]), x - 0.01 * np.array([10.0, 2400.0])) for x in (300, 600, 900)]
    short = level(1100, 300, 700)
    found = streaks([*rules, *long, short], across, 2500, 300)
    assert [any(s is own for s in found) for own in (*long, short, *rules)] == [True] * 4 + [False] * 5


def test_a_rule_that_lost_its_end_leans_as_the_rules_beside_it_do() -> None:
    """On a bent page rules to the left lean and those to the right do not; the head's rule under which one ended is gone."""
    across = [level(at, 100, 1300) for at in (300, 500, 700, 1000)]

    def rule(x: float, lean: float, lo: float = 300) -> Stroke:
        return Stroke(np.array([lo, 1000.0]), x + lean * np.array([lo, 1000.0]))

    rules = [rule(x, lean) for x, lean in ((100, 0.0), (200, 0.01), (500, 0.009), (900, 0.0), (1100, 0.0), (1300, 0.0))]
    assert streaks([*rules, rule(350, 0.0095, 330)], across, 2500, 300) == []
    leaning = rule(350, 0.03, 330)
    assert streaks([*rules, leaning], across, 2500, 300) == [leaning]


@needs_ocr
def test_a_row_whose_borders_are_gone_is_parted_where_its_figures_and_words_stand() -> None:
    """A measure's row and the sum below it: nothing is left of the rules between their columns, which all other rows have."""
    dpi = 200
    page = drawn(Ruling(), dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    for row, edges in ((8, EDGES[3:-1]), (9, EDGES[2:-1])):
        for x in edges:
            picture[round(page.ys[row] * k) + 4 : round(page.ys[row + 1] * k) - 3, round(x * k) - 3 : round(x * k) + 4] = 244
    read = table_of(scanned(picture), dpi)
    assert [read[row][3:] for row in (8, 9)] == [[*ROWS[row - 1][3:]] for row in (8, 9)]


@needs_ocr
def test_a_number_broken_over_two_lines_is_no_two_where_its_title_is_one() -> None:
    """A measure's number and title stand beside two rows, one per source: no rule parts them there."""
    dpi = 200
    rows = [*ROWS[:2], ("1.", "Ремонт криниць", "КП «Вода»", "85,0", "64,0", "Виконано"), ("2.", "", "", "85,0", "64,0", ""), *ROWS[5:]]
    page = drawn(Ruling(), rows, dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    y = round(page.ys[4] * k)
    for x0, x1 in ((EDGES[0], EDGES[3]), (EDGES[5], EDGES[6])):
        picture[y - 3 : y + 4, round(x0 * k) + 4 : round(x1 * k) - 3] = 244
    read = table_of(scanned(picture), dpi)
    assert [row[0] for row in read[3:5]] == ["1. 2.", ""]
    assert [row[3] for row in read[3:5]] == ["85,0", "85,0"]

"""A picture of a page is laid straight, its ruling lines are found, and every place leads back to the picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.grid import grids_from_lines
from ingest.scan.page import Page, straight_page
from ingest.scan.picture import believable_dpi, even

Picture = NDArray[np.uint8]


def drawn_table(rows: int = 5, columns: int = 4, *, merged: bool = False) -> Picture:
    """A table at 150 dpi on a page of 900 × 700 pixels: 40 pixels per row, 150 per column, from (100, 120); grey marks for text.

    ``merged``: the second row is one cell.
    """
    page = np.full((700, 900), 235, np.uint8)
    right, bottom = 100 + 150 * columns, 120 + 40 * rows
    for r in range(rows + 1):
        cv2.line(page, (100, 120 + 40 * r), (right, 120 + 40 * r), 30, 2)
    for c in range(columns + 1):
        x = 100 + 150 * c
        if merged and 0 < c < columns:
            cv2.line(page, (x, 120), (x, 160), 30, 2)
            cv2.line(page, (x, 200), (x, bottom), 30, 2)
        else:
            cv2.line(page, (x, 120), (x, bottom), 30, 2)
    for r in range(rows):
        for c in range(columns):
            cv2.putText(page, f"{r}{c}5,7", (120 + 150 * c, 148 + 40 * r), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 20, 2)
    for y in range(400, 600, 30):
        cv2.putText(page, "plain text below the table", (100, y), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 20, 1)
    return page


def turned(page: Picture, degrees: float) -> Picture:
    h, w = page.shape
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(page, matrix, (w, h), borderValue=235.0), dtype=np.uint8)


def bent(page: Picture, pixels: float) -> Picture:
    y, x = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    y = (y + pixels * np.sin(np.pi * x / page.shape[1])).astype(np.float32)
    return np.asarray(cv2.remap(page, x, y, cv2.INTER_LINEAR, borderValue=235.0), dtype=np.uint8)


def in_perspective(page: Picture) -> Picture:
    h, w = page.shape
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    moved = corners + np.array([[12, 8], [-6, 3], [-14, -8], [5, -12]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved)
    return np.asarray(cv2.warpPerspective(page, matrix, (w, h), borderValue=235.0), dtype=np.uint8)


def shape(page: Page) -> list[tuple[int, int, int]]:
    return [(len(g.row_edges) - 1, len(g.column_edges) - 1, len(g.cells)) for g in grids_from_lines(page.lines)]


@pytest.mark.parametrize("degrees", [-3.0, -0.7, 0.0, 1.3, 3.0])
def test_the_skew_is_found_to_a_twentieth_of_a_degree(degrees: float) -> None:
    assert straight_page(turned(drawn_table(), degrees), 150).skew == pytest.approx(-degrees, abs=0.05)


@pytest.mark.parametrize(
    "worn",
    [
        pytest.param(drawn_table(), id="as printed"),
        pytest.param(turned(drawn_table(), 2.6), id="skewed"),
        pytest.param(bent(drawn_table(), 7), id="curved"),
        pytest.param(in_perspective(drawn_table()), id="in perspective"),
        pytest.param((drawn_table() > 128).astype(np.uint8) * 255, id="bilevel"),
    ],
)
def test_a_drawn_table_is_found_cell_by_cell(worn: Picture) -> None:
    assert shape(straight_page(worn, 150)) == [(5, 4, 20)]


def test_a_row_without_separators_is_one_merged_cell() -> None:
    assert shape(straight_page(drawn_table(merged=True), 150)) == [(5, 4, 17)]


def test_a_broken_and_a_faint_line_are_still_lines() -> None:
    worn = drawn_table()
    worn[:, 250][worn[:, 250] < 100] = 150
    worn[158:163, 300:306] = worn[158:163, 460:468] = 235
    assert shape(straight_page(worn, 150)) == [(5, 4, 20)]


def test_a_dark_border_becomes_paper_and_a_punch_hole_does_no_harm() -> None:
    worn = drawn_table()
    worn[:, :30] = 25
    cv2.circle(worn, (60, 300), 16, 15, -1)
    assert even(worn, 150)[350, 10] == 255
    assert shape(straight_page(worn, 150)) == [(5, 4, 20)]


def test_a_pale_round_stamp_adds_no_separators() -> None:
    worn = drawn_table()
    stamp = np.zeros_like(worn)
    cv2.circle(stamp, (480, 240), 70, 255, 3)
    worn = np.clip(worn.astype(int) - (stamp > 0) * 80, 0, 255).astype(np.uint8)
    assert shape(straight_page(worn, 150)) == [(5, 4, 20)]


def test_a_cells_place_leads_back_to_the_skewed_picture() -> None:
    """The top left cell begins at (100, 120) before the page is turned by two degrees about its middle."""
    worn = turned(drawn_table(), 2.0)
    page = straight_page(worn, 150)
    cell = grids_from_lines(page.lines)[0].cells[0].box
    k = page.dpi / 72
    box = page.points(cell.x0 * k, cell.y0 * k, cell.x1 * k, cell.y1 * k)
    matrix = cv2.getRotationMatrix2D((450, 350), 2.0, 1)
    x, y = matrix @ np.array([175.0, 140.0, 1.0]) * 72 / 150
    assert ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == (pytest.approx(x, abs=1.0), pytest.approx(y, abs=1.0))


@pytest.mark.parametrize(
    ("told", "width", "height", "dpi"),
    [(300, 2480, 3508, 300), (None, 2480, 3508, 300), (72, 3508, 2480, 300), (96, 1240, 1754, 150), (200, 1654, 2339, 200)],
)
def test_a_resolution_that_gives_no_page_is_not_believed(told: float | None, width: int, height: int, dpi: float) -> None:
    assert believable_dpi(told, width, height) == pytest.approx(dpi, rel=0.01)


def in_shadow(page: Picture) -> Picture:
    """The right half of the picture lies in a hand's shadow."""
    light = 1.0 - 0.45 / (1.0 + np.exp(-np.linspace(-12, 12, page.shape[1])))
    return np.asarray(page * light[None, :], dtype=np.uint8)


def on_desk(page: Picture) -> Picture:
    """The page photographed on a dark desk, which shows on every side."""
    return cv2.copyMakeBorder(page, 60, 60, 70, 70, cv2.BORDER_CONSTANT, value=[55.0]).astype(np.uint8)


def on_grained_desk(page: Picture) -> Picture:
    """The page photographed on a dark desk whose wood shows its grain."""
    grain = np.random.default_rng(1).normal(0, 12, ((page.shape[0] + 120) // 5 + 1, (page.shape[1] + 140) // 5 + 1)).astype(np.float32)
    whole = on_desk(page)
    desk = np.ones(whole.shape, bool)
    desk[60:-60, 70:-70] = False
    wood = np.clip(whole + cv2.resize(grain, whole.shape[::-1], interpolation=cv2.INTER_LINEAR), 0, 255)
    return np.where(desk, wood, whole).astype(np.uint8)


def test_a_sheet_on_a_grained_desk_is_cut_out_of_it() -> None:
    """Nothing is written on the desk, whose grain would be ink beside the sheet."""
    page = straight_page(on_grained_desk(drawn_table()), 150.0)
    assert page.ink.shape[1] < 1.02 * 2 * drawn_table().shape[1]
    (grid,) = grids_from_lines(page.lines)
    assert (len(grid.row_edges) - 1, len(grid.column_edges) - 1) == (5, 4)


@pytest.mark.parametrize(
    "worn", [in_shadow(drawn_table()), in_shadow(on_desk(drawn_table())), on_desk(drawn_table())], ids=["scan", "photo in shadow", "photo"]
)
def test_a_shadow_across_the_page_costs_no_part_of_it(worn: Picture) -> None:
    (grid,) = grids_from_lines(straight_page(worn, 150.0).lines)
    assert (len(grid.row_edges) - 1, len(grid.column_edges) - 1) == (5, 4)

"""Sheets printed over two widths of paper."""

from __future__ import annotations

from pdf_paper import Paper, grid, read

from ingest.model import Paragraph

LEFT = [["№", "Захід", "План"], ["1", "Ремонт", "10,5"], ["2", "Парки", "7,5"], ["3", "Освітлення", "2,0"], ["", "Всього", "20,0"]]
RIGHT = [["Факт", "Примітка"], ["9,5", "Виконано"], ["7,5", "Виконано"], ["1,0", "Триває"], ["18,0", ""]]


def sheet(p: Paper, rows: list[list[str]], xs: list[float], step: float = 20) -> Paper:
    ys = [100 + step * k for k in range(len(rows) + 1)]
    for y in ys:
        p.line(xs[0], y, xs[-1], y)
    for x in xs:
        p.line(x, ys[0], x, ys[-1])
    return p.cells(xs, ys, rows)


def test_columns_on_the_next_page_stand_beside_the_rows_at_their_heights() -> None:
    p = sheet(Paper(), LEFT, [50, 80, 250, 350]).page()

    (table,) = read(sheet(p, RIGHT, [50, 150, 320]).data()).tables

    assert grid(table) == [a + b for a, b in zip(LEFT, RIGHT, strict=True)]
    assert {cell.page for cell in table.cells if cell.column > 2} == {2}


def test_a_table_of_other_rows_on_the_next_page_is_one_of_its_own() -> None:
    p = sheet(Paper(), LEFT, [50, 80, 250, 350]).page()

    tables = read(sheet(p, RIGHT, [50, 150, 320], step=23).data()).tables

    assert [table.columns for table in tables] == [3, 2]


def test_a_table_that_goes_on_in_its_own_columns_is_not_beside_itself() -> None:
    p = sheet(Paper(), LEFT, [50, 80, 250, 350]).page()
    more = [["4", "Мости", "1,0"], ["5", "Ставки", "2,0"], ["6", "Дороги", "3,0"], ["7", "Сквери", "4,0"], ["", "Разом", "10,0"]]

    tables = read(sheet(p, more, [50, 80, 250, 350]).data()).tables

    assert [table.columns for table in tables] == [3, 3]


def test_rows_that_go_on_over_three_widths_and_two_pages_are_one_table_a_page() -> None:
    more = [["4", "Мости", "1,0"], ["5", "Ставки", "2,0"], ["6", "Дороги", "9,5"], ["", "Разом", "12,5"]]
    over = [["9,5", "Виконано"], ["2,0", "Триває"], ["9,5", "Триває"], ["21,0", ""]]
    strips = ((LEFT, more, [50.0, 80, 250, 350]), (RIGHT, over, [50.0, 150, 320]), ([["%"], *["1"] * 4], ["5"] * 4, [50.0, 90]))
    p = Paper()
    for first, second, xs in strips:
        sheet(p, [list(row) for row in first], xs).page()
        sheet(p, [list(row) for row in second], xs).page()

    tables = read(p.data()).tables

    assert [(table.rows, table.columns) for table in tables] == [(5, 6), (4, 6)]
    assert grid(tables[1])[2] == ["6", "Дороги", "9,5", "9,5", "Триває", "5"]


def test_a_heads_cell_that_the_papers_edge_cuts_is_one_cell_with_its_whole_text() -> None:
    title = "План, тисяч гривень"
    rows = [["1", "Ремонт", "10,5"], ["2", "Парки", "7,5"], ["3", "Освітлення", "2,0"]]
    p = Paper()
    for xs, x, level, body in (
        ([50.0, 80, 250, 310], 270.0, ["", "", "2023"], rows),
        ([50.0, 110, 170], 10.0, ["2024", "2025"], [["1,5", "9,5"], ["2,5", "7,5"], ["3,5", "1,0"]]),
    ):
        ys = [100.0, 120, 140, 160, 180, 200]
        for y in (ys[0], *ys[2:]):
            p.line(xs[0], y, xs[-1], y)
        p.line(250 if len(xs) > 3 else xs[0], ys[1], xs[-1], ys[1])
        for edge in xs:
            p.line(edge, ys[1] if edge == 110 else ys[0], edge, ys[-1])
        p.canvas.saveState()
        clip = p.canvas.beginPath()
        clip.rect(xs[0], 842 - ys[1], xs[-1] - xs[0], 20)
        p.canvas.clipPath(clip, stroke=0)
        p.text(x, 114, title)
        p.canvas.restoreState()
        p.cells(xs, ys[1:], [level, *body])
        if len(xs) > 3:
            p.cells(xs, ys, [["№", "Захід"]])
        p.page()

    (table,) = read(p.data()).tables

    assert {(c.text, c.column_span) for c in table.cells if c.row == 0} == {("№", 1), ("Захід", 1), (title, 3)}


def test_a_title_that_the_papers_edge_cuts_goes_on_on_the_next_page() -> None:
    title = "Звіт про виконання Програми благоустрою селища за 2024 рік"
    p = Paper()
    for rows, xs, x in ((LEFT, [50.0, 80, 250, 350], 200.0), (RIGHT, [50.0, 150, 320], -100.0)):
        p.canvas.saveState()
        clip = p.canvas.beginPath()
        clip.rect(xs[0], 0, xs[-1] - xs[0], 842)
        p.canvas.clipPath(clip, stroke=0)
        p.text(x, 80, title, 8)
        p.canvas.restoreState()
        sheet(p, rows, xs).page()

    document = read(p.data())

    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [title]
    assert len(document.tables) == 1

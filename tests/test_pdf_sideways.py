"""Sheets printed over two widths of paper."""

from __future__ import annotations

from pdf_paper import Paper, grid, read

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

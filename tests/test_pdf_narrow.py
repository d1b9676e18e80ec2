"""Cells too narrow for their words and figures: what is one word, one number, and what stands below the other."""

from __future__ import annotations

import pytest
from pdf_paper import Paper, grid, read


def column(*texts: str, width: float) -> list[str]:
    """What is read of a column ``width`` points wide: a head, then the texts, each in a cell of its own; their lines parted by ``\\n``."""
    p = Paper()
    xs = [50.0, 170.0, 170.0 + width]
    ys = [100.0, 120.0, *(120.0 + 60 * n for n in range(1, len(texts) + 1))]
    for y in ys:
        p.line(xs[0], y, xs[-1], y)
    for x in xs:
        p.line(x, ys[0], x, ys[-1])
    p.cells(xs, ys, [["Захід", "%"], *(["Ремонт доріг", text] for text in texts)])
    (table,) = read(p.data()).tables
    return [row[1] for row in grid(table)[1:]]


@pytest.mark.parametrize(
    ("width", "cells", "read_as"),
    [
        (24, ("10\n0", "98", "10\n0"), ["100", "98", "100"]),
        (24, ("10\n0 %", "98"), ["100 %", "98"]),
        (32, ("112\n,9", "864\n,5"), ["112,9", "864,5"]),
        (38, ("1200\n0,50", "9587\n4,00"), ["12000,50", "95874,00"]),
        (38, ("2001\n5,25", "1250"), ["2001\n5,25", "1250"]),
        (60, ("12\n3,5", "7\n1,5"), ["12\n3,5", "7\n1,5"]),
        (38, ("12,5\n34,1", "17,0\n22,5"), ["12,5\n34,1", "17,0\n22,5"]),
        (38, ("-\n1365,\n280", "-\n12,5"), ["-1365,280", "-\n12,5"]),
        (24, ("12\n34", "56\n78"), ["12\n34", "56\n78"]),
        (24, ("10\n0", "20\n5"), ["10\n0", "20\n5"]),
    ],
    ids=[
        "a hundred",
        "a hundred with its sign",
        "a mark that begins a line",
        "two that say the same",
        "one alone may be two sums",
        "room was left",
        "each has its decimals",
        "a minus above its figure",
        "whole numbers may be a stack",
        "not all are hundreds",
    ],
)
def test_figures_of_a_full_line_go_on_only_where_the_column_proves_it(width: float, cells: tuple[str, ...], read_as: list[str]) -> None:
    assert column(*cells, width=width) == read_as


@pytest.mark.parametrize(
    ("width", "text", "read_as"),
    [
        (76, "Запланован\nо", "Заплановано"),
        (61, "загальни\nй фонд", "загальний фонд"),
        (66, "кошторис\nу", "кошторису"),
        (66, "кошторис\nу бюджеті", "кошторис у бюджеті"),
        (56, "УСЬОГО\nЗА РІК", "УСЬОГО ЗА РІК"),
        (66, "заклад ясла-\nсадок", "заклад ясла-садок"),
    ],
    ids=["no word of one letter", "no word in reports", "nothing follows a preposition", "a preposition", "capitals", "two nouns"],
)
def test_the_end_of_a_word_that_had_no_room_goes_to_its_word(width: float, text: str, read_as: str) -> None:
    assert column(text, width=width) == [read_as]


@pytest.mark.parametrize("text", ["2023-20\n25", "2023-202\n5 роки", "2023-\n20\n25"])
def test_a_term_cut_inside_its_last_year_is_whole(text: str) -> None:
    assert column(text, width=45) == [text.replace("\n", "")]


def test_years_one_below_the_other_are_years() -> None:
    assert column("2023-2024\n2025", width=60) == ["2023-2024\n2025"]

"""A word that a narrow column broke without a hyphen is read as the whole word."""

from __future__ import annotations

import paper
import pytest

from normalize.lexicon import load
from normalize.whole_words import made_whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("загальн ий фонд", "загальний фонд"),
        ("спеціаль ний фонд", "спеціальний фонд"),
        ("Фактично профінансо вано, грн", "Фактично профінансовано, грн"),
        ("Профін ансова но", "Профінансовано"),
        ("Термін вико нання", "Термін виконання"),
        ("Обсяг фін", "Обсяг фін"),
        ("План на рік", "План на рік"),
        ("загальний фонд та інші джерела", "загальний фонд та інші джерела"),
        ("бюджет тг", "бюджет тг"),
    ],
)
def test_pieces_become_a_word_only_where_the_lexicon_knows_the_whole(text: str, whole: str) -> None:
    assert made_whole(text, load()) == whole


def test_funds_in_narrow_head_cells_keep_their_plan_and_actual() -> None:
    drawing = """
    | № | Захід | План на 2024 рік, тис. грн | < | Факт за 2024 рік, тис. грн | < |
    | ^ | ^ | загальн / ий фонд | спеціальн / ий фонд | загальн / ий фонд | спеціальн / ий фонд |
    | 1 | Ремонт дороги | 4,5 | 2,5 | 3,5 | 1,5 |
    """
    read = {r.fund: (str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(paper.HEAD + drawing)}
    assert read == {"general": ("4500.00", "3500.00"), "special": ("2500.00", "1500.00")}

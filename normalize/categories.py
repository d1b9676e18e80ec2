"""The four groups of result indicators, затрат, продукту, ефективності, якості: what names one, and the column that names each row's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.column_cells import texts_in
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES, Meaning
from normalize.table_rows import Row
from normalize.text import fold


def category_of(text: str, lexicon: Lexicon) -> str | None:
    """The category that a heading names: «продукт», «Показники якості», «ефективність»; None for anything longer."""
    words = re.sub(r"^[\d.ivxIVX\s)]+", "", fold(text))
    if not words or len(words.split()) > 4:
        return None
    found = lexicon.best("indicators", words, 0.6)
    return found.meaning if found and found.score >= 0.75 else None


def settle_categories(meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """«Показники | Найменування показника»: beside indicators, a column of words most of which name a group, not all the same, holds the groups."""
    if not {m.field for m in meanings} & {"indicator", "unit"}:
        return meanings
    return [
        replace(m, field="category", how="content") if m.field not in FIGURES and _names_groups(texts_in(data, c), lexicon) else m
        for c, m in enumerate(meanings)
    ]


def _names_groups(texts: Sequence[str], lexicon: Lexicon) -> bool:
    named = [found for text in texts if (found := category_of(text, lexicon))]
    return len(named) * 3 >= len(texts) * 2 and len(set(named)) > 1

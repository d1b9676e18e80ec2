"""Whether a text that announces a report holds its amounts, and no table: a cell a line, cells run together, plan and fact in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.announcements import announces_report
from normalize.lexicon import Lexicon
from normalize.text import clean, fold

# A title goes on over this many paragraphs: «ІНФОРМАЦІЯ», «про стан виконання Програми …», «за 2024 рік».
_TITLE_LINES = 3
_SUM = r"\d[\d\s]*(?:[.,]\d+)?\s*(?:(?:тис|млн)\.?\s*)?(?:грн|гривень|гривні|тис|млн)"
_SUM_TOLD = rf"\w*\D{{0,60}}?{_SUM}"
_PLAN_TOLD = re.compile(rf"(?i)(?:передбачен|запланован|затверджен|виділен){_SUM_TOLD}")
_FACT_TOLD = re.compile(rf"(?i)(?:профінансован|використан|освоєн|витрачен|спрямован){_SUM_TOLD}")
_MONEY_TOLD = re.compile(
    r"(?i)план|передбач|затвердж|призначен|\bобсяг|факт|фінансован|виділ|використ|освоєн|витра[чт]|спрямов|видатк|сплачен|оплачен|перерахов|касов"
)
_ANY_SUM = re.compile(rf"(?i){_SUM}")
_LABELLED_AMOUNT = re.compile(r"(?i)(?:грн|гривень)\.?\)?\s*:\s*\d")  # «Передбачено, тис. грн: 250,0», of a form
_AMOUNT_LINE = re.compile(r"(?:^|\s)\d{1,3}(?: \d{3})*[.,]\d{1,3}(?:\s|$)")


def amounts_in_prose(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether paragraphs, the only ones of a document without tables, announce a report and tell amounts that nobody reads there.

    A title that names a programme needs one sentence of money (plan or fact, «план 167,9 тис. грн, факт 139,2 тис. грн»); another needs plan and fact.
    """
    announcing = [i for i, text in enumerate(texts) if announces_report(text, lexicon)]
    if not announcing:
        return False
    lines = [line for text in texts for line in clean(text).split("\n")]
    if any("програм" in fold(" ".join(texts[i : i + _TITLE_LINES])) for i in announcing):
        return _are_figures(lines) or any(_ANY_SUM.search(line) and _MONEY_TOLD.search(line) for line in lines)
    return _are_figures(lines) or all(any(pattern.search(line) for line in lines) for pattern in (_PLAN_TOLD, _FACT_TOLD))


def _are_figures(lines: Sequence[str]) -> bool:
    """Whether lines hold bare amounts, or labels with theirs, as a table's cells do that lost their table."""
    amounts, labelled = (sum(bool(pattern.search(line)) for line in lines) for pattern in (_AMOUNT_LINE, _LABELLED_AMOUNT))
    return amounts >= 6 or labelled > 1

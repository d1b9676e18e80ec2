"""What a row's own label says its amounts are, where plan and fact are rows: «план», «уточнено», «факт», «використано», «%», «залишок»."""

from __future__ import annotations

import re

from normalize.columns import read_column
from normalize.head_texts import without_unit
from normalize.labels import read_place
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES

UNKNOWN = "unknown"
"""The role of a label that says something nobody knows: its amounts are not read."""
PLANS, DONE = frozenset({"planned", "amended", "initial", "period"}), frozenset({"actual", "spent"})
_ASIDE = "ignore"
_LONGEST, _SURE = 60, 0.9


def role_of(text: str, lexicon: Lexicon) -> str | None:
    """``planned``, ``amended``, ``initial`` or ``period`` for plans, ``actual``, ``spent``, ``percent``, ``deviation``, ``ignore`` for what counts nothing of these.

    None for a text that is no such label; «обласний бюджет (план)» is one behind its source.
    """
    return _role(split_role(text, lexicon)[1], lexicon)


def split_role(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """What a label says before its role, and the role's own words: «обласний бюджет (план)», «обласний бюджет – факт»."""
    parted = _PARTED.fullmatch(text.strip())
    if parted and _role((parted["in"] or parted["behind"]), lexicon) in PLANS | DONE and read_place(parted["place"], lexicon):
        return parted["place"], (parted["in"] or parted["behind"])
    return "", text


_PARTED = re.compile(r"(?P<place>[^()]+?)\s*(?:\((?P<in>[^()]+)\)|[-–—:,]\s+(?P<behind>[^()]+))")


def _role(text: str, lexicon: Lexicon) -> str | None:
    bare = without_unit(text)
    if not bare or len(bare) > _LONGEST:
        return None
    meaning = read_column((bare,), lexicon)
    if meaning.field in (*FIGURES, _ASIDE) and meaning.score >= _SURE and meaning.exact:
        return meaning.plan if meaning.field == "planned" and meaning.plan in PLANS else meaning.field
    for name, field in (("plan_row", "planned"), ("actual_row", "actual")):
        if lexicon.is_only("rows", name, bare):
            return field
    return _ASIDE if any(lexicon.starts("natural", name, bare) for name in ("steps", "balances", "needs")) else None

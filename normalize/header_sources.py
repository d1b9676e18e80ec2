"""Which columns of amounts the budgets named in a header tell apart, and where the words name none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.head_texts import dimension_only
from normalize.header_alike import STRANGE
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES, Meaning
from normalize.records import Source


def settle_sources(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Передбачено у бюджеті громади», «надані кредити з бюджету»: words of a budget inside a plan's or fact's own name split nothing.

    They name a source only where the table tells several sources apart, or the same amount without them. What the health service (НСЗУ) pays is
    the hospital's own beside the state's budget.
    """
    meanings = _insurers_apart(paths, meanings, lexicon)
    named = {(m.field, m.source) for m in meanings if m.field in FIGURES and m.source is not None}
    if len(named) > len({field for field, _ in named}) or any(m.how == STRANGE for m in meanings):
        return meanings
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        if meaning.field not in FIGURES or meaning.source is None or any(_names_source(level, lexicon) for level in paths[c]):
            continue
        bare = replace(meaning, source=None)
        if all(other.claim != bare.claim for other in meanings):
            out[c] = bare
    return out


def _insurers_apart(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Державний бюджет | Кошти НСЗУ»: of two columns of the state's, the one of the health service is the hospital's own."""
    claims = [m.claim for m in meanings if m.source is Source.STATE]
    return [
        replace(m, source=Source.OTHER)
        if m.source is Source.STATE and claims.count(m.claim) > 1 and lexicon.says("rows", "insurer", path[-1])
        else m
        for path, m in zip(paths, meanings, strict=True)
    ]


def settle_lone_sources(meanings: list[Meaning]) -> list[Meaning]:
    """«Бюджет громади на 2025 рік | Виконано за 2025 рік»: where all plans name one source and nothing done names any, or the other way round, they are of one record."""
    sides = [{m.source for m in meanings if m.field in fields} for fields in (("planned",), ("actual", "spent"))]
    lone = all(len(side) == 1 for side in sides) and sides[0] != sides[1] and None in sides[0] | sides[1]
    return [replace(m, source=None) if m.field in FIGURES else m for m in meanings] if lone else meanings


def _names_source(level: str, lexicon: Lexicon) -> bool:
    return dimension_only(lexicon.after_breakdown(level) or level, lexicon) and lexicon.best("sources", level, 0.6, 0.01) is not None

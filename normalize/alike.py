"""Budgets and funds spelt nearly as they usually are: what a misread letter or two makes of them is still told."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rapidfuzz.fuzz import ratio

from normalize.lexicon import Lexicon

# How much less like (rapidfuzz's ratio, 0–100) a label must be to any other budget or fund than to the one it is taken for.
_MARGIN = 12.0

Place = tuple[str, str]
"""A section of the lexicon, ``sources`` or ``funds``, and a meaning of it."""


def nearest(label: str, sections: Collection[str], floor: float, lexicon: Lexicon) -> tuple[str, Place] | None:
    """The usual spelling (lexicon.toml, ``usual_…``) that a folded label is by far the nearest to, and what it means.

    ``floor``: how like it must be, 0–100. None where none is, or where two of different meaning are about as near.
    """
    ranked = sorted(((ratio(label, spelt), spelt, place) for spelt, place in _usual(lexicon)), reverse=True)
    score, spelt, place = ranked[0]
    other = next((s for s, _, p in ranked if p != place), 0.0)
    return (spelt, place) if score >= floor and score - other >= _MARGIN and place[0] in sections else None


def _usual(lexicon: Lexicon) -> Iterator[tuple[str, Place]]:
    for section in ("sources", "funds"):
        for meaning, wordings in lexicon.sections[f"usual_{section}"].items():
            yield from ((" ".join(wording.words), (section, meaning)) for wording in wordings)

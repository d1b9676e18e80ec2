"""Budgets and funds spelt nearly as they usually are: what a misread letter or two makes of them is still told."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rapidfuzz.fuzz import ratio

from normalize.lexicon import Lexicon

# How much less like (rapidfuzz's ratio, 0–100) a label must be to any other budget or fund than to the one it is taken for.
_MARGIN = 12.0
# A clipped label has so many letters left.
_LEAST_LETTERS = 5

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


def begun(label: str, lexicon: Lexicon) -> tuple[str, Place] | None:
    """The usual spelling that a folded label is the beginning of, clipped by a narrow column: «кошти держ», «бюд жет терит».

    None where it is too short, or begins budgets or funds of different meaning.
    """
    letters = "".join(label.split())
    found = [(spelt, place) for spelt, place in _usual(lexicon) if "".join(spelt.split()).startswith(letters)]
    return found[0] if len(letters) >= _LEAST_LETTERS and len({place for _, place in found}) == 1 else None

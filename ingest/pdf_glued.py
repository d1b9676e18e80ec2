"""Words of two columns that touch: what stands in one cell ends just before the text of the next one begins, with no room for a space."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Box
from ingest.pdf_place import Ink

# So many figures end so near (points) before the text that begins the next column.
_FIGURES, _NEAR = 3, 4.0
_FIGURE = re.compile(r"[-–—−+]?\d+(?:[.,]\d+)?%?|[-–—−]")


def unglued(inks: Sequence[Ink]) -> list[Ink]:
    """The words, those of two cells parted: a figure before a text, or texts where one begins just after a place at which figures end.

    Each was drawn by a command of its own. In one cell they are joined again.
    """
    if not any(ink.cuts for ink in inks):
        return list(inks)
    ends = sorted(ink.u1 for ink in inks if not ink.turn and _FIGURE.fullmatch(ink.text))
    return [part for ink in inks for part in (_parted(ink, ends) if ink.cuts and not ink.turn else (ink,))]


def _parted(ink: Ink, ends: Sequence[float]) -> list[Ink]:
    begins = {index for index, *_ in ink.cuts} | {0, len(ink.text)}
    for index, end, u, command in ink.cuts:
        head, tail = ink.text[:index], ink.text[index : index + 1]
        text = tail.isalpha() or tail in "«(№"
        # Programs that draw each letter by itself begin none of them anew.
        anew = index - 1 not in begins and index + 1 not in begins
        near = anew and bisect_right(ends, u + 0.1) - bisect_left(ends, u - _NEAR) >= _FIGURES
        if text and (near or _FIGURE.fullmatch(head)):
            left = replace(part(ink, 0, index, ink.u0, min(end, u)), spaced=False, hyphen=False)
            return [left, *_parted(replace(part(ink, index, len(ink.text), u, ink.u1), command=command), ends)]
    return [ink]


def part(ink: Ink, first: int, last: int, u0: float, u1: float) -> Ink:
    """The characters of an upright word from ``first`` up to ``last``, which stand from ``u0`` to ``u1``."""
    text = ink.text[first:last]
    cuts = tuple((index - first, end, u, command) for index, end, u, command in ink.cuts if first < index < last)
    return replace(ink, text=text, box=Box(u0, ink.box.y0, u1, ink.box.y1), u0=u0, u1=u1, cuts=cuts, bad=text.count("\ufffd"))

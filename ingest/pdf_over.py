"""What lies over a page's text and is none of it: watermarks, the writing of stamps, dotted leader lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ingest.model import Paragraph
from ingest.pdf_place import Ink
from ingest.pdf_text import around

# A watermark is larger than the page's text by this factor, and no smaller than this (points).
_LARGER, _LARGE = 2.5, 24.0
_LEADER = re.compile(r"[.…·]{4,}")


def parted(inks: Sequence[Ink]) -> tuple[list[Ink], list[list[Ink]]]:
    """(the page's text, what lies over it in groups of words drawn one after the other); leaders are in neither."""
    inks = [ink for ink in inks if not _LEADER.fullmatch(ink.text)]
    usual = median([ink.size for ink in inks]) if inks else 0.0
    large = [ink for ink in inks if ink.size > max(_LARGER * usual, _LARGE)]
    over = {id(ink) for ink in large if _crosses(ink, inks)} | {id(ink) for ink in inks if ink.kind == "askew"}
    if not over:
        return inks, []
    text: list[Ink] = []
    groups: list[list[Ink]] = []
    last: Ink | None = None
    for k, ink in enumerate(inks):
        if id(ink) in over or _in_circle(inks, k):
            if last is not None and last is inks[k - 1] and _one_size(last, ink):
                groups[-1].append(ink)
            else:
                groups.append([ink])
            last = ink
        else:
            text.append(ink)
    return text, groups


def as_text(group: Sequence[Ink], page: int) -> Paragraph:
    """A watermark or a stamp's writing as one text box."""
    text = "".join(ink.text + (" " if ink.spaced or len(ink.text) > 2 else "") for ink in group).strip()
    return Paragraph(text, page, around([ink.box for ink in group]), role="textbox")


def _one_size(a: Ink, b: Ink) -> bool:
    return abs(a.size - b.size) < 0.05 * b.size


def _crosses(large: Ink, inks: Sequence[Ink]) -> bool:
    """Do other words stand within the letters?"""
    box = large.box
    return any(box.x0 < i.middle[0] < box.x1 and box.y0 < i.middle[1] < box.y1 for i in inks if i.size < 0.6 * large.size)


def _in_circle(inks: Sequence[Ink], k: int) -> bool:
    """A letter of writing that runs in a circle stands upright where its neighbours, drawn before and after it, lean."""
    ink = inks[k]
    beside = [other for other in (*inks[max(0, k - 3) : k], *inks[k + 1 : k + 4]) if _one_size(ink, other)]
    return len(ink.text) <= 2 and sum(other.kind == "askew" for other in beside) >= 2

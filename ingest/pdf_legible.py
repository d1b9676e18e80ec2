"""Whether a page's text can be had without OCR, and how the page is held for reading: asked before anything is read of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ingest.grid_columns import is_amount
from ingest.model import Box
from ingest.pdf_open import PageContent
from ingest.pdf_place import Frame, Ink, reading_turn
from ingest.pdf_words import Piece

NeedsOcr = Literal["picture", "garbage", "outlines"]

# A page that a picture covers to this share, with less text in sight than so many letters, is a scan.
_COVERED, _FEW_LETTERS = 0.5, 120
# All text in so small a share of such a page is a stamp upon it.
_STAMP = 0.12
# Pieces of text closer together (points) are one stamp's.
_APART = 24.0
# The share of characters without a sensible meaning from which a text layer is not worth reading.
_GARBAGE = 0.15
# Letters that Cyrillic turns into when its encoding is lost: Latin with accents, phonetic signs.
_MOJIBAKE = re.compile("[\u00a1-\u00a6\u00a8\u00aa\u00ac-\u00af\u00b3-\u00b6\u00b8-\u00ba\u00bc-\u036f]")


def page_needs_ocr(content: PageContent) -> NeedsOcr | None:
    """Why the page's text cannot be had without OCR; None where it can.

    ``picture``: a picture covers the page and what text there is lies unseen behind it. ``garbage``: the file does not
    tell which characters its glyphs are. ``outlines``: writing drawn as shapes.
    """
    seen = [p for p in content.text.pieces if p.kind in ("seen", "white", "askew")]
    letters = sum(len(p.text) for p in seen)
    if _coverage(content) >= _COVERED and (letters < _FEW_LETTERS or _is_stamp(content, seen)):
        return "picture"
    if letters and _garbage(content, seen, letters):
        return "garbage"
    if letters < 10 and (content.strokes.curves >= 40 or _coverage(content) > 0.1):
        return "outlines" if content.strokes.curves >= 40 else "picture"
    return None


def _coverage(content: PageContent) -> float:
    """The share of the page that pictures cover (strips of one scan add up)."""
    page = (content.right - content.left) * (content.top - content.bottom)
    covered = 0.0
    for image in content.strokes.images:
        width = min(image.right, content.right) - max(image.left, content.left)
        height = min(image.top, content.top) - max(image.bottom, content.bottom)
        covered += max(width, 0.0) * max(height, 0.0)
    return min(covered / max(page, 1.0), 1.0)


def _is_stamp(content: PageContent, seen: Sequence[Piece]) -> bool:
    """Does all text stand in small parts of a page that is otherwise a picture, as the stamps of a signing service and a registry do?"""
    if holds_figures(seen):
        return False
    frame = frame_of(content)
    stamps = sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in _together([frame.ink(piece).box for piece in seen]))
    return _coverage(content) > 0.8 and stamps < _STAMP * frame.size[0] * frame.size[1]


def holds_figures(seen: Sequence[Piece]) -> bool:
    """Whether amounts are among the page's own text: a table's figures upon a picture of its form."""
    return any(is_amount(piece.text.strip()) and "," in piece.text for piece in seen)


def _together(boxes: Sequence[Box]) -> list[Box]:
    """The boxes around what stands closer together than ``_APART``."""
    found: list[Box] = []
    for box in boxes:
        near = [b for b in found if max(b.x0 - box.x1, box.x0 - b.x1) < _APART and max(b.y0 - box.y1, box.y0 - b.y1) < _APART]
        found = [b for b in found if b not in near]
        all_ = [box, *near]
        found.append(Box(min(b.x0 for b in all_), min(b.y0 for b in all_), max(b.x1 for b in all_), max(b.y1 for b in all_)))
    return found


def _garbage(content: PageContent, seen: Sequence[Piece], letters: int) -> bool:
    text = "".join(p.text for p in seen)
    bad = sum(p.bad for p in seen) + len(_MOJIBAKE.findall(text))
    if bad > _GARBAGE * letters:
        return True
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in text)
    return content.text.unmapped > 0.5 * max(content.text.commands, 1) and cyrillic < 0.1 * letters


def frame_of(content: PageContent) -> Frame:
    """How the page is held for reading; its ``turned`` less the page's ``rotate`` is how much the text itself is turned."""
    turned = reading_turn(content.text.pieces, content.rotate)
    return Frame(turned, content.left, content.bottom, content.right, content.top)


def hidden_layer(content: PageContent) -> list[Ink]:
    """The words of an invisible text layer (somebody's OCR behind the picture), placed as a reader holds the page."""
    frame = frame_of(content)
    return [frame.ink(p) for p in content.text.pieces if p.kind == "invisible"]

"""Which pictures inside a text document may hold what the document is about: a scanned page, or a table pasted as a picture."""

from __future__ import annotations

_PAGE_WIDTH, _PAGE_HEIGHT = 595, 842  # points
# So wide a part of the page, and so much of it, a table of some rows takes; seals, coats of arms, signatures and letterheads do not.
_WIDTH, _AREA = 0.55, 0.12


def may_hold_table(width: float, height: float) -> bool:
    """Whether a picture of this size (points) is large enough for a table."""
    return width >= _WIDTH * _PAGE_WIDTH and width * height >= _AREA * _PAGE_WIDTH * _PAGE_HEIGHT

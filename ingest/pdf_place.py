"""Page space becomes the reader's space: points from the top left of the page as it is held for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.grid import Line
from ingest.model import Box
from ingest.pdf_strokes import Area
from ingest.pdf_styles import Kind
from ingest.pdf_words import Piece


@dataclass(slots=True)
class Ink:
    """A word on the page as a reader holds it. ``turn``: 0 upright; 90 written upwards, 180 upside down, 270 downwards.

    ``u0``, ``u1`` and ``base`` are its extent along, and its baseline across, its own direction of writing.
    ``cuts``: (index, end, u, command) where another drawing command goes on, from ``u`` after the ``end`` of the one before;
    ``command``: the number of the one that begins it.
    """

    text: str
    box: Box
    turn: int
    u0: float
    u1: float
    base: float
    size: float
    bold: bool = False
    kind: Kind = "seen"
    color: tuple[int, int, int, int] | None = None
    cuts: tuple[tuple[int, float, float, int], ...] = ()
    spaced: bool = False
    hyphen: bool = False
    bad: int = 0
    command: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """Where the word stands: the middle of its letters, whatever its accents and tails."""
        if self.turn == 0:
            return (self.u0 + self.u1) / 2, self.base - 0.3 * self.size
        along, across = (self.u0 + self.u1) / 2, self.base - 0.3 * self.size
        return {90: (across, -along), 180: (-along, -across), 270: (-across, along)}[self.turn]


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page is held: turned clockwise by ``turned`` degrees (the file's /Rotate and the text's own turn together)."""

    turned: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as a reader sees them."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turned in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space as the reader sees it."""
        if self.turned == 0:
            return x - self.left, self.top - y
        if self.turned == 90:
            return y - self.bottom, x - self.left
        if self.turned == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of page space as the reader sees it."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def area(self, area: Area) -> Box:
        """An area as the reader sees it."""
        return self.box(area.left, area.bottom, area.right, area.top)

    def ink(self, piece: Piece) -> Ink:
        """A word as the reader sees it."""
        if self.turned == 0 == piece.angle:
            return self._upright(piece)
        (xa, ya), (xb, yb) = _page_point(piece, piece.u0, piece.v1), _page_point(piece, piece.u1, piece.v0)
        box = self.box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        turn = (piece.angle - self.turned) % 360
        u0, u1 = {0: (box.x0, box.x1), 90: (-box.y1, -box.y0), 180: (-box.x1, -box.x0), 270: (box.y0, box.y1)}[turn]
        x, y = self.point(*_page_point(piece, piece.u0, piece.base))
        base = {0: y, 90: x, 180: -y, 270: -x}[turn]
        off = u0 - piece.u0
        cuts = tuple((index, end + off, u + off, command) for index, end, u, command in piece.cuts)
        return Ink(
            piece.text,
            box,
            turn,
            u0,
            u1,
            base,
            piece.size,
            piece.bold,
            piece.kind,
            piece.color,
            cuts,
            piece.spaced,
            piece.hyphen,
            piece.bad,
            piece.command,
        )

    def _upright(self, piece: Piece) -> Ink:
        """The same for nearly all words of nearly all pages, in a third of the time."""
        left, top = self.left, self.top
        u0, u1 = piece.u0 - left, piece.u1 - left
        box = Box(u0, piece.v0 + top, u1, piece.v1 + top)
        cuts = tuple([(index, end - left, u - left, command) for index, end, u, command in piece.cuts]) if piece.cuts else ()
        return Ink(
            piece.text,
            box,
            0,
            u0,
            u1,
            piece.base + top,
            piece.size,
            piece.bold,
            piece.kind,
            piece.color,
            cuts,
            piece.spaced,
            piece.hyphen,
            piece.bad,
            piece.command,
        )


def _page_point(piece: Piece, u: float, v: float) -> tuple[float, float]:
    return {0: (u, -v), 90: (v, u), 180: (-u, v), 270: (-v, -u)}[piece.angle]


def reading_turn(pieces: Iterable[Piece], rotate: int) -> int:
    """By how many degrees the page must be turned clockwise to read it: its /Rotate, unless most of its text stands otherwise."""
    letters: Counter[int] = Counter()
    for piece in pieces:
        if piece.kind == "seen" and len(piece.text) > 1:
            letters[piece.angle] += len(piece.text)
    if sum(letters.values()) < 20:
        return rotate
    angle, most = letters.most_common(1)[0]
    return angle if most > 0.6 * sum(letters.values()) else rotate


def ruling(box: Box) -> list[Line]:
    """A thin box as a line along its middle; a dot may belong to a dotted line of either direction."""
    width, height = box.x1 - box.x0, box.y1 - box.y0
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    across, down = Line(box.x0, y, box.x1, y), Line(x, box.y0, x, box.y1)
    if max(width, height) <= 3 and width < 2 * height and height < 2 * width:
        return [across, down]
    return [across] if width >= height else [down]

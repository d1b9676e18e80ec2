"""pdfium's characters of one page become words, each with its place, size, direction and whether a reader sees it."""

from __future__ import annotations

import unicodedata
from ctypes import addressof
from dataclasses import dataclass, field, replace

from ingest import pdf_raw as pdf
from ingest.pdf_clip import Clip
from ingest.pdf_styles import Kind, Style, Styles

_SPACES = frozenset([0x20, 0xA0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)])
_NOTHING = frozenset([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
# Bullets and marks of the Symbol and Wingdings fonts, which have no Unicode of their own in most exports.
_SYMBOLS = {
    0xF02D: "–",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0A8: "□",
    0xF0FE: "☒",
    0xF06F: "□",
    0xF0B0: "°",
    0xF0B1: "±",
}
_LIGATURES = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFB00, 0xFB07)}
# A gap of this share of the font's size parts words where the file has no space.
_GAP = 0.2


@dataclass(slots=True)
class Piece:
    """A word or part of one, in its own direction of writing: ``u`` along the line, ``v`` downwards (points, page space).

    ``angle``: 0, 90, 180, 270 anticlockwise in page space. ``base`` is the baseline's v. ``cuts``: (index, end, u, command) where
    another drawing command goes on, at ``u`` after the ``end`` of what the one before drew. ``spaced``: a space follows.
    ``hyphen``: ends in a hyphen that pdfium takes for a line-end one.
    ``bad``: characters whose meaning the file does not tell. ``command`` numbers the drawing command that begins it.
    """

    text: str
    u0: float
    u1: float
    v0: float
    v1: float
    base: float
    size: float
    angle: int
    bold: bool
    kind: Kind
    color: tuple[int, int, int, int] | None
    cuts: list[tuple[int, float, float, int]] = field(default_factory=list)
    spaced: bool = False
    hyphen: bool = False
    bad: int = 0
    command: int = 0


@dataclass(slots=True)
class PageText:
    """All pieces of a page and how many of its drawing commands use characters without a known meaning."""

    pieces: list[Piece]
    commands: int
    unmapped: int


class _Builder:
    """Collects the characters of one word after the other, in the order in which the file draws them."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.now: Piece | None = None
        self.chars: list[str] = []
        self.last_text = ""
        self.last_u0 = 0.0

    def add(self, text: str, style: Style, u0: float, u1: float, cut: bool) -> None:
        """The next character, from ``u0`` to ``u1``; ``cut``: another drawing command begins with it."""
        now = self.now
        if now is not None and text == self.last_text and self._drawn_twice(now, style, u0, u1):
            now.bold = True
            return
        if now is not None and not (_continues(now, style, u0) if cut else -0.6 * now.size < u0 - now.u1 < _GAP * now.size):
            self.end()
            now = None
        if now is None:
            self.now = Piece(
                "", u0, u1, 0.0, 0.0, style.base, style.size, style.angle, style.bold, style.kind, style.color, command=style.command
            )
            self.chars = [text]
        else:
            if cut:
                now.cuts.append((len(self.chars), now.u1, u0, style.command))
            self.chars.append(text)
            if u1 > now.u1:
                now.u1 = u1
        self.last_text, self.last_u0 = text, u0

    def _drawn_twice(self, now: Piece, style: Style, u0: float, u1: float) -> bool:
        near = now.angle == style.angle and abs(now.base - style.base) < 0.3 * style.size
        return near and abs(u0 - self.last_u0) < 0.45 * max(u1 - u0, 0.01)

    def mark(self, text: str) -> None:
        """A character without width of its own: an accent, the dots of ї."""
        if self.now is not None:
            self.chars[-1] += text

    def end(self, *, spaced: bool = False) -> None:
        """The word is over; ``spaced`` by a space."""
        now, self.now = self.now, None
        if now is None:
            if spaced and self.pieces:
                self.pieces[-1].spaced = True
            return
        text = "".join(self.chars)
        now.text = text if text.isascii() else unicodedata.normalize("NFC", text)
        now.cuts = [(len("".join(self.chars[:index])), u1, u0, command) for index, u1, u0, command in now.cuts]
        now.spaced = spaced
        now.bad = text.count("\ufffd")
        # Fonts tell their ascent in many ways or not at all: a box from the size is the same for all of them.
        now.v0, now.v1 = now.base - 0.72 * now.size, now.base + 0.2 * now.size
        self.pieces.append(now)


def _continues(now: Piece, style: Style, u0: float) -> bool:
    size = style.size
    return (
        -0.6 * size < u0 - now.u1 < _GAP * size
        and now.angle == style.angle
        and now.kind is style.kind
        and abs(now.base - style.base) <= 0.12 * size
        and 0.77 < now.size / size < 1.3
    )


def page_text(text_page: int, count: int) -> PageText:
    """The words of a page; ``text_page`` is pdfium's handle as an integer, ``count`` its number of characters."""
    builder = _Builder()
    styles = Styles(text_page)
    text_object, loose_box = pdf.text_object, pdf.text_loose_box
    box = pdf.Rect()
    where = addressof(box)
    last = 0
    style: Style | None = None
    for i, code in enumerate(pdf.text_codes(text_page, count)):
        if code == 13 or code == 10:
            # pdfium's guess: where the next character stands tells whether the word is over.
            last = 0
            continue
        obj = text_object(text_page, i)
        if not obj:
            continue
        changed = obj != last
        if changed or style is None:
            last = obj
            style = styles.of(obj, i)
        if code in _SPACES:
            if not pdf.text_generated(text_page, i):
                builder.end(spaced=True)
            continue
        loose_box(text_page, i, where)
        plain = 0x20 < code < 0x7F or 0x400 <= code < 0x483
        if plain and not changed and style.plain:
            # Nearly all characters go on with the word of the one before: no call is spent on them.
            text, left, now = chr(code), box.left, builder.now
            if now is not None and text != builder.last_text and -0.6 * now.size < left - now.u1 < _GAP * now.size:
                builder.chars.append(text)
                builder.last_text, builder.last_u0 = text, left
                if box.right > now.u1:
                    now.u1 = box.right
                continue
        _take(builder, code, chr(code) if plain else _character(code, style.symbol), style, box, changed)
    builder.end()
    return PageText(_once(builder.pieces), len(styles.known), sum(s.unmapped for s in styles.known.values() if s.kind == "seen"))


def _take(builder: _Builder, code: int, text: str, style: Style, box: pdf.Rect, changed: bool) -> None:
    u0, u1 = _along(box, style.angle)
    if style.clip is not None and _is_cut_off(box, style.clip):
        builder.add(text, replace(style, kind="clipped"), u0, u1, True)
    elif u1 - u0 < 0.01 and text and unicodedata.combining(text[0]):
        builder.mark(text)
    elif text:
        # What is seen of a word that the page's edge cuts is no part of what is not.
        builder.add(text, style, u0, u1, changed or (builder.now is not None and builder.now.kind == "clipped"))
        if code in (0x02, 0xFFFE) and builder.now is not None:
            builder.now.hyphen = True


def _is_cut_off(box: pdf.Rect, clip: Clip) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return not (clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3])


def _character(code: int, symbol: bool) -> str:
    """What a reader sees for the code: "" for nothing, U+FFFD for what the file does not tell."""
    if code in (0x02, 0xFFFE):
        return "-"
    if 0x20 < code < 0x7F or 0xA0 < code < 0xD800 or 0x10000 <= code < 0xF0000:
        return "" if code in _NOTHING else chr(code)
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _SYMBOLS or (symbol and 0xE000 <= code < 0xF900):
        return _SYMBOLS.get(code, "•")
    if 0xF900 <= code < 0xFFF0:
        return "" if code in _NOTHING else chr(code)
    return "\ufffd"


def _along(box: pdf.Rect, angle: int) -> tuple[float, float]:
    if angle == 0:
        return box.left, box.right
    if angle == 90:
        return box.bottom, box.top
    if angle == 180:
        return -box.right, -box.left
    return -box.top, -box.bottom


def _once(pieces: list[Piece]) -> list[Piece]:
    """Words drawn twice with a small offset, as imitated bold or shadow is, once."""
    kept: list[Piece] = []
    near: dict[tuple[str, int, int], list[Piece]] = {}
    for piece in pieces:
        band = int(piece.base // 4)
        beside = band + (1 if piece.base - 4 * band >= 2 else -1)
        twins = [*near.get((piece.text, piece.angle, band), ()), *near.get((piece.text, piece.angle, beside), ())]
        twin = next((t for t in twins if _is_twin(t, piece)), None) if twins else None
        if twin is None:
            near.setdefault((piece.text, piece.angle, band), []).append(piece)
            kept.append(piece)
        elif twin.kind == "seen":
            twin.bold = True
        else:
            twin.kind = piece.kind
    return kept


def _is_twin(a: Piece, b: Piece) -> bool:
    return max(abs(a.u0 - b.u0), abs(a.base - b.base)) < 0.3 * min(b.size, 0.5 * (b.u1 - b.u0) + 0.1)

"""Text outside tables: lines become paragraphs in reading order, with their alignment; what every page repeats is header or footer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.model import Align, Block, Box, Paragraph, Role
from ingest.pdf_breaks import Habits
from ingest.pdf_place import Ink
from ingest.pdf_text import Room, TextLine, around, joined, text_lines, wraps

# Headers and footers stand in this share of the page's height, and no lower than this (points): below it titles begin.
_MARGIN, _HEADER_END = 0.1, 64.0
# A «№» waits for its number, and behind a date a number for its date, whatever room the line had left.
_NUMBER_SIGN, _DATED = re.compile(r"№\s*$"), re.compile(r"\d\d\.\d\d\.\d{4}(?:\s?р\.|\s?року)?$|\d{4}\s(?:року|р\.)$")


@dataclass(frozen=True, slots=True)
class Column:
    """The part of the page that text runs over, from its left to its right margin (points)."""

    lo: float
    hi: float


def text_column(inks: Sequence[Ink], boxes: Sequence[Box], width: float) -> Column:
    """The page's text column: as far as anything reaches, and as far right as the left margin lets expect."""
    lefts = [ink.box.x0 for ink in inks if ink.turn == 0] + [box.x0 for box in boxes]
    rights = [ink.box.x1 for ink in inks if ink.turn == 0] + [box.x1 for box in boxes]
    lo = min(lefts, default=0.0)
    return Column(lo, max(max(rights, default=width), min(width - lo, width)))


def paragraphs(inks: Sequence[Ink], column: Column, page: int, *, habits: Habits, barriers: Sequence[Box] = ()) -> list[Paragraph]:
    """The words as paragraphs, top to bottom. ``barriers`` are boxes (tables) that no paragraph goes on across."""
    result = []
    for turn in sorted({ink.turn for ink in inks}):
        lines = text_lines([ink for ink in inks if ink.turn == turn], wide_gap="\t")
        room = Room(column.lo, column.hi, habits) if turn in (0, 180) else Room(0, 10_000)
        result += [_paragraph(group, room, column, page) for group in _grouped(lines, room, column, barriers)]
    return result


def _grouped(lines: list[TextLine], room: Room, column: Column, barriers: Sequence[Box]) -> list[list[TextLine]]:
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, room, column) and not _between(groups[-1][-1], line, barriers):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _between(above: TextLine, below: TextLine, barriers: Sequence[Box]) -> bool:
    return any(above.box.y0 < box.y0 and box.y1 < below.box.y1 for box in barriers)


def _goes_on(group: list[TextLine], below: TextLine, room: Room, column: Column) -> bool:
    above = group[-1]
    same_type = 0.87 < above.size / below.size < 1.15 and above.bold == below.bold
    pitch = below.base - above.base
    usual = group[1].base - group[0].base if len(group) > 1 else 1.9 * above.size
    if not same_type or not 0 < pitch <= min(1.25 * usual, 2.2 * above.size) or "\t" in above.text + below.text:
        return False
    if _NUMBER_SIGN.search(above.text) or (_DATED.search(above.text) and below.text.startswith("№")):
        return True
    if _align(below, column) == "center" and abs(above.u0 + above.u1 - below.u0 - below.u1) < 2 * below.size:
        return wraps(above, below, room)
    if _align(above, column) == "left" or _align(below, column) == "left":
        indented = below.u0 - group[-1].u0 > 0.9 * below.size
        room = Room(min(line.u0 for line in (above, below)), room.hi)
        return not indented and wraps(replace_start(above, room), below, room)
    return wraps(above, below, room)


def replace_start(line: TextLine, room: Room) -> TextLine:
    """The line as if it began at the room's left end: what an indent takes is not free."""
    return replace(line, u0=min(line.u0, room.lo))


def _align(line: TextLine, column: Column) -> Align:
    left, right = line.u0 - column.lo, column.hi - line.u1
    width = column.hi - column.lo
    # A nearly full line with both ends in is more likely the first of an indented paragraph than a centred one.
    if min(left, right) > max(2 * line.size, 0.1 * width) and abs(left - right) < max(2 * line.size, 0.04 * width):
        return "center"
    if left > 4 * line.size and right < line.size and left > 0.3 * (column.hi - column.lo):
        return "right"
    return "left"


def _paragraph(lines: list[TextLine], room: Room, column: Column, page: int) -> Paragraph:
    aligns = Counter(_align(line, column) for line in lines)
    align: Align = aligns.most_common(1)[0][0]
    # Lines are of one paragraph because they wrap: no more room has to be measured.
    text = joined(lines, Room(0, 0, room.habits))
    box = around([line.box for line in lines])
    return Paragraph(text, page, box, align=align, bold=all(line.bold for line in lines))


def with_roles(pages: Sequence[tuple[list[Block], float]]) -> list[list[Block]]:
    """Mark what stands in the top or bottom margin on page after page (digits apart) as header or footer.

    ``pages`` holds each page's blocks and its height in points.
    """
    seen: dict[tuple[Role, str], set[int]] = defaultdict(set)
    for number, (blocks, height) in enumerate(pages):
        for block in blocks:
            if (role := _margin_role(block, height)) and isinstance(block, Paragraph):
                seen[role, _shape(block.text)].add(number)
    needed = max(2, len(pages) // 2)
    return [[_with_role(block, height, seen, needed) for block in blocks] for blocks, height in pages]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _margin_role(block: Block, height: float) -> Role | None:
    if not isinstance(block, Paragraph) or block.box is None or block.role != "body" or len(block.text) > 200:
        return None
    if block.box.y1 < min(_MARGIN * height, _HEADER_END):
        return "header"
    return "footer" if block.box.y0 > (1 - _MARGIN) * height else None


def _with_role(block: Block, height: float, seen: dict[tuple[Role, str], set[int]], needed: int) -> Block:
    role = _margin_role(block, height)
    if role is None or not isinstance(block, Paragraph):
        return block
    return replace(block, role=role) if len(seen[role, _shape(block.text)]) >= needed else block


def as_footnotes(found: Iterable[Paragraph], usual_size: float, sizes: dict[Box, float], height: float) -> list[Paragraph]:
    """Paragraphs in small print that open with a raised mark in the page's lower half are footnotes."""
    return [
        replace(p, role="footnote")
        if p.box is not None and p.text[:1] in "¹²³⁴⁵⁶⁷⁸⁹*" and p.box.y0 > height / 2 and sizes.get(p.box, usual_size) < 0.95 * usual_size
        else p
        for p in found
    ]

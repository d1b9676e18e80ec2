"""One page of an exported PDF becomes blocks: tables by their ruling lines, then by alignment, the rest as paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.grid import Grid, Line, TooManyLines, Word, grids_from_lines
from ingest.grid_aligned import aligned_tables, columns_left
from ingest.grid_chunks import NOTHING, Before
from ingest.grid_steps import stepped
from ingest.model import Block, Box, Note, Paragraph, Table
from ingest.pdf_bands import without_open_bands
from ingest.pdf_borders import undrawn, without_underlines
from ingest.pdf_breaks import Habits
from ingest.pdf_breaks import habits as habits_of
from ingest.pdf_drawn import Shapes, drawn_tables
from ingest.pdf_glued import unglued
from ingest.pdf_legible import frame_of
from ingest.pdf_open import PageContent, PageLost
from ingest.pdf_over import as_text, parted
from ingest.pdf_paragraphs import paragraphs, text_column
from ingest.pdf_place import Frame, Ink, ruling
from ingest.pdf_second import Opinion, agrees
from ingest.pdf_shades import shade_edges, shaded_grids, shaded_strips
from ingest.pdf_strokes import Area
from ingest.pdf_tables import tables
from ingest.pdf_uncut import UNSURE, still_uncut

_PICTURE = 0.25
_MOST_TABLES = 500
# At so many places along a white line it is looked at what it parts.
_PLACES = 24


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read: ``blocks`` in reading order, in points from the top left of the page as it is read (``width`` × ``height``).

    ``habits`` is what this page and those before it tell about their words; ``beside`` the words in no table, where the page cuts off text.
    """

    blocks: list[Block]
    notes: list[Note]
    width: float
    height: float
    habits: Habits
    beside: Sequence[Ink] = ()


def read_page(
    content: PageContent, opinion: Callable[[int], Opinion] | None = None, before: Before = NOTHING, known: Habits | None = None
) -> PageReading:
    """Read an exported page; ask ``page_needs_ocr`` first. ``opinion`` gives another reader's tables of a page, by its number;
    ``before`` is the table that ended the page before, ``known`` what the pages before told about their words.

    Raises ``PageLost`` where the page draws more than a page of a report can hold.
    """
    frame = frame_of(content)
    width, height = frame.size
    notes = _turn_note(content, frame)
    fills = [(frame.area(area), area) for area in content.strokes.fills]
    grounds = [*fills, *((frame.area(image), image) for image in content.strokes.images)]
    inks, hidden = _in_sight([frame.ink(p) for p in content.text.pieces], grounds, width, height)
    if hidden:
        notes.append(Note("hidden_content", {"what": "unseen", "text": _sample(hidden)}, page=content.number))
    inks, over = parted(unglued(inks))
    rules = without_underlines(_lines(content, frame, fills), inks)
    lines = rules + undrawn(rules)
    lines += stepped(lines)
    habits = habits_of(inks, known)
    edges, grids = _grids(lines, [box for box, _ in fills], width, height)
    shapes = Shapes(grids, without_open_bands(grids, rules, inks), shaded_strips(edges))
    found, loose = drawn_tables(shapes, inks, ([*rules, *edges], [*lines, *edges]), content.number, habits)
    notes += [note for table in found if (note := still_uncut(table)) is not None]
    boxes = [table.box for table in found if table.box is not None]
    aligned, loose, unsure = _aligned(content.number, loose, _free([*lines, *edges], boxes), habits, opinion, before)
    found += aligned
    notes += unsure
    boxes += [table.box for table in aligned if table.box is not None]
    column = text_column(loose, boxes, width)
    text = paragraphs(loose, column, content.number, habits=habits, barriers=boxes)
    text = _footnotes(text, loose, height)
    text += [as_text(group, content.number) for group in over]
    notes += _bad_notes(content.number, inks, loose) + _picture_notes(content, frame, inks)
    beside = loose if any(ink.kind == "clipped" for ink in hidden) else ()
    return PageReading(_in_reading_order([*found, *text]), notes, width, height, habits, beside)


def _grids(lines: list[Line], fills: list[Box], width: float, height: float) -> tuple[list[Line], list[Grid]]:
    """The edges of backgrounds outside ruled tables, and the tables that lines or backgrounds draw. Raises ``PageLost``."""
    try:
        grids = grids_from_lines(lines)
        edges = shade_edges(fills, grids, width, height)
        grids += shaded_grids(edges)
    except TooManyLines as many:
        raise PageLost("lines", count=str(many)) from None
    if len(grids) > _MOST_TABLES:
        raise PageLost("tables", count=str(len(grids)))
    return edges, grids


def _free(lines: Sequence[Line], boxes: Sequence[Box]) -> list[Line]:
    """The lines that belong to none of the tables."""
    return [
        ln for ln in lines if not any(b.x0 - 3 <= ln.x0 and ln.x1 <= b.x1 + 3 and b.y0 - 3 <= ln.y0 and ln.y1 <= b.y1 + 3 for b in boxes)
    ]


def _aligned(
    number: int, inks: list[Ink], lines: list[Line], habits: Habits, opinion: Callable[[int], Opinion] | None, before: Before
) -> tuple[list[Table], list[Ink], list[Note]]:
    """Tables that only the alignment of words shows; the words left over; a note where it is unsure and nobody agrees."""
    by_line = [ink for ink in inks if ink.turn == 0]
    found = aligned_tables([Word(ink.text, ink.box) for ink in by_line], lines, before)
    sure = [a.grid for a in found if a.sure]
    result, loose = tables(sure, inks, number, habits=habits)
    notes: list[Note] = []
    for doubtful in (a.grid for a in found if not a.sure):
        (table, *_), rest = tables([doubtful], loose, number, habits=habits)
        if opinion is not None and not _cuts_words(doubtful, by_line) and agrees(table, opinion(number)):
            everywhere = frozenset((cell.row, cell.column) for cell in table.cells)
            result.append(replace(table, repaired=table.repaired | everywhere))
            loose = rest
        else:
            notes.append(Note("page_lost", {"page": str(number), "why": UNSURE}, page=number))
    if not notes and columns_left([Word(ink.text, ink.box) for ink in loose if ink.turn == 0], least=1 if before.edges else 3):
        notes.append(Note("page_lost", {"page": str(number), "why": UNSURE}, page=number))
    return result, loose, notes


def _cuts_words(grid: Grid, inks: Sequence[Ink]) -> bool:
    """Does a border between the grid's rows run through words? Another reader's word on the columns says nothing of such rows."""
    box, slack = grid.box, 0.15
    held = [i.box for i in inks if box.x0 < i.middle[0] < box.x1 and box.y0 < i.middle[1] < box.y1]
    return any(b.y0 + slack * (b.y1 - b.y0) < y < b.y1 - slack * (b.y1 - b.y0) for b in held for y in grid.row_edges[1:-1])


def _turn_note(content: PageContent, frame: Frame) -> list[Note]:
    own = (frame.turned - content.rotate) % 360
    if not frame.turned and not own:
        return []
    # A page whose own turn lays its text on the side is read without that turn: told by how far it had to be turned back.
    degrees = frame.turned or own
    return [Note("turned_page", {"page": str(content.number), "degrees": str(degrees), "text_degrees": str(own)}, page=content.number)]


def _in_sight(inks: list[Ink], fills: list[tuple[Box, Area]], width: float, height: float) -> tuple[list[Ink], list[Ink]]:
    """Words a reader sees, and words that he does not: invisible, tiny, off the page, white on white."""
    seen: list[Ink] = []
    hidden: list[Ink] = []
    for ink in inks:
        x, y = ink.middle
        on_page = 0 <= x <= width and 0 <= y <= height
        shown = ink.kind in ("seen", "askew") or (ink.kind == "white" and _coloured(x, y, fills))
        (seen if on_page and shown else hidden).append(ink)
    return seen, [ink for ink in hidden if ink.text.strip()]


def _coloured(x: float, y: float, fills: list[tuple[Box, Area]]) -> bool:
    """Is the topmost background at this point anything but white?"""
    for box, area in reversed(fills):
        if box.x0 - 0.6 <= x <= box.x1 + 0.6 and box.y0 - 0.6 <= y <= box.y1 + 0.6:
            return area.color is None or min(area.color[:3]) <= 245
    return False


def _sample(hidden: Sequence[Ink]) -> str:
    text = " ".join(ink.text for ink in hidden[:12])
    return text if len(text) <= 80 else text[:79] + "…"


def _lines(content: PageContent, frame: Frame, fills: list[tuple[Box, Area]]) -> list[Line]:
    """Ruling lines in the reader's space; white ones count only where they part a coloured background somewhere along them."""
    lines: list[Line] = []
    for area in content.strokes.lines:
        box = frame.area(area)
        white = area.color is not None and min(area.color[:3]) > 250
        if white and not any(_coloured(x, y, fills) for x, y in _along(box)):
            continue
        lines += ruling(box)
    return lines


def _along(box: Box) -> list[tuple[float, float]]:
    """The middle of a line and places along it: every other row of a table may be coloured."""
    shares = (0.5, *((k + 0.5) / _PLACES for k in range(_PLACES)))
    return [(box.x0 + share * (box.x1 - box.x0), box.y0 + share * (box.y1 - box.y0)) for share in shares]


def _footnotes(text: list[Paragraph], inks: Sequence[Ink], height: float) -> list[Paragraph]:
    from ingest.pdf_paragraphs import as_footnotes

    if not inks:
        return text
    usual = median(ink.size for ink in inks)
    sizes = {p.box: median([i.size for i in inks if _inside(i, p.box)] or [usual]) for p in text if p.box is not None}
    return as_footnotes(text, usual, sizes, height)


def _inside(ink: Ink, box: Box) -> bool:
    return box.x0 <= ink.box.x0 and box.y0 <= ink.box.y0 and ink.box.x1 <= box.x1 and ink.box.y1 <= box.y1


def _bad_notes(page: int, inks: Sequence[Ink], loose: Sequence[Ink]) -> list[Note]:
    """Characters of unknown meaning in words or cells; a lone mark in the text, such as a bullet, is none."""
    outside = {id(ink) for ink in loose}
    bad = [ink for ink in inks if ink.bad and not (id(ink) in outside and ink.bad == len(ink.text))]
    return [Note("needs_ocr", {"page": str(page), "why": "garbage"}, page=page)] if bad else []


def _picture_notes(content: PageContent, frame: Frame, inks: Sequence[Ink]) -> list[Note]:
    """A large picture with no text over it may hold what the report says."""
    whole = (content.right - content.left) * (content.top - content.bottom)
    for image in content.strokes.images:
        box = frame.area(image)
        over = sum(box.x0 < i.middle[0] < box.x1 and box.y0 < i.middle[1] < box.y1 for i in inks)
        if image.width * image.height > _PICTURE * whole and over < 5:
            return [Note("picture_unread", {"page": str(content.number)}, page=content.number)]
    return []


def _in_reading_order(blocks: list[Block]) -> list[Block]:
    def place(block: Block) -> tuple[float, float]:
        return (block.box.y0, block.box.x0) if block.box is not None else (0.0, 0.0)

    return sorted(blocks, key=place)

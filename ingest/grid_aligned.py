"""Tables without rulings, or with rulings of one direction only: columns kept apart by white space, rows by gaps and content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ingest.grid import Grid, Line, Word
from ingest.grid_chunks import NOTHING, Before, Corridor, TextRow, text_rows
from ingest.grid_columns import ACROSS, NUMERIC, columns_kept, corridors, head_lines, heads_others, is_amount
from ingest.grid_draw import drawn, is_mixed
from ingest.grid_heads import upper_heads
from ingest.grid_numbered import numbered
from ingest.grid_parting import border, parted
from ingest.grid_parts import continues, precedes, resumes, tables_apart
from ingest.grid_regions import holds, in_one_piece, ruled_regions, whole
from ingest.grid_rows import row_groups
from ingest.model import Box

# White space over this many lines' height ends a table; between lines in three pieces or more it may be wider.
_APART, _APART_FULL = 2.6, 5.0
# How much of a table's height vertical rules that part columns run over.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found by alignment; ``sure`` where rows and columns follow from the evidence without a guess.

    ``goes_on``: it stands in the columns of the table that ended the page before.
    """

    grid: Grid
    sure: bool
    goes_on: bool = False


def aligned_grids(words: list[Word], rulings: list[Line]) -> list[Grid]:
    """The tables that are sure, top to bottom."""
    return [found.grid for found in aligned_tables(words, rulings) if found.sure]


def aligned_tables(words: Sequence[Word], rulings: Sequence[Line], before: Before = NOTHING) -> list[Aligned]:
    """All tables that the words' alignment shows, sure or not. ``rulings`` are lines of no ruled table.

    ``before`` is the table that may go on from the page before.
    """
    across = in_one_piece([ln for ln in rulings if ln.y0 == ln.y1])
    down = [ln for ln in rulings if ln.x0 == ln.x1]
    found: list[Aligned] = []
    for region in ruled_regions(across, down, words):
        region = whole(region, words)
        inside = [w for w in words if holds(region, w.box)]
        for part in tables_apart(text_rows(inside)):
            table = _table(part, region, across, down, before)
            if table is not None:
                found.append(table)
                words = [w for w in words if not holds(table.grid.box, w.box)]
    lines = text_rows(words)
    for block in _blocks(lines):
        for part in tables_apart(_with_header(block, lines)):
            table = _table(part, None, across, down, before)
            if table is not None and _worthy(part, table):
                found.append(table)
    return sorted(found, key=lambda t: (t.grid.box.y0, t.grid.box.x0))


def in_columns(words: Sequence[Word], edges: Sequence[float], rulings: Sequence[Line]) -> Aligned | None:
    """The words as rows of a table whose columns are known; None where they stand in others."""
    between = [Corridor(x, x) for x in edges[1:-1]]
    rows = parted(text_rows(words), between)
    head = rows[: head_lines(rows)]
    over = {id(c) for upper in upper_heads(head) for c in upper.lines}
    over |= {id(c) for k, row in enumerate(head) for c in row.chunks if heads_others(c, head[k + 1 :])}
    if any(_runs_over(row, edges, over) for row in rows):
        return None
    box = Box(edges[0], rows[0].y0 - 1, edges[-1], rows[-1].y1 + 1)
    across = [ln for ln in rulings if ln.y0 == ln.y1 and box.y0 - 1 < ln.y0 < box.y1 + 1]
    told, sure = row_groups(rows, edges, across)
    return Aligned(drawn(told, list(edges), sorted(ln.y0 for ln in across), box, across), sure and not is_mixed(told.groups, edges))


def _runs_over(row: TextRow, edges: Sequence[float], heads: AbstractSet[int]) -> bool:
    """Does a text of several of the line cross a border, and is no label and none of the ``heads`` over several columns?"""
    slack = 0.25 * row.height
    texts = [c for c in row.chunks if id(c) not in heads and not ACROSS.match(c.text)] if len(row.chunks) > 1 else []
    return any(c.x0 < x - slack and c.x1 > x + slack for c in texts for x in edges[1:-1])


def columns_left(words: Sequence[Word], least: int = 3) -> bool:
    """Do ``least`` lines stand in columns with figures, as a table's do? For words that no table took."""
    rows = [row for row in text_rows(words) if len(row.chunks) >= 3]
    return sum(sum(bool(NUMERIC.fullmatch(c.text)) for c in row.chunks) >= 2 for row in rows) >= least


def _walls(down: Sequence[Line], box: Box) -> list[float]:
    """Where vertical lines run over most of the table's height, in one piece or several."""
    lengths: dict[int, float] = defaultdict(float)
    places: dict[int, float] = {}
    for ln in down:
        if box.x0 - 4 <= ln.x0 <= box.x1 + 4:
            key = next((k for k, x in places.items() if abs(x - ln.x0) < 1.5), len(places))
            places.setdefault(key, ln.x0)
            lengths[key] += max(0.0, min(ln.y1, box.y1) - max(ln.y0, box.y0))
    return sorted(places[k] for k, length in lengths.items() if length > _MOST * (box.y1 - box.y0))


def _blocks(rows: list[TextRow]) -> list[list[TextRow]]:
    """Stretches of lines most of which stand in several pieces; what goes before and after them is plain text."""
    blocks: list[list[TextRow]] = []
    current: list[TextRow] = []
    for k, row in enumerate(rows):
        far = current and row.y0 - current[-1].y1 > _allowed(row, current[-12:]) * max(row.height, current[-1].height)
        plain = len(current) >= 4 and all(len(r.chunks) < 2 for r in [*current[-3:], row]) and not continues(row, current[-16:])
        if far or (plain and not resumes(rows[k:], current)):
            blocks.append(current)
            current = []
        current.append(row)
    trimmed = [_trimmed(block) for block in [*blocks, current]]
    return [block for block in trimmed if len(block) >= 3 or any(len(row.chunks) >= 3 for row in block)]


def _allowed(row: TextRow, above: Sequence[TextRow]) -> float:
    return _APART_FULL if len(row.chunks) >= 3 and any(len(r.chunks) >= 3 for r in above) else _APART


def _trimmed(block: list[TextRow]) -> list[TextRow]:
    several = [k for k, row in enumerate(block) if len(row.chunks) >= 2]
    if not several:
        return []
    last = several[-1]
    # What follows the last full line closely goes on with its cells.
    while last + 1 < len(block) and continues(block[last + 1], block[max(0, last - 4) : last + 1]):
        last += 1
    first = several[0]
    while first and precedes(block[first - 1], block[first : first + 8]):
        first -= 1
    return block[first : last + 1]


def _with_header(block: list[TextRow], lines: list[TextRow]) -> list[TextRow]:
    """The block with the lines in several pieces that stand a little way above it."""
    above = [row for row in lines if row.y0 < block[0].y0]
    while above and _heads(above[-1], block):
        block = [above.pop(), *block]
    return block


def _heads(row: TextRow, block: list[TextRow]) -> bool:
    """Does a line belong to the head that begins a little way below it? One in one piece only where it reaches down beside the next."""
    if row.y1 > block[0].y0 + 0.1 * row.height:
        return row.height < 1.1 * block[0].height
    return len(row.chunks) >= 2 and block[0].y0 - row.y1 < 2 * _APART * block[0].height


def _worthy(block: list[TextRow], table: Aligned) -> bool:
    """Is it a table at all, and no pair of signature lines or a title in two parts?"""
    columns = len(table.grid.column_edges) - 1
    if table.goes_on:
        return any(is_amount(c.text) for row in block for c in row.chunks)
    full = sum(len(row.chunks) >= max(2, 0.6 * columns) for row in block)
    numbers = sum(bool(NUMERIC.fullmatch(c.text)) for row in block for c in row.chunks)
    headed = columns >= 4 and full >= 1 and len(block[0].chunks) >= 0.6 * columns
    return (columns >= 3 and (full >= 2 or headed) and numbers >= 2) or (columns == 2 and full >= 4 and numbers >= full / 2)


def _table(rows: list[TextRow], region: Box | None, across: Sequence[Line], down: Sequence[Line], before: Before) -> Aligned | None:
    if not rows:
        return None
    known = before.edges
    ruling = [ln for ln in across if min(ln.x1, rows[0].x1) - max(ln.x0, rows[0].x0) > 0.3 * (rows[0].x1 - rows[0].x0)]
    rules = sorted(ln.y0 for ln in ruling)
    box = _box_of(rows, region, rules)
    walls = _walls(down, box)
    # Rules at the sides alone are a frame and part no columns.
    inside = [x for x in walls if box.x0 + 4 < x < box.x1 - 4] if len(walls) >= 2 else []
    between = [Corridor(x, x) for x in inside] if inside else numbered(rows, corridors(rows))
    headed = len(rows[0].chunks) > 2 and head_lines(rows) > 0
    kept = columns_kept(rows, known) if not inside and not headed and len(known) > max(2, len(between) + 2) else None
    if kept:
        between = kept
        box = replace(box, x0=min(box.x0, known[0]), x1=max(box.x1, known[-1]))
    rows = parted(rows, between)
    inner = [border(corridor, rows) for corridor in between]
    if not inner:
        return None
    xs = [box.x0, *inner, box.x1]
    told, sure = row_groups(rows, xs, ruling, before)
    if len(told.groups) < 2 and not kept:
        return None
    sure = sure and not is_mixed(told.groups, xs)
    return Aligned(drawn(told, xs, rules, box, across), sure and (bool(kept) or sum(len(r.chunks) >= 2 for r in rows) >= 3), bool(kept))


def _box_of(rows: list[TextRow], region: Box | None, rules: Sequence[float]) -> Box:
    """Around the lines: as wide as their region, and up and down to the rules next to them."""
    y0, y1 = rows[0].y0 - 1, rows[-1].y1 + 1
    if region is None:
        return Box(min(r.x0 for r in rows) - 2, y0, max(r.x1 for r in rows) + 2, y1)
    height = rows[0].height
    y0 = max((y for y in rules if y0 - height < y <= rows[0].y0 + 0.4 * height), default=y0)
    y1 = min((y for y in rules if rows[-1].y1 - 0.4 * height <= y < y1 + height), default=y1)
    return Box(region.x0, y0, region.x1, y1)

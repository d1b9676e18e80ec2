"""The columns of a table without rulings: corridors of white space, found also where totals and titles run across them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.grid_chunks import Chunk, Corridor, TextRow, line_of, refined
from ingest.grid_heads import upper_heads
from ingest.grid_seams import cut, seams

NUMERIC = re.compile(
    r"(?:[-–—−+]?\s?[\d\s\u00a0.,:/%]*\d[\d\s\u00a0.,%*]*|[-–—−]+)(?:(?:тис|млн)?\.?\s?(?:грн|гривень|гривні)\.?)?|[хx]", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"[-–—−+]?\s?(?:\d{1,3}(?:\s\d{3})+|\d+)(?:[.,]\d+)?%?|[-–—−]+")
# Labels of totals and titles of sections run on over the columns beside them: they do not tell where columns are.
ACROSS = re.compile(
    r"(?:всього|усього|разом|підсумок|[ув] т\.? ?ч\.|[ув] тому числі|з них|розділ|завдання \d|підціль|ціль|напрям)", re.IGNORECASE
)
# A corridor is at least this share of a line's height wide; one that some lines cross is wider.
_CORRIDOR, _CROSSED = 0.4, 0.45
# How far (points) a border seen on the page before may give way.
_GIVES = 25.0
# The white space (points) between a border and the text that begins at it, and as much before the border.
_PADDING = 8.0

NUMBER = re.compile(r"\d+(?:\.\d+)*\.?|[IVXІХ]+\.?")

_Stretch = tuple[float, float, int]


def is_amount(text: str) -> bool:
    """A number or a dash, and no year."""
    return bool(NUMERIC.fullmatch(text)) and not _YEAR.fullmatch(text)


def head_lines(rows: Sequence[TextRow]) -> int:
    """How many lines stand above the first one with an amount or a number of its own."""
    return next((k for k, row in enumerate(rows) if _is_numbered(row) or any(is_amount(c.text) for c in row.chunks)), len(rows))


def _is_numbered(row: TextRow) -> bool:
    return len(row.chunks) > 1 and is_number(row.chunks[0].text)


def is_number(text: str) -> bool:
    """The number of a row, and no year."""
    return bool(NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def corridors(rows: Sequence[TextRow]) -> list[Corridor]:
    """The white corridors that run through the lines which stand in several chunks.

    One that lines cross counts where at least three times as many lines stand on each of its sides. Text has to stand on
    both sides in at least two lines, or in one line of the head. A corridor between a head without a column and a column without a head is none.
    """
    rows = [refined(row) for row in rows]
    most = max((len(row.chunks) for row in rows), default=0)
    if most < 2:
        return []
    heard = _heard(rows)
    height = sorted(row.height for row in rows)[len(rows) // 2]
    body_y0 = rows[min(head_lines(rows), len(rows) - 1)].y0
    narrow: list[Corridor] = []
    while len(fresh := _seams(heard, body_y0, height)) > len(narrow):
        # Heads that were one text for want of white space hide what they head.
        narrow, rows = fresh, _cut(rows, fresh)
        heard = _heard(rows)
    wide = [c for c in _parted(_stretches(heard), 0, height) if not any(c.x0 - 1 < s.middle < c.x1 + 1 for s in narrow)]
    found = sorted([*wide, *narrow], key=lambda c: c.x0)
    borders = [float("-inf"), *(c.middle for c in found), float("inf")]
    kept = [
        c for c, lo, hi in zip(found, borders, borders[2:], strict=False) if _supported(rows, c.middle) or _filled(rows, lo, c.middle, hi)
    ]
    return [_narrowed(c, rows) for c in _headed(rows, _without_cuts(rows, kept))]


def _without_cuts(rows: Sequence[TextRow], found: Sequence[Corridor]) -> list[Corridor]:
    """Without the corridors that a figure stands in, where no line has texts in both columns beside it: they part figures of one column."""
    figures = [c for row in rows if len(row.chunks) > 1 for c in row.chunks if is_amount(c.text)]
    kept: list[Corridor] = []
    for k, corridor in enumerate(found):
        lo, x = (kept[-1].middle if kept else float("-inf")), corridor.middle
        hi = found[k + 1].middle if k + 1 < len(found) else float("inf")
        cuts = any(c.x0 < x - 1 and c.x1 > x + 1 for c in figures)
        if not cuts or any(_in_both(row, lo, x, hi) for row in rows):
            kept.append(corridor)
    return kept


def _in_both(row: TextRow, lo: float, x: float, hi: float) -> bool:
    return any(lo < c.x0 and c.x1 < x for c in row.chunks) and any(x < c.x0 and c.x1 < hi for c in row.chunks)


def _seams(heard: Sequence[Chunk], body_y0: float, height: float) -> list[Corridor]:
    head, body = [c for c in heard if c.y1 <= body_y0], [c for c in heard if c.y1 > body_y0]
    return seams(head, body, [figure for chunk in body if (figure := _leading_figure(chunk)) is not None], height)


def _cut(rows: Sequence[TextRow], narrow: Sequence[Corridor]) -> list[TextRow]:
    """The lines with their texts parted at the seams, labels apart; heads over several columns only where a text begins right at one."""
    head = rows[: head_lines(rows)]
    whole = {id(c) for upper in upper_heads(head) for c in upper.lines}
    whole |= {id(c) for k, row in enumerate(head) for c in row.chunks if heads_others(c, head[k + 1 :])}
    labels = {id(c) for row in rows for c in row.chunks if ACROSS.match(c.text)}

    def parts(chunk: Chunk) -> list[Chunk]:
        return [chunk] if id(chunk) in labels else cut(chunk, narrow, exactly=id(chunk) in whole)

    return [line_of([part for c in row.chunks for part in parts(c)]) if len(row.chunks) > 1 else row for row in rows]


def _leading_figure(chunk: Chunk) -> Chunk | None:
    """The one figure that the chunk is, or begins with."""
    parts = (Chunk(chunk.words[:k]) for k in range(len(chunk.words), 0, -1))
    return next((part for part in parts if _FIGURE.fullmatch(part.text)), None)


def _narrowed(corridor: Corridor, rows: Sequence[TextRow]) -> Corridor:
    """The corridor without what lines in one piece take of it at either side; only its end where texts begin there."""
    alone = [row for row in rows if len(row.chunks) == 1]
    x0 = max((row.x1 for row in alone if row.x0 < corridor.x0 < row.x1 < corridor.x1 - 1), default=corridor.x0)
    x1 = min((row.x0 for row in alone if x0 + 1 < row.x0 < corridor.x1 < row.x1), default=corridor.x1)
    begins = [next((c.x0 for c in row.chunks if c.x0 >= x1 - 1), None) for row in rows]
    at_left = sum(x is not None and x - x1 < 1 for x in begins)
    # Where texts begin at one place, the border is just before it.
    return Corridor(max(x0, x1 - _PADDING), x1) if at_left >= max(2, sum(x is not None for x in begins) / 2) else Corridor(x0, x1)


def _heard(rows: Sequence[TextRow]) -> list[Chunk]:
    """The chunks that tell where columns are: no titles, and no labels, which begin where other lines have their numbers."""
    head = head_lines(rows)
    numbers = [row.x0 for row in rows if _is_numbered(row)]
    first = rows[0].chunks[0] if rows else None
    number_end = first.x1 if first is not None and head and first.text.startswith(("№", "N ")) else float("-inf")
    uppers = {id(chunk) for upper in upper_heads(rows[:head]) for chunk in upper.lines}
    heard: list[Chunk] = []
    for k, row in enumerate(rows):
        if len(row.chunks) < 2:
            continue
        label = k >= head and not _is_numbered(row) and (sum(abs(x - row.x0) < 3 for x in numbers) > 1 or row.x0 < number_end)
        if k < head:
            heard += (c for c in row.chunks if id(c) not in uppers and not heads_others(c, rows[k + 1 : head]))
        else:
            heard += (c for c in row.chunks[label:] if not ACROSS.match(c.text))
    return heard


def heads_others(chunk: Chunk, below: Sequence[TextRow]) -> bool:
    """Does it head two columns or more, each with a head of its own in one of the lines below?"""
    return any(sum(chunk.x0 <= (c.x0 + c.x1) / 2 <= chunk.x1 for c in row.chunks) > 1 for row in below)


def _stretches(chunks: Sequence[Chunk]) -> list[_Stretch]:
    """(x0, x1, how many chunks stand there), from the first text to the last."""
    ends = sorted([(c.x0, 1) for c in chunks] + [(c.x1, -1) for c in chunks])
    covered, result = 0, []
    for (x, step), (after, _) in pairwise(ends):
        covered += step
        if after > x:
            result.append((x, after, covered))
    return result


def _parted(part: list[_Stretch], crossed: int, height: float) -> Iterator[Corridor]:
    """The corridors inside a part that up to ``crossed`` lines cross, widest first, and those crossed by more inside what they leave."""
    if not part or crossed > max(s[2] for s in part) // 3:
        return
    width = (_CROSSED if crossed else _CORRIDOR) * height
    runs = sorted(_low_runs(part, crossed, width), key=lambda run: part[run[0]][0] - part[run[1] - 1][1])
    for first, last in runs:
        left, right = part[:first], part[last:]
        if all(max(s[2] for s in side) >= max(1, 3 * crossed) for side in (left, right)):
            x0, x1, _ = min(part[first:last], key=lambda s: (s[2], s[0] - s[1]))
            if x1 - x0 < 0.5 * width:
                x0, x1 = part[first][0], part[last - 1][1]
            yield Corridor(x0, x1)
            yield from _parted(left, crossed, height)
            yield from _parted(right, crossed, height)
            return
    yield from _parted(part, crossed + 1, height)


def _low_runs(part: list[_Stretch], most: int, width: float) -> Iterator[tuple[int, int]]:
    """Runs of stretches with at most so many chunks, wide enough, inside the part."""
    k = 0
    while k < len(part):
        end = k
        while end < len(part) and part[end][2] <= most:
            end += 1
        if 0 < k < end < len(part) and part[end - 1][1] - part[k][0] > width:
            yield k, end
        k = end + 1 if end == k else end


def _supported(rows: Sequence[TextRow], x: float) -> bool:
    """Does text stand on both sides, in two lines or in one of the head?"""
    lines = [k for k, row in enumerate(rows) if any(c.x1 < x for c in row.chunks) and any(c.x0 > x for c in row.chunks)]
    return len(lines) >= 2 or bool(lines) and lines[0] < head_lines(rows)


def _filled(rows: Sequence[TextRow], lo: float, x: float, hi: float) -> bool:
    """Does text stand in each of two columns in three lines, though never in the same ones?"""
    chunks = [c for row in rows for c in row.chunks]
    return sum(lo < c.x0 and c.x1 < x for c in chunks) > 2 and sum(x < c.x0 and c.x1 < hi for c in chunks) > 2


def _headed(rows: Sequence[TextRow], found: list[Corridor]) -> list[Corridor]:
    """Without the corridors that part a column's head from what stands below it, such as a centred head from words at the left."""
    head = head_lines(rows)
    found = _uncrossed(rows[:head], found)
    upper = {id(c) for up in upper_heads(rows[:head]) for c in up.lines}
    top = [line_of(own) for row in rows[:head] if len(row.chunks) > 1 and (own := [c for c in row.chunks if id(c) not in upper])]
    body = [row for row in rows[head:] if len(row.chunks) > 1 and not _numbers_columns(row)]
    labelless = [line_of(own) for row in body if (own := [c for c in row.chunks if not ACROSS.match(c.text)])]
    while top and found:
        xs = [float("-inf"), *(c.middle for c in found), float("inf")]
        counts = [(_standing(top, lo, hi), _standing(labelless, lo, hi)) for lo, hi in pairwise(xs)]
        for k, (a, b) in enumerate(pairwise(counts)):
            if (a[0] and not a[1] and not b[0] and b[1]) or (b[0] and not b[1] and not a[0] and a[1]):
                found = found[:k] + found[k + 1 :]
                break
        else:
            break
    return found


def _uncrossed(head: Sequence[TextRow], found: list[Corridor]) -> list[Corridor]:
    """Without the corridors that run through a head where no line of the head has texts at both sides."""
    uppers = {id(chunk) for upper in upper_heads(head) for chunk in upper.lines}
    # Lines in one piece may be titles, or begin the first row.
    head = [row for row in head if len(row.chunks) > 1]
    kept: list[Corridor] = []
    for k, corridor in enumerate(found):
        lo = kept[-1].middle if kept else float("-inf")
        hi = found[k + 1].middle if k + 1 < len(found) else float("inf")
        x = corridor.middle
        through = any(c.x0 < x - row.height and c.x1 > x + row.height and id(c) not in uppers for row in head for c in row.chunks)
        both = any(
            any(lo < (c.x0 + c.x1) / 2 < x and c.x1 < x for c in row.chunks)
            and any(x < (c.x0 + c.x1) / 2 < hi and c.x0 > x for c in row.chunks)
            for row in head
        )
        if both or not through:
            kept.append(corridor)
    return kept


def _standing(rows: Sequence[TextRow], lo: float, hi: float) -> int:
    return sum(min(c.x1, hi) - max(c.x0, lo) > 0.25 * row.height for row in rows for c in row.chunks)


def _numbers_columns(row: TextRow) -> bool:
    """Is it the line 1 2 3 … under a head?"""
    return len(row.chunks) > 2 and [c.text for c in row.chunks] == [str(n) for n in range(1, len(row.chunks) + 1)]


def crossings(rows: Sequence[TextRow], inner: Sequence[float]) -> float:
    """The share of the lines in several chunks that cross one of the places, labels and titles apart."""
    several = [refined(row) for row in rows if len(row.chunks) >= 2]
    crossing = sum(
        any(c.x0 < x - 0.25 * row.height and c.x1 > x + 0.25 * row.height for c in row.chunks if not ACROSS.match(c.text) for x in inner)
        for row in several
    )
    return crossing / max(len(several), 1)


def columns_kept(rows: Sequence[TextRow], edges: Sequence[float]) -> list[Corridor] | None:
    """The corridors by which the lines stand in the columns of a table before; None where they stand in others.

    Where exactly between two columns the border lay could not be seen there, so it may give way to a longer text here.
    """
    if len(edges) < 3 or min(r.x0 for r in rows) < edges[0] - 4 or max(r.x1 for r in rows) > edges[-1] + 0.15 * (edges[-1] - edges[0]):
        return None
    heard = _heard([refined(row) for row in rows])
    if sum(c.x0 < edges[0] + 6 and c.x1 > edges[1] for c in heard) < len(rows) / 2:
        heard = [c for c in heard if not (c.x0 < edges[0] + 6 and c.x1 > edges[1])]
    found: list[Corridor] = []
    for before, x, after in zip(edges, edges[1:], edges[2:], strict=False):
        reach = [max((before + x) / 2, x - _GIVES), min((x + after) / 2, x + _GIVES)]
        sides = [x, *(c.x0 - 0.5 for c in heard), *(c.x1 + 0.5 for c in heard)]
        places = [place for _, _, place in sorted((abs(place - x), at, place) for at, place in enumerate(sides))]
        free = (p for p in places if reach[0] <= p <= reach[1] and sum(c.x0 < p < c.x1 for c in heard) <= len(rows) // 10)
        place = next(free, None)
        if place is None:
            return None
        found.append(Corridor(place, place))
    return found

"""What the ink tells of a text that the model does not: whether letters are small or capitals, and how long a dash is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.scan.ink import Glyph, Inked

# Small letters are about 0.69 of a capital's height.
_SMALL, _SMALL_ALONE = 0.82, 0.78
# Of a digit's height: shorter is a hyphen, longer an em dash.
_HYPHEN, _EN_DASH = 0.53, 1.05


def as_inked(text: str, cell: Inked, tall: float) -> str:
    """A cell's lines with the letters as tall and the dashes as long as they are printed. ``tall``: the table's digits' height.

    Where lines or words cannot be told apart in the ink as in the text, the text is left as it is.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    groups = printed_lines(cell)
    if len(lines) != len(groups):
        return "\n".join(lines)
    capital = min(tall, max((g.height for g in cell.glyphs), default=tall))
    alone = not any(c.islower() for c in text)
    result = []
    for n, (line, glyphs) in enumerate(zip(lines, groups, strict=True)):
        line = _lowered(line, glyphs, tall * _SMALL_ALONE if alone else capital * _SMALL, opens=n == 0)
        result.append(_dashed(line, glyphs, tall))
    return "\n".join(result)


def printed_lines(cell: Inked) -> list[list[Glyph]]:
    """The cell's lines of text; dots and accents above a line of small letters are no line."""
    return [group for group in cell.lines if max(g.height for g in group) >= 0.45 * cell.glyph_height]


def _lowered(line: str, glyphs: Sequence[Glyph], small: float, *, opens: bool) -> str:
    """Words that came out in capitals though their letters are mostly below the height ``small``, in small letters; the first may keep its capital."""
    words = line.split()
    if not any(_is_capitals(word) or (len(word) == 1 and word.isupper()) for word in words):
        return line
    groups = _by_words(glyphs, len(words))
    if groups is None:
        return line
    for k, (word, group) in enumerate(zip(words, groups, strict=True)):
        # Quotes and stops are none of its letters.
        heights = sorted(g.height for g in group if g.height > 0.5 * small)[-max(1, sum(c.isalnum() for c in word)) :]
        lone = len(word) == 1 and word.isupper() and 0 < k < len(words) - 1 and words[k + 1][0].islower() and words[k - 1][-1].islower()
        if (lone or _is_capitals(word)) and heights and float(np.percentile(heights, 40)) < small:
            words[k] = word.capitalize() if opens and k == 0 and _first(group, small).height >= small else word.lower()
    return " ".join(words)


def _first(group: Sequence[Glyph], small: float) -> Glyph:
    return next((g for g in group if g.height > 0.5 * small), group[0])


def _is_capitals(word: str) -> bool:
    return sum(c.isalpha() for c in word) >= 2 and word.isupper()


def _by_words(glyphs: Sequence[Glyph], count: int) -> list[list[Glyph]] | None:
    """A line's glyphs in ``count`` groups, parted at its widest gaps; None where these are hardly wider than the others."""
    ordered = sorted(glyphs, key=lambda g: g.x0)
    gaps, end = [], ordered[0].x1
    for k, glyph in enumerate(ordered[1:], 1):
        gaps.append((glyph.x0 - end, k))
        end = max(end, glyph.x1)
    widest = sorted(gaps, reverse=True)
    if len(widest) < count - 1 or count < 1:
        return None
    cuts = sorted(k for _, k in widest[: count - 1])
    if 0 < count - 1 < len(widest) and widest[count - 2][0] < 1.25 * max(1, widest[count - 1][0]):
        return None
    return [list(ordered[a:b]) for a, b in zip([0, *cuts], [*cuts, len(ordered)], strict=True)]


def _dashed(line: str, glyphs: Sequence[Glyph], tall: float) -> str:
    """Each hyphen as long as the line's flat marks are, where there are as many of these."""
    marks = [c for c in line if c in "-–—"]
    flat = sorted(
        (g for g in glyphs if g.width >= 1.5 * g.height and g.height <= 0.3 * tall and g.width >= 0.17 * tall), key=lambda g: g.x0
    )
    if not marks or len(flat) != len(marks):
        return line
    bottom = max(g.y1 for g in glyphs)
    if any(g.y1 > bottom - 0.1 * tall for g in flat):
        return line
    signs = iter("-" if g.width < _HYPHEN * tall else "–" if g.width < _EN_DASH * tall else "—" for g in flat)
    return "".join(next(signs) if c in "-–—" else c for c in line)

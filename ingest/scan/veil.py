"""A grey stamp or signature over a cell is paler than the print below it: where such strokes run over the cell's borders, only what is dark stays.

So it is where a figure could not be read with what is paler beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.ink import Inked, inked
from ingest.scan.picture import Grey, pieces_of_ink
from ingest.scan.stamps import letter_level, print_level

# What is paler than this (0 = black) is paper.
_PAPER = 205
# Print has a soft edge so wide; a stroke that runs over a border is longer, or higher, than this (inches).
_EDGE, _STROKE, _HIGH = 0.014, 0.06, 0.16
# What is no thicker than this (inches), or lies within that of the cell's borders, is what is left of a rule.
_RULE = 0.021
# As dark as this is print on most pages. Fewer dark pixels are none of print, and fewer pale ones none of a stroke.
_DARK, _LEAST, _PALE = 100, 12, 60
# Of what is darker than print's level so much is shown as ink (of 255); letters' strokes are, though they are so much paler than most.
_SHOWN, _PALER = 160, 10
# Print without its soft edge keeps more than this of its ink.
_LEFT = 0.65


@dataclass
class Veil:
    """How dark print is on a page, found out once, and only where a cell asks for it."""

    clean: Grey
    dpi: float
    _level: float | None = field(default=None, init=False)

    def lifted(self, cell: Inked) -> Inked:
        """The cell without pale strokes, ``wiped`` and ``crossed``, where such run through it; else as it is."""
        if not cell.glyphs or np.count_nonzero((cell.clean > _DARK) & (cell.clean < _PAPER)) < _PALE or not self._is_veiled(cell.clean):
            return cell
        level = self._print_level()
        if np.count_nonzero(cell.clean < level) < _LEAST:
            return cell
        bare = _darker(cell, level)
        return bare if bare.glyphs else cell

    def darkest(self, cell: Inked) -> Inked | None:
        """The cell with nothing but what is as dark as the page's print, ``wiped`` and ``crossed``; None where that is all there was, or nothing."""
        level = self._print_level()
        if np.count_nonzero(cell.clean < level) < _LEAST:
            return None
        bare = _darker(cell, level)
        left = sum(g.area for g in bare.glyphs) / max(1, sum(g.area for g in cell.glyphs))
        less = left < _LEFT or np.count_nonzero(self._paler(cell.clean, level)) >= _PALE
        return bare if bare.glyphs and less else None

    def _print_level(self) -> float:
        if self._level is None:
            soft = np.asarray(cv2.blur(self.clean, (3, 3)), dtype=np.uint8)
            letters = (letter_level(self.clean, soft, self.dpi) + _PALER) / (_SHOWN / 255)
            self._level = max(print_level(self.clean, soft, self.dpi), letters)
        return self._level

    def _paler(self, clean: Grey, level: float) -> NDArray[np.bool_]:
        """What is paler than ``level`` and no soft edge of what is as dark."""
        size = 2 * round(_EDGE * self.dpi) + 1
        dark = cv2.dilate((clean < level).astype(np.uint8), np.ones((size, size), np.uint8))
        return np.asarray((clean < _PAPER) & (dark == 0))

    def _is_veiled(self, clean: Grey) -> bool:
        """Whether strokes paler than print, beside what is as dark, run out of the cell or are too high for print."""
        size = 2 * round(_EDGE * self.dpi) + 1
        dark = cv2.dilate((clean < _DARK).astype(np.uint8), np.ones((size, size), np.uint8))
        pale = (clean < _PAPER) & (dark == 0)
        labels, stats = pieces_of_ink(pale.astype(np.uint8))
        height, width = clean.shape
        stroke, rule = _STROKE * self.dpi, round(_RULE * self.dpi)
        within = np.bincount(labels[rule:-rule, rule:-rule].ravel(), minlength=len(stats))
        for (x, y, w, h, _), area in zip(stats[1:].tolist(), within[1:].tolist(), strict=True):
            at_edge = min(x, y, width - x - w, height - y - h) <= 2
            thick = min(w, h) > rule
            if thick and ((at_edge and max(w, h) > stroke and area > stroke) or (h > _HIGH * self.dpi and area > 2 * stroke)):
                return True
        return False


def _darker(cell: Inked, level: float) -> Inked:
    """The cell with what is darker than ``level`` alone."""
    shown = np.minimum(cell.clean.astype(np.float32) * (255.0 / level), 255).astype(np.uint8)
    ink = np.where(shown < _SHOWN, 255, 0).astype(np.uint8)
    height, width = shown.shape
    bare = inked(shown, ink, (0, 0, width, height))
    return replace(bare, x=cell.x + bare.x, y=cell.y + bare.y, crossed=True, wiped=True)

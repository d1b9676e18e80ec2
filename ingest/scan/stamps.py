"""Stamps and signatures over a table are paler than its print: what is pale, large and not print is faded out."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey, pieces_of_ink

# What is paler than this (0 = black) is paper.
_PAPER = 205
# Pale strokes longer than this (inches) are a stamp's or a signature's; smaller ones only near such.
_LONG, _NEAR = 0.16, 0.12
# How high letters are (inches).
_LETTER = (0.05, 0.2)
# The steps (inches) in which a slanting hairline is drawn, and the gaps a faint one has.
_STEP = 0.01
# A rule that a signature crosses runs straight for so long (inches).
_RULE = 0.4
# How far (pixels) from a rule a shorter one may end.
_TIE = 10
# Of a low row's rule so much (inches) shows between the two.
_SHORT = 0.14
# What is darker than this is print on every page.
_DARKEST = 60
# How dark the letters of a page are is told by so many of them (percent, of no few); none is paler by so much (of 255) than these.
_MOST, _FEW, _PALER = 75, 50, 15


def faded(clean: Grey, dpi: float) -> Grey:
    """The evened picture without pale strokes that form no print. Thin pale print (a hyphen, a hairline) stays."""
    if not _may_be_stamped(clean, dpi):
        return clean
    # Noise makes single pixels of a stamp as dark as print.
    soft = np.asarray(cv2.blur(clean, (3, 3)), dtype=np.uint8)
    dark = (soft < print_level(clean, soft, dpi)).astype(np.uint8)
    # The soft edge of print is as pale as a stamp.
    size = max(3, round(dpi / 33)) | 1
    pale = ((clean < _PAPER) & (cv2.dilate(dark, np.ones((size, size), np.uint8)) == 0)).astype(np.uint8)
    pale = np.asarray(cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    if not _any_long(np.ascontiguousarray(pale[::2, ::2]), dpi):
        return clean
    labels, stats = pieces_of_ink(pale)
    wide, high = stats[:, cv2.CC_STAT_WIDTH].astype(float), stats[:, cv2.CC_STAT_HEIGHT].astype(float)
    stroke = (np.maximum(wide, high) > _LONG * dpi) & (np.minimum(wide, high) > 0.03 * dpi)
    stroke[0] = False
    if stroke.any():
        stroke &= ~_mostly(_straight(pale, _RULE, dpi), labels, len(stats))
    if not stroke.any():
        return clean
    reach = max(3, round(_NEAR * dpi)) | 1
    around = cv2.dilate(stroke[labels].astype(np.uint8), np.ones((reach, reach), np.uint8))
    touched = np.zeros(len(stats), bool)
    touched[np.unique(labels[(around > 0) & (pale > 0)])] = True
    flat = (wide >= 1.6 * high) & (high <= 0.04 * dpi)
    drop = stroke | (touched & ~flat)
    drop[0] = False
    result, rules = clean.copy(), _rules(clean, pale, dpi)
    result[cv2.dilate(drop[labels].astype(np.uint8), np.ones((5, 5), np.uint8)) * (1 - cv2.dilate(dark, np.ones((3, 3), np.uint8))) > 0] = (
        255
    )
    # A signature hangs together with the rules that it crosses.
    result[rules] = clean[rules]
    return result


def _may_be_stamped(clean: Grey, dpi: float) -> bool:
    """Whether half the picture's pixels show a long pale stroke away from whatever may be print; most pages have none, and cost no more."""
    small = np.asarray(cv2.blur(clean, (3, 3)), dtype=np.uint8)[::2, ::2]
    size = max(3, round(dpi / 66)) | 1
    dark = cv2.dilate((small < _DARKEST).astype(np.uint8), np.ones((size, size), np.uint8))
    pale = ((small < _PAPER) & (dark == 0)).astype(np.uint8)
    return _any_long(pale, dpi)


def _any_long(pale: Grey, dpi: float) -> bool:
    """Whether anything pale, seen at half the resolution of ``dpi``, is as large as a stamp's stroke."""
    contours, _ = cv2.findContours(pale, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    sizes = (cv2.boundingRect(contour)[2:] for contour in contours)
    return any(max(size) > 0.45 * _LONG * dpi and min(size) > 0.013 * dpi for size in sizes)


def _straight(pale: Grey, length: float, dpi: float) -> NDArray[np.bool_]:
    """What runs straight along or across for ``length`` inches: pale ruling lines, which are no stamp."""
    long = max(5, round(length * dpi))
    # A rule that leans a little is drawn in steps, and a faint one has gaps.
    step = max(3, round(_STEP * dpi)) | 1
    close = cv2.morphologyEx(pale, cv2.MORPH_CLOSE, np.ones((step, step), np.uint8))
    thick = cv2.dilate(close, np.ones((step, 1), np.uint8)), cv2.dilate(close, np.ones((1, step), np.uint8))
    along = cv2.morphologyEx(thick[0], cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    straight = cv2.bitwise_or(along, cv2.morphologyEx(thick[1], cv2.MORPH_OPEN, np.ones((long, 1), np.uint8)))
    return np.asarray((straight > 0) & (pale > 0))


def _rules(clean: Grey, pale: Grey, dpi: float) -> NDArray[np.bool_]:
    """Pale rules: what runs straight for long, and the short strokes straight from one rule to the next."""
    any_rule = _straight((clean < _PAPER).astype(np.uint8), _RULE, dpi)
    rules = _straight(pale, _RULE, dpi)
    short = (_straight(pale, _SHORT, dpi) & ~rules).astype(np.uint8)
    near = cv2.dilate(any_rule.astype(np.uint8), np.ones((2 * _TIE + 1, 2 * _TIE + 1), np.uint8))
    labels, stats = pieces_of_ink(short)
    for k, (x, y, w, h, _) in enumerate(stats[1:].tolist(), 1):
        own = labels[y : y + h, x : x + w] == k
        tied = own & (near[y : y + h, x : x + w] > 0)
        ends = (tied[:_TIE], tied[-_TIE:]) if h > w else (tied[:, :_TIE], tied[:, -_TIE:])
        if all(end.any() for end in ends):
            rules[y : y + h, x : x + w] |= own
    return rules


def _mostly(straight: NDArray[np.bool_], labels: NDArray[Any], count: int) -> NDArray[np.bool_]:
    """The components most of whose ink is straight."""
    total = np.bincount(labels.ravel(), minlength=count)
    return np.asarray(np.bincount(labels[straight], minlength=count) > 0.5 * total)


def print_level(clean: Grey, soft: Grey, dpi: float) -> float:
    """How pale the darkest part of a stroke of print may be on this page: as far as the valley before a stamp's own level, if it has one."""
    deepest, inked = _deepest(clean, soft)
    core = deepest[inked]
    if len(core) < 100:
        return 95.0
    counts = np.convolve(np.bincount(core, minlength=256), np.ones(9), mode="same")
    print_core = round(float(np.percentile(core, 75)))
    least, most = min(90, print_core + 8), min(150, print_core + 75)
    later = np.maximum.accumulate(counts[least:most][::-1])[::-1] / (counts[least:most] + 20.0)
    valley = least + int(np.argmax(later)) if later.max() > 1.4 else float(np.clip(print_core + 35, 60, 110))
    # Thin print is paler than bold words and rules.
    return max(float(valley), letter_level(clean, soft, dpi) + _PALER)


def letter_level(clean: Grey, soft: Grey, dpi: float) -> float:
    """How dark most letters of a page are: of each, what is the darkest around its pixels on average; 0 of few."""
    deepest, inked = _deepest(clean, soft)
    dpi /= 2
    labels, stats = pieces_of_ink(inked.astype(np.uint8))
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    letters = np.flatnonzero((high > _LETTER[0] * dpi) & (high < _LETTER[1] * dpi) & (wide < _LETTER[1] * dpi))
    letters = letters[letters > 0]
    if len(letters) < _FEW:
        return 0.0
    place = labels[inked]
    sums = np.bincount(place, weights=deepest[inked], minlength=len(stats))
    return float(np.percentile(sums[letters] / np.bincount(place, minlength=len(stats))[letters], _MOST))


def _deepest(clean: Grey, soft: Grey) -> tuple[Grey, NDArray[np.bool_]]:
    """The darkest around each place, and where there is ink, at half the page's resolution."""
    return np.asarray(cv2.erode(soft, np.ones((5, 5), np.uint8))[::2, ::2], dtype=np.uint8), clean[::2, ::2] < 150

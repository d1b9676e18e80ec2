"""Roman numerals, which the Ukrainian model does not have: V and X from the English one, strokes counted in the ink."""

from __future__ import annotations

import re

import cv2
import numpy as np

from ingest.scan import engine
from ingest.scan.picture import Grey, pieces_of_ink

# A column inked over this part of a capital's height is a stem of I.
_STEM = 0.78
# How far the stems of neighbouring strokes are apart, and how far a numeral of strokes reaches past the outer ones (capital heights).
_PITCH, _OVER = (0.24, 0.66), 0.36
# White space this wide (of a word's height) ends a word.
_SPACE = 0.36
_SOUND = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})$")


def numeral(picture: Grey) -> str | None:
    """The Roman numeral that a picture of one word shows, or a span of two (``I-III``); None where it shows none."""
    strokes = only_strokes(picture)
    if strokes:
        return "I" * strokes
    text, confidence = engine.read(picture, "eng", engine.LINE, allowed="IVX-")
    text = text.strip("- ")
    if re.fullmatch(r"[IVX]+-[IVX]+", text):
        return text if all(_SOUND.match(part) for part in text.split("-")) and confidence > 0.4 else None
    if re.fullmatch(r"VI*", text):
        # The engine miscounts strokes that stand close; what comes before them it knows.
        text = "V" + "I" * min(3, trailing_strokes(picture))
    return text if _SOUND.match(text) and (confidence > 0.3 or text in ("IV", "VII", "VIII")) else None


def numeral_after(picture: Grey) -> str | None:
    """The Roman numeral behind a decision's figures (``38-14/VIII``) in a picture of both, or None."""
    text, _ = engine.read(picture, "eng", engine.LINE, allowed="0123456789.-/IVX")
    # Behind a V a one is a stroke, and behind the slash nothing else can stand.
    found = re.search(r"\d[/-]?([VX][IVX1]{1,4}|[IVX]{1,5})\W*$", text)
    if not found:
        return None
    tail = found.group(1).replace("1", "I")
    if re.fullmatch(r"VI*", tail):
        tail = "V" + "I" * min(3, max(len(tail) - 1, trailing_strokes(picture)))
    return tail if _SOUND.match(tail) else None


def end_of_word(clean: Grey, x1: int, y0: int, y1: int) -> int:
    """Where the ink of a word ends that the engine saw end at ``x1``: it cuts numerals off that it cannot read."""
    tall = y1 - y0
    inked = np.asarray((clean[max(0, y0) : y1, x1 : x1 + 4 * tall] < 128).any(axis=0))
    if not len(inked):
        return int(clean.shape[1])
    gaps = np.flatnonzero(np.convolve(inked, np.ones(max(3, round(_SPACE * tall)), np.int64), mode="valid") == 0)
    return x1 + (int(gaps[0]) + 1 if len(gaps) else len(inked)) + 1


def only_strokes(picture: Grey) -> int:
    """How many upright strokes (1–3) a picture of a word holds that has nothing else but a dot or comma behind; else 0."""
    found, height, top, bottom = stems(picture)
    if not 1 <= len(found) <= 3:
        return 0
    ink = picture < 128
    columns = np.flatnonzero(ink[top : top + round(0.6 * (bottom - top))].any(axis=0))
    if found[0] - columns[0] > _OVER * height or columns[-1] - found[-1] > _OVER * height:
        return 0
    pitch = np.diff(found) / height
    if len(pitch) and (pitch.min() < _PITCH[0] or pitch.max() > _PITCH[1] or pitch.max() > 1.3 * pitch.min()):
        return 0
    # П has a bar above, Ш below, Н in the middle; serifs touch at both ends.
    for a, b in zip(found, found[1:], strict=False):
        gap = ink[top:bottom, round(a + 0.35 * (b - a)) : round(b - 0.35 * (b - a)) + 1].mean(axis=1)
        third = max(1, len(gap) // 3)
        upper, lower = gap[:third].max(), gap[-third:].max()
        if gap[third:-third].max(initial=0.0) > 0.5 or max(upper, lower) > 0.7 > 0.2 > min(upper, lower):
            return 0
    return len(found)


def trailing_strokes(picture: Grey) -> int:
    """How many upright strokes in a row a picture of a word ends with."""
    found, height, _, _ = stems(picture)
    count = 0
    for k in range(len(found) - 1, -1, -1):
        if count and found[k + 1] - found[k] > _PITCH[1] * height:
            break
        count += 1
    return count


def stems(picture: Grey) -> tuple[list[float], float, int, int]:
    """The middles of the upright strokes of a word, how tall its capitals are, and the rows where these begin and end."""
    ink = (picture < 128).astype(np.uint8)
    _, stats = pieces_of_ink(np.ascontiguousarray(ink))
    tall = stats[1:][stats[1:, cv2.CC_STAT_HEIGHT] > 0.55 * max(1, stats[1:, cv2.CC_STAT_HEIGHT].max(initial=1))]
    if not len(tall):
        return [], 1.0, 0, 0
    top = int(np.median(tall[:, cv2.CC_STAT_TOP]))
    bottom = int(np.median(tall[:, cv2.CC_STAT_TOP] + tall[:, cv2.CC_STAT_HEIGHT]))
    full = ink[top:bottom].mean(axis=0) > _STEM
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(np.int8)))
    return [(a + b - 1) / 2 for a, b in zip(edges[::2], edges[1::2], strict=True)], float(bottom - top), top, bottom

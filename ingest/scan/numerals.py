"""Roman numerals, which the Ukrainian model does not have: V and X from the English one, strokes counted in the ink."""

from __future__ import annotations

import re

import numpy as np

from ingest.scan import engine
from ingest.scan.picture import Grey

# A column inked over this part of its height is a stem of I.
_STEM = 0.78


def numeral(picture: Grey) -> str | None:
    """The Roman numeral that a picture of one word shows, or None."""
    text, confidence = engine.read(picture, "eng", engine.LINE, allowed="IVX")
    strokes = stems(picture)
    # The engine miscounts strokes that stand close; what comes before them it knows.
    if re.fullmatch(r"VI*", text) and strokes <= 3:
        return "V" + "I" * strokes
    if re.fullmatch(r"I+", text) and 1 <= strokes <= 3:
        return "I" * strokes
    return text if text and confidence > 0.4 and set(text) <= set("IVX") else None


def numeral_after(picture: Grey, figures: str) -> str | None:
    """The Roman numeral behind ``figures`` (such as ``38-14/``) in a picture of both, or None."""
    text, _ = engine.read(picture, "eng", engine.LINE, allowed="0123456789.-/IVX")
    found = re.fullmatch(r"(\d[\d.-]*[/-])([IVX]{1,5})\W*", text)
    if not found or found.group(1) != figures:
        return None
    # The tail's part of the width, with a little of the sign before it.
    start = round(picture.shape[1] * len(figures) / (len(figures) + 0.8 * len(found.group(2))))
    strokes = stems(picture[:, start:])
    return "V" + "I" * strokes if re.fullmatch(r"VI+", found.group(2)) and 1 <= strokes <= 3 else found.group(2)


def stems(picture: Grey) -> int:
    """How many upright strokes from top to bottom a picture of a word holds."""
    ink = picture < 128
    rows = np.flatnonzero(ink.mean(axis=1) > 0.02)
    if not len(rows):
        return 0
    full = ink[rows[0] : rows[-1] + 1].mean(axis=0) > _STEM
    return int(np.count_nonzero(np.diff(np.concatenate(([False], full)).astype(np.int8)) == 1))

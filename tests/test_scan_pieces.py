"""Pieces of connected ink are numbered alike, whether there are few or more than half the memory can number."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.scan.picture import pieces_of_ink


@pytest.mark.parametrize(
    ("size", "share"), [((40, 60), 0.3), ((900, 1200), 0.002), ((1600, 1600), 0.12)], ids=("a cell", "print", "more than 65 535 specks")
)
def test_each_piece_has_its_number_its_box_and_its_pixels(size: tuple[int, int], share: float) -> None:
    """■■ ■
    ■  ■: two pieces, the second one over a corner."""
    ink = np.asarray((np.random.default_rng(7).random(size) < share) * 255, dtype=np.uint8)
    labels, boxes = pieces_of_ink(ink)
    count, numbered, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    assert len(boxes) == count
    assert np.array_equal(labels, numbered)
    assert np.array_equal(boxes, stats)

"""A ruling line as it was traced on a picture, and what the picture shows along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey


@dataclass(frozen=True)
class Stroke:
    """A traced ruling line: ``at[i]`` is its place across at ``along[i]``; pixels."""

    along: NDArray[np.float64]
    at: NDArray[np.float64]

    @cached_property
    def lo(self) -> float:
        return float(self.along[0])

    @cached_property
    def hi(self) -> float:
        return float(self.along[-1])

    @property
    def length(self) -> float:
        return self.hi - self.lo

    @cached_property
    def middle(self) -> float:
        return float(np.median(self.at))

    def followed_by(self, other: Stroke) -> Stroke:
        """Both as one; where they overlap the first one's places count."""
        keep = other.along > self.hi
        return Stroke(np.concatenate((self.along, other.along[keep])), np.concatenate((self.at, other.at[keep])))


def darkest(dark: Grey, xs: NDArray[np.int64], ys: NDArray[np.int64], offsets: Sequence[int]) -> NDArray[np.uint8]:
    """The darkest (a picture with 0 = paper) along a line at any of the offsets from it; beyond the picture its edge counts."""
    rows = np.add.outer(np.asarray(offsets, dtype=np.int64), ys)
    # Less costly than clipping, on lines as short as a cell's side.
    np.maximum(rows, 0, out=rows)
    np.minimum(rows, dark.shape[0] - 1, out=rows)
    columns = np.minimum(np.maximum(xs, 0), dark.shape[1] - 1)
    return np.asarray(dark[rows, columns].max(axis=0), dtype=np.uint8)

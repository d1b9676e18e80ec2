"""A ruling line as it was traced on a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


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

"""Tables without rulings: columns kept apart by white space, rows by baselines and gaps."""

from __future__ import annotations

from ingest.grid import Grid, Line, Word


def aligned_grids(words: list[Word], rulings: list[Line]) -> list[Grid]:
    """Tables that the words' alignment shows."""
    return []

"""A table as a reader sees it, whatever the program that wrote it made of it."""

from __future__ import annotations

from ingest.columns import seen_columns
from ingest.model import Table
from ingest.nested import without_small_tables
from ingest.repeats import merged_repeats


def as_seen(table: Table) -> Table:
    """Small tables as lines of their cells, repeated cells merged, and the columns that the rows tell apart."""
    return seen_columns(merged_repeats(without_small_tables(table)))

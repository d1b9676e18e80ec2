"""Hidden sheets: where a visible one holds the report, what nobody sees (a draft, last year's copy) is no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, Table
from normalize.records import Finding


def without_hidden(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with hidden tables emptied: they keep their place, so that the tables behind them keep their numbers."""
    return tuple(replace(block, cells=()) if isinstance(block, Table) and block.hidden else block for block in blocks)


def hidden_left_out(blocks: Sequence[Block]) -> list[Finding]:
    """A finding on each hidden table that was not read."""
    return [
        Finding("hidden_left_out", {"what": block.name or "—"})
        for block in blocks
        if isinstance(block, Table) and block.hidden and block.cells
    ]

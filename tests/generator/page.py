"""The abstract page every writer draws: paragraphs, tables of spanned cells, page breaks."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Para:
    """A paragraph. ``spaced`` titles are drawn letter by letter already in ``text``."""

    text: str
    align: str = "left"
    bold: bool = False


@dataclass(frozen=True)
class TCell:
    """A cell at (row, column), both from 0, with its spans. ``number`` is the value for spreadsheets (None: text)."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    align: str = "left"


@dataclass
class Grid:
    """A table: cells cover every position once; ``widths`` are relative; ``header`` counts its header rows."""

    rows: int
    columns: int
    cells: list[TCell] = field(default_factory=list)
    header: int = 0
    widths: list[float] = field(default_factory=list)
    ruled: bool = True
    hidden_columns: frozenset[int] = frozenset()

    def at(self) -> dict[tuple[int, int], TCell]:
        """Each top left corner's cell."""
        return {(c.row, c.column): c for c in self.cells}

    def owner(self) -> dict[tuple[int, int], TCell]:
        """Each position's cell, spans filled. Raises ValueError where two cells meet or none stands."""
        out: dict[tuple[int, int], TCell] = {}
        for cell in self.cells:
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.column, cell.column + cell.column_span):
                    if (r, c) in out:
                        raise ValueError(f"two cells at {r}, {c}: {cell.text!r} and {out[r, c].text!r}")
                    out[r, c] = cell
        if len(out) != self.rows * self.columns:
            raise ValueError(f"{self.rows * self.columns - len(out)} positions without a cell")
        return out


@dataclass(frozen=True)
class PageBreak:
    """A new page begins."""


Block = Para | Grid | PageBreak

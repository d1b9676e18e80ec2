"""Plain text: tabs between cells, tables drawn with characters, or columns kept apart by spaces."""

from __future__ import annotations

import textwrap

from tests.generator.page import Block, Grid, PageBreak, TCell

ASCII = "+-|"
BOX = "┼─│"
JOINTS = {
    (0, 1, 0, 1): "┌",
    (0, 1, 1, 0): "┐",
    (1, 0, 0, 1): "└",
    (1, 0, 1, 0): "┘",
    (1, 1, 0, 1): "├",
    (1, 1, 1, 0): "┤",
    (0, 1, 1, 1): "┬",
    (1, 0, 1, 1): "┴",
    (1, 1, 1, 1): "┼",
    (0, 0, 1, 1): "─",
    (1, 1, 0, 0): "│",
    (0, 0, 0, 1): "─",
    (0, 0, 1, 0): "─",
    (1, 0, 0, 0): "│",
    (0, 1, 0, 0): "│",
}


def write_text(blocks: list[Block], form: str = "tabs", encoding: str = "utf-8", newline: str = "\n") -> bytes:
    """``form``: tabs, ascii, box, spaces. A soft hyphen is dropped, as exports do."""
    out: list[str] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            out += ["\f" if form != "tabs" else ""]
        elif isinstance(block, Grid):
            out += ["", *draw_grid(block, form if block.ruled else "tabs" if form == "tabs" else "spaces"), ""]
        else:
            lines = block.text.split("\n")
            out += [line.center(100).rstrip() if block.align == "center" and form != "tabs" else line for line in lines]
    text = newline.join(out).replace("\u00ad", "")
    return text.encode(encoding)


def draw_grid(grid: Grid, form: str) -> list[str]:
    """The lines of one table."""
    if form == "tabs":
        return tabs(grid)
    if form == "spaces":
        return spaces(grid)
    return drawn(grid, form == "box")


def flatten(text: str) -> str:
    """A cell on one line."""
    return " ".join(text.split("\n"))


def tabs(grid: Grid) -> list[str]:
    """A line per row; merged cells leave empty ones behind."""
    at = grid.at()
    return ["\t".join(flatten(at[r, c].text) if (r, c) in at else "" for c in range(grid.columns)) for r in range(grid.rows)]


def spaces(grid: Grid) -> list[str]:
    """Each column at its own offset, at least two spaces between; one line per row."""
    at = grid.at()
    width = [
        max([len(flatten(c.text)) for c in grid.cells if c.column == i and c.column_span == 1] or [0]) + 2 for i in range(grid.columns)
    ]
    lines = []
    for r in range(grid.rows):
        line = ""
        for c in range(grid.columns):
            start = sum(width[:c])
            if (r, c) in at and at[r, c].text:
                line = line.ljust(start) + flatten(at[r, c].text)
        lines.append(line)
    return lines


def column_widths(grid: Grid, room: int) -> list[int]:
    """Characters per column: shares of ``room``, never narrower than its longest single word."""
    weights = grid.widths or [1.0] * grid.columns
    total = sum(weights)
    out = []
    for i, w in enumerate(weights):
        words = [len(word) for c in grid.cells if c.column == i and c.column_span == 1 for word in c.text.replace("\n", " ").split(" ")]
        numbers = [
            len(c.text)
            for c in grid.cells
            if c.column == i and c.column_span == 1 and len(c.text) < 15 and any(x.isdigit() for x in c.text)
        ]
        out.append(max(round(room * w / total), *(words or [1]), *(numbers or [1]), 3))
    return out


def wrap(cell: TCell, width: int) -> list[str]:
    """The cell's text in lines of at most ``width`` characters."""
    lines: list[str] = []
    for part in cell.text.replace("\u00ad", "").split("\n"):
        lines += textwrap.wrap(part, width, break_long_words=True, break_on_hyphens=False) or [""]
    return lines


def row_heights(grid: Grid, widths: list[int]) -> list[int]:
    """Lines per row: single-row cells first, then what spanning cells still lack goes to their last row."""
    heights = [1] * grid.rows
    for cell in sorted(grid.cells, key=lambda c: c.row_span):
        inner = sum(widths[cell.column : cell.column + cell.column_span]) + 3 * (cell.column_span - 1)
        need = len(wrap(cell, inner)) - (cell.row_span - 1)
        have = sum(heights[cell.row : cell.row + cell.row_span])
        heights[cell.row + cell.row_span - 1] += max(0, need - have)
    return heights


def drawn(grid: Grid, box: bool) -> list[str]:
    """The table drawn on a canvas of characters, merged cells without inner borders."""
    widths = column_widths(grid, 130)
    heights = row_heights(grid, widths)
    xs = [sum(w + 3 for w in widths[:i]) for i in range(grid.columns + 1)]
    ys = [sum(h + 1 for h in heights[:i]) for i in range(grid.rows + 1)]
    canvas = [[" "] * (xs[-1] + 1) for _ in range(ys[-1] + 1)]
    lines: set[tuple[int, int, str]] = set()
    for cell in grid.cells:
        x0, x1, y0, y1 = xs[cell.column], xs[cell.column + cell.column_span], ys[cell.row], ys[cell.row + cell.row_span]
        lines |= {(y, x, "h") for y in (y0, y1) for x in range(x0, x1)} | {(y, x, "v") for x in (x0, x1) for y in range(y0, y1)}
        for n, text in enumerate(wrap(cell, x1 - x0 - 3)):
            for k, char in enumerate(text):
                canvas[y0 + 1 + n][x0 + 2 + k] = char
    for y, x, kind in lines:
        for dy, dx in ((0, 0), (0, 1)) if kind == "h" else ((0, 0), (1, 0)):
            canvas[y + dy][x + dx] = _joint(lines, y + dy, x + dx, box)
    return ["".join(row).rstrip() for row in canvas]


def _joint(lines: set[tuple[int, int, str]], y: int, x: int, box: bool) -> str:
    up, down = (y - 1, x, "v") in lines, (y, x, "v") in lines
    left, right = (y, x - 1, "h") in lines, (y, x, "h") in lines
    if box:
        return JOINTS[int(up), int(down), int(left), int(right)]
    if (up or down) and (left or right):
        return "+"
    return "|" if up or down else "-"

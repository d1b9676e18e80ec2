"""Find the header blocks of a table: which rows name the columns, and how far a header reaches up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Cell
from normalize.columns import read_column
from normalize.figures import is_figure
from normalize.head_texts import dimension_only
from normalize.header_levels import LONGEST_LABEL, end_of_header
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES
from normalize.table_rows import Row, line
from normalize.units import read_unit

_SURE = 0.75


def find_headers(rows: Sequence[Row], lexicon: Lexicon) -> list[tuple[int, int]]:
    """The header blocks of a physical table as (start, end) row indices, top to bottom; a repeated header is a block of its own."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(rows):
        block = _block_at(rows, at, lexicon)
        if block is None:
            at += 1
            continue
        floor = found[-1][1] if found else 0
        found.append((_grow_up(rows, block[0], floor, lexicon), block[1]))
        at = block[1]
    return found


def _block_at(rows: Sequence[Row], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    if rows[at].empty:
        return None
    if _is_anchor([rows[at]], lexicon) or _heads_figures(rows, at, lexicon):
        return at, end_of_header(rows, at, at + 1, lexicon)
    for height in (2, 3, 4):
        block = rows[at : at + height]
        if len(block) < height or any(is_figure(line(cell.text)) or _spans_all(row, cell) for row in block for _, cell in row.filled()):
            return None
        if _is_anchor([block[-1]], lexicon):
            return None
        if not rows[at].empty and _is_anchor(block, lexicon) and _wrapped(block):
            return at, end_of_header(rows, at, at + height, lexicon)
    return None


def _spans_all(row: Row, cell: Cell) -> bool:
    """Whether a cell reaches over the whole row, as titles above a table do."""
    return len(row.cells) > 2 and cell.column_span >= len(row.cells) - 1


def _wrapped(block: Sequence[Row]) -> bool:
    """Whether rows can be the lines of one header: most columns that hold text hold it in more than one row."""
    counts = [sum(bool(row.text(c)) and row.cells[c].row == row.index for row in block) for c in range(len(block[0].cells))]
    return sum(n > 1 for n in counts) * 2 >= sum(n > 0 for n in counts)


def _is_anchor(block: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether the rows name enough distinct fields to be a header: a measure, programme or indicator, and something beside it."""
    fields: set[str] = set()
    known = 0
    for text in _column_texts(block):
        if len(text) > LONGEST_LABEL:
            continue
        if is_figure(text):
            return False
        best = lexicon.best("fields", text, _SURE)
        if best:
            known += 1
            fields.update(m.meaning for m in lexicon.matches("fields", text) if m.score >= best.score - 0.03)
    named = fields & {"measure", "programme", "indicator", "section"}
    if fields >= {"planned"} and fields & {"actual", "spent"} and fields <= set(FIGURES) and known > 1 and known == _filled(block):
        return True  # a table of nothing but money: «в цілому за програмою»
    if known > 2 and "planned" in fields and fields & {"actual", "spent"}:
        return True  # whatever the titles' column is called
    if "number" in fields and _in_money(block, lexicon):
        return True
    return known > 1 and bool((named and len(fields) >= 2) or (len(fields) >= 4 and fields & {*FIGURES}))


def _heads_figures(rows: Sequence[Row], at: int, lexicon: Lexicon) -> bool:
    """Whether a row of words beside «№» and a percent stands over figures in two columns more, of money by their own words."""
    row, below = rows[at], rows[at + 1 : at + 1 + _FEW_ROWS]
    texts = [row.text(c) for c, _ in row.filled()]
    if len(texts) < 5 or len(texts) < len(row.cells) or any(is_figure(text) or len(text) > LONGEST_LABEL for text in texts):
        return False
    fields = [found.meaning if (found := lexicon.best("fields", text, _SURE)) else None for text in texts]
    if fields.count("number") != 1 or fields.count("percent") != 1 or not below:
        return False
    columns = [c for c, field in enumerate(fields) if field not in ("number", "percent") and _MONEY_STEM.search(texts[c].casefold())]
    return len(columns) > 1 and all(is_figure(line.text(c)) for line in below for c in columns[:2])


_FEW_ROWS = 2


_MONEY_STEM = re.compile(r"сум|кошт|витрат|видат|фінанс|варт|оплач|сплач|грн|асигн|бюджет|план|факт|викон")


def _in_money(block: Sequence[Row], lexicon: Lexicon) -> bool:
    """Do headings with a unit of money name plan and actual («Планувалось, тис. грн», «Надано, тис. грн»), or one of them beside other money and a percent?"""
    texts = [text for text in _column_texts(block) if read_unit(text) is not None and len(text) <= LONGEST_LABEL]
    fields = {read_column((text,), lexicon).field for text in texts}
    sides = {"actual" if field == "spent" else field for field in fields} & {"planned", "actual"}
    percent = any(read_column((text,), lexicon).field == "percent" for text in _column_texts(block) if len(text) <= LONGEST_LABEL)
    return len(sides) == 2 or bool(sides and len(texts) > 1 and percent)


def _filled(block: Sequence[Row]) -> int:
    return sum(1 for _ in _column_texts(block))


def _column_texts(block: Sequence[Row]) -> Iterator[str]:
    if len(block) == 1:
        yield from (line(cell.text) for _, cell in block[0].filled())
        return
    for column in range(len(block[0].cells)):
        seen = dict.fromkeys(row.text(column) for row in block if row.starts(column) and row.text(column))
        if seen:
            yield " ".join(seen)


def _grow_up(rows: Sequence[Row], start: int, floor: int, lexicon: Lexicon) -> int:
    """Take in rows above the anchor that head several of its columns («План» over the years) or place them."""
    while start > floor:
        above = rows[start - 1]
        texts = [line(cell.text) for _, cell in above.filled()]
        widths = [_width(above, column) for column, _ in above.filled()]
        if not texts or any(is_figure(t) or len(t) > LONGEST_LABEL for t in texts) or max(widths) >= len(above.cells) - 1:
            break
        in_money = any(read_unit(line(cell.text)) is not None and cell.column_span > 1 for _, cell in above.filled())
        if not in_money and not any((m := lexicon.best("fields", t, _SURE)) and m.meaning in FIGURES for t in texts):
            break
        part = any(cell.row_span > 1 and cell.row + cell.row_span > start for _, cell in above.filled())  # it goes down beside the anchor
        if not all(
            lexicon.best("fields", line(cell.text), 0.6)
            or dimension_only(line(cell.text), lexicon)
            or (part and (cell.column_span > 1 or cell.row_span > 1))
            for _, cell in above.filled()
        ):
            break
        start -= 1
    return start


def _width(row: Row, column: int) -> int:
    return row.cells[column].column_span

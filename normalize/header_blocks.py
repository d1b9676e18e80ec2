"""Find the header blocks of a table: which rows name the columns, how far a header reaches down and up, which row merely numbers them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.model import Cell
from normalize.amounts import restacked
from normalize.column_marks import is_number_row
from normalize.columns import read_column
from normalize.head_texts import dimension_only, is_unit_only, without_unit
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES
from normalize.table_rows import Row, line
from normalize.text import fold, one_line
from normalize.units import read_unit
from normalize.values import Kind, is_dash, read_value
from normalize.years import is_year_label

_LONGEST_LABEL = 260
_MOST_LEVELS = 8
_SURE = 0.75
WORD = re.compile(r"[^\W\d_]{3,}")
_LAST_YEAR = re.compile(r"\s20[0-4]\d(?:\s?р(?:\.|ік|оку)?)?$")
_FIRST_YEAR = re.compile(r"^\s*20\d\d(?=\s*\()")


@lru_cache(maxsize=16_384)
def is_figure(text: str) -> bool:
    """Whether a cell holds what only data rows hold: an amount, a percent, a dash; a bare year is none."""
    if not text:
        return False
    if is_dash(text):
        return True
    if is_year_label(without_unit(text)) or not any(c.isdigit() for c in text):
        return False
    if _names_year(text):
        return False
    value = read_value(restacked(text))
    return len(value.parts) > 1 or (value.kind in (Kind.NUMBER, Kind.UNREADABLE) and len(WORD.findall(text)) <= 4)


def _names_year(text: str) -> bool:
    """Whether a bare year and words of their own are all there is: «Заплановані кошти (тис. грн) 2024», «2023 (факт), тис. грн» head a column."""
    bare = without_unit(text)
    words = _FIRST_YEAR.sub("", _LAST_YEAR.sub("", bare))
    return words != bare and bool(WORD.search(words)) and not any(c.isdigit() for c in words)


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
        return at, _grow_down(rows, at, at + 1, lexicon)
    for height in (2, 3, 4):
        block = rows[at : at + height]
        if len(block) < height or any(is_figure(line(cell.text)) or _spans_all(row, cell) for row in block for _, cell in row.filled()):
            return None
        if _is_anchor([block[-1]], lexicon):
            return None
        if not rows[at].empty and _is_anchor(block, lexicon) and _wrapped(block):
            return at, _grow_down(rows, at, at + height, lexicon)
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
        if len(text) > _LONGEST_LABEL:
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
    if len(texts) < 5 or len(texts) < len(row.cells) or any(is_figure(text) or len(text) > _LONGEST_LABEL for text in texts):
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
    texts = [text for text in _column_texts(block) if read_unit(text) is not None and len(text) <= _LONGEST_LABEL]
    fields = {read_column((text,), lexicon).field for text in texts}
    sides = {"actual" if field == "spent" else field for field in fields} & {"planned", "actual"}
    percent = any(read_column((text,), lexicon).field == "percent" for text in _column_texts(block) if len(text) <= _LONGEST_LABEL)
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
        if not texts or any(is_figure(t) or len(t) > _LONGEST_LABEL for t in texts) or max(widths) >= len(above.cells) - 1:
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


def _grow_down(rows: Sequence[Row], start: int, end: int, lexicon: Lexicon) -> int:
    spanned = start + max(cell.row_span - (rows[start].index - cell.row) for cell in rows[start].cells)
    while end < len(rows) and end - start < _MOST_LEVELS:
        row = rows[end]
        if is_number_row(row):
            return end + 2 if end + 1 < len(rows) and _are_units(rows[end + 1].filled()) else end + 1
        if (row.empty and end < spanned) or (_goes_on(rows[end - 1], row) and _reads_on(rows[start:end], row, lexicon)):
            end += 1
            continue
        if (
            row.empty
            and end + 1 < len(rows)
            and len(rows[end + 1].filled()) > 1
            and _is_sub_header(rows, start, end + 1, lexicon, inside=False)
        ):
            end += 2  # sheets that leave a row blank after every row leave one between the levels too
            continue
        if not _is_sub_header(rows, start, end, lexicon, inside=end < spanned):
            break
        end += 1
    return end


def _goes_on(above: Row, row: Row) -> bool:
    """Whether a row is the next line of the header's words: each of its cells begins low and stands under one that holds words."""
    filled = row.filled()
    return len(filled) > 1 and all(
        not is_figure(line(cell.text))
        and _continues(line(above.cells[column].text), line(cell.text))
        and cell.column_span == 1
        and above.starts(column)
        and above.cells[column].column_span == 1
        and bool(above.text(column))
        for column, cell in filled
    )


def _continues(above: str, text: str) -> bool:
    """Whether a text goes on with the one above: in lower case, with its unit, behind a hyphen, a comma or «на», with «Програми»."""
    if re.match(r"[\s(%]*[а-яіїєґ]", text) or _is_unit(text) or fold(text) in ("програми", "програмою"):
        return True
    return bool(re.search(r"[а-яіїєґ][-,]$|\b(?:на|за|у|в|до|з)$", above))


def _reads_on(above: Sequence[Row], row: Row, lexicon: Lexicon) -> bool:
    """Whether the header's columns are understood no worse with the next line than without it: the tail of a measure is no header."""
    for column, cell in row.filled():
        texts = [other.cells[column].text for other in above if other.starts(column) and other.text(column)]
        alone = lexicon.best("fields", one_line("\n".join(texts)), _SURE)
        joined = lexicon.best("fields", one_line("\n".join([*texts, cell.text])), 0.5)
        if alone is not None and (joined is None or joined.score < (_SURE if joined.meaning == alone.meaning else alone.score - 0.1)):
            return False
    return True


def _is_sub_header(rows: Sequence[Row], start: int, at: int, lexicon: Lexicon, *, inside: bool) -> bool:
    """Whether a row below the anchor is a lower level of the header: labels only, standing under headers that reach over several columns."""
    filled = rows[at].filled()
    if not filled:
        return False
    if len(filled) > 1 and all(is_year_label(without_unit(line(cell.text))) for _, cell in filled):
        return True
    if _years_mostly(rows, start, at, filled):
        return True
    if _are_units(filled):
        return True
    under_group = strange = 0
    for column, cell in filled:
        text = line(cell.text)
        speck = inside and bool(WORD.search(text))  # «2 у тому числі»: beside cells that reach down from above words are a head's
        if (is_figure(text) and not speck) or len(text) > _LONGEST_LABEL:
            return False
        known = dimension_only(text, lexicon) or lexicon.best("fields", text, 0.7) or text in ("%", "сума")
        grouped = _under_group(rows, start, at, column)
        if not known and not grouped:
            return False
        strange += not known and not inside
        under_group += grouped
    if strange * 3 > len(filled):
        return False  # a label or two that nobody knows may stand among budgets and years; a row of them is data
    if len(filled) == 1 and filled[0][1].column_span * 2 > len(rows[at].cells) and not (inside or is_unit_only(line(filled[0][1].text))):
        return False
    placing = all(dimension_only(line(cell.text), lexicon) for _, cell in filled)  # «2024 рік» alone under its plan
    return under_group > 0 or (inside and (placing or is_unit_only(line(filled[0][1].text))))


def _years_mostly(rows: Sequence[Row], start: int, at: int, filled: Sequence[tuple[int, Cell]]) -> bool:
    """Whether a level of years of which a scan spoilt some stands under groups: two years at least, a third of the labels, the others short words."""
    texts = [without_unit(line(cell.text)) for _, cell in filled]
    years = sum(is_year_label(text) for text in texts)
    short = all(is_year_label(text) or (len(text) <= 14 and re.search(r"[^\W\d_]", text)) for text in texts)
    grouped = all(_under_group(rows, start, at, column) and cell.column_span == 1 for column, cell in filled)
    return years >= 2 and years * 3 >= len(texts) and short and grouped


def _are_units(filled: Sequence[tuple[int, Cell]]) -> bool:
    """Whether a row names units, those of money and percents for the most part: «тис. грн | тис. грн | %», «рік | тис. грн | тис. грн»."""
    texts = [line(cell.text) for _, cell in filled]
    units = [text for text in texts if _is_unit(text)]
    others = all(_is_unit(text) or _OTHER_UNIT.fullmatch(text) for text in texts)
    return len(units) > 1 and len(units) * 2 > len(texts) and others and all(cell.column_span == 1 for _, cell in filled)


_OTHER_UNIT = re.compile(r"[а-яіїєґ./ ]{2,9}")  # «рік», «з/п», «осіб»


def _is_unit(text: str) -> bool:
    return text.strip("() ") == "%" or is_unit_only(text)


def _under_group(rows: Sequence[Row], start: int, at: int, column: int) -> bool:
    """Whether a header cell above ``column`` spans columns, or the column is empty above beside a filled one (spans lost in the file)."""
    above = [rows[r].cells[column] for r in range(start, at)]
    if any(cell.column_span > 1 for cell in above if line(cell.text)):
        return True
    if not any(line(cell.text) for cell in above):
        return True
    right = column + 1
    return right < len(rows[at].cells) and bool(rows[at].text(right)) and not any(line(rows[r].cells[right].text) for r in range(start, at))


def header_paths(rows: Sequence[Row], start: int, end: int) -> tuple[tuple[str, ...], ...]:
    """The texts above each column from the top level down; spans that the file lost are inferred from the level below."""
    block = [row for row in rows[start:end] if not is_number_row(row) and not row.empty]
    if not block:
        return ()
    width = len(block[0].cells)
    grid = [[row.text(c) for c in range(width)] for row in block]
    for level in range(len(block) - 1, 0, -1):
        if _goes_on(block[level - 1], block[level]):
            for column, cell in block[level].filled():
                grid[level - 1][column] = one_line(f"{block[level - 1].cells[column].text}\n" + (grid[level][column] or cell.text))
            del grid[level], block[level]
    for level in range(len(grid) - 1):
        for column in range(1, width):
            if not grid[level][column] and block[level].cells[column].row_span == 1:
                grid[level][column] = _inherited(grid, block, level, column)
    return tuple(tuple(dict.fromkeys(grid[level][c] for level in range(len(grid)) if grid[level][c])) for c in range(width))


def _inherited(grid: list[list[str]], block: Sequence[Row], level: int, column: int) -> str:
    """The text of the group to the left that an empty top cell belongs to: both have something below."""
    below = range(level + 1, len(grid))
    if not any(grid[r][column] for r in below):
        return ""
    left = column - 1
    text = grid[level][left]
    if not text or not any(grid[r][left] and grid[r][left] != text for r in below):
        return ""
    if any(grid[r][column] for r in range(level)) and any(grid[r][left] != grid[r][column] for r in range(level)):
        return ""
    return text

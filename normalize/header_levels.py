"""How far down a header reaches: its lower levels, the lines its words go on over, its row of units, the row that numbers its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Cell
from normalize.column_marks import is_number_row
from normalize.figures import WORD, is_figure
from normalize.head_texts import dimension_only, is_unit_only, without_unit
from normalize.lexicon import Lexicon
from normalize.table_rows import Row, line
from normalize.text import fold, one_line
from normalize.years import is_year_label

LONGEST_LABEL = 260  # characters
_SURE = 0.75
_MOST_LEVELS = 8


def end_of_header(rows: Sequence[Row], start: int, end: int, lexicon: Lexicon) -> int:
    """The index behind the last row of a header whose rows ``start`` to ``end`` (exclusive) are known to be one."""
    spanned = start + max(cell.row_span - (rows[start].index - cell.row) for cell in rows[start].cells)
    while end < len(rows) and end - start < _MOST_LEVELS:
        row = rows[end]
        if is_number_row(row):
            return end + 2 if end + 1 < len(rows) and _are_units(rows[end + 1].filled()) else end + 1
        if (row.empty and end < spanned) or (goes_on(rows[end - 1], row) and _reads_on(rows[start:end], row, lexicon)):
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


def goes_on(above: Row, row: Row) -> bool:
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
        if (is_figure(text) and not speck) or len(text) > LONGEST_LABEL:
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

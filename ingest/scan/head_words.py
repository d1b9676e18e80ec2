"""What only its neighbours tell of a table's head: a «№» that was read as a figure, a year or period of which a digit was misread."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.scan.head_periods import period_words

# A head has no more rows than this.
_HEAD = 5
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEAR, _LIKE_YEAR = re.compile(r"20[0-4]\d"), re.compile(r"\d{4}")
_YEAR_HEAD, _DIGIT = re.compile(r"20[0-4]\d(?:\s?(?:рік|року|рр?\.?))?"), re.compile(r"\d")
_SPECKED_YEAR = re.compile(r"(?:\W{1,2}\s?|[^\W_]\s+)?(20[0-4]\d(?:\s?(?:рік|року|рр?\.?))?)(?:\s?\W{1,2}|\s+[^\W_])?")
# A row that counts the columns has so many of their numbers, and twice as many as others, of so few characters.
_COUNTED, _SHORT = 4, 3
# A sign alone in its cell as the models write it, where they know no «№».
_SIGN = re.compile(r"\W?(?:[\dОоО]{1,2}|[МмNХхЖЮю])\W{0,2}")
# A word of a head; so many cells of a row say the same as those in the turn before where one alone was misread.
_LONG_WORD, _ALIKE = re.compile(r"[^\W\d_]{4}"), 2
# «№ з/п» in three lines as figures; rows are not so many.
_TORN_SIGN, _ROW_NUMBER = re.compile(r"[1-9]\d{2,3}"), re.compile(r"\d{1,3}(?=\.|$)")

Place = tuple[int, int]


def set_right(places: Sequence[Place], texts: Sequence[str]) -> dict[int, str]:
    """The head's cells whose neighbours tell another text than was read; ``places``: row and column of each cell."""
    changed: dict[int, str] = {}
    first = [k for k, place in enumerate(places) if place[1] == 0]
    if first and places[first[0]][0] == 0 and _is_sign(first, places, texts):
        changed[first[0]] = "№"
    for row in range(_HEAD):
        cells = sorted((k for k, place in enumerate(places) if place[0] == row), key=lambda k: places[k][1])
        changed |= _column_numbers(cells, places, texts)
        changed |= _repeated_words(cells, texts)
        changed |= _specked_years(cells, texts) | _years(cells, places, texts) | _repeated_years(cells, texts) | period_words(cells, texts)
    return changed


def _is_sign(first: Sequence[int], places: Sequence[Place], texts: Sequence[str]) -> bool:
    """Whether the first cell holds a figure where nothing but words stand beside it, and the rows below are numbered from one."""
    beside = [text for place, text in zip(places, texts, strict=True) if place[0] == 0 and place[1] > 0 and text]
    below = [texts[k].strip(" .") for k in first[1:]]
    words = len(beside) >= 3 and all(_WORD.search(text) for text in beside)
    if not words:
        return False
    if _TORN_SIGN.fullmatch(texts[first[0]].strip()):
        rows = [int(found.group()) for text in below if (found := _ROW_NUMBER.match(text))]
        return bool(rows) and rows[0] < int(texts[first[0]])
    return bool(_SIGN.fullmatch(texts[first[0]].strip())) and bool({"1", "1.1"} & set(below[:4]))


def _years(row: Sequence[int], places: Sequence[Place], texts: Sequence[str]) -> dict[int, str]:
    """A row of years side by side, each with the year its neighbour tells where one digit of it was misread."""
    like = [k for k in row if _LIKE_YEAR.fullmatch(texts[k].strip())]
    known = [k for k in like if _YEAR.fullmatch(texts[k].strip())]
    if len(known) < 2 or len(known) == len(like):
        return {}
    changed: dict[int, str] = {}
    for k in (k for k in like if k not in known):
        told = {str(int(texts[o]) + places[k][1] - places[o][1]) for o in known if abs(places[k][1] - places[o][1]) == 1}
        found = [year for year in told if sum(a != b for a, b in zip(year, texts[k].strip(), strict=True)) == 1]
        if len(found) != 1:
            return {}
        changed[k] = found[0]
    return changed


def _column_numbers(row: Sequence[int], places: Sequence[Place], texts: Sequence[str]) -> dict[int, str]:
    """A row that counts the columns, with the numbers that were misread."""
    numbers = {k: str(places[k][1] + 1) for k in row}
    odd = [k for k in row if texts[k].strip(" .") != numbers[k]]
    told = len(row) - len(odd)
    short = all(len(texts[k].replace("\n", "").strip()) <= _SHORT for k in odd)
    return {k: numbers[k] for k in odd} if told >= _COUNTED and told > 2 * len(odd) and short else {}


def _specked_years(row: Sequence[int], texts: Sequence[str]) -> dict[int, str]:
    """A year among years with a sign that a streak or a rule left beside it."""
    years = [k for k in row if _YEAR_HEAD.fullmatch(texts[k].strip())]
    found = {k: _SPECKED_YEAR.fullmatch(texts[k].strip()) for k in row if k not in years}
    return {k: year[1] for k, year in found.items() if year} if len(years) >= 2 else {}


def _repeated_words(row: Sequence[int], texts: Sequence[str]) -> dict[int, str]:
    """The one cell of a row «загальний фонд, спеціальний фонд, всього» over and over of which no word was read, as it stands in the other turns."""
    heads = [" ".join(texts[k].split()) for k in row]
    for turn in range(2, len(heads) // 2 + 1):
        columns = [heads[at::turn] for at in range(turn)]
        usual = [max((bool(_LONG_WORD.search(text)), column.count(text), text) for text in column)[2] for column in columns]
        odd = [at for at, text in enumerate(heads) if text != usual[at % turn]]
        alike = sum(len(set(column)) == 1 for column in columns) * (len(heads) // turn - 1)
        told = len(heads) % turn == 0 and len(odd) == 1 and alike >= _ALIKE and len(set(usual)) == turn
        if told and all(_LONG_WORD.search(text) for text in usual) and not _LONG_WORD.search(heads[odd[0]]):
            return {row[odd[0]]: usual[odd[0] % turn]}
    return {}


def _repeated_years(row: Sequence[int], texts: Sequence[str]) -> dict[int, str]:
    """A row of the same years over and over, each with what stands in its place in the other turns where little of it was read."""
    heads = [texts[k].strip() for k in row]
    for turn in range(2, len(heads) // 2 + 1):
        columns = [heads[at::turn] for at in range(turn)]
        usual = [max((bool(_YEAR_HEAD.fullmatch(text)), column.count(text), text) for text in column)[2] for column in columns]
        odd = [k for at, k in enumerate(row) if heads[at] != usual[at % turn]]
        if len(heads) % turn or not odd or not all(_YEAR_HEAD.fullmatch(text) for text in usual):
            continue
        strange = all(_DIGIT.search(texts[k]) and not _YEAR_HEAD.fullmatch(texts[k].strip()) for k in odd)
        if (
            strange
            and len(set(usual)) == turn
            and all(2 * column.count(text) >= len(column) for column, text in zip(columns, usual, strict=True))
        ):
            return {k: usual[at % turn] for at, k in enumerate(row) if k in odd}
    return {}

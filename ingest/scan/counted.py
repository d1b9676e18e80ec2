"""Numbers of rows that only the rows around tell: strokes that are ones, letters for a number, a figure taken for one that looks like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

# A one whose serifs made it a letter.
_ONES = str.maketrans(dict.fromkeys("IІїЇiіlТ|!", "1"))
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")
# What a row's number was taken for where no figure was seen in it is no longer than this.
_SHORT = re.compile(r"\D{1,4}")
# A number before a title, with a rest of the rule beside it; a letter may have been read for a figure.
_BEFORE_TITLE = re.compile(r"(?P<rest>[IІЇl|!]\s)?(?P<number>\d{1,2}|[ЗОБ])\s+(?=[«\"А-ЯІЇЄҐ][а-яіїєґ'])")
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?|[-–—]")
# Figures that are taken for each other.
ALIKE = {frozenset(pair) for pair in ("35", "38", "39", "56", "58", "68", "89", "08", "06", "17", "14", "27")}


def counted_from_one(places: Sequence[tuple[int, int]], texts: Sequence[str]) -> dict[int, str]:
    """The cells whose strokes are ones, by their place: a row with more than a title before the row numbered one more («1.1» before «1.2»), and
    what begins the columns' numbers (1 | 2 | 3). ``places``: row and column of each cell."""
    plain = _plain(texts)
    changed: dict[int, str] = {}
    for cells, below in pairwise([*_numbered(places, texts), {}]):
        beside = [plain[k] for column, k in sorted(cells.items()) if column > 0]
        told = plain[cells[0]].translate(_ONES)
        columns = told == "1" and beside[:2] == ["2", "3"]
        row = told.endswith("1") and len(beside) > 1 and bool(below) and plain[below[0]] == told[:-1] + "2"
        if told != plain[cells[0]] and (columns or row):
            changed[cells[0]] = _dotted_as(texts[cells[0]], told)
    return changed


def counted_through(places: Sequence[tuple[int, int]], texts: Sequence[str]) -> dict[int, str]:
    """The cells whose number the rows above and below leave no choice: the one between 2.1 and 2.3, and the first of all before 2.2, by their place.

    What was read must look like it («5» for 3, «14» for 1.1, «3» for 1.3), or be no number at all. A number that the report itself mistook stays.
    """
    plain = _plain(texts)
    rows = [cells[0] for cells in _numbered(places, texts) if 1 in cells and _is_measure([plain[k] for _, k in sorted(cells.items())])]
    titles = {row for row, filled in Counter(row for (row, _), text in zip(places, plain, strict=True) if text).items() if filled == 1}
    read = [plain[k] for k in rows]
    changed: dict[int, str] = {}
    for last in (False, True):
        for n, k in enumerate(rows):
            above, below = read[n - 1] if n else "", read[n + 1] if n + 1 < len(rows) else ""
            told = _between(above, below)
            if last and n and titles.isdisjoint(range(places[rows[n - 1]][0], places[k][0])):
                told = told or _next_without_parent(above, read[n], below, read)
            if told is not None and told not in read and _looks_like(read[n], told):
                read[n] = told
                changed[k] = _dotted_as(texts[k], told)
    return changed


def counted_before_titles(places: Sequence[tuple[int, int]], texts: Sequence[str]) -> dict[int, str]:
    """The cells whose number stands before their title and is told by those around («2 Лавки», «З Липи», «4 Клумби»), by their place."""
    first = [k for k, (_, column) in sorted(enumerate(places), key=lambda placed: placed[1]) if column == 0 and texts[k]]
    begun = {k: m for k in first if (m := _BEFORE_TITLE.match(texts[k]))}
    changed: dict[int, str] = {}
    counted = {k: int(m["number"]) for k, m in begun.items() if m["number"].isdigit()}
    for above, k, below in zip(first, first[1:], first[2:], strict=False):
        if k not in begun or above not in counted or counted.get(below) != counted[above] + 2:
            continue
        number = counted[k] = counted[above] + 1
        if begun[k]["rest"] or begun[k]["number"] != str(number):
            changed[k] = f"{number} {texts[k][begun[k].end() :]}"
    return changed


def _is_measure(row: Sequence[str]) -> bool:
    """Whether a row has a number or what was read for one, more than a title, and an amount; the head and what counts the columns are none."""
    number, *beside = row
    sound = (_NUMBER.fullmatch(number) or _SHORT.fullmatch(number)) and "№" not in number and beside[:2] != ["2", "3"]
    return bool(sound) and len(beside) > 1 and any(_AMOUNT.fullmatch(text) for text in beside)


def _between(above: str, below: str) -> str | None:
    """The number of the row between two, or above the second of a level; None where more than one may stand there."""
    if not _NUMBER.fullmatch(below):
        return None
    parent, dot, last = below.rpartition(".")
    if last == "2" and dot and not above.startswith(parent + dot):
        return f"{parent}.1"
    return f"{parent}{dot}{int(last) - 1}" if above == f"{parent}{dot}{int(last) - 2}" else None


def _next_without_parent(above: str, own: str, below: str, read: Sequence[str]) -> str | None:
    """The number after one above whose last figure alone was read («2» below 1.1), where neither it nor one before it counts anything else."""
    parent, dot, last = above.rpartition(".")
    if (
        not dot
        or not own.isdigit()
        or not last.isdigit()
        or int(own) != int(last) + 1
        or 2 * sum("." in number for number in read) < len(read)
    ):
        return None
    return None if parent in read or last in read or below.startswith(own + ".") else f"{parent}.{own}"


def _looks_like(read: str, number: str) -> bool:
    parent, dot, last = number.rpartition(".")
    if _SHORT.fullmatch(read) or (dot and read == last != parent):
        return True
    if len(read) == len(number):
        differs = [frozenset(pair) for pair in zip(read, number, strict=True) if pair[0] != pair[1]]
        return len(differs) == 1 and differs[0] in ALIKE
    # «1.1» whose dot and one ran together: «14».
    return read.isdigit() and len(read) + 1 == len(number) and number.endswith(".1") and read[:-1] == number[:-2]


def _numbered(places: Sequence[tuple[int, int]], texts: Sequence[str]) -> Iterator[dict[int, int]]:
    """The rows with something in the first column, from above: which cell holds what stands in each column."""
    rows: dict[int, dict[int, int]] = {}
    for k, (row, column) in enumerate(places):
        if texts[k].strip():
            rows.setdefault(row, {})[column] = k
    plain = _plain(texts)
    return (cells for _, cells in sorted(rows.items()) if 0 in cells and plain[cells[0]])


def _plain(texts: Sequence[str]) -> list[str]:
    return ["".join(text.split()).rstrip(".") for text in texts]


def _dotted_as(text: str, number: str) -> str:
    return number + ("." if text.strip().endswith(".") else "")

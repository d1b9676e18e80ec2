"""Roman numbers of sections follow each other down a table: strokes that were miscounted, or read as signs, are what the order says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# What the models make of strokes.
_STROKES = r"[IІЇЙШПТУVXХїіtlТ1!|()\]\[]{1,5}"
_HEAD = re.compile(rf"((?:Розділ|РОЗДІЛ)\s?)({_STROKES})([.,:]?)(?=\s+[«\"А-ЯІЇЄҐ])")
# A title over the whole table that begins with its number.
_TITLED = re.compile(rf"()({_STROKES}|[МУН][IІЇП]{{0,3}})(\.)(?=\s+[«\"А-ЯІЇЄҐ])")
_WORDS = re.compile(r"[«\"„]?[А-ЯІЇЄҐ][а-яіїєґ'-]+\s")
# A cell that holds nothing but a section's number, whatever its strokes were taken for; figures are others' numbers.
_LONE = re.compile(r"()([^\d\W]{1,5}|1)(\.?)$")
# The first measure of a section, no farther (cells) behind the heading: its title and what is blank beside it.
_FIRST, _NEAR = re.compile(r"(\d{1,2})\.\s?1\.?(?=\s*$|\s*[«\"А-ЯІЇЄҐ])"), 5
_SUM = re.compile(rf"((?:Разом|Всього|Усього|РАЗОМ|ВСЬОГО|УСЬОГО)\s+(?:за|по|ЗА|ПО)\s+(?:[Рр]озділ|РОЗДІЛ)\w{{0,2}}\s?)({_STROKES})\.?$")


def in_section_order(texts: Sequence[str], lone: Collection[int] = (), titles: Collection[int] = ()) -> dict[int, str]:
    """The texts of a table's cells, row by row, whose section number only the order tells: by their place, set right.

    ``lone``: where the number of a section stands in a cell of its own; ``titles``: what stands over the whole table. A number that is one stays, but a heading's that goes back (after the
    second section there is no first), and one that neither the section before nor the first measure below («6.1») agrees with.
    """
    changed: dict[int, str] = {}
    heads = {k: m for k, text in enumerate(texts) if (m := _head(text, lone=k in lone, title=k in titles))}
    bare = {k for k, m in heads.items() if k in lone or m.re is _TITLED}
    roman = sum(_number(m.group(2)) is not None for m in heads.values()) >= (1 if bare else 2) or any(map(_sums_roman, texts))
    if not roman:
        heads = {k: m for k, m in heads.items() if k not in bare}
    section: int | None = None
    summed: set[int | None] = set()
    for k, text in enumerate(texts):
        if head := heads.get(k):
            number = _number(head.group(2))
            after = None if section is None else section + 1
            below = _first_below(texts[k + 1 :])
            letters = number is None and below is None and not any(map(str.isdigit, head.group(2)))
            if head.re is _TITLED and below != after and not letters:
                # «1. Назва» may count the section's own parts, «I. Назва» those of another part.
                section = section if number is None else number
                continue
            if roman and below is not None and (below == after or (after is None and number is None)):
                number = below
            elif after is not None and (number is None or (number < after and _is_strokes(head.group(2)))):
                number = after
            elif number is None and roman and head.group(2) == "1":
                number = 1
            section = number if number is not None else after
            changed |= _renumbered(k, text, head, number)
        elif section is not None and (sum_ := _SUM.match(text)):
            number = _number(sum_.group(2))
            # A section is summed once, and none before it begins: one stroke too few is the section before, one too many the next.
            early = number == section + 1 and any(later > k and _number(m.group(2)) == number for later, m in heads.items())
            twice = _is_strokes(sum_.group(2)) and number in summed
            if number is None or ((twice or early) and section not in summed):
                changed |= _renumbered(k, text, sum_, section)
                number = section
            summed.add(number)
    return changed


def _head(text: str, *, lone: bool, title: bool) -> re.Match[str] | None:
    """The section's number that a cell begins with."""
    return (_LONE if lone else _HEAD).match(text) or (_TITLED.match(text) if title else None)


def _sums_roman(text: str) -> bool:
    """Whether a text is the sum of a section with a Roman number."""
    found = _SUM.match(text)
    return found is not None and _number(found.group(2)) is not None


def section_cells(places: Sequence[tuple[int, int]], texts: Sequence[str]) -> set[int]:
    """The cells of the first column that stand beside one text and nothing else: by their place; ``places``: row and column of each cell."""
    filled = Counter(row for (row, column), text in zip(places, texts, strict=True) if text and column)
    words = {row for (row, column), text in zip(places, texts, strict=True) if column and _WORDS.match(text)}
    return {k for k, (row, column) in enumerate(places) if column == 0 and texts[k] and filled[row] == 1 and row in words}


def titles_over(places: Sequence[tuple[int, int]]) -> set[int]:
    """The cells that are all of their row; ``places``: row and column of each cell."""
    count = Counter(row for row, _ in places)
    return {k for k, (row, _) in enumerate(places) if count[row] == 1}


def _first_below(texts: Sequence[str]) -> int | None:
    """The section that the first measure below a heading is numbered by, where that begins the next row."""
    found = next((m for text in texts[:_NEAR] if (m := _FIRST.match(text))), None)
    return int(found.group(1)) if found else None


def _number(strokes: str) -> int | None:
    plain = strokes.translate(str.maketrans("ІХ", "IX"))
    return _NUMERALS.index(plain) + 1 if plain in _NUMERALS else None


def _is_strokes(read: str) -> bool:
    """Whether a number was read as strokes alone, which are easily miscounted."""
    return set(read) <= set("IІ")


def _renumbered(place: int, text: str, found: re.Match[str], number: int | None) -> dict[int, str]:
    if number is None or not 1 <= number <= len(_NUMERALS) or _number(found.group(2)) == number:
        return {}
    before = found.group(1) if found.group(1).endswith(" ") or not found.group(1) else found.group(1) + " "
    return {place: before + _NUMERALS[number - 1] + text[found.end(2) :]}

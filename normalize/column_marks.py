"""The row below a header that merely numbers its columns: «1 | 2 | 3», «А | Б | 1 | 2», «гр.1 … гр.6=гр.5/гр.4», «I | II | III»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.ordinals import roman_to_int
from normalize.table_rows import Row, line
from normalize.text import fold

_NUMBERED = re.compile(r"(\d{1,2})\s*[а-яa-z.)]{0,2}\s*(?:\(?\s*=?\s*(?:гр\.?|к\.?)?\s*[\d\s+\-/:*=гргкx()х,.]*\)?)?%?")
_MARK = re.compile(
    r"(?:гр(?:афа)?|к(?:ол)?)?[\s.(-]*(?:(?P<number>\d{1,2})|(?P<roman>[ivxхі]{1,4})|(?P<letter>[а-я]))[\s.)-]*(?:=[\d\s+\-/:*×·x()х.,%грк]*)?"
)
# In the order in which forms go through them
_LETTERS = "абвгдежзиклмнопрст"


def is_number_row(row: Row) -> bool:
    """Whether the row merely numbers the columns: 1 2 3 4 …, also «5=4/3» or «3а». In a wide one a number or two may be misread."""
    filled = row.filled()
    if len(filled) < 3:
        return False
    found = [_NUMBERED.fullmatch(fold(cell.text) or cell.text.strip()) for _, cell in filled]
    numbers = [int(match[1]) for match in found if match]
    if _counts_up(row) or _goes_through_marks([fold(cell.text) for _, cell in filled]):
        return True
    steps = [b - a for a, b in zip(numbers, numbers[1:], strict=False)]
    rising = all(step in (0, 1) for step in steps) and sum(steps) >= len(steps) * 0.7
    return len(numbers) == len(filled) and numbers[0] == 1 and rising and numbers[-1] >= len(row.cells) * 0.5


def _counts_up(row: Row) -> bool:
    """Whether of seven cells or more all but one in five hold their place, in the row or the table, the others hardly more than a digit; or of five all."""
    texts = [(place, column + 1, line(cell.text)) for place, (column, cell) in enumerate(row.filled(), 1)]
    right = max(sum(text[2].strip(" .)") == str(text[by]) for text in texts) for by in (0, 1))
    if len(texts) >= 5 and right == len(texts):
        return True
    return len(texts) >= 7 and right * 5 >= len(texts) * 4 and all(len(text) <= 3 for *_, text in texts)


def _goes_through_marks(texts: Sequence[str]) -> bool:
    """Whether cells go through letters from «а» on, or numbers, Roman ones too, from nought or one on; or through letters, then numbers."""
    marks = [_MARK.fullmatch(text) for text in texts]
    letters = [_LETTERS.find(mark["letter"]) for mark in marks if mark and mark["letter"]]
    numbers = [int(mark["number"] or roman_to_int(mark["roman"].upper()) or 0) for mark in marks if mark and not mark["letter"]]
    if len(letters) + len(numbers) < len(texts) or any(mark and mark["letter"] for mark in marks[len(letters) :]):
        return False
    in_order = numbers == [*range(numbers[0], numbers[0] + len(numbers))] if numbers else True
    return letters == [*range(len(letters))] and in_order and (not numbers or numbers[0] in (0, 1, len(letters) + 1))

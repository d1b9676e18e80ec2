"""Numbers that go over lines of their cell: what their column says of a break that the cell alone leaves open.

A column that is too narrow shows it: some number in it surely goes on below, and no line of it is wider than the cell's first one could have been.
A column whose numbers all print the same decimals shows it too: whole hryvnias above and decimals below are then one number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from normalize.numbers import Number, Wrap, plain_number, wraps_at
from normalize.text import clean
from normalize.values import Kind, Value

_FEWEST = 2
_ONE_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?")
_NO_HEAD = re.compile(r"0.*|20[0-4]\d|.*[.,].*")


@dataclass(frozen=True, slots=True)
class Style:
    """How a column prints its numbers: its widest line, the decimals that all its one-line numbers share, whether a number surely wraps in it."""

    width: int = 0
    decimals: int | None = None
    wraps: bool = False


def is_complete(text: str) -> bool:
    """Whether a line could be a sum of its own: «136 000», not «000,00»."""
    return plain_number(text) is not None and not re.match(r"0\d", text)


def style_of(column: Iterable[tuple[str, Value]]) -> Style:
    """The style of a column's cells, each with its text and reading."""
    width, wraps = 0, False
    decimals: Counter[int] = Counter()
    for text, value in column:
        if value.kind is not Kind.NUMBER and value.wrap is None:
            continue
        width = max(width, *map(len, clean(text).split("\n")))
        wraps |= value.wrap is Wrap.SURE
        if value.wrap in (None, Wrap.LIKELY, Wrap.SURE) and value.number is not None and value.number.value:
            decimals[value.number.decimals] += 1
    shared = next(iter(decimals)) if len(decimals) == 1 and decimals.total() >= _FEWEST else None
    return Style(width, shared, wraps)


def with_decimals(style: Style, table: Style) -> Style:
    """The style of a column whose own numbers show no decimals in common, with those that all sums of its table share."""
    return style if style.decimals is not None else replace(style, decimals=table.decimals)


def settle_wrap(value: Value, text: str, style: Style) -> Value:
    """The value as its column lets it be read: a likely join that the column proves is no repair; a doubtful one is taken, and told, in a narrow column."""
    lines = clean(text).split("\n")
    filled = all(wraps_at(head, tail, style.width) for head, tail in zip(lines, lines[1:], strict=False))
    full = style.wraps and filled
    if value.wrap is Wrap.LIKELY and value.number is not None:
        alike = bool(style.decimals) and value.number.decimals == style.decimals
        return replace(value, repaired=False, note=None) if full or alike else value
    if value.wrap is None and value.kind is Kind.UNREADABLE and len(value.candidates) == 1:
        (number,) = value.candidates  # «1 260, 000» where the whole column prints three decimals
        shaped = re.fullmatch(r"\d{1,3}(?: \d{3})*, \d+", " ".join(lines)) is not None
        alike = shaped and style.decimals is not None and number.decimals == style.decimals
        return replace(value, kind=Kind.NUMBER, number=number, candidates=()) if alike and not value.negative else value
    if value.wrap is Wrap.DOUBTFUL and filled and _lacks_decimals(lines, value, style):
        return replace(value, kind=Kind.NUMBER, number=_signed(value, value.candidates[0]), candidates=())
    if value.wrap is not Wrap.DOUBTFUL or not full or len(value.candidates) != 1:
        return value
    if _NO_HEAD.fullmatch(lines[0]) or not all(_ONE_GROUP.fullmatch(line) for line in lines[1:]):
        return value
    return _taken(value, value.candidates[0])


def _lacks_decimals(lines: list[str], value: Value, style: Style) -> bool:
    """Whether no line but the last could be a sum as the column prints its own, and all lines together are one: «141001,4» over «0»."""
    numbers = [plain_number(line) for line in lines[:-1]]
    alone = [number for number in numbers if number is None or number.decimals == style.decimals]
    return bool(style.decimals) and len(value.candidates) == 1 and value.candidates[0].decimals == style.decimals and not alone


_GROUP_BELOW = re.compile(r"[1-9]\d{0,2}(?: \d{3})*(?:\n\d{3})+")


def alone(value: Value, text: str) -> Value:
    """«724⏎178» where nothing beside the cell tells of two sums: one number whose thousands stand below, and that is told."""
    if value.wrap is not Wrap.DOUBTFUL or len(value.candidates) != 1 or not _GROUP_BELOW.fullmatch(clean(text)):
        return value
    return _taken(value, value.candidates[0])


def _taken(value: Value, number: Number) -> Value:
    return replace(value, kind=Kind.NUMBER, number=_signed(value, number), candidates=(), repaired=True, note="narrow")


def _signed(value: Value, number: Number) -> Number:
    return replace(number, value=-number.value) if value.negative else number

"""The characters that tables in text files are drawn with, and which lines are drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text_lines import Line, columns_of

BARS = frozenset("|¦│┃║╎╏┆┇┊┋")
CORNERS = frozenset(chr(code) for code in [*range(0x250C, 0x254C), *range(0x2552, 0x2570), 0x2570])
JOINTS = frozenset("+") | CORNERS
DASHES = frozenset("-=_─━═╌╍┄┅┈┉—–:~")
NO_TEXT = BARS | JOINTS | DASHES | {" "}
_RULE_LINE = re.compile(r"[\s+|¦:=_~\-\u2013\u2014\u2500-\u257f]*")
_PARTIAL_RULE = re.compile(r"\s*\+[-=]{2}.*[-=]{2}\+\s*$")
#: How many blank lines may stand between two rows.
_MOST_BLANK = 2


def has_bar(text: str) -> bool:
    """Whether anything upright is drawn on the line."""
    return any(char in BARS or char in CORNERS for char in text)


def is_rule(text: str) -> bool:
    """A line of rules alone, at least three characters of them."""
    return bool(_RULE_LINE.fullmatch(text)) and sum(char in DASHES or char in CORNERS for char in text) >= 3


def is_drawn(text: str) -> bool:
    """Whether the line is part of a drawing: with bars, or a rule."""
    return has_bar(text) or bool(_PARTIAL_RULE.match(text)) or (is_rule(text) and "\t" not in text)


@dataclass(slots=True)
class Patience:
    """How many more lines of a file are looked at over and over, so that text that only begins like a table costs no time without end."""

    lines: int = 20_000


def beyond_gaps(lines: Sequence[Line], start: int, end: int, patience: Patience) -> int:
    """Where the table of the lines from ``start`` to ``end`` ends: over blank lines it goes on with lines that have their bars where it has them.

    The lower levels of a head have more of them. A line without any bar between two such (a section's title) belongs to it.
    """
    bars = {x for line in lines[start:end] for x in _bars(line)}
    while len(bars) > 1 and patience.lines > 0:
        patience.lines -= 1
        at = _next_text(lines, end)
        if at is None:
            break
        found = _bars(lines[at])
        if found:
            if not (found <= bars or found > bars):
                break
            bars |= found
            end = at + 1
            continue
        after = _next_text(lines, at + 1)
        if after is None or after == at + 1 or "\t" in lines[at].text or not set() < _bars(lines[after]) <= bars:
            break
        end = at + 1
    return end


def _next_text(lines: Sequence[Line], index: int) -> int | None:
    """The next line that is not blank, of the same page and not far below."""
    for at in range(index, min(index + _MOST_BLANK + 1, len(lines))):
        if lines[at].page != lines[index - 1].page:
            return None
        if not lines[at].blank:
            return at
    return None


def _bars(line: Line) -> set[int]:
    return {x for x, char in enumerate(columns_of(line.text)) if char in BARS} if has_bar(line.text) else set()

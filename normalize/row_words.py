"""Small questions about a row's words and place: may this be a heading, does a text go on, what does a sum's label name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Paragraph
from normalize.columns import years_in
from normalize.labels import Place, read_place
from normalize.lexicon import Lexicon
from normalize.numbering import split_number, split_section
from normalize.stitch import Line
from normalize.text import clean, fold

CAPTION = re.compile(r"(?:стан|хід|фінансування|виконання|перелік).*(?:заход|програм)")


NO_HEADING = re.compile(
    r"(?:стан виконання|хід виконання|фінансування|.*виконання.*заход|результативн|показник|продовження"
    r"|закінчення|одиниц|додаток|таблиц|виконання заходів|сторінка|до рішення|\(?тис|\(?грн|затвердж|звіт|строк|термін|відповідальн|дата)|.*програм",
    re.IGNORECASE,
)


def may_head(text: str) -> bool:
    """Whether a short paragraph right above a part of a table can be its section's title."""
    return bool(
        3 < len(text) <= 160
        and re.search(r"[^\W\d_]{3,}", text)
        and not text.endswith((".", ":", ";", ","))
        and not NO_HEADING.match(fold(text))
    )


def paragraphs_head(lines: Sequence[Line | Paragraph]) -> bool:
    """Whether parts of one table stand under headings of their own: a part after the first that has one says so."""
    started = False
    for i, item in enumerate(lines):
        if isinstance(item, Line):
            started = True
        elif started and may_head(clean(item.text).replace("\n", " ")) and any(isinstance(x, Line) for x in lines[i + 1 : i + 3]):
            return True
    return False


def begins(line: Line, column: int) -> bool:
    """Whether the cell under a column begins there, and is no label that reaches in from the left."""
    return column == 0 or line.cells[column - 1] is not line.cells[column]


def merge(first: Place, second: Place) -> Place:
    return Place(
        first.year if first.year is not None else second.year,
        first.whole or second.whole,
        first.source or second.source,
        first.fund or second.fund,
    )


def split_total_place(title: str, lexicon: Lexicon) -> tuple[Place, str]:
    """The place that a sum's label names behind its own words: «Всього, у т.ч. державний бюджет», «Разом за 2023 рік»."""
    parts = re.split(r"[,:;]|\bу т\.?\s?ч\.?|\bв т\.?\s?ч\.?|\bу тому числі|\bв тому числі|\bз них", title, maxsplit=1)
    rest = parts[1] if len(parts) > 1 else ""
    if rest.strip():
        return read_place(rest, lexicon), title
    years, span = years_in(title)
    if len(years) == 1 and not span and re.search(r"(?:за|на|у|в) 20\d\d", fold(title)):
        return Place(year=years[0]), title
    match = re.search(r"\((.+)\)\s*$", title)
    return (read_place(match[1], lexicon) if match else Place()), title


def section_parts(number: str, title: str) -> tuple[str | None, str | None]:
    """Number and title of a section from a number cell and a title cell; either may hold both."""
    from_title, rest = split_section(title) if title else (None, "")
    if number:
        from_number, number_rest = split_section(number)
        plain = split_number(number)[0]
        if from_number or plain:
            return from_number or plain, (rest or title or number_rest) or None
        if number_rest and not title:
            return split_section(number)
        if not title:
            return None, number
        return from_title, f"{number} {rest or title}" if from_title is None else rest or title
    if from_title is None:
        plain, plain_rest = split_number(title)
        return (plain, plain_rest) if plain and plain_rest else (None, title)
    return from_title, rest or None


def goes_on(before: str, after: str) -> bool:
    """Whether a text can go on with another: it says no word twice at the seam and does not repeat its end."""
    if not before:
        return True
    head, tail = fold(before).split(), fold(after).split()
    if not head or not tail:
        return True
    if head[-1] == tail[0] and len(tail[0]) > 2:
        return False
    return not fold(before).endswith(fold(after)) or len(fold(after)) < 6


def joined(before: str, after: str) -> str:
    if before.endswith("-") and re.search(r"[^\W\d_]-$", before):
        return clean(f"{before}\n{after}").replace("-\n", "").replace("\n", " ")
    return f"{before} {after}".strip()


def all_texts(line: Line) -> str:
    return " | ".join(line.row.text(c) for c, _ in line.row.filled())


def wide(line: Line, title: int | None) -> bool:
    """Whether the title's cell reaches over most of the row."""
    cell = line.cells[title] if title is not None else None
    return cell is not None and cell.column_span * 2 > len(line.cells)


def depth(number: str) -> int:
    return number.count(".")


def sibling(a: str | None, b: str) -> bool | None:
    if a is None:
        return False
    return depth(a) == depth(b)


def leaves_gap(before: str | None, after: str) -> bool:
    """Whether two numbers of one level are no neighbours: 2.5 and 2.10; numbers of other levels or parents say nothing."""
    first, second = (before or "").split("."), after.split(".")
    if len(first) != len(second) or first[:-1] != second[:-1] or not (first[-1].isdigit() and second[-1].isdigit()):
        return False
    return int(second[-1]) - int(first[-1]) > 1

"""Amounts, row numbers and labels that a page break tore: «1» at the end of a page and «709,61» at the top of the next are one number of one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Cell
from normalize.headers import Header
from normalize.labels import is_section_word, is_total, says_all, source_of, total_scope
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable
from normalize.meanings import FIGURES
from normalize.numbering import split_number

_WHOLE = re.compile(r"-?\d{1,3}(?:[  ]\d{3})*")
_GROUPS = re.compile(r"\d{3}(?:[  ]\d{3})*[.,]\d+")
_DECIMALS = re.compile(r"[.,]\d+|\d{1,2}")
_OPEN = re.compile(r".*\d[.,]\d*")
_PLAIN = re.compile(r"-?\d+[.,](\d+)")
_WORDS = re.compile(r"[^\W\d_][^\d]*")
_LABEL_DASH = re.compile(r"[а-яіїєґ.)]\s*[-–—]\s*$")
_LABEL_END = re.compile(r"\d\s*[;,]?\s+[А-ЯІЇЄҐа-яіїєґ][^\d]*[а-яіїєґ.)]\s*$")
_SUM = re.compile(r"\d{1,3}(?:[ \u00a0]?\d{3})*(?:[.,]\d+)?")
_LABELLED = re.compile(rf"[А-ЯІЇЄҐа-яіїєґ][^\d–—:-]*(?:\s[-–—]|:)\s*(?:{_SUM.pattern})[;,.]?")
_STACKED = re.compile(rf"{_LABELLED.pattern}(?:\s+{_LABELLED.pattern})*")
_DASH_SUM = re.compile(rf"[-–—]\s*{_SUM.pattern}")
_LABELLED_WHOLE = re.compile(r".*[а-яіїєґ.)]\s*[-–—]\s*\d{1,3}(?:[  ]\d{3})*", re.DOTALL)
# What a stamp's letters leave is short, and has no word in small letters.
_LOWER, _STAIN = re.compile(r"[а-яіїєґ]{3}"), 12
# What was read less surely than this and is no word may be anything.
_UNREAD, _WORD = 0.6, re.compile(r"[^\W\d_]{4}")
_SIGN = re.compile(r"%|грн\.?|тис\.?\s*грн\.?")


def mend(above: Sequence[Line], tail: Line, header: Header, lexicon: Lexicon) -> tuple[Line, Line] | None:
    """The last line above and the tail, the pieces of figures, number and labels in the tail put to those of the head; None where nothing is a mere piece.

    ``tail`` is the first line of a page, ``above`` the lines before it, the head last; the tail's texts of title, term and executor stay where they are.
    """
    head = above[-1]
    if (titled := _titled_below(head, tail, header, lexicon)) is not None:
        return titled
    if (labelled := _labelled_below(above, tail, header)) is not None:
        return labelled
    figures = [c for c in header.columns(*FIGURES) if tail.own(c)]
    begun = re.match(r"[А-ЯІЇЄҐ«\d]", tail.own(header.column("measure"))) is not None
    cut = _cut_through(head, tail, header, figures)
    signs = {c for c in figures if _signs(head.own(c), tail.own(c))}
    whole = [c for c in figures if c not in signs]
    if (signs and not whole) or (
        not cut and not all(_completes(head.own(c), tail.own(c)) or (not begun and _stacks(head.own(c), tail.own(c))) for c in whole)
    ):
        # the tail is the measure's next place, with figures of its own
        number = header.column("number")
        return _joined(head, tail, [number], [], cut=False) if number is not None and not begun and _goes_on(head, tail, header) else None
    number = _torn_number(above, tail, header)
    if number is None and _numbered(tail, header):
        return None
    labels = [c for c in header.columns("source", "fund", "year") if _label_goes_on(head.own(c), tail.own(c), lexicon, bare=not figures)]
    pieces = [*figures, *([number] if number is not None else []), *labels]
    return _joined(head, tail, pieces, figures, cut=cut) if pieces else None


def _titled_below(head: Line, tail: Line, header: Header, lexicon: Lexicon) -> tuple[Line, Line] | None:
    """A row whose number and amounts stand above the break and all of its title below, put together; None for any other.

    Beside the title may stand the measure's next source, fund or year with amounts of its own.
    """
    number, title = header.column("number"), header.column("measure")
    if number is None or title is None or not split_number(head.own(number))[0] or not any(head.own(c) for c in header.columns(*FIGURES)):
        return None
    bare, named = head.cells[title], tail.cells[title]
    told = [c for c in range(len(tail.cells)) if tail.own(c)]
    if bare is None or bare.row != head.row.index or bare.text.strip() or named is None or title not in told:
        return None
    if told != [title] and not _is_next_place(head, tail, header):
        return None
    if not _WORD.search(named.text) or is_section_word(named.text, lexicon) or is_total(named.text, lexicon) or split_number(named.text)[0]:
        return None
    cells = [replace(bare, text=named.text, page=named.page, box=named.box) if cell is bare else cell for cell in head.cells]
    return replace(head, cells=tuple(cells)), without(tail, named)


def _labelled_below(above: Sequence[Line], tail: Line, header: Header) -> tuple[Line, Line] | None:
    """A sub-row whose amounts stand above the break and all of its source's or fund's name below, put together; None for any other."""
    head = above[-1]
    told = [c for c in range(len(tail.cells)) if tail.own(c)]
    if len(told) != 1 or told[0] not in header.columns("source", "fund", "year") or len(above) < 2:
        return None
    bare, label = head.cells[told[0]], tail.cells[told[0]]
    amounts = any(head.own(c) for c in header.columns(*FIGURES))
    if bare is None or label is None or bare.row != head.row.index or bare.text.strip() or not amounts or not above[-2].own(told[0]):
        return None
    cells = [replace(bare, text=label.text, page=label.page, box=label.box) if cell is bare else cell for cell in head.cells]
    return replace(head, cells=tuple(cells)), without(tail, label)


def _is_next_place(head: Line, tail: Line, header: Header) -> bool:
    """Whether two lines give different sources, funds or years by a label of their own, and the second has no number."""
    number = header.column("number")
    places = header.columns("source", "fund", "year")
    above, below = ([line.own(c) for c in places] for line in (head, tail))
    return not tail.own(number) and any(above) and any(below) and above != below


def _cut_through(head: Line, tail: Line, header: Header, figures: Sequence[int]) -> bool:
    """Whether the break went through all figures of a row, one of them behind its mark: «378», «17570,» above, «8,912», «610» below."""
    if len(figures) < 2 or any(tail.own(c) for c in range(len(tail.cells)) if c not in figures):
        return False
    pairs = [(head.own(c), tail.own(c)) for c in header.columns(*FIGURES) if head.own(c) or tail.own(c)]
    decimals = {len(whole[1]) if (whole := _PLAIN.fullmatch(above + below)) else 0 for above, below in pairs if above and below}
    marked = any(above[-1] in ",." and below.isdigit() for above, below in pairs if above and below)
    return marked and len(decimals) == 1 and 0 not in decimals and len(pairs) == len(figures)


def _joined(head: Line, tail: Line, pieces: Sequence[int], figures: Sequence[int], *, cut: bool) -> tuple[Line, Line] | None:
    cells, rest = list(head.cells), list(tail.cells)
    for c in pieces:
        first, second = cells[c], rest[c]
        if first is None or second is None or first.column_span > 1 or second.column_span > 1:
            return None
        # the last decimals join their number; a group of thousands, or a sign, stays on a line of its own for the reader of numbers
        open_number = cut or _signs(head.own(c), tail.own(c)) or (_OPEN.fullmatch(head.own(c)) and second.text.strip().isdigit())
        between = "\n" if c in figures and not open_number else "" if c in figures or head.own(c).rstrip(".").isdigit() else " "
        cells[c], rest[c] = replace(first, text=f"{first.text.rstrip()}{between}{second.text.strip()}"), None
    return replace(head, cells=tuple(cells)), replace(tail, cells=tuple(rest))


def _goes_on(head: Line, tail: Line, header: Header) -> bool:
    """Whether a number of a page's last row goes on below it: «10» and «.», «3.» and «1» beside no title."""
    number, title = header.column("number"), header.column("measure")
    if number is None:
        return False
    bare = title is not None and head.own(title) and not tail.own(title)
    rest = bool(bare and re.fullmatch(r"\d{1,2}\.", head.own(number)) and re.fullmatch(r"\d{1,2}\.?", tail.own(number)))
    return tail.own(number) == "." or rest


def _torn_number(above: Sequence[Line], tail: Line, header: Header) -> int | None:
    """The column of a number of which a page break left «2.» above and «9.» below, «8» and «.», or «1» and «5» where 14 came before; beside it a text goes on in lower case."""
    number, title = header.column("number"), header.column("measure")
    if number is None or title is None or not re.match(r"[а-яіїєґ]", tail.own(title)):
        return None
    first = "".join(above[-1].own(number).split())
    if re.fullmatch(r"\d{1,2}", first) and re.fullmatch(r"\.\s?\d{1,2}\.?", tail.own(number)):
        return number  # «2» above, «.1» below
    if re.fullmatch(r"\d{1,2}", first) and tail.own(number) == ".":
        return number
    rest = re.fullmatch(r"(\d{1,2})\s?\.?", tail.own(number))
    if rest is None:
        return None
    if re.fullmatch(r"\d{1,2}\.", first):
        return number
    before = next(("".join(line.own(number).split()) for line in reversed(above[:-1]) if line.own(number)), "")
    before = before.rstrip(".")
    digits = first + rest[1]
    return number if first and before.isdecimal() and digits.isdecimal() and int(digits) == int(before) + 1 else None


def _label_goes_on(head: str, tail: str, lexicon: Lexicon, *, bare: bool) -> bool:
    """Whether a source's, fund's or year's label broke off at the page's end: «кошти» above, «обласного бюджету» below.

    What names a source or all of it by itself («загальний», «інші джерела») goes on («обсяг», «фінансування») only where no figures stand beside
    its rest (``bare``).
    """
    if not head or not tail or not re.match(r"[а-яіїєґ(]", tail):
        return False
    whole = f"{head} {tail}"
    if says_all(head, lexicon):
        return bare and says_all(whole, lexicon)
    if bare and source_of(head, lexicon) is not None:
        return source_of(whole, lexicon) == source_of(head, lexicon)
    return source_of(head, lexicon) is None and (source_of(whole, lexicon) is not None or says_all(whole, lexicon))


def _numbered(line: Line, header: Header) -> bool:
    number, title = header.column("number"), header.column("measure")
    return bool(line.own(number) or split_number(line.own(title))[0])


def _stacks(head: str, tail: str) -> bool:
    """Whether two texts are sums of one cell, each with its label: «обласний бюджет – 525,8» above the break, «місцевий бюджет – 455,3» below."""
    return bool(_LABELLED.search(head) and _STACKED.fullmatch(tail))


def _completes(head: str, tail: str) -> bool:
    """Whether a text can only be the end of the number above it; below it in the cell may stand the sums of other sources, each with its label."""
    if _WORDS.fullmatch(head) and tail[:1].islower() and _STACKED.fullmatch(tail):
        return True  # «обласний» | «бюджет – 128,5 місцевий бюджет – 511,6»
    stack = _STACKED.search(tail)
    first = tail[: stack.start()].rstrip() if stack and stack.end() == len(tail) else tail
    return bool(head and first) and _ends(head, first)


def _ends(head: str, tail: str) -> bool:
    head, tail = _one_line(head), _one_line(tail)
    if _OPEN.fullmatch(head) and re.fullmatch(r"\d{1,2}\s?%", tail):
        return True  # «100,0» | «0 %»
    if (_LABEL_DASH.search(head) and _SUM.fullmatch(tail)) or (_LABEL_END.search(head) and _DASH_SUM.fullmatch(tail)):
        return True  # «місцевий бюджет –» | «140,2», «місцевий бюджет» | «– 455,3»
    if _LABELLED_WHOLE.fullmatch(head) and _GROUPS.fullmatch(tail):
        return True  # «місцевий бюджет – 3» | «167,4»
    if _WORDS.fullmatch(head):
        return bool(_WORDS.fullmatch(tail)) and tail[0].islower()  # «не потребує» | «фінансування»
    if _SIGN.fullmatch(tail):
        return head[-1].isdigit()
    if _WHOLE.fullmatch(head):
        return bool(_GROUPS.fullmatch(tail) or re.fullmatch(r"[.,]\d+", tail))
    return bool(_OPEN.fullmatch(head) and _DECIMALS.fullmatch(tail) and tail[0].isdigit())


def _signs(head: str, tail: str) -> bool:
    """Whether the figure below may have its minus above, and no dash that says there is none: the row's other figures tell."""
    return head in ("-", "–", "−") and _SUM.fullmatch(_one_line(tail)) is not None


def _one_line(text: str) -> str:
    """The text without the line ends of a narrow column: «340,» over «79» is 340,79."""
    return " ".join(re.sub(r"(?<=\d[.,])\s(?=\d)|(?<=\d)\s(?=[.,]\d)", "", text).split())


def stain(head: Line, tail: Line, header: Header, lexicon: Lexicon) -> Cell | None:
    """The cell with what a stamp left where the label of a torn row goes on empty: no words, beside the rest of the row's own source or remark.

    ``tail`` is the first line of a page, ``head`` the last one before it.
    """
    title = header.column("measure")
    cell, text = tail.cells[title] if title is not None else None, tail.own(title)
    if cell is None or not text or re.search(r"\d", text) or len(text) > _STAIN or any(tail.own(c) for c in header.columns(*FIGURES)):
        return None
    unread = cell.confidence is not None and cell.confidence < _UNREAD and not _WORD.search(text)
    label = next((head.text(c) for c in range(1 + (title or 0)) if head.text(c)), "")
    if not unread and (_LOWER.search(text) or not is_total(label, lexicon)):
        return None
    goes_on = any(_label_goes_on(head.own(c), tail.own(c), lexicon, bare=True) for c in header.columns("source", "fund"))
    told = [c for c in header.columns("information") if head.text(c) and re.match(r"[а-яіїєґ]", tail.own(c))]
    return cell if goes_on or (unread and told) else None


def without(line: Line, cell: Cell) -> Line:
    """The line with nothing in a cell."""
    bare = replace(cell, text="", readings=())
    row = replace(line.row, cells=tuple(bare if c is cell else c for c in line.row.cells))
    return replace(line, row=row, cells=tuple(bare if c is cell else c for c in line.cells))


def last_line(items: Sequence[object]) -> int | None:
    """The place of the last line among a table's items."""
    return next((i for i in range(len(items) - 1, -1, -1) if isinstance(items[i], Line)), None)


def totalled(table: LogicalTable, lexicon: Lexicon) -> bool:
    """Whether a table has ended in the programme's total, below two rows at least: what comes after a text of its own is another table."""
    lines = [item for item in table.lines if isinstance(item, Line)]
    title = table.header.column("measure")
    labels = [lines[-1].own(c) for c in range(1 + (title or 0))] if len(lines) > 2 else []
    return any(text and is_total(text, lexicon) and total_scope(text, lexicon) in ("programme", "bare") for text in labels)


def sums_up(table: LogicalTable, lexicon: Lexicon) -> bool:
    """Whether a table of sources has a row that gives all of them."""
    columns = table.header.columns("source", "fund", "year")
    texts = (item.own(c) for item in table.lines if isinstance(item, Line) for c in columns)
    return any(says_all(text, lexicon) or is_total(text, lexicon) for text in texts if text)

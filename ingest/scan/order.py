"""Numbers of rows stand in an order, which a misread one breaks: it is read again, alone, and taken where it goes on the order.

No figure is made up, only a lost dot: a number that the ink does not give stays as it was read, and a gap of the report's own stays a gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.scan import engine
from ingest.scan.ink import Glyph, Inked

Number = tuple[int, ...]

# What a number as it was first read is worth against a link between neighbours.
_AS_READ = 0.6
# And where it may have lost its dot.
_DOTLESS = 0.3
_OWN = re.compile(r"\s*(\d{1,2}(?:[.,]\s?\d{1,2}){0,3})[.,]?\s*$")
_BEFORE_WORDS = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,2}){0,3})[.,]?(?=\s*[«\"А-ЯІЇЄҐ])")
_ROMAN = re.compile(r"\s*[IVXІХ]{1,5}[.,]?(?:\s|$)")
# A cell that may hold nothing but a number has at most so many glyphs.
_SHORT = 9
# So many glyphs at a line's beginning hold its number and a letter or two.
_HEAD = 11
_BEGUN = re.compile(r"\d{1,2}(?:[.,]\d{1,2}){0,3}(?!\d)")
# Parts of a digit's height: the tallest and widest a dot is, how the tops of digits differ, and white space that ends a number.
_DOT, _EVEN, _SPACE = 0.45, 0.2, 0.5


def in_order(cells: Sequence[Inked], texts: Sequence[str], columns: Sequence[int]) -> dict[int, str]:
    """The cells whose number goes on the order of their column only where it is read otherwise, each with its new text."""
    changed: dict[int, str] = {}
    for column in set(columns[: len(cells)]):
        below = sorted((k for k, own in enumerate(columns[: len(cells)]) if own == column and texts[k]), key=lambda k: cells[k].y)
        alone = column == 0 and _holds_numbers([texts[k] for k in below])
        read = {k: number_of(texts[k], alone=alone) for k in below if not _ROMAN.match(texts[k])}
        rows = [k for k, number in read.items() if number or (alone and len(cells[k].glyphs) <= _SHORT)]
        if sum(read[k] is not None for k in rows) < 2:
            continue
        broken = _broken([read[k] for k in rows])
        choices = [_choices(cells[k], read[k], again=i in broken) for i, k in enumerate(rows)]
        for k, number in zip(rows, likeliest(choices), strict=True):
            if number is not None and number != read[k]:
                changed[k] = _written(texts[k], number, alone=alone, dotted=_dotted([texts[j] for j in rows]))
    return changed


def follows(before: Number, after: Number) -> bool:
    """Whether a row's number may stand right below another: its first child, its sister, or the next of what it belongs to."""
    ups = [(*before[:k], before[k] + 1) for k in range(len(before))]
    return after == (*before, 1) or any(after in (up, (*up, 1), (*up, 1, 1)) for up in ups)


def number_of(text: str, *, alone: bool) -> Number | None:
    """The number that stands in a cell of its own (``alone``), or before the words of a cell."""
    found = (_OWN if alone else _BEFORE_WORDS).match(text)
    return tuple(int(part) for part in re.findall(r"\d+", found.group(1))) if found else None


def likeliest(choices: Sequence[Sequence[Number | None]]) -> list[Number | None]:
    """One choice per row, so that most neighbours follow each other; the first of each row, as it was read, wherever that does as well."""
    paths: list[tuple[float, list[Number | None]]] = [(0.0, [])]
    for row in choices:
        grown = []
        for k, choice in enumerate(row):
            own = _AS_READ if k == 0 and choice is not None else 0.0
            own = min(own, _DOTLESS) if any(dotted in row for dotted in _with_dot(choice)) else own
            score, path = max(((s + _link(p, choice), p) for s, p in paths), key=lambda found: found[0])
            grown.append((score + own, [*path, choice]))
        paths = grown
    return max(paths, key=lambda found: found[0])[1]


def _link(path: Sequence[Number | None], number: Number | None) -> float:
    before = next((n for n in reversed(path) if n is not None), None)
    return 1.0 if before is not None and number is not None and follows(before, number) else 0.0


def _holds_numbers(texts: Sequence[str]) -> bool:
    """Whether most of a first column is the rows' numbers."""
    return len(texts) > 2 and 2 * sum(bool(_OWN.match(text) or _ROMAN.match(text)) for text in texts) >= len(texts)


def _broken(read: Sequence[Number | None]) -> set[int]:
    """The places of rows that do not follow the one above, of those above them, of rows without a number, and of those that may lack a dot."""
    found = {k for k, number in enumerate(read) if number is None}
    if any(number is not None and len(number) > 1 for number in read):
        found |= {k for k, number in enumerate(read) if _with_dot(number)}
    for k, (above, number) in enumerate(zip(read, read[1:], strict=False)):
        if above is not None and number is not None and not follows(above, number):
            found |= {k, k + 1}
    return found


def _choices(cell: Inked, read: Number | None, *, again: bool) -> list[Number | None]:
    """What a row's number may be, as first read first; its glyphs are read alone where the order is ``broken`` there."""
    return list(dict.fromkeys((read, *_reread(cell), *_with_dot(read)))) if again else [read]


def _with_dot(read: Number | None) -> list[Number]:
    """A number of two figures with the dot that wear or a small print may have lost: «11» for «1.1»."""
    return [divmod(read[0], 10)] if read is not None and len(read) == 1 and 10 < read[0] < 100 and read[0] % 10 else []


def _reread(cell: Inked) -> list[Number]:
    """The number read without the words behind it, and by the English model, to which Cyrillic letters are no figures."""
    found = []
    for glyphs, allowed in ((_glyphs_of_number(cell), "0123456789.,"), (cell.lines[0][:_HEAD] if cell.lines else [], "")):
        if glyphs:
            picture = Inked(cell.only(glyphs), cell.x, cell.y, tuple(glyphs)).tight()
            text, _ = engine.read(picture, "eng", engine.LINE, allowed=allowed)
            begun = _BEGUN.match(text)
            found += [tuple(int(part) for part in re.findall(r"\d+", begun.group()))] if begun else []
    return found


def _glyphs_of_number(cell: Inked) -> list[Glyph]:
    """What a cell's first line begins with and may be a number: tall glyphs and dots up to a space, or to the last dot before a letter."""
    line = cell.lines[0] if cell.lines else []
    run: list[Glyph] = []
    for g in line:
        tall = line[0].height
        if run and g.x0 - run[-1].x1 > _SPACE * tall:
            return run
        if not _is_dot(g, line[0]) and not (abs(g.height - tall) <= _EVEN * tall and g.width < 1.1 * tall):
            break
        run.append(g)
    else:
        return run
    dots = [k for k, g in enumerate(run) if _is_dot(g, line[0])]
    return run[: dots[-1] + 1] if dots else []


def _is_dot(g: Glyph, first: Glyph) -> bool:
    return max(g.height, g.width) <= _DOT * first.height and g.y0 > first.y1 - 0.5 * first.height


def _dotted(texts: Sequence[str]) -> bool:
    """Whether most numbers of a column end with a dot."""
    return 2 * sum(text.rstrip()[-1:] in (".", ",") for text in texts) > len(texts)


def _written(text: str, number: Number, *, alone: bool, dotted: bool) -> str:
    plain = ".".join(map(str, number))
    if alone:
        return plain + "." if dotted else plain
    found = _BEFORE_WORDS.match(text)
    return text if found is None else plain + text[found.end(1) :]

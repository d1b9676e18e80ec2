"""A cell that holds a number is read several ways, and the ways are weighed: engines, the page's own digits, plain geometry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Reading
from ingest.scan import engine
from ingest.scan.agreed import worth
from ingest.scan.digits import Bank, Look
from ingest.scan.ink import Inked

ALLOWED = "0123456789.,-+% "

# Letters that the engine writes for digits; folded only where the cell is known to hold a number.
_LOOK_ALIKE = str.maketrans("ОоOoЗзбІіIl|ВSsgТ", "00003361111185597")
_NUMBER = re.compile(r"[-–—−+]?\s*\d[\d\s.,]*%?$")
_STRAY = re.compile(r"(?<=\d)(?:[ \t]+[.,]+|[.,]{2,})+$", re.MULTILINE)
# Type of one width leaves room behind a comma.
_TYPED = re.compile(r"(?<=\d)(,) (?=\d{1,2}$)|(?<=\d)(\.) (?=\d\d$)", re.MULTILINE)
# A speck between the first thousands is no dot: «2.940 195», «5.749.0».
_SPECKED = re.compile(r"^(\d{1,3})[.,](?=\d{3}(?: \d{3}(?:[.,]\d+)?|[.,]\d{1,2})$)", re.MULTILINE)
# A speck above a comma makes it look like this.
_DOTTED_COMMA = re.compile(r"(?<=\d);(?=\d)")
_WRAPPED = re.compile(r"(\d[\d ]*[.,]\d{0,2})\n(\d{1,2})")
# A line that begins with a mark goes on with the one above it: «2375584» over «.08».
_DECIMALS_BELOW = re.compile(r"(?<=\d)\s*\n\s*(?=[.,]\s?\d{1,3}$)")
_SPACE = re.compile(r"\s+")

# How surely a glyph must be like one digit and unlike the next, and what two engines and the page's digits together are worth: set by hand.
_BANK_SURE, _LIKE, _MARGIN, _ALONE = 0.99, 0.80, 0.06, 0.92
# The digits that look like another one when a part of them is hidden, and what such a reading is worth.
_WHOLE = {"0": "8", "1": "4", "3": "8", "5": "68", "6": "8", "9": "8"}
_HIDDEN = 0.03
# How much less like one digit than like another a glyph in doubt may be that is the one.
_NEARLY = 0.3
# A mark of this part of the digits' height is a comma, or a dot.
_COMMA, _DOT = 0.31, 0.24


@dataclass(frozen=True, slots=True)
class Seen:
    """What geometry and the page's own digits say of a number: characters (``?`` where not known), how sure, and the looks."""

    text: str
    sure: bool
    looks: tuple[Look, ...]


def folded(text: str) -> str:
    """A reading of a number with look-alike letters made digits."""
    text = _DOTTED_COMMA.sub(",", _TYPED.sub(lambda m: m.group(1) or m.group(2), text))
    plain = text.translate(_LOOK_ALIKE).replace("—", "-").replace("–", "-").strip().lstrip(" .,'’`:;_")
    return _SPECKED.sub(r"\1 ", _STRAY.sub("", _DECIMALS_BELOW.sub("", plain)))


def grouped(text: str) -> str:
    """A number whose thousands stand apart unevenly («1170 194,13»: a thin space was lost) without the spaces of its whole part."""
    whole, mark, rest = text.partition(",") if "," in text else text.partition(".")
    parts = whole.split(" ")
    years = all(re.fullmatch(r"(?:19|20)\d\d", part) for part in parts)
    even = 1 <= len(parts[0].lstrip("-+")) <= 3 and all(len(part) == 3 for part in parts[1:])
    if len(parts) < 2 or years or even or not all(part.lstrip("-+").isdigit() for part in parts) or len(parts[-1]) < 3:
        return text
    return "".join(parts) + mark + rest


def is_number(text: str) -> bool:
    """Whether a reading, folded, is a number, a percentage, a measure's number, or such below each other (a wrapped number, stacked sums)."""
    lines = [line for line in folded(text).split("\n") if line.strip()]
    letters = sum(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    return bool(lines) and all(_NUMBER.match(line.strip()) for line in lines) and letters <= max(1, digits)


def key(text: str) -> str:
    """What two readings of one number must share to be the same reading."""
    return _SPACE.sub("", text).replace("—", "-").replace("–", "-").replace("−", "-")


def second_reading(cell: Inked) -> tuple[str, float]:
    """The English model held to digits: the better reader of numbers."""
    return engine.read(cell.tight(), "eng", _mode(cell), allowed=ALLOWED)


def _mode(cell: Inked) -> int:
    return engine.LINE if len(cell.lines) == 1 else engine.BLOCK


def seen(cell: Inked, bank: Bank, index: int) -> Seen:
    """Read a cell by the page's own digits. Not sure where a glyph is like none of them, or like two."""
    found = cell.looks
    alike = bank.likeness(found, index)
    text, sure = "", bool(found)
    for look, row in zip(found, alike, strict=True):
        if look.kind == "mark":
            text += ","
        elif look.kind == "dash":
            text += "-"
        elif look.kind == "other":
            text, sure = text + "?", False
        else:
            best = int(row.argmax())
            # Where a digit has not been seen yet, the one that looks most like it may be it.
            known = row[best] >= (_LIKE if row.min() > -1 else _ALONE)
            text += str(best) if known else "?"
            sure = sure and bool(known and row[best] - np.partition(row, -2)[-2] >= _MARGIN)
    return Seen(text, sure and ",," not in text, found)


def same_build(text: str, eye: Seen) -> bool:
    """Whether digits and marks stand in the same places, whatever digits they are; a percent sign is one to three glyphs."""
    plain = key(text).replace(".", ",")
    ink = eye.text
    if plain.endswith("%"):
        plain = plain[:-1]
        if not 1 <= len(ink) - len(plain) <= 3:
            return False
        ink = ink[: len(plain)]
    return len(plain) == len(ink) and all((c.isdigit() and (e.isdigit() or e == "?")) or c == e for c, e in zip(plain, ink, strict=True))


def _percents(texts: Sequence[str]) -> list[str]:
    """The readings with ``96`` made ``%`` where another reading has the sign there: the Ukrainian model does not know it."""
    signed = {key(text)[:-1] for text in texts if text.endswith("%")}
    return [text[:-2].rstrip() + "%" if text[-2:] in ("96", "90", "95") and key(text[:-2]) in signed else text for text in texts]


def weigh(engines: Sequence[tuple[str, float]], eye: Seen, layer: str | None = None) -> tuple[Reading, ...]:
    """All readings, best first, each with the chance that it is right.

    ``engines`` are the engine's readings in order of trust, ``eye`` the page's own digits, ``layer`` a PDF's invisible text.
    """
    weight: dict[str, float] = {}
    shown: dict[str, str] = {}
    votes: Counter[str] = Counter()
    texts = _percents(["\n".join(grouped(line) for line in folded(raw).split("\n")) for raw, _ in engines])
    for rank, (text, (_, confidence)) in enumerate(zip(texts, engines, strict=True)):
        if not is_number(text):
            continue
        say = (0.6 + 0.4 * confidence) * (1.0 if rank < 2 else 0.8)
        if not same_build(text, eye):
            say *= 0.6
        if text.startswith("-") and eye.text[:1] != "-":
            # A speck before a number is no minus.
            say *= 0.3
        _add(weight, shown, text, say)
        votes[_name(text)] += 1
    if eye.sure:
        _add(weight, shown, _with_marks(eye, shown), 1.6)
    elif any(c.isdigit() for c in eye.text) and "?" not in eye.text and ",," not in eye.text:
        _add(weight, shown, _with_marks(eye, shown), 0.7)
    if layer is not None and is_number(layer):
        _add(weight, shown, folded(layer), 0.5)
    total = sum(weight.values())
    if not total:
        return ()
    ranked = sorted(weight, key=lambda k: -weight[k])
    ranked = ranked[:1] + [k for k in ranked[1:] if _fits(k, eye)]
    shown = {k: _marked(text, eye) if same_build(text, eye) else text for k, text in shown.items()}
    alone = {k for k in ranked if votes[k] < min(2, len(engines))}
    chances = {k: _chance(weight[k] / total, k, eye, alone=k in alone) for k in ranked}
    said = [(_name(text), confidence) for text, (_, confidence) in zip(texts, engines, strict=True)]
    room = sum(look.kind in ("digit", "other") for look in eye.looks)
    chances[ranked[0]] = max(chances[ranked[0]], worth(ranked[0], said, eye.text, room, sure=eye.sure))
    return tuple(Reading(shown[k], round(chances[k], 4)) for k in ranked)


def weighed_again(
    cell: Inked, said: Sequence[tuple[str, float]], eye: Seen, enough: float, layer: str | None = None
) -> tuple[Reading, ...]:
    """All readings of a cell on which the first ones (``said``) differ, weighed as in ``weigh``: it is shown in more ways until one is sure ``enough`` (0-1)."""
    readings = list(said)
    weighed: tuple[Reading, ...] = ()
    for one in _more_readings(cell):
        readings.append(one)
        weighed = weigh(readings, eye, layer)
        if weighed and weighed[0].confidence >= enough:
            break
    return weighed


def _more_readings(cell: Inked) -> Iterator[tuple[str, float]]:
    """The same ink drawn otherwise: larger, softened, smaller."""
    picture, mode = cell.tight(), _mode(cell)

    def shown(drawn: NDArray[Any]) -> tuple[str, float]:
        return engine.read(np.asarray(drawn, dtype=np.uint8), "eng", mode, allowed=ALLOWED)

    yield shown(cv2.resize(picture, None, fx=1.6, fy=1.6, interpolation=cv2.INTER_CUBIC))
    yield shown(cv2.GaussianBlur(picture, (0, 0), 1.1))
    yield shown(cv2.resize(picture, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA))


def _fits(name: str, eye: Seen) -> bool:
    """Whether the paper has room for so many digits; a percent sign is several glyphs."""
    room = sum(look.kind in ("digit", "other") for look in eye.looks)
    return not room or sum(c.isdigit() for c in name) <= room


def wrapped(text: str) -> str | None:
    """An amount the last digit or two of which stand in the next line of a narrow cell, in one; None where they do not."""
    found = _WRAPPED.fullmatch(text)
    return found.group(1) + found.group(2) if found else None


def partly_hidden(text: str) -> list[Reading]:
    """What a number may be of which a stroke across it has hidden a part: each digit that another one holds whole, made that one."""
    return [Reading(text[:k] + whole + text[k + 1 :], _HIDDEN) for k, digit in enumerate(text) for whole in _WHOLE.get(digit, "")]


def alike(text: str, cell: Inked, bank: Bank, index: int) -> list[Reading]:
    """What a number may be whose print is in doubt: each digit that looks nearly as much like another one of the page's, made that one."""
    eye = seen(cell, bank, index)
    if not same_build(text, eye):
        return []
    likeness = bank.likeness(eye.looks, index)
    places = [k for k, char in enumerate(text) if char not in " %"]
    found = []
    for place, look, row in zip(places, eye.looks, likeness, strict=False):
        if look.kind == "digit" and text[place].isdigit():
            best = float(row[int(text[place])])
            ranked = sorted((d for d in range(10) if d != int(text[place]) and row[d] > best - _NEARLY), key=lambda d: -row[d])
            found += [Reading(text[:place] + str(d) + text[place + 1 :], _HIDDEN) for d in ranked[:2]]
    return found


def _marked(text: str, eye: Seen) -> str:
    """Commas and dots told apart by their ink where it is plain; a dot where the mark ends a measure's number."""
    marks = iter([look for look in eye.looks if look.kind == "mark"])
    lines = []
    for line in text.split("\n"):
        result = ""
        for char in line:
            if char in ",.":
                mark = next(marks)
                char = "," if mark.height >= _COMMA else "." if mark.height <= _DOT else char
            result += char
        # Several marks, or one at the end, are the dots of a numbering such as 2.10.
        bare = result.rstrip()
        lines.append(result.replace(",", ".") if bare[-1:] in ",." or sum(c in ",." for c in bare) > 1 else result)
    return "\n".join(lines)


def _add(weight: dict[str, float], shown: dict[str, str], text: str, say: float) -> None:
    name = _name(text)
    weight[name] = weight.get(name, 0.0) + say
    shown.setdefault(name, text)


def _with_marks(eye: Seen, shown: dict[str, str]) -> str:
    """The page's own reading, written as an engine wrote it where they agree (spaces, comma or dot)."""
    return shown.get(eye.text, eye.text)


def _name(text: str) -> str:
    return key(text).replace(".", ",")


def _chance(share: float, name: str, eye: Seen, *, alone: bool) -> float:
    """How sure a reading is; ``alone``: all other engines saw no number at all."""
    if share > 0.999:
        if eye.sure and eye.text == name:
            return _BANK_SURE + 0.009
        return 0.97 if same_build(name, eye) and not alone else 0.8
    return min(0.95, share)

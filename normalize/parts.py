"""Several sums in one cell: one per line, semicolon, bullet or source name («державний бюджет – 229312,9»)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from normalize.numbers import Number, read_number
from normalize.text import DASHES, dehyphenate
from normalize.units import Unit, split_unit

TOKEN = re.compile(r"\d[\dOoОоЗзбlIІiі|]*(?:[ '’ʼ]\d{3}(?!\d))*(?:[.,][\dOoОоЗзбlIІi]+)*|\d+")
BREAKDOWN = r"(?:(?:у|в)\s(?:т\.\s?ч\.?|тому\sчислі)|і?з\sних)"
"""Words that announce the parts of the sum before them."""
_DASH_CHARACTERS = DASHES.replace("\\", "")


class Kind(StrEnum):
    """What a cell holds, before its column, year and row give it a state."""

    NUMBER = "number"
    DASH = "dash"
    NONE_WORDS = "none_words"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    NOTE = "note"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Part:
    """One of several sums in a cell, with the words before it as ``label`` ("" for a bare bullet)."""

    label: str
    number: Number | None
    kind: Kind
    unit: Unit | None = None


def split_parts(text: str) -> tuple[Part, ...]:
    """The sums of a cell that holds several, one per line, semicolon or source name; () where the text is no such list."""
    parts: list[Part] = []
    label = ""
    for segment in re.split(r"[;\n]|,\s+(?=[^\W\d_])", dehyphenate(text)):
        if parts and not parts[-1].label and not label and (behind := re.fullmatch(r"\s*\(([^()\d]+)\)\s*", segment)):
            parts[-1] = replace(parts[-1], label=_label(behind[1]))
            continue
        found, label = _segment_parts(segment, label)
        if found is None:
            return ()
        parts.extend(found)
    return _with_one_unit(parts) if not label else _with_labels_behind(parts, label)


def _with_labels_behind(parts: list[Part], last: str) -> tuple[Part, ...]:
    """«100,0⏎МБ⏎50,0⏎ДБ»: each sum's words stand on the line below it; () where a sum has none or has words on both sides."""
    labels = [*(part.label for part in parts[1:]), last]
    if not parts or parts[0].label or not all(labels):
        return ()
    return _with_one_unit([replace(part, label=label) for part, label in zip(parts, labels, strict=True)])


def _with_one_unit(parts: list[Part]) -> tuple[Part, ...]:
    """A unit behind the last sum alone is everybody's: «ДБ – 100,0, МБ – 50,0 тис. грн»."""
    if parts and parts[-1].unit and not any(part.unit for part in parts[:-1]):
        return tuple(replace(part, unit=parts[-1].unit) for part in parts)
    return tuple(parts)


def _segment_parts(segment: str, before: str) -> tuple[list[Part] | None, str]:
    """One segment's sums, and the words still waiting for their sum. None: not a list of sums."""
    rest = segment.strip()
    parts: list[Part] = []
    label = before
    while rest:
        token = TOKEN.search(rest)
        if token is None:
            dash = re.fullmatch(rf"(?P<label>.*?[^{DASHES}\s:])?\s*[:\s]*(?P<dash>[{DASHES}](?:\s*[{DASHES}])*)\s*\.?", rest)
            if dash:
                parts.append(Part(_label(label, dash["label"] or ""), None, Kind.DASH))
                return parts, ""
            if behind := re.fullmatch(rf"[{DASHES}]\s*[{DASHES}:]\s*(?P<label>[^\W\d_].*)", rest):  # «- – державний бюджет»
                parts.append(Part(_label(behind["label"]), None, Kind.DASH))
                return parts, ""
            return parts, " ".join(p for p in (label, rest) if p)
        reading = read_number(token[0].strip())
        if reading.number is None:
            return None, ""
        words = rest[: token.start()]
        if not _may_label(words, rest[token.end() :], first=not parts):
            return None, ""
        unit, used = split_unit(rest[token.end() :])
        rest = rest[token.end() + used :].strip(" .,")
        parts.append(Part(_label(label, words), reading.number, Kind.NUMBER, unit))
        label = ""
        if (
            rest and not re.search(r"[^\W_]", rest) and not re.fullmatch(r"[)»\"]+", rest)
        ):  # «100,0 –»: a minus behind, or a range without its end
            return None, ""
        if rest and parts[-1].label == "" and not TOKEN.search(rest):  # «100,0 – державний бюджет»
            parts[-1] = replace(parts[-1], label=_label("", rest))
            rest = ""
    return parts, label


def _may_label(words: str, following: str, *, first: bool) -> bool:
    """Whether what stands around a number lets it be a sum of its own: words, a bullet or nothing before it, no broken number behind it."""
    if re.match(r"\s*[.,]*\s*[\d?…]|[.,]{2}", following):
        return False
    lettered = bool(re.search(r"[^\W\d_]{2}", words))
    return lettered or (first and not words.strip(f" :=•*{_DASH_CHARACTERS}"))


def _label(*pieces: str) -> str:
    text = " ".join(p for p in pieces if p)
    return re.sub(r"\s+", " ", text).strip(" :=.,()•*" + _DASH_CHARACTERS)

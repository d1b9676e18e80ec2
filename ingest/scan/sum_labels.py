"""The label of a row of sums with what a stamp, a signature or a border left beside it: «ра Усього», «Усього: п тя»."""

from __future__ import annotations

import re

_SUM = r"(?:Усього|Всього|Разом|УСЬОГО|ВСЬОГО|РАЗОМ)"
_OF = (
    r"(?:\s+(?:по|ПО|за|ЗА)\s+(?:[Пп]рограм\w+|ПРОГРАМ\w+|(?:[Рр]озділ|РОЗДІЛ)\w*\s+(?:[IVX]+|\d{1,2})"
    r"|(?:завдан|ЗАВДАН)\w+\s+\d{1,2}|(?:напрям|НАПРЯМ)\w*))?"
)
_LABEL = re.compile(rf"(?P<before>(?:[^\s\d]{{1,3}}\s+){{0,3}})(?P<label>{_SUM}{_OF}\s?:?)(?P<behind>(?:\s+\S{{1,4}}){{0,8}})\s*")
# Short words that say something.
_WORD = re.compile(r"у|в|з|і|й|та|по|за|на|до|що|рік|року|роки|рр?|грн|тис|млн|усі|всі|осіб|од|шт|рад|мб|дб|об")
_NUMERAL = re.compile(r"[IVXІХ]+|\d{1,2}|(?:19|20)\d\d")


def sum_label(text: str) -> str:
    """The label alone, where nothing but short scraps stands beside it; else the text as it is."""
    found = _LABEL.fullmatch(text)
    if found is None:
        return text
    before, behind = ([word.strip(".,;:()«»\"'|*-") for word in found.group(part).split()] for part in ("before", "behind"))
    if {"т", "ч"} <= {word.lower() for word in behind}:
        return text  # «у т.ч.»
    closed = found.group("label").endswith(":")
    if any(_WORD.fullmatch(word if len(word) == 1 else word.lower()) for word in (*before, *behind)) or (
        not closed and any(_NUMERAL.fullmatch(word) for word in behind)
    ):
        return text
    return found.group("label").strip()

"""The community a document belongs to, in the nominative and in full, from any case and from its council's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.text import one_line, same_script, unify_apostrophes

_ADJ_END = r"(?:а|ої|ій|у|ою)"
_NAME = rf"(?<![А-ЯІЇЄҐа-яіїєґ'-])(?P<name>[А-ЯІЇЄҐ][А-ЯІЇЄҐа-яіїєґ'-]{{1,40}}?(?:ськ|зьк|цьк)){_ADJ_END}"
# «Агрономічна», «Нова», «Червона»: an adjective of another kind, where the kind of community stands beside it
_OTHER_NAME = rf"(?<![А-ЯІЇЄҐа-яіїєґ'-])(?P<name>(?-i:[А-ЯІЇЄҐ])[а-яіїєґ'-]{{2,40}}?(?:н|ов|ев|єв|ян|ол|ід)){_ADJ_END}"
_TYPE = rf"(?P<type>міськ|селищн|сільськ|поселен)(?P<type_end>{_ADJ_END})"
_COMMUNITY = re.compile(
    rf"{_NAME}\s+(?:{_TYPE}\s+)?(?P<united>об'єднан(?:а|ої|ій|у|ою)\s+)?(?:(?:територіальн(?:а|ої|ій|у|ою)\s+)?громад(?:а|и|і|у|ою)(?![а-яіїєґ])|(?P<short>ОТГ|ТГ|МТГ|СТГ)\b)",
    re.IGNORECASE,
)
_OTHER_COMMUNITY = re.compile(
    rf"{_OTHER_NAME}\s+{_TYPE}\s+(?P<united>)(?P<short>)територіальн(?:а|ої|ій|у|ою)\s+громад(?:а|и|і|у|ою)(?![а-яіїєґ])", re.IGNORECASE
)
_COUNCIL = re.compile(rf"{_NAME}\s+{_TYPE}\s+(?:рад(?:а|и|і|у|ою)(?![а-яіїєґ])|військов\w+\s+адміністрац)", re.IGNORECASE)
_NO_NAMES = frozenset(("міськ", "сільськ", "поселенськ", "громадськ", "православн", "людськ", "сусідськ"))
_TYPES = {"міськ": "міська", "селищн": "селищна", "сільськ": "сільська", "поселен": "поселенська"}
_SHORT_TYPES = {"МТГ": "міськ"}


@dataclass(frozen=True, slots=True)
class Community:
    """A community's full name; ``from_council``: only its council was named."""

    name: str
    from_council: bool


def find_community(texts: Iterable[str], beside: Iterable[str] = ()) -> Community | None:
    """The community of a document; ``texts`` stand in the order of trust (title first). A named community beats a council.

    ``beside`` is text that names no community of its own right, but may tell the kind of one.

    «Коростенська територіальна громада» and «Коростенська ОТГ» take their kind (міська …) from the council of the same name.
    District and regional councils have no community.
    """
    lines = [unify_apostrophes(same_script(one_line(text))) for text in texts]
    councils = [match for line in lines for match in _COUNCIL.finditer(line) if _is_name(match)]
    others = (match for text in beside for match in _COUNCIL.finditer(unify_apostrophes(same_script(one_line(text)))))
    kinds = {_stem(match["name"]): match["type"].casefold() for match in (*others, *councils)}
    for line in lines:
        named = next((m for m in _COMMUNITY.finditer(line) if _is_name(m)), None)
        match = named or _OTHER_COMMUNITY.search(line)
        if match:
            kind = (match["type"] or _SHORT_TYPES.get((match["short"] or "").upper()) or kinds.get(_stem(match["name"])) or "").casefold()
            return Community(_full(_stem(match["name"]), kind, united=bool(match["united"])), from_council=False)
    if not councils:
        return None
    (stem, kind), _ = Counter((_stem(m["name"]), m["type"].casefold()) for m in councils).most_common(1)[0]
    return Community(_full(stem, kind), from_council=True)


def _is_name(match: re.Match[str]) -> bool:
    """Whether the adjective names a place: «українська громада» is the people, «Українська міська територіальна громада» that of Українка."""
    name = match["name"].lower()
    return name not in _NO_NAMES and (name != "українськ" or bool(match["type"]))


def _stem(name: str) -> str:
    return "-".join(piece[:1].upper() + piece[1:].lower() for piece in name.split("-"))


def _full(stem: str, kind: str, *, united: bool = False) -> str:
    words = [stem + "а", _TYPES.get(kind, ""), "об'єднана" if united else "", "територіальна громада"]
    return " ".join(word for word in words if word)

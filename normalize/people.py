"""Who signed: «Начальник управління ____ Ім'я ПРІЗВИЩЕ», the post on one to three lines, the name at the end or below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.text import DASHES, clean, same_script, unify_apostrophes

_UP = "А-ЯІЇЄҐ"
_LOW = "а-яіїєґ'"
_GIVEN = rf"[{_UP}][{_LOW}]+(?:-[{_UP}][{_LOW}]+)?"
_CAPS = rf"[{_UP}][{_UP}']+(?:-[{_UP}][{_UP}']+)?"
_INITIALS = rf"[{_UP}]\.\s?(?:[{_UP}]\.)?"
_NAMES = tuple(
    re.compile(rf"(?:^|(?<=[\s_/)]))(?P<name>{shape})$")
    for shape in (
        rf"{_GIVEN}\s+(?:{_GIVEN}\s+)?{_CAPS}",
        rf"{_CAPS}\s+{_GIVEN}(?:\s+{_GIVEN})?",
        rf"{_INITIALS}\s?(?:{_GIVEN}|{_CAPS})",
        rf"(?:{_GIVEN}|{_CAPS})\s+{_INITIALS}",
        rf"{_CAPS}\s+{_CAPS}",
    )
)
_PLAIN_NAME = re.compile(rf"(?:^|(?<=[\s_/)]))(?P<name>{_GIVEN}\s+(?:{_GIVEN}\s+)?{_GIVEN})$")
_SHORT_NAME = re.compile(rf"(?:^|(?<=[\s_/)]))(?P<name>{_GIVEN}\s+{_GIVEN})$")
_POST = re.compile(
    r"начальни|голов[аи]|секретар|керівни|керуюч|директор|заступник|завідувач|спеціаліст|староста|бухгалтер|виконувач|в\.\s?о\.|т\.\s?в\.\s?о\.|голова|ректор|"
    r"головний лікар|комісар|командир|президент|міський|сільський|селищний|провідний|інспектор|адміністратор|економіст|юрист", re.IGNORECASE
)  # fmt: skip
_NOT_SIGNED = re.compile(
    r"^\W*(?:вик(?:онав\w*|онавець)?\b|тел(?:ефон)?\b|підготу\w+|склав\w*|надрук|погоджен\w*|контактн\w+|e-?mail)", re.IGNORECASE
)
_NOT_NAMES = re.compile(
    r"міськ|рад[аи]\b|комітет|управлінн|відділ|програм|бюджет|област|район|україн|громад|звіт|всього|разом|усього|примітк", re.IGNORECASE
)
_PHONE = re.compile(rf"\d[\d\s()]*[{DASHES}]\s?\d\d[{DASHES}\s]|\(\d{{3,5}}\)|\+?380|\b0\d{{9}}\b")
_FILL = re.compile(r"_+|\.{3,}|/+\s*$|\(підпис\)|\(ініціал[^)]*\)|м\.\s?п\.", re.IGNORECASE)
_LONGEST, _WORDS = 170, 14


def find_signatory(texts: Sequence[str]) -> str | None:
    """The name in the signature block that ends a document; of several signatures the first. None where nobody signed.

    ``texts`` are the paragraphs below the tables, in order. «Вик. Петренко 5-12-34» signs nothing.
    """
    return next((name for _, name in _signatures(texts)), None)


def signature_lines(texts: Sequence[str]) -> frozenset[int]:
    """Positions of the paragraphs that make the signature block, so that narrative and signature are told apart."""
    marked = {index for index, _ in _signatures(texts)}
    for index in tuple(marked):
        for above in range(index - 1, max(-1, index - 4), -1):
            if texts[above].rstrip().endswith((".", ":")) or (not _POST.search(texts[above]) and len(texts[above].split()) > 6):
                break
            marked.add(above)
    return frozenset(marked)


def _signatures(texts: Sequence[str]) -> list[tuple[int, str]]:
    lines = [(index, line) for index, text in enumerate(texts) for line in clean(text).split("\n") if line.strip()]
    block: list[tuple[int, str]] = []
    for index, line in reversed(lines):
        if len(line) > _LONGEST or (len(line.split()) > _WORDS and line.endswith(".")):
            break
        block.insert(0, (index, line))
    out = []
    for position, (index, line) in enumerate(block):
        if _NOT_SIGNED.match(line) or _PHONE.search(line):
            continue
        posted = any(_POST.search(near) for _, near in block[max(0, position - 3) : position + 1])
        if (name := _name_in(line, posted=posted)) and not (
            position and _NOT_SIGNED.match(block[position - 1][1]) and not _POST.search(line)
        ):
            out.append((index, name))
    return out


def _name_in(line: str, *, posted: bool) -> str | None:
    """The person's name that ends the line, spelt as signed. A surname in lower case counts only below or behind a post."""
    line = re.sub(r"\s+", " ", _FILL.sub(" ", same_script(line))).strip(" ,;*")
    key = unify_apostrophes(line)
    for pattern in (*_NAMES, *((_PLAIN_NAME, _SHORT_NAME) if posted else ())):
        match = pattern.search(key)
        if match is None or _NOT_NAMES.search(match["name"]) or _POST.search(match["name"]):
            continue
        before = key[: match.start("name")].strip()
        if (posted or not before) and not (pattern is _NAMES[-1] and before):
            return line[match.start("name") : match.end("name")]
    return None

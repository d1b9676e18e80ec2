"""Labelled facts around the tables: «Відповідальний виконавець Програми: …», «Дата і номер рішення …», «Строк реалізації …»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from normalize.bodies import starts_body
from normalize.dates import read_date
from normalize.people import find_signatory, signs
from normalize.text import clean, one_line, same_script, unify_apostrophes


class FactKind(StrEnum):
    """What a label announces; ``OTHER`` labels only end the fact before them."""

    DECISION = "decision"
    EXECUTOR = "executor"
    DOER = "doer"
    CO_EXECUTOR = "co_executor"
    MANAGER = "manager"
    TERM = "term"
    NAME = "name"
    PERIOD = "period"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact: its value (the label cut off, lines kept) and the positions of its lines; none for a fact told in a sentence."""

    kind: FactKind
    value: str
    lines: tuple[int, ...]


_NUMBERING = r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s*)?"
_OF_PROGRAMME = r"(?:\s+(?:(?:міськ|цільов|комплексн|регіональн|місцев|бюджетн|селищн|сільськ|обласн|районн)\w+|заход\w+|зазначен\w+|цієї))*(?:\s+програми)?(?:\s*\([^)]*\))?"
_OF_DECISION = r"(?:рішен\w+|документ\w*|розпоряджен\w+)"
_UP_TO_PROGRAMME = r"(?:[^:\d]{0,140}?(?:до\s+(?:не[їі]|програми)|затвердж\w+(?:\s+програм\w*)?))?"
_ENDING_LABELS = "|".join(
    (
        r"мета|завдання|ціл[ьі]|замовник\w*|розробник\w*|ініціатор\w*|координатор\w*|учасник\w*|загальн\w+\s+обсяг|обсяг\w*|джерел\w+",
        r"(?:стан\s+)?фінансування(?:\s+(?:та|і)\s+виконання|\s+заходів|\s+програми)|перелік|очікуван\w+|підстав\w+|напрям\w*|показник\w*|контроль|етап\w*|додаток|стан\s+виконання|виконання\s+(?:заходів|результативних|програми)",
        r"результативні\s+показники|аналіз\s+виконання|оцінка|примітк\w+|одиниця",
    )
)
_PATTERNS = (
    (FactKind.CO_EXECUTOR, rf"(?:спів-?виконав\w+){_OF_PROGRAMME}"),
    (
        FactKind.EXECUTOR,
        rf"відповідальн\w+\s+(?:виконав\w+|за\s+(?:виконання|реалізацію))(?:\s*(?:та|і|,)\s*співвиконав\w+)?{_OF_PROGRAMME}",
    ),
    (FactKind.EXECUTOR, r"(?:головн\w+\s+|основн\w+\s+)?виконав(?:ець|ці)\s+(?:заходів\s+)?програми"),
    (FactKind.DOER, r"(?:(?:головн|основн|безпосередн)\w+\s+)?виконав(?:ець|ці)(?:\s+заходів)?(?=\s*(?:[:–-]|$))"),
    (
        FactKind.MANAGER,
        rf"(?:(?:назва|найменування)\s+)?(?:головн\w+\s+)?розпорядник\w*(?:\s+(?:бюджетн\w+\s+)?коштів)?(?:\s*\([^)]*\))?{_OF_PROGRAMME}",
    ),
    (
        FactKind.DECISION,
        rf"(?:дат\w+,?\s*(?:і|та|й)?\s*(?:номер|№)\w*|номер\w*\s*(?:і|та|й|,)\s*дат\w+|реквізити)\s[^:\d]{{0,140}}?{_OF_DECISION}{_UP_TO_PROGRAMME}",
    ),
    (FactKind.DECISION, r"рішення(?:\s+[^:\d]{0,60}?)?\s+про\s+затвердження(?:\s+програми)?"),
    (FactKind.DECISION, r"рішення,?\s+(?:яким|що|про\s+яке)[^:\d]{0,60}затвердж\w+(?:\s+програм\w*)?"),
    (FactKind.DECISION, r"(?:підстав\w+|нормативн\w+\s+баз\w+)[^:.\d]{0,80}?(?=:?\s*(?:рішен|розпоряджен)\w+\s[^.]*\d)"),
    (FactKind.DECISION, r"(?:ким\s*(?:і|та|,)\s*коли|коли\s*(?:і|та|,)\s*ким)\s+затвердж\w+(?:\s+програм\w*)?"),
    (
        FactKind.DECISION,
        r"(?=програм\w+\s+(?:була\s+)?(?:затвердж|схвал|прийнят|ухвал)|затверджен[аоу]\s*:?\s+рішен|зміни\s+до\s+програми|(?:зі|із)\s+змінами)",
    ),
    (FactKind.TERM, r"(?:строк\w*|термін\w*|період)\s+(?:реалізації|виконання|дії|впровадження)(?:\s+програми)?"),
    (FactKind.NAME, r"(?:повна\s+)?(?:назва|найменування)\s+(?:(?:міськ|цільов|комплексн|регіональн|місцев)\w+\s+)*програми"),
    (FactKind.PERIOD, r"звітний\s+період"),
    (FactKind.OTHER, rf"(?:{_ENDING_LABELS})"),
)
_LABELS = tuple(
    (kind, re.compile(rf"{_NUMBERING}(?:{pattern})(?:(?<![а-яіїєґ'])|(?![а-яіїєґ']))", re.IGNORECASE)) for kind, pattern in _PATTERNS
)
_BODIES = (FactKind.EXECUTOR, FactKind.DOER, FactKind.CO_EXECUTOR, FactKind.MANAGER)
_INNER = re.compile(
    r"(?<=[\w.,;»”\")])\s+(?=(?:Відповідальн(?:ий|і) виконав(?:ець|ці)|Співвиконав(?:ець|ці)|(?:Строк|Термін|Період)и? (?:реалізації|виконання|дії)|Звітний період"
    r"|(?:Дата|Номер)[^:]{0,20} рішення|Головний розпорядник)(?:[^:.;]{0,60}:|(?: (?:П|п)рограми)? [–—-] )|Програм[ау] затверджен[ао] рішенням)"
)
# «Відповідальний виконавець – відділ освіти; співвиконавці – старости»
_CO_EXECUTORS = re.compile(r"(?<=\S)\s*[;,.]\s+(?=співвиконав(?:ець|ці)\s*(?:програми\s*)?[:–—-])", re.IGNORECASE)
_UNIT = re.compile(
    r"^\W*(?:одиниц[яі] виміру|(?:[ув] )?(?:тис|млн|млрд)\b\.?\s?(?:грн|гривень)|(?:[ув] )?(?:грн|гривень|гривнях)\b)", re.IGNORECASE
)
_VERB = re.compile(
    r"[а-яіїєґ]{3,}(?:ає|яє|ує|ює|ить|ала|яла|ила|али|яли|или|ало|яло|ило|ував|ював|ано|ено|ться|лась|лося|лися|вся)(?![а-яіїєґ'])|становив|склав|надав|провів",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"відповідальн\w+\s+виконав\w+(?:\s+\w+){0,3}?\s+(?:є|визначено|виступає|визначен\w+)\s+(?P<value>[^.]+)", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:[,;:(«„-]|\b(?:та|і|й|з|із|зі|від|для|у|в|на|до|при|по|за|сесії|скликання|рішення|рішенням|№))\s*$", re.IGNORECASE
)
_FUND = re.compile(r"^\W*(?:загальн|спеціальн)\w+\s+фонд\w*\W*$", re.IGNORECASE)  # a caption over the table below, no body
_DECISION_LINE = re.compile(
    r"^\W*(?:\d{1,2}[.)]\s*)?(?:від\b|№|рішенн\w+|(?:зі|із|з)\s+змін|внесен\w*|та\s|\d{1,2}\.\d{1,2}\.\d{4}|сесі\w+|розпоряджен\w+|зміни\b)",
    re.IGNORECASE,
)


def label_of(line: str) -> tuple[FactKind, int] | None:
    """The label that a line starts with, and where its value begins; None for other lines."""
    key = unify_apostrophes(same_script(line))
    for kind, pattern in _LABELS:
        match = pattern.match(key)
        if match is None:
            continue
        end = match.end()
        colon = re.match(r"[^:\d]{0,80}?:\s*|\s*[-–—]\s+|\s*", key[end:])
        if kind in _BODIES and (joined := re.match(r"[^:.,]{0,40}:\s*", key[end:])):
            colon = joined
        if kind is FactKind.OTHER and ":" not in key[:160] and len(key) > 120:
            return None
        if kind in (*_BODIES, FactKind.TERM) and not (colon and colon[0].strip()) and _is_prose(key[end:].strip()):
            return None
        return kind, end + (colon.end() if colon and match[0] else 0)
    return None


def is_caption(line: str) -> bool:
    """Whether a line is a unit, a page's number or a heading over a table or a list: «Виконання заходів Програми (тис. грн)»."""
    found = label_of(line)
    return bool(
        _UNIT.match(line) or not re.search(r"[^\W\d_]{2}", line) or (found and found[0] is FactKind.OTHER and not _VERB.search(line))
    )


def is_unit(line: str) -> bool:
    """Whether a line is a unit of money and nothing else: «тис. грн», «(грн, коп.)», «Одиниця виміру: тис. гривень»."""
    return bool(_UNIT.match(line)) and len(line) < 40


def is_running_text(text: str) -> bool:
    """Whether a text is told in sentences: no caption, unit, list label or section's name."""
    line = one_line(text)
    if len(line.split()) < 3:
        return False
    return bool(_VERB.search(line)) or (line.rstrip('»”"* ').endswith((".", "!", "?", "…")) and len(line.split()) > 5)


def _is_prose(rest: str) -> bool:
    """Whether what follows a label without a colon goes on as a sentence: «Відповідальні виконавці щокварталу подавали …»."""
    if not rest or rest[0].isdigit() or rest[0] in '«"“„№(':
        return False
    return bool(_VERB.search(rest)) or (rest[0].islower() and not starts_body(rest))


def split_labels(line: str) -> list[str]:
    """A line in which another label begins («… освіти Термін реалізації Програми: 2025 рік»), as the lines it should have been."""
    pieces = [piece for part in _INNER.split(line) for piece in _CO_EXECUTORS.split(part)]
    numbered = len(pieces) > 1 and re.fullmatch(r"\W*\d{1,2}(?:\.\d{1,2})*[.)]?", pieces[0])
    return [f"{pieces[0]} {pieces[1]}", *pieces[2:]] if numbered else pieces


def read_facts(lines: Sequence[str]) -> list[Fact]:
    """The labelled facts among text lines (one paragraph may hold several lines), each with the lines its value goes on over."""
    facts: list[Fact] = []
    index = 0
    while index < len(lines):
        line = clean(lines[index]).replace("**", "")
        found, sentence = label_of(line), _SENTENCE.search(line)
        if (kind := _caption_below(lines, index)) is not None:
            facts.append(Fact(kind, re.sub(r"^\d{1,2}[.)]\s*", "", line), (index, index + 1)))
            index += 2
            continue
        if sentence or found is None or found[0] is FactKind.OTHER or _is_bare_caption(line):
            facts += [Fact(FactKind.EXECUTOR, sentence["value"], ())] if sentence else []
            index += 1
            continue
        kind, start = found
        taken = [index]
        value = line[start:].strip()
        if (rest := _label_goes_on(line, lines[index + 1 : index + 2])) is not None:
            value = rest
            taken.append(index + 1)
        while index + len(taken) < len(lines) and _continues(kind, value, clean(lines[index + len(taken)]), len(taken)):
            value = f"{value}\n{clean(lines[index + len(taken)])}".strip()
            taken.append(index + len(taken))
        facts.append(Fact(kind, value, tuple(taken)))
        index += len(taken)
    return facts


def _label_goes_on(line: str, below: Sequence[str]) -> str | None:
    """The value behind a label that is broken over two lines («Відповідальний виконавець / Програми: відділ освіти»); None for any other."""
    following = clean(below[0]) if below else ""
    whole = f"{line} {following}"
    here, found = label_of(line), label_of(whole)
    if not following or here is None or found is None or here[0] is not found[0] or line[here[1] :].strip():
        return None
    at_colon = whole[: found[1]].rstrip().endswith(":") and not line.rstrip().endswith(":")
    return whole[found[1] :].strip() if at_colon and label_of(following) is None else None


def _caption_below(lines: Sequence[str], index: int) -> FactKind | None:
    """What the caption under a line says it is: «Відділ освіти / (відповідальний виконавець програми)»."""
    below = clean(lines[index + 1]) if index + 1 < len(lines) else ""
    if not (below.startswith("(") and below.endswith(")")) or not lines[index].strip() or label_of(lines[index]) is not None:
        return None
    found = label_of(below[1:-1])
    if found is None or found[0] is FactKind.OTHER:
        return None
    return found[0] if len(below[1:-1]) - found[1] < 40 or _is_bare_caption(below) else None


def _is_bare_caption(line: str) -> bool:
    """Whether a line in brackets only says what stands above it: «(найменування програми, дата і номер рішення про її затвердження)»."""
    return line.startswith("(") and line.endswith(")") and not re.search(r"[\d:«»\"]|\s[–—-]\s", line)


def _continues(kind: FactKind, value: str, line: str, taken: int) -> bool:
    if (
        not line
        or taken > 12
        or _UNIT.match(line)
        or (found := label_of(line)) is not None
        and not (kind is FactKind.DECISION and found[0] is FactKind.DECISION)
    ):
        return False
    if kind in _BODIES and (signs(line) or (value and _FUND.match(line))):
        return False
    if not value or _GOES_ON.search(value):
        return True
    if kind is FactKind.DECISION:
        return (
            bool(_DECISION_LINE.match(line))
            or line[:1].islower()
            or (len(line) < 200 and bool(re.match(r"\W*\d", line)) and read_date(line) is not None)
        )
    if kind in _BODIES:
        return (
            find_signatory([line]) is None
            and not _VERB.search(line)
            and (line[:1].islower() or starts_body(line))
            and len(line) < 300
            and not line.endswith(":")
            and not value.endswith(".")
        )
    return kind is FactKind.NAME and (line[:1].islower() or line[:1] in '«"„')

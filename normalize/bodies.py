"""A list of bodies (відділ …, управління …, КП …) becomes its members: commas inside one body's name do not split it."""

from __future__ import annotations

import re

from normalize.text import clean, dehyphenate, unify_apostrophes

_NOUN = (
    r"(?:під)?відділ|управління|департамент|комітет|виконком|рада|служба|центр|сектор|інспекція|апарат|архів|агентство|фонд|палата|асоціація|бюро|установа"
    r"|підприємство|заклад|організація|товариство|спілка|школа|ліцей|гімназія|коледж|лікарня|поліклініка|амбулаторія|музей|бібліотека|будинок|палац|клуб|стадіон"
    r"|адміністрація|військкомат|комісаріат|поліція|прокуратура|суд|старостат|поліклініка|частина|загін|гарнізон|філія|підрозділ|університет|інститут|редакція|газета"
    r"|відділи|управління|департаменти|служби|центри|установи|підприємства|заклади|організації|підрозділи|школи|старостати|ради|фонди"
    r"|секретар|голова|заступник|заступники|керуючий|керуюча|начальник|староста|старости|директор|спеціаліст|депутат|депутати|виконавець|замовник|підрядник|підрядники|балансоутримувач"
)
_SHORT = r"КП|КНП|КЗ|КУ|КВГП|КВП|КО|ТОВ|ПП|ФОП|ГО|ОСББ|АТ|ПАТ|ПрАТ|ДП|ДУ|ДНЗ|ЗДО|ЗОШ|ЦНАП|ЦПМСД|РДА|ОДА|РВА|ОВА|УЖКГ|УПСЗН|ТЦК|ДСНС|ГУНП|НП|РУП|УКБ|ВК|ЦСССДМ|КДЮСШ|ДЮСШ|БК|ЦБС|ЖЕК|МКП"
_ADJECTIVE = r"[А-ЯІЇЄҐа-яіїєґ'-]+(?:ий|ій|а|я|е|є|і|ові)"
_START = re.compile(
    rf"(?:{_SHORT})(?![а-яіїєґА-ЯІЇЄҐ])|(?:{_ADJECTIVE}\s+(?:(?:та|і|й)\s+(?={_ADJECTIVE}\s))?){{0,5}}(?i:{_NOUN})(?![а-яіїєґ])(?!(?<=управління)\s+[а-яіїєґ]+(?:ом|ою|ами|ями|ем)\b)"
)
_AND_BODY = re.compile(
    rf"\s+(?:та|і|й)\s+(?=(?:{_SHORT})(?![а-яіїєґА-ЯІЇЄҐ])|(?:відділ|департамент|комітет|комунальн\w+ підприємство|служба|центр|сектор|фінансове управління)(?![а-яіїєґ]))",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\s+(?=(?:Стан|Хід|Виконання|Перелік|Фінансування|Результати)\s+(?:виконання\s+|фінансування\s+)?(?:заходів|[Пп]рограми)(?![а-яіїєґ]))"
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪]\s*|\d{1,2}[.)]\s+)")


def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies of a list, each as written. A body starts after a semicolon, a bullet, or a comma or line break before a body's noun.

    The caption of the table below («… господарства Виконання заходів Програми»), which a scan may run on with, is none of them.
    """
    lines = _CAPTION.split(dehyphenate(clean(text)))[0].split("\n")
    pieces: list[str] = []
    for line in lines:
        if pieces and _continues(pieces[-1], line):
            pieces[-1] = f"{pieces[-1]} {line}"
        else:
            pieces.append(_BULLET.sub("", line))
    bodies = [body for piece in pieces for body in _split_line(piece)]
    return tuple(body for body in bodies if re.search(r"[^\W\d_]{2}", body))


def _continues(before: str, line: str) -> bool:
    if _BULLET.match(line) or before.endswith(";"):
        return False
    starts_body = bool(_START.match(unify_apostrophes(line)))
    if before.endswith(","):
        return True
    return line[:1].islower() and not starts_body or re.search(r"(?:\b(?:та|і|з|із|для|у|в|на|до|при|по)|[«„(-])$", before) is not None


def _split_line(text: str) -> list[str]:
    out: list[str] = []
    for chunk in text.split(";"):
        current = ""
        for piece in re.split(r",(?!\d)\s*", _BULLET.sub("", chunk)):
            starts = bool(_START.match(unify_apostrophes(piece.strip())))
            if current and (not starts or current.count("(") > current.count(")") or current.count("«") > current.count("»")):
                current = f"{current}, {piece.strip()}"
            else:
                out += _and_split(current)
                current = piece.strip()
        out += _and_split(current)
    return out


def _and_split(text: str) -> list[str]:
    return [piece.strip(" .,:–—-\n") for piece in _AND_BODY.split(text) if piece.strip(" .,:–—-\n")]


def starts_body(text: str) -> bool:
    """Whether the text starts with a body's name: «відділ освіти», «Фінансове управління», «КП …»."""
    return bool(_START.match(unify_apostrophes(text.strip())))

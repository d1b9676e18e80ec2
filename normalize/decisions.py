"""Decisions that approved and amended the programme: number, date, session and convocation, in every order they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from normalize.dates import dates_in
from normalize.ordinals import int_to_roman, ordinal_in_words, read_ordinal, roman_to_int, to_latin_roman
from normalize.records import Decision
from normalize.text import one_line, same_script

_ROMAN = r"[IVXLІХ]{1,6}"
_PIECE = rf"(?:\d+[а-яіїєґa-z]?|{_ROMAN})"
_NUMBER = rf"{_PIECE}(?:\s?[-–—/.]\s?(?:{_PIECE}|[А-ЯІЇЄҐ]{{2,3}}\b|[а-яіїєґ]{{1,3}}\b))*"
_SIGNED = re.compile(rf"(?:№+|\bN[oо]?\b\.?|(?<![а-яіїєґ])номер\b)\s*[«\"]?(?P<n>{_NUMBER})(?![\w])")
_COMPLEX = re.compile(
    rf"(?<![\w./-])(?P<n>\d+(?:\s?[-–.]\s?\d+){{0,4}}\s?[-–—/]\s?{_ROMAN}|\d+(?:[-.]\d+)*/{_ROMAN}|\d+(?:[-.]\d+)*/\d+)(?![\w/])"
)
_CONVOCATION = re.compile(rf"(?P<c>{_ROMAN}|\d{{1,2}}(?:\s?-\s?[а-яіїє]{{1,3}})?|[а-яіїєґ'’]+(?:ого|ього))\s+скликан", re.IGNORECASE)
_SESSION = re.compile(r"(?P<before>(?:(?:[^\s,;()]+|\([^()]{1,30}\))\s+){1,6})сесі[їєяю]", re.IGNORECASE)
_SESSION_AFTER = re.compile(
    r"^\s*(?:року|р\.)?\s*(?:[,(]\s*|(?=(?:[а-яіїєґ'’]+\s+){0,2}[а-яіїєґ'’]+ої\s+сесії))"
    r"(?P<before>(?:(?!рішен|розпоряд|змін|внес|від\s)[^\s,;()]+\s+){1,6})сесі[їєяю][^,;)№]*\)?",
    re.IGNORECASE,
)
# «№ 2411, сесія двадцять восьма VIII скликання»
_SESSION_NAMED = re.compile(r"^\s*[,(]\s*сесія\s+(?:(?!рішен|розпоряд|змін|внес|від\s)[^\s,;()№]+\s*){1,4}\)?", re.IGNORECASE)
_NAMED = re.compile(r"сесія\s+((?:[а-яіїєґ'’]+\s+)?[а-яіїєґ'’]+(?:а|я)|\d{1,3}(?![\d.]))(?![\w-])", re.IGNORECASE)
_AMENDING = re.compile(r"змін|доповнен|нов\w+ редакці|внесен", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{5,}")  # «сесiї» with a Latin i; shorter ones may be part of a number as printed
_OTHER_ACT = re.compile(r"\bзакон\w*\b|постанов\w+|наказ\w*|указ\w*\s+президента|кодекс\w*|лист\w*\b", re.IGNORECASE)
_ACT = re.compile(r"рішен|розпоряджен|сесі[їєяю]|програм|змін|затвердж|схвал", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    number: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    number: str
    on: date | None


def read_decisions(passages: Iterable[str]) -> tuple[Decision, ...]:
    """Decisions named in passages that speak of the programme's approval and changes, in reading order, duplicates dropped.

    The first is the approval unless words of change stand before it; of several dated ones without such words the earliest is.
    """
    found: list[Decision] = []
    for passage in passages:
        for decision in _passage_decisions(_WORDS.sub(lambda word: same_script(word[0]), one_line(passage))):
            if not any((d.number, d.decided_on) == (decision.number, decision.decided_on) for d in found):
                found.append(decision)
    return _settle_roles(found)


def _settle_roles(found: list[Decision]) -> tuple[Decision, ...]:
    """Exactly one decision can have approved the programme: the earliest of those not told to be changes."""
    approvals = [d for d in found if d.role == "approval"]
    if len(approvals) < 2:
        return tuple(found)
    first = min(approvals, key=lambda d: d.decided_on or date.max)
    return tuple(
        d if d is first or d.role != "approval" else Decision("amendment", d.number, d.decided_on, d.session, d.convocation) for d in found
    )


def _passage_decisions(text: str) -> list[Decision]:
    label = re.match(r".{0,120}?(?:зміни|змін)\s+до\s+(?:не[їі]|програми)\W*(?:\(за наявності\)\W*)?", text, re.IGNORECASE)
    body = text[label.end() :] if label and not re.search(r"\d", label[0]) else text
    mentions = _mentions(body)
    out: list[Decision] = []
    position, amending = 0, bool(re.match(r"\W*змін\w*\s", text, re.IGNORECASE))
    for index, mention in enumerate(mentions):
        before = body[position : mention.start]
        following = mentions[index + 1].start if index + 1 < len(mentions) else len(body)
        position = mention.end
        amending = amending or bool(_AMENDING.search(before[max(0, before.lower().rfind("затвердж")) :]))
        if _OTHER_ACT.search(before) and not re.search(r"рішен|розпоряджен", before.lower()):
            continue
        after = _SESSION_AFTER.match(body[mention.end : following]) or _SESSION_NAMED.match(body[mention.end : following])
        if after and index + 1 < len(mentions) and not re.search(r"[,;()]", body[mention.end + after.end() - 1 : following]):
            after = None  # «№ 890, сорокової сесії … від 15.02.2024 № 1104»: the session of the decision that follows
        if after:
            position = mention.end + after.end()
        context = before + " " + body[mention.start : mention.end] + (" " + after[0] if after else "")
        role = "amendment" if amending else "approval"
        out.append(Decision(role, mention.number, mention.on, _session(context), _convocation(context, mention.number)))
    return out


def _session(context: str) -> int | None:
    found = list(_SESSION.finditer(context))
    if not found:
        named = _NAMED.search(re.sub(r"\S+\s+скликання", "", context))
        return ordinal_in_words(named[1]) or read_ordinal(named[1]) if named else None
    match = found[-1]
    words = re.sub(r"(?i)\([^()]*\)|позачергов\w+|чергов\w+|пленарн\w+|засідан\w+", " ", match["before"])
    tail = re.split(r"(?i)скликання|рішенн\w+|ради|№\s*\S+", words)[-1]
    return ordinal_in_words(tail) or read_ordinal(tail)


def _convocation(context: str, number: str) -> str | None:
    found = list(_CONVOCATION.finditer(context))
    if found:
        word = found[-1]["c"]
        value = roman_to_int(word) or (int(word.split("-")[0]) if word[0].isdigit() else ordinal_in_words(word))
        return int_to_roman(value) if value else None
    suffix = re.search(rf"[-–—/]\s?({_ROMAN})$", number)
    return suffix[1] if suffix and (roman_to_int(suffix[1]) or 0) > 0 else None


def _mentions(text: str) -> list[_Mention]:
    """Numbers paired with their dates: «від ДАТА № N», «№ N від ДАТА», «ДАТА № N», «N від ДАТА»."""
    tokens = _tokens(text)
    if _numbers_first(tokens, text):
        return [_Mention(n.start, d.end, n.number or "", d.on) for n, d in zip(tokens[::2], tokens[1::2], strict=True)]
    used: set[int] = set()
    out: list[_Mention] = []
    for index, token in enumerate(tokens):
        if token.number is None:
            continue
        before = index - 1
        if before >= 0 and tokens[before].on and before not in used and _joins(text[tokens[before].end : token.start]):
            used.add(before)
            out.append(_Mention(tokens[before].start, token.end, token.number, tokens[before].on))
        elif (
            index + 1 < len(tokens)
            and tokens[index + 1].on
            and re.fullmatch(r"\s*[,(]?\s*(?:від)?\s*", text[token.end : tokens[index + 1].start])
        ):
            used.add(index + 1)
            out.append(_Mention(token.start, tokens[index + 1].end, token.number, tokens[index + 1].on))
        elif _ACT.search(text[max(0, token.start - 60) : token.start]):
            out.append(_Mention(token.start, token.end, token.number, None))
    return out


def _numbers_first(tokens: Sequence[_Token], text: str) -> bool:
    """Whether each number is followed by its date: «рішення № 377 сесії … від 16.02.2022, зі змінами: № 512 від 22.12.2022»."""
    pairs = list(zip(tokens[::2], tokens[1::2], strict=False))
    told = len(pairs) > 1 and len(tokens) == 2 * len(pairs) and all(n.number and d.on for n, d in pairs)
    gaps = (text[n.end : d.start] for n, d in pairs)
    return told and all(re.fullmatch(r"[^,;()]*\bвід\s*", gap) and not _AMENDING.search(gap) for gap in gaps)


_QUOTED = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^”]*”|\"[^\"]*\"")


def _joins(gap: str) -> bool:
    """Whether what stands between a date and a number lets them be one decision's: words, or the decision's title in quotes."""
    gap = _QUOTED.sub(" ", gap)
    bare = re.sub(r"\bр\.|\d{1,3}(?:\s?-\s?[а-яіїє]{1,3})?(?=\s+(?:\w+\s+)?(?:сесі|скликан))", "", gap)
    return len(gap) <= 90 and not re.search(r"[;\d]|\.\s+[А-ЯІЇЄҐ]", bare)


def _tokens(text: str) -> list[_Token]:
    signed = [_Token(m.start(), m.end("n"), number=_tidy(m["n"])) for m in _SIGNED.finditer(text)]
    blanked = text
    for token in signed:
        blanked = blanked[: token.start] + "\x00" * (token.end - token.start) + blanked[token.end :]
    dated = [_Token(m.start(), m.end(), on=found) for m, found in dates_in(blanked)]
    for token in dated:
        blanked = blanked[: token.start] + "\x00" * (token.end - token.start) + blanked[token.end :]
    bare = [_Token(m.start(), m.end("n"), number=_tidy(m["n"])) for m in _COMPLEX.finditer(blanked)]
    return sorted([*signed, *dated, *bare], key=lambda token: token.start)


def _tidy(number: str) -> str:
    """The number as printed, its Roman letters Latin, whole again where a line ended behind its hyphen («760-⏎VIII»)."""
    whole = re.sub(r"(?<=\w)([-–—/])\s+(?=\w)", r"\1", number.strip())
    return re.sub(_ROMAN, lambda m: to_latin_roman(m[0]) if roman_to_int(m[0]) else m[0], whole)

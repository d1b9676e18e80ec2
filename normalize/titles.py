"""The programme's title in the nominative, out of a report's title: «ЗВІТ про виконання Комплексної програми … за 2024 рік»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from normalize.periods import Period, part_of_year, periods_in, whole_period, year_period
from normalize.terms import Years, years_range
from normalize.text import DASHES, one_line, same_script, unify_apostrophes

_LONGEST = 4000
_W = r"А-ЯІЇЄҐа-яіїєґ'’ʼ"
_HEAD = re.compile(
    rf"(?<![{_W}-])(?P<adjectives>(?:[{_W}-]+(?:ої|ьої|єї|ій|у|ю|ою|ьою|а|я)(?:\s*,\s*|\s+)(?:(?:та|і|й)\s+)?)*)(?P<noun>(?:під)?програм(?:и|і|у|ою|а))(?![{_W}])",
    re.IGNORECASE,
)
_PLURAL = re.compile(rf"(?<![{_W}])(?:програм|програмами|програмам|програмах)(?![{_W}])", re.IGNORECASE)
_PLAN = re.compile(
    rf"(?<![{_W}-])(?P<adjectives>(?:[{_W}-]+(?:ого|ому|им|ий)\s+)*)(?P<noun>план(?:у|ом|ові)?)(?=\s)|(?<![{_W}])(?P<noun2>(?:стратегі|концепці)(?:ї|ю|єю|я))(?![{_W}])",
    re.IGNORECASE,
)
_APPROVAL = re.compile(
    r",?\s*(?:що|яка|яку|якої)?\s*(?:була\s+)?(?:затверджен|схвален|прийнят|ухвален)\w*\s+"
    r"(?:(?:на\s+|\S+\s+){0,5}?(?:рішенн|розпоряджен|наказ|сесі)|(?=(?:від\s+)?\d\d?[. ]))",
    re.IGNORECASE,
)
_ADJECTIVE_ENDINGS = (("ьої", "я"), ("ої", "а"), ("єї", "я"), ("ій", "а"), ("ьою", "я"), ("ою", "а"), ("ю", "я"), ("у", "а"))
_MASCULINE_ENDINGS = (("ого", "ий"), ("ому", "ий"), ("им", "ий"))
_NOT_ADJECTIVES = frozenset(
    (
        "за",
        "на",
        "у",
        "хода",
        "міра",
        "роботу",
        "реалізацію",
        "оцінку",
        "ходу",
        "стану",
        "року",
        "участю",
        "метою",
        "згідну",
        "інформація",
        "інформацію",
        "аналізу",
        "громадою",
        "громаду",
        "радою",
        "ради",
        "міста",
        "села",
        "та",
        "я",
        "району",
        "рада",
        "громада",
        "форма",
        "частина",
        "дія",
    )
)
_PERIOD_WORDS = re.compile(
    r"\s*\b(?:за\s+)?(?:звітн\w+\s+(?:період|рік|періоді|році)|(?:у|в)\s+звітному\s+(?:періоді|році)|(?:підсумками|результатами)\s+(?:\w+\s+)?року)\s*$",
    re.IGNORECASE,
)
_WHOLE_TERM = re.compile(r"[\s(]+за\s+весь\s+(?:період|строк|термін)\b.*$", re.IGNORECASE)
# «на 2024 рік та прогноз на 2025-2026 роки»
_OUTLOOK = re.compile(r"\bна\s+((?:19|20)\d\d)\s*(?:рік|р\.?)\s*(?:та|і|й|,)\s+(?:прогноз|прогнозн\w+|перспектив)\w*\s", re.IGNORECASE)
# A line of its own under the title: «2024 рік», «за перший рік реалізації (2024 рік)»
_LONE_YEAR = re.compile(
    rf"(?<!\bна)(?<![{DASHES}])\s+(?:за\s+(?:\w+\s+){{1,2}}реалізації\s*)?\(?((?:19|20)\d\d)\s*(?:рік|року|р\.)\)?(?:\s*,?\s*\(?(?:(?:тис|млн)\b\.?\s?)?грн\b\.?\)?)?\s*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;:.\-–—(]*(?:[\s(](?:[ув]\s)?(?:(?:тис|млн)\b\.?\s?)?(?:грн\b|гривень|гривнях)\.?(?:,?\s?коп\b\.?)?\)?)?[\s,;:.\-–—(*]*$",
    re.IGNORECASE,
)


# the last line of a title, on which nothing but the year of the report stands
_YEARS_LINE = re.compile(
    r"(?<=[^\W\d_»”\"])(?<!\bза)(?<!\bна)(?<!\b[ув])(?<!\bдо)[^\S\n]*\n[^\S\n]*\(?(20[0-4]\d)\s*рік\)?\s*$", re.IGNORECASE
)
# «Звіт про виконання рішення ради від … № … «Про затвердження Програми …»»
_ON_DECISION = re.compile(r"рішен\w+\s[^«»\"]*\d[^«»\"]*[«\"]\s*про затвердження", re.IGNORECASE)
# «… за 2023 рік та завдання на 2024 рік»: what the report adds on the year to come
_COMPARED = re.compile(r",?\s+(?:у|в)\s+порівнянні\s+(?:з|із|до)\s+(?:\w+\s+)?20\d\d\s*(?:рок\w+|р\.)\s*$", re.IGNORECASE)
_MISREAD = re.compile(r"\s+(?:у|в|за)\s+(?!(?:19|20)\d\d)\d{4}\s+(?:році|рік)\s*$", re.IGNORECASE)  # «у 2925 році» of a scan
_NEXT_TASKS = re.compile(
    r"\s+(?:та|і|й)\s+за\s+(?:період|строк|термін)\s+(?:дії|реалізації|виконання)(?:\s+програми)?\s*$"  # «за 2024 рік та за період дії Програми»
    r"|\s+(?:та|і|й)\s+(?:(?:основн|пріоритетн|подальш)\w+\s+)?(?:завдання|план\w*|перспектив\w*|пріоритет\w*|потреб\w*)\s+(?:\w+\s+)?на\s+20\d\d\s*(?:рік|р\.)?\s*$",
    re.IGNORECASE,
)


# «… за 2024 рік (наростаючим підсумком)»
_CUMULATIVE = re.compile(r"\s*,?\s*\(?\s*наростаючим\s+(?:під)?сумком(?:\s+з\s+початку\s+року)?\s*\)?\s*$", re.IGNORECASE)


# «… на 2023-2025 роки у розрізі заходів», «… на 2023-2025 роки (Бучацької міської ради)»: how the report tells it, and whose it is
_BY_WHAT = re.compile(
    r"(?<=рок[иу])\s+(?:у|в)\s+розрізі\s+(?:заходів|джерел|років|завдань|напрямів|розпорядників|виконавців)\b[^«»]{0,40}$", re.IGNORECASE
)
_COUNCIL = re.compile(r"(?<=рок[иу])\s*\(\s*[^()\d]{3,40}(?:ої|ій)\s+(?:рад[аи]|територіальн\w+ громад[аи])\s*\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """What a report's title says. ``programme`` in the nominative, None for a consolidated or nameless one; ``approval`` the decision in its brackets."""

    programme: str | None
    years: Years | None
    period: Period | None
    approval: str | None
    consolidated: bool = False


def read_title(text: str) -> Title:
    """Take a report's title (all its lines) apart. The programme keeps its community, quotes and own years; period and approval leave it."""
    lone = _YEARS_LINE.search(text)
    line = one_line((text[: lone.start()] if lone else text)[:_LONGEST]).replace("**", "")
    line, approval = _without_approval(_CUMULATIVE.sub("", line))
    head = _head(line)
    before, body = (line[: head[0]], line[head[0] :]) if head else (line, "")
    if approval is None and (decision := _ON_DECISION.search(before)):
        approval = decision[0]
    whole = _WHOLE_TERM.search(body)
    term = own_years(body[: whole.start()]) if whole else None
    if whole and term:
        return (
            Title(_tidy(head[1] + body[head[2] - head[0] : whole.start()]), term, _years_period(term), approval)
            if head
            else Title(None, term, None, approval)
        )
    spans = bool(re.search(rf"\bна\s+\d{{4}}\s*[{DASHES}]\s*\d{{4}}", body))
    outside = _own_years_hidden(body)
    found = [(match.span(), period) for match, period in periods_in(outside, spans=spans)]
    period = whole_period([p for _, p in found]) or whole_period([p for _, p in periods_in(before, spans=spans)])
    if period is None and lone:
        period = year_period(int(lone[1]))
    if head is None:
        return Title(
            None, None, period or whole_period([p for _, p in periods_in(line)]), approval, bool(_PLURAL.search(same_script(line)))
        )
    for (start, end), _ in sorted(found, reverse=True, key=lambda f: f[0]):
        body = body[:start].rstrip(" ,(") + " " + body[end:].lstrip(" )")
    body = body.rstrip()
    if spans and (lone := _LONE_YEAR.search(_own_years_hidden(body))):
        period, body = period or year_period(int(lone[1])), body[: lone.start()]
    single = own_years(body)
    if period is None and single and single[0] == single[1]:
        if part := part_of_year(_own_years_hidden(body), single[0]):
            (start, end), period = part
            body = body[:start].rstrip(" ,(") + " " + body[end:]
        elif part := part_of_year(before, single[0]):
            period = part[1]
    body = _MISREAD.sub("", _COMPARED.sub("", _NEXT_TASKS.sub("", body)))
    programme = _tidy(head[1] + body[head[2] - head[0] :])
    return Title(programme, own_years(programme), period, approval)


def _years_period(years: Years) -> Period:
    return Period(date(years[0], 1, 1), date(years[1], 12, 31), "years")


def own_years(programme: str) -> Years | None:
    """The programme's own years in its title: a range, or the single year behind «на» («на 2024 рік»)."""
    span = years_range(programme)
    if span:
        first = _OUTLOOK.search(programme)
        return (int(first[1]), span[1]) if first and int(first[1]) < span[0] else span
    single = re.search(r"(?i)\bна\s+((?:19|20)\d\d)\s*(?:р\b|р\.|рік|роки)", programme)
    return (int(single[1]), int(single[1])) if single else None


def until_year(programme: str) -> int | None:
    """The last year of a programme that names no first one: «на період до 2027 року»."""
    last = re.search(r"(?i)\bдо\s+((?:19|20)\d\d)\s*(?:р\b|р\.|року)", programme)
    return int(last[1]) if last else None


def to_nominative(text: str) -> str | None:
    """A programme's name given by itself in any case («Програму «Турбота»»), in the nominative; None without the word."""
    return read_title(text).programme


def _own_years_hidden(body: str) -> str:
    """The text with quoted names blanked, same length: periods inside quotes are the programme's own."""
    return re.sub(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"", lambda m: "\x00" * len(m[0]) if len(m[0]) < len(body) - 4 else m[0], body)


def _without_approval(line: str) -> tuple[str, str | None]:
    """Cut «(затвердженої рішенням … (зі змінами))», brackets in brackets too, or the same without brackets."""
    out, approvals = line, []
    loose = _loose_approval(line)
    if loose:
        approvals.append(line[slice(*loose)])
        out = line[: loose[0]] + " " + line[loose[1] :]
    for start, end in reversed(_brackets(out)):
        if re.search(r"рішенн|розпоряджен|затверджен|змін|доповнен|редакці", inner := out[start:end], re.IGNORECASE):
            approvals.insert(0 if loose is None or start < loose[0] else len(approvals), inner)
            out = out[:start] + " " + out[end:]
    out = re.sub(r",?\s*(?:термін|строк)\w*\s+\w+\s+як(?:ої|ого)\s+\w+\s+(?:до|на)\s+\d{4}\s*(?:року|рік|р\.)?", "", out)
    out = re.sub(r"\s{2,}", " ", re.sub(r",?\s*(?:зі|із|з)\s+змінами(?:\s+(?:та|і)\s+доповненнями)?", "", out))
    return out.strip(), " ".join(approvals) or None


def _loose_approval(line: str) -> tuple[int, int] | None:
    """Where «, затвердженої рішенням … № 5» stands outside brackets: up to the reporting period behind its number, or to the end."""
    hidden = _own_years_hidden(_brackets_hidden(line))
    match = _APPROVAL.search(hidden)
    if match is None or not re.search(r"\d", line[match.start() :]):
        return None
    starts = [
        found.start()
        for found, _ in periods_in(hidden)
        if found.start() > match.end() and re.search(r"\d", line[match.end() : found.start()])
    ]
    return match.start(), min(starts, default=len(line))


def _brackets_hidden(line: str) -> str:
    """The text with what stands in closed brackets blanked, same length: what they hold is no part of the words around them."""
    for start, end in _brackets(line):
        if line[end - 1] == ")":
            line = line[:start] + "\x00" * (end - start) + line[end:]
    return line


def _brackets(line: str) -> list[tuple[int, int]]:
    """Spans of the outermost brackets; one left open runs to the end."""
    spans, depth, start = [], 0, 0
    for index, character in enumerate(line):
        if character == "(":
            start = index if depth == 0 else start
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                spans.append((start, index + 1))
    return spans + ([(start, len(line))] if depth else [])


def _head(line: str) -> tuple[int, str, int] | None:
    """Where the programme's name starts, its first words in the nominative, and where they end."""
    key = unify_apostrophes(same_script(line))
    key = key if len(key) == len(line) else line
    match = _HEAD.search(key)
    if match and (named := _HEAD.match(key, match.end() + 1)) and named["noun"][:1].isupper():
        match = named  # «… цільової програми / Програма підтримки …»: the form's words, then the name
    if match:
        words = re.findall(r"\S+", match["adjectives"])
        while words and _not_adjective(words[0]):
            words.pop(0)
        last_odd = max((i for i, word in enumerate(words) if _not_adjective(word) and word not in ("та", "і", "й")), default=-1)
        words = words[last_odd + 1 :]
        start = match.start("noun") - len(" ".join(words)) - bool(words) if words else match.start("noun")
        first = " ".join([*(_decline(word, _ADJECTIVE_ENDINGS) for word in words), _noun(match["noun"])])
        return start, first[:1].upper() + first[1:], match.end("noun")
    if _PLURAL.search(key):
        return None
    match = _PLAN.search(key)
    if match is None:
        return None
    if match["noun2"]:
        return match.start(), re.sub(r"(?i)(?:ї|ю|єю|я)$", "я", match["noun2"]), match.end()
    first = " ".join([*(_decline(word, _MASCULINE_ENDINGS) for word in match["adjectives"].split()), match["noun"][:4]])
    return match.start(), first[:1].upper() + first[1:], match.end()


def _not_adjective(word: str) -> bool:
    bare = word.casefold().strip(",")
    return bare in _NOT_ADJECTIVES or len(bare) < 4 or bare.endswith(("ння", "ття", "нню", "нням", "ттю", "ість", "ції", "ція", "цію"))


def _decline(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """An adjective's nominative, its letters' case kept."""
    bare, comma = (word[:-1], ",") if word.endswith(",") else (word, "")
    for ending, nominative in endings:
        if bare.casefold().endswith(ending) and len(bare) > len(ending) + 2:
            return bare[: -len(ending)] + (nominative.upper() if bare[-1].isupper() else nominative) + comma
    return word


def _noun(noun: str) -> str:
    stem = re.match(r"(?i)(?:під)?програм", noun)
    assert stem is not None
    return stem[0] + ("А" if noun.isupper() else "а")


def _tidy(programme: str) -> str:
    """No period words, stray marks or unpaired quotes at the end; doubled spaces gone."""
    text = re.sub(r"\s{2,}", " ", programme)
    text = re.sub(r"\s+([,.;:])", r"\1", text)
    text = _COUNCIL.sub("", _BY_WHAT.sub("", text))
    for _ in range(3):
        text = _PERIOD_WORDS.sub("", re.sub(r"\s(?:та|і|й)$", "", _TAIL.sub("", text)))
    if re.search(r"\bрр?$", text) and programme[len(text) : len(text) + 1] == ".":
        text += "."
    for opening, closing in (("«", "»"), ("“", "”"), ("(", ")")):
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip()
    if text.endswith('"') and text.count('"') % 2:
        text = text[:-1].rstrip()
    return text

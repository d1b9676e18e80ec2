"""Which of the lines above a table make the report's title, and which stamp or letterhead stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import Block, Paragraph
from normalize.bodies import starts_body
from normalize.communities import find_community
from normalize.facts import FactKind, is_running_text, is_unit, label_of, split_labels
from normalize.text import clean, fold, same_script
from normalize.titles import read_title

_START = re.compile(
    r"(?:(?:річн|щорічн|піврічн|щоквартальн|публічн|коротк|розгорнут|детальн|квартальн|підсумков|заключн|остаточн|проміжн|узагальнен|інформаційн|аналітичн|зведен|інформаційно-аналітичн)\w+ )*"
    r"(?:(?P<strong>(?:форма )?звіту?|оцінка|інформація|довідка|аналіз|моніторинг|підсумки|відомості|порівняльна таблиця|пояснювальна записка|результат)\b"
    r"|про (?:хід|стан|результати|виконання|підсумки|реалізацію|використання)\b|(?:хід|стан|результати|виконання|реалізація) )"
)
# What opens a title only where the programme's name follows: over a table of sources it is a caption.
_LOOSE = re.compile(
    r"(?:таблиця |паспорт )?(?:про )?(?:фінансування|використання|освоєння|показники|виконання|обсяги?|видатки)\b.*\bпрограм\w+ .*(?:[«\"„“]|\bна 20\d\d|20\d\d\s?[–—-]\s?20)"
)
_SUBJECT = re.compile(r"програм|план[уі ]|стратегі|концепці")
_GOES_ON = re.compile(
    r"^(?:[а-яіїєґ(«„“\"\d]|(?:за|на|у|в|станом|протягом|упродовж|впродовж|роки|та)\b|[А-ЯІЇЄҐ][а-яіїєґ'’-]+(?:ої|их|ого|ому)\s)"
)
_OPEN_END = re.compile(
    r"(?:[-,(«„]|\b(?:про|на|за|у|в|та|і|й|з|із|для|від|до|виконання|програми|громади|реалізації|заходів))\s*$", re.IGNORECASE
)
_STAMP = re.compile(r"(?:додаток|затвердж\w+|погодж\w+|схвал\w+|проект|до рішення|рішення\b|від\b|№)", re.IGNORECASE)
_HINT = re.compile(
    r"\([^()\d]*\)|(?:КПКВК|КТПКВК|КФКВК|код)\b.*\d.*|[А-ЯІЇЄҐ][\w'’ʼ-]+(?:ська|зька|цька|СЬКА|ЗЬКА|ЦЬКА)\s[^«»\"\d,]*(?:громада|рада|ГРОМАДА|РАДА)"
)
_DECISION_LINE = re.compile(r"(?:Рішення|Розпорядження|Наказ)\b|(?:рішення|розпорядження)\s.*(?:№|\bвід\s+\d)")
_NEEDS_DECISION = re.compile(r"(?:затвердж\w+|схвал\w+|прийнят\w*|ухвал\w+|внесен\w*|до|\([^)]*)\s*$", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"\d[\dIVXІХ/–-]{0,15}[.;]?")
# A sentence about the programme that the title has named by then: «Програма «Безпечне місто» затверджена рішенням …»
_STATEMENT = re.compile(r"(?:\S+ ){0,3}програм[ау]\b.*\b(?:затверджен|схвален|ухвален|прийнят|розроблен)[ао]\b")
_OTHER_SUBJECT = re.compile(r"(?:на виконання|відповідно до|згідно з|керуючись|з метою|враховуючи|шановн)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text around the tables, with the paragraph it stands in."""

    text: str
    paragraph: int
    source: Paragraph


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The title's text, and the positions of its lines; ``start`` is the first. ``told``: a sentence of a letter says it."""

    text: str
    start: int
    end: int
    told: bool = False


def lines_of(paragraphs: Sequence[Paragraph]) -> list[Line]:
    """The paragraphs' lines, cleaned, empty ones left out; a line that holds two labelled facts is two."""
    return [
        Line(line.strip(), index, paragraph)
        for index, paragraph in enumerate(paragraphs)
        for whole in clean(paragraph.text).split("\n")
        for line in split_labels(whole.replace("**", ""))
        if line.strip()
    ]


def restore_titles(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, a report's opening word that was taken for a page's header («ЗВІТ» on top of two pages) made text again.

    It is one where the next text goes on with it: «про виконання …».
    """
    out = list(blocks)
    for index, block in enumerate(blocks[:-1]):
        below = blocks[index + 1]
        if not isinstance(block, Paragraph) or block.role != "header" or not isinstance(below, Paragraph) or below.role != "body":
            continue
        opening = _START.fullmatch(fold(block.text))
        if opening and opening["strong"] and re.match(r"(?:про|щодо|за|по|на) ", fold(below.text)):
            out[index] = replace(block, role="body")
    return tuple(out)


def with_numbers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, a number that stands alone below a line ending in «№» put to that line («рішенням від 04.08.2018 року №» | «1422»)."""
    out: list[Block] = []
    for block in blocks:
        above = out[-1] if out else None
        if isinstance(block, Paragraph) and isinstance(above, Paragraph) and _goes_on_with(above, block):
            out[-1] = replace(above, text=f"{above.text.rstrip()} {block.text.strip()}")
        else:
            out.append(block)
    return tuple(out)


def _goes_on_with(above: Paragraph, number: Paragraph) -> bool:
    both = above.role == number.role == "body"
    return both and above.text.rstrip().endswith("№") and _NUMBER_ALONE.fullmatch(number.text.strip()) is not None


def find_title(lines: Sequence[Line]) -> TitleBlock | None:
    """The likeliest title among the lines above a table; None without a line that starts like one.

    A line that opens like a report and soon names a programme wins over stamps («Додаток 3 до рішення «Про звіт …»») and subheadings.
    """
    blocks = [(_score(lines, block), -block.start, block) for index in range(len(lines)) if (block := _block(lines, index)) is not None]
    best = max(blocks, default=None, key=lambda scored: scored[:2])
    return best[2] if best is not None and best[0] > 0 else None


def title_in_letter(lines: Sequence[Line]) -> TitleBlock | None:
    """The title that a covering letter tells in a sentence: «На виконання листа від … надаємо інформацію про хід виконання Програми … на 2024-2025 роки»."""
    for start, first in enumerate(lines):
        if first.source.role != "body" or (start and lines[start - 1].paragraph == first.paragraph):
            continue
        end = next((i for i in range(start, len(lines)) if lines[i].paragraph != first.paragraph), len(lines))
        said = _SENT.search(" ".join(line.text for line in lines[start:end]))
        if said and _SUBJECT.search(fold(said["title"])):
            return TitleBlock(said["title"].strip(), start, end, told=True)
    return None


_SENT = re.compile(
    r"\b(?:надаємо|надаю|надається|надсилаємо|надсилається|подаємо|подається|направляємо|повідомляємо|інформуємо)\b(?:\s[^.;]{0,60}?)?\s"
    r"(?P<title>(?:(?:звіт|інформаці[юя]|довідк[ау])\s+)?(?:про|щодо)\s+(?:(?:хід|стан|результати|підсумки)\s+)?(?:виконання|реалізації|реалізацію)\s.+?)"
    r"(?:[.:;]\s*$|\.\s+(?=(?-i:[А-ЯІЇЄҐ])[а-яіїєґ]))",
    re.IGNORECASE | re.DOTALL,
)


def _block(lines: Sequence[Line], start: int) -> TitleBlock | None:
    first = lines[start]
    if first.source.role in ("footer", "footnote") or not _opens(first.text) or len(first.text) > 700:
        return None
    found = label_of(first.text)
    if found is not None and (found[0] is not FactKind.OTHER or first.text.rstrip().endswith(":")):
        return None
    texts, index = [first.text], start + 1
    while index < len(lines) and index - start < 12 and _continues(texts, first, lines[index]):
        said = _without_body(lines[index].text, texts)
        if said and not _HINT.fullmatch(said) and not is_unit(said):
            texts.append(said)
        index += 1
    text = "\n".join(texts)
    return TitleBlock(text, start, index)


def _without_body(line: str, above: Sequence[str]) -> str:
    """A line below a title that is complete («… на 2022-2025 роки», «… «Турбота»») without the body that reports: «Служба у справах дітей … ради», «… міською радою за 2024 рік»."""
    if not line[:1].isupper() or not _COMPLETE.search(" ".join(above)):
        return line
    named = starts_body(line) and not _START.match(fold(line))
    council = _COUNCIL.match(line)
    if council and (named or council["case"] != "и"):
        return line[council.end() :]
    return "" if named else line


_COMPLETE = re.compile(r"(?:20\d\d\s*(?:рік|роки|року|років|рр?\.?\s?р?\.?)|[»”\"])\)?\s*$", re.IGNORECASE)
_COUNCIL = re.compile(
    r"(?=[А-ЯІЇЄҐ])[^«»\"\d,]*?[сзц]ьк(?:а|ої|ою) (?:(?:міськ|селищн|сільськ|районн|обласн)\w+ )?(?:територіальн\w+ )?(?:рад|громад)(?P<case>а|и|ою)(?![\w'’ʼ])[\s,–—-]*"
)


def _opens(text: str) -> bool:
    key = fold(text)
    return bool(_START.match(key) or _LOOSE.match(key))


def _continues(texts: list[str], first: Line, line: Line) -> bool:
    if _OTHER_SUBJECT.match(fold(line.text)) or (_DECISION_LINE.match(line.text) and not _NEEDS_DECISION.search(" ".join(texts))):
        return False
    if (
        label_of(line.text) is not None
        and not line.text.startswith("(")
        and not _HINT.fullmatch(line.text)
        and not _OPEN_END.search(texts[-1])
        and not (line.text[:1].islower() and _START.fullmatch(fold(" ".join(texts))))
    ):
        return False
    whole = " ".join(texts)
    if (
        len(whole) > 900
        or line.source.role not in (first.source.role, "body")
        or re.match(r"\d{1,2}[.)](?:\s|$)|[^«»\"]{3,110}:", line.text)
    ):
        return False
    if not _SUBJECT.search(fold(whole)):
        return len(texts) < 5
    if _STATEMENT.match(fold(line.text)) and len((read_title(whole).programme or "").split()) > 1:
        return False
    if (
        _HINT.fullmatch(line.text)
        or _OPEN_END.search(texts[-1])
        or whole.count("«") > whole.count("»")
        or whole.count("(") > whole.count(")")
    ):
        return True
    ended = re.search(r"за\s[^.,;]*\d{4}\s(?:рік|року)$", whole.rstrip(" ."), re.IGNORECASE)
    if len(line.text) > 300 or _is_sentence(line.text) or (ended and line.paragraph != first.paragraph and is_running_text(line.text)):
        return False
    if line.paragraph == first.paragraph or _GOES_ON.match(same_script(line.text)):
        return True
    styled = not ended and (first.source.align == "center" and line.source.align == "center" or first.source.bold and line.source.bold)
    upper = whole.isupper() and line.text.isupper()
    return bool(styled or upper or find_community([line.text])) and not _START.match(fold(line.text))


def _is_sentence(line: str) -> bool:
    """Whether a line ends like a sentence: a full stop that belongs to no «р.», «рр.», after more words than a title's last line has."""
    return line.endswith(".") and not line.isupper() and not re.search(r"(?i)\bр\.?\s?р?\.$", line) and len(line.split()) > 15


def _score(lines: Sequence[Line], block: TitleBlock) -> int:
    key = fold(block.text)
    match = _START.match(key)
    score = 3 if match and match["strong"] else 0
    score += 3 if re.search(r"програм\w*\s+\S|план|стратегі|концепці", key) else -2
    score += 2 if re.search(r"виконан|реалізац|викорис|хід|стан", key) else 0
    score += 1 if lines[block.start].source.align == "center" or lines[block.start].text.isupper() else 0
    score -= 3 if lines[block.start].source.align == "right" or _in_stamp(lines, block.start) else 0
    subheading = "показник" in key or key == "виконання заходів програми" or label_of(lines[block.start].text) is not None
    return score - (2 if subheading else 0)


def _in_stamp(lines: Sequence[Line], start: int) -> bool:
    """Whether the lines right above are a stamp that this line goes on («Додаток 1 / до рішення сесії / «Про звіт …»»)."""
    opening = lines[start].text[:1] in '«„“"' or lines[start].text[:1].islower()
    return opening and any(_STAMP.match(fold(line.text)) for line in lines[max(0, start - 3) : start])

"""What a caption above a table says of all its amounts: their unit, and the year, source or fund where it names nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.model import Paragraph
from normalize.head_texts import is_unit_only, without_unit
from normalize.labels import Place, merge, read_place
from normalize.lexicon import Lexicon
from normalize.records import Fund, Source
from normalize.text import clean, fold
from normalize.units import Unit, read_unit
from normalize.years import years_in

_NAMES_UNIT = re.compile(
    r"\bод(?:иниц\w+|\.)? ?вимір|(?:наведен|вказан|подан|зазначен|виражен|показан)\w*\s+(?:у|в)\s"
    r"|\((?:у |в )?(?:тис|млн|грн|грив)[^)]*\)\s*[.:;]?\s*$|[,;]\s*(?:у |в )?(?:(?:тис|млн|млрд)\S*\s*)?(?:грн|гривень|гривнях)\.?$"
    r"|\.\s+(?:у |в )?(?:тис|млн|млрд)\S*\s*(?:грн|гривень|гривнях)\.?$"  # «№ 1511. тис. грн»
    r"|\b(?:сум[аи]|дані|показники|обсяги)\s+(?:у|в)\s+(?:(?:тис|млн|млрд)\S*\s*)?(?:грн|гривень|гривнях)\b"  # «Суми в тис. грн.»
)
_REMARK = re.compile(r"(?<=[а-яіїєґ.])\s*\([^()\d]*\)\s*$", re.IGNORECASE)  # «тис. грн (з одним десятковим знаком)»
_AT_RIGHT = re.compile(r"(?<=\S)(?:\t|[^\S\n]{3})\s*[^\s\d](?:[^\S\n]?\S)*\s*$")  # «КПКВК 1216013             тис. грн»
_LONGEST = 120
_TABLE = re.compile(r"(?:таблиця|табл\.)\s*№?\s*\d*[.:)]?\s*|\d{1,2}[.)]\s+|[ivx]+[.)]\s+", re.IGNORECASE)
_OF_YEAR = re.compile(
    r"(?:^|(?:виконан|використан|фінансуван|реалізаці|заход|програм|план|кошт|видатк|результат|показник|звіт)\w*)\s*"
    r"(?:(?:у|в|за|на|протягом|впродовж|упродовж)\s)?20[0-4]\d\s*(?:рік|року|році|р\.?)?$"
)


def caption_unit(paragraphs: Iterable[object]) -> Unit | None:
    """The unit that a caption above a table names: the nearest short line that is a unit, or «Одиниця виміру: …», «… (тис. грн)»."""
    for paragraph in reversed([p for p in paragraphs if isinstance(p, Paragraph) and p.role not in ("footer", "footnote")]):
        if (at_right := _AT_RIGHT.search(paragraph.text)) and is_unit_only(at_right[0].strip()):
            return read_unit(at_right[0])
        for text in reversed(clean(paragraph.text).split("\n")):
            unit = read_unit(text)
            named = _NAMES_UNIT.search(fold(text) if "(" not in text else text.casefold())
            if unit is not None and (named or is_unit_only(_REMARK.sub("", text))):
                return (named and read_unit(named[0])) or unit  # «Освоєно 1,2 млн грн. Суми в тис. грн»
    return None


_GIVEN_IN = re.compile(
    r"(?:сум\w*|показник\w*|дані|обсяг\w*|видатк\w*)[^.]{0,40}?\b(?:у|в)\s+(?P<unit>(?:тис|млн|тисяч\w*|мільйон\w*)\.?\s*(?:грн|гривень)|гривнях|грн)",
    re.IGNORECASE,
)


def unit_elsewhere(labels: Iterable[str], notes: Iterable[str]) -> Unit | None:
    """The unit that only a total's label («Всього по Програмі, тис. грн») or a note below the table («суми наведено у тис. грн») names."""
    for label in labels:
        unit = read_unit(label)
        if unit is not None and _NAMES_UNIT.search(fold(label) if "(" not in label else label.casefold()):
            return unit
    said = (_GIVEN_IN.search(note) for note in notes)
    return next((unit for match in said if match and (unit := read_unit(match["unit"])) is not None), None)


_PAID_FROM = re.compile(r"за рахунок\b[^:]*$")  # «За рахунок коштів обласного бюджету» is a caption; with a colon it begins a list


def caption_place(paragraphs: Iterable[object], lexicon: Lexicon) -> Place:
    """The year, source or fund that a line right above a table names for all of it: «2023 рік», «Кошти обласного бюджету», «Загальний фонд».

    Of the lines only the last ones count, down to the first that says something else; a unit stands among them or not.
    """
    lines = [
        line for p in paragraphs if isinstance(p, Paragraph) and p.role == "body" for line in clean(p.text).split("\n") if line.strip()
    ]
    place = Place()
    for text in reversed(lines[-3:]):
        said = _said(text, lexicon)
        if said.source and not lexicon.says("rows", "money", text):
            break  # «громади на 2024 рік» is the end of a title
        if not said and is_unit_only(text):
            continue
        # «у тому числі кошти місцевого бюджету: 11 450,0» above a table is a fact of a form, no caption
        part = lexicon.after_breakdown(text) is not None and not _PAID_FROM.match(fold(text))
        if not said or len(text) > _LONGEST or re.search(r"\d[.,]\d", text) or part:
            break
        place = merge(place, said)
    return place


def _said(text: str, lexicon: Lexicon) -> Place:
    bare = without_unit(re.sub(r"\([^()]*\)\s*$", "", _TABLE.sub("", text.strip(), count=1))).strip(" .:;,")
    named = read_place(bare, lexicon)
    if named.source is Source.TOTAL or named.fund is Fund.TOTAL or named.whole:
        return Place()
    if named:
        return named
    years, span = years_in(bare)
    return Place(year=years[0]) if len(years) == 1 and not span and _OF_YEAR.search(fold(bare)) else Place()

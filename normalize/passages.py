"""Where in the text a report speaks of the decisions that approved and changed its programme, and where of others."""

from __future__ import annotations

import re

from normalize.around import Around
from normalize.facts import FactKind
from normalize.text import fold


def decision_passages(text: Around) -> list[str]:
    """Where decisions about the programme stand: their fact, the title's brackets, sentences on approval and changes. Stamps are not among them."""
    used = {index for fact in text.facts for index in fact.lines if fact.kind is FactKind.DECISION}
    passages = [
        value for fact in text.facts if fact.kind is FactKind.DECISION for value in [fact.value] if not _stamped(text, fact.lines[0])
    ]
    if text.title.approval:
        passages.insert(0, text.title.approval)
    for index, line in enumerate(text.lines):
        if index in used or line.source.role in ("header", "footer") or _stamped(text, index):
            continue
        if text.block and text.block.start <= index < text.block.end:
            continue
        stated = re.match(r"(?:рішення|розпорядження)\s.*(?:від|№)", line.text, re.IGNORECASE)
        if (
            stated
            and not _ON_OTHER_MATTER.search(fold(line.text))
            and index < len(text.before)
            and text.block
            and not line.text.endswith(":")
        ):
            passages.append(line.text)
            continue
        passages += [s for s in re.split(r"(?<=[а-яіїєґ)»\d]\.)\s+(?=[А-ЯІЇЄҐ])", line.text) if _about_programme(s)]
    return passages


def open_passages(text: Around) -> list[str]:
    """Where else above the table a decision is named that can have approved the programme, for reports whose usual places tell none.

    The opener is open («Ким затверджена: рішення …», «Програма діє на підставі рішення …»), so a line counts that opens a decision with a colon or
    speaks of the programme; a stamp, a decision on the report or on the budget, and an act that the report only refers to do not.
    """
    return [
        line.text
        for index, line in enumerate(text.before)
        if line.source.role not in ("header", "footer")
        and not _stamped(text, index)
        and not (text.block and text.block.start <= index < text.block.end)
        and re.search(r"(?:рішен|розпоряджен|затвердж|схвал|прийнят).*\d", key := fold(line.text))
        and not _OTHER_MATTER.search(key)
        and (_OPENER.match(key) or "програм" in key)
    ]


_ON_OTHER_MATTER = re.compile(r"про (?:затвердження )?звіт|^(?!.*програм).*бюджет")
_OPENER = re.compile(r"[^:]{3,120}?(?::|\s[-–—])\s*(?:рішен|розпоряджен)|[^:]{0,60}(?:рішен|розпоряджен|затвердж|схвал|прийнят)[^:]{0,60}:")
_OTHER_MATTER = re.compile(
    r"звіт(?!н)|бюджет|кошт|видатк|(?<!громадського )(?<!публічного )\bпорядк|на виконання|відповідно до|згідно|керуючись|заслуха|вирішил|взяти до відома|втра\w+ чинність|призупин"
)


def _stamped(text: Around, index: int) -> bool:
    """Above the title stand letterheads and «Додаток 3 до рішення …»: decisions on the report itself, unless they speak of the programme's approval."""
    if text.block is None or index >= text.block.start:
        line = text.lines[index]
        return line.source.align == "right" and not _about_programme(line.text)
    return not re.search(
        r"програм\w+(?:[^.]{0,40}затверджен|[^.;]{0,160}, (?:що |яка )?затверджен\w* рішенням)", fold(text.lines[index].text)
    )


def _about_programme(sentence: str) -> bool:
    key = fold(sentence)
    if not re.search(r"рішен|розпоряджен", key) or not re.search(r"\d", key) or "про звіт" in key:
        return False
    approved = re.search(
        r"програм\w*.{0,160}(?:затвердж|схвален|прийнят|ухвален)|(?:затвердж|схвален|прийнят|ухвален)\w*.{0,120}програм", key
    )
    changed = re.search(
        r"змін\w*.{0,40}до.{0,20}програм|програм.{0,160}(?:внес\w+ змін|(?:зі|із) змінами|змін\w+ внесен)|внес\w+ змін\w*.{0,60}до неї", key
    )
    return bool(approved or changed or _CHANGES.match(key) and "бюджет" not in key)


_CHANGES = re.compile(
    r"\W*(?:з урахуванням змін|(?:зі|із) змінами|з (?:внесеними )?змінами),? (?:що |які )?(?:внес\w+ )?(?:рішен|розпоряджен)"
)
"""A footnote to the plan's heading: «* з урахуванням змін, внесених рішенням селищної ради від 15.08.2024 № 1220-39-VIII»."""

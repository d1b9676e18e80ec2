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
        if stated and index < len(text.before) and text.block and not line.text.endswith(":"):
            passages.append(line.text)
            continue
        passages += [s for s in re.split(r"(?<=[а-яіїєґ)»\d]\.)\s+(?=[А-ЯІЇЄҐ])", line.text) if _about_programme(s)]
    return passages


def _stamped(text: Around, index: int) -> bool:
    """Above the title stand letterheads and «Додаток 3 до рішення …»: decisions on the report itself, unless they speak of the programme's approval."""
    if text.block is None or index >= text.block.start:
        line = text.lines[index]
        return line.source.align == "right" and not _about_programme(line.text)
    return not re.search(r"програм\w+[^.]{0,40}затверджен", fold(text.lines[index].text))


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
    return bool(approved or changed)

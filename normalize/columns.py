"""What one column of a table means, read from its header's path (the texts above it, top level first)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.column_dimensions import with_dimensions
from normalize.head_texts import dimension_only, without_unit
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES, LABELS, MONEY, Meaning
from normalize.text import fold
from normalize.units import Unit, read_unit
from normalize.wordings import Match, tokens, weight

_FLOOR = 0.75
# columns of words cost nothing where they are taken for one another; a misspelt head of theirs is better read than dropped
_FLOOR_OF_TEXT = 0.68
_TEXTS = frozenset({"information", "reasons", "actions", "executor", "term"})
_MARGIN = 0.03
# Meanings of which either will do: what the neighbours leave open is settled later.
_NEARLY_ONE = ({"information", "reasons"}, {"actual", "spent"})
# A money word that says neither plan nor fact by itself: a more telling level above it decides.
_WEAK = re.compile(
    r"(?:загальн\w+ |річн\w+ |орієнтовн\w+ )?(?:обсяг\w*|сум\w+|вартість|видатк\w+|кошт\w*|фінансування|потреба)(?: (?:та джерела )?(?:фінансуван\w+|коштів|видатків))?"
)
# «Фінансування» over plan and fact alike says neither
_GROUP = re.compile(r"(?:обсяги |стан )?фінансування(?: програми| заходів(?: програми)?)?")

_DEVIATION = re.compile(r"відхилення\b(?!.*(?:причин|поясн))")
_BETWEEN_YEARS = re.compile(r"\b(?:від|до|проти|порівняно з) (?:\w+ )?(?:20\d\d|(?:попередн|минул)\w+)")


def _field_of(text: str, lexicon: Lexicon) -> tuple[Match | None, Match | None]:
    """The field a header text names, and the runner-up; (None, runner-up) where none is ahead enough. What brackets add may be left out."""
    field, second = _ahead(text, lexicon)
    if _DEVIATION.match(fold(text)) and (field is None or field.meaning not in _TEXTS):
        # «Відхилення факту від плану» names both sides of what it is the difference of; that of two years is none from the plan.
        return Match("ignore" if _BETWEEN_YEARS.search(fold(text)) else "deviation", max(_FLOOR, field.score if field else 0.0)), second
    bare = re.sub(r"\([^()]*\)", " ", text).strip()
    if field is None and bare and bare != text.strip():
        found, other = _ahead(bare, lexicon)
        understood = found is not None and (found.meaning not in FIGURES or found.meaning == "deviation")
        return (found, other) if understood or _says_again(found, text, lexicon) else (field, second)
    return field, second


def _says_again(found: Match | None, text: str, lexicon: Lexicon) -> bool:
    """Whether the brackets say in other words what stands before them: «Фактично профінансовано (касові видатки)»."""
    inner = [_ahead(inside, lexicon)[0] for inside in re.findall(r"\(([^()]*)\)", text)]
    done = ("actual", "spent")
    return (
        found is not None
        and bool(inner)
        and all(m is not None and (m.meaning == found.meaning or {m.meaning, found.meaning} <= set(done)) for m in inner)
    )


def _ahead(text: str, lexicon: Lexicon) -> tuple[Match | None, Match | None]:
    found = lexicon.matches("fields", text)
    floor = _FLOOR_OF_TEXT if found and found[0].meaning in _TEXTS else _FLOOR
    if not found or found[0].score < floor:
        return None, (found[0] if found else None)
    second = found[1] if len(found) > 1 else None
    if second is None or found[0].score - second.score > _MARGIN or {found[0].meaning, second.meaning} in _NEARLY_ONE:
        return found[0], second
    # «Рік виконання» says a term by both its words, what was done by one of them
    ahead = _says_all(text, found[0], lexicon) and not _says_all(text, second, lexicon)
    return (found[0], second) if ahead else (None, found[0])


def _says_all(text: str, match: Match, lexicon: Lexicon) -> bool:
    return match.exact and len(lexicon.covered("fields", match.meaning, text)) == len(tokens(text)) > 1


def read_column(path: Sequence[str], lexicon: Lexicon) -> Meaning:
    """The meaning of a column by its header path; ``field`` None where no wording is safely ahead."""
    field, second, how = _decide_field(path, lexicon)
    meaning = Meaning(
        field.meaning if field else None,
        field.score if field else 0.0,
        second.meaning if second else None,
        second.score if second else 0.0,
        field.exact if field else True,
        unit=_deepest_unit(path),
        how=how,
    )
    if meaning.field in LABELS and meaning.field is not None:
        return meaning
    return with_dimensions(meaning, path, lexicon)


def _decide_field(path: Sequence[str], lexicon: Lexicon) -> tuple[Match | None, Match | None, str]:
    weak: tuple[Match, Match | None] | None = None
    runner: Match | None = None
    for level in reversed(path):
        if dimension_only(level, lexicon):
            continue
        field, second = _field_of(_BESIDE_PERCENT.sub("", level) if read_unit(level) is not None else level, lexicon)
        if field is None or (weak is not None and _GROUP.fullmatch(fold(without_unit(level)))):
            runner = runner or second
            continue
        if (
            len(path) > 1
            and field.meaning == "planned"
            and _WEAK.fullmatch(re.sub(r",?\s*\(?(?:тис|млн|грн)[^а-яіїєґ].*$|,? (?:тис|млн|грн)\.?.*$", "", fold(level)).strip(" ,("))
        ):
            weak = weak or (field, second)
            continue
        named = level is path[-1] and (_asks_for_source(level, field, lexicon) or not _under_money(path, lexicon))
        if field.meaning == "source" and len(path) > 1 and not named:
            continue
        bare = not any(weight(token) for token in tokens(level) if not token.startswith(("%", "відсот", "процент")))
        if field.meaning == "percent" and bare and (deviation := _share_above(path, level, lexicon, "deviation")) is not None:
            return replace(deviation, meaning="ignore"), second, "lexicon"
        share = (
            _share_above(path, level, lexicon)
            if field.meaning in ("planned", "actual", "programme", "source") and read_unit(level) is None
            else None
        )
        return share or field, second, "lexicon"
    if weak:
        return weak[0], weak[1], "lexicon"
    field, second = _field_of(" ".join(path), lexicon)
    if field is None and second is not None and path and _of_money_done(path[-1], second, lexicon):
        return second, None, "what was done with money"
    if field is None and (stem := _by_stem(path)) is not None:
        return stem, second or runner, "by stems"
    return field, second or runner, "joined header"


def _of_money_done(level: str, match: Match, lexicon: Lexicon) -> bool:
    """«Виплачено компенсації», «Використано лімітів», «Сплачено з бюджету»: a word of what was done, and behind it nothing but words of money."""
    words = tokens(without_unit(level))
    rest = [word for word in words[1:] if weight(word)]
    return (
        match.meaning in ("actual", "spent")
        and match.exact
        and 0 in lexicon.covered("fields", match.meaning, without_unit(level))
        and bool(rest)
        and all(lexicon.says("natural", "money", word) for word in rest)
    )


_BESIDE_PERCENT = re.compile(
    r"\s*\(\s*(?:у\s+|в\s+)?(?:%|відсот\w+)(?: (?:до|від) [^()]*| виконання)?\s*\)\s*$|\s*[/,]\s*%\s*$"
)  # «Виконано, тис. грн (%)», «Використано, грн (% до плану)»: amounts, a percent beside each


def _under_money(path: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a level above names plan or fact: «План › інші джерела фінансування» is the plan of other sources, no column of sources."""
    fields = (_field_of(level, lexicon)[0] for level in path[:-1])
    return any(field is not None and field.meaning in MONEY for field in fields)


def _asks_for_source(level: str, field: Match, lexicon: Lexicon) -> bool:
    """Whether a head is «Джерело», «Джерела фінансування» and names none itself: «Фінансування › джерело | план | факт»."""
    asks = lexicon.is_only("fields", field.meaning, level) and not any(m.exact for m in lexicon.matches("sources", level))
    return asks and re.search(r"джерел", fold(level)) is not None


def _share_above(path: Sequence[str], level: str, lexicon: Lexicon, meaning: str = "percent") -> Match | None:
    """The percent that a level above names: «% виконання › до плану на рік» says of which plan, it is no plan. Or the deviation: «Відхилення › %»."""
    above = path[: list(path).index(level)]
    found = (_field_of(text, lexicon)[0] for text in above)
    return next((field for field in found if field is not None and field.meaning == meaning), None)


_PERCENT_STEM = re.compile(r"%|відсот|процент")
_ACTUAL_STEM = re.compile(
    r"(?<!недо)(?<!\bне )(?<!\bмало бути )(?:виконан|використ|профінанс|сплач|оплачен|касов|освоєн|перерахован|виплачен|закуплен|придбан|проведен"
    r"|(?:залучен|спрямован|направлен)[оаі]\b|надан(?:о|і|а|ий|их)\b|закрит\w+ акт|на суму|фактичн|\bфакт\b)"
)
_PLANNED_STEM = re.compile(
    r"передбач|заплан|розпис|\bплан|потреб|обсяг|затвердж|асигнув|призначен|кошторис|уточнен|ліміт|(?:згідно|відповідно|\bза|\bпо)\b.{0,4} програм"
)


def _by_stem(path: Sequence[str]) -> Match | None:
    """A head in words that the lexicon does not hold: its unit says money or percent, a stem says of which side; both sides say nothing."""
    text = fold(" ".join(path))
    actual, planned = bool(_ACTUAL_STEM.search(text)), bool(_PLANNED_STEM.search(text))
    if _PERCENT_STEM.search(text) and actual:
        return Match("percent", _FLOOR, exact=False)
    if not any(read_unit(level) is not None for level in path) or actual == planned:
        return None
    return Match("actual" if actual else "planned", _FLOOR, exact=False)


def _deepest_unit(path: Sequence[str]) -> Unit | None:
    return next((unit for level in reversed(path) if (unit := read_unit(level)) is not None), None)

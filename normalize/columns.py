"""What one column of a table means, read from its header's path (the texts above it, top level first)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from normalize.dates import MONTH
from normalize.lexicon import Lexicon
from normalize.records import Fund, Source
from normalize.text import fold
from normalize.units import Unit, read_unit
from normalize.wordings import Match, tokens, weight
from normalize.years import DATE, is_year_label, years_in

MONEY = ("planned", "actual", "spent", "deviation")
FIGURES = (*MONEY, "percent")
LABELS = (
    "number",
    "measure",
    "programme",
    "section",
    "indicator",
    "term",
    "term_start",
    "term_end",
    "executor",
    "source",
    "fund",
    "year",
    "unit",
    "category",
    "ignore",
)
_CUMULATIVE = ("m3", "h6", "m9")
"""Months from January on: the report's own period, not a part of the year beside other parts."""
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
_WHOLE = re.compile(r"\bвесь (?:період|строк|термін)\b|\bз початку (?:дії|реалізації|виконання)? ?(?:програм|$)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a column was understood.

    ``whole`` : the amounts are for the programme's whole period. ``year`` None without ``whole``: the report's year.
    ``plan`` tells several plans apart (``initial``, ``amended``, ``budget``, ``period``), ``period`` a quarter, month or half-year.
    ``aggregate``: the header says «all of it» and its neighbours decide of what.
    """

    field: str | None
    score: float = 0.0
    runner_up: str | None = None
    runner_up_score: float = 0.0
    exact: bool = True
    year: int | None = None
    whole: bool = False
    source: Source | None = None
    fund: Fund | None = None
    period: str | None = None
    plan: str | None = None
    unit: Unit | None = None
    how: str = "lexicon"

    @property
    def claim(self) -> tuple[object, ...]:
        """What no two columns of one table may share."""
        return (self.field, self.year, self.whole, self.source, self.fund, self.period, self.plan)


_UNIT = re.compile(
    r"[,;]?\s*\(?(?:\bу |\bв )?(?:\b(?:тис|т|млн|млрд)\w*\.?\s*-?\s*(?:грн|гривень|гривнях|грв|гр)\b\.?|"
    r"(?<=[,(])\s*(?:трн|ґрн|ірн|грп)\b|\b(?:грн|гривень|гривнях)\b\.?(?:\s*,?\s*коп\.?)?|\bтис\.(?=\s*\)?$))\s*\)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def without_unit(text: str) -> str:
    """A header's text with its unit of money taken off: «2023 рік, тис. грн» → «2023 рік»."""
    return _UNIT.sub("", text).strip(" ,;")


COUNTS_NO_MONEY = "counts no money"
"""How a column was understood that is set aside since its header counts things."""

_REMARK = re.compile(r"\s*\([^()\d]*\)\s*$")


def dimension_only(text: str, lexicon: Lexicon) -> bool:
    """Whether a header text only places a column (year, source, fund, quarter, «усього», «у тому числі») and names no field."""
    text = without_unit(text) or text
    if not text or is_year_label(text):
        return bool(text)
    for section in ("sources", "funds", "periods", "aggregate", "joiners"):
        if any(lexicon.is_only(section, match.meaning, text) for match in lexicon.matches(section, text)):
            return True
    found = lexicon.best("sources", text, 0.8)
    if (found and not lexicon.best("fields", text, 0.75)) or is_unit_only(text):
        return True
    bare = _REMARK.sub("", text)  # «Держбюджет (субвенція)»
    return bare != text and dimension_only(bare, lexicon)


def is_unit_only(text: str) -> bool:
    """Whether a header text is a unit of money and nothing else."""
    return read_unit(text) is not None and not re.search(
        r"[а-яіїєґ]{4,}", re.sub(r"тис\w*|млн|грн|грив\w+|коп\w*|мільйон\w*", "", fold(text))
    )


def _field_of(text: str, lexicon: Lexicon) -> tuple[Match | None, Match | None]:
    """The field a header text names, and the runner-up; (None, runner-up) where none is ahead enough. What brackets add may be left out."""
    field, second = _ahead(text, lexicon)
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
    joined = " ".join(path)
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
    return _with_dimensions(meaning, path, joined, lexicon)


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
        if field.meaning == "source" and len(path) > 1 and (level is not path[-1] or _under_money(path, lexicon)):
            continue
        bare = not any(weight(token) for token in tokens(level) if not token.startswith(("%", "відсот", "процент")))
        if field.meaning == "percent" and bare and (deviation := _share_above(path, level, lexicon, "deviation")) is not None:
            return replace(deviation, meaning="ignore"), second, "lexicon"
        share = _share_above(path, level, lexicon) if field.meaning in ("planned", "actual") and read_unit(level) is None else None
        return share or field, second, "lexicon"
    if weak:
        return weak[0], weak[1], "lexicon"
    field, second = _field_of(" ".join(path), lexicon)
    if field is None and (stem := _by_stem(path)) is not None:
        return stem, second or runner, "by stems"
    return field, second or runner, "joined header"


_BESIDE_PERCENT = re.compile(
    r"\s*\(\s*(?:у\s+|в\s+)?%\s*\)\s*$|\s*[/,]\s*%\s*$"
)  # «Виконано, тис. грн (%)»: amounts, a percent beside each


def _under_money(path: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a level above names plan or fact: «План › інші джерела фінансування» is the plan of other sources, no column of sources."""
    fields = (_field_of(level, lexicon)[0] for level in path[:-1])
    return any(field is not None and field.meaning in MONEY for field in fields)


def _share_above(path: Sequence[str], level: str, lexicon: Lexicon, meaning: str = "percent") -> Match | None:
    """The percent that a level above names: «% виконання › до плану на рік» says of which plan, it is no plan. Or the deviation: «Відхилення › %»."""
    above = path[: list(path).index(level)]
    found = (_field_of(text, lexicon)[0] for text in above)
    return next((field for field in found if field is not None and field.meaning == meaning), None)


_PERCENT_STEM = re.compile(r"%|відсот|процент")
_ACTUAL_STEM = re.compile(
    r"(?<!недо)(?<!\bне )(?<!\bмало бути )(?:виконан|використ|профінанс|сплач|оплачен|касов|освоєн|перерахован|виплачен|закуплен|проведен"
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


_LONE_MONTH = re.compile(rf"\bза ({MONTH})(?:\s+20\d\d\b|\s+(?:рік|року)\b|\s*,|\s*\(|$)(?!\s*[-–—])")  # «Виконано за вересень, тис. грн»


def _with_dimensions(meaning: Meaning, path: Sequence[str], joined: str, lexicon: Lexicon) -> Meaning:
    year, whole = _year_of(path, lexicon, planned=meaning.field == "planned")
    source = next((m for level in reversed(path) if (m := lexicon.best("sources", level, 0.6, 0.01))), None)
    fund = next((m for level in reversed(path) if (m := lexicon.best("funds", level, 0.55, 0.01))), None)
    period = next((m for level in reversed(path) if (m := lexicon.best("periods", without_unit(level), 0.6))), None)
    month = next((found[1] for level in reversed(path) if (found := _LONE_MONTH.search(fold(level)))), None)
    if period is None and month is not None:
        period = lexicon.best("periods", month, 0.6)
    cumulative = period is not None and period.meaning in _CUMULATIVE
    named = " ".join(level for level in path if not dimension_only(level, lexicon))
    plan = lexicon.best("plans", named, 0.5) if meaning.field in ("planned", "percent", "deviation") else None
    return replace(
        meaning,
        year=year,
        whole=whole,
        source=Source(source.meaning) if source else None,
        fund=Fund(fund.meaning) if fund else None,
        period=period.meaning if period and period.meaning != "year" and not cumulative else None,
        plan="period" if cumulative and meaning.field in ("planned", "percent") else plan.meaning if plan else None,
    )


# «рішення № 15 від 21.12.2023», «згідно з рішенням сесії від 20 грудня 2022 року № 12»: when it was decided, not what the amounts are for
_DECIDED = re.compile(
    rf"№\s*\S+|\bвід\s+(?:{DATE.pattern}|20[0-4]\d)(?:\s*(?:року|р\.?))?|\bрішенн\w*[^,;()]*?(?:{DATE.pattern})(?:\s*(?:року|р\.?))?"
)


def _year_of(path: Sequence[str], lexicon: Lexicon, *, planned: bool) -> tuple[int | None, bool]:
    """The year that a column's header names, or that it is for the whole period; the date of a decision is no year of amounts.

    What was approved «на 01.01.2024» is the plan of 2024; what was financed by then was financed in 2023.
    """
    for level in reversed(path):
        if _WHOLE.search(fold(level)):
            return None, True
        told = _DECIDED.sub(" ", fold(level))
        part = lexicon.around_breakdown(told)
        told = part[1] if part and len(years_in(part[1])[0]) == 1 and years_in(part[0])[1] else told
        years, span = years_in(re.sub(r"\bна 0?1[./]0?1[./](20[0-4]\d)", r"на \1", told) if planned and "станом" not in told else told)
        if span or len(set(years)) > 1:
            return None, True
        if years:
            return years[0], False
    return None, False

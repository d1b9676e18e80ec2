"""Columns that are no amounts of their own: roles of rows, counts and prices, what belongs to an indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.column_cells import texts_in
from normalize.columns import read_column
from normalize.figures import is_figure
from normalize.head_texts import dimension_only, without_unit
from normalize.lexicon import Lexicon
from normalize.meanings import COUNTS_NO_MONEY, FIGURES, Meaning
from normalize.row_roles import DONE, PLANS, role_of
from normalize.table_rows import Row
from normalize.text import fold
from normalize.units import read_unit
from normalize.years import DATE, years_in


def settle_roles(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """A text column that says «план» in one row and «факт» in the next tells what the amounts beside it are."""
    out = list(meanings)
    sides = {"planned", "actual"} <= {m.field for m in meanings}
    for c, meaning in enumerate(meanings):
        if sides or meaning.field in ("information", "reasons", "actions"):
            continue  # columns say what is plan and what is fact; «Виконано», «Заплановано» are remarks then
        texts = texts_in(data, c)
        roles = [role_of(text, lexicon) for text in texts]
        both = PLANS & set(roles) and DONE & set(roles)
        if len(texts) > 1 and both and sum(r is not None for r in roles) * 5 >= len(texts) * 3:
            out[c] = replace(meaning, field="role", score=1.0, how="content")
    if any(m.field == "role" for m in out):
        # the rows say what the amounts are, so columns need only say whose: «Усього», «Державний бюджет», «2024 рік»
        unit = next((found for path, m in zip(paths, out, strict=True) if m.field == "role" and (found := read_unit(" ".join(path)))), None)
        for c, meaning in enumerate(out):
            open_ = meaning.field is None or (meaning.field == "year" and _holds_amounts(data, c))
            if open_ and paths[c] and all(dimension_only(level, lexicon) for level in paths[c]):
                placed = read_column(("план", *paths[c]), lexicon) if meaning.field == "year" else meaning
                out[c] = replace(placed, field="planned", score=1.0, unit=placed.unit or unit, how="plan and fact are rows")
    return out


def _holds_amounts(data: Sequence[Row], column: int) -> bool:
    """Whether a column of the body holds figures, with dashes among them, and hardly anything else."""
    texts = texts_in(data, column)
    amounts = sum(is_figure(text) for text in texts)
    return amounts * 2 >= len(texts) and any(is_figure(text) and any(ch.isdigit() for ch in text) for text in texts)


def settle_groups(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """Beside measures, what stands under an indicator's heading («Результативний показник» › план, факт, од. вим.) is no money."""
    if not {"measure", "programme"} & {m.field for m in meanings}:
        return meanings
    return [
        replace(meaning, field="ignore", how=OF_INDICATOR) if _of_indicator(path, lexicon) else meaning
        for path, meaning in zip(paths, meanings, strict=True)
    ]


def _of_indicator(path: tuple[str, ...], lexicon: Lexicon) -> bool:
    if len(path) < 2 or any(read_unit(level) is not None for level in path):
        return False
    best = lexicon.best("fields", _IN_UNITS.sub("", path[0]), 0.75)
    return best is not None and best.meaning == "indicator"


_IN_UNITS = re.compile(r"[,(]?\s*(?:од\.|один\w*)\s*вим\w*\.?\)?\s*$", re.IGNORECASE)
"""«Показники виконання заходу, од. виміру»: the unit of each, written behind its name."""


def settle_natural(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """Columns that count something else than money («Кількість отримувачів, осіб») are understood, and are not read."""
    meanings = _without_things(paths, meanings, lexicon)
    meanings = _forecast_for_plan(paths, _without_balances(paths, _without_needs(paths, meanings, lexicon), lexicon), lexicon)
    meanings = _without_savings(paths, _without_openings(paths, meanings, lexicon))
    meanings = _without_codes(paths, _without_estimates(paths, meanings, lexicon), lexicon)
    return [
        replace(meaning, field="ignore", score=1.0, how=NAMELESS if lexicon.after_breakdown(path[-1]) else COUNTS_NO_MONEY)
        if path
        and (
            (meaning.field is None and _is_natural(path, lexicon))
            or _is_part_of(path, meaning, lexicon)
            or (meaning.field in FIGURES and _heads_counts(path, lexicon))
        )
        else meaning
        for path, meaning in zip(paths, meanings, strict=True)
    ]


OF_INDICATOR = "under an indicator's heading"
NAMELESS = "a part that no source or fund names"


def _without_codes(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«поточні (КЕКВ 2000) | капітальні (КЕКВ 3000) | всього»: parts by economic class beside the amount of all of them."""
    whole = {path[:-1] for path in paths if len(path) > 1 and lexicon.is_only("aggregate", "words", path[-1])}
    return [
        replace(m, field="ignore", how="by economic class") if path[:-1] in whole and re.search(r"\bкекв\s*\d{4}", fold(path[-1])) else m
        for path, m in zip(paths, meanings, strict=True)
    ]


def _forecast_for_plan(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Прогноз на рік» is what was planned where no other column says it."""
    if any(m.field == "planned" for m in meanings):
        return meanings
    return [
        replace(m, field="planned", year=next(iter(years_in(" ".join(path))[0]), None), how="a forecast, and no plan")
        if m.field == "ignore" and path and lexicon.says("natural", "forecasts", " ".join(path))
        else m
        for path, m in zip(paths, meanings, strict=True)
    ]


def _without_needs(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Потреба на 2024 рік», «Запит» beside a plan of the same amounts, or beside the plan of another year, is nothing that was planned.

    What the programme itself needs is its plan, beside which the budget's is another.
    """
    needs = {c for c, m in enumerate(meanings) if m.field in (None, "planned") and lexicon.says("natural", "needs", " ".join(paths[c]))}
    others = [m for c, m in enumerate(meanings) if m.field == "planned" and c not in needs]
    years = {m.year for m in others}

    def beside(c: int, need: Meaning) -> bool:
        other_year = need.year is not None and need.year not in years
        placed = {(m.source, m.fund) for m in others} if need.source is None and need.fund is None else {(need.source, need.fund)}
        alike = [m for m in others if (m.source, m.fund) in placed and (m.year or need.year) == (need.year or m.year)]
        return other_year or (bool(alike) and "програм" not in fold(" ".join(paths[c])))

    return [
        replace(m, field="ignore", how="a need, and a plan beside it") if c in needs and others and beside(c, m) else m
        for c, m in enumerate(meanings)
    ]


def _without_balances(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Залишок коштів на 01.01.2023» and «… на 01.01.2024»: what lay there when the year began and ended, no deviation from its plan.

    Nor is a balance left of all plans: it was there before them.
    """
    found = {
        c: fold(" ".join(paths[c]))
        for c, m in enumerate(meanings)
        if m.field == "deviation" and lexicon.says("natural", "balances", " ".join(paths[c]))
    }
    if len(set(found.values())) < 2 or not all(DATE.search(text) or _AT_ENDS.search(text) for text in found.values()):
        first = min((c for c, m in enumerate(meanings) if m.field == "planned"), default=0)
        before = {
            c for c, m in enumerate(meanings) if c < first and m.field in (None, "deviation") and _BALANCE.match(fold(" ".join(paths[c])))
        }
        return [replace(m, field="ignore", how="a balance before the plan") if c in before else m for c, m in enumerate(meanings)]
    # What came in between two balances is an account's receipts; what was done is what was used of them.
    used = any(m.field == "spent" for m in meanings)
    found |= {
        c: "" for c, m in enumerate(meanings) if used and m.field == "actual" and lexicon.says("natural", "receipts", " ".join(paths[c]))
    }
    return [
        replace(m, field="ignore", how="a balance at a date" if found[c] else "receipts between balances") if c in found else m
        for c, m in enumerate(meanings)
    ]


_AT_END = re.compile(rf"\b(?:станом )?на (?:початок|кінець)(?: 20\d\d)?(?: року| р\.)?|\b(?:станом )?на (?:{DATE.pattern})")
_BALANCE = re.compile(r"залиш(?:ок|ки)\b")
_AT_ENDS = re.compile(r"\bна (?:початок|кінець)\b")


def _without_savings(paths: Sequence[tuple[str, ...]], meanings: list[Meaning]) -> list[Meaning]:
    """«Економія» beside «Сума договору»: what was saved of the plan by contract, no deviation of what was financed."""
    texts = [fold(" ".join(path)) for path in paths]
    if not any(re.match(r"(?:сум|варт|цін)\w* (?:\w+ )?(?:договор|контракт)", text) for text in texts):
        return meanings
    saved = {c for c, m in enumerate(meanings) if m.field == "deviation" and texts[c].startswith("економ")}
    return [replace(m, field="ignore", how="saved by contract") if c in saved else m for c, m in enumerate(meanings)]


def _without_estimates(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Загальна кошторисна вартість», «Залишок кошторисної вартості» of a building beside its plan for the year are no plan and no deviation.

    Nor is «Передбачено в плані закупівель» a plan of the programme beside one.
    """
    texts = [_AT_END.sub("", without_unit(" ".join(path))) for path in paths]
    estimates = {
        c
        for c, m in enumerate(meanings)
        if m.field in (None, *FIGURES) and any(lexicon.says("natural", kind, texts[c]) for kind in ("estimates", "procurement"))
    }
    if not any(m.field == "planned" and c not in estimates for c, m in enumerate(meanings)):
        return meanings
    return [replace(m, field="ignore", how="an estimate, or what is to be bought") if c in estimates else m for c, m in enumerate(meanings)]


def _without_openings(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Затверджено розписом | Відкриті асигнування | Касові видатки»: what the treasury opened is no plan beside one, but what the budget gave of it.

    The budget's only list of allotments beside it is then the plan.
    """
    opened = {c for c, m in enumerate(meanings) if m.field in (None, "planned") and lexicon.says("natural", "opened", " ".join(paths[c]))}
    plans = [m for c, m in enumerate(meanings) if m.field == "planned" and c not in opened]
    if not plans:
        return meanings
    taken = any(m.plan == "budget" for m in plans)
    if taken and len(plans) == 1:
        taken, meanings = False, [replace(m, plan=None) if m is plans[0] else m for m in meanings]
    return [
        replace(m, field="ignore" if taken else "planned", plan=None if taken else "budget", how="opened by the treasury")
        if c in opened
        else m
        for c, m in enumerate(meanings)
    ]


def _is_natural(path: tuple[str, ...], lexicon: Lexicon) -> bool:
    """A count, a price, or «у тому числі на оплату послуг»: part of the amount to its left that no source and no fund names."""
    if lexicon.starts("natural", "prices", path[-1]) or lexicon.after_breakdown(path[-1]):
        return True
    return all(read_unit(level) is None for level in path) and _counts(path[-1], lexicon)


def _is_part_of(path: tuple[str, ...], meaning: Meaning, lexicon: Lexicon) -> bool:
    """«в т.ч. за рахунок залишку на 01.01.2024»: a part of the amount to its left, no deviation."""
    return meaning.field == "deviation" and lexicon.after_breakdown(path[-1]) is not None and len(path) == 1


def _heads_counts(path: tuple[str, ...], lexicon: Lexicon) -> bool:
    """«Кількість осіб › план», «Обсяг робіт, м² › факт»: plan and fact of a count."""
    return all(read_unit(level) is None for level in path) and _counts(path[0], lexicon)


# «Запланована кількість отримувачів», «Фактична довжина, км»
_PLANNED_OR_DONE = re.compile(r"^(?:(?:(?:за)?план|передбачен|фактичн|виконан|досягнут|очікуван|загальн)[а-яіїєґ]*\s+)+")


def _without_things(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Заплановано › осіб | сума, тис. грн»: things and people beside the money of one head."""
    things = [len(path) > 1 and _counts_things(path[-1], lexicon) for path in paths]
    money = {
        path[:-1] for path, m, thing in zip(paths, meanings, things, strict=True) if m.field in FIGURES and len(path) > 1 and not thing
    }
    return [
        replace(m, field="ignore", how=COUNTS_NO_MONEY) if thing and path[:-1] in money and m.field in (None, *FIGURES) else m
        for path, m, thing in zip(paths, meanings, things, strict=True)
    ]


_BUDGET = re.compile(r"[дромст](?:[./]\s?|\s)[бг]\.?")
"""«м/б», «о.б.», «т.г.»: a budget by its first letters."""


def _counts_things(text: str, lexicon: Lexicon) -> bool:
    """«осіб», «шт.»; the «т» of «у т.ч. на 2024 рік» is no tonne, the «м» of «м/б» no metre."""
    part = lexicon.after_breakdown(text) is not None or dimension_only(text, lexicon) or bool(_BUDGET.fullmatch(fold(text)))
    return not part and read_unit(text) is None and lexicon.is_only("natural", "units", text)


def _counts(text: str, lexicon: Lexicon) -> bool:
    text = lexicon.before_breakdown(text)  # the «т» of «у 2024 році, в т.ч.» is no tonne
    last = re.split(r"[,(]", text)[-1].strip(" )")
    counted = lexicon.starts("natural", "counted", _PLANNED_OR_DONE.sub("", fold(text)))
    return counted or (last != text and _counts_things(last, lexicon))

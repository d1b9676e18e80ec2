"""What the columns of one header mean together: labels claimed twice, years and totals told by neighbours, content that speaks where words do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.column_cells import figures_share, own_words
from normalize.lexicon import Lexicon
from normalize.meanings import COUNTS_NO_MONEY, MONEY, Meaning
from normalize.table_rows import Row
from normalize.values import is_dash

_CLEARLY = 0.12
AMOUNTS_ARE_MONEY = "its amounts are money"
PROGRAMMES_BESIDE = "programmes beside their measures"
NUMBERS_SECTIONS = "numbers of the tasks beside it"


def settle_labels(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """One measure, one number, one executor: of two text columns that claim a label the better keeps it."""
    out = list(meanings)
    fields = [m.field for m in out]
    if "measure" in fields and fields.count("measure") > 1:
        claimants = [c for c, f in enumerate(fields) if f == "measure"]
        keep = max(claimants, key=lambda c: (own_words(data, c), out[c].score))
        for c in claimants:
            if c != keep:
                out[c] = replace(out[c], field="section" if c < keep else "information", how="second column of measures")
    fields = [m.field for m in out]
    if not {"measure", "programme", "section", "indicator"} & set(fields):
        # «Головний розпорядник коштів / назва програми»: where nothing else names the rows, the runner-up does
        out = [
            replace(m, field=m.runner_up, how="the only column of titles")
            if m.field == "executor" and m.runner_up in ("measure", "programme")
            else m
            for m in out
        ]
    fields = [m.field for m in out]
    if "measure" not in fields and "programme" not in fields and "section" in fields and "indicator" not in fields:
        last = max(c for c, f in enumerate(fields) if f == "section")
        out[last] = replace(out[last], field="measure", how="the only column of titles")
    if "measure" in fields and "programme" in fields:
        out = [replace(m, field="ignore", how=PROGRAMMES_BESIDE) if m.field == "programme" else m for m in out]
    out = _with_numbers_of_tasks(out)
    for label in ("number", "executor", "indicator", "section", "unit", "source", "year", "fund", "category", "programme"):
        claimants = [c for c, m in enumerate(out) if m.field == label]
        for c in claimants[1:]:
            # a column full of figures is never set aside without a word
            out[c] = replace(
                out[c], field=None if figures_share(data, c) >= 0.5 and label != "number" else "ignore", how=f"second column of {label}"
            )
    return out


def _with_numbers_of_tasks(meanings: list[Meaning]) -> list[Meaning]:
    """«№ | Завдання | № | Захід»: of two columns of numbers the one before the tasks is theirs."""
    columns = {f: [c for c, m in enumerate(meanings) if m.field == f] for f in ("number", "section", "measure")}
    if [len(found) for found in columns.values()] != [2, 1, 1]:
        return meanings
    first, second, section, measure = *columns["number"], *columns["section"], *columns["measure"]
    if not first < section < second < measure:
        return meanings
    return [replace(m, field="ignore", how=NUMBERS_SECTIONS) if c == first else m for c, m in enumerate(meanings)]


def settle_kinds(meanings: list[Meaning]) -> list[Meaning]:
    """Financed and spent, plan and plan: which column is the programme's plan with amendments, which the actual."""
    out = list(meanings)
    fields = {m.field for m in out}
    if "spent" in fields and ("actual" not in fields or _of_another_year(out) or _each_for_its_plan(out)):
        out = [replace(m, field="actual") if m.field == "spent" else m for m in out]
    if fields & {"indicator"} and not fields & {"measure", "programme", "unit", "category"} and _all_money(out):
        out = [replace(m, field="measure", how=AMOUNTS_ARE_MONEY) if m.field == "indicator" else m for m in out]
        fields = {m.field for m in out}
    if "indicator" in fields and "measure" not in fields and "programme" not in fields:
        out = [replace(m, field="reasons") if m.field == "information" else m for m in out]
    else:
        out = [replace(m, field="information") if m.field == "reasons" else m for m in out]
    return [replace(m, plan=None) if m.field == "planned" and m.plan and _lone_plan(m, out) else m for m in out]


def _of_another_year(meanings: Sequence[Meaning]) -> bool:
    """Whether what was financed is of other years than the plan and what was spent: «План на 2022 рік | Використано | Профінансовано у 2021 році»."""
    planned = {m.year for m in meanings if m.field == "planned"}
    financed = {m.year for m in meanings if m.field == "actual"}
    spent = {m.year for m in meanings if m.field == "spent"}
    alone = len(planned) == 1 and None not in planned and spent <= {None, *planned}
    return alone and None not in financed and not planned & financed and not any(m.whole for m in meanings)


def _each_for_its_plan(meanings: Sequence[Meaning]) -> bool:
    """Whether no year, source or fund has both: «Загальний фонд › План | Касові видатки», «Разом › План | Факт» say the same of each plan in other words."""
    planned, financed, spent = ({m.claim[1:-1] for m in meanings if m.field == field} for field in ("planned", "actual", "spent"))
    return not financed & spent and financed | spent <= planned


def _all_money(meanings: Sequence[Meaning]) -> bool:
    """Whether the headers of plan and actual all name a unit of money: indicators have units of their own, each row its one."""
    figures = [m for m in meanings if m.field in ("planned", "actual", "spent")]
    return {m.field for m in figures} >= {"planned", "actual"} and all(m.unit is not None for m in figures)


def _lone_plan(meaning: Meaning, meanings: Sequence[Meaning]) -> bool:
    rivals = [m for m in meanings if m.field == "planned" and m is not meaning]
    same_place = [m for m in rivals if m.plan != meaning.plan]
    return not same_place and meaning.plan != "period"


def settle_counts(meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """«Обсяг робіт › план» beside «Вартість робіт, тис. грн › план», in a table with a column of units: the first counts no money.

    So do the columns beside such ones that nobody understands and that name no unit of money.
    """
    if not any(m.field == "unit" for m in meanings):
        return meanings
    in_money = {_side(m) for m in meanings if m.field in MONEY and m.unit is not None}
    counts = {c for c, m in enumerate(meanings) if m.field in MONEY and m.unit is None and _side(m) in in_money}
    for c, meaning in enumerate(meanings):
        if counts & {c - 1, c + 1} and meaning.field is None and meaning.unit is None and figures_share(data, c) >= 0.5:
            counts.add(c)
    return [replace(m, field="ignore", how=COUNTS_NO_MONEY) if c in counts else m for c, m in enumerate(meanings)]


def _side(meaning: Meaning) -> tuple[object, ...]:
    """What is planned or done, and for which year and part."""
    return replace(meaning, field="actual" if meaning.field == "spent" else meaning.field, plan=None).claim


def settle_claims(
    paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon
) -> tuple[list[Meaning], set[int]]:
    """No two columns may claim one meaning: where two do, neither is read and both are doubts."""
    by_claim: dict[tuple[object, ...], list[int]] = {}
    for c, meaning in enumerate(meanings):
        if meaning.field in (*MONEY, "percent"):
            by_claim.setdefault(meaning.claim, []).append(c)
    contested: set[int] = set()
    out = list(meanings)
    for claimants in by_claim.values():
        live = [c for c in claimants if figures_share(data, c) > 0 or any(is_dash(row.text(c)) for row in data if c < len(row.cells))]
        if len(claimants) < 2:
            continue
        if len(live) <= 1:
            for c in claimants:
                if c not in live and live:
                    out[c] = replace(out[c], field="ignore", how="empty twin")
            continue
        if out[claimants[0]].field in ("percent", "deviation"):
            for c in claimants[1:]:
                out[c] = replace(out[c], field="ignore", how="second of its kind")
            continue
        parts = [c for c in claimants if any(lexicon.after_breakdown(level) is not None for level in paths[c])]
        if 0 < len(parts) < len(claimants):  # «спеціальний фонд | у т.ч. бюджет розвитку»: the second is part of the first
            for c in parts:
                out[c] = replace(out[c], field="ignore", how="part of its neighbour")
            claimants = [c for c in claimants if c not in parts]
            if len(claimants) < 2:
                continue
        whole = [c for c in claimants if paths[c] and lexicon.is_only("aggregate", "words", paths[c][-1])]
        if len(whole) == 1 and all(len(paths[c]) > 1 for c in claimants):
            contested.update(c for c in claimants if c not in whole)
            continue
        ranked = sorted(claimants, key=lambda c: -out[c].score)
        if out[ranked[0]].score - out[ranked[1]].score >= _CLEARLY:
            ranked = ranked[1:]
        contested.update(ranked)
    for c in contested:
        out[c] = replace(out[c], runner_up=out[c].field, runner_up_score=out[c].score, field=None, how="two columns claim it")
    return out, contested

"""Groups of columns that are parts of one beside them: a school's plan and fact, and those of all schools under «Всього»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.header_arithmetic import BY_ARITHMETIC
from normalize.header_roles import NAMELESS
from normalize.header_steps import BESIDE_CASH, STEP
from normalize.lexicon import Lexicon
from normalize.meanings import Meaning
from normalize.table_rows import Row
from normalize.values import bare_amount
from normalize.years import years_in

_PART = "part of the group that adds it up"


def is_aside(meaning: Meaning, path: Sequence[str]) -> bool:
    """Whether a column that is not read is to be told: one for a year, or a part of a group."""
    return meaning.field == "ignore" and (meaning.how in (_PART, NAMELESS, BESIDE_CASH, STEP) or bool(years_in(" ".join(path))[0]))


def settle_groups_of_parts(
    paths: Sequence[tuple[str, ...]], meanings: Sequence[Meaning], data: Sequence[Row], lexicon: Lexicon
) -> list[Meaning]:
    """Columns of one meaning whose sum, in every row, stands under «Всього» beside them are set aside: the sum alone is the measure's."""
    out = list(meanings)
    by_claim: dict[tuple[object, ...], list[int]] = {}
    for c, meaning in enumerate(meanings):
        if meaning.field in ("planned", "actual", "spent") and len(paths[c]) > 1:
            by_claim.setdefault(meaning.claim, []).append(c)
    for claimants in by_claim.values():
        wholes = [c for c in claimants if any(lexicon.is_only("aggregate", "words", level) for level in paths[c])]
        parts = [c for c in claimants if c not in wholes]
        if len(wholes) == 1 and len(parts) > 1 and _add_up(parts, wholes[0], data):
            for c in parts:
                out[c] = replace(out[c], field="ignore", how=_PART)
    for columns in _groups(paths):  # «поточні видатки | капітальні видатки | разом»: parts that nobody knows
        wholes = [c for c in columns if out[c].field in ("planned", "actual", "spent")]
        parts = [c for c in columns if out[c].field is None and wholes and out[c].runner_up == out[wholes[0]].field]
        if len(wholes) == 1 and len(parts) > 1 and len(parts) + 1 == len(columns) and _add_up(parts, wholes[0], data):
            for c in parts:
                out[c] = replace(out[c], field="ignore", how=_PART)
    return out


TWIN = "beside a group of the same parts"


def settle_twins(paths: Sequence[tuple[str, ...]], meanings: list[Meaning]) -> list[Meaning]:
    """«Орієнтовний обсяг коштів › заг. фонд, спец. фонд, разом» left of «Витрачено» over the same three is the plan, where no other column is.

    What stands so behind a plan is what was done, where nothing else is.
    """
    groups = _groups(paths)
    for lacking, given in ((("planned",), ("actual", "spent")), (("actual", "spent"), ("planned",))):
        known = [columns for columns in groups if {meanings[c].field for c in columns} <= set(given)]
        if len(known) != 1 or any(m.field in lacking for m in meanings):
            continue
        labels = [paths[c][1] for c in known[0]]
        alike = [g for g in groups if [paths[c][1] for c in g] == labels and all(meanings[c].field is None for c in g)]
        in_order = len(alike) == 1 and (alike[0][0] < known[0][0]) is (lacking[0] == "planned")
        if len(labels) > 1 and in_order:
            return [replace(m, field=lacking[0], score=1.0, how=TWIN) if c in alike[0] else m for c, m in enumerate(meanings)]
    return meanings


def settle_siblings(paths: Sequence[tuple[str, ...]], meanings: list[Meaning]) -> list[Meaning]:
    """Columns of funds or sources under one head, of which arithmetic has told one («разом»): the others are its parts."""
    out = list(meanings)
    for columns in _groups(paths):
        told = [c for c in columns if out[c].field in ("planned", "actual") and out[c].how == BY_ARITHMETIC]
        rest = [c for c in columns if out[c].field is None]
        if (
            len(told) == 1
            and len(told) + len(rest) == len(columns)
            and len({(out[c].source, out[c].fund) for c in columns}) == len(columns)
        ):
            by_fund = any(out[c].fund is not None for c in columns)  # «Бюджет на 2023 рік» over funds names no source
            for c in columns:
                how = TWIN if c in rest else BY_ARITHMETIC
                out[c] = replace(out[c], field=out[told[0]].field, score=1.0, how=how, source=None if by_fund else out[c].source)
    return out


def _groups(paths: Sequence[tuple[str, ...]]) -> list[list[int]]:
    """The columns under each head of two levels."""
    groups: dict[str, list[int]] = {}
    for c, path in enumerate(paths):
        if len(path) == 2:
            groups.setdefault(path[0], []).append(c)
    return list(groups.values())


def _add_up(parts: Sequence[int], whole: int, data: Sequence[Row]) -> bool:
    """Whether the parts come to the whole in every row that has amounts, two at least, one of them with several parts."""
    rows = [row for row in data if whole < len(row.cells) and bare_amount(row.text(whole)) is not None]
    sums = [[bare_amount(row.text(c)) or Decimal(0) for c in parts] for row in rows]
    several = sum(sum(amount != 0 for amount in amounts) > 1 for amounts in sums)
    return (
        len(rows) > 1 and several > 0 and all(sum(amounts) == bare_amount(row.text(whole)) for row, amounts in zip(rows, sums, strict=True))
    )

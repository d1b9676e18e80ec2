"""Groups of columns that are parts of one beside them: a school's plan and fact, and those of all schools under «Всього»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.columns import Meaning
from normalize.lexicon import Lexicon
from normalize.table_rows import Row
from normalize.values import Kind, read_value
from normalize.years import years_in

_PART = "part of the group that adds it up"


def is_aside(meaning: Meaning, path: Sequence[str]) -> bool:
    """Whether a column that is not read is to be told: one for a year, or a part of a group."""
    return meaning.field == "ignore" and (meaning.how == _PART or bool(years_in(" ".join(path))[0]))


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
    return out


def _add_up(parts: Sequence[int], whole: int, data: Sequence[Row]) -> bool:
    """Whether the parts come to the whole in every row that has amounts, two at least, one of them with several parts."""
    rows = [row for row in data if whole < len(row.cells) and _amount(row, whole) is not None]
    sums = [[_amount(row, c) or Decimal(0) for c in parts] for row in rows]
    several = sum(sum(amount != 0 for amount in amounts) > 1 for amounts in sums)
    return len(rows) > 1 and several > 0 and all(sum(amounts) == _amount(row, whole) for row, amounts in zip(rows, sums, strict=True))


def _amount(row: Row, column: int) -> Decimal | None:
    value = read_value(row.text(column))
    if value.kind is Kind.DASH:
        return Decimal(0)
    return value.number.value if value.kind is Kind.NUMBER and value.number is not None else None

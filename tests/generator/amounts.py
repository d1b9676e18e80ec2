"""What stands in an amount's cell, and what a careful reader types from it."""

from __future__ import annotations

from decimal import Decimal

from tests.generator.columns import CTX, Context, Leaf, Line
from tests.generator.model import Key, Measure, Period, add_up
from tests.generator.money import Shown
from tests.generator.style import Style


def period_share(measure: Measure, key: Key, quantum: Decimal) -> Decimal:
    """The plan for a part of the year: about three quarters, never less than what was financed."""
    total = Decimal(0)
    for (y, s, f), sums in measure.base.items():
        if key[0] in (None, y) and key[1] in ("total", s) and key[2] in ("total", f):
            share = (sums.planned * 3 / 4 / quantum).to_integral_value() * quantum
            total += max(share, sums.actual)
    return total


def quarter(measure: Measure, column: str, key: Key, part: int, last: int, quantum: Decimal) -> Decimal:
    """The part of a year's sum that falls into a quarter; the ``last`` one takes the rest."""
    total = Decimal(0)
    for (y, s, f), sums in measure.base.items():
        if key[0] in (None, y) and key[1] in ("total", s) and key[2] in ("total", f):
            whole = getattr(sums, column)
            shares = [(whole * w / 10 / quantum).to_integral_value(rounding="ROUND_DOWN") * quantum for w in (1, 3, 2, 4)[: last - 1]]
            shares += [whole - sum(shares, Decimal(0))] + [Decimal(0)] * (4 - last)
            total += shares[part - 1]
    return total


class Amounts:
    """Prints the sums, percents and deviations of one report's lines."""

    def __init__(self, style: Style, period: Period) -> None:
        self.style, self.period = style, period

    def key(self, leaf: Leaf, context: Context) -> Key:
        """The (year, source, fund) a cell speaks of."""
        year = leaf.year if leaf.year != CTX else (context.year if context.year != CTX else self.period.year)
        source = context.source if leaf.source == "ctx" else leaf.source
        return year, source, leaf.fund

    def _sum(self, line: Line, column: str, key: Key, part: int = 0) -> Decimal:
        quantum = self.style.money.quantum
        if part:
            last = min(4, (self.period.end.month + 2) // 3) if column == "actual" else 4
            return sum((quarter(m, column, key, part, last, quantum) for m in line.members), Decimal(0))
        if column == "period":
            return sum((period_share(m, key, quantum) for m in line.members), Decimal(0))
        return add_up(line.members, column, key)

    def _nil(self, line: Line, how: str, words: str) -> Shown:
        money = self.style.money
        if how == "zero":
            return money.value(Decimal(0))
        if how == "blank":
            return Shown("", "blank")
        if how == "words" and line.kind == "measure":
            return Shown(words, "nil", Decimal("0.00"), words)
        return Shown(money.dash, "nil", Decimal("0.00"), money.dash)

    def money(self, line: Line, name: str, key: Key, part: int = 0) -> Shown:
        """What stands in an amount cell and what it means."""
        if not part and (name, key) in line.override:
            return line.override[name, key]
        money = self.style.money
        decimals = self.style.subtotal_decimals if line.kind == "subtotal" else None
        column = {"planned_initial": "initial", "planned_budget": "planned", "planned_period": "period"}.get(name, name)
        if name.startswith("planned"):
            if line.note:
                return Shown(line.note, "note", None, line.note)
            value = self._sum(line, column, key, part)
            return money.value(value, decimals) if value else self._nil(line, money.unneeded, money.words)
        year = key[0]
        late = year is not None and year > self.period.year
        if late or (part and part * 3 - 2 > self.period.end.month):
            return Shown(money.dash if money.later == "dash" else "", "not_due", None, money.dash if money.later == "dash" else "")
        value = self._sum(line, column, key, part)
        if value:
            return money.value(value, decimals)
        planned = self._sum(line, "planned", key)
        how = money.nothing if planned or line.kind != "measure" else ("blank" if money.nothing == "blank" else "dash")
        return self._nil(line, how, money.actual_words)

    def percent(self, line: Line, name: str, key: Key) -> tuple[str, str | None]:
        """(as printed, the number or None)"""
        if (name, key) in line.override:
            shown = line.override[name, key]
            return shown.text, shown.number or None
        style = self.style.percent
        plan = self.money(line, "planned_period" if name == "percent_period" else "planned", key)
        fact = self.money(line, "actual", key)
        if fact.state == "not_due":
            return fact.text, None
        if plan.uah and fact.uah:
            return style.text(fact.uah, plan.uah, self.style.money.point)
        if plan.uah and style.nothing == "zero" and fact.state in ("value", "nil"):
            return "0" + style.sign, "0"
        return ("" if style.nothing == "blank" or fact.state == "blank" else self.style.money.dash), None

    def deviation(self, line: Line, key: Key) -> str:
        """Signed as the form has it."""
        plan, fact = self.money(line, "planned", key), self.money(line, "actual", key)
        if plan.uah is None or fact.uah is None:
            return ""
        value = (fact.uah - plan.uah) * self.style.deviation_sign
        return self.style.money.number(value) if value else self.style.money.dash


def add_parts(parts: list[Shown]) -> Shown:
    """The year that quarters make up: values and nils add; what is not due yet adds nothing."""
    known = [p for p in parts if p.uah is not None]
    if not known:
        return Shown("", parts[0].state if parts else "blank")
    state = "value" if any(p.state == "value" for p in known) else "nil"
    return Shown("", state, sum((p.uah for p in known if p.uah is not None), Decimal("0.00")))


def typed(shown: Shown) -> list[str | None]:
    """[state, hryvnias or null] as truth files have it."""
    return [shown.state, None if shown.uah is None else f"{shown.uah:.2f}"]

"""The indicators' table and its truth."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from tests.generator.headers import WORDINGS, mangle
from tests.generator.model import Indicator, Model
from tests.generator.page import Grid, Para, TCell
from tests.generator.style import Style

GROUPS = {
    "input": ("затрат", "Показники затрат", "затрати"),
    "output": ("продукту", "Показники продукту", "продукт"),
    "efficiency": ("ефективності", "Показники ефективності", "ефективність"),
    "quality": ("якості", "Показники якості", "якість"),
}


def number(value: Decimal) -> str:
    """Digits with a comma, no zeros at the end."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def draw_indicators(rng: random.Random, model: Model, style: Style) -> tuple[list[Para | Grid], list[dict[str, Any]]]:
    """Heading and table; the truth in the table's order."""
    if not model.indicators:
        return [], []
    kinds = ["number", "indicator", *(["unit"] if rng.random() < 0.5 else []), "ind_planned", "ind_actual"]
    kinds += ["reasons"] if rng.random() < 0.7 else []
    kinds += ["actions"] if "reasons" in kinds and rng.random() < 0.5 else []
    cells = [TCell(mangle(rng.choice(WORDINGS[k]), rng, style.mangle), 0, i, bold=True, align="center") for i, k in enumerate(kinds)]
    form, merged = rng.randrange(3), rng.random() < 0.4
    truth: list[dict[str, Any]] = []
    row, last, count = 1, "", 0
    for ind in model.indicators:
        if ind.category != last:
            last, count = ind.category, 0
            cells += _group(GROUPS[last][form], row, len(kinds), merged)
            row += 1
        count += 1
        cells += _row(ind, kinds, row, f"{count}{'.' if style.number_dot else ''}")
        truth.append(_truth(ind, kinds, count))
        row += 1
    widths = [{"number": 0.6, "indicator": 4.0, "reasons": 2.5, "actions": 2.0}.get(k, 1.4) for k in kinds]
    title = rng.choice(
        ("Виконання результативних показників Програми", "Результативні показники Програми", "Результативні показники виконання Програми")
    )
    return [Para(title, "center", True), Grid(row, len(kinds), cells, 1, widths)], truth


def _group(text: str, row: int, columns: int, merged: bool) -> list[TCell]:
    if merged:
        return [TCell(text, row, 0, 1, columns, bold=True, align="center")]
    return [TCell(text if i == 1 else "", row, i, bold=True) for i in range(columns)]


def _row(ind: Indicator, kinds: list[str], row: int, count: str) -> list[TCell]:
    texts = {
        "number": count,
        "indicator": ind.name,
        "unit": ind.unit,
        "ind_planned": number(ind.planned),
        "ind_actual": number(ind.actual),
        "reasons": ind.reason,
        "actions": "---" if ind.reason else "",
    }
    return [TCell(texts[k], row, i, align="center" if k.startswith("ind_") else "left") for i, k in enumerate(kinds)]


def _truth(ind: Indicator, kinds: list[str], count: int) -> dict[str, Any]:
    return {
        "category": ind.category,
        "number": str(count),
        "indicator": ind.name,
        "unit": ind.unit if "unit" in kinds else None,
        "planned": ["value", f"{ind.planned:f}"],
        "actual": ["value", f"{ind.actual:f}"],
        "reasons": (ind.reason or None) if "reasons" in kinds else None,
        "actions": None,
    }

"""What of a record's page is to be marked: its cells' boxes, each with a short word for its column, and whether a finding is about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from zvit.language import Language

if TYPE_CHECKING:
    from queries.reading import Explanation

Box = tuple[float, float, float, float]

WORDS: Final[dict[str, tuple[str, str]]] = {
    "planned_uah": ("план", "planned"),
    "actual_uah": ("факт", "actual"),
    "spent_uah": ("використано", "spent"),
    "planned_initial_uah": ("перший план", "initial plan"),
    "planned_budget_uah": ("у бюджеті", "budget"),
    "planned_period_uah": ("план періоду", "period plan"),
    "deviation": ("відхилення", "deviation"),
    "percent_reported": ("%", "%"),
    "measure": ("захід", "measure"),
    "term": ("строк", "term"),
    "executors": ("виконавець", "executor"),
    "information": ("інформація", "information"),
    "indicator": ("показник", "indicator"),
    "unit": ("одиниця", "unit"),
    "planned": ("план", "planned"),
    "actual": ("факт", "actual"),
    "reasons": ("причини", "reasons"),
    "actions": ("дії", "actions"),
}
"""Each value's column in Ukrainian and in English; another is called by its own name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: its box (points), its label, whether a warning or an error is about it, and whether OCR read it."""

    page: int
    box: Box
    label: str
    doubtful: bool
    scanned: bool


def marks_of(explanation: Explanation, lang: Language) -> list[Mark]:
    """A mark for each cell that has a place on a page, in reading order; one cell behind several values is marked once, by all their names."""
    placed = [cell for cell in explanation.cells if cell["page"] is not None and None not in _box(cell)]
    doubted = set(_doubted(explanation))
    marks = []
    for page, box in sorted({(cell["page"], _box(cell)) for cell in placed}, key=lambda place: (place[0], place[1][1], place[1][0])):
        here = [cell for cell in placed if (cell["page"], _box(cell)) == (page, box)]
        label = ", ".join(dict.fromkeys(word(cell["column"], lang) for cell in here))
        doubtful = any((cell["column"], cell["raw_text"]) in doubted for cell in here)
        marks.append(Mark(page, box, label, doubtful, any(cell["confidence"] is not None for cell in here)))
    return marks


def word(column: str, lang: Language) -> str:
    """What a column is called on the picture."""
    uk, en = WORDS.get(column, (column, column))
    return uk if lang == "uk" else en


def _box(cell: dict[str, Any]) -> Box:
    return (cell["x0"], cell["y0"], cell["x1"], cell["y1"])


def _doubted(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """The cells (column, text) that a warning or an error is about: all figures of the record where it names none."""
    for finding in explanation.findings:
        if finding["severity"] == "info":
            continue
        broken = {c["column"] for c in explanation.checks if c["rule"] == finding["rule"] and c["verdict"] == "inconsistent"}
        cells = [cell for cell in explanation.cells if cell["column"] in broken or _names(finding, cell, explanation.record)]
        for cell in cells or [cell for cell in explanation.cells if _is_figure(cell)]:
            yield cell["column"], cell["raw_text"]


def _names(finding: dict[str, Any], cell: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether what a finding quotes is this cell's text or its value."""
    quoted = finding["found"]
    if not quoted:
        return False
    value = record.get(cell["column"])
    printed = f"{value:,.2f}".replace(",", " ").replace(".", ",") if isinstance(value, Decimal) else None
    return bool(quoted == cell["raw_text"] or quoted.replace("\u00a0", " ") == printed)


def _is_figure(cell: dict[str, Any]) -> bool:
    return cell["column"].endswith("_uah") or cell["column"] in ("planned", "actual", "percent_reported", "deviation")

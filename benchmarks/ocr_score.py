"""What a way of reading scans came to: records and amounts against the truth, what a finding points at, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from benchmarks.ocr_likeness import counted
from benchmarks.ocr_pages import Case, Figures, plain, texts_by_page

COLUMNS = (
    "records exact",
    "amounts right",
    "wrong without a finding",
    "findings on right records",
    "texts like the original",
    "s per page and core",
)
_LOUD = frozenset({"warning", "error"})
# What only arithmetic tells.
_ARITHMETIC = frozenset(
    ("section_sum", "programme_sum", "source_sum", "fund_sum", "whole_period_sum", "percent", "deviation", "overspent", "narrative_amount")
)
_FIGURES = frozenset({"planned_uah", "actual_uah", "spent_uah"})


@dataclass
class Score:
    """Counts over all files of one resolution. Seconds are of this process's own time on a core."""

    records: int = 0
    records_right: int = 0
    amounts: int = 0
    amounts_right: int = 0
    silent: int = 0
    alarms: int = 0
    texts: int = 0
    texts_right: int = 0
    pages: int = 0
    seconds: float = 0.0

    def row(self) -> list[object]:
        """The cells under ``COLUMNS``."""
        return [
            f"{self.records_right}/{self.records}",
            f"{self.amounts_right}/{self.amounts} ({self.amounts_right / max(1, self.amounts):.1%})",
            self.silent,
            self.alarms,
            f"{self.texts_right}/{self.texts} ({self.texts_right / max(1, self.texts):.1%})",
            f"{self.seconds / max(1, self.pages):.2f}",
        ]


def judge(case: Case, document: Any, score: Score, *, arithmetic: bool = True) -> None:
    """Count a document of the case's pages. Without ``arithmetic`` each cell has one reading, every unsure one is told, and no sum is checked."""
    from normalize.document import normalize
    from normalize.lexicon import load

    normalized = normalize(document if arithmetic else _one_reading(document), "scan.png", load())
    records = [record for report in normalized.reports for record in report.funding]
    read = [(r.year, plain(r.planned.state, r.planned.uah), plain(r.actual.state, r.actual.uah)) for r in records]
    told, all_told = _told(normalized, records, arithmetic=arithmetic)
    texts, right_texts = counted(case.texts, texts_by_page(document, len(case.pages)))
    score.texts, score.texts_right = score.texts + texts, score.texts_right + right_texts
    score.records += len(case.truth)
    for right, got in _paired(case.truth, read):
        if right is None or got is None:
            # A row that was not read, or one that is not there.
            score.silent += 0 if all_told or got in told else 2
            score.amounts += 2 if right is not None else 0
            continue
        truth, mine = case.truth[right], read[got]
        same = [a == b for a, b in zip(truth[1:], mine[1:], strict=True)]
        score.amounts += 2
        score.amounts_right += sum(same)
        score.records_right += truth == mine
        score.silent += 0 if got in told else same.count(False)
        score.alarms += bool(got in told and truth == mine)


def _told(normalized: Any, records: Sequence[Any], *, arithmetic: bool) -> tuple[set[int], bool]:
    """The records (by index) that a loud finding points at, and whether one says that something is missing altogether."""
    from normalize.findings import CATALOGUE
    from normalize.repair import SURE

    loud = [f for f in normalized.findings if CATALOGUE[f.rule].severity in _LOUD]
    if not arithmetic:
        loud = [f for f in loud if f.rule not in _ARITHMETIC]
    pointed = {f.record for f in loud if f.record} | {(f.table_number, f.row_number) for f in loud if f.row_number is not None}
    told = {k for k, r in enumerate(records) if r.key in pointed or (r.table_number, r.row_number) in pointed}
    if not arithmetic:
        # Nothing confirms what was read without certainty.
        told |= {k for k, r in enumerate(records) if any((c.confidence or 1.0) < SURE for c in r.cells if c.column in _FIGURES)}
    return told, any(f.record is None and f.row_number is None for f in loud)


def _one_reading(document: Any) -> Any:
    """The document with nothing for arithmetic to choose from."""
    from ingest.model import Table

    def bare(block: Any) -> Any:
        return replace(block, cells=tuple(replace(c, readings=()) for c in block.cells)) if isinstance(block, Table) else block

    return replace(document, blocks=tuple(bare(block) for block in document.blocks))


def _paired(truth: Sequence[Figures], read: Sequence[Figures]) -> list[tuple[int | None, int | None]]:
    """Indices that belong together: equal runs first, what lies between them side by side."""
    pairs: list[tuple[int | None, int | None]] = []
    for _, a0, a1, b0, b1 in SequenceMatcher(None, truth, read, autojunk=False).get_opcodes():
        for k in range(max(a1 - a0, b1 - b0)):
            pairs.append((a0 + k if a0 + k < a1 else None, b0 + k if b0 + k < b1 else None))
    return pairs

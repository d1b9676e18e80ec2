"""Writes the pages of docs/ that only repeat what stands in the code: docs/findings.md and docs/queries.md. Run by ``make docs``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def findings_page() -> str:
    """The catalogue of findings and of reasons for quarantine."""
    from normalize.findings import CATALOGUE, Severity
    from zvit.refusals import REASONS

    lines = ["# Зауваження / Findings", "", _GENERATED, ""]
    for severity in Severity:
        rules = [rule for rule in CATALOGUE.values() if rule.severity is severity]
        lines += [f"## {severity.value}", "", *_table(("rule", "українською", "in English", "about"))]
        lines += [_row((f"`{rule.code}`", rule.uk, rule.en, rule.doc)) for rule in rules]
        lines.append("")
    lines += ["## Карантин / Quarantine", "", *_table(("code", "tried again", "українською", "in English"))]
    lines += [_row((f"`{code}`", reason.kind.value, reason.uk, reason.en)) for code, reason in REASONS.items()]
    return "\n".join(lines) + "\n"


def queries_page() -> str:
    """The catalogue of questions with their parameters and columns."""
    from queries.catalogue import catalogue

    lines = ["# Запитання / Questions", "", _GENERATED, ""]
    for query in catalogue().values():
        lines += [f"## `{query.name}`", "", f"{query.title.uk}. {query.about.uk}.", "", f"{query.title.en}. {query.about.en}.", ""]
        if query.parameters:
            lines += _table(("--param", "default", "українською", "in English"))
            lines += [_row((f"`{p.name}`", str(p.default or ""), p.about.uk, p.about.en)) for p in query.parameters]
            lines.append("")
        lines += _table(("column", "українською", "in English"))
        lines += [_row((f"`{name}`", text.uk, text.en)) for name, text in query.headings.items()]
        lines.append("")
    return "\n".join(lines)


_GENERATED = "Written by `make docs` from the code; the tests see to it that it is up to date."


def _table(names: Iterable[str]) -> list[str]:
    kept = list(names)
    return [_row(kept), _row("---" for _ in kept)]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


PAGES = {"findings.md": findings_page, "queries.md": queries_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")

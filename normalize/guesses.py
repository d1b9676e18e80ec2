"""The finding for a fact that a report does not state plainly: what was taken instead, or that nothing was found to take."""

from __future__ import annotations

from normalize.records import Finding


def guess(what: str, what_en: str, value: str | None) -> Finding:
    """Tell that ``what`` had to be guessed as ``value``; None where nothing in the report tells it."""
    taken, taken_en = (f"узято «{value}»", f"taken as “{value}”") if value else ("ніде нічого не знайдено", "nothing was found anywhere")
    return Finding("missing_metadata", {"what": what, "what_en": what_en, "taken": taken, "taken_en": taken_en}, found=value)

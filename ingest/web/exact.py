"""The number behind a cell of a page that a spreadsheet program saved."""

from __future__ import annotations

from ingest.package import Node
from ingest.sheet import plain_number, shows


def stored_number(cell: Node, text: str) -> str | None:
    """Excel's ``x:num`` or LibreOffice's ``sdval`` in plain decimals, where the text shows that number (and not, say, a date)."""
    for name in ("x:num", "sdval"):
        stored = cell.get(name)
        if stored is None:
            continue
        exact = plain_number(stored) or plain_number(text.replace(",", "."))
        return exact if exact is not None and shows(text, exact) else None
    return None

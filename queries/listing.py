"""The listing of findings: what to look at first, alike ones of a file in one line, and which documents a name means."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from queries.reading import Row, english, rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from queries.answer import Answer
    from queries.catalogue import Text

LEVELS = ("error", "warning", "info")
_FEW = 5


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings: of the ``documents`` (ids; None for all), of ``severity`` and everything above it, of one ``rule``."""

    documents: Sequence[str] | None = None
    severity: str | None = None
    rule: str | None = None

    @property
    def given(self) -> dict[str, Any]:
        """The parameters of ``_CHOSEN``."""
        level = None if self.severity is None else LEVELS.index(self.severity) + 1
        return {"documents": None if self.documents is None else list(self.documents), "level": level, "rule": self.rule}


_CHOSEN = """
chosen AS (
    SELECT *, list_position(['error', 'warning', 'info'], severity) AS level FROM finding
    WHERE ($documents IS NULL OR list_contains($documents, document_id)) AND ($rule IS NULL OR rule = $rule)
      AND ($level IS NULL OR list_position(['error', 'warning', 'info'], severity) <= $level)
)"""
_WHERE = "page NULLS FIRST, table_number, row_number, rule, finding_id"
_EACH = f"""
WITH {_CHOSEN}
SELECT severity, file, rule, message, expected, found, page, table_number, row_number, record_id, args FROM chosen
ORDER BY level, store.collated(file), file, {_WHERE}
"""
# One line for what a file says again and again: by one rule of one column or in the same words, and by one rule more than a few times at all.
_FOLDED = f"""
WITH {_CHOSEN}, told AS (
    SELECT *, coalesce(args->>'$.header', args->>'$.column', message) AS about FROM chosen
), keyed AS (
    SELECT *, CASE WHEN count(DISTINCT about) OVER (PARTITION BY document_id, rule) > {_FEW} THEN NULL ELSE about END AS line FROM told
), lines AS (
    SELECT *, count(*) OVER (PARTITION BY document_id, rule, line) AS times,
           count(DISTINCT coalesce(message, '')) OVER (PARTITION BY document_id, rule, line) > 1 AS differ
    FROM keyed QUALIFY row_number() OVER (PARTITION BY document_id, rule, line ORDER BY {_WHERE}) = 1
)
SELECT severity, file, rule, message, times, expected, found, page, table_number, row_number, record_id, args, differ
FROM lines
ORDER BY level, count(*) OVER (PARTITION BY level, rule), rule, store.collated(file), file, {_WHERE}
"""


def findings(con: DuckDBPyConnection, chosen: Selection | None = None, *, folded: bool = False, lang: str = "uk") -> Answer:
    """Errors first, then warnings, then the rest; ``lang="en"`` renders messages anew.

    ``folded``: one line for each file, rule and column, with a count (``times``) and the first one's place, the rarest rules first.
    """
    from queries.answer import answer

    con.execute(_FOLDED if folded else _EACH, (chosen or Selection()).given)
    return answer(con, headings=_headings(), render=lambda row: _worded(row, lang, folded), hide=2 if folded else 1)


def counts(con: DuckDBPyConnection, chosen: Selection) -> dict[str, int]:
    """How many findings there are by severity."""
    return dict(con.execute(f"WITH {_CHOSEN} SELECT severity, count(*) FROM chosen GROUP BY severity", chosen.given).fetchall())


def documents_of(con: DuckDBPyConnection, name: str) -> list[Row]:
    """The documents (document_id, file, status, error, error_code) that a file's name means: its path below the folder or the end of one, its path on disk,
    any of the places where its content stands; of a folder or archive, all below it."""
    below = os.path.normpath(name).strip("/")
    location = os.path.abspath(name)  # noqa: PTH100 # the paths in the warehouse do not follow links either
    return rows(con, _DOCUMENTS, [f"/{below}/", f"{location}/"])


_DOCUMENTS = """
SELECT d.document_id, d.file, d.status, d.error, d.error_code FROM document d
WHERE contains('/' || d.file || '/', $1) OR d.document_id IN (
    SELECT document_id FROM store.path WHERE document_id IS NOT NULL AND (contains('/' || file || '/', $1) OR starts_with(location || '/', $2)))
ORDER BY store.collated(d.file), d.file
"""


def like_named(con: DuckDBPyConnection, name: str) -> list[str]:
    """Files of the warehouse whose names have ``name`` in them, else come nearest to it; three at most."""
    files = [file for (file,) in con.execute("SELECT file FROM document ORDER BY file").fetchall()]
    names = {os.path.basename(file).lower(): file for file in reversed(files)}  # noqa: PTH119 # a member's path is no path on disk
    wanted = os.path.basename(name).lower()  # noqa: PTH119
    having = [found for found in names if wanted and wanted in found]
    return [names[found] for found in having[:3] or get_close_matches(wanted, names, 3)]


def _headings() -> dict[str, Text]:
    from queries.catalogue import Text

    words = (
        "severity Рівень Severity|file Файл File|rule Правило Rule|message Зауваження Finding|expected Очікувалось Expected|"
        "found Є Found|page Стор. Page|table_number Табл. Table|row_number Рядок Row|record_id Запис Record|times Разів Times"
    )
    return {name: Text(uk, en) for name, uk, en in (entry.split(" ") for entry in words.split("|"))}


def _worded(row: tuple[Any, ...], lang: str, folded: bool) -> tuple[Any, ...]:
    """The row as shown, without what it was only made from; in English the message is rendered anew from its args."""
    *shown, args, differ = row if folded else (*row, False)
    if lang == "en":
        shown[3] = english(shown[2], args, shown[3], *shown[5 if folded else 4 :][:3])
    if differ:
        shown[3] += " … (and the like)" if lang == "en" else " … (і подібні)"
    return tuple(shown)

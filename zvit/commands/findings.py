"""``zvit findings``: what to look at first."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING, Annotated

import typer

from zvit.answers import Format, Output, give
from zvit.config import Settings
from zvit.errors import UsageError
from zvit.language import say
from zvit.opened import opened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from queries.listing import Selection
    from queries.reading import Row

HELP = say(
    "Що переглянути найперше: помилки, тоді зауваження, рідкісні попереду. Кожне вказує на файл, сторінку, таблицю і рядок; подібні в одному файлі — один рядок.",
    "What to look at first: errors, then warnings, the rare ones first. Each points at its file, page, table and row; alike ones of a file are one line.",
)
EXAMPLES = (
    "zvit findings",
    "zvit findings zvit-2024.docx --severity info",
    "zvit findings zvit-2024.docx --all",
    "zvit findings --format csv --output findings.csv",
)
_SEVERITIES = ("error", "warning", "info")
_FOR_EYES = ("table", "md")


def findings(
    settings: Settings,
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help=say("Лише цього файлу, архіву чи теки", "Of this file, archive or folder only"))] = None,
    severity: Annotated[
        str, typer.Option("--severity", metavar="error|warning|info", help=say("Від якого рівня", "From which level on"))
    ] = "warning",
    rule: Annotated[str | None, typer.Option("--rule", metavar="RULE", help=say("Лише за цим правилом", "Of this rule only"))] = None,
    every: Annotated[
        bool, typer.Option("--all", help=say("Кожне окремо (у csv, json, xlsx, parquet — завжди)", "Every one for itself (csv, json, xlsx, parquet: always)"))
    ] = False,
    format_name: Format = "table",
    output: Output = None,
) -> None:  # fmt: skip
    """Show findings, the loudest first."""
    from queries.listing import Selection, counts
    from queries.listing import findings as found
    from zvit.refusals import reworded

    if severity not in _SEVERITIES:
        raise UsageError(say(f"Немає рівня «{severity}»: є ", f"There is no severity “{severity}”: ") + ", ".join(_SEVERITIES))
    _check_rule(rule)
    with opened(settings) as con:
        documents = None if file is None else _documents(con, file)
        chosen = Selection(None if documents is None else [row["document_id"] for row in documents], severity, rule)
        number = sum(counts(con, chosen).values())
        for row in documents or ():
            if row["status"] == "quarantined":
                print(
                    f"{row['file']}: " + say("у карантині", "quarantined") + f": {reworded(row['error_code'], row['error'])}",
                    file=sys.stderr,
                )
        if number or format_name not in _FOR_EYES or output:
            folded = format_name in _FOR_EYES and not every
            give(settings, found(con, chosen, folded=folded, lang=settings.lang), format_name, output)
        if not number:
            _tell_of_none(con, chosen, sys.stdout if format_name in _FOR_EYES and not output else sys.stderr)


def _check_rule(rule: str | None) -> None:
    from difflib import get_close_matches

    from normalize.findings import CATALOGUE

    if rule is None or rule in CATALOGUE:
        return
    alike = ", ".join(get_close_matches(rule, CATALOGUE, 3)) or ", ".join(sorted(CATALOGUE))
    raise UsageError(say(f"Немає правила «{rule}»; є: {alike}", f"There is no rule “{rule}”; there are: {alike}"))


def _documents(con: DuckDBPyConnection, file: str) -> list[Row]:
    """What the name means. Raises ``UsageError`` where the warehouse holds no such file."""
    from queries.listing import documents_of, like_named

    if found := documents_of(con, file):
        return found
    alike = "; ".join(like_named(con, file))
    raise UsageError(
        say(f"Файлу «{file}» у сховищі немає", f"There is no file “{file}” in the warehouse")
        + (say(f", є схожі: {alike}", f", there are: {alike}") if alike else "")
    )


def _tell_of_none(con: DuckDBPyConnection, chosen: Selection, stream: IO[str]) -> None:
    """An empty table would leave open whether anything was looked at."""
    from dataclasses import replace

    from queries.listing import counts

    quieter = sum(counts(con, replace(chosen, severity=None)).values())
    hint = say(f"; тихіших {quieter}: --severity info", f"; quieter ones {quieter}: --severity info") if quieter else ""
    print(say("Зауважень немає", "No findings") + hint, file=stream)

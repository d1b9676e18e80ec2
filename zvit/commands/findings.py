"""``zvit findings``: what to look at first."""

from __future__ import annotations

from typing import Annotated

import typer

from zvit.answers import Format, Output, give
from zvit.config import Settings
from zvit.errors import UsageError
from zvit.language import say
from zvit.opened import opened

HELP = say(
    "Що переглянути найперше: помилки, тоді зауваження. Кожне вказує на файл, сторінку, таблицю і рядок.",
    "What to look at first: errors, then warnings. Each points at its file, page, table and row.",
)
EXAMPLES = ("zvit findings", "zvit findings zvit-2024.docx --severity info", "zvit findings --format csv --output findings.csv")
_SEVERITIES = ("error", "warning", "info")


def findings(
    settings: Settings,
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help=say("Лише цього файлу", "Of this file only"))] = None,
    severity: Annotated[
        str, typer.Option("--severity", metavar="error|warning|info", help=say("Від якого рівня", "From which level on"))
    ] = "warning",
    rule: Annotated[str | None, typer.Option("--rule", metavar="RULE", help=say("Лише за цим правилом", "Of this rule only"))] = None,
    format_name: Format = "table",
    output: Output = None,
) -> None:
    """Show findings, the loudest first."""
    from queries.reading import findings as found

    if severity not in _SEVERITIES:
        raise UsageError(say(f"Немає рівня «{severity}»: є ", f"There is no severity “{severity}”: ") + ", ".join(_SEVERITIES))
    with opened(settings) as con:
        give(settings, found(con, file, severity, rule, lang=settings.lang), format_name, output)

"""``zvit sql``: a question of one's own, answered read-only and without access to files or settings."""

from __future__ import annotations

from typing import Annotated

import typer

from zvit.answers import Format, Output, give
from zvit.config import Settings
from zvit.language import say
from zvit.opened import opened

HELP = say(
    "Власне запитання мовою SQL: лише читання, без доступу до файлів і налаштувань.",
    "A question of your own in SQL: read-only, without access to files or settings.",
)
EXAMPLES = (
    'zvit sql "SELECT programme, year, sum(planned_uah), sum(actual_uah) FROM plan_vs_actual GROUP BY ALL"',
    'zvit sql "DESCRIBE funding"',
    'zvit sql "SELECT * FROM funding" --format csv --output funding.csv',
)


def sql(
    settings: Settings,
    statement: Annotated[str, typer.Argument(metavar="SQL", help=say("Один запит SELECT", "One SELECT"))],
    format_name: Format = "table",
    output: Output = None,
) -> None:
    """Ask and answer."""
    from queries.answer import answer
    from warehouse.reading import ask

    with opened(settings) as con:
        give(settings, answer(ask(con, statement)), format_name, output)

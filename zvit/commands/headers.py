"""``zvit headers``: how each column of each table of one file was understood, and what else it might have been."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zvit.config import Settings
from zvit.errors import Exit
from zvit.language import say
from zvit.streams import listener_may_leave

if TYPE_CHECKING:
    from zvit.tasks import Outcome

HELP = say(
    "Як зрозуміло кожну колонку кожної таблиці файлу: поле, оцінка, найближчий суперник.",
    "How each column of each table of a file was understood: field, score, runner-up.",
)
EXAMPLES = ("zvit headers zvit-2024.docx", "zvit headers zvit-2024.docx --lexicon my.toml")


def headers(
    settings: Settings,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("Звіт або архів зі звітами", "A report, or an archive of reports"))],
    as_json: Annotated[bool, typer.Option("--json", help=say("Відповідь як JSON", "The answer as JSON"))] = False,
    lexicon: Annotated[
        Path | None, typer.Option("--lexicon", metavar="FILE", help=say("Власні формулювання заголовків (TOML)", "Your own header wordings (TOML)"))
    ] = None,
) -> int:  # fmt: skip
    """Read the file and show its columns; the warehouse is not touched."""
    from zvit.single import understand

    outcomes = understand(settings, file)
    with listener_may_leave():
        if as_json:
            json.dump([_machine_readable(outcome) for outcome in outcomes], sys.stdout, ensure_ascii=False, indent=2, default=str)
            print()
        else:
            for outcome in outcomes:
                _show(outcome)
    return Exit.QUARANTINED if any(outcome.refusal for outcome in outcomes) else Exit.OK


def _refusal(outcome: Outcome) -> str | None:
    from zvit.refusals import explain

    return explain(outcome.refusal.code, outcome.refusal.args) if outcome.refusal else None


def _machine_readable(outcome: Outcome) -> dict[str, object]:
    normalized = outcome.normalized
    return {
        "file": outcome.name,
        "status": normalized.status if normalized else "quarantined",
        "error": _refusal(outcome),
        "columns": [asdict(column) for column in normalized.columns] if normalized else [],
    }


def _show(outcome: Outcome) -> None:
    from zvit.output import print_table

    print(outcome.name)
    if outcome.normalized is None:
        print(f"  {_refusal(outcome)}")
        return
    if not outcome.normalized.columns:
        print("  " + say("таблиць зі звітом не знайдено", "no table of a report was found"))
        return
    names = [
        say("таблиця", "table"), say("колонка", "column"), say("заголовок", "header"), say("поле", "field"), say("оцінка", "score"),
        say("суперник", "runner-up"), say("рік", "year"), say("джерело", "source"), say("фонд", "fund"), say("одиниця", "unit"), say("звідки", "how"),
    ]  # fmt: skip
    rows = []
    for column in outcome.normalized.columns:
        rival = f"{column.runner_up} {column.runner_up_score:.2f}" if column.runner_up else None
        path = " › ".join(part.replace("\n", " ") for part in column.path)
        shown = (
            path,
            column.field,
            f"{column.score:.2f}",
            rival,
            column.year,
            column.source.value,
            column.fund.value,
            column.unit,
            column.how,
        )
        rows.append((column.table_number, column.column + 1, *shown))
    print_table(names, rows)

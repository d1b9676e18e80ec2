"""``zvit status``: the last runs, the documents by status, and what is in quarantine."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from zvit.config import Settings
from zvit.language import say
from zvit.opened import opened

if TYPE_CHECKING:
    from queries.reading import Status

HELP = say("Останні запуски, документи за станом, карантин.", "The last runs, documents by status, the quarantine.")
EXAMPLES = ("zvit status", "zvit status --json")


def status(
    settings: Settings, as_json: Annotated[bool, typer.Option("--json", help=say("Відповідь як JSON", "The answer as JSON"))] = False
) -> None:
    """Show what the warehouse went through and what it holds."""
    from queries.reading import status as look

    with opened(settings) as con:
        found = look(con)
    if as_json:
        json.dump(asdict(found), sys.stdout, ensure_ascii=False, indent=2, default=str)
        print()
    else:
        _show(found)


def _show(found: Status) -> None:
    from zvit.output import print_table
    from zvit.refusals import reworded

    names = [
        say("запуск", "run"), say("початок (UTC)", "started (UTC)"), say("кінець", "finished"), say("файлів", "files"),
        say("нових", "loaded"), say("без змін", "unchanged"), say("карантин", "quarantined"),
    ]  # fmt: skip
    columns = ("run_id", "started_at", "finished_at", "files_seen", "files_loaded", "files_unchanged", "files_quarantined")
    print_table(names, [[_short(run[column]) for column in columns] for run in found.runs], title=say("Запуски", "Runs"))
    print(
        say("Документи (однаковий вміст — один): ", "Documents (equal contents are one): ")
        + (", ".join(f"{name} {number}" for name, number in found.documents.items()) or "—")
    )
    print(
        say(
            f"Звітів {found.reports}, програм {found.programmes}, записів {found.records}",
            f"Reports {found.reports}, programmes {found.programmes}, records {found.records}",
        )
    )
    print(say("Зауваження: ", "Findings: ") + (", ".join(f"{name} {number}" for name, number in found.findings.items()) or "—"))
    if found.waiting:
        waiting = [(row["file"], reworded(row["error_code"], row["error"])) for row in found.waiting]
        print_table([say("файл", "file"), say("причина", "reason")], waiting, title=say("Карантин", "Quarantine"))


def _short(value: object) -> object:
    return str(value)[:19] if hasattr(value, "isoformat") else value

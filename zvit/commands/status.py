"""``zvit status``: the last runs, and the documents by status."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from zvit.config import Settings
from zvit.language import say
from zvit.opened import opened

HELP = say("Останні запуски й документи за станом.", "The last runs, and documents by status.")
EXAMPLES = ("zvit status", "zvit status --json")
_RUNS = 10
_RUN_SQL = "SELECT run_id, started_at, finished_at, files_seen, files_loaded, files_unchanged, files_quarantined FROM run ORDER BY run_id DESC LIMIT ?"
_DOCUMENT_SQL = "SELECT status, format, count(*) AS documents FROM document GROUP BY ALL ORDER BY ALL"
_QUARANTINE_SQL = "SELECT file, error FROM document WHERE status = 'quarantined' ORDER BY file"


def status(
    settings: Settings, as_json: Annotated[bool, typer.Option("--json", help=say("Відповідь як JSON", "The answer as JSON"))] = False
) -> None:
    """Show what the warehouse went through and what it holds."""
    with opened(settings) as con:
        runs = con.execute(_RUN_SQL, [_RUNS]).fetchall()
        documents = con.execute(_DOCUMENT_SQL).fetchall()
        quarantined = con.execute(_QUARANTINE_SQL).fetchall()
    run_names = ["run_id", "started_at", "finished_at", "files_seen", "files_loaded", "files_unchanged", "files_quarantined"]
    if as_json:
        answer = {
            "runs": [dict(zip(run_names, run, strict=True)) for run in runs],
            "documents": [dict(zip(("status", "format", "documents"), row, strict=True)) for row in documents],
            "quarantined": [dict(zip(("file", "error"), row, strict=True)) for row in quarantined],
        }
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=2, default=str)
        print()
        return
    _show(runs, documents, quarantined)


def _show(runs: list[tuple[object, ...]], documents: list[tuple[object, ...]], quarantined: list[tuple[object, ...]]) -> None:
    from zvit.output import print_table

    names = [
        say("запуск", "run"), say("початок (UTC)", "started (UTC)"), say("кінець", "finished"), say("файлів", "files"),
        say("нових", "loaded"), say("без змін", "unchanged"), say("карантин", "quarantined"),
    ]  # fmt: skip
    print_table(names, [(run[0], *(str(time or "")[:19] for time in run[1:3]), *run[3:]) for run in runs], title=say("Запуски", "Runs"))
    print_table(
        [say("стан", "status"), say("формат", "format"), say("документів", "documents")], documents, title=say("Документи", "Documents")
    )
    if quarantined:
        print_table([say("файл", "file"), say("причина", "reason")], quarantined, title=say("Карантин", "Quarantine"))

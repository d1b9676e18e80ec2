"""``zvit ingest``: the main job, and what a newcomer sees of it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zvit.config import Settings
from zvit.errors import Exit, UsageError
from zvit.language import say
from zvit.streams import listener_may_leave

if TYPE_CHECKING:
    from zvit.pipeline import Summary

HELP = say(
    "Прочитати звіти з тек і файлів у сховище. Незмінене не читається вдруге, у ваші теки нічого не пишеться.",
    "Read the reports of folders and files into the warehouse. What is unchanged is not read again, nothing is written into your folders.",
)
EXAMPLES = ("zvit ingest ~/zvity", "zvit ingest a.docx b.pdf --json", "zvit ingest ~/zvity --lexicon my.toml --workers 4")
_DEFAULT = Path("samples")


def ingest(
    settings: Settings,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[FOLDER|FILE …]", help=say("Теки й файли; без них — samples/", "Folders and files; without any, samples/"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Підсумок як JSON", "The summary as JSON"))] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", help=say("Скільки файлів читати водночас", "How many files to read at a time"))
    ] = None,
    lexicon: Annotated[
        Path | None, typer.Option("--lexicon", metavar="FILE", help=say("Власні формулювання заголовків (TOML)", "Your own header wordings (TOML)"))
    ] = None,
) -> int:  # fmt: skip
    """Ingest, then say what became of it."""
    from zvit.pipeline import ingest as run
    from zvit.progress import progress

    if not paths and not _DEFAULT.is_dir():
        raise UsageError(say("Вкажіть теку зі звітами: zvit ingest ТЕКА", "Name the folder with the reports: zvit ingest FOLDER"))
    with progress(quiet=as_json) as shown:
        summary = run(settings, paths or [_DEFAULT], shown)
    with listener_may_leave():
        _show(settings, summary, as_json=as_json)
    return Exit.QUARANTINED if summary.tally.quarantined else Exit.OK


def _show(settings: Settings, summary: Summary, *, as_json: bool) -> None:
    if as_json:
        json.dump(_machine_readable(summary), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        from zvit.summary import show

        show(settings, summary)


def _machine_readable(summary: Summary) -> dict[str, object]:
    tally = asdict(summary.tally)
    refused = tally.pop("refused")
    names = ("seen", "loaded", "unchanged", "quarantined", "no_report", "left", "skipped")
    return {
        "run_id": summary.run_id,
        **{f"files_{name}": tally[name] for name in names},
        "reports": tally["reports"],
        "records": tally["records"],
        "warehouse": asdict(summary.holdings),
        "quarantined": refused,
        "unreadable_folders": [{"folder": folder, "why": why} for folder, why in summary.unreadable],
        "seconds": round(summary.seconds, 3),
    }

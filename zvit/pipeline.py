"""The main job: a folder of files becomes a warehouse, in one run that is published whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zvit import __version__, inbox, own_wordings, versions
from zvit.config import Settings
from zvit.errors import RunError, UsageError
from zvit.flow import Flow, Listener
from zvit.language import half, say
from zvit.ledger import Ledger, Tally, Versions
from zvit.workers import Bounds, Workers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Progress(Listener, Protocol):
    """Shows a run from its first file to its last."""

    def start(self, files: int) -> None:
        """The folder has been looked through; ``files`` are in it."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the warehouse holds after a run."""

    documents: int = 0
    reports: int = 0
    records: int = 0
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run went. ``unreadable``: folders that could not be opened, with the reason."""

    run_id: int
    tally: Tally
    holdings: Holdings
    seconds: float
    unreadable: list[tuple[str, str]] = field(default_factory=list)


def ingest(settings: Settings, paths: Sequence[Path], progress: Progress) -> Summary:
    """Bring the warehouse up to what stands in ``paths``.

    Raises ``UsageError`` for a path that is not there or a lexicon that is none, ``RunError`` where the run cannot finish; after any exception the
    warehouse is as it was.
    """
    import duckdb

    from warehouse.migrate import NewerWarehouse
    from warehouse.publish import Busy, NotAWarehouse, Publication

    started = time.monotonic()
    _check_place(settings.warehouse)
    own_wordings.check(settings.lexicon)
    scan = inbox.scan(paths, warehouse=settings.warehouse, store=settings.store)
    try:
        with Publication(settings.warehouse) as con:
            progress.start(scan.count())
            run_id, tally, holdings = _run(con, settings, scan, progress)
    except (Busy, NewerWarehouse, NotAWarehouse) as error:
        raise RunError(half(str(error))) from error
    except (duckdb.Error, OSError) as error:
        raise RunError(say("Сховище не записано", "The warehouse was not written") + f": {_why(error, settings)}") from error
    return Summary(run_id, tally, holdings, time.monotonic() - started, scan.unreadable)


def _check_place(warehouse: Path) -> None:
    if not warehouse.absolute().parent.is_dir():
        raise UsageError(say(f"Немає теки {warehouse.parent}", f"There is no folder {warehouse.parent}"))
    if not inbox.is_text(warehouse):
        raise UsageError(say("У шляху до сховища є знаки не в UTF-8", "The path of the warehouse is not in UTF-8"))
    if warehouse.is_dir():
        raise UsageError(say(f"{warehouse} — це тека, а сховище — файл", f"{warehouse} is a folder, a warehouse is a file"))


def _why(error: Exception, settings: Settings) -> str:
    """What stood in the way, in the user's words where it is the disk or its rights; a database tells of them in passing."""
    folder = settings.store.parent
    if _is(error, errno.ENOSPC):
        return say(f"на диску немає місця ({folder})", f"no space left on the disk ({folder})")
    if _is(error, errno.EROFS) or _is(error, errno.EACCES):
        return say(f"до теки {folder} не можна писати", f"the folder {folder} cannot be written to")
    return str(error)


def _is(error: Exception, number: int) -> bool:
    return getattr(error, "errno", None) == number or os.strerror(number) in str(error)


def _run(con: DuckDBPyConnection, settings: Settings, scan: inbox.Scan, progress: Progress) -> tuple[int, Tally, Holdings]:
    from warehouse.bookkeeping import finish_run, known, start_run
    from warehouse.load import Loader
    from zvit.cache import Cache
    from zvit.tasks import Plan

    code = Versions(versions.extractor(settings.limits), versions.normalizer(settings.lexicon))
    run_id = start_run(con, folder=", ".join(map(inbox.location, scan.roots)), version=__version__)
    cache = Cache(settings.store / "cache", versions.reader(settings.limits))
    with (
        tempfile.TemporaryDirectory(prefix="scratch-", dir=settings.store / "work") as scratch,
        Loader(con, run_id) as loader,
        Workers(settings.worker_count, _bounds(settings), scratch=Path(scratch)) as workers,
    ):
        ledger = Ledger(con, run_id, known(con), loader, code, progress.line)
        plan = Plan(settings.limits, cache, Path(scratch), settings.lexicon)
        Flow(workers, settings.worker_count, plan, ledger, progress).run(scan.files())
    ledger.stored()
    ledger.paths.settle([inbox.location(root) for root in scan.roots if root.is_dir()])
    tally = ledger.tally
    tally.skipped = scan.skipped
    finish_run(
        con,
        run_id,
        files_seen=tally.seen,
        files_loaded=tally.loaded,
        files_unchanged=tally.unchanged,
        files_quarantined=tally.quarantined,
    )
    cache.drop_other_versions()
    return run_id, tally, _holdings(con)


def _bounds(settings: Settings) -> Bounds:
    limits = settings.limits
    return Bounds(limits.seconds, limits.seconds_per_page, limits.memory_bytes)


def _holdings(con: DuckDBPyConnection) -> Holdings:
    from queries.reading import records

    row = con.execute(
        "SELECT (SELECT count(*) FROM document WHERE status = 'loaded'), (SELECT count(*) FROM report), "
        "(SELECT count(*) FROM finding WHERE severity = 'error'), (SELECT count(*) FROM finding WHERE severity = 'warning')"
    ).fetchone()
    assert row is not None
    documents, reports, errors, warnings = row
    return Holdings(documents, reports, records(con), errors, warnings)

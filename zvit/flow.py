"""Files through the workers: never more in flight than the workers can chew, members after their container, conversions in batches."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from zvit import tasks
from zvit.errors import RunError
from zvit.inbox import Found
from zvit.language import say
from zvit.tasks import Outcome, Plan, Refusal, Source, Taken
from zvit.workers import Bounds, Lost, Workers

_BATCH = 10
_AHEAD = 2


class Listener(Protocol):
    """Whoever shows how far the run is."""

    def file_done(self, name: str) -> None:
        """One file of the folder is finished, whatever became of it."""

    def line(self, text: str) -> None:
        """Something that the user should read."""


class Books(Protocol):
    """Whoever decides what is to be read, and keeps what came of it (``zvit.ledger.Ledger`` in a run)."""

    def to_read(self, found: Found) -> Source | None:
        """What has to be read of a file; None for nothing."""

    def saw(self, found: Found, sha256: str | None) -> None:
        """A container was opened; its members follow."""

    def leave(self, found: Found) -> None:
        """A file was still being written."""

    def settle(self, found: Found, outcome: Outcome, *, of_container: bool) -> None:
        """Take an outcome in."""


class Flow:
    """Runs files through ``workers`` and gives every outcome to ``ledger``, in the order in which they end."""

    def __init__(self, workers: Workers, count: int, plan: Plan, ledger: Books, listener: Listener) -> None:
        self._workers, self._count, self._plan, self._ledger, self._listener = workers, count, plan, ledger, listener
        self._running: dict[Future[Any], Callable[[Future[Any]], None]] = {}
        self._members: deque[tuple[Found, Source]] = deque()
        self._to_convert: dict[str, list[tuple[Found, Source]]] = {}
        self._open_members: dict[Path, int] = {}
        self._prepared = False

    def run(self, files: Iterator[Found]) -> None:
        """Take every file up and wait for all of them. Raises ``RunError`` where no worker can be started any more."""
        more = True
        while more or self._running or self._members or self._to_convert:
            more = self._fill(files) if more or self._members else False
            if len(self._running) < self._count:
                self._flush_conversions()
            if self._running:
                done, _ = wait(self._running, return_when=FIRST_COMPLETED)
                for future in done:
                    self._running.pop(future)(future)

    def _fill(self, files: Iterator[Found]) -> bool:
        """Start what fits; False when the files are at their end."""
        while len(self._running) < _AHEAD * self._count:
            if self._members:
                self._take(*self._members.popleft())
                continue
            found = next(files, None)
            if found is None:
                return False
            source = self._ledger.to_read(found)
            if source is None:
                self._listener.file_done(found.name)
            else:
                self._take(found, source)
        return True

    def _submit(self, executor: Executor, then: Callable[[Future[Any]], None], function: Callable[..., Any], *args: Any) -> None:
        try:
            self._running[executor.submit(function, *args)] = then
        except RuntimeError as error:
            raise RunError(say("Робочі процеси не запускаються", "The workers cannot be started") + f": {error}") from error

    def _take(self, found: Found, source: Source) -> None:
        if not self._prepared:
            self._workers.prepare(tasks.prepare, self._plan)
            self._prepared = True
        self._submit(self._workers, lambda future: self._taken(found, source, future), tasks.take, source, self._plan)

    def _taken(self, found: Found, source: Source, future: Future[Taken]) -> None:
        try:
            taken = future.result()
        except Exception as error:  # noqa: BLE001 # whatever happened to the worker, it costs this file
            self._settle(found, source, _lost(source, error))
            return
        if taken.unsettled:
            self._ledger.leave(found)
            self._listener.line(
                f"{found.name}: "
                + say("файл ще змінюється, його буде прочитано наступного разу", "still being written, left for the next run")
            )
            self._listener.file_done(found.name)
        elif taken.convert is not None:
            self._to_convert.setdefault(taken.convert, []).append((found, replace(source, sha256=taken.sha256)))
            if len(self._to_convert[taken.convert]) >= _BATCH:
                self._convert(taken.convert, self._to_convert.pop(taken.convert))
        elif taken.members or source.member is False and any(outcome.name != source.name for outcome in taken.outcomes):
            self._opened(found, source, taken)
        else:
            for outcome in taken.outcomes:
                self._settle(found, source, outcome)

    def _opened(self, found: Found, source: Source, taken: Taken) -> None:
        """A container: its members wait their turn; refused ones are settled at once."""
        alone = len(taken.members) == 1 and taken.members[0].name == source.name and not taken.outcomes
        if not alone:
            self._ledger.saw(found, None)
        self._open_members[found.path] = len(taken.members) + len(taken.outcomes)
        self._members.extend((found, member) for member in taken.members)
        for outcome in taken.outcomes:
            self._settle(found, replace(source, member=True), outcome)

    def _settle(self, found: Found, source: Source, outcome: Outcome) -> None:
        self._ledger.settle(found, outcome, of_container=source.member and outcome.name != found.name)
        if source.member:
            if source.path != found.path:
                source.path.unlink(missing_ok=True)
            self._open_members[found.path] -= 1
            if self._open_members[found.path]:
                return
            del self._open_members[found.path]
        self._listener.file_done(found.name)

    def _flush_conversions(self) -> None:
        """A worker has nothing to do: what waits for a fuller batch need not wait any longer."""
        for name in list(self._to_convert):
            waiting = self._to_convert.pop(name)
            share = -(-len(waiting) // self._count)
            for start in range(0, len(waiting), share):
                self._convert(name, waiting[start : start + share])

    def _convert(self, name: str, batch: list[tuple[Found, Source]]) -> None:
        limits = self._plan.limits
        # a batch may have to be gone through again file by file, each with its own time
        bounds = Bounds((len(batch) + 1) * limits.seconds * 2, limits.seconds_per_page, limits.memory_bytes)
        sources = [source for _, source in batch]
        then = lambda future: self._converted(name, batch, future)  # noqa: E731
        self._submit(self._workers.within(bounds), then, tasks.convert, name, sources, self._plan)

    def _converted(self, name: str, batch: list[tuple[Found, Source]], future: Future[list[Path | Refusal]]) -> None:
        try:
            results = future.result()
        except Exception as error:  # noqa: BLE001 # whatever happened to the worker, it costs one file of the batch at most
            if len(batch) == 1:
                self._settle(*batch[0], _lost(batch[0][1], error))
            else:
                for one in batch:
                    self._convert(name, [one])
            return
        for (found, source), result in zip(batch, results, strict=True):
            if isinstance(result, Refusal):
                self._settle(found, source, Outcome(source.name, source.sha256 or "", found.size, name, refusal=result))
            else:
                self._read_converted(found, source, name, result)

    def _read_converted(self, found: Found, source: Source, name: str, converted: Path) -> None:
        def then(future: Future[Outcome]) -> None:
            try:
                outcome = future.result()
            except Exception as error:  # noqa: BLE001 # whatever happened to the worker, it costs this file
                outcome = _lost(source, error)
            converted.unlink(missing_ok=True)
            self._settle(found, source, outcome)

        self._submit(self._workers, then, tasks.read_converted, source, name, converted, self._plan)


def _lost(source: Source, error: Exception) -> Outcome:
    """What a file becomes whose worker did not come back, or came back with an error of our own."""
    sha256, size = _identity(source)
    if isinstance(error, Lost):
        refusal = Refusal(error.code, {"detail": error.detail} if error.detail else {})
    else:
        refusal = Refusal("internal", {"detail": f"{type(error).__name__}: {error}"[:300]}, "\n".join(getattr(error, "__notes__", [])))
    return Outcome(source.name, sha256, size, refusal=refusal)


def _identity(source: Source) -> tuple[str, int]:
    """The sha256 and size of a content whose worker is gone; read piece by piece, since it may be what was too much for the worker."""
    try:
        size = source.path.stat().st_size
        if source.sha256:
            return source.sha256, size
        with source.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), size
    except OSError:
        return source.sha256 or tasks.stand_in(str(source.path)), 0

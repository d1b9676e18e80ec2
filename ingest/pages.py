"""Heavy pages side by side, each in a process of its own: a page that hangs, crashes or starves costs that page, and the others use every core.

A page's process is forked from the reader's, so it finds the open file as it is. How many run at once on the whole machine is bounded
by slots: lock files in the temporary folder, which the system lets go of however a process ends. Without slots (a reader used by itself)
pages are read one after the other in this process.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pickle
import select
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Generic, NoReturn, TypeVar

T = TypeVar("T")

SLOTS = "ZVIT_PAGE_SLOTS"
"""The environment variable that says how many pages may be read at once; set by whoever starts the readers."""

_POLL = 0.05
_GRACE = 5.0


@dataclass(eq=False)
class _Page(Generic[T]):
    number: int
    pid: int
    pipe: int
    slot: IO[bytes]
    deadline: float
    data: bytearray = field(default_factory=bytearray)


def read_pages(numbers: Iterable[int], read: Callable[[int], T], lost: Callable[[int, str], T], seconds: float) -> Iterator[tuple[int, T]]:
    """``(number, read(number))`` for every page, in the order in which they are done; ``lost(number, why)`` in the place of a page whose process ended.

    ``why``: ``timeout`` after ``seconds`` (and a grace for the page to give up by itself), ``memory`` or ``crashed``. An exception of ``read``
    is raised here.
    """
    count = int(os.environ.get(SLOTS) or 0)
    if not count:
        for number in numbers:
            yield number, read(number)
        return
    waiting = list(numbers)[::-1]
    running: list[_Page[T]] = []
    try:
        while waiting or running:
            while waiting and len(running) < count and (slot := _free_slot(count)):
                running.append(_start(waiting.pop(), read, slot, seconds, running))
            yield from _finished(running, lost)
    finally:
        for page in running:
            _stop(page)


def _free_slot(count: int) -> IO[bytes] | None:
    """A slot that nobody holds, held from now on; None where all are taken."""
    folder = Path(tempfile.gettempdir()) / "zvit-page-slots"
    folder.mkdir(exist_ok=True)
    for number in range(count):
        handle = (folder / str(number)).open("wb")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
        else:
            return handle
    return None


def _start(number: int, read: Callable[[int], T], slot: IO[bytes], seconds: float, beside: list[_Page[T]]) -> _Page[T]:
    here, there = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(here)
        for page in beside:  # a slot is free only when nobody has it open any more
            page.slot.close()
            os.close(page.pipe)
        _child(number, read, there)
    os.close(there)
    return _Page(number, pid, here, slot, time.monotonic() + seconds + _GRACE)


def _child(number: int, read: Callable[[int], T], pipe: int) -> NoReturn:
    status = 1
    try:
        try:
            outcome: tuple[str, object] = ("value", read(number))
        except MemoryError:
            outcome = ("memory", None)
        except Exception as error:  # noqa: BLE001 # it is raised again where the page was asked for
            outcome = ("error", error)
        data = pickle.dumps(outcome, protocol=5)
        with os.fdopen(pipe, "wb") as stream:
            stream.write(data)
        status = 0
    finally:
        os._exit(status)


def _finished(running: list[_Page[T]], lost: Callable[[int, str], T]) -> Iterator[tuple[int, T]]:
    """Wait a little, and hand out what has ended meanwhile."""
    if not running:
        time.sleep(_POLL)  # other files' pages hold every slot
        return
    ready, _, _ = select.select([page.pipe for page in running], [], [], _POLL)
    for page in list(running):
        over = time.monotonic() > page.deadline
        if page.pipe in ready and (data := os.read(page.pipe, 1 << 20)):
            page.data += data
        elif page.pipe in ready or over:
            running.remove(page)
            status = _stop(page)
            yield page.number, lost(page.number, "timeout") if over and page.pipe not in ready else _value(page, status, lost)


def _value(page: _Page[T], status: int, lost: Callable[[int, str], T]) -> T:
    if status or not page.data:
        return lost(page.number, "crashed")
    kind, value = pickle.loads(page.data)  # our own child wrote it
    if kind == "error":
        raise value
    result: T = lost(page.number, "memory") if kind == "memory" else value
    return result


def _stop(page: _Page[T]) -> int:
    """End a page's process, if it has not ended by itself, and give its slot back; its exit status."""
    os.close(page.pipe)
    with contextlib.suppress(ProcessLookupError):
        if not page.data:
            os.kill(page.pid, signal.SIGKILL)
    _, status = os.waitpid(page.pid, 0)
    page.slot.close()
    return status

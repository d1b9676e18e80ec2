"""Calls in processes of their own, within limits of time, memory and standstill: a crash, a hang or a bomb costs one file.

``Workers`` has the shape of ``concurrent.futures.Executor``, so that a Dask or Ray client may stand in its place.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import selectors
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from zvit.processes import Lost, how_it_ended, kill_group, start_zygote, wait_for_groups
from zvit.zygote import send_frame, take_frame

_REMEMBERED_DEATHS = 256
_TO_START = 60.0  # the forking process may be busy importing; the call's own time counts from its first sign of life
P = ParamSpec("P")
T = TypeVar("T")

__all__ = ["Bounds", "Lost", "Raised", "Workers"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one call may cost. ``seconds`` before its first page, ``seconds_per_page`` from each page to the next, ``memory_bytes`` of address space."""

    seconds: float = 120.0
    seconds_per_page: float = 60.0
    memory_bytes: int = 3 * 1024**3


class Raised(Exception):
    """The call raised something that could not travel, or something unforeseen; the argument is its traceback as text."""


@dataclass(eq=False)
class _Job:
    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...]]
    bounds: Bounds
    sock: socket.socket | None = None
    pid: int | None = None
    deadline: float = 0.0
    buffer: bytearray = field(default_factory=bytearray)


class Workers(Executor):
    """At most ``count`` calls at a time, each in a fresh process forked from one that has the libraries at hand.

    The function and its arguments must be picklable. A future raises ``Lost`` when the process was stopped or died, otherwise what the
    call raised. ``kill`` (or leaving the ``with`` block by an exception) ends every process at once.
    """

    def __init__(self, count: int = 1, bounds: Bounds | None = None, *, scratch: Path | None = None) -> None:
        self._count = count
        self._bounds = bounds or Bounds()
        self._waiting: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._running: dict[socket.socket, _Job] = {}
        self._dying: dict[int, _Job] = {}
        self._deaths: dict[int, int] = {}
        self._stopping = threading.Event()
        self._killed = False
        self._known: set[str] = set()
        self._control, self._zygote = start_zygote(count, scratch)
        self._wake_here, self._wake_there = socket.socketpair()
        self._wake_here.setblocking(False)
        self._thread = threading.Thread(target=self._manage, name="zvit-workers", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue ``fn(*args)``; keyword arguments are not taken. Raises ``RuntimeError`` after ``shutdown``."""
        if kwargs:
            raise TypeError("Workers.submit takes positional arguments only")
        return self._queue(fn, args, self._bounds)

    def prepare(self, fn: Callable[..., object], /, *args: Any) -> None:
        """Make a call in the forking process, for the caches it fills: every later call finds them. It must start no thread; its result is lost."""
        with contextlib.suppress(OSError):
            self._control.send(pickle.dumps(("prepare", (fn, args))))

    def within(self, bounds: Bounds) -> Executor:
        """The same workers, for calls that may cost more or less than the usual one."""
        return _Within(self, bounds)

    def _queue(self, fn: Callable[..., T], args: tuple[Any, ...], bounds: Bounds) -> Future[T]:
        if self._stopping.is_set():
            raise RuntimeError("the workers have been shut down")
        future: Future[T] = Future()
        self._waiting.put(_Job(future, (fn, args), bounds))
        self._wake()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let what is queued finish (or cancel it), then end. Idempotent."""
        if cancel_futures:
            self._cancel_waiting()
        self._stopping.set()
        self._wake()
        if wait:
            self._thread.join()

    def kill(self) -> None:
        """End every process now; their futures raise ``Lost("crashed")``."""
        self._killed = True
        self.shutdown(cancel_futures=True)

    def __exit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        if exc_type is None:
            self.shutdown()
        else:
            self.kill()

    def _wake(self) -> None:
        with contextlib.suppress(OSError):
            self._wake_there.send(b".")

    def _cancel_waiting(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._waiting.get_nowait().future.cancel()

    def _manage(self) -> None:
        """The thread behind the futures: starts, listens, and stops what overstays."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_here, selectors.EVENT_READ)
            selector.register(self._control, selectors.EVENT_READ)
            try:
                while not self._killed:
                    self._start_some(selector)
                    if self._stopping.is_set() and not self._running and not self._dying and self._waiting.empty():
                        break
                    for key, _ in selector.select(self._patience()):
                        self._listen(key.fileobj, selector)
                    self._stop_late(selector)
            finally:
                self._end()

    def _patience(self) -> float | None:
        if not self._running:
            return None
        return max(0.0, min(job.deadline for job in self._running.values()) - time.monotonic())

    def _start_some(self, selector: selectors.BaseSelector) -> None:
        while len(self._running) < self._count:
            try:
                job = self._waiting.get_nowait()
            except queue.Empty:
                return
            if not job.future.set_running_or_notify_cancel():
                continue
            here, there = socket.socketpair()
            with there:
                socket.send_fds(self._control, [pickle.dumps(("run", None))], [there.fileno()])
            job.sock, job.deadline = here, time.monotonic() + _TO_START
            self._running[here] = job
            selector.register(here, selectors.EVENT_READ)
            self._hand_over(job, here, selector)

    def _hand_over(self, job: _Job, sock: socket.socket, selector: selectors.BaseSelector) -> None:
        try:
            send_frame(sock, (*job.call, job.bounds.memory_bytes))
        except OSError as error:
            self._finish(job, selector, error=Lost("crashed", str(error)))
        except Exception as error:  # noqa: BLE001 # what cannot be pickled is the caller's to hear of
            self._finish(job, selector, error=error)

    def _listen(self, source: Any, selector: selectors.BaseSelector) -> None:
        if source is self._wake_here:
            with contextlib.suppress(BlockingIOError):
                self._wake_here.recv(4096)
        elif source is self._control:
            self._hear_of_death()
        elif source in self._running:
            self._hear(self._running[source], source, selector)

    def _hear(self, job: _Job, sock: socket.socket, selector: selectors.BaseSelector) -> None:
        try:
            data = sock.recv(1 << 20)
        except OSError:
            data = b""
        if not data:
            self._mourn(job, selector)
            return
        job.buffer += data
        while (frame := take_frame(job.buffer)) is not None:
            kind, value = frame
            if kind == "pid":
                job.pid, job.deadline = value, time.monotonic() + job.bounds.seconds
            elif kind == "page":
                job.deadline = max(job.deadline, time.monotonic() + job.bounds.seconds_per_page)
            elif kind == "learnt":
                self._pass_on(value)
            else:
                self._settle(job, kind, value, selector)
                return

    def _settle(self, job: _Job, kind: str, value: Any, selector: selectors.BaseSelector) -> None:
        if kind == "value":
            self._finish(job, selector, value=value)
        elif kind == "memory":
            self._finish(job, selector, error=Lost("memory"))
        else:
            error, text = value
            unforeseen = error if error is not None else Raised(text)
            unforeseen.add_note(text)
            self._finish(job, selector, error=unforeseen)

    def _pass_on(self, names: list[str]) -> None:
        """What one child had to import, the next ones find imported; with nothing waiting, nobody would profit."""
        fresh = [name for name in names if name not in self._known]
        if fresh and not self._waiting.empty():
            self._known.update(fresh)
            self._control.send(pickle.dumps(("learn", fresh)))

    def _mourn(self, job: _Job, selector: selectors.BaseSelector) -> None:
        """The child has gone without an answer: how it ended is told by the zygote a moment later."""
        self._forget(job, selector)
        if job.pid is None:
            job.future.set_exception(Lost("crashed", "could not be started"))
        elif job.pid in self._deaths:
            self._bury(job, self._deaths.pop(job.pid))
        else:
            self._dying[job.pid] = job

    def _hear_of_death(self) -> None:
        data = self._control.recv(1 << 16)
        if not data:
            self._killed = True  # the zygote itself has died: nothing can be started any more
            return
        pid, status = pickle.loads(data)  # our own zygote wrote it
        if pid in self._dying:
            self._bury(self._dying.pop(pid), status)
            return
        self._deaths[pid] = status  # its socket may still hold an answer, or its end: either is read first
        while len(self._deaths) > _REMEMBERED_DEATHS:
            del self._deaths[next(iter(self._deaths))]

    def _bury(self, job: _Job, status: int) -> None:
        kill_group(job.pid)
        job.future.set_exception(how_it_ended(status))

    def _stop_late(self, selector: selectors.BaseSelector) -> None:
        now = time.monotonic()
        for job in [job for job in self._running.values() if job.deadline <= now]:
            self._finish(job, selector, error=Lost("timeout"))

    def _finish(self, job: _Job, selector: selectors.BaseSelector, *, value: Any = None, error: BaseException | None = None) -> None:
        self._forget(job, selector)
        kill_group(job.pid)  # programs that the call started and left behind go with it
        if error is not None:
            job.future.set_exception(error)
        else:
            job.future.set_result(value)

    def _forget(self, job: _Job, selector: selectors.BaseSelector) -> None:
        if job.sock is not None:
            self._running.pop(job.sock, None)
            selector.unregister(job.sock)
            job.sock.close()
            job.sock = None

    def _end(self) -> None:
        unfinished = [*self._running.values(), *self._dying.values()]
        for job in unfinished:
            kill_group(job.pid)
            if job.sock is not None:
                job.sock.close()
            job.future.set_exception(Lost("crashed", "stopped"))
        self._cancel_waiting()
        for sock in (self._control, self._wake_here, self._wake_there):
            sock.close()
        self._zygote.kill()  # it may be importing for calls that never come; a child that it has just forked ends by itself
        self._zygote.wait()
        wait_for_groups([job.pid for job in unfinished if job.pid is not None])


class _Within(Executor):
    """Submits to someone else's workers under bounds of its own; shutting it down leaves them be."""

    def __init__(self, workers: Workers, bounds: Bounds) -> None:
        self._workers = workers
        self._bounds = bounds

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._workers._queue(fn, args, self._bounds)

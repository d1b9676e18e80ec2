"""The process that forks the workers: it holds imported libraries, no threads and no files, so that a fork costs milliseconds.

It talks with ``zvit.workers`` over one socket. ``run`` + a socket: fork a child that takes one call from that socket. ``learn`` + module
names: import them, so that later children need not. ``prepare`` + a call: make it here, for what it leaves in memory. The end of the socket means that the main process is gone: everything is killed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import resource
import select
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

_LENGTH = struct.Struct("!Q")
_MESSAGE = 1 << 20
_imported_before: frozenset[str] = frozenset()


def send_frame(sock: socket.socket, payload: object) -> None:
    """One pickled object, behind its length."""
    data = pickle.dumps(payload, protocol=5)
    sock.sendall(_LENGTH.pack(len(data)) + data)


def take_frame(buffer: bytearray) -> Any:
    """The first whole object of ``buffer`` (cut off from it), or None while it is not whole."""
    if len(buffer) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack_from(buffer)
    if len(buffer) < _LENGTH.size + size:
        return None
    value = pickle.loads(memoryview(buffer)[_LENGTH.size : _LENGTH.size + size].tobytes())  # our own child wrote it
    del buffer[: _LENGTH.size + size]
    return value


def _receive_frame(sock: socket.socket) -> Any:
    buffer = bytearray()
    while (value := take_frame(buffer)) is None:
        data = sock.recv(1 << 16)
        if not data:
            raise EOFError("the main process is gone")
        buffer += data
    return value


def _be_quiet() -> None:
    """C libraries write to standard output as they please: only an explicit wish (ZVIT_DEBUG) lets that through."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    if not os.environ.get("ZVIT_DEBUG"):
        os.dup2(null, 1)
        os.dup2(null, 2)


def _limit_memory(memory_bytes: int) -> None:
    """Bounds what this process may ask for; programs that it starts may lift the bound for themselves (soft limit only)."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _call(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, Any]:
    """``("value", result)``, ``("memory", None)`` or ``("error", (exception or None, traceback))``."""
    try:
        return "value", function(*args)
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 # whatever it is, it goes to the caller
        text = traceback.format_exc()
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:  # noqa: BLE001 # not every exception can travel
            return "error", (None, text)
        return "error", (error, text)


def _child(sock: socket.socket) -> NoReturn:
    """One call, then the end: nothing of a file's mess outlives it."""
    from ingest import progress

    status = 1
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        _be_quiet()
        send_frame(sock, ("pid", os.getpid()))
        function, args, memory_bytes = _receive_frame(sock)
        _limit_memory(memory_bytes)
        progress.listen(lambda page, pages: send_frame(sock, ("page", (page, pages))))
        outcome = _call(function, args)
        learnt = [name for name in sys.modules if name not in _imported_before]
        send_frame(sock, ("learnt", learnt))
        send_frame(sock, outcome)
        status = 0
    except MemoryError:
        with contextlib.suppress(OSError, MemoryError):
            send_frame(sock, ("memory", None))
    except (EOFError, OSError):
        pass  # the main process has gone or lost interest
    finally:
        os._exit(status)


def _nothing() -> None:
    """In the place of a hook that a module does not have."""


def _learn(names: list[str]) -> None:
    global _imported_before
    for name in names:
        if name not in sys.modules:
            # a module that only its parent can import simply stays unknown here
            with contextlib.suppress(Exception):
                module = importlib.import_module(name)
                # what is slow to load and safe to share says so itself
                getattr(module, "before_fork", _nothing)()
    _imported_before = frozenset(sys.modules)
    gc.collect()
    gc.freeze()


def _prepare(function: Callable[..., object], args: tuple[Any, ...]) -> None:
    # whatever goes wrong here goes wrong again in the call that needs it, and is told there
    with contextlib.suppress(Exception):
        function(*args)
    _learn([])


def _reap(control: socket.socket, children: set[int]) -> None:
    while children:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        children.discard(pid)
        with contextlib.suppress(OSError):  # nobody listens any more: the end comes with the next message
            control.send(pickle.dumps((pid, status)))


def _serve(control: socket.socket, wakeup: int) -> None:
    children: set[int] = set()
    try:
        while True:
            ready, _, _ = select.select([control.fileno(), wakeup], [], [])
            if wakeup in ready:
                os.read(wakeup, 4096)
                _reap(control, children)
            if control.fileno() not in ready:
                continue
            data, fds, _, _ = socket.recv_fds(control, _MESSAGE, 1)
            if not data:
                return
            order, names = pickle.loads(data)  # the main process wrote it
            if order == "learn":
                _learn(names)
                continue
            if order == "prepare":
                _prepare(*names)
                continue
            with socket.socket(fileno=fds[0]) as sock:
                pid = os.fork()
                if not pid:
                    control.close()
                    _child(sock)
            children.add(pid)
    finally:
        for pid in children:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)


def main(control_fd: int) -> None:
    """Serve until the main process closes its end."""
    control = socket.socket(fileno=control_fd)
    sys.path[:] = pickle.loads(control.recv(_MESSAGE))  # the main process wrote it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    _learn(["ingest.progress"])
    _serve(control, wake_read)


if __name__ == "__main__":
    main(int(sys.argv[1]))

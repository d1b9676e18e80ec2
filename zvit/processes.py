"""Starting and ending the processes behind ``zvit.workers``, and what their end tells."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from ingest.pages import SLOTS


class Lost(Exception):
    """The call did not come back. ``code``: ``timeout``, ``memory`` or ``crashed``; ``detail`` says by what."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def start_zygote(count: int, scratch: Path | None) -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """The forking process for ``count`` calls at a time, and the socket to talk with it. ``scratch`` becomes the calls' temporary folder."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = dict(os.environ, OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    if scratch is not None:
        environment |= {"TMPDIR": str(scratch), SLOTS: str(count)}
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", "zvit.zygote", str(there.fileno())],
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
            env=environment | {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
            start_new_session=True,
        )
    here.send(pickle.dumps(sys.path))
    return here, process


def kill_group(pid: int | None) -> None:
    """End a call's process and every program that it started; None and what is gone already are no trouble."""
    if pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


def wait_for_groups(pids: list[int], seconds: float = 3.0) -> None:
    """Until killed calls are gone with all that they started, and nothing writes into their folder any more; ``seconds`` at most."""
    late = time.monotonic() + seconds
    while pids and time.monotonic() < late:
        pids = [pid for pid in pids if _is_there(pid)]
        if pids:
            time.sleep(0.01)


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def how_it_ended(status: int) -> Lost:
    """What an exit status tells of a call that gave no answer."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        # the kernel's out-of-memory killer is the only one besides us who sends this, and our own kills are settled before
        return Lost("memory" if number == signal.SIGKILL else "crashed", signal.Signals(number).name)
    return Lost("crashed", f"exit {os.waitstatus_to_exitcode(status)}")

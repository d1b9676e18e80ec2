"""A file's crash, hang or hunger costs that file: each misbehaviour is acted out in a real worker."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor
from pathlib import Path

import pytest

from ingest.progress import page_done
from zvit.workers import Bounds, Lost, Workers

SOON = Bounds(seconds=3.0, seconds_per_page=3.0, memory_bytes=512 * 1024**2)
LATER = Bounds(seconds=60.0, seconds_per_page=60.0, memory_bytes=512 * 1024**2)


def double(number: int) -> int:
    return 2 * number


def segfault() -> None:
    ctypes.string_at(0)


def hang() -> None:
    time.sleep(60)


def eat_memory() -> int:
    return len(bytearray(2 * 1024**3))


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave_early() -> None:
    os._exit(7)


def refuse() -> None:
    raise ValueError("not like this")


def read_pages(pages: int, seconds: float) -> int:
    for page in range(1, pages + 1):
        time.sleep(seconds)
        page_done(page, pages)
    return pages


def pollute_output() -> int:
    os.write(1, b"noise from a C library\n")
    print("noise from Python")
    return 1


def start_a_program(pid_file: Path) -> None:
    program = subprocess.Popen(["sleep", "60"])
    pid_file.write_text(str(program.pid))
    time.sleep(60)


def big_answer() -> bytes:
    return b"x" * 30_000_000


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def wait_until_gone(pid: int) -> bool:
    deadline = time.monotonic() + 30
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(pid)


def test_a_call_comes_back_as_from_any_executor() -> None:
    """The shape of concurrent.futures: submit, map, result, in any number."""
    with Workers(2) as workers:
        assert isinstance(workers, Executor)
        assert list(workers.map(double, range(20))) == [2 * n for n in range(20)]


def test_a_large_answer_arrives_whole() -> None:
    with Workers(1) as workers:
        assert len(workers.submit(big_answer).result()) == 30_000_000


def test_an_exception_reaches_the_caller_with_its_traceback() -> None:
    with Workers(1) as workers, pytest.raises(ValueError, match="not like this") as raised:
        workers.submit(refuse).result()
    assert "in refuse" in raised.value.__notes__[0]


@pytest.mark.parametrize(
    ("misbehave", "code", "bounds"),
    [
        (segfault, "crashed", LATER),
        (leave_early, "crashed", LATER),
        (hang, "timeout", SOON),
        (eat_memory, "memory", LATER),
        (kill_itself, "memory", LATER),
    ],
)
def test_misbehaviour_costs_one_call(misbehave: object, code: str, bounds: Bounds) -> None:
    """Whatever ends a worker, its own future tells how, and the calls beside and after it are answered."""
    with Workers(2, bounds) as workers:
        before = workers.submit(double, 1)
        lost = workers.submit(misbehave)  # type: ignore[arg-type]
        after = workers.submit(double, 2)
        with pytest.raises(Lost) as told:
            lost.result(timeout=60)
        assert (told.value.code, before.result(), after.result()) == (code, 2, 4)


def test_each_finished_page_earns_the_next_one_its_time() -> None:
    """Four pages of one second outlast a limit of three, because the reader never stands still that long."""
    with Workers(1, SOON) as workers:
        assert workers.submit(read_pages, 4, 1.0).result() == 4


def test_a_standstill_between_pages_is_stopped() -> None:
    with Workers(1, SOON) as workers, pytest.raises(Lost) as told:
        workers.submit(read_pages, 2, 60.0).result(timeout=60)
    assert told.value.code == "timeout"


def test_noise_of_libraries_stays_inside(capfd: pytest.CaptureFixture[str]) -> None:
    with Workers(1) as workers:
        workers.submit(pollute_output).result()
    assert capfd.readouterr().out == ""


def test_programs_that_a_call_started_die_with_it(tmp_path: Path) -> None:
    """LibreOffice must not go on when its time is over."""
    with Workers(1, SOON) as workers, pytest.raises(Lost):
        workers.submit(start_a_program, tmp_path / "pid").result(timeout=60)
    assert wait_until_gone(int((tmp_path / "pid").read_text()))


def test_leaving_by_an_exception_kills_at_once(tmp_path: Path) -> None:
    """Ctrl-C: nothing goes on behind the user's back."""
    pid_file = tmp_path / "pid"
    with pytest.raises(KeyboardInterrupt), Workers(1) as workers:
        workers.submit(start_a_program, pid_file)
        while not (pid_file.exists() and pid_file.read_text()):
            time.sleep(0.02)
        raise KeyboardInterrupt
    assert wait_until_gone(int(pid_file.read_text()))


def test_nothing_survives_the_main_process(tmp_path: Path) -> None:
    """A main process killed without a last word takes its workers along."""
    pid_file = tmp_path / "pid"
    script = f"""
import sys, time; sys.path[:] = {sys.path!r}
from pathlib import Path; from tests.test_workers import start_a_program; from zvit.workers import Workers
Workers(1).submit(start_a_program, Path({str(pid_file)!r})); time.sleep(60)
"""
    main = subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parent.parent)
    while not (pid_file.exists() and pid_file.read_text()):
        assert main.poll() is None
        time.sleep(0.02)
    main.kill()
    main.wait()
    assert wait_until_gone(int(pid_file.read_text()))


def test_libraries_imported_once_are_there_for_the_next_call() -> None:
    """What one worker had to import while others waited, the forking process learns."""
    with Workers(1) as workers:
        calls = [workers.submit(_use, "lxml.etree"), workers.submit(double, 1), workers.submit(_has, "lxml.etree")]
        assert [call.result() for call in calls] == [False, 2, True]


def _has(name: str) -> bool:
    return name in sys.modules


def _use(name: str) -> bool:
    before = _has(name)
    __import__(name)
    return before

"""A heavy page in a process of its own: what it costs when it goes wrong, and that pages run side by side."""

from __future__ import annotations

import ctypes
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pages import SLOTS, read_pages


@pytest.fixture(autouse=True)
def slots(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SLOTS, "2")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def read(count: int, page: Callable[[int], str], seconds: float = 5.0) -> list[str]:
    results = dict(read_pages(range(1, count + 1), page, lambda number, why: f"{number} {why}", seconds))
    return [results[number] for number in range(1, count + 1)]


def test_every_page_comes_once() -> None:
    assert read(7, lambda number: f"{number} read") == [f"{number} read" for number in range(1, 8)]


def test_a_large_page_arrives_whole() -> None:
    assert len(read(1, lambda number: "x" * 5_000_000)[0]) == 5_000_000


def test_pages_run_in_other_processes_and_side_by_side() -> None:
    """Both pages wait for each other: one after the other they would wait for ever."""
    barrier = Path(tempfile.gettempdir())

    def page(number: int) -> str:
        (barrier / f"here-{number}").touch()
        while not (barrier / f"here-{3 - number}").exists():
            time.sleep(0.01)
        return str(os.getpid())

    first, second = read(2, page)
    assert len({first, second, str(os.getpid())}) == 3


def test_a_killed_page_costs_that_page() -> None:
    """The OCR process is killed in the middle of page 2."""

    def page(number: int) -> str:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return f"{number} read"

    assert read(3, page) == ["1 read", "2 crashed", "3 read"]


def test_a_crashed_page_costs_that_page() -> None:
    assert read(2, lambda number: ctypes.string_at(0).decode() if number == 1 else "2 read") == ["1 crashed", "2 read"]


def test_a_page_without_memory_costs_that_page() -> None:
    def page(number: int) -> str:
        if number == 1:
            raise MemoryError
        return "2 read"

    assert read(2, page) == ["1 memory", "2 read"]


def test_a_hanging_page_costs_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pages._GRACE", 0.0)

    def page(number: int) -> str:
        time.sleep(60 if number == 1 else 0)
        return f"{number} read"

    assert read(3, page, seconds=0.3) == ["1 timeout", "2 read", "3 read"]


def test_a_readers_own_error_is_raised_where_the_page_was_asked_for() -> None:
    def page(number: int) -> str:
        raise ValueError(f"page {number}")

    with pytest.raises(ValueError, match="page 1"):
        read(1, page)


def test_without_slots_pages_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SLOTS)
    assert read(1, lambda number: str(os.getpid())) == [str(os.getpid())]


def test_slots_of_ended_processes_are_free_again() -> None:
    for _ in range(3):
        read(2, lambda number: os._exit(1))  # type: ignore[arg-type,return-value]
    assert read(2, lambda number: "read") == ["read", "read"]

"""How far a run is: a bar on a terminal, a plain line now and then elsewhere, nothing where the output is for a program. Always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zvit.language import say
from zvit.pipeline import Progress
from zvit.streams import tell

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_STEPS = 10


class _Plain:
    """A line for each tenth of the way, and for each thing that the user should read."""

    def __init__(self, *, steps: bool) -> None:
        self._steps = steps
        self._files = self._done = 0

    def start(self, files: int) -> None:
        self._files = files

    def file_done(self, name: str) -> None:
        self._done += 1
        if self._steps and self._done * _STEPS // self._files > (self._done - 1) * _STEPS // self._files and self._files >= _STEPS:
            self.line(say("прочитано", "read") + f" {self._done}/{self._files}")

    def line(self, text: str) -> None:
        tell(text)


class _OnTerminal:
    """A bar; lines for the user scroll above it."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task(say("Читаю", "Reading"), total=None, file="")

    def start(self, files: int) -> None:
        self._bar.update(self._task, total=files)

    def file_done(self, name: str) -> None:
        self._bar.update(self._task, advance=1, file=name)

    def line(self, text: str) -> None:
        self._bar.console.print(text, markup=False, highlight=False)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """What suits where standard error goes; ``quiet`` leaves only lines about single files."""
    if quiet or not sys.stderr.isatty():
        yield _Plain(steps=not quiet)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("[dim]{task.fields[file]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _OnTerminal(bar)

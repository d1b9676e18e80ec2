"""Who listens may leave (``| head``) or never have been there (``2>&-``): what is shown is cut off then, what the command does is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_STANDARD = (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w"))


def open_all() -> None:
    """Give each standard stream that the caller closed a silent end, or the next file to be opened would take its number."""
    for name, number, mode in _STANDARD:
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number, inheritable=True)
                os.close(null)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def let_go(stream: TextIO) -> None:
    """Nobody hears this stream any more: what is still written to it goes nowhere, and is no error at the end of the process either."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def tell(text: str) -> None:
    """A line on standard error, for whoever listens."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        let_go(sys.stderr)


@contextmanager
def listener_may_leave() -> Iterator[None]:
    """Show what a command has done: its exit status is decided, and stays so where the listener has seen enough."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        let_go(sys.stdout)
    except SystemExit as end:  # rich's way of taking it
        if not isinstance(end.__context__, BrokenPipeError):
            raise

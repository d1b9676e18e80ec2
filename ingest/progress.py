"""A reader tells how far it is, page by page; whoever gives it time listens, and a reader that stands still is stopped."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int, int], None]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """From now on every ``page_done`` of this process reaches ``listener(page, pages)``."""
    _listeners[:] = [listener]


def page_done(page: int, pages: int) -> None:
    """Page ``page`` (from 1) of ``pages`` has been read: earns the file the time that one page may take."""
    for listener in _listeners:
        listener(page, pages)

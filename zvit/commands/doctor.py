"""``zvit doctor``: what is installed, what is missing and how to get it, and which files wait for it."""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING, Annotated

import typer

from zvit import __version__
from zvit.config import Settings
from zvit.language import say
from zvit.opened import opened

if TYPE_CHECKING:
    from zvit.tools import Tool

HELP = say("Що встановлено, чого бракує і які файли на це чекають.", "What is installed, what is missing, and which files wait for it.")
EXAMPLES = ("zvit doctor", "zvit doctor --json")


def doctor(
    settings: Settings, as_json: Annotated[bool, typer.Option("--json", help=say("Відповідь як JSON", "The answer as JSON"))] = False
) -> None:
    """Look around, change nothing."""
    from zvit.tools import TOOLS

    tools = [(tool, tool.version()) for tool in TOOLS]
    missing = [tool for tool, found in tools if not found]
    waiting = [(file, error, [tool.name for tool in missing if tool.is_named_in(error)]) for file, error in _waiting(settings)]
    if as_json:
        answer = {
            "zvit": __version__,
            "python": platform.python_version(),
            "libraries": _libraries(),
            "tools": [{"name": tool.name, "found": found, "install": tool.install} for tool, found in tools],
            "waiting": [{"file": file, "error": error, "for": names} for file, error, names in waiting],
        }
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
        print()
        return
    _show_installed(tools)
    _show_waiting([(file, names) for file, _, names in waiting])


def _show_installed(tools: Sequence[tuple[Tool, str | None]]) -> None:
    print(f"zvit {__version__}, Python {platform.python_version()} ({sys.executable})")
    libraries = (f"{name} {found or say('НЕМАЄ', 'MISSING')}" for name, found in _libraries().items())
    print(say("Бібліотеки: ", "Libraries: ") + ", ".join(libraries))
    for tool, found in tools:
        state = found or say(f"НЕМАЄ; встановіть: sudo {tool.install}", f"MISSING; install: sudo {tool.install}")
        print(f"{'✓' if found else '✗'} {tool.name} [{say(tool.uk, tool.en)}]: {state}")


def _show_waiting(waiting: Sequence[tuple[str, list[str]]]) -> None:
    """Every file that waits, and for which program; where nothing is missing any more, what to do."""
    for file, names in waiting:
        wanted = ", ".join(names) or say("усе вже є, прочитає наступний zvit ingest", "all is here now, the next zvit ingest reads it")
        print(say("чекає", "waiting") + f": {file}: {wanted}")


def _libraries() -> dict[str, str | None]:
    """Every library that this version asks for, and which one is here."""
    found: dict[str, str | None] = {}
    for requirement in requires("zvit") or ():
        if "extra ==" in requirement:
            continue
        name = re.split(r"[\s;\[=<>~!]", requirement, maxsplit=1)[0]
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def _waiting(settings: Settings) -> list[tuple[str, str]]:
    """Files in quarantine for want of a tool."""
    if not settings.warehouse.is_file():
        return []
    from zvit.refusals import reworded

    with opened(settings) as con:
        sql = "SELECT file, error FROM document WHERE status = 'quarantined' AND error_code = 'missing_tool' ORDER BY file"
        return [(str(file), reworded("missing_tool", error)) for file, error in con.execute(sql).fetchall()]

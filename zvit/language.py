"""Ukrainian first, English beside: every sentence for the user is written in both where it is used, and one choice tells which is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, get_args

Language = Literal["uk", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_current: list[Language] = ["uk"]


def use(language: str) -> None:
    """Show ``uk`` or ``en`` from now on. Raises ``ValueError`` for anything else."""
    for known in LANGUAGES:
        if known == language:
            _current[:] = [known]
            return
    raise ValueError(language)


def current() -> Language:
    """The language chosen last; ``uk`` unless told otherwise."""
    return _current[0]


def say(uk: str, en: str) -> str:
    """The sentence in the current language."""
    return uk if _current[0] == "uk" else en


def half(text: str) -> str:
    """The current language's half of a sentence that the stages behind give in both, as ``українською / in English``."""
    uk, both, en = text.partition(" / ")
    return say(uk, en) if both else text


def asked_for(arguments: Sequence[str], default: str) -> str:
    """The language that a command line asks for, looked up before anything else because help texts depend on it."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return default

"""The user's own wordings, looked at before a run: a mistake in them would otherwise be told of every file, as if the files were bad."""

from __future__ import annotations

from pathlib import Path

from zvit.errors import UsageError
from zvit.language import half, say


def check(lexicon: Path | None) -> None:
    """Raises ``UsageError`` where the lexicon of the settings, wherever they come from, cannot be read or is no lexicon."""
    if lexicon is None:
        return
    from normalize.lexicon import load
    from normalize.wordings import LexiconError

    try:
        load(lexicon.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, LexiconError) as error:
        why = half(str(error))
        raise UsageError(say(f"Словник {lexicon} не годиться: {why}", f"The lexicon {lexicon} is of no use: {why}")) from error

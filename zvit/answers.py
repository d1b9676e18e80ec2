"""How an answer leaves: the options ``--format`` and ``--output`` of every command that answers, and the writing itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zvit.config import Settings
from zvit.errors import UsageError
from zvit.language import half, say

if TYPE_CHECKING:
    from queries.answer import Answer

Format = Annotated[
    str, typer.Option("--format", metavar="table|csv|json|xlsx|parquet|md", help=say("Вигляд відповіді", "What the answer looks like"))
]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help=say("Записати відповідь у файл", "Write the answer to a file"))
]


def give(settings: Settings, answer: Answer, format_name: str, output: Path | None) -> None:
    """Write the answer to ``output``, or to standard output. Raises ``UsageError`` for a format that is not there or needs a file."""
    from queries.export import FORMATS, NeedsFile, TooManyRows, export

    if format_name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(say(f"Немає вигляду «{format_name}»: є {known}", f"There is no format “{format_name}”: {known}"))
    try:
        export(answer, format_name, output, stream=sys.stdout, lang=settings.lang)
    except (NeedsFile, TooManyRows) as error:
        raise UsageError(half(str(error))) from error
    except OSError as error:
        if output is None:
            raise
        raise UsageError(say(f"Не вдалося записати {output}: {error.strerror}", f"Cannot write {output}: {error.strerror}")) from error
    if answer.cut:
        print(say("Показано не все: --param limit=0", "There is more: --param limit=0"), file=sys.stderr)

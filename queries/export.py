"""An answer as a table, csv, json, xlsx, parquet or Markdown. Values keep what they are: money is never a float, text never a formula.

- ``table`` and ``md`` are for eyes: Ukrainian separators (``2 500 000,00``), numbers to the right, headings in the reader's language.
- ``csv`` is for programs: commas, a decimal point, no thousands, and in a file a byte-order mark, without which Excel garbles Cyrillic.
  A person with a Ukrainian Excel takes ``xlsx``: from a csv that Excel would read ``12.05`` as the twelfth of May.
- ``json`` is an array of objects under the columns' own names, amounts as exact JSON numbers (``2500000.00``), dates as ISO text.
- ``xlsx`` holds typed numbers, dates and text; ``parquet`` keeps DECIMAL as it is.

Rows are walked a batch at a time; only a plain ``table``, whose columns must be measured, holds them all. A new format is one function and one line of ``FORMATS``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from queries import file_formats, text_formats
from queries.answer import Answer
from queries.file_formats import TooManyRows

__all__ = ["FORMATS", "NeedsFile", "TooManyRows", "as_text", "export"]


class NeedsFile(Exception):
    """A binary format without a file to write to."""


@dataclass(frozen=True, slots=True)
class Format:
    """``write(answer, stream, lang)``; ``binary`` tells which kind of stream it wants."""

    write: Callable[[Answer, IO[Any], str], None]
    binary: bool = False


def export(answer: Answer, name: str, output: Path | None, *, stream: IO[str] | None = None, lang: str = "uk") -> None:
    """Write ``answer`` as format ``name`` to the file ``output``, or to ``stream`` where there is none.

    The file appears whole or not at all. Raises ``KeyError`` for an unknown format, ``NeedsFile``, ``TooManyRows``, ``OSError``.
    """
    chosen = FORMATS[name]
    if output is None:
        if chosen.binary or stream is None:
            raise NeedsFile(f"Формат {name} потребує файлу: додайте --output ФАЙЛ / Format {name} needs a file: add --output FILE")
        chosen.write(answer, stream, lang)
        return
    part = output.with_name(output.name + ".part")
    try:
        if chosen.binary:
            with part.open("wb") as raw:
                chosen.write(answer, raw, lang)
        else:
            with part.open("w", encoding="utf-8-sig" if name == "csv" else "utf-8", newline="") as text:
                chosen.write(answer, text, lang)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


FORMATS: dict[str, Format] = {
    "table": Format(text_formats.table),
    "csv": Format(text_formats.commas),
    "json": Format(text_formats.objects),
    "xlsx": Format(file_formats.workbook, binary=True),
    "parquet": Format(file_formats.parquet, binary=True),
    "md": Format(text_formats.markdown),
}


def as_text(answer: Answer, name: str, lang: str = "uk") -> str:
    """The answer in a text format, as one string."""
    stream = io.StringIO()
    export(answer, name, None, stream=stream, lang=lang)
    return stream.getvalue()

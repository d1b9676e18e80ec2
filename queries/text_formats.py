"""Answers as text: tables for eyes (terminal, plain, Markdown), csv for spreadsheets, json for programs."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from queries.answer import Answer, Column, unique_names


def cell(value: Any, column: Column, lang: str = "uk") -> str:
    """A value for eyes: money with thousands apart and two decimals, other numbers without idle zeros, lists by commas, nothing for NULL."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"uk": ("ні", "так"), "en": ("no", "yes")}["en" if lang == "en" else "uk"][value]
    if isinstance(value, Decimal) or (column.is_money and isinstance(value, int)):
        text = f"{value:,.2f}" if column.is_money else _short(f"{value:,f}")
        return text if lang == "en" else text.translate(_UKRAINIAN)
    if isinstance(value, float):
        return repr(value) if lang == "en" else repr(value).replace(".", ",")
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(v, column, lang) for v in value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def _short(text: str) -> str:
    """Without the zeros behind the second decimal that a wide type brings along."""
    whole, mark, decimals = text.partition(".")
    return whole + mark + decimals[:2] + decimals[2:].rstrip("0")


_UKRAINIAN = str.maketrans({",": "\u00a0", ".": ","})


def table(answer: Answer, stream: IO[str], lang: str) -> None:
    """The answer as ``draw`` has it."""
    rows = ([cell(v, c, lang) for v, c in zip(row, answer.columns, strict=True)] for row in answer)
    draw([c.label(lang) for c in answer.columns], [c.is_number for c in answer.columns], rows, stream)


def draw(heads: Sequence[str], right: Sequence[bool], rows: Iterable[Sequence[str]], stream: IO[str], title: str | None = None) -> None:
    """Every table for eyes: by rich where a person looks at a terminal, in plain aligned columns, never cut, otherwise. ``right``: columns of numbers."""
    if stream.isatty():
        _framed(heads, right, rows, stream, title)
        return
    lines = [[_plain(text) for text in row] for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    if title:
        stream.write(f"{title}\n")
    for line in (lines[0], ["-" * width for width in widths], *lines[1:]):
        stream.write(_aligned(line, widths, right).rstrip() + "\n")


def _framed(heads: Sequence[str], right: Sequence[bool], rows: Iterable[Sequence[str]], stream: IO[str], title: str | None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for head, number in zip(heads, right, strict=True):
        grid.add_column(Text(_plain(head)), justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(_plain(text)) for text in row))
    Console(file=stream).print(grid)


def _aligned(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "  ".join(text.rjust(width) if number else text.ljust(width) for text, width, number in zip(line, widths, right, strict=True))


def _plain(text: str) -> str:
    """One line without control characters: a cell's text may not steer the terminal."""
    return (
        " ".join("".join(ch if ch.isprintable() or ch.isspace() else "\ufffd" for ch in text).split(" "))
        .replace("\n", " ")
        .replace("\t", " ")
    )


def markdown(answer: Answer, stream: IO[str], lang: str) -> None:
    """A Markdown table; bars inside cells are escaped."""

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(_plain(text).replace("\\", "\\\\").replace("|", "\\|") for text in cells) + " |\n"

    stream.write(line(c.label(lang) for c in answer.columns))
    stream.write("|" + "|".join(" ---: " if c.is_number else " --- " for c in answer.columns) + "|\n")
    for row in answer:
        stream.write(line(cell(v, c, lang) for v, c in zip(row, answer.columns, strict=True)))


def commas(answer: Answer, stream: IO[str], lang: str) -> None:
    """csv as RFC 4180 has it; text that a spreadsheet would take for a formula is kept text by an apostrophe."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(c.name for c in answer.columns)
    for row in answer:
        writer.writerow(_csv_cell(v) for v in row)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def objects(answer: Answer, stream: IO[str], lang: str) -> None:
    """A json array of objects, one to a line."""
    names = [json.dumps(name, ensure_ascii=False) for name in unique_names(answer.columns)]
    stream.write("[")
    for i, row in enumerate(answer):
        stream.write(("," if i else "") + "\n  {" + ", ".join(f"{n}: {_json_value(v)}" for n, v in zip(names, row, strict=True)) + "}")
    stream.write("\n]\n")


def _json_value(value: Any) -> str:
    """Decimals digit for digit: ``json`` itself would make floats of them."""
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else "null"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else "null"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_json_value, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(k), ensure_ascii=False)}: {_json_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (bool, int, str)) or value is None:
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(value.isoformat() if isinstance(value, date) else str(value), ensure_ascii=False)

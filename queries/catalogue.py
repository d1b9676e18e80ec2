"""The catalogue of questions: every ``*.sql`` file beside this module is one, described by the comments at its head.

::

    -- title: українською | in English
    -- about: українською | in English
    -- param NAME: text|integer|decimal|date = DEFAULT | українською | in English
    -- param NAME: text in ONE, OTHER = DEFAULT | …
    -- param NAME: integer from LEAST = DEFAULT | …
    -- column NAME: українською | in English

A parameter stands in the SQL as ``$NAME``; ``null`` and ``''`` are defaults too. A parameter named ``limit`` is the number of rows, 0 for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from queries.answer import Answer

Value = str | int | Decimal | date | None


class UnknownQuery(Exception):
    """There is no question of this name."""


class WrongParameter(Exception):
    """A parameter that the question does not have, or a value of the wrong type; the message is one clear line."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Ukrainian and English."""

    uk: str
    en: str

    def of(self, lang: str) -> str:
        """The words in ``uk`` or ``en``."""
        return self.en if lang == "en" else self.uk


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its type (``text``, ``integer``, ``decimal``, ``date``), default and meaning; the values there are, or the least one."""

    name: str
    type: str
    default: Value
    about: Text
    allowed: tuple[str, ...] = ()
    least: int | None = None

    def parse(self, text: str) -> Value:
        """A value given as text. Raises ``WrongParameter``."""
        if text.strip().lower() in ("", "null"):
            return None if self.default is None or self.type != "text" else ""
        value = self._typed(text)
        if self.allowed and value not in self.allowed:
            names = ", ".join(self.allowed)
            raise WrongParameter(
                f"Параметр {self.name}: «{text}» немає, є: {names} / Parameter {self.name}: there is no “{text}”, there are: {names}"
            )
        if self.least is not None and isinstance(value, int) and value < self.least:
            raise WrongParameter(
                f"Параметр {self.name}: найменше {self.least}, а не {text} / Parameter {self.name}: {self.least} at least, not {text}"
            )
        return value

    def _typed(self, text: str) -> Value:
        try:
            match self.type:
                case "integer":
                    return int(text)
                case "decimal":
                    return Decimal(text.replace(",", ".").replace(" ", "").replace("\u00a0", ""))
                case "date":
                    return date.fromisoformat(text)
                case _:
                    return text
        except (ValueError, InvalidOperation):
            raise WrongParameter(
                f"Параметр {self.name}: «{text}» не є значенням типу {self.type} / Parameter {self.name}: “{text}” is no {self.type}"
            ) from None


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its name (the file's), what it asks, its parameters and headings, its SQL."""

    name: str
    title: Text
    about: Text
    sql: str
    parameters: tuple[Parameter, ...] = ()
    headings: Mapping[str, Text] = field(default_factory=dict)

    def values(self, given: Mapping[str, str] | None = None) -> dict[str, Value]:
        """Every parameter's value, defaults where none is given. Raises ``WrongParameter``."""
        known = {p.name: p for p in self.parameters}
        for name in given or {}:
            if name not in known:
                names = ", ".join(known) or "—"
                raise WrongParameter(f"Параметра {name} немає, є: {names} / There is no parameter {name}, there are: {names}")
        return {name: p.parse(given[name]) if given and name in given else p.default for name, p in known.items()}

    def run(self, con: DuckDBPyConnection, given: Mapping[str, str] | None = None) -> Answer:
        """Ask it. ``given`` holds parameters as text, as a command line gives them. Raises ``WrongParameter``, ``duckdb.Error``."""
        from queries.answer import answer

        values: dict[str, Any] = self.values(given)
        limit = None
        if "limit" in values:
            limit = values["limit"] or None
            values["limit"] = None if limit is None else limit + 1  # one more tells whether there is more
        return answer(con.execute(self.sql, values), limit, self.headings, whole=True)


_KIND = re.compile(r"decimal|date|(?P<texts>text)(?: in (?P<allowed>[\w, ]+))?|(?P<integers>integer)(?: from (?P<least>\d+))?")
_LINE = re.compile(r"--\s*(title|about|param|column)\s*([\w-]*)\s*:\s*(.+)")


def parse(name: str, sql: str) -> Query:
    """A question from its file's text. Raises ``ValueError`` where the head is incomplete or a parameter is not used or not declared."""
    texts: dict[str, Text] = {}
    parameters: list[Parameter] = []
    headings: dict[str, Text] = {}
    for kind, what, rest in _head(sql):
        match kind:
            case "param":
                parameters.append(_parameter(name, what, rest))
            case "column":
                headings[what] = _text(name, rest)
            case _:
                texts[kind] = _text(name, rest)
    if missing := {"title", "about"} - texts.keys():
        raise ValueError(f"{name}.sql: no {', '.join(sorted(missing))} in its head")
    body = re.sub(r"--[^\n]*", "", sql)
    if (used := set(re.findall(r"\$(\w+)", body))) != (declared := {p.name for p in parameters}):
        raise ValueError(f"{name}.sql: parameters {sorted(used ^ declared)} are declared or used, not both")
    return Query(name, texts["title"], texts["about"], sql, tuple(parameters), headings)


def _head(sql: str) -> Iterator[tuple[str, str, str]]:
    for line in sql.splitlines():
        if not line.startswith("--"):
            return
        if found := _LINE.match(line):
            yield found[1], found[2], found[3]


def _text(name: str, text: str) -> Text:
    uk, bar, en = text.partition("|")
    if not bar:
        raise ValueError(f"{name}.sql: “{text}” needs both languages, apart by |")
    return Text(uk.strip(), en.strip())


def _parameter(name: str, what: str, rest: str) -> Parameter:
    spec, _, about = rest.partition("|")
    kind, equals, default = (part.strip() for part in spec.partition("="))
    spelt = _KIND.fullmatch(kind)
    if spelt is None or not equals:
        raise ValueError(f"{name}.sql: parameter {what} needs a type and a default")
    allowed = tuple(word.strip() for word in (spelt["allowed"] or "").split(",") if word.strip())
    kind = spelt["integers"] or spelt["texts"] or kind
    parameter = Parameter(what, kind, None, _text(name, about), allowed, int(spelt["least"]) if spelt["least"] else None)
    value = default.strip("'")
    if default == "null":
        return parameter
    return replace(parameter, default=value if kind == "text" else parameter.parse(value))


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Query]:
    """All questions by name, in alphabetical order: whatever ``*.sql`` stands in this folder."""
    found = {f.name.removesuffix(".sql"): f for f in files("queries").iterdir() if f.name.endswith(".sql")}
    return {name: parse(name, found[name].read_text(encoding="utf-8")) for name in sorted(found)}


def query(name: str) -> Query:
    """The question of this name. Raises ``UnknownQuery`` with the names there are."""
    try:
        return catalogue()[name]
    except KeyError:
        names = ", ".join(catalogue())
        raise UnknownQuery(f"Запиту «{name}» немає, є: {names} / There is no query “{name}”, there are: {names}") from None

"""Automatic numbers of Word paragraphs: a reader sees «1.2.», the file holds only a reference to a counter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest import listmarks
from ingest.package import Node
from ingest.word.names import ALTERNATE, CHOICE, W, number, toggle, value

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, what is printed (``%1.%2.``) and what follows."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    after: str = " "
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbering part with its counters; ``mark`` must be called once per numbered paragraph, in the order of the text."""

    def __init__(self, root: Node | None) -> None:
        self._abstract: dict[str, Node] = {}
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, Node] = {}
        self._linked: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._started: set[str] = set()
        for node in root if root is not None else ():
            if node.tag == W + "abstractNum":
                self._add_abstract(node)
            elif node.tag == W + "num":
                self._numbers[node.get(W + "numId", "")] = node

    def _add_abstract(self, node: Node) -> None:
        name = node.get(W + "abstractNumId", "")
        self._abstract[name] = node
        style = value(node, "styleLink")
        if style:
            self._linked[style] = name

    def mark(self, identity: str, level: int, style: str) -> str:
        """The number printed before a paragraph with what parts it from the text; "" for no visible number.

        ``level`` from 0; -1 where the paragraph's ``style`` picks it.
        """
        counted = self._list(identity)
        if counted is None:
            return ""
        levels = self._levels_of(identity, counted)
        if level < 0:
            level = next((index for index, found in levels.items() if found.style and found.style == style), 0)
        level = min(level, _DEEPEST)
        if level not in levels:
            return ""
        self._start(identity, counted)
        self._count(counted, levels, level)
        return self._print(counted, levels, level)

    def _list(self, identity: str) -> _List | None:
        node = self._numbers.get(identity)
        if node is None:
            return None
        name = value(node, "abstractNumId") or ""
        link = value(self._abstract.get(name), "numStyleLink")
        name = self._linked.get(link or "", name)
        if name not in self._abstract:
            return None
        if name not in self._lists:
            self._lists[name] = _List({i: _level(lvl) for i, lvl in _level_nodes(self._abstract[name])})
        return self._lists[name]

    def _levels_of(self, identity: str, counted: _List) -> dict[int, Level]:
        if identity not in self._levels:
            levels = dict(counted.levels)
            for override in self._numbers[identity].iterfind(W + "lvlOverride"):
                for index, node in _level_nodes(override):
                    levels[index] = _level(node)
                start, index = value(override, "startOverride"), number(override.get(W + "ilvl"))
                if start is not None and index in levels:
                    levels[index] = replace(levels[index], start=number(start))
            self._levels[identity] = levels
        return self._levels[identity]

    def _start(self, identity: str, counted: _List) -> None:
        """The first paragraph of a list instance restarts the counters that the instance overrides."""
        if identity in self._started:
            return
        self._started.add(identity)
        for override in self._numbers[identity].iterfind(W + "lvlOverride"):
            start = value(override, "startOverride")
            if start is not None:
                counted.counters[number(override.get(W + "ilvl"))] = number(start) - 1

    @staticmethod
    def _count(counted: _List, levels: dict[int, Level], level: int) -> None:
        counters = counted.counters
        counters[level] = counters.get(level, levels[level].start - 1) + 1
        for deeper in [index for index in counters if index > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart != 0 and level < restart):
                del counters[deeper]

    @staticmethod
    def _print(counted: _List, levels: dict[int, Level], level: int) -> str:
        here = levels[level]
        if here.kind == "bullet":
            text = listmarks.bullet(here.text)
        else:

            def place(match: re.Match[str]) -> str:
                index = int(match[1]) - 1
                shown = levels.get(index, here)
                count = counted.counters.get(index, shown.start)
                return listmarks.label(count, "decimal" if here.legal else shown.kind)

            text = "" if here.kind == "none" and not _PLACE.sub("", here.text).strip() else _PLACE.sub(place, here.text)
        return text + here.after if text.strip() else ""


def _level_nodes(parent: Node) -> list[tuple[int, Node]]:
    return [(number(node.get(W + "ilvl")), node) for node in parent.iterfind(W + "lvl")]


def _level(node: Node) -> Level:
    restart = value(node, "lvlRestart")
    after = value(node, "suff")
    return Level(
        start=number(value(node, "start"), 0),
        kind=_kind(node),
        text=value(node, "lvlText") or "",
        after="" if after == "nothing" else " ",
        legal=toggle(node, "isLgl") or False,
        restart=None if restart is None else number(restart),
        style=value(node, "pStyle") or "",
    )


def _kind(node: Node) -> str:
    found = value(node, "numFmt")
    if found is None:
        choice = node.find(f"{ALTERNATE}/{CHOICE}")
        if choice is not None and (custom := choice.find(W + "numFmt")) is not None:
            return "decimalZero" if custom.get(W + "format", "").startswith("0") else "decimal"
    return found or "decimal"

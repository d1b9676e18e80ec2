"""Automatic numbers of OpenDocument lists and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest import listmarks
from ingest.odf.names import LOEXT, STYLE, TEXT, XML, count
from ingest.odf.styles import Styles
from ingest.package import Node

_PLACE = re.compile(r"%(\d{1,2})%")
_KINDS = {"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter", "": "none"}


@dataclass(slots=True)
class Run:
    """One list being counted: its style's name and a counter per level."""

    style: str = ""
    counters: dict[int, int] = field(default_factory=dict)


def _kind(level: Node) -> str:
    text = level.get(STYLE + "num-format", "")
    if text in _KINDS:
        return _KINDS[text]
    if text.startswith("0"):
        return "decimalZero"
    if text[:1].lower() == "а":
        family = "ukrainian" if "uk" in text else "russian"
        return family + ("Upper" if text[0] == "А" else "Lower")
    return "decimal"


def _start(level: Node | None) -> int:
    text = level.get(TEXT + "start-value", "1") if level is not None else "1"
    return int(text) if text.isdecimal() else 1


class Lists:
    """All lists of a document, counted in the order of the text."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_id: dict[str, Run] = {}
        self._last: dict[str, Run] = {}
        self._outline = Run()
        self._levels: dict[str, dict[int, Node]] = {}

    def open(self, node: Node) -> Run:
        """The run that an outermost ``text:list`` starts or goes on with."""
        style = node.get(TEXT + "style-name", "")
        run = self._by_id.get(node.get(TEXT + "continue-list", ""))
        if run is None and node.get(TEXT + "continue-numbering") == "true":
            run = self._last.get(style)
        if run is None:
            run = Run(style)
        identity = node.get(XML + "id")
        if identity:
            self._by_id[identity] = run
        self._last[style] = run
        return run

    def item(self, run: Run, style: str, level: int, start: str | None) -> str:
        """The mark of a list item (levels from 1), with what parts it from the text. Counts it."""
        levels = self._levels_of(style or run.style)
        if start is not None and start.isdecimal():
            run.counters[level] = int(start) - 1
        return _mark(run, levels, level)

    def heading(self, level: int) -> str:
        """The number that the document's outline gives to a heading; "" where it gives none."""
        if self._styles.outline is None:
            return ""
        return _mark(self._outline, self._numbered_levels("", self._styles.outline), level)

    def _levels_of(self, name: str) -> dict[int, Node]:
        node = self._styles.lists.get(name)
        return {} if node is None else self._numbered_levels(name, node)

    def _numbered_levels(self, name: str, node: Node) -> dict[int, Node]:
        if name not in self._levels:
            self._levels[name] = {count(child, TEXT + "level", 10): child for child in node}
        return self._levels[name]


def _mark(run: Run, levels: dict[int, Node], level: int) -> str:
    here = levels.get(level)
    run.counters[level] = run.counters.get(level, _start(here) - 1) + 1
    for deeper in [index for index in run.counters if index > level]:
        del run.counters[deeper]
    if here is None:
        return ""
    if here.tag != TEXT + "list-level-style-number" and here.tag != TEXT + "outline-level-style":
        text = listmarks.bullet(here.get(TEXT + "bullet-char", "•"))
    else:
        text = _numbered(run, levels, level, here)
    return text + _after(here) if text.strip() else ""


def _numbered(run: Run, levels: dict[int, Node], level: int, here: Node) -> str:
    def shown(index: int) -> str:
        node = levels.get(index)
        return "" if node is None else listmarks.label(run.counters.get(index, _start(node)), _kind(node))

    pattern: str | None = here.get(LOEXT + "num-list-format", here.get(STYLE + "num-list-format"))
    if pattern is not None:
        text = _PLACE.sub(lambda match: shown(int(match[1])), pattern)
        return text if _kind(here) != "none" or not _PLACE.search(pattern) else ""
    if _kind(here) == "none":
        return ""
    depth = here.get(TEXT + "display-levels", "1")
    first = max(1, level - (int(depth) if depth.isdecimal() else 1) + 1)
    numbers = ".".join(filter(None, (shown(index) for index in range(first, level + 1))))
    return f"{here.get(STYLE + 'num-prefix', '')}{numbers}{here.get(STYLE + 'num-suffix', '')}"


def _after(level: Node) -> str:
    for node in level.iter(STYLE + "list-level-label-alignment"):
        return "" if node.get(TEXT + "label-followed-by") == "nothing" else " "
    return " "

"""What named styles give to paragraphs and runs: bold, hidden, capitals, raised, heading level, alignment, numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ingest.model import Align
from ingest.package import Node
from ingest.word.names import OFF, VAL, W, number, value

_HEADING = re.compile(r"(?:heading|заголовок) (\d)", re.IGNORECASE)
_ALIGN: dict[str, Align] = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}


_RUN_FIELDS = {
    W + "b": "bold",
    W + "vanish": "hidden",
    W + "caps": "capitals",
    W + "vertAlign": "position",
    W + "strike": "struck",
    W + "dstrike": "struck",
}


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How a run's characters look, as far as it changes what is read."""

    bold: bool = False
    hidden: bool = False
    capitals: bool = False
    position: str = ""
    struck: bool = False

    @property
    def changes_text(self) -> bool:
        """Whether what is read differs from what the run holds."""
        return self.hidden or self.capitals or self.struck or bool(self.position)

    def with_properties(self, properties: Node | None) -> RunStyle:
        """The look after ``w:rPr`` (a style's or a run's own)."""
        if properties is None:
            return self
        style = self
        for child in properties:
            field = _RUN_FIELDS.get(child.tag)
            if field is not None:
                setting = child.get(VAL, "")
                changed: dict[str, Any] = {field: setting if field == "position" else setting not in OFF}
                style = replace(style, **changed)
        return style


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all it inherits. ``numbering`` is (numId, level) or None."""

    run: RunStyle = RunStyle()
    align: Align | None = None
    level: int | None = None
    numbering: tuple[str, int] | None = None
    style_id: str = ""


def aligned(node: Node | None) -> Align | None:
    """Where ``w:jc`` puts the text; None for justified and unset."""
    return None if node is None else _ALIGN.get(node.get(VAL, ""))


class Styles:
    """The styles part. Styles that inherit from themselves or from nothing are taken as far as they go."""

    def __init__(self, root: Node | None) -> None:
        self._nodes: dict[tuple[str, str], Node] = {}
        self._default = ""
        self._base = RunStyle()
        self._paragraphs: dict[str, ParagraphStyle] = {}
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = RunStyle().with_properties(defaults)
        for node in root.iterfind(W + "style"):
            kind, name = node.get(W + "type", "paragraph"), node.get(W + "styleId", "")
            self._nodes[kind, name] = node
            if kind == "paragraph" and node.get(W + "default") in ("1", "true", "on"):
                self._default = name

    def _chain(self, kind: str, name: str) -> list[Node]:
        chain: list[Node] = []
        while (node := self._nodes.get((kind, name))) is not None and node not in chain:
            chain.append(node)
            name = value(node, "basedOn") or ""
        return chain[::-1]

    def paragraph(self, name: str | None) -> ParagraphStyle:
        """The style called ``name`` (the default one for None or an unknown name)."""
        key = name if name is not None and ("paragraph", name) in self._nodes else self._default
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolve(key)
        return self._paragraphs[key]

    def _resolve(self, name: str) -> ParagraphStyle:
        style = ParagraphStyle(self._base, style_id=name)
        for node in self._chain("paragraph", name):
            properties = node.find(W + "pPr")
            style = replace(
                style,
                run=style.run.with_properties(node.find(W + "rPr")),
                align=aligned(_child(properties, "jc")) or style.align,
                level=_level(node, properties) or style.level,
                numbering=_numbering(_child(properties, "numPr"), style.numbering),
            )
        return style

    def character(self, name: str, base: RunStyle) -> RunStyle:
        """``base`` as the character style called ``name`` changes it."""
        for node in self._chain("character", name):
            base = base.with_properties(node.find(W + "rPr"))
        return base


def _level(style: Node, properties: Node | None) -> int | None:
    outline = value(properties, "outlineLvl")
    if outline is not None:
        return number(outline, 9) + 1 if number(outline, 9) < 9 else None
    match = _HEADING.match(value(style, "name") or "")
    return int(match[1]) if match else None


def _child(node: Node | None, name: str) -> Node | None:
    return None if node is None else node.find(W + name)


def _numbering(node: Node | None, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    if node is None:
        return inherited
    identity, level = value(node, "numId"), value(node, "ilvl")
    if identity is None:
        return (inherited[0], number(level)) if inherited else None
    return identity, number(level) if level is not None else -1


def own_numbering(node: Node | None, style: ParagraphStyle) -> tuple[str, int] | None:
    """(numId, level) of a paragraph by its ``w:numPr`` and style; level -1 where only the numbering's link to the style tells it; None without number."""
    found = _numbering(node, style.numbering)
    return None if found is None or found[0] in ("", "0") else found

"""How an HTML element's text looks, as far as it changes what is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.model import Align
from ingest.package import Node
from ingest.web.css import Declarations, Sheet

_BOLD_TAGS = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "middle": "center", "right": "right", "start": "left", "end": "right"}


@dataclass(frozen=True, slots=True)
class Look:
    """The inherited look of text. ``raised``: 1 superscript, -1 subscript."""

    bold: bool = False
    hidden: bool = False
    capitals: bool = False
    preformatted: bool = False
    raised: int = 0
    align: Align | None = None
    level: int | None = None
    struck: bool = False


def look_of(node: Node, outer: Look, sheet: Sheet) -> Look:
    """The look of an element inside text that looks ``outer``."""
    tag = node.tag
    look = outer
    if tag in _BOLD_TAGS:
        look = replace(look, bold=True, level=_HEADINGS.get(tag, look.level))
    elif tag in ("sup", "sub"):
        look = replace(look, raised=1 if tag == "sup" else -1)
    elif tag in ("s", "strike"):
        look = replace(look, struck=True)
    elif tag in ("pre", "textarea", "listing", "xmp"):
        look = replace(look, preformatted=True)
    elif tag == "center":
        look = replace(look, align="center")
    css = style_of(node, sheet)
    if css:
        look = _styled(look, css)
    align = node.get("align")
    if align and align.lower() in _ALIGN:
        look = replace(look, align=_ALIGN[align.lower()])
    return replace(look, hidden=True) if is_hidden(node, css) else look


def style_of(node: Node, sheet: Sheet) -> Declarations:
    """The declarations that apply to an element by themselves (nothing inherited)."""
    return sheet.style(node.tag, node.get("class"), node.get("id"), node.get("style"))


def is_hidden(node: Node, css: Declarations) -> bool:
    """Whether an element is not drawn at all."""
    return (
        css.get("display") == "none"
        or css.get("visibility") in ("hidden", "collapse")
        or css.get("mso-hide") == "all"
        or node.get("hidden") is not None
    )


def _styled(look: Look, css: Declarations) -> Look:
    weight, transform, space, position = (css.get(name) for name in ("font-weight", "text-transform", "white-space", "vertical-align"))
    return replace(
        look,
        bold=look.bold if weight is None else weight in ("bold", "bolder", "600", "700", "800", "900"),
        capitals=look.capitals if transform is None else transform == "uppercase",
        preformatted=look.preformatted if space is None else space.startswith("pre"),
        struck=look.struck or "line-through" in css.get("text-decoration", css.get("text-decoration-line", "")),
        raised={"super": 1, "sub": -1}.get(position or "", look.raised),
        align=_ALIGN.get(css.get("text-align", ""), look.align),
    )

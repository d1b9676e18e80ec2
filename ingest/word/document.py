"""A whole Word document put together: headers, body, notes, footers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.model import Block, Document, Note, Paragraph, Role, Table
from ingest.package import Node, Package
from ingest.reading import Limits, Refused
from ingest.tabbed import with_tabbed_tables
from ingest.word.context import Context
from ingest.word.names import R, W, toggle
from ingest.word.numbering import Numbering
from ingest.word.parts import Parts
from ingest.word.story import StoryReader
from ingest.word.styles import Styles

_MARGINS: tuple[Role, Role] = ("header", "footer")


def read_document(content: bytes, limits: Limits, format_name: str = "docx") -> Document:
    """The document in ``content`` (a Word package). Raises ``Refused``."""
    parts = Parts(Package(content, limits))
    context = Context(parts, limits, Styles(parts.neighbour("styles")), Numbering(parts.neighbour("numbering")))
    context.settings = parts.neighbour("settings")
    body = parts.root.find(W + "body")
    if body is None:
        raise Refused("malformed", part=parts.main)
    story = StoryReader(context)
    blocks = with_tabbed_tables(story.blocks(body, number_tables=True))
    blocks += _notes(story, context)
    sections = list(body.iter(W + "sectPr"))
    headers, footers = (_margins(story, context, sections, role) for role in _MARGINS)
    notes = list(context.notes)
    if context.pictures:
        notes.append(Note("picture_unread", {"count": str(context.pictures)}))
    return Document(format_name, (*headers, *blocks, *footers), notes=tuple(notes))


def _notes(story: StoryReader, context: Context) -> list[Block]:
    """Footnotes and endnotes that the text refers to, each behind its mark."""
    found: list[Block] = []
    roots = {kind: context.parts.neighbour(kind + "s") for kind in ("footnote", "endnote")}
    for (kind, identity), mark in list(context.footnotes.items()):
        root = roots[kind]
        nodes = [node for node in root if node.get(W + "id") == identity] if root is not None else []
        for node in nodes[:1]:
            blocks = story.blocks(node, "footnote")
            if blocks and isinstance(blocks[0], Paragraph) and mark:
                blocks[0] = replace(blocks[0], text=f"{mark} {blocks[0].text}")
            found.extend(blocks)
    return found


def _margins(story: StoryReader, context: Context, sections: list[Node], role: Role) -> list[Block]:
    """Headers or footers that some page shows, each once; their tables as lines of text."""
    even = toggle(context.settings, "evenAndOddHeaders") or False
    found: list[Block] = []
    seen: set[str] = set()
    for section in sections:
        first = toggle(section, "titlePg") or False
        for reference in section.iterfind(f"{W}{role}Reference"):
            kind = reference.get(W + "type", "default")
            part = context.parts.related(reference.get(R + "id", ""))
            if part is None or part in seen or (kind == "first" and not first) or (kind == "even" and not even):
                continue
            seen.add(part)
            found.extend(_flat(story.blocks(context.parts.package.xml(part), role), role))
    return found


def _flat(blocks: Iterable[Block], role: Role) -> list[Block]:
    flat: list[Block] = []
    for block in blocks:
        if not isinstance(block, Table):
            flat.append(block)
            continue
        for row in range(block.rows):
            texts = [cell.text for cell in block.cells if cell.row == row and cell.text]
            if texts:
                flat.append(Paragraph("\t".join(texts), role=role))
    return flat

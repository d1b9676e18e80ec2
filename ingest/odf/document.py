"""A whole OpenDocument text put together: headers, body, notes, footers."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Block, Document, Note, Paragraph, Role, Table
from ingest.odf.inline import Context
from ingest.odf.lists import Lists
from ingest.odf.names import OFFICE, STYLE, TEXT
from ingest.odf.parts import Parts, open_parts
from ingest.odf.story import StoryReader
from ingest.odf.styles import Styles
from ingest.package import Node
from ingest.reading import Limits
from ingest.tabbed import with_tabbed_tables

_HEADERS = tuple(STYLE + name for name in ("header", "header-first", "header-left"))
_FOOTERS = tuple(STYLE + name for name in ("footer", "footer-first", "footer-left"))


def read_document(content: bytes, limits: Limits) -> Document:
    """The text document in ``content``. Raises ``Refused``."""
    parts = open_parts(content, limits)
    styles = Styles(parts.content, parts.styles)
    context = Context(styles, Lists(styles), limits)
    body = parts.body("text")
    _tracked_changes(body, context)
    story = StoryReader(context)
    blocks = with_tabbed_tables(story.blocks(body, number_tables=True))
    blocks += _footnotes(story, context)
    headers, footers = _margins(parts, story, styles, _HEADERS, "header"), _margins(parts, story, styles, _FOOTERS, "footer")
    notes = list(context.notes)
    if context.pictures:
        notes.append(Note("picture_unread", {"count": str(context.pictures)}))
    return Document("odt", (*headers, *blocks, *footers), notes=tuple(notes))


def _tracked_changes(body: Node, context: Context) -> None:
    """What was deleted stands apart from the text already; what was inserted is noted where it stands."""
    insertions: set[str] = set()
    for region in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
        if region.find(TEXT + "insertion") is not None:
            insertions.update(filter(None, (region.get(TEXT + "id"), region.get("{http://www.w3.org/XML/1998/namespace}id"))))
        deletion = region.find(TEXT + "deletion")
        if deletion is not None:
            paragraphs = ("".join(child.itertext()) for child in deletion if child.tag != OFFICE + "change-info")
            text = " ".join("\n".join(paragraphs).split())
            if text:
                context.note("tracked_change", {"text": f"−«{text}»"})
    context.insertions = frozenset(insertions)


def _footnotes(story: StoryReader, context: Context) -> list[Block]:
    found: list[Block] = []
    for mark, body in list(context.footnotes):
        blocks = story.blocks(body, "footnote")
        if blocks and isinstance(blocks[0], Paragraph):
            blocks[0] = replace(blocks[0], text=f"{mark} {blocks[0].text}")
        found.extend(blocks)
    return found


def _margins(parts: Parts, story: StoryReader, styles: Styles, tags: tuple[str, ...], role: Role) -> list[Block]:
    """Headers or footers of the page styles in use, each text once; their tables as lines of text."""
    pages = parts.styles.find(OFFICE + "master-styles") if parts.styles is not None else None
    if pages is None:
        return []
    found: list[Block] = []
    for page in _used(pages, styles):
        for tag in tags:
            node = page.find(tag)
            if node is not None and node.get(STYLE + "display") != "false":
                found.extend(block for block in _flat(story.blocks(node, role), role) if block not in found)
    return found


def _used(pages: Node, styles: Styles) -> list[Node]:
    by_name = {page.get(STYLE + "name"): page for page in pages.iterfind(STYLE + "master-page")}
    wanted = [name for name in ("Standard", *styles.master_pages()) if name in by_name]
    for name in wanted:
        following = by_name[name].get(STYLE + "next-style-name")
        if following in by_name and following not in wanted:
            wanted.append(following)
    return [by_name[name] for name in dict.fromkeys(wanted)]


def _flat(blocks: list[Block], role: Role) -> list[Block]:
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

"""Word documents (docx, docm, dotx, dotm, and their parts in one XML file), told by the parts of their package."""

from __future__ import annotations

from ingest.model import Document
from ingest.ole import ole_kind
from ingest.package import starts_like_package
from ingest.reading import Format, Limits, Probe, Refused
from ingest.word.flat import is_flat, zipped

_EXTENSIONS = ("docx", "docm", "dotx", "dotm")


def _recognise(probe: Probe) -> int:
    names = probe.zip_names
    if any(name.lower().endswith("word/document.xml") for name in names) or (
        "[Content_Types].xml" in names and any(n.startswith("word/") for n in names)
    ):
        return 95
    if starts_like_package(probe, b"word/"):
        return 90
    if ole_kind(probe) == "encrypted" and not probe.extension.startswith(("ppt", "pps", "vsd", "pub")):
        return 92  # what it is only its password tells; the name is all there is to go by
    return 94 if is_flat(probe.head) else 0


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest.word.document import read_document

    if is_flat(probe.head):
        return read_document(zipped(probe.content), limits)
    if not probe.content.startswith(b"PK"):
        raise Refused("encrypted")
    return read_document(probe.content, limits)


FORMATS = (Format("docx", (*_EXTENSIONS, "xml"), _recognise, _read),)

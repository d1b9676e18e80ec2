"""What a file is that no reader claims, or that only pretends to be a document: empty, a program, broken, or of no interest."""

from __future__ import annotations

from functools import lru_cache

from ingest.model import Note
from ingest.reading import Container, Format, Probe, Refused, containers, formats
from ingest.text_encoding import decode_text

_SIGNATURES = frozenset({"p7s", "p7m", "sig"})
_PROGRAM_HEADS = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",  # Java class, Mach-O for several machines
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcut
    b"#!/",
    b"#! /",
    b"\x00asm",
    b"dex\n03",
)
_BLANK = b"\x00 \t\r\n\x0b\x0c\x1a"


def document_extension(probe: Probe) -> str:
    """The extension that tells the document's kind: ``docx`` of ``x.docx`` and of ``x.docx.p7s``."""
    name = probe.name.rsplit("/", 1)[-1].lower()
    while "." in name:
        name, _, extension = name.rpartition(".")
        if extension not in _SIGNATURES or "." not in name:
            return extension
    return ""


@lru_cache(maxsize=1)
def known_extensions() -> frozenset[str]:
    """The extensions under which a user keeps documents: those of every format and container."""
    kinds: tuple[Format | Container, ...] = (*formats(), *containers())
    return frozenset(extension for kind in kinds for extension in kind.extensions)


def _under_a_documents_name(probe: Probe) -> bool:
    return document_extension(probe) in known_extensions()


def refuse_early(probe: Probe) -> Refused | None:
    """``empty`` or ``program`` for a file that carries a document's name (or, empty, none); asked before any reader."""
    named = _under_a_documents_name(probe)
    if is_empty(probe) and (named or not document_extension(probe)):
        return Refused("empty")
    return Refused("program") if named and is_program(probe) else None


def is_empty(probe: Probe) -> bool:
    """Whether there is nothing in it: no byte, or only blanks, NULs and a byte order mark."""
    content = probe.content
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        content = content.removeprefix(mark)
    return not content.strip(_BLANK)


def is_program(probe: Probe) -> bool:
    """Whether the content is something that a machine runs: Windows, Linux, macOS and Java programs, scripts, packages of them."""
    head = probe.head
    if head.startswith(_PROGRAM_HEADS) or head.lstrip().lower().startswith(b"@echo off"):
        return True
    if head.startswith((b"MZ", b"ZM")) and (b"\0" in head or decode_text(head) is None):
        return True
    names = probe.zip_names
    if not names or "[Content_Types].xml" in names:
        return False
    java = "META-INF/MANIFEST.MF" in names and any(name.endswith(".class") for name in names)
    return java or "AndroidManifest.xml" in names


def describe_unknown(probe: Probe) -> Refused | None:
    """Why a file under a document's name could not be recognised; None for a file of another kind, which is no report."""
    if is_empty(probe):
        return Refused("empty") if not document_extension(probe) else None
    if not _under_a_documents_name(probe) or is_program(probe):
        return None
    if probe.content.startswith(b"PK\x03\x04") and not probe.zip_names:
        return Refused("malformed", why="zip") if b"PK\x05\x06" in probe.content[-66_000:] else Refused("truncated")
    if decode_text(probe.content[: 256 * 1024]) is not None:
        return None
    return Refused("malformed", why=document_extension(probe))


def wrong_extension(probe: Probe, kind: Format) -> Note | None:
    """A note where the name's extension belongs to another kind than the content; none without an extension."""
    extension = document_extension(probe)
    if not extension or extension in kind.extensions or extension in _SIGNATURES:
        return None
    return Note("wrong_extension", {"extension": extension, "format": kind.name}) if extension in known_extensions() else None

"""An OpenDocument file's content and styles, from a package or from one flat XML file."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from ingest.odf.names import OFFICE
from ingest.package import Node, Package, parse_xml
from ingest.reading import Limits, Probe, Refused

_MANIFEST_LOCK = "{*}encryption-data"


@dataclass(frozen=True, slots=True)
class Parts:
    """The roots that hold the text and the shared styles (the same one in a flat file)."""

    content: Node
    styles: Node | None

    def body(self, kind: str) -> Node:
        """``office:text`` or ``office:spreadsheet``. Raises ``Refused("malformed")`` where the file holds none."""
        body = self.content.find(f"{OFFICE}body/{OFFICE}{kind}")
        if body is None:
            raise Refused("malformed", why=f"no office:{kind}")
        return body


def open_parts(content: bytes, limits: Limits) -> Parts:
    """The parts of an OpenDocument file. Raises ``Refused``, ``encrypted`` among the reasons."""
    if not content.startswith(b"PK"):
        root = parse_xml(content)
        return Parts(root, root)
    package = Package(content, limits)
    manifest = package.optional_xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(_MANIFEST_LOCK), None) is not None:
        raise Refused("encrypted")
    if "content.xml" not in package:
        raise Refused("malformed", why="no content.xml")
    return Parts(package.xml("content.xml"), package.optional_xml("styles.xml"))


def odf_kind(probe: Probe) -> str | None:
    """``text``, ``spreadsheet`` or another OpenDocument kind; None where the content is no OpenDocument file."""
    head = probe.content[:400]
    at = head.find(b"application/vnd.oasis.opendocument.")
    # The first member's own content: further on, a signed container may hold a whole OpenDocument file as it is.
    if head.startswith(b"PK") and head[30:38] == b"mimetype" and at == 38 + int.from_bytes(head[28:30], "little"):
        return _kind(head[at + 35 : at + 60].decode("latin-1"))
    if "content.xml" in probe.zip_names:
        told = _start_of(probe, "mimetype", 100).decode("latin-1")
        return _kind(told.rpartition("opendocument.")[2]) if "opendocument." in told else _kind_by_content(probe)
    start = probe.content[:16384]
    if b"<office:document" in start[:1024] and b"opendocument" in start:
        at = start.find(b"office:mimetype=")
        return _kind(start[at:].split(b"opendocument.", 1)[-1][:20].decode("latin-1")) if at >= 0 else None
    return None


def _kind(mime_tail: str) -> str:
    return next((kind for kind in ("text", "spreadsheet") if mime_tail.startswith(kind)), "other")


def _kind_by_content(probe: Probe) -> str | None:
    start = _start_of(probe, "content.xml", 262144)
    if b"opendocument" not in start:
        return None
    return next((kind for kind in ("text", "spreadsheet") if b"<office:" + kind.encode() in start), "other")


def _start_of(probe: Probe, name: str, size: int) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(probe.content)) as archive, archive.open(name) as stream:
            return stream.read(size)
    except (zipfile.BadZipFile, OSError, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return b""

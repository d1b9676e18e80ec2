"""Word's «XML document»: the parts of a package written one after another into one XML file instead of a zip."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile

from lxml import etree

from ingest.package import parse_xml
from ingest.reading import Refused

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def is_flat(head: bytes) -> bool:
    """Whether a file that begins so is such a document of Word."""
    start = head[:4096].replace(b"\x00", b"")
    return b"<pkg:package" in start and (b"Word.Document" in start or b"/word/" in head.replace(b"\x00", b""))


def zipped(content: bytes) -> bytes:
    """The same parts as a zip. Raises ``Refused``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for part in parse_xml(content).iterfind(_PKG + "part"):
            name = part.get(_PKG + "name", "").lstrip("/")
            data, binary = part.find(_PKG + "xmlData"), part.findtext(_PKG + "binaryData")
            if data is not None and len(data):
                package.writestr(name, etree.tostring(data[0], encoding="utf-8"))
            elif binary is not None:
                package.writestr(name, _decoded(binary, name))
    return buffer.getvalue()


def _decoded(text: str, part: str) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error as error:
        raise Refused("malformed", part=part, why=str(error)) from error

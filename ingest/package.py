"""Zip packages of XML parts (docx, xlsx, odt, ods) opened so that a hostile one costs a refusal and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import lru_cache
from typing import Any

from lxml import etree

from ingest.reading import Limits, Probe, Refused

Node = Any
"""An lxml element; its own types promise more than they hold for trees with comments and instructions."""

BIG = 50 * 1024**2
"""Unpacked bytes below which a high compression ratio is harmless."""

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|spreadsheetml|drawingml)/(\w+)")
_SCHEMAS = b"http://schemas.openxmlformats.org/"
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def starts_like_package(probe: Probe, *markers: bytes) -> bool:
    """Whether the content is a zip cut short whose first members say what it was (a whole zip gives its names instead)."""
    return probe.content.startswith(b"PK\x03\x04") and not probe.zip_names and any(marker in probe.content[:65536] for marker in markers)


class Package:
    """The parts of one zip package, by name. Raises ``Refused`` (``truncated``, ``malformed``, ``bomb``, ``encrypted``) on opening and reading."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            whole = content.rfind(b"PK\x05\x06") >= 0
            raise Refused("malformed" if whole else "truncated", why=str(error)) from error
        self._members = {_canonical(info.filename): info for info in self._zip.infolist()}
        self._refuse_bombs(len(content))

    def _refuse_bombs(self, packed: int) -> None:
        infos = self._zip.infolist()
        unpacked = sum(info.file_size for info in infos)
        if len(infos) > self._limits.members:
            raise Refused("bomb", why=f"{len(infos)} members")
        if unpacked > self._limits.unpacked_bytes or (unpacked > BIG and unpacked > packed * self._limits.unpack_ratio):
            raise Refused("bomb", why=f"{packed} → {unpacked} bytes")

    def __contains__(self, name: str) -> bool:
        return _canonical(name) in self._members

    def names(self) -> list[str]:
        """All part names, in the order of the archive, as ``/``-separated paths without a leading slash."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """One part's bytes. Raises ``KeyError`` where there is none; ``Refused`` where it is damaged, locked or too big."""
        info = self._members[_canonical(name)]
        if info.flag_bits & 1:
            raise Refused("encrypted")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self._limits.unpacked_bytes - self._read + 1)
        except EOFError as error:
            raise Refused("truncated", part=name) from error
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, ValueError) as error:
            raise Refused("malformed", part=name, why=str(error)) from error
        self._read += len(data)
        if self._read > self._limits.unpacked_bytes:
            raise Refused("bomb", part=name)
        return data

    def xml(self, name: str) -> Node:
        """One part's root element. Raises as ``read`` and ``parse_xml``."""
        return parse_xml(self.read(name), name)

    def optional_xml(self, name: str | None) -> Node | None:
        """One part's root element, or None where the package has no such part."""
        return self.xml(name) if name and name in self else None


def _canonical(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def parse_xml(data: bytes, part: str = "") -> Node:
    """The root of an XML part: no entities, no network, Strict namespaces turned into the usual ones.

    Office formats have no document type; one that declares it is refused (``external_entity``, ``bomb``).
    Also raises ``Refused`` ``malformed``, ``truncated``, ``too_deep``, ``too_large``.
    """
    data = safe_xml(data, part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refusal(error, part) from error
    if root is None:
        raise Refused("malformed", part=part)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("external_entity", part=part)
    return root


def safe_xml(data: bytes, part: str = "") -> bytes:
    """The same XML as UTF-8 or its own 8-bit encoding, checked for document types, Strict namespaces mapped."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        data = _from_utf16(data)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        declares = re.search(rb"<!ENTITY[^>]*", data)
        external = re.search(rb"\b(SYSTEM|PUBLIC)\b", declares[0] if declares else data)
        raise Refused("external_entity" if external or not declares else "bomb", part=part)
    if b"http://purl.oclc.org/ooxml/" in data[:65536]:
        data = _STRICT.sub(_transitional, data)
    return data


def _from_utf16(data: bytes) -> bytes:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    return _XML_DECLARATION.sub("", data.decode(encoding, errors="replace").lstrip("\ufeff")).encode()


def _transitional(match: re.Match[bytes]) -> bytes:
    family, rest = match[1], match[2]
    if family == b"officeDocument":
        return _SCHEMAS + b"officeDocument/2006/" + rest
    return _SCHEMAS + family + b"/2006/" + rest


def refusal(error: etree.XMLSyntaxError, part: str) -> Refused:
    """What an XML parser's complaint means for the file."""
    text = str(error)
    if "depth" in text:
        return Refused("too_deep", part=part)
    if "huge" in text or "buffer" in text.lower():
        return Refused("too_large", part=part)
    if "Premature end" in text or "EndTag: '</' not found" in text or "Document is empty" in text:
        return Refused("truncated", part=part)
    return Refused("malformed", part=part, why=text)


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """A tag's name without its namespace."""
    return tag.rsplit("}", 1)[-1]

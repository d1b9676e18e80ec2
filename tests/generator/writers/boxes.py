"""Wraps a document as councils' portals serve it: archives, signed envelopes, mail."""

from __future__ import annotations

import base64
import io
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

from tests.generator.writers.zipped import STAMP, pack


def box(kind: str, name: str, content: bytes) -> tuple[str, str, bytes]:
    """(the file's name on disk, the name its document is scored by, content). ``kind`` "" wraps nothing."""
    stem = Path(name).stem
    if kind == "zip":
        return f"{stem}.zip", name, pack([(f"Звіти/{name}", content)])
    if kind == "zip-cp866":
        return f"{stem}.zip", name, raw_named(f"Рішення/{name}".encode("cp1125"), content)
    if kind == "zip-zip":
        return f"{stem}.zip", name, pack([("вкладення.zip", pack([(name, content)]))])
    if kind == "7z":
        return f"{stem}.7z", name, seven(name, content)
    if kind == "asice":
        return f"{stem}.asice", name, asice(name, content)
    if kind == "eml":
        return f"{stem}.eml", name, mail(name, content)
    if kind == "p7s":
        return f"{name}.p7s", f"{name}.p7s", signed(content)
    if kind == "rar":
        return f"{stem}.rar", name, rar(name, content)
    return name, name, content


def raw_named(raw: bytes, content: bytes) -> bytes:
    """A zip as old Windows programs wrote it: the member's name in a DOS code page, no flag for it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x" * len(raw), STAMP)
        archive.writestr(info, content)
    return out.getvalue().replace(b"x" * len(raw), raw)


def seven(name: str, content: bytes) -> bytes:
    """A 7z archive."""
    import libarchive

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.7z"
        with libarchive.file_writer(str(path), "7zip") as archive:
            archive.add_file_from_memory(name, len(content), content)
        return path.read_bytes()


def asice(name: str, content: bytes) -> bytes:
    """An associated signature container: the document beside its signatures."""
    signature = '<?xml version="1.0" encoding="UTF-8"?><asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#"/>'
    kind = "application/vnd.etsi.asic-e+zip"
    listing = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts: list[tuple[str, bytes | str]] = [
        ("mimetype", kind),
        (name, content),
        ("META-INF/manifest.xml", listing),
        ("META-INF/signatures001.xml", signature),
    ]
    return pack(parts, frozenset({"mimetype"}))


def mail(name: str, content: bytes) -> bytes:
    """A letter with the document attached."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"] = "kancelaria@rada.example", "finviddil@rada.example"
    message["Subject"], message["Date"] = "Звіт про виконання програми", "Wed, 15 Jan 2025 09:00:00 +0200"
    message.set_content("Доброго дня! Надсилаємо звіт у вкладенні.\n")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("=-=-=1234567890=-=-=")
    return bytes(message)


def signed(content: bytes, armoured: bool = False) -> bytes:
    """CMS SignedData around the document; the signature itself is left out."""
    from asn1crypto import cms

    data = cms.SignedData(
        {"version": "v1", "digest_algorithms": [], "encap_content_info": {"content_type": "data", "content": content}, "signer_infos": []}
    )
    der: bytes = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    return base64.encodebytes(der) if armoured else der


def rar(name: str, content: bytes) -> bytes:
    """A RAR 5 archive with the document stored, not packed."""
    raw = name.encode()
    fields = (
        _vint(4)
        + _vint(len(content))
        + _vint(0o100644)
        + struct.pack("<L", zlib.crc32(content))
        + _vint(0)
        + _vint(1)
        + _vint(len(raw))
        + raw
    )
    return b"Rar!\x1a\x07\x01\x00" + _rar_block(1, _vint(0)) + _rar_block(2, fields, content) + _rar_block(5, _vint(0))


def _vint(number: int) -> bytes:
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def _rar_block(kind: int, fields: bytes, data: bytes = b"") -> bytes:
    header = _vint(kind) + _vint(2 if data else 0) + (_vint(len(data)) if data else b"") + fields
    sized = _vint(len(header)) + header
    return struct.pack("<L", zlib.crc32(sized)) + sized + data

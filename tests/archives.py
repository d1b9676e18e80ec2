"""Builds archives, envelopes and mail for the tests of containers, hostile ones among them."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import libarchive
from asn1crypto import cms, core

from ingest.reading import Limits, Probe, Refused
from ingest.unpack import walk

TEXT = "Звіт про виконання програми за 2024 рік\n".encode()
OTHER = "Інший звіт, також за 2024 рік\n".encode()


def opened(name: str, content: bytes, limits: Limits | None = None) -> dict[str, bytes | str]:
    """What ``walk`` finds: the content of each document, or the code of its refusal."""
    found = list(walk(Probe(name, content), limits or Limits()))
    assert len({name for name, _ in found}) == len(found), "every document has a name of its own"
    return {name: item.code if isinstance(item, Refused) else item.content for name, item in found}


def zipped(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def zipped_raw_name(raw_name: bytes, content: bytes, *, extra: bytes = b"") -> bytes:
    """A zip whose one member's name is written as ``raw_name`` without the UTF-8 flag, as old Windows programs did."""
    crc = zlib.crc32(content)
    sizes = struct.pack("<LLLHH", crc, len(content), len(content), len(raw_name), len(extra))
    local = b"PK\x03\x04" + struct.pack("<5H", 20, 0, 0, 0, 0x21) + sizes + raw_name + extra + content
    central = b"PK\x01\x02" + struct.pack("<6H", 20, 20, 0, 0, 0, 0x21) + sizes + struct.pack("<3H2L", 0, 0, 0, 0, 0) + raw_name + extra
    return local + central + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, len(central), len(local), 0)


def seven_zipped(path: Path, *members: tuple[str, bytes]) -> bytes:
    with libarchive.file_writer(str(path), "7zip") as archive:
        for name, content in members:
            archive.add_file_from_memory(name, len(content), content)
    return path.read_bytes()


def tarred(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def _vint(number: int) -> bytes:
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def _rar5_block(kind: int, fields: bytes, data: bytes = b"") -> bytes:
    header = _vint(kind) + _vint(2 if data else 0) + (_vint(len(data)) if data else b"") + fields
    sized = _vint(len(header)) + header
    return struct.pack("<L", zlib.crc32(sized)) + sized + data


def rar5(*members: tuple[str, bytes]) -> bytes:
    """A RAR 5 archive with stored members."""
    out = b"Rar!\x1a\x07\x01\x00" + _rar5_block(1, _vint(0))
    for name, content in members:
        raw = name.encode()
        fields = _vint(4) + _vint(len(content)) + _vint(0o100644) + struct.pack("<L", zlib.crc32(content)) + _vint(0) + _vint(1)
        out += _rar5_block(2, fields + _vint(len(raw)) + raw, content)
    return out + _rar5_block(5, _vint(0))


def rar4(name: str, content: bytes) -> bytes:
    """A RAR 4 archive with one stored member."""

    def block(body: bytes) -> bytes:
        return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body

    raw = name.encode("ascii")
    main = block(struct.pack("<BHH", 0x73, 0, 13) + bytes(6))
    size = struct.pack("<LL", len(content), len(content))
    fields = size + b"\x03" + struct.pack("<LLBBHL", zlib.crc32(content), 0x21 << 16, 20, 0x30, len(raw), 0o100644)
    file = block(struct.pack("<BHH", 0x74, 0x8000, 7 + len(fields) + len(raw)) + fields + raw)
    return b"Rar!\x1a\x07\x00" + main + file + content + block(struct.pack("<BHH", 0x7B, 0x4000, 7))


def signed(content: bytes | None) -> bytes:
    """A signed envelope without a real signature: reading the content does not check it."""
    inner = {"content_type": "data"} if content is None else {"content_type": "data", "content": content}
    data = cms.SignedData({"version": "v1", "digest_algorithms": [], "encap_content_info": inner, "signer_infos": []})
    return cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()


def signed_ber(content: bytes) -> bytes:
    """The same in BER: indefinite lengths, the content an octet string in pieces."""

    def open_ended(tag: int, body: bytes) -> bytes:
        return bytes([tag, 0x80]) + body + b"\0\0"

    half = len(content) // 2
    pieces = core.OctetString(content[:half]).dump() + core.OctetString(content[half:]).dump()
    data_oid, signed_oid = cms.ContentType("data").dump(), cms.ContentType("signed_data").dump()
    encapsulated = open_ended(0x30, data_oid + open_ended(0xA0, open_ended(0x24, pieces)))
    body = open_ended(0x30, core.Integer(1).dump() + b"\x31\x00" + encapsulated + b"\x31\x00")
    return open_ended(0x30, signed_oid + open_ended(0xA0, body))


def mail(subject: str = "Звіт") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", subject
    return message

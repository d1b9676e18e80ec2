"""Zip archives: read by the central directory, or by the members' own headers where the end of the file is missing."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from ingest.containers.guard import Allowance, Exhausted, Names, is_junk, label, refuse_special, safe_path
from ingest.containers.zip_salvage import local_members
from ingest.reading import Container, Limits, Member, Probe, Refused
from ingest.text_encoding import decode_name

_CHUNK = 256 * 1024
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075
_PACKAGE_STARTS = ("[Content_Types].xml", "mimetype", "_rels/", "word/", "xl/", "docProps/", "content.xml")

Unpacked = Iterator[Member | tuple[str, Refused]]


def _recognise(probe: Probe) -> int:
    if not probe.content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return 0
    if probe.zip_names:
        return 0 if _is_package(probe) else 50
    first = next((name for name, _ in local_members(probe.content)), b"").decode("utf-8", "replace")
    return 0 if first.startswith(_PACKAGE_STARTS) else 40


def _is_package(probe: Probe) -> bool:
    """Whether the zip is one document in parts (docx, xlsx, odt, epub …) and no container of files."""
    if "[Content_Types].xml" in probe.zip_names:
        return True
    kind = mimetype(probe) if "mimetype" in probe.zip_names else b""
    return b"opendocument" in kind or b"epub" in kind


def mimetype(probe: Probe) -> bytes:
    """What the zip's ``mimetype`` member says it is, at most 200 bytes; empty where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(probe.content)) as archive, archive.open("mimetype") as stream:
            return stream.read(200).strip()
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, zlib.error):
        return b""


def unpack_zip(probe: Probe, limits: Limits, wanted: Callable[[str], bool] = lambda name: True) -> Unpacked:
    """The members that are ``wanted``. Raises ``Refused`` where the archive gives nothing at all."""
    allowance = Allowance(limits, len(probe.content))
    try:
        with zipfile.ZipFile(io.BytesIO(probe.content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_overlaps(infos)
            yield from _members(archive, infos, allowance, wanted)
    except Exhausted as exhausted:
        yield "", exhausted.refused
    except (zipfile.BadZipFile, UnicodeDecodeError, OSError, NotImplementedError):
        yield from _salvaged(probe, allowance, wanted)


def _refuse_overlaps(infos: list[zipfile.ZipInfo]) -> None:
    """Members that share their packed bytes exist only to multiply them."""
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    for (start, size), (following, _) in zip(spans, spans[1:], strict=False):
        if start + size > following:
            raise Exhausted(Refused("bomb", limit="overlap"))


def _members(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], allowance: Allowance, wanted: Callable[[str], bool]) -> Unpacked:
    names = Names()
    for info in infos:
        raw = member_name(info)
        if is_junk(raw) or not wanted(raw):
            continue
        allowance.member()
        try:
            name = safe_path(raw)
            refuse_special(info.external_attr >> 16, raw)
            content = _content(archive, info, allowance)
            yield Member(names.unique(name), content)
        except Refused as refused:
            yield names.unique(label(raw)), refused


def member_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: flagged UTF-8, Info-ZIP's Unicode field, else the code page that reads best."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    unicode_path = _unicode_path(info.extra)
    return unicode_path or decode_name(info.orig_filename.encode("cp437"))


def _unicode_path(extra: bytes) -> str | None:
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return None


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise Refused("encrypted")
    try:
        with archive.open(info) as stream:
            return allowance.collect(iter(lambda: stream.read(_CHUNK), b""), packed=info.compress_size)
    except EOFError as error:
        raise Refused("truncated") from error
    except NotImplementedError as error:
        raise Refused("malformed", why=f"compression method {info.compress_type}") from error
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError) as error:
        raise Refused("malformed", why=str(error)) from error


def _salvaged(probe: Probe, allowance: Allowance, wanted: Callable[[str], bool]) -> Unpacked:
    """Without a central directory: whatever stands whole before the break, and the archive itself reported as truncated."""
    names = Names()
    try:
        for raw, chunks in local_members(probe.content):
            name = decode_name(raw)
            if name.endswith("/") or is_junk(name) or not wanted(name):
                continue
            allowance.member()
            try:
                path, content = safe_path(name), allowance.collect(chunks)
                yield Member(names.unique(path), content)
            except Refused as refused:
                yield names.unique(label(name)), refused
            except zlib.error as error:
                yield names.unique(label(name)), Refused("malformed", why=str(error))
    except Exhausted as exhausted:
        yield "", exhausted.refused
        return
    has_end = b"PK\x05\x06" in probe.content[-66_000:]
    yield "", Refused("malformed", why="central directory") if has_end else Refused("truncated")


CONTAINERS = (Container("zip", ("zip",), _recognise, unpack_zip),)

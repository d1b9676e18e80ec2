"""Archives that libarchive reads: 7z, tar (also compressed), single compressed files; and rar, with unar where libarchive gives up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.containers.guard import Allowance, Exhausted, Names, is_junk, label, refuse_special, safe_path
from ingest.containers.unar import unpack_with_unar
from ingest.reading import Container, Limits, Member, Probe, Refused

Unpacked = Iterator[Member | tuple[str, Refused]]

_SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
_RAR = b"Rar!\x1a\x07"
_COMPRESSED = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")


def _libarchive() -> Any:
    """The library. Raises ``Refused("missing_tool")`` where the system has none."""
    try:
        import libarchive
    except (ImportError, OSError, AttributeError, TypeError) as error:
        raise Refused("missing_tool", tool="libarchive", install="libarchive13") from error
    return libarchive


def read_archive(content: bytes, kind: str, limits: Limits) -> Unpacked:
    """The members of an archive of libarchive's format ``kind``. Raises ``Refused`` where it cannot be opened or breaks off."""
    libarchive = _libarchive()
    allowance, names = Allowance(limits, len(content)), Names()
    try:
        with libarchive.memory_reader(content, format_name=kind) as archive:
            for entry in archive:
                raw = str(entry.pathname or "")
                if entry.isdir or is_junk(raw):
                    continue
                allowance.member()
                yield _member(entry, raw, names, allowance)
    except Exhausted as exhausted:
        yield "", exhausted.refused
    except libarchive.ArchiveError as error:
        raise _refusal(error) from error


def _member(entry: Any, raw: str, names: Names, allowance: Allowance) -> Member | tuple[str, Refused]:
    import libarchive

    try:
        refuse_special(entry.filetype, raw)
        if entry.islnk:
            raise Refused("unsafe_member", member=raw)
        name = safe_path(raw)
        content = allowance.collect(entry.get_blocks())
        return Member(names.unique(name), content)
    except Refused as refused:
        return names.unique(label(raw)), refused
    except libarchive.ArchiveError as error:
        # A damaged or encrypted member; whether the next one can be read is found out by asking for it.
        return names.unique(label(raw)), _refusal(error)


def _refusal(error: Exception) -> Refused:
    why = str(error)
    lower = why.lower()
    if "encrypt" in lower or "passphrase" in lower or "crypto" in lower:
        return Refused("encrypted")
    if "truncated" in lower:
        return Refused("truncated")
    return Refused("malformed", why=why)


def _recognise_7z(probe: Probe) -> int:
    return 90 if probe.content.startswith(_SEVEN_ZIP) else 0


def _unpack_7z(probe: Probe, limits: Limits) -> Unpacked:
    start, size = (int.from_bytes(probe.content[at : at + 8], "little") for at in (12, 20))
    if len(probe.content) < 32 or 32 + start + size > len(probe.content):
        raise Refused("truncated")
    yield from read_archive(probe.content, "7zip", limits)


def _recognise_rar(probe: Probe) -> int:
    return 90 if probe.content.startswith(_RAR) else 0


def _unpack_rar(probe: Probe, limits: Limits) -> Unpacked:
    """By libarchive first; what it cannot do (old filters, odd versions) by unar, from the start."""
    try:
        found = list(read_archive(probe.content, "rar5" if probe.content[6:7] == b"\x01" else "rar", limits))
    except Refused as refused:
        found = [("", refused)]
    unread = any(isinstance(item, tuple) and item[1].code in ("malformed", "missing_tool") for item in found)
    yield from unpack_with_unar(probe.content, limits) if unread else found


def _recognise_tar(probe: Probe) -> int:
    return 85 if probe.content[257:262] == b"ustar" else 0


def _unpack_tar(probe: Probe, limits: Limits) -> Unpacked:
    yield from read_archive(probe.content, "tar", limits)


def _recognise_compressed(probe: Probe) -> int:
    return 80 if probe.content.startswith(_COMPRESSED) else 0


def _unpack_compressed(probe: Probe, limits: Limits) -> Unpacked:
    """A compressed tar gives its members; any other compressed file is its one member, named without the last extension."""
    base = probe.name.rsplit("/", 1)[-1]
    stem = base.rpartition(".")[0] or base
    for item in read_archive(probe.content, "raw", limits):
        if isinstance(item, Member) and item.content[257:262] == b"ustar":
            yield from read_archive(item.content, "tar", limits)
        elif isinstance(item, Member):
            yield Member(stem, item.content)
        else:
            yield item[0] and stem, item[1]


CONTAINERS = (
    Container("7z", ("7z",), _recognise_7z, _unpack_7z),
    Container("rar", ("rar",), _recognise_rar, _unpack_rar),
    Container("tar", ("tar",), _recognise_tar, _unpack_tar),
    Container("compressed", ("gz", "tgz", "bz2", "xz", "zst"), _recognise_compressed, _unpack_compressed),
)

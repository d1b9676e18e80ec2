"""Reads a zip whose end is missing: each member by its own header, as long as they come whole."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_DESCRIPTOR_FLAG, _ENCRYPTED = 0x8, 0x1
_CHUNK = 256 * 1024
_LONGEST = 1024
"""Bytes of a path in an archive; file systems allow a name a quarter of it."""


def local_members(content: bytes) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """Raw name and content (in chunks) of each member up to the first that is not whole, or has no name.

    A member that breaks off is named too, with chunks that raise ``zlib.error``, as those of a member with a wrong checksum do.
    The chunks are made lazily, so that a caller can stop a bomb.
    """
    offset = 0
    while True:
        header = content[offset : offset + _LOCAL.size]
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            return
        _, _, flags, method, _, _, crc, packed, _, name_size, extra_size = _LOCAL.unpack(header)
        start = offset + _LOCAL.size + name_size + extra_size
        name = content[offset + _LOCAL.size : offset + _LOCAL.size + name_size]
        if not _is_name(name):
            return
        end = _end(content, start, flags, method, packed)
        if end is None or flags & _ENCRYPTED or method not in (_STORED, _DEFLATED):
            yield name, _broken_off()
            return
        yield name, _chunks(content[start:end], method, None if flags & _DESCRIPTOR_FLAG else crc)
        offset = end + (_descriptor_size(content, end) if flags & _DESCRIPTOR_FLAG else 0)


def _is_name(name: bytes) -> bool:
    """Whether a path can be called that, in any code page; where the bytes are no archive's, what stands in the place of the name is noise."""
    return 0 < len(name) <= _LONGEST and not any(byte < 32 or byte == 127 for byte in name)


def _broken_off() -> Iterator[bytes]:
    raise zlib.error("the archive breaks off inside this member")
    yield b""


def _end(content: bytes, start: int, flags: int, method: int, packed: int) -> int | None:
    """Where the member's packed bytes end, or None where they are not all there."""
    if not flags & _DESCRIPTOR_FLAG:
        return start + packed if start + packed <= len(content) else None
    if method != _DEFLATED:
        return None
    inflater = zlib.decompressobj(-15)
    position = start
    try:
        while not inflater.eof and position < len(content):
            taken = inflater.unconsumed_tail or content[position : position + _CHUNK]
            position += 0 if inflater.unconsumed_tail else len(taken)
            inflater.decompress(taken, _CHUNK)
    except zlib.error:
        return None
    return position - len(inflater.unused_data) if inflater.eof else None


def _chunks(packed: bytes, method: int, crc: int | None) -> Iterator[bytes]:
    actual = 0
    for chunk in _stored(packed) if method == _STORED else _inflated(packed):
        actual = zlib.crc32(chunk, actual)
        yield chunk
    if crc not in (None, actual):
        raise zlib.error("bad checksum")


def _stored(packed: bytes) -> Iterator[bytes]:
    return (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))


def _inflated(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    yield inflater.decompress(packed, _CHUNK)
    while inflater.unconsumed_tail and not inflater.eof:
        yield inflater.decompress(inflater.unconsumed_tail, _CHUNK)
    yield inflater.flush()


def _descriptor_size(content: bytes, end: int) -> int:
    """A data descriptor has 12 bytes, or 16 with its optional signature."""
    return 16 if content[end : end + 4] == b"PK\x07\x08" else 12

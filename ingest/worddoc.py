"""What can be told of a .doc or .rtf before its conversion: locked, cut short, and how many table cells must come out."""

from __future__ import annotations

import io
import re
import struct

_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_CELL_MARK = "\x07"
_ESCAPED = re.compile(rb"\\[\\{}]")
_RTF_MARK = re.compile(rb"\\(?:cell|row)(?![a-z])")
_ERRORS = (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError, KeyError)


def streams(content: bytes, *names: str) -> list[bytes]:
    """The named streams of a compound file, empty for one that it has not or cannot give."""
    import olefile

    found = []
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            for name in names:
                found.append(bytes(ole.openstream(name).read()) if ole.exists(name) else b"")
    except _ERRORS:
        return [b"" for _ in names]
    return found


def is_cut_short(content: bytes) -> bool:
    """Whether a compound file's allocation table speaks of sectors beyond the end of the content."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            used = [index for index, following in enumerate(ole.fat) if following != 0xFFFFFFFF]
            return bool(used) and (used[-1] + 1) * ole.sector_size >= len(content)
    except _ERRORS:
        return True


def is_locked(content: bytes) -> bool:
    """Whether a .doc needs a password to be read."""
    header = streams(content, "WordDocument")[0]
    return len(header) > 12 and bool(struct.unpack_from("<H", header, 10)[0] & _ENCRYPTED)


def cell_marks(content: bytes) -> int:
    """Marks that end a cell or a row in the main text of a .doc (Word 97 and later); 0 where it cannot be told."""
    main, first, second = streams(content, "WordDocument", "0Table", "1Table")
    try:
        flags = struct.unpack_from("<H", main, 10)[0]
        start, size = struct.unpack_from("<II", main, 0x01A2)
        length = struct.unpack_from("<i", main, 0x4C)[0]
        table = (second if flags & _SECOND_TABLE else first)[start : start + size]
        return _main_text(main, table, length).count(_CELL_MARK)
    except struct.error:
        return 0


def _main_text(main: bytes, pieces: bytes, length: int) -> str:
    """The document's characters up to ``length``, put together from the piece table."""
    while pieces[:1] == b"\x01":
        pieces = pieces[3 + struct.unpack_from("<H", pieces, 1)[0] :]
    if pieces[:1] != b"\x02":
        return ""
    size = struct.unpack_from("<I", pieces, 1)[0]
    plc = pieces[5 : 5 + size]
    count = (len(plc) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", plc, 0)
    text = []
    for index in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
        characters = bounds[index + 1] - bounds[index]
        if place & 0x40000000:
            at = (place & 0x3FFFFFFF) // 2
            text.append(main[at : at + characters].decode("latin-1"))
        else:
            text.append(main[place : place + 2 * characters].decode("utf-16-le", "replace"))
    return "".join(text)[: max(length, 0)]


def rtf_is_cut_short(content: bytes) -> bool:
    """Whether an RTF file opens more groups than it closes."""
    if b"\\bin" in content:
        return not content.rstrip(b"\x00 \t\r\n\x1a").endswith(b"}")
    plain = _ESCAPED.sub(b"", content)
    return plain.count(b"{") > plain.count(b"}")


def rtf_cell_marks(content: bytes) -> int:
    """Marks that end a cell or a row anywhere in an RTF file, headers and hidden copies included."""
    return len(_RTF_MARK.findall(content))

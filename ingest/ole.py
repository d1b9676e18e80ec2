"""What an OLE2 compound file holds: the old Office formats, and the envelope of password-protected new ones."""

from __future__ import annotations

import io
import struct
from typing import Literal

from ingest.reading import Probe

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXCELS_OWN = "VelvetSweatshop"
OleKind = Literal["word", "excel", "encrypted", "broken", "other"]


def ole_kind(probe: Probe) -> OleKind | None:
    """What the compound file is by its directory; None where the content is no compound file."""
    if not probe.content.startswith(MAGIC):
        return None
    names = stream_names(probe.content)
    if names is None:
        return "broken"
    if "encryptedpackage" in names or "encryptioninfo" in names:
        return "encrypted"
    if "worddocument" in names:
        return "word"
    if "workbook" in names or "book" in names:
        return "excel"
    return "other"


def stream_names(content: bytes) -> set[str] | None:
    """Top-level streams and storages in lower case; None where the directory cannot be read."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            return {path[0].lower() for path in ole.listdir(streams=True, storages=True)}
    except (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError):
        return None


def opened_without_asking(content: bytes) -> bytes | None:
    """The content of a file locked with the password that Excel itself tries first (sheets protected, not secret); None where it is another."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    plain = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        locked.load_key(password=_EXCELS_OWN)
        locked.decrypt(plain)
    except (
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
        OSError,
        struct.error,
        ValueError,
        KeyError,
        AttributeError,
        TypeError,
        IndexError,
    ):
        return None
    return plain.getvalue()

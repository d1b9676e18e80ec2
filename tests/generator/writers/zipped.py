"""Zip archives that come out the same bytes each time."""

from __future__ import annotations

import io
import zipfile

STAMP = (2025, 1, 15, 9, 0, 0)


def pack(parts: list[tuple[str, bytes | str]], stored: frozenset[str] = frozenset()) -> bytes:
    """A zip of (name, content) in order with a fixed timestamp."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()

"""Identifiers that depend on content alone: the same on every machine, whatever the path, the order or the time."""

from __future__ import annotations

import hashlib

_BYTES = 10  # 80 bits: a collision among a million records has odds of one in 10^12


def digest(*parts: str | int | None) -> str:
    """20 hexadecimal digits of the parts; ``None`` and ``""`` differ, and no two lists of parts run together."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=_BYTES).hexdigest()


def document_id(sha256: str) -> str:
    """A document's id: the beginning of its content's sha256 (hexadecimal)."""
    return sha256[: 2 * _BYTES].lower()


def report_id(sha256: str, ordinal: int) -> str:
    """A report's id: its document and its position in it."""
    return digest("report", sha256, ordinal)


def record_id(sha256: str, key: str) -> str:
    """A record's id: its document and its key (``FundingRecord.key``, ``IndicatorRecord.key``)."""
    return digest("record", sha256, key)

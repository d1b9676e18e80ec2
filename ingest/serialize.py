"""Documents to bytes and back, exactly: what the extraction cache stores.

Each record becomes a JSON list of its fields in order, without the trailing ones that hold their default; the whole is zlib-compressed.
The first bytes fingerprint the model, so that a document stored by an older model is refused and not misread.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from operator import attrgetter
from typing import Any

from ingest.model import Box, Cell, Document, Note, Paragraph, Reading, Table

_MAGIC = b"ZVD1"
_RECORDS: tuple[type[Any], ...] = (Box, Reading, Cell, Table, Paragraph, Note, Document)
_FIELDS = {record: tuple(field.name for field in fields(record)) for record in _RECORDS}
_VALUES = {record: attrgetter(*names) for record, names in _FIELDS.items()}
_TAGS = {record: number for number, record in enumerate(_RECORDS)}
_SET, _PAIRS, _TUPLE = -1, -2, -3


def _default(record: type[Any]) -> tuple[Any, ...]:
    """The default of each field; fields without one, or with a made one, get a value that equals nothing."""
    return tuple(object() if field.default is MISSING else field.default for field in fields(record))


_DEFAULTS = {record: _default(record) for record in _RECORDS}
_FINGERPRINT = hashlib.sha256(repr([(record.__name__, _FIELDS[record]) for record in _RECORDS]).encode()).digest()[:8]
_HEAD = _MAGIC + _FINGERPRINT


def dumps(document: Document) -> bytes:
    """The document as bytes, a few per cent of its size in memory."""
    plain = json.dumps(_encode(document), separators=(",", ":"), ensure_ascii=True)
    return _HEAD + zlib.compress(plain.encode("ascii"), 1)


def loads(data: bytes) -> Document:
    """The document that ``dumps`` was given. Raises ``ValueError`` for anything else: damaged bytes, or those of another version of the model."""
    if not data.startswith(_HEAD):
        raise ValueError("not a stored document of this version")
    try:
        document = _decode(json.loads(zlib.decompress(data[len(_HEAD) :])))
    except (zlib.error, IndexError, TypeError, RecursionError) as error:
        raise ValueError("a damaged stored document") from error
    if not isinstance(document, Document):
        raise ValueError("a stored record that is no document")
    return document


def _encode(value: Any) -> Any:
    """Lists start with a tag that tells what they stand for; everything else is itself."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    record = type(value)
    if record in _TAGS:
        values = list(_VALUES[record](value))
        defaults = _DEFAULTS[record]
        while values and values[-1] == defaults[len(values) - 1]:
            values.pop()
        return [_TAGS[record], *[item if type(item) in (str, int) else _encode(item) for item in values]]
    if isinstance(value, frozenset):
        return [_SET, *(_encode(item) for item in sorted(value))]
    if isinstance(value, Mapping):
        return [_PAIRS, *(part for pair in value.items() for part in pair)]
    return [_TUPLE, *(_encode(item) for item in value)]


def _decode(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    tag, *parts = value
    items = [_decode(part) if isinstance(part, list) else part for part in parts]
    if tag >= 0:
        return _RECORDS[tag](*items)
    if tag == _SET:
        return frozenset(items)
    return dict(zip(items[::2], items[1::2], strict=True)) if tag == _PAIRS else tuple(items)

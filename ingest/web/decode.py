"""A page's bytes as text, whatever encoding it declares, wrongly or not at all."""

from __future__ import annotations

import codecs
import re

from ingest.text_encoding import best_code_page, decode_text, ukrainian_likeness

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MARGIN = 0.5
"""By how much (mean log-frequency) another code page must read better than the declared one to be believed instead."""


def decode_page(content: bytes, declared: str | None = None) -> str:
    """The page's text: byte order mark, else UTF-8 where the bytes are UTF-8, else the declared encoding unless another reads clearly better."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if b"\x00" in content[:4096]:
        return decode_text(content) or content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    name = declared or declared_encoding(content)
    if name in ("utf-8", None):
        lenient = content.decode("utf-8", "replace")
        strange = lenient.count("\ufffd")
        if strange * 20 < sum(1 for char in lenient if char > "\x7f"):
            return lenient
    page, likeness = best_code_page(content[:262144])
    if name not in ("utf-8", None, "iso8859-1", "cp1252"):
        told = ukrainian_likeness(content[:262144].decode(name, "replace"))
        page = name if told >= likeness - _MARGIN else page
    return content.decode(page, "replace")


def declared_encoding(content: bytes) -> str | None:
    """Python's name of the encoding that the page's head declares; None without one or for an unknown one."""
    match = _DECLARED.search(content[:4096])
    if match is None:
        return None
    try:
        return codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None

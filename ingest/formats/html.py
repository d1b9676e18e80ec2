"""Web pages, Excel- and Word-saved htm, XHTML, and web archives (MHTML)."""

from __future__ import annotations

import re

from ingest.model import Document
from ingest.reading import Format, Limits, Probe

_START = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html\b|<html\b)", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<(table|tr|td|th|body|head|meta|div|p|br|span|font|h[1-6]|title|style|ul|ol|li)(?=[\s/>])", re.IGNORECASE)
_MARKUP_START = re.compile(r"^\s*<")


def _head(probe: Probe) -> str:
    head = probe.head
    if b"\x00" in head:
        encoding = "utf-16-be" if head[:2] == b"\xfe\xff" or head[:1] == b"\x00" else "utf-16-le"
        return head.decode(encoding, "replace").lstrip("\ufeff")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def _recognise(probe: Probe) -> int:
    if probe.head.startswith((b"PK", b"%PDF", b"{\\rt", b"\xd0\xcf\x11\xe0")):
        return 0
    if _is_archive(probe):
        return 92
    head = _head(probe)
    if _START.match(head):
        return 90
    tags = {match.lower() for match in _TAGS.findall(head)}
    if not tags or "mso-application" in head or "<office:document" in head:
        return 0
    score = 30 + 10 * min(len(tags), 3)
    return score if _MARKUP_START.match(head) else score // 2 if len(tags) > 2 else 0


def _is_archive(probe: Probe) -> bool:
    """A message whose outermost kind is ``multipart/related`` and which nobody sent."""
    head = probe.head[:4096]
    top = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0].lower()
    if b"mime-version:" not in top or b"multipart/related" not in top:
        return False
    return b"snapshot-content-location:" in top or not re.search(rb"^(?:to|received|message-id|return-path):", top, re.MULTILINE)


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest.web.page import read_archive, read_page

    return (read_archive if _is_archive(probe) else read_page)(probe.content, limits)


FORMATS = (Format("html", ("html", "htm", "xhtml", "mht", "mhtml"), _recognise, _read),)

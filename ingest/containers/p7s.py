"""Signed envelopes (CMS, PKCS #7): the signed content is the document. DER, BER, base64 and PEM; signatures inside signatures."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from ingest.reading import Container, Limits, Member, Probe, Refused

_CMS_OID = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
_SIGNED_DATA = _CMS_OID + b"\x02"
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_LEVELS = 32


def _recognise(probe: Probe) -> int:
    if _is_cms(probe.content):
        return 95
    head = probe.content[:4096].lstrip()
    if head.startswith((b"-----BEGIN PKCS", b"-----BEGIN CMS")):
        return 95
    return 95 if head.startswith(b"M") and _is_cms(_decoded(head[:64], partial=True) or b"") else 0


def _is_cms(content: bytes) -> bool:
    return content[:1] == b"\x30" and _CMS_OID in content[:32]


def _decoded(content: bytes, *, partial: bool = False) -> bytes | None:
    """The bytes behind base64 or PEM, or None where it is neither."""
    packed = b"".join(line.strip() for line in content.split(b"\n") if not line.startswith(b"-----"))
    if not _BASE64.fullmatch(packed):
        return None
    try:
        return base64.b64decode(packed[: len(packed) // 4 * 4] if partial else packed, validate=True)
    except binascii.Error:
        return None


def _unpack(probe: Probe, limits: Limits) -> Iterator[Member | tuple[str, Refused]]:
    content = probe.content
    for _ in range(_LEVELS):
        if not _is_cms(content):
            content = _decoded(content) or b""
            if not _is_cms(content):
                raise Refused("malformed", why="base64")
        content = _signed_content(content)
        if _recognise(Probe(probe.name, content)) == 0:
            yield Member("", content)
            return
    raise Refused("too_deep", limit=str(_LEVELS))


def _signed_content(content: bytes) -> bytes:
    """What one signature was put to. Raises ``Refused``: ``encrypted``, ``detached_signature``, ``truncated``, ``malformed``."""
    if _SIGNED_DATA not in content[:32]:
        raise Refused("encrypted")
    from asn1crypto import cms

    try:
        signed = cms.ContentInfo.load(content)["content"]
        inner = signed["encap_content_info"]["content"]
        data = _octets(inner)
    except (ValueError, TypeError, KeyError) as error:
        short = "insufficient data" in str(error).lower()
        raise (Refused("truncated") if short else Refused("malformed", why=str(error).split("\n", 1)[0])) from error
    if data is None:
        raise Refused("detached_signature")
    return data


def _octets(inner: Any) -> bytes | None:
    from asn1crypto import core

    if isinstance(inner, core.Void) or inner is None or inner.native is None:
        return None
    if isinstance(inner, core.Any):
        inner = inner.parse()
    return bytes(inner) if isinstance(inner, core.OctetString) else bytes(inner.dump())


CONTAINERS = (Container("p7s", ("p7s", "p7m", "p7b", "sig"), _recognise, _unpack),)

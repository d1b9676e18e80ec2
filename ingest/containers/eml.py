"""E-mail (RFC 822, also MIME pages saved by a browser): attachments are members, and the body where it holds more than a greeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value

from ingest.containers.guard import Allowance, Exhausted, Names, is_junk, label, safe_path
from ingest.reading import Container, Limits, Member, Probe, Refused
from ingest.text_encoding import decode_name

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):")
_KNOWN = frozenset(
    b"from to cc bcc subject date sender reply-to message-id received return-path mime-version content-type "
    b"content-transfer-encoding delivered-to dkim-signature references in-reply-to".split()
)
#: A body shorter than this (visible characters) and without a table is a greeting, not a report.
_SUBSTANCE = 600
_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)

Unpacked = Iterator[Member | tuple[str, Refused]]


def _recognise(probe: Probe) -> int:
    """The first lines are headers, at least two of them headers of mail."""
    head = probe.head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    known = 0
    for line in head.splitlines()[:60]:
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            known += match.group(1).lower() in _KNOWN
        elif not line.startswith((b" ", b"\t", b"From ")):
            return 0
    wanted = 1 if probe.extension in ("eml", "mht", "mhtml") else 2
    return 85 if known >= wanted else 0


def _unpack(probe: Probe, limits: Limits) -> Unpacked:
    allowance, names = Allowance(limits, len(probe.content)), Names()
    try:
        message = message_from_bytes(probe.content.lstrip(b"\r\n"), policy=policy.compat32)
        for part in message.walk():
            _decode_raw_headers(part)
        parts = list(_parts(message))
        if any(part.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted") and not _filename(part) for part in parts):
            raise Refused("encrypted")
        attached = [part for part in parts if _is_attachment(part)]
        body = _body([part for part in parts if not _is_attachment(part)], alone=not attached)
        if body:
            yield Member(names.unique(body.name), body.content)
        for number, part in enumerate(attached, 1):
            allowance.member()
            yield from _attachment(part, number, names, allowance)
    except Exhausted as exhausted:
        yield "", exhausted.refused
    except (MessageError, RecursionError) as error:
        raise Refused("malformed", why=type(error).__name__) from error


def _decode_raw_headers(part: Message) -> None:
    """Headers sent as bytes of a code page, which the standard forbids and old programs do."""
    for name, value in list(part.raw_items()):
        if isinstance(value, str) and not value.isascii():
            part.replace_header(name, decode_name(value.encode("utf-8", "surrogateescape")))


def _parts(message: Message) -> Iterator[Message]:
    """The leaves of a message; a message inside it is a leaf."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _parts(part)


def _is_attachment(part: Message) -> bool:
    if part.get_content_type() == "message/rfc822":
        return True
    return bool(_filename(part)) or part.get_content_disposition() == "attachment"


def _filename(part: Message) -> str:
    """The name in any of the ways that mail programs write it; ``""`` without one."""
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        value = part.get_param(key, header=header)
        if value:
            return _decoded_words(collapse_rfc2231_value(value)).strip().strip('"')
    return ""


def _decoded_words(value: str) -> str:
    """Encoded words, and raw bytes of a code page where a program sent them unencoded."""
    text = ""
    try:
        pieces = decode_header(value)
    except MessageError:
        return value
    for piece, charset in pieces:
        text += piece if isinstance(piece, str) else _decode(piece, None if charset == "unknown-8bit" else charset)
    return text


def _decode(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode(charset) if charset else decode_name(raw)
    except (LookupError, UnicodeDecodeError):
        return decode_name(raw)


def _attachment(part: Message, number: int, names: Names, allowance: Allowance) -> Unpacked:
    raw = _filename(part) or _nameless(part, number)
    if is_junk(raw):
        return
    try:
        # A name with folders comes from the sender's disk: the last step is the name.
        name = safe_path(raw if ".." in raw else re.split(r"[\\/]", raw)[-1])
        content = allowance.collect([_payload(part)])
        yield Member(names.unique(name), content)
    except Refused as refused:
        yield names.unique(label(raw)), refused


def _nameless(part: Message, number: int) -> str:
    kind = part.get_content_type()
    extension = {"message/rfc822": "eml", "text/html": "html", "text/plain": "txt", "application/pdf": "pdf"}.get(
        kind, kind.rpartition("/")[2]
    )
    return f"attachment-{number}.{extension}"


def _payload(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return (
            inner[0].as_bytes()
            if isinstance(inner, list) and isinstance(inner[0], Message)
            else str(inner).encode("utf-8", "surrogateescape")
        )
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise Refused("malformed", why=part.get_content_type())
    return content


def _body(parts: list[Message], *, alone: bool) -> Member | None:
    """The richest body as UTF-8 with a byte order mark, which outranks what the text says of its encoding."""
    for kind, extension in (("text/html", "html"), ("text/plain", "txt")):
        texts = [_decode(_payload(part), part.get_content_charset()) for part in parts if part.get_content_type() == kind]
        text = "\n".join(texts)
        visible = "".join(_TAG.sub(" ", text).split()) if extension == "html" else "".join(text.split())
        if visible and (alone or len(visible) >= _SUBSTANCE or "<table" in text.lower() or text.count("\t") > 5):
            return Member(f"body.{extension}", b"\xef\xbb\xbf" + text.encode("utf-8", "replace"))
    return None


CONTAINERS = (Container("eml", ("eml", "mht", "mhtml"), _recognise, _unpack),)

"""Lines that a page carries and the report does not: its number, «Продовження додатка 2», who typed it with a telephone."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"(?:[-–—]\s*\d{1,3}\s*[-–—]|(?:стор(?:інка|\.)?|арк(?:уш|\.)?|с\.)\s*\d{1,3}(?:\s*(?:з|із|/)\s*\d{1,3})?)"
_CONTINUED = r"продовження\s+(?:таблиці|додатк[ау]|дод\.?)(?:\s*(?:№\s*)?\d{1,2})?"
_PHONE = r"(?:\(?\d{2,5}\)?[\s-]*)?\d{1,3}(?:[-\s]\d{2}){1,3}"
_TYPED = rf"(?:вик(?:онав(?:ець|иця)?)?[.:]*)\s*[А-ЯІЇЄҐ][\w'’ʼ.\s-]{{2,40}}?,?\s*(?:тел\.?:?\s*)?{_PHONE}"
_FURNITURE = re.compile(rf"\s*(?:{_NUMBER}|{_CONTINUED}|{_TYPED}(?:\s+{_NUMBER})?)\s*", re.IGNORECASE)


def is_furniture(texts: Sequence[str]) -> bool:
    """Whether all of the lines of a paragraph are such."""
    return all(_FURNITURE.fullmatch(text) for text in texts)

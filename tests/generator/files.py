"""The formats a report can be written in: name → extension and writer."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.generator.page import Block
from tests.generator.writers.docx import write_docx
from tests.generator.writers.html import write_html
from tests.generator.writers.odt import write_odt
from tests.generator.writers.pdf import PdfStyle, write_pdf
from tests.generator.writers.sheet import write_ods, write_xls, write_xlsx
from tests.generator.writers.text import write_text

Writer = Callable[[list[Block], random.Random], bytes]


def _txt(blocks: list[Block], rng: random.Random, form: str) -> bytes:
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1251"))
    newline = rng.choice(("\n", "\r\n"))
    try:
        return write_text(blocks, form, encoding, newline)
    except UnicodeEncodeError:
        return write_text(blocks, form, "utf-8", newline)


def _html(blocks: list[Block], rng: random.Random, form: str) -> bytes:
    return write_html(blocks, form, rng.choice(("utf-8", "cp1251")), rng.random() < 0.7)


def _pdf(blocks: list[Block], rng: random.Random, rules: str = "all") -> bytes:
    style = PdfStyle(
        font=rng.choice(("LiberationSerif", "LiberationSerif", "DejaVuSans", "LiberationSans")),
        size=rng.choice((7.0, 8.0, 9.0)),
        repeat=rng.random() < 0.5,
        split_rows=rng.random() < 0.6,
        rules=rules,
        portrait=rng.random() < 0.2,
        turned=rng.random() < 0.1,
        page_numbers=rng.random() < 0.5,
    )
    return write_pdf(blocks, style)


FORMATS: dict[str, tuple[str, Writer]] = {
    "docx": (".docx", lambda b, r: write_docx(b, r, r.random() < 0.5)),
    "txt": (".txt", lambda b, r: _txt(b, r, "tabs")),
    "txt-ascii": (".txt", lambda b, r: _txt(b, r, "ascii")),
    "txt-box": (".txt", lambda b, r: _txt(b, r, "box")),
    "txt-spaces": (".txt", lambda b, r: _txt(b, r, "spaces")),
    "html": (".html", lambda b, r: _html(b, r, r.choice(("plain", "word")))),
    "htm": (".htm", lambda b, r: _html(b, r, "excel")),
    "xlsx": (".xlsx", lambda b, r: write_xlsx(b, r.random() < 0.75)),
    "xls": (".xls", lambda b, r: write_xls(b, r.random() < 0.75)),
    "ods": (".ods", lambda b, r: write_ods(b, r.random() < 0.75)),
    "odt": (".odt", lambda b, r: write_odt(b)),
    "pdf": (".pdf", lambda b, r: _pdf(b, r)),
    "pdf-unruled": (".pdf", lambda b, r: _pdf(b, r, r.choice(("rows", "none")))),
}
OFFICE = {"doc": "doc", "rtf": "rtf", "pdf-office": "pdf", "odt-office": "odt", "docx-office": "docx"}
"""Written by LibreOffice from a .docx: name → extension."""
SHEETS = {"xlsx", "xls", "ods", "htm"}


def containers() -> tuple[str, ...]:
    """What a file can be wrapped in."""
    return ("zip", "zip-cp866", "7z", "asice", "eml", "p7s", "rar", "zip-zip")

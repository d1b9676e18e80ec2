"""PDFs that are broken, locked or made to harm: refused with a reason, or read with a note for what is lost."""

from __future__ import annotations

import io
import random

import pytest
from pdf_paper import Paper, read
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.pdf import FORMATS
from ingest.reading import Limits, Probe, Refused


def plain(pages: int = 1) -> bytes:
    p = Paper()
    for number in range(pages):
        p.text(50, 100, f"Сторінка {number}").page()
    return p.data()


def locked(user: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(user, "owner", strength=128))
    canvas.drawString(50, 700, "Text")
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(plain()[:900], "truncated", id="cut off"),
        pytest.param(b"%PDF-1.7\n", "truncated", id="head only"),
        pytest.param(b"%PDF-1.4\n" + random.Random(1).randbytes(5000) + b"\n%%EOF", "malformed", id="random bytes"),
        pytest.param(locked("secret"), "encrypted", id="password"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(content)

    assert refused.value.code == code


def test_an_owner_password_alone_is_no_obstacle() -> None:
    assert read(locked("")).blocks


def test_too_many_pages_are_refused_with_the_count() -> None:
    with pytest.raises(Refused) as refused:
        read(plain(6), Limits(pages=5))

    assert (refused.value.code, refused.value.args_) == ("too_many_pages", {"pages": "6", "limit": "5"})


def test_an_absurd_page_costs_that_page_only() -> None:
    p = Paper(20_000, 20_000).text(50, 100, "x").page()
    p.canvas.setPageSize((595, 842))
    p.height = 842

    document = read(p.text(50, 100, "Текст").data())

    assert [(note.code, note.page) for note in document.notes] == [("page_lost", 1)]
    assert len(document.blocks) == 1


def test_a_file_of_absurd_pages_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read(Paper(20_000, 20_000).text(50, 100, "x").data())

    assert refused.value.code == "too_large"


def test_a_page_of_countless_strokes_costs_that_page_only() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setPageCompression(1)
    for k in range(61_000):
        canvas.rect(k % 500, k // 500, 1, 1)
    canvas.showPage()
    canvas.drawString(50, 700, "Text")
    canvas.save()

    document = read(buffer.getvalue())

    assert [(note.code, note.page) for note in document.notes] == [("page_lost", 1)]
    assert [block.page for block in document.blocks] == [2]


def test_a_file_whose_end_is_missing_is_read_with_a_loss_told() -> None:
    whole = plain(2)

    document = read(whole[: whole.rindex(b"%%EOF")])

    assert [note.code for note in document.notes] == ["page_lost"]


@pytest.mark.parametrize(
    ("content", "expected"), [(b"%PDF-1.4", 95), (b"\xef\xbb\xbf%PDF-1.4", 95), (b"MIME junk before %PDF-1.4", 60), (b"PK\x03\x04", 0)]
)
def test_a_pdf_is_known_by_its_content(content: bytes, expected: int) -> None:
    assert FORMATS[0].recognise(Probe("x.docx", content)) == expected

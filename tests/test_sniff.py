"""What no reader claims is told apart: empty, a program, broken, or a kind that is none of our business."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from archives import zipped

from ingest import sniff
from ingest.reading import Format, Limits, Probe, Refused, formats, open_probe

RANDOM = random.Random(7).randbytes(5000)
WINDOWS = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(200)


def verdict(name: str, content: bytes) -> str | None:
    """The name of the kind, the code of the refusal in brackets, or None for a kind that is not read."""
    try:
        kind = open_probe(Probe(name, content), Limits())
    except Refused as refused:
        return f"[{refused.code}]"
    return kind.name if kind else None


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t", bytes(100), b"\xef\xbb\xbf", b"\xff\xfe"], ids=["nothing", "blanks", "NULs", "BOM", "BOM 16"]
)
@pytest.mark.parametrize("name", ["звіт.txt", "a.zip", "звіт"])
def test_empty(name: str, content: bytes) -> None:
    assert verdict(name, content) == "[empty]"


def test_empty_file_of_another_kind_is_not_read() -> None:
    assert verdict("x.py", b"") is None
    assert verdict(".gitkeep", b"") is None


@pytest.mark.parametrize(
    "content",
    [
        WINDOWS,
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"\xcf\xfa\xed\xfe" + bytes(60),
        b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
        b"#!/bin/sh\nrm -rf /\n",
        b"@echo off\r\ndel *.*\r\n",
        zipped(("META-INF/MANIFEST.MF", b"x"), ("A.class", b"x")),
        zipped(("AndroidManifest.xml", b"x"), ("classes.dex", b"x")),
    ],
    ids=["windows", "linux", "macos", "java", "shell", "batch", "jar", "apk"],
)
@pytest.mark.parametrize("name", ["звіт.txt", "звіт.zip", "звіт.txt.p7s"])
def test_program_under_a_documents_name(name: str, content: bytes) -> None:
    assert verdict(name, content) == "[program]"


@pytest.mark.parametrize("name", ["setup.exe", "lib.so", "program", "run.sh"])
def test_program_under_its_own_name_is_not_read(name: str) -> None:
    assert verdict(name, WINDOWS) is None


def test_text_that_begins_with_mz_is_no_program() -> None:
    assert verdict("звіт.txt", "MZ — скорочення, звіт про виконання програми".encode()) == "txt"


@pytest.mark.parametrize("extension", sorted({"txt", "csv", "zip", *(extension for kind in formats() for extension in kind.extensions)}))
def test_random_bytes_under_any_documents_name_are_refused(extension: str) -> None:
    found = verdict(f"звіт.{extension}", RANDOM)
    assert found is not None
    assert found.startswith("[")


def test_random_bytes_under_an_unknown_name_are_not_read() -> None:
    assert verdict("дані.bin", RANDOM) is None
    assert verdict("дані", RANDOM) is None


def test_office_document_cut_short() -> None:
    whole = zipped(("[Content_Types].xml", b"<Types/>" * 300), ("word/document.xml", RANDOM * 3))
    probe = Probe("звіт.docx", whole[: len(whole) // 2])
    with pytest.raises(Refused, match="truncated"):
        kind = open_probe(probe, Limits())
        assert isinstance(kind, Format)
        kind.read(probe, Limits())


def test_office_package_is_no_container() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<x/>")
    assert verdict("презентація.odp", out.getvalue()) != "zip"
    assert verdict("презентація.pptx", zipped(("[Content_Types].xml", b"<x/>"), ("ppt/presentation.xml", b"<x/>"))) is None


@pytest.mark.parametrize("first", [b"%PDF-1.7 ...", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"], ids=["pdf", "zip", "ole"])
def test_a_zip_whose_first_member_is_stored_as_it_is_stays_a_zip(first: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("звіт.bin", first)
        archive.writestr("ще один звіт.txt", b"x")
    assert verdict("звіти.zip", out.getvalue()) == "zip"


def test_oversized_file_is_refused_before_anything_looks_at_it() -> None:
    with pytest.raises(Refused, match="too_large"):
        open_probe(Probe("звіт.txt", b"x" * 100), Limits(file_bytes=99))


def test_wrong_extension_is_noted() -> None:
    def note(name: str) -> str | None:
        probe = Probe(name, "Звіт про виконання".encode())
        kind = open_probe(probe, Limits())
        assert isinstance(kind, Format)
        found = sniff.wrong_extension(probe, kind)
        return found.args["extension"] if found else None

    assert note("звіт.txt") is None
    assert note("звіт") is None
    assert note("звіт.txt.p7s") is None
    assert note("звіт.zip") == "zip"

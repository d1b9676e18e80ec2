"""Containers give their members under the names that a person would read, and nest."""

from __future__ import annotations

import base64
import bz2
import gzip
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from archives import OTHER, TEXT, mail, opened, rar4, rar5, seven_zipped, signed, signed_ber, tarred, zipped, zipped_raw_name
from asn1crypto import cms

from ingest.containers.unar import unpack_with_unar
from ingest.odf.parts import odf_kind
from ingest.reading import Limits, Member, Probe

# --- zip ---


def test_zip_members_are_documents_named_by_archive_and_folder() -> None:
    assert opened("a.zip", zipped(("тека/звіт.txt", TEXT), ("b.txt", OTHER))) == {"a.zip/тека/звіт.txt": TEXT, "a.zip/b.txt": OTHER}


def test_zip_without_the_extension_is_opened_by_content() -> None:
    assert opened("звіти.docx", zipped(("звіт.txt", TEXT))) == {"звіти.docx/звіт.txt": TEXT}


@pytest.mark.parametrize("encoding", ["cp1125", "cp1251", "utf-8"])
@pytest.mark.parametrize("name", ["Звіт про виконання програми (їжак, ґанок, єдність).txt", "Додаток 3 до рішення.txt", "ЗВІТ.txt"])
def test_zip_names_of_ukrainian_windows_are_read_without_a_flag(name: str, encoding: str) -> None:
    assert opened("a.zip", zipped_raw_name(name.encode(encoding), TEXT)) == {f"a.zip/{name}": TEXT}


def test_zip_unicode_path_field_outranks_the_code_page() -> None:
    unicode_name = b"\x01" + struct.pack("<L", zlib.crc32(b"????.txt")) + "Звіт.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(unicode_name)) + unicode_name
    assert opened("a.zip", zipped_raw_name(b"????.txt", TEXT, extra=extra)) == {"a.zip/Звіт.txt": TEXT}


def test_zip_backslashes_are_folders() -> None:
    assert opened("a.zip", zipped_raw_name(b"folder\\report.txt", TEXT)) == {"a.zip/folder/report.txt": TEXT}


def test_nested_archives_are_opened() -> None:
    inner = zipped(("звіт.txt", TEXT))
    assert opened("a.zip", zipped(("тека/b.zip", inner), ("c.txt", OTHER))) == {"a.zip/тека/b.zip/звіт.txt": TEXT, "a.zip/c.txt": OTHER}


def test_duplicate_member_names_are_told_apart() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(("звіт.txt", TEXT), ("звіт.txt", OTHER))
    assert opened("a.zip", content) == {"a.zip/звіт.txt": TEXT, "a.zip/звіт (2).txt": OTHER}


@pytest.mark.parametrize(
    "junk", ["__MACOSX/._звіт.txt", "тека/.DS_Store", "Thumbs.db", "тека/~$звіт.docx", ".~lock.звіт.odt#", "desktop.ini"]
)
def test_junk_of_operating_systems_is_skipped(junk: str) -> None:
    assert opened("a.zip", zipped((junk, b"\0\1\2\3"), ("звіт.txt", TEXT))) == {"a.zip/звіт.txt": TEXT}


@pytest.mark.parametrize("content", [zipped(), zipped(("тека/", b"")), zipped(("__MACOSX/x", b"x"))], ids=["nothing", "folder", "junk"])
def test_an_archive_without_a_document_is_empty(content: bytes) -> None:
    assert opened("a.zip", content) == {"a.zip": "empty"}


# --- asice ---


def test_asice_gives_its_documents_and_neither_signatures_nor_mimetype() -> None:
    content = zipped(
        ("mimetype", b"application/vnd.etsi.asic-e+zip"),
        ("звіт.txt", TEXT),
        ("META-INF/signatures0.xml", b"<x/>"),
        compression=zipfile.ZIP_STORED,
    )
    assert opened("рішення.asice", content) == {"рішення.asice/звіт.txt": TEXT}


def test_an_opendocument_file_stored_in_an_asice_as_it_is_is_its_member() -> None:
    odt = zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>"), compression=zipfile.ZIP_STORED)
    content = zipped(("mimetype", b"application/vnd.etsi.asic-e+zip"), ("звіт.odt", odt), compression=zipfile.ZIP_STORED)
    assert opened("рішення.asice", content) == {"рішення.asice/звіт.odt": odt}
    assert odf_kind(Probe("рішення.asice", content)) is None
    assert odf_kind(Probe("звіт.odt", odt)) == "text"


# --- 7z, rar, tar, gz ---


def test_seven_zip(tmp_path: Path) -> None:
    content = seven_zipped(tmp_path / "a.7z", ("тека/звіт.txt", TEXT), ("b.txt", OTHER))
    assert opened("a.7z", content) == {"a.7z/тека/звіт.txt": TEXT, "a.7z/b.txt": OTHER}


def test_rar_5() -> None:
    assert opened("a.rar", rar5(("тека/звіт.txt", TEXT), ("b.txt", OTHER))) == {"a.rar/тека/звіт.txt": TEXT, "a.rar/b.txt": OTHER}


def test_rar_4() -> None:
    assert opened("a.rar", rar4("report.txt", TEXT)) == {"a.rar/report.txt": TEXT}


@pytest.mark.parametrize(("name", "pack"), [("a.tar", bytes), ("a.tar.gz", gzip.compress), ("a.tar.bz2", bz2.compress)])
def test_tar_plain_and_compressed(name: str, pack: type) -> None:
    assert opened(name, pack(tarred(("тека/звіт.txt", TEXT)))) == {f"{name}/тека/звіт.txt": TEXT}


def test_single_compressed_file_is_named_without_the_last_extension() -> None:
    assert opened("звіт.txt.gz", gzip.compress(TEXT)) == {"звіт.txt.gz/звіт.txt": TEXT}


# --- p7s ---


def _pem(content: bytes) -> bytes:
    return b"-----BEGIN PKCS7-----\n" + base64.encodebytes(content) + b"-----END PKCS7-----\n"


@pytest.mark.parametrize(
    "envelope",
    [
        signed(TEXT),
        signed_ber(TEXT),
        signed(signed(TEXT)),
        signed(signed_ber(signed(TEXT))),
        base64.b64encode(signed(TEXT)),
        _pem(signed(TEXT)),
    ],
    ids=["DER", "BER", "nested", "nested thrice", "base64", "PEM"],
)
def test_signed_content_is_the_document_under_the_envelopes_name(envelope: bytes) -> None:
    assert opened("звіт.txt.p7s", envelope) == {"звіт.txt.p7s": TEXT}


def test_signed_archive_is_opened() -> None:
    assert opened("a.zip.p7s", signed(zipped(("звіт.txt", TEXT)))) == {"a.zip.p7s/звіт.txt": TEXT}


def test_signature_without_its_document_says_so() -> None:
    assert opened("звіт.docx.p7s", signed(None)) == {"звіт.docx.p7s": "detached_signature"}


def test_encrypted_envelope_says_so() -> None:
    envelope = cms.ContentInfo.load(b"\x30\x0d" + cms.ContentType("enveloped_data").dump() + b"\xa0\x00").dump()
    assert opened("звіт.docx.p7s", envelope) == {"звіт.docx.p7s": "encrypted"}


def test_signature_that_breaks_off_is_truncated() -> None:
    assert opened("звіт.txt.p7s", signed(TEXT * 20)[:-300]) == {"звіт.txt.p7s": "truncated"}


# --- eml ---


@pytest.mark.parametrize("charset", ["utf-8", "koi8-u", "windows-1251"])
def test_mail_attachments_have_their_ukrainian_names(charset: str) -> None:
    message = mail()
    message.set_content("Доброго дня!")
    message.add_attachment(TEXT, "application", "octet-stream", filename=(charset, "", "Звіт про виконання.txt"))
    assert opened("лист.eml", message.as_bytes()) == {"лист.eml/Звіт про виконання.txt": TEXT}


@pytest.mark.parametrize("charset", ["utf-8", "koi8-u", "windows-1251"])
def test_mail_names_in_encoded_words(charset: str) -> None:
    word = f"=?{charset}?B?{base64.b64encode('Звіт за рік.txt'.encode(charset)).decode()}?="
    raw = f'From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\nContent-Type: application/x; name="{word}"\nContent-Transfer-Encoding: base64\n\n'
    assert opened("лист.eml", raw.encode() + base64.encodebytes(TEXT)) == {"лист.eml/Звіт за рік.txt": TEXT}


def test_mail_names_in_raw_code_page() -> None:
    raw = b'From: a@b.c\nTo: d@e.f\nContent-Disposition: attachment; filename="' + "Звіт за рік.txt".encode("cp1251") + b'"\n\n' + TEXT
    assert opened("лист.eml", raw) == {"лист.eml/Звіт за рік.txt": TEXT}


def test_mail_body_is_a_document_where_it_holds_a_table() -> None:
    message = mail()
    message.set_content("див. html")
    message.add_alternative("<p>Звіт</p><table><tr><td>1</td></tr></table>", subtype="html", charset="windows-1251")
    message.add_attachment(TEXT, "text", "plain", filename="a.txt")
    found = opened("лист.eml", message.as_bytes())
    assert set(found) == {"лист.eml/body.html", "лист.eml/a.txt"}
    body = found["лист.eml/body.html"]
    assert isinstance(body, bytes)
    assert "<p>Звіт</p>" in body.decode("utf-8-sig")


def test_mail_greeting_beside_an_attachment_is_no_document() -> None:
    message = mail()
    message.set_content("Надсилаємо звіт.")
    message.add_attachment(TEXT, "text", "plain", filename="a.txt")
    assert set(opened("лист.eml", message.as_bytes())) == {"лист.eml/a.txt"}


def test_mail_without_attachments_gives_its_body() -> None:
    message = mail()
    message.set_content("Звіт про виконання\n", cte="quoted-printable", charset="koi8-u")
    found = opened("лист.eml", message.as_bytes())["лист.eml/body.txt"]
    assert isinstance(found, bytes)
    assert found.decode("utf-8-sig").strip() == "Звіт про виконання"


def test_mail_inside_mail_is_opened() -> None:
    inner = mail("Вкладений")
    inner.set_content("Доброго дня!")
    inner.add_attachment(TEXT, "application", "octet-stream", filename="звіт.txt")
    outer = mail()
    outer.set_content("Пересилаю.")
    outer.add_attachment(inner)
    assert opened("лист.eml", outer.as_bytes()) == {"лист.eml/attachment-1.eml/звіт.txt": TEXT}


# --- unar, for what libarchive cannot do ---


@pytest.mark.skipif(not (shutil.which("unar") and shutil.which("lsar")), reason="unar is not installed")
def test_unar_reads_the_same_members() -> None:
    found = list(unpack_with_unar(rar5(("тека/звіт.txt", TEXT), ("b.txt", OTHER), ("../c.txt", OTHER)), Limits()))
    assert found[:2] == [Member("тека/звіт.txt", TEXT), Member("b.txt", OTHER)]
    assert isinstance(found[2], tuple)
    assert found[2][1].code == "unsafe_member"


@pytest.mark.skipif(not (shutil.which("unar") and shutil.which("lsar")), reason="unar is not installed")
def test_unar_stops_at_the_limit() -> None:
    found = list(unpack_with_unar(rar5(("звіт.txt", TEXT * 50_000)), Limits(unpacked_bytes=1_000_000)))
    assert [(item[0], item[1].code) for item in found if isinstance(item, tuple)] == [("", "bomb")]


def test_without_unar_the_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert opened("a.rar", b"Rar!\x1a\x07\x01\x00" + b"\x01\x02\x03\x04" * 50) == {"a.rar": "missing_tool"}

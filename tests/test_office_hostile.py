"""Hostile and broken office files: each is refused for its reason, none costs more than that."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from office_files import docx, drawn, odf, p, read, tbl, tc, tr, xlsx, zipped

from ingest.model import Table
from ingest.reading import Format, Limits, Probe, Refused, recognise

ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DOCX = docx(p("текст") * 50)
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def _swollen(name: str, megabytes: int) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", name: b" " * (megabytes * 1024**2)})


def _deep(levels: int) -> bytes:
    cell = p("x")
    for _ in range(levels):
        cell = tbl(f"<w:tr><w:tc>{cell}{p()}</w:tc></w:tr>")
    return docx(cell)


CASES = {
    "an entity bomb in docx": (docx("", prolog=ENTITIES), "bomb"),
    "an external entity in docx": (docx("", prolog=EXTERNAL), "external_entity"),
    "an external entity in odt": (odf("text", "", prolog=EXTERNAL), "external_entity"),
    "a document type in utf-16": (zipped({"word/document.xml": (EXTERNAL + "<a/>").encode("utf-16")}), "external_entity"),
    "a zip bomb of declared size": (_swollen("word/document.xml", 60), "bomb"),
    "a zip bomb in a spreadsheet": (_swollen("xl/workbook.xml", 60), "bomb"),
    "a zip cut short": (DOCX[: len(DOCX) // 2], "truncated"),
    "broken XML": (zipped({"word/document.xml": "<a><b></a>"}), "malformed"),
    "XML cut short": (zipped({"word/document.xml": "<a><b>"}), "truncated"),
    "no document part": (zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<a/>"}), "malformed"),
    "tables nested without end": (_deep(60), "too_deep"),
    "tables nested beyond the parser's depth": (_deep(400), "too_deep"),
    "an odt repeated into billions": (
        odf("text", "<table:table><table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='16000'/></table:table-row></table:table>"),
        "too_large",
    ),
    "an ods repeated into billions": (
        odf("spreadsheet", "<table:table><table:table-row table:number-rows-repeated='1000000'><table:table-cell office:value-type='float' "
            "office:value='1' table:number-columns-repeated='16000'/></table:table-row></table:table>"),
        "too_large",
    ),
    "a row that cannot be": (xlsx('<row r="99999999999"><c><v>1</v></c></row>'), "malformed"),
    "a string that is not there": (xlsx('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'), "malformed"),
    "a locked odt": (
        odf("text", "", extra={"META-INF/manifest.xml": "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry>"
                               "<m:encryption-data/></m:file-entry></m:manifest>"}),
        "encrypted",
    ),
    "rtf cut short": (b"{\\rtf1\\ansi{\\b one", "truncated"),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_refused(what: str) -> None:
    content, code = CASES[what]
    with pytest.raises(Refused) as refused:
        read(content)
    assert refused.value.code == code


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(zipped({"word/document.xml": "<a/>" + " " * 5000}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Refused) as refused:
        read(bytes(content))
    assert refused.value.code in ("malformed", "truncated")


def test_a_small_file_that_packs_well_is_no_bomb() -> None:
    body = tbl(*(tr(tc("одне і те саме")) for _ in range(5000)))
    assert len(read(docx(body)).tables[0].cells) == 5000


def test_too_many_cells() -> None:
    with pytest.raises(Refused) as refused:
        read(docx(tbl(*(tr(tc("a")) for _ in range(20)))), limits=Limits(cells=10))
    assert refused.value.code == "too_large"


@pytest.mark.parametrize("extension", ["docx", "xlsx"])
@pytest.mark.parametrize("password", ["secret", "VelvetSweatshop"])
def test_password_protected_packages(extension: str, password: str) -> None:
    """A locked file is refused; one locked with the password that Excel tries by itself opens as it does there."""
    filler = "".join(f"<si><t>{hashlib.sha256(bytes([n])).hexdigest()}</t></si>" for n in range(200))
    content = _locked(docx(p("x")) if extension == "docx" else xlsx(ROW, strings=filler), password)
    if password == "VelvetSweatshop" and extension == "xlsx":
        assert read(content, "x.xlsx").tables[0].cells[0].text == "1"
        return
    with pytest.raises(Refused) as refused:
        read(content, f"x.{extension}")
    assert refused.value.code == "encrypted"


def _locked(content: bytes, password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, locked)
    return locked.getvalue()


def test_random_bytes_after_each_magic_are_refused_or_unknown() -> None:
    for magic in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\x09\x08\x10\x00\x00\x06\x05\x00"):
        probe = Probe("x.doc", magic + bytes(range(256)) * 20)
        kind = recognise(probe)
        if isinstance(kind, Format):
            with pytest.raises(Refused):
                kind.read(probe, Limits())


def test_nothing_is_written_beside_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(DOCX)
    read(xlsx(ROW))
    assert list(tmp_path.iterdir()) == []


def test_every_part_of_a_package_counts_towards_the_limit() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>")
        for index in range(20):
            archive.writestr(f"word/media/{index}", b"\0" * (4 * 1024**2))
    with pytest.raises(Refused) as refused:
        read(buffer.getvalue(), "x.docx", Limits(unpacked_bytes=10 * 1024**2))
    assert refused.value.code == "bomb"


def _small_xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, 1.5)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


SMALL = {
    "docx": docx(p("текст") + tbl(tr(tc("a"), tc("b", '<w:gridSpan w:val="2"/>')))),
    "odt": odf("text", "<text:p>а</text:p><table:table><table:table-row><table:table-cell/></table:table-row></table:table>"),
    "xlsx": xlsx(ROW),
    "xls": _small_xls(),
    "html": b"<html><table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
}


@pytest.mark.parametrize("extension", SMALL)
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4))
def test_damage_anywhere_is_read_or_refused_and_nothing_else(extension: str, damage: list[tuple[float, bytes]]) -> None:
    content = bytearray(SMALL[extension])
    for share, new in damage:
        at = int(share * (len(content) - 1))
        content[at : at + len(new)] = new
    probe = Probe(f"x.{extension}", bytes(content))
    kind = recognise(probe)
    if not isinstance(kind, Format) or kind.name not in SMALL:
        return
    try:
        document = kind.read(probe, Limits(cells=100_000))
    except Refused:
        return
    for table in document.tables:
        drawn(table)


def test_an_xls_whose_sectors_go_in_circles_ends() -> None:
    """The directory's chain of sectors leads back to itself."""
    content = bytearray(_small_xls())
    directory = int.from_bytes(content[48:52], "little")
    fat = int.from_bytes(content[76:80], "little")
    at = (fat + 1) * 512 + 4 * directory
    content[at : at + 4] = directory.to_bytes(4, "little")
    try:
        read(bytes(content), "x.xls")
    except Refused as refused:
        assert refused.code in ("malformed", "truncated")


def test_one_cell_at_a_sheets_far_corner_is_told_and_the_rest_is_read() -> None:
    document = read(xlsx(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    assert "XFD1048576" in [note.args.get("cell") for note in document.notes]
    assert [block.rows for block in document.blocks if isinstance(block, Table)] == [1]

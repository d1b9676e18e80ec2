"""One table through every format gives the same cells; what LibreOffice converts is checked, not trusted."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from office_files import converted, drawn, lines, needs_soffice, read

from ingest.formats import office
from ingest.libreoffice import convert_all
from ingest.model import Document, Table
from ingest.reading import Limits, Probe, Refused, recognise
from ingest.worddoc import streams

_NUMBERS = [["250,0", "243,5", "97,4"], ["1 200,00", "-", ""], ["", "", ""], ["75", "75", "100"]]


def _report() -> bytes:
    """A report with merged headers, an automatic number column, an empty column, a section row and a footnote mark."""
    document = docx.Document()
    document.add_heading("Звіт про виконання програми", 1)
    document.add_paragraph("перший пункт", style="List Number")
    table = document.add_table(7, 6)
    table.style = "Table Grid"
    for column, text in enumerate(("№ з/п", "Захід", "План", "Факт", "%", "Примітка")):
        table.cell(0, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 2).merge(table.cell(0, 4))
    table.cell(2, 0).merge(table.cell(2, 5)).text = "Розділ I. Безпека"
    for row, numbers in enumerate(_NUMBERS, 3):
        table.cell(row, 0).paragraphs[0].style = "List Number 2"
        table.cell(row, 1).text = f"Захід {row}\nдругий рядок"
        for column, number in enumerate(numbers, 2):
            table.cell(row, column).text = number
    table.cell(3, 1).merge(table.cell(4, 1))
    mark = table.cell(6, 4).paragraphs[0].add_run("1)")
    mark.font.superscript = True
    document.add_paragraph("Голова")
    return _saved(document)


def _saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@lru_cache(maxsize=1)
def _original() -> tuple[bytes, Document]:
    content = _report()
    return content, read(content, "звіт.docx")


def _cells(table: Table) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The report as odt, and from that as doc, rtf and html (LibreOffice's doc keeps a table only that way)."""
    folder = tmp_path_factory.mktemp("variants")
    odt = converted(_original()[0], "report.docx", "odt", folder)
    return {"odt": odt, **{target: converted(odt, "report.odt", target, folder) for target in ("doc", "rtf", "html")}}


@pytest.fixture(scope="module")
def documents(variants: dict[str, bytes]) -> dict[str, Document | Refused]:
    """Each variant as read; doc and rtf (and a broken one beside them) through one call of LibreOffice."""
    probes = [Probe("без розширення", variants["doc"]), Probe("не те.doc", variants["rtf"]), Probe("c.rtf", b"{\\rtf1 cut")]
    kinds = {kind.name: kind for kind in office.FORMATS}
    assert [getattr(recognise(probe), "name", None) for probe in probes] == ["doc", "rtf", "rtf"]
    convert = kinds["doc"].convert
    assert convert is not None
    results = convert(probes, Limits())
    found: dict[str, Document | Refused] = {kind: read(variants[kind], "x") for kind in ("odt", "html")}
    for name, kind, result in zip(("doc", "rtf", "broken"), ("doc", "rtf", "rtf"), results, strict=True):
        found[name] = result if isinstance(result, Refused) else kinds[kind].read(Probe("x", result), Limits())
    return found


@needs_soffice
@pytest.mark.parametrize("kind", ["odt", "doc", "rtf", "html"])
def test_the_same_table_through_every_format(kind: str, documents: dict[str, Document | Refused]) -> None:
    original, document = _original()[1], documents[kind]
    assert isinstance(document, Document), document
    assert document.format == kind
    assert _cells(document.tables[0]) == _cells(original.tables[0])
    assert lines(document) == lines(original)
    assert document.notes == ()


@needs_soffice
def test_a_broken_file_among_many_costs_only_itself(documents: dict[str, Document | Refused]) -> None:
    broken = documents["broken"]
    assert isinstance(broken, Refused)
    assert broken.code == "truncated"


def test_the_report_as_word_shows_it() -> None:
    document = _original()[1]
    assert lines(document) == ["Звіт про виконання програми", "1. перший пункт", "Голова"]
    assert drawn(document.tables[0])[:4] == [
        "№ з/п | Захід | План\nФакт\n% | < | < | Примітка",
        "^ | . | . | . | . | .",
        "Розділ I. Безпека | < | < | < | < | <",
        "1. | Захід 3\nдругий рядок\nЗахід 4\nдругий рядок | 250,0 | 243,5 | 97,4 | .",
    ]


@needs_soffice
def test_a_doc_whose_table_does_not_survive_is_told(variants: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import libreoffice

    bare = docx.Document()
    bare.add_paragraph("Звіт")
    monkeypatch.setattr(libreoffice, "convert_all", lambda items, target, limits: [_saved(bare) for _ in items])
    assert [note.code for note in read(variants["doc"], "a.doc").notes] == ["table_lost"]


@needs_soffice
def test_a_doc_cut_short_is_refused(variants: dict[str, bytes]) -> None:
    for share in (0.3, 0.6, 0.9):
        with pytest.raises(Refused) as refused:
            read(variants["doc"][: int(len(variants["doc"]) * share)], "a.doc")
        assert refused.value.code == "truncated"


@needs_soffice
def test_a_locked_doc_is_refused(variants: dict[str, bytes]) -> None:
    main = streams(variants["doc"], "WordDocument")[0]
    at = variants["doc"].index(main[:512])
    with pytest.raises(Refused) as refused:
        read(variants["doc"][: at + 10] + bytes([main[10], main[11] | 0x01]) + variants["doc"][at + 12 :], "a.doc")
    assert refused.value.code == "encrypted"


@needs_soffice
def test_a_conversion_that_takes_too_long_ends(variants: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import libreoffice

    monkeypatch.setattr(libreoffice, "_STARTUP_SECONDS", 0.0)
    (result,) = convert_all([(variants["doc"], "doc")], "docx", Limits(seconds=0.05))
    assert isinstance(result, Refused)
    assert result.code == "timeout"


def test_without_libreoffice_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused) as refused:
        read(b"{\\rtf1 text}", "a.rtf")
    assert (refused.value.code, refused.value.args_["install"]) == ("missing_tool", "libreoffice-writer-nogui libreoffice-calc-nogui")


def test_word_content_under_the_name_of_a_doc_needs_no_conversion() -> None:
    assert read(_original()[0], "звіт.doc").format == "docx"

"""Kinds that only LibreOffice reads well (doc, rtf, Word's XML, xlsb): converted, many in one call, and read as docx or xlsx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Document, Note
from ingest.ole import ole_kind
from ingest.reading import Format, Limits, Probe, Refused

_MARKS = "zvit/cell-marks"
"""A part added to a converted file: how many marks of cells and rows the original holds, and the least share that must come out."""


def _is_doc(probe: Probe) -> int:
    kind = ole_kind(probe)
    if kind == "word":
        return 95
    if kind == "broken" and probe.extension in ("doc", "dot", "rtf", "docx"):
        return 50
    return 88 if _is_word_xml(probe.head) else 0


def _is_word_xml(head: bytes) -> bool:
    return b"<w:wordDocument" in head[:4096]


def _is_rtf(probe: Probe) -> int:
    return 95 if probe.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt") else 0


def _is_xlsb(probe: Probe) -> int:
    return 96 if "xl/workbook.bin" in probe.zip_names else 0


def _checked_doc(probe: Probe) -> tuple[str, int, float] | Refused:
    from ingest import worddoc

    if _is_word_xml(probe.head):
        return "xml", 0, 0.0
    if ole_kind(probe) == "broken" or worddoc.is_cut_short(probe.content):
        return Refused("truncated")
    if worddoc.is_locked(probe.content):
        return Refused("encrypted")
    return "doc", worddoc.cell_marks(probe.content), 0.9


def _checked_rtf(probe: Probe) -> tuple[str, int, float] | Refused:
    from ingest import worddoc

    if worddoc.rtf_is_cut_short(probe.content):
        return Refused("truncated")
    return "rtf", worddoc.rtf_cell_marks(probe.content), 0.5


def _convert(probes: Sequence[Probe], limits: Limits) -> list[bytes | Refused]:
    from ingest.libreoffice import convert_all

    checked = [_checked_rtf(probe) if _is_rtf(probe) else _checked_doc(probe) for probe in probes]
    good = [(probe, check) for probe, check in zip(probes, checked, strict=True) if not isinstance(check, Refused)]
    converted = iter(convert_all([(probe.content, check[0]) for probe, check in good], "docx", limits))
    results: list[bytes | Refused] = []
    for check in checked:
        result = check if isinstance(check, Refused) else next(converted)
        results.append(_with_marks(result, check[1], check[2]) if isinstance(result, bytes) and not isinstance(check, Refused) else result)
    return [result for result in results if isinstance(result, bytes | Refused)]


def _with_marks(content: bytes, marks: int, share: float) -> bytes:
    buffer = io.BytesIO(content)
    try:
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(_MARKS, f"{marks} {share}")
    except zipfile.BadZipFile:
        return content
    return buffer.getvalue()


def _read_text(name: str, probe: Probe, limits: Limits) -> Document:
    from ingest.word.document import read_document

    content = probe.content
    if not content.startswith(b"PK"):
        content = _one(_convert([probe], limits))
    document = read_document(content, limits, name)
    return _with_lost_tables(document, content)


def _one(results: list[bytes | Refused]) -> bytes:
    if isinstance(results[0], Refused):
        raise results[0]
    return results[0]


def _with_lost_tables(document: Document, content: bytes) -> Document:
    """A note where the original's cell marks show that a table did not survive the conversion."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if _MARKS not in archive.namelist():
            return document
        marks, share = archive.read(_MARKS).decode().split()
    places = sum(table.rows * (table.columns + 1) for table in document.tables)
    if places >= int(marks) * float(share):
        return document
    return replace(document, notes=(*document.notes, Note("table_lost", {"marks": marks, "cells": str(places)})))


def _read_doc(probe: Probe, limits: Limits) -> Document:
    return _read_text("doc", probe, limits)


def _read_rtf(probe: Probe, limits: Limits) -> Document:
    return _read_text("rtf", probe, limits)


def _convert_xlsb(probes: Sequence[Probe], limits: Limits) -> list[bytes | Refused]:
    from ingest.libreoffice import convert_all

    return convert_all([(probe.content, "xlsb") for probe in probes], "xlsx", limits)


def _read_xlsb(probe: Probe, limits: Limits) -> Document:
    from ingest.excel.workbook import read_workbook

    content = _one(_convert_xlsb([probe], limits)) if _is_xlsb(probe) else probe.content
    return replace(read_workbook(content, limits), format="xlsb")


FORMATS = (
    Format("doc", ("doc", "dot"), _is_doc, _read_doc, _convert),
    Format("rtf", ("rtf",), _is_rtf, _read_rtf, _convert),
    Format("xlsb", ("xlsb",), _is_xlsb, _read_xlsb, _convert_xlsb),
)

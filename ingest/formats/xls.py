"""Excel's old workbooks: binary (compound file or bare) and the XML of Excel 2003."""

from __future__ import annotations

from ingest.model import Document
from ingest.ole import ole_kind, opened_without_asking
from ingest.reading import Format, Limits, Probe, Refused

_BARE = (b"\x09\x08\x08\x00\x00\x05", b"\x09\x08\x10\x00\x00\x06", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")


def _is_xml(probe: Probe) -> bool:
    head = probe.head.replace(b"\x00", b"")
    return b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"Workbook" in head and b"<html" not in head[:2048].lower()


def _recognise(probe: Probe) -> int:
    kind = ole_kind(probe)
    if kind == "excel":
        return 95
    if kind == "broken" and probe.extension in ("xls", "xlt", "xlsx"):
        return 51
    if kind is None and _is_xml(probe):
        return 96
    return 85 if probe.content.startswith(_BARE) else 0


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest import worddoc
    from ingest.excel import binary, xml2003

    kind = ole_kind(probe)
    if kind is None and _is_xml(probe):
        return xml2003.read_workbook(probe.content, limits)
    if kind == "broken" or (kind is not None and worddoc.is_cut_short(probe.content)):
        raise Refused("truncated")
    try:
        return binary.read_workbook(probe.content, limits)
    except Refused as refused:
        plain = opened_without_asking(probe.content) if refused.code == "encrypted" else None
        if plain is None:
            raise
        return binary.read_workbook(plain, limits)


FORMATS = (Format("xls", ("xls", "xlt", "xml"), _recognise, _read),)

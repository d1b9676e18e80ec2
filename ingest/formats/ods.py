"""OpenDocument spreadsheets (ods, their templates, and the flat fods)."""

from __future__ import annotations

from ingest.model import Document
from ingest.odf.parts import odf_kind
from ingest.reading import Format, Limits, Probe


def _recognise(probe: Probe) -> int:
    return 95 if odf_kind(probe) == "spreadsheet" else 0


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest.odf.sheets import read_workbook

    return read_workbook(probe.content, limits)


FORMATS = (Format("ods", ("ods", "ots", "fods"), _recognise, _read),)

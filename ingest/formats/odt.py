"""OpenDocument text (odt, its templates, and the flat fodt)."""

from __future__ import annotations

from ingest.model import Document
from ingest.odf.parts import odf_kind
from ingest.reading import Format, Limits, Probe


def _recognise(probe: Probe) -> int:
    return 95 if odf_kind(probe) == "text" else 0


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest.odf.document import read_document

    return read_document(probe.content, limits)


FORMATS = (Format("odt", ("odt", "ott", "fodt"), _recognise, _read),)

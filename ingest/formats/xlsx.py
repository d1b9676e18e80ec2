"""Excel workbooks (xlsx, xlsm, xltx, xltm), told by the parts of their package."""

from __future__ import annotations

from ingest.model import Document
from ingest.ole import ole_kind, opened_without_asking
from ingest.package import starts_like_package
from ingest.reading import Format, Limits, Probe, Refused

_EXTENSIONS = ("xlsx", "xlsm", "xltx", "xltm")


def _recognise(probe: Probe) -> int:
    names = probe.zip_names
    if any(name.lower().endswith("xl/workbook.xml") for name in names) or (
        "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names)
    ):
        return 95
    if starts_like_package(probe, b"xl/"):
        return 90
    return 93 if ole_kind(probe) == "encrypted" and probe.extension in (*_EXTENSIONS, "xls", "xlsb") else 0


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest.excel.workbook import read_workbook

    content: bytes | None = probe.content
    if not probe.content.startswith(b"PK"):
        content = opened_without_asking(probe.content)
    if content is None or not content.startswith(b"PK"):
        raise Refused("encrypted")
    return read_workbook(content, limits)


FORMATS = (Format("xlsx", _EXTENSIONS, _recognise, _read),)

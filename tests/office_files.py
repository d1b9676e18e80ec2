"""Small office files written out by hand, so that a test shows exactly what stands in them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ingest.model import Cell, Document, Paragraph, Table
from ingest.reading import Format, Limits, Probe, recognise
from normalize.phrases import worded

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)

needs_soffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is not installed: libreoffice-writer-nogui libreoffice-calc-nogui",
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the given members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, *, prolog: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A Word package with ``body`` inside ``w:body``; ``parts`` (``numbering``, ``styles``, ``footnotes`` …) hold their root's content."""
    roots = {
        "numbering": "numbering",
        "styles": "styles",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "settings": "settings",
        "header1": "hdr",
        "footer1": "ftr",
    }
    relations = ""
    members: dict[str, str | bytes] = {}
    for name, content in (parts or {}).items():
        kind = name.rstrip("0123456789")
        relations += f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        members[f"word/{name}.xml"] = f"<w:{roots[name]} {_NAMESPACES}>{content}</w:{roots[name]}>"
    members["[Content_Types].xml"] = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    members["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    members["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    members["word/document.xml"] = f"{prolog}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    return zipped(members)


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(text: str = "", properties: str = "") -> str:
    """A Word table cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A Word table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = ()) -> str:
    """A Word table; ``grid`` are the column widths in twips."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def odf(kind: str, body: str, automatic: str = "", *, extra: Mapping[str, str] | None = None, prolog: str = "") -> bytes:
    """An OpenDocument package (``kind``: text, spreadsheet) with ``body`` inside ``office:text`` or ``office:spreadsheet``."""
    names = ("office", "text", "table", "style", "drawing", "xsl-fo-compatible", "svg-compatible")
    short = {"drawing": "draw", "xsl-fo-compatible": "fo", "svg-compatible": "svg"}
    spaces = " ".join(f'xmlns:{short.get(name, name)}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = (
        f"{prolog}<office:document-content {spaces}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, **(extra or {})})


def xlsx(
    rows: str, *, tail: str = "", head: str = "", strings: str = "", styles: str = "", workbook: str = "", state: str = "visible"
) -> bytes:
    """An Excel package of one sheet «Аркуш» with ``rows`` inside ``sheetData``."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="s" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="t" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {space} xmlns:r="{_OFFICE}"><sheets><sheet name="Аркуш" sheetId="1" state="{state}" r:id="s"/></sheets>{workbook}</workbook>',
            "xl/sharedStrings.xml": f"<sst {space}>{strings}</sst>",
            "xl/styles.xml": f"<styleSheet {space}>{styles}</styleSheet>",
            "xl/worksheets/sheet1.xml": f"<worksheet {space}>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>",
        }
    )


def read(content: bytes, name: str = "x", limits: Limits | None = None) -> Document:
    """The document as zvit reads it: recognised by content, converted where it must be."""
    probe = Probe(name, content)
    kind = recognise(probe)
    assert isinstance(kind, Format), kind
    return kind.read(probe, limits or Limits())


def lines(document: Document, role: str | None = None) -> list[str]:
    """The texts of the document's paragraphs, of one role or all."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and role in (None, block.role)]


def drawn(table: Table) -> list[str]:
    """The table row by row as text: each cell at its place, ``^`` and ``<`` where a cell from above or the left goes on."""
    rows = [["?"] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                assert rows[row][column] == "?", "a place is covered twice"
                rows[row][column] = (cell.text or ".") if (row, column) == (cell.row, cell.column) else "<" if row == cell.row else "^"
    return [" | ".join(row) for row in rows]


def undrawn(*lines: str, edges: Sequence[float] = (), hidden: frozenset[int] = frozenset()) -> Table:
    """The table that ``drawn`` prints as ``lines``."""
    rows = [line.split(" | ") for line in lines]
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in "<^":
                continue
            width = next((k for k in range(1, len(row) - c) if row[c + k] != "<"), len(row) - c)
            height = next((k for k in range(1, len(rows) - r) if rows[r + k][c] != "^"), len(rows) - r)
            cells.append(Cell("" if text == "." else text, r, c, height, width))
    return Table(len(rows), len(rows[0]), tuple(cells), column_edges=tuple(edges), hidden_columns=hidden)


def notes(document: Document, code: str) -> list[str]:
    """What the document's notes of one code say, in words."""
    said = [worded(code, note.args, "uk") for note in document.notes if note.code == code]
    return [args.get("what") or " ".join(args.values()) for args in said]


def converted(content: bytes, name: str, target: str, folder: Path) -> bytes:
    """The file saved by LibreOffice in another format."""
    source = folder / name
    source.write_bytes(content)
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "out" / f"{source.stem}.{target.split(':')[0]}").read_bytes()

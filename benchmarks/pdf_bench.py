"""Our PDF reader against pdfplumber's ``extract_tables`` and camelot: the same files, the same run, cells against truth.

The files are 13-column tables with three header levels over 10 and some 50 pages, exported by LibreOffice.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Rows = list[list[str]]

_WORDS = [
    "ремонт",
    "утримання",
    "придбання",
    "обладнання",
    "закладів",
    "освіти",
    "громади",
    "забезпечення",
    "функціонування",
    "системи",
    "відеоспостереження",
    "у",
    "місті",
    "заходів",
]
_WIDTHS = (1.1, 5.2, 1.7, 2.2, *[1.85] * 9)
_LEAVES = ["Усього", "Державний бюджет", "Обласний бюджет", "Місцевий бюджет"]
_STYLES = """<office:automatic-styles>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" fo:margin="1cm"
 style:print-orientation="landscape"/></style:page-layout>
<style:style style:name="R" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:padding="0.08cm" fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="T" style:family="paragraph"><style:text-properties fo:font-size="8pt" style:font-name="Liberation Serif"/></style:style>
COLUMNS</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/></office:master-styles>"""
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"'
    for name, what in (("office", "office"), ("style", "style"), ("table", "table"), ("text", "text"), ("fo", "xsl-fo-compatible"))
)


def make_pdf(rows: int, seed: int = 1) -> tuple[bytes, Rows]:
    """A PDF with ``rows`` body rows, and the texts of its cells without the header. Needs LibreOffice."""
    body = _body(rows, random.Random(seed))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "table.fodt"
        source.write_text(_fodt(body), encoding="utf-8")
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf").read_bytes(), body


def _body(rows: int, chance: random.Random) -> Rows:
    body = []
    for number in range(1, rows + 1):
        title = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(3, 12))).capitalize()
        amounts = [
            chance.choice(
                ["-", "–", f"{chance.randint(1, 99)} {chance.randint(0, 999):03d},{chance.randint(0, 9)}", f"{chance.randint(1, 9999)},0"]
            )
            for _ in range(8)
        ]
        body.append([f"1.{number}", title, "2024", "УЖКГ КВГП", *amounts, f"{chance.randint(0, 100)}%"])
    return body


def _fodt(body: Rows) -> str:
    def cell(text: str, rows: int = 1, columns: int = 1) -> str:
        spans = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"' if rows * columns > 1 else ""
        return f'<table:table-cell table:style-name="C" office:value-type="string"{spans}><text:p text:style-name="T">{escape(text)}</text:p></table:table-cell>'

    covered = "<table:covered-table-cell/>"
    header = [
        [
            *(cell(t, 3) for t in ("№ з/п", "Зміст заходів", "Строк", "Виконавці")),
            cell("Обсяги фінансування, тис. грн", 1, 8),
            covered * 7,
            cell("Відсоток, %", 3),
        ],
        [covered * 4, cell("Заплановано на рік", 1, 4), covered * 3, cell("Фактично профінансовано", 1, 4), covered * 4],
        [covered * 4, *(cell(t) for t in _LEAVES * 2), covered],
    ]
    lines = [[cell(text) for text in row] for row in body]
    head, tail = (
        "".join(f'<table:table-row table:style-name="R">{"".join(row)}</table:table-row>' for row in part) for part in (header, lines)
    )
    styles = "".join(
        f'<style:style style:name="K{k}" style:family="table-column"><style:table-column-properties style:column-width="{w}cm"/></style:style>'
        for k, w in enumerate(_WIDTHS)
    )
    columns = "".join(f'<table:table-column table:style-name="K{k}"/>' for k in range(len(_WIDTHS)))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{_STYLES.replace('COLUMNS', styles)}<office:body><office:text><table:table>{columns}"
        f"<table:table-header-rows>{head}</table:table-header-rows>{tail}</table:table></office:text></office:body></office:document>"
    )


def read_ours(data: bytes) -> Rows:
    """All rows of all tables, by our reader; a merged cell's text stands at its first position."""
    from ingest.formats.pdf import FORMATS
    from ingest.reading import Limits, Probe

    rows: Rows = []
    for table in FORMATS[0].read(Probe("table.pdf", data), Limits()).tables:
        grid = [[""] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            grid[cell.row][cell.column] = cell.text
        rows += grid
    return rows


def read_pdfplumber(data: bytes) -> Rows:
    """The same by pdfplumber, each page closed after it."""
    import io

    import pdfplumber

    rows: Rows = []
    with pdfplumber.open(io.BytesIO(data)) as file:
        for page in file.pages:
            for table in page.extract_tables():
                rows += [[cell or "" for cell in row] for row in table]
            page.close()
    return rows


def read_camelot(data: bytes) -> Rows:
    """The same by camelot's lattice."""
    import camelot  # type: ignore[import-not-found]

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return [list(map(str, row)) for table in camelot.read_pdf(file.name, pages="all") for row in table.df.values.tolist()]


def _readers() -> dict[str, Callable[[bytes], Rows]]:
    readers = {"zvit": read_ours, "pdfplumber": read_pdfplumber}
    return readers | {"camelot": read_camelot} if importlib.util.find_spec("camelot") else readers


def _exact(rows: Rows, truth: Rows) -> float:
    """The share of cells that read as they should, white space apart; header rows, repeated on each page, are passed over."""
    bare = [["".join(cell.split()) for cell in row] for row in rows]
    body = [row for row in bare if row and row[0].startswith("1.")]
    right = sum(a == "".join(b.split()) for ours, true in zip(body, truth, strict=False) for a, b in zip(ours, true, strict=False))
    return right / sum(map(len, truth)) if len(body) == len(truth) else right / max(sum(map(len, truth)), sum(map(len, body)))


_ENOUGH = 5.0  # seconds: a fast reader gets as long a stretch of the machine's moods as a slow one


def _measure(name: str, path: str, repeat: int, result: Any) -> None:
    data = Path(path).read_bytes()
    read = _readers()[name]
    read(data)
    times = []
    rows: Rows = []
    while len(times) < repeat or sum(times) < _ENOUGH:
        start = time.process_time()
        rows = read(data)
        times.append(time.process_time() - start)
    result.put((min(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, rows))


def run(sizes: tuple[int, ...] = (150, 780), repeat: int = 4) -> list[dict[str, object]]:
    """One row per file and reader: pages, seconds a page (of processor time, so that neighbours on the machine do not count),
    cells a second, cells exact, peak MB, and the ratio to pdfplumber.

    ``sizes`` are body rows. Each reader runs in a process of its own, at least ``repeat`` times and as many as fit into five seconds; the best counts. An empty list where LibreOffice is missing.
    """
    if shutil.which("soffice") is None:
        return []
    return [row for size in sizes for row in _compare(size, repeat)]


def _compare(size: int, repeat: int) -> list[dict[str, object]]:
    import pypdfium2

    data, truth = make_pdf(size)
    pages = len(pypdfium2.PdfDocument(data))
    context = multiprocessing.get_context("spawn")
    found: dict[str, tuple[float, float, Rows]] = {}
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        for name in _readers():
            queue = context.Queue()
            process = context.Process(target=_measure, args=(name, file.name, repeat, queue))
            process.start()
            found[name] = queue.get(timeout=600)
            process.join()
    reference = found["pdfplumber"][0]
    return [
        {
            "reader": name,
            "pages": pages,
            "s_per_page": round(seconds / pages, 4),
            "cells_per_s": round(sum(map(len, truth)) / seconds),
            "cells_exact": round(_exact(rows, truth), 4),
            "peak_mb": round(peak),
            "times_pdfplumber": round(reference / seconds, 1),
        }
        for name, (seconds, peak, rows) in found.items()
    ]


if __name__ == "__main__":
    for line in run():
        print(line)

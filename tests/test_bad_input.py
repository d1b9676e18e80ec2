"""A folder full of traps: each costs itself, is one clear line and a quarantined document with its reason; the good report is loaded."""

from __future__ import annotations

import io
import random
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from archives import zipped
from office_files import docx, p
from plain_reports import write_report
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from test_cli import zvit

BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 50}">' for n in range(8)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def pdf(pages: int = 1, password: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(password) if password else None)
    for _ in range(pages):
        canvas.drawString(50, 700, "page")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def locked(kind: str) -> bytes:
    """A docx or xlsx behind a password, as Office makes it."""
    from msoffcrypto.format.ooxml import OOXMLFile
    from openpyxl import Workbook

    inner = io.BytesIO(docx(p("text")))
    if kind == "xlsx":
        inner = io.BytesIO()
        Workbook().save(inner)
    outer = io.BytesIO()
    OOXMLFile(inner).encrypt("secret", outer)
    return outer.getvalue()


def nested(levels: int) -> bytes:
    content = zipped(("x.txt", b"text"))
    for level in range(levels):
        content = zipped((f"{level}.zip", content))
    return content


def with_entities(prolog: str, reference: str) -> bytes:
    return docx(p(reference), prolog=prolog)


TRAPS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "empty.docx": (lambda: b"", {"empty"}),
    "cut.docx": (lambda: docx(p("text" * 2000))[:700], {"truncated", "malformed"}),
    "random.pdf": (lambda: random.Random(1).randbytes(40_000), {"malformed"}),
    "program.doc": (lambda: b"MZ\x90\x00" + bytes(4000) + b"This program cannot be run in DOS mode", {"program"}),
    "script.pdf": (lambda: b"#!/bin/sh\nrm -rf /\n", {"program"}),
    "locked.pdf": (lambda: pdf(password="secret"), {"encrypted"}),
    "locked.docx": (lambda: locked("docx"), {"encrypted"}),
    "locked.xlsx": (lambda: locked("xlsx"), {"encrypted"}),
    "bomb.zip": (lambda: zipped(("x.txt", bytes(300 * 1024**2))), {"bomb"}),
    "bomb.docx": (lambda: docx(p("x" * 200_000_000)), {"bomb", "too_large"}),
    "laughs.docx": (lambda: with_entities(BILLION_LAUGHS, "&h;"), {"bomb", "malformed"}),
    "outside.docx": (lambda: with_entities(OUTSIDE, "&e;"), {"external_entity"}),
    "climbs.zip": (lambda: zipped(("../../x.txt", b"text")), {"unsafe_member"}),
    "endless.zip": (lambda: nested(30), {"too_deep"}),
    "twenty-thousand.pdf": (lambda: pdf(20_000), {"too_many_pages"}),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    root = tmp_path_factory.mktemp("traps")
    write_report(root / "zvity" / "good.docx")
    for name, (make, _) in TRAPS.items():
        (root / "zvity" / name).write_bytes(make())
    return zvit("ingest", "zvity", cwd=root), root


@pytest.fixture(scope="module")
def codes(run: tuple[subprocess.CompletedProcess[str], Path]) -> dict[str, str]:
    with duckdb.connect(str(run[1] / "zvit.duckdb"), read_only=True) as con:
        return dict(con.execute("SELECT split_part(file, '/', 1), error_code FROM document WHERE status = 'quarantined'").fetchall())


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_quarantined_with_its_reason(codes: dict[str, str], name: str) -> None:
    assert codes.get(name) in TRAPS[name][1]


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_one_clear_line(run: tuple[subprocess.CompletedProcess[str], Path], name: str) -> None:
    lines = [line for line in run[0].stderr.splitlines() if line.startswith(name)]
    assert len(lines) == 1
    assert "…" not in lines[0]


def test_everything_else_is_loaded_and_the_status_is_1(run: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    with duckdb.connect(str(run[1] / "zvit.duckdb"), read_only=True) as con:
        assert con.execute("SELECT file FROM document WHERE status = 'loaded'").fetchall() == [("good.docx",)]
    assert run[0].returncode == 1
    assert "Traceback" not in run[0].stderr


def test_the_password_of_nobody_is_asked_for(run: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    assert zipfile.is_zipfile(run[1] / "zvity" / "good.docx")
    assert "secret" not in run[0].stdout + run[0].stderr

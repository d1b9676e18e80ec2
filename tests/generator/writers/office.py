"""doc, rtf, odt and pdf by LibreOffice, many files in one call, each call with a profile of its own."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

ROUTES = {"doc": ("odt", "doc"), "rtf": ("rtf",), "odt": ("odt",), "pdf": ("pdf",), "docx": ("odt", "docx")}
"""docx → each step; a .doc written straight from docx loses the table when read again, so it goes by odt."""


def convert(files: list[Path], to: str, folder: Path) -> list[Path]:
    """The files in ``folder`` as ``.to``; raises ``RuntimeError`` naming one that did not come out."""
    if not files:
        return []
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60 + 20 * len(files))
    out = [folder / f"{f.stem}.{to}" for f in files]
    lost = [f.name for f in out if not f.exists()]
    if lost:
        raise RuntimeError(f"LibreOffice wrote no {lost[0]}")
    return out


def by_office(documents: dict[str, bytes], to: str) -> dict[str, bytes]:
    """Names (without extension) with their .docx content → the converted content."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "0"
        folder.mkdir()
        files = []
        for name, content in documents.items():
            files.append(folder / f"{name}.docx")
            files[-1].write_bytes(content)
        for n, step in enumerate(ROUTES[to], 1):
            (Path(work) / str(n)).mkdir()
            files = convert(files, step, Path(work) / str(n))
        return {f.stem: f.read_bytes() for f in files}

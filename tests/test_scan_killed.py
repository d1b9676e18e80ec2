"""The OCR process is killed in the middle of a page: that page is told, the batch goes on, the warehouse is sound."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.tessdata import available
from tests.test_scan_reading import _FONT, encoded

pytestmark = pytest.mark.skipif(not available() or not Path("/proc/self/fd").is_dir(), reason="needs Tesseract and /proc")

_MEASURES = 40
_EDGES = (90, 190, 720, 980, 1240)

_REPORT = (
    "Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2024-2025 роки за 2024 рік\n"
    "№ з/п\tЗаходи\tПлан, тис. грн\tФакт, тис. грн\n1\tЛавки\t10,0\t5,0\n2\tУрни\t20,0\t20,0\n\tВсього\t30,0\t25,0\n"
)


def heavy() -> Image.Image:
    """A page that takes seconds to read: a report whose table has ``_MEASURES`` rows, 150 dpi."""
    image = Image.new("L", (1340, 2600), 244)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(_FONT), 21)
    draw.text((260, 60), "Звіт про виконання Програми розвитку освіти за 2024 рік", 25, font)
    head = ("№ з/п", "Зміст заходів", "План, тис. грн", "Факт, тис. грн")
    rows = [(str(n), "Ремонт дахів шкіл", f"{n + 120},50", f"{n + 60},40") for n in range(1, _MEASURES + 1)]
    for r, row in enumerate([head, *rows]):
        draw.line((_EDGES[0], 140 + 50 * r, _EDGES[-1], 140 + 50 * r), 40, 2)
        for x, text in zip(_EDGES, row, strict=False):
            draw.text((x + 12, 152 + 50 * r), text, 25, font)
    bottom = 140 + 50 * (_MEASURES + 1)
    draw.line((_EDGES[0], bottom, _EDGES[-1], bottom), 40, 2)
    for x in _EDGES:
        draw.line((x, 140, x, bottom), 40, 2)
    return image


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def holds_slot(pid: int) -> bool:
    try:
        return any("zvit-page-slots" in str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


def busy_page(root: int) -> int | None:
    """The process below ``root`` that is inside a page: it holds a page's slot as its parent does, and has worked for a while."""
    waiting = children(root)
    while waiting:
        parent = waiting.pop()
        below = children(parent)
        waiting += below
        for pid in below:
            if holds_slot(parent) and holds_slot(pid) and not children(pid):
                fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
                if int(fields[11]) > 0.3 * os.sysconf("SC_CLK_TCK"):
                    return pid
    return None


def ingest_and_kill(folder: Path, warehouse: Path) -> subprocess.Popen[bytes]:
    """``zvit ingest`` of a folder, the first page process found at work killed."""
    command = [sys.executable, "-m", "zvit", "--warehouse", str(warehouse), "ingest", str(folder)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None:
        pid = busy_page(run.pid)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            run.wait()
            return run
        time.sleep(0.01)
    raise AssertionError("no page was at work before the run ended")


@pytest.mark.parametrize(
    ("name", "kind", "status", "told"),
    [("a.png", "PNG", "quarantined", None), ("a.tif", "TIFF", "loaded", "page_lost")],
    ids=["a lone page is its file", "one page of two"],
)
def test_a_page_killed_half_way_is_told_and_the_rest_is_loaded(tmp_path: Path, name: str, kind: str, status: str, told: str | None) -> None:
    folder, warehouse = tmp_path / "in", tmp_path / "w.duckdb"
    folder.mkdir()
    pages = [heavy()] if kind == "PNG" else [heavy(), heavy()]
    (folder / name).write_bytes(encoded(kind, *pages, dpi=(150, 150)))
    (folder / "b.txt").write_text(_REPORT, encoding="utf-8")

    run = ingest_and_kill(folder, warehouse)

    assert run.returncode == (1 if status == "quarantined" else 0)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert dict(con.execute("SELECT file, status FROM document").fetchall())["b.txt"] == "loaded"
        assert con.execute("SELECT status FROM document WHERE file = ?", [name]).fetchall() == [(status,)]
        if told:
            assert con.execute(
                "SELECT count(*) FROM finding WHERE rule = ? AND file = ? AND page IS NOT NULL", [told, name]
            ).fetchone() == (1,)
            assert con.execute("SELECT count(*) FROM funding WHERE file = ?", [name]).fetchone() == (_MEASURES,)
        assert con.execute("SELECT count(*) FROM funding WHERE file = 'b.txt'").fetchone() == (3,)

"""The shipped scans: what is read from paper is right, or a finding says that it may not be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pytest
import truthful
from sample_runs import SAMPLES, SCANS, ingested

from ingest.page_picture import PagePicture
from ingest.reading import Format, Limits, Probe, recognise
from ingest.tessdata import available
from queries.reading import turned_pages
from tests.generator.make_scans import SPECS, make_scan, truth_text

TRUTHS = [path for path in truthful.truths(SAMPLES / "truth") if "scan" in json.loads(path.read_text(encoding="utf-8"))]
needs_ocr = pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")


@pytest.fixture(scope="session")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with ingested("scans", [SCANS], tmp_path_factory) as con:
        yield con


@needs_ocr
@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.removesuffix(".truth.json"))
def test_no_amount_of_a_scan_is_wrong_without_a_finding(scans: duckdb.DuckDBPyConnection, truth: Path) -> None:
    found = truthful.amounts(scans, truth)
    assert len(found) >= 12
    assert [told for told in found if told.got != told.wanted and not told.told] == []


@needs_ocr
@pytest.mark.parametrize(("dpi", "share"), [(300, 0.995), (200, 0.995), (150, 0.985)])
def test_amounts_are_right_at_every_resolution(scans: duckdb.DuckDBPyConnection, dpi: int, share: float) -> None:
    found = [told for truth in TRUTHS if _dpi(truth) == dpi for told in truthful.amounts(scans, truth)]
    wrong = [told for told in found if told.got != told.wanted]
    assert len(found) >= 14
    assert len(wrong) <= (1 - share) * len(found), wrong


@needs_ocr
def test_nine_of_ten_right_amounts_are_quiet(scans: duckdb.DuckDBPyConnection) -> None:
    right = [told for truth in TRUTHS for told in truthful.amounts(scans, truth) if told.got == told.wanted]
    assert sum(told.told for told in right) <= 0.1 * len(right)


@needs_ocr
def test_every_amount_of_a_scan_leads_back_to_a_box_with_its_confidence(scans: duckdb.DuckDBPyConnection) -> None:
    assert dict(scans.execute("SELECT format, count(*) FROM document GROUP BY 1").fetchall()) == {"pdf-scan": 8, "image": 3}
    lost = scans.execute(
        """SELECT file, measure, year FROM funding f WHERE planned_state = 'value' AND NOT EXISTS (
               SELECT 1 FROM cell c WHERE c.record_id = f.record_id AND c."column" = 'planned_uah' AND x1 > x0 AND y1 > y0
               AND (confidence BETWEEN 0 AND 1 OR (f.file LIKE 'Перша%' AND c.page = 1)))"""
    ).fetchall()
    assert lost == []


@needs_ocr
def test_the_boxes_of_every_scan_hold_the_print_of_their_cells(scans: duckdb.DuckDBPyConnection) -> None:
    """Skewed, turned, bent or photographed: on the page as ``explain --image`` draws it, every figure stands in the middle of its box."""
    asked = scans.execute(
        """SELECT c.page, c.x0, c.y0, c.x1, c.y1, c.raw_text, f.file, f.document_id FROM cell c JOIN funding f USING (record_id)
           WHERE c."column" IN ('planned_uah', 'actual_uah') AND length(c.raw_text) > 2 ORDER BY f.file, c.page"""
    ).fetchall()
    assert len(asked) > 150
    pages: dict[tuple[str, int], PagePicture] = {}
    for page, *box, text, file, document_id in asked:
        if (file, page) not in pages:
            pages[file, page] = _upright(SCANS / file, page).turned(turned_pages(scans, document_id).get(page, 0))
        assert _ink(pages[file, page], box) > 12, (file, page, text)


def _dpi(truth: Path) -> int:
    return int(json.loads(truth.read_text(encoding="utf-8"))["scan"]["dpi"])


def _upright(path: Path, page: int) -> PagePicture:
    content = path.read_bytes()
    kind = recognise(Probe(path.name, content))
    assert isinstance(kind, Format) and kind.picture is not None
    return kind.picture(content, page, Limits())


def _ink(picture: PagePicture, box: list[float]) -> int:
    """Dark pixels in the middle of a box: a third of its height left out above and below where it holds one line."""
    x0, y0, x1, y1 = box
    inset = min(4.0, (y1 - y0) / 4)
    area = (x0 + 4, y0 + inset, x1 - 4, y1 - inset)
    crop = picture.image.convert("L").crop(tuple(round(v * picture.scale) for v in area))
    return int((np.asarray(crop) < 110).sum())


def test_the_scans_are_worn_in_every_way() -> None:
    worn = [json.loads(path.read_text(encoding="utf-8")) for path in TRUTHS]
    assert len(worn) >= 8
    assert {truth["made"]["format"] for truth in worn} == {"pdf", "pdf-layer", "pdf-mixed", "tiff", "png", "jpg"}
    scans = [truth["scan"] for truth in worn]
    assert {scan["mode"] for scan in scans} == {"grey", "colour", "bilevel"}
    assert {scan["dpi"] for scan in scans} == {150, 200, 300}
    assert {scan["turned"] for scan in scans} == {0, 90, 180, 270}
    assert max(abs(scan["skew"]) for scan in scans) > 2.5
    for way in ("stamp", "holes", "scribble", "border", "bend", "tilt", "fade", "noise", "specks"):
        assert any(scan[way] for scan in scans), way


@pytest.mark.parametrize("name", ["skan_dorohy", "Скан 150 точок", "Скан на боці 300 точок"])
def test_the_committed_scan_is_what_the_script_makes(name: str) -> None:
    spec = next(spec for spec in SPECS if spec.name == name)
    made, content = make_scan(spec)
    (truth,) = (path for path in TRUTHS if path.name.startswith(f"{name}."))
    file = json.loads(truth.read_text(encoding="utf-8"))["file"]
    assert truth.read_text(encoding="utf-8") == truth_text(file, made, spec)
    assert abs(len(content) - (SCANS / file).stat().st_size) < 0.02 * len(content)

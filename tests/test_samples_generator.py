"""What the generator of reports promises: the same arguments give the same files, printed sums add up, every file opens."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.generator.files import FORMATS, SHEETS
from tests.generator.make import SAMPLES, samples, truth_text
from tests.generator.page import Grid
from tests.generator.random_reports import ALL_SHAPES, Order, deal, draw_made, fits, write_all
from tests.generator.writers.boxes import box

STATES = {"value", "nil", "not_due", "blank", "not_applicable", "note", "unreadable"}


def drawn(shape: str, count: int = 25, defects: float = 0.0) -> list[tuple[Order, Any]]:
    orders = [Order(seed, 0, "docx", shape, defects) for seed in range(count)]
    return [(o, draw_made(o, random.Random(f"{o.seed}/{shape}"))) for o in orders]


def leaf_sum(rows: list[dict[str, Any]], key: tuple[int | None, str, str], side: str) -> Decimal:
    """What the measures say for one year, source and fund."""
    amounts = [a for r in rows if r["row_kind"] == "measure" for a in r["amounts"] if (a["year"], a["source"], a["fund"]) == key]
    return sum((Decimal(a[side][1]) for a in amounts if a[side][1] is not None), Decimal(0))


@pytest.mark.parametrize("shape", [s for s in ALL_SHAPES if s not in ("consolidated", "flat_source")])
def test_printed_totals_of_a_clean_report_are_the_sums_of_its_measures(shape: str) -> None:
    checked = 0
    for _, made in drawn(shape):
        rows = made.truths[0]["funding"]
        for row in rows:
            if row["row_kind"] != "total":
                continue
            for a in row["amounts"]:
                key = (a["year"], a["source"], a["fund"])
                by_measures = any(
                    key == (b["year"], b["source"], b["fund"]) for r in rows if r["row_kind"] == "measure" for b in r["amounts"]
                )
                if a["planned"][0] == "value" and by_measures:
                    assert Decimal(a["planned"][1]) == leaf_sum(rows, key, "planned"), made.truths[0]["programme"]
                    checked += 1
    assert checked > 10


@pytest.mark.parametrize("shape", ALL_SHAPES)
def test_truth_has_the_contracts_form(shape: str) -> None:
    for _, made in drawn(shape, 15, defects=0.5):
        for truth in made.truths:
            numbers = [r["row"] for r in truth["funding"]]
            assert len(numbers) == len(set(numbers))
            for row in truth["funding"]:
                keys = [(a["year"], a["source"], a["fund"]) for a in row["amounts"]]
                assert keys and len(keys) == len(set(keys)), "one record per year, source and fund"
                for a in row["amounts"]:
                    for side in ("planned", "actual"):
                        state, value = a[side]
                        assert state in STATES
                        assert (value is not None) == (state in ("value", "nil"))
                        assert state != "nil" or Decimal(value) == 0
                    if a["year"] is not None and a["year"] > truth["report_year"]:
                        assert a["actual"][0] in ("not_due", "blank")
            assert {w["row"] for w in truth["findings"]} <= {*numbers, None}


def test_a_report_is_clean_or_names_its_findings() -> None:
    for _, made in drawn("flat", 60, defects=0.6):
        assert made.clean == (not made.truths[0]["findings"])
        assert bool(made.defects) == (not made.clean)


@pytest.mark.parametrize("shape", ALL_SHAPES)
def test_every_cell_of_a_drawn_table_is_covered_once(shape: str) -> None:
    for _, made in drawn(shape, 15, defects=0.5):
        for block in made.blocks:
            if isinstance(block, Grid):
                block.owner()


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_order_gives_the_same_bytes(fmt: str, tmp_path: Path) -> None:
    orders = [Order(7, i, fmt, s) for i, s in enumerate(("flat", "spent"))]
    for name in ("a", "b"):
        write_all(orders, tmp_path / name)
    for path in (tmp_path / "a" / "files").iterdir():
        if fmt != "xlsx":  # the zip's order of parts is openpyxl's own; its content is compared below
            assert path.read_bytes() == (tmp_path / "b" / "files" / path.name).read_bytes()
        else:
            one, two = (zipfile.ZipFile(tmp_path / n / "files" / path.name) for n in ("a", "b"))
            assert {i: one.read(i) for i in one.namelist()} == {i: two.read(i) for i in two.namelist()}


@pytest.mark.parametrize("fmt", sorted(SHEETS - {"htm"} | {"docx", "odt"}))
def test_office_files_open(fmt: str, tmp_path: Path) -> None:
    write_all([Order(3, 0, fmt, "flat")], tmp_path)
    content = next((tmp_path / "files").iterdir()).read_bytes()
    if fmt == "docx":
        import docx

        assert docx.Document(io.BytesIO(content)).tables
    elif fmt == "odt":
        from odf import opendocument
        from odf.table import TableRow

        assert opendocument.load(io.BytesIO(content)).getElementsByType(TableRow)
    else:
        from python_calamine import CalamineWorkbook

        assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_a_deal_goes_through_every_format_and_shape() -> None:
    formats = list(FORMATS)
    orders = deal(1, 400, formats, list(ALL_SHAPES), 0.0, 0.0, 0.0)
    assert {(o.fmt, o.shape) for o in orders} == {(f, s) for f in formats for s in ALL_SHAPES if fits(f, s)}


def test_the_committed_truth_is_what_the_script_makes() -> None:
    for spec, made, _ in samples():
        kept = list((SAMPLES / "truth").glob(f"{spec.name}.*"))
        assert len(kept) == 1
        file = json.loads(kept[0].read_text(encoding="utf-8"))["file"]
        assert kept[0].read_text(encoding="utf-8") == truth_text(file, made, spec)


def test_committed_samples_cover_every_shape_and_three_years_of_one_programme() -> None:
    truths = [json.loads(p.read_text(encoding="utf-8")) for p in (SAMPLES / "truth").glob("*.json")]
    shapes: dict[str, int] = defaultdict(int)
    for truth in truths:
        shapes[truth["made"]["shape"]] += 1
    assert set(shapes) == set(ALL_SHAPES)
    programmes: dict[str, set[int]] = defaultdict(set)
    for report in (r for t in truths for r in t["reports"]):
        programmes[report["programme"]].add(report["report_year"])
    assert {2023, 2024, 2025} in programmes.values()
    assert len(programmes) >= 4
    assert len({r["community"] for t in truths for r in t["reports"]}) >= 2


@pytest.mark.parametrize("kind", ["zip", "zip-cp866", "7z", "asice", "eml", "p7s", "rar", "zip-zip"])
def test_a_container_holds_the_document_under_the_truths_name(kind: str) -> None:
    from ingest.reading import Limits, Probe
    from ingest.unpack import walk

    path, inner, content = box(kind, "Звіт.txt", b"some text of a report")
    found = [name for name, _ in walk(Probe(path, content), Limits())]
    assert [n for n in found if Path(n).name == inner]

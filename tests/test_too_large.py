"""A file that is too large is told in one line: what of it is, in which unit, which setting bounds it, and what a person can do."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from pdf_paper import Paper
from PIL import Image

from ingest.reading import Limits, Probe, Refused, open_probe
from zvit.refusals import _BOUNDS, explain, reworded


@pytest.mark.parametrize(
    ("bound", "uk", "en"),
    [
        (
            "page_points",
            "сторона сторінки в пунктах понад межу 15000; збільште limits.page_points",
            "the page's side in points beyond the limit of 15000; raise limits.page_points",
        ),
        (
            "image_pixels",
            "зображення в пікселях понад межу 120000000; зменште роздільність або збільште limits.image_pixels",
            "the picture in pixels beyond the limit of 120000000; lower its resolution or raise limits.image_pixels",
        ),
        (
            "file_bytes",
            "файл у байтах понад межу 536870912; розділіть файл або збільште limits.file_bytes",
            "the file in bytes beyond the limit of 536870912; split the file or raise limits.file_bytes",
        ),
        (
            "cells",
            "таблиці в клітинках понад межу 2000000; розділіть файл або збільште limits.cells",
            "the tables in cells beyond the limit of 2000000; split the file or raise limits.cells",
        ),
        (
            "members",
            "кількість файлів у архіві понад межу 5000; розпакуйте архів самі або збільште limits.members",
            "the number of files in the archive beyond the limit of 5000; unpack the archive yourself or raise limits.members",
        ),
    ],
)
def test_what_is_too_large_names_itself_its_unit_and_the_setting(bound: str, uk: str, en: str) -> None:
    refused = Refused.too_large(Limits(), bound)
    assert (explain(refused.code, refused.args_, "uk"), explain(refused.code, refused.args_, "en")) == (uk, en)
    assert reworded(refused.code, uk, "en") == en


def test_every_bound_that_is_told_is_a_setting() -> None:
    assert set(_BOUNDS) <= {limit.name for limit in fields(Limits)}


def test_how_large_it_is_stands_behind() -> None:
    refused = Refused.too_large(Limits(cells=10), "cells", "Аркуш1: 4 × 3")
    assert explain(refused.code, refused.args_, "en").endswith("raise limits.cells [Аркуш1: 4 × 3]")


def _absurd_page(path: Path) -> bytes:
    return Paper(20_000, 20_000).text(50, 100, "x").data()


def _absurd_picture(path: Path) -> bytes:
    Image.fromarray(np.zeros((40, 40), dtype=np.uint8)).save(path)
    return path.read_bytes()


@pytest.mark.parametrize(("name", "make", "bound"), [("x.pdf", _absurd_page, "page_points"), ("x.png", _absurd_picture, "image_pixels")])
def test_the_reader_says_which_bound_it_met(tmp_path: Path, name: str, make: object, bound: str) -> None:
    assert callable(make)
    probe, limits = Probe(name, make(tmp_path / name)), Limits(image_pixels=100)
    kind = open_probe(probe, limits)
    assert kind is not None
    with pytest.raises(Refused) as refused:
        kind.read(probe, limits)  # type: ignore[union-attr]
    assert (refused.value.code, refused.value.args_["bound"]) == ("too_large", bound)

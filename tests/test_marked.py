"""A record's page is drawn with its cells marked: boxes sit on the cells, labels never on print, and what cannot be drawn is said in one line."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from archives import mail, signed
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from plain_reports import HEADER, write_report
from test_cli import zvit
from test_scan_reading import encoded, needs_ocr, page

from ingest.model import Document
from ingest.page_picture import PagePicture
from ingest.reading import Format, Limits, Probe, Refused, recognise
from queries.reading import Explanation
from tests.pdf_paper import Paper
from zvit.drawing import DOUBTFUL, PLAIN, draw
from zvit.marked import Order, caption, drawable, picture_of
from zvit.marks import Mark, marks_of

XS, YS = [50, 90, 250, 330, 410], [100, 140, 170]
TEXTS = [["№", "Захід", "План", "Факт"], ["1", "Ремонт", "120,5", ""]]


def table(paper: Paper) -> Paper:
    """Two rows of four columns, the last cell empty."""
    for y in YS:
        paper.line(XS[0], y, XS[-1], y)
    for x in XS:
        paper.line(x, YS[0], x, YS[-1])
    return paper.cells(XS, YS, TEXTS).text(50, 300, "Начальник управління освіти міської ради")


def turned(page_turn: int, text_turn: int) -> bytes:
    """A page that the file turns by ``page_turn``, its text standing turned by ``text_turn`` in the page."""
    portrait = (text_turn in (0, 180)) == (page_turn in (0, 180))  # reportlab turns the page's size along with the page
    paper = Paper(595, 842) if portrait else Paper(842, 595)
    paper.canvas.setPageRotation(page_turn)
    if text_turn:
        paper.canvas.translate(*{90: (842, 0), 180: (595, 842), 270: (0, 595)}[text_turn])
        paper.canvas.rotate(text_turn)
    paper.height = 842
    return table(paper).data()


def read(name: str, content: bytes) -> tuple[Document, Format]:
    kind = recognise(Probe(name, content))
    assert isinstance(kind, Format)
    return kind.read(Probe(name, content), Limits()), kind


def upright(document: Document, kind: Format, content: bytes, number: int = 1) -> PagePicture:
    """The page as explain draws it: turned as the reader told."""
    notes = [note.args for note in document.notes if note.code == "turned_page" and note.page == number]
    assert kind.picture is not None
    return kind.picture(content, number, Limits()).turned(sum(int(args.get("text_degrees", args["degrees"])) for args in notes))


def ink(picture: PagePicture, box: Any) -> int:
    """Dark pixels inside a box, its border left out."""
    x0, y0, x1, y1 = (v * picture.scale for v in (box.x0 + 3, box.y0 + 3, box.x1 - 3, box.y1 - 3))
    return int((np.asarray(picture.image.convert("L"))[round(y0) : round(y1), round(x0) : round(x1)] < 120).sum())


def sits(document: Document, kind: Format, content: bytes, number: int = 1) -> None:
    """Every box of a cell with text holds print, every box of an empty cell none."""
    picture = upright(document, kind, content, number)
    (found,) = (t for t in document.tables if t.page == number)
    for cell in found.cells:
        assert (ink(picture, cell.box) > 10) == bool(cell.text), cell


@pytest.mark.parametrize(
    ("page_turn", "text_turn"), [(0, 0), (90, 0), (180, 0), (270, 0), (0, 90), (90, 90), (270, 270), (90, 270), (0, 180)]
)
def test_boxes_of_an_exported_page_sit_on_its_cells_however_it_is_turned(page_turn: int, text_turn: int) -> None:
    content = turned(page_turn, text_turn)
    document, kind = read("x.pdf", content)
    assert len(document.tables[0].cells) == 8
    sits(document, kind, content)


@needs_ocr
@pytest.mark.parametrize("angle", [0, 90])
def test_boxes_of_a_picture_sit_on_its_cells(angle: int) -> None:
    content = encoded("TIFF", page(), page().rotate(angle, expand=True), dpi=(150, 150), compression="tiff_lzw")
    document, kind = read("x.tif", content)
    sits(document, kind, content, 2)


def picture_in_pdf(page_turn: int) -> bytes:
    """A scan in a PDF whose page the file turns; the picture lies so that a reader sees it upright."""
    paper = Paper(595, 337) if page_turn in (0, 180) else Paper(337, 595)
    paper.canvas.setPageRotation(page_turn)
    paper.canvas.drawInlineImage(page().rotate(page_turn, expand=True), 0, 0, *((595, 337) if page_turn in (0, 180) else (337, 595)))
    return paper.data()


@needs_ocr
@pytest.mark.parametrize("page_turn", [90, 180, 270])
def test_boxes_of_a_scan_in_a_pdf_sit_on_its_cells_however_the_file_turns_the_page(page_turn: int) -> None:
    content = picture_in_pdf(page_turn)
    document, kind = read("x.pdf", content)
    assert document.format == "pdf-scan"
    sits(document, kind, content)


def photographed() -> Image.Image:
    """The page as a phone sees it from aside, on a dark desk."""
    paper = page()
    width, height = paper.size
    desk = Image.new("L", (width + 240, height + 200), 60)
    corners = ((100, 70), (width + 150, 110), (width + 110, height + 130), (130, height + 90))
    seen = paper.transform(desk.size, Image.Transform.PERSPECTIVE, _perspective(corners, (width, height)), Image.Resampling.BICUBIC)
    sheet = Image.new("L", paper.size, 255).transform(desk.size, Image.Transform.PERSPECTIVE, _perspective(corners, (width, height)))
    desk.paste(seen, (0, 0), sheet)
    return desk


def _perspective(corners: tuple[tuple[int, int], ...], size: tuple[int, int]) -> list[float]:
    """Pillow's eight numbers that lead from where the corners of a sheet are seen to the sheet."""
    flat = ((0, 0), (size[0], 0), size, (0, size[1]))
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return [float(v) for v in np.linalg.solve(np.array(rows, float), np.array(wanted, float))]


@needs_ocr
def test_boxes_of_a_photo_taken_from_aside_hold_the_print_of_their_cells() -> None:
    content = encoded("JPEG", photographed(), dpi=(150, 150), quality=90)
    document, kind = read("x.jpg", content)
    picture = upright(document, kind, content)
    filled = [cell for table in document.tables for cell in table.cells if len(cell.text) > 2]
    assert len(filled) >= 15
    assert [cell.text for cell in filled if ink(picture, cell.box) < 15] == []


@needs_ocr
def test_a_fax_whose_points_are_higher_than_wide_is_read_and_marked_in_its_true_proportions() -> None:
    flat = page().resize((page().width, page().height // 2))
    content = encoded("TIFF", flat, dpi=(150, 75), compression="tiff_lzw")
    document, kind = read("x.tif", content)
    picture = upright(document, kind, content)
    assert abs(picture.image.width / picture.image.height - page().width / page().height) < 0.01
    sits(document, kind, content)


def paper_with(*texts: tuple[int, int, str]) -> Image.Image:
    image = Image.new("RGB", (600, 300), "white")
    for x, y, text in texts:
        ImageDraw.Draw(image).text((x, y), text, "black", ImageFont.load_default(20))
    return image


CROWDED = [(x, y, "1234567890") for x in (10, 210, 410) for y in range(5, 290, 24)]


@pytest.mark.parametrize(
    "image",
    [paper_with((230, 110, "120.5")), paper_with((205, 102, "1234567890123456")), paper_with(*CROWDED)],
    ids=["room in the cell", "room beside it", "no room at all"],
)
def test_a_label_never_stands_on_print(image: Image.Image) -> None:
    marked = draw(PagePicture(image, 2.5), [Mark(1, (80, 40, 150, 52), "planned", False, False)], "x")
    head = marked.height - image.height
    before = np.asarray(image.convert("L")) < 100
    after = np.asarray(marked)[head:]
    inside = np.zeros_like(before)
    inside[103:127, 203:372] = True
    assert (after[before & inside] < 140).all(), "print in the cell is as dark as it was"
    outline_or_hair = (np.abs(after.astype(int) - PLAIN).sum(axis=2) < 60) & before
    assert outline_or_hair.sum() < 60, "elsewhere only the outline or a hair may cross print"
    assert colour(marked, PLAIN).sum() > 500, "the label and the outline are drawn"


def colour(image: Image.Image, wanted: tuple[int, int, int]) -> NDArray[np.bool_]:
    return np.asarray((np.asarray(image) == wanted).all(axis=2))


def test_a_cell_with_a_finding_has_another_colour() -> None:
    image = paper_with()
    plain, doubtful = Mark(1, (20, 20, 80, 40), "план", False, False), Mark(1, (120, 20, 180, 40), "факт", True, False)
    marked = draw(PagePicture(image, 2.5), [plain, doubtful], "x")
    assert colour(marked, PLAIN).sum(axis=0)[:225].any() and not colour(marked, PLAIN)[:, 260:].any()
    assert colour(marked, DOUBTFUL)[:, 280:].any() and not colour(marked, DOUBTFUL)[:, :225].any()


def explanation(**finding: Any) -> Explanation:
    """A record with a plan and an actual cell side by side, and perhaps a finding about it."""
    cells = tuple(
        {"column": column, "raw_text": raw, "page": 1, "x0": x, "y0": 10.0, "x1": x + 50, "y1": 30.0, "confidence": None}
        for column, raw, x in (("measure", "Ремонт", 0.0), ("planned_uah", "120,5", 100.0), ("actual_uah", "7", 200.0))
    )
    findings = ({"severity": "warning", "rule": "x", "found": None, **finding},) if finding else ()
    return Explanation("funding", {"record_id": "r"}, {}, cells, findings, (), ())


@pytest.mark.parametrize(
    ("finding", "doubtful"),
    [
        ({}, []),
        ({"severity": "info", "found": "120,5"}, []),
        ({"found": "120,5"}, ["план"]),
        ({"found": "7 000,00"}, ["план", "факт"]),
        ({"rule": "overspent"}, ["план", "факт"]),
    ],
    ids=["none", "information only", "one that quotes a cell", "one that quotes none", "one about the row"],
)
def test_a_finding_is_laid_to_the_cell_it_quotes_else_to_all_figures(finding: dict[str, Any], doubtful: list[str]) -> None:
    marks = marks_of(explanation(**finding), "uk")
    assert [mark.label for mark in marks] == ["захід", "план", "факт"]
    assert [mark.label for mark in marks if mark.doubtful] == doubtful


def test_a_failed_check_lays_its_finding_to_its_column() -> None:
    checks = ({"rule": "section_sum", "verdict": "inconsistent", "column": "actual_uah"},)
    told = replace(explanation(rule="section_sum", found="1,00"), checks=checks)
    assert [mark.label for mark in marks_of(told, "en") if mark.doubtful] == ["actual"]


def test_a_cell_behind_two_values_is_marked_once() -> None:
    told = explanation()
    both = replace(told, cells=(*told.cells, {**told.cells[1], "column": "actual_uah"}))
    assert [mark.label for mark in marks_of(both, "en")] == ["measure", "planned, actual", "actual"]


def test_cells_on_two_pages_give_two_pages_one_below_the_other(tmp_path: Path) -> None:
    content = table(table(Paper()).page()).data()
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    marks = tuple(Mark(number, (50, 100, 90, 140), "№", False, False) for number in (1, 2))
    one, two = (_drawn(path, content, marks[:count]) for count in (1, 2))
    assert two.width == one.width
    assert two.height > 2 * one.height


def _drawn(path: Path, content: bytes, marks: tuple[Mark, ...]) -> Image.Image:
    import hashlib

    order = Order((str(path),), hashlib.sha256(content).hexdigest(), "pdf", marks, {}, "x", "uk")
    drawn = picture_of(order, Limits())
    assert isinstance(drawn, bytes)
    return Image.open(io.BytesIO(drawn))


@pytest.mark.parametrize(("width", "reason"), [(20_000, "too_large"), (0, "malformed")], ids=["an absurd page", "no pdf"])
def test_a_hostile_page_is_refused_with_its_reason(tmp_path: Path, width: int, reason: str) -> None:
    content = Paper(width, 842).text(10, 10, "x").data() if width else b"%PDF-1.7 cut short"
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(Refused, match=reason):
        _drawn(path, content, (Mark(1, (0, 0, 10, 10), "x", False, False),))


def report_pdf(measure: str = "Прибирання парків") -> bytes:
    """A report of one measure, as an office program exports it."""
    xs = [30, 70, 200, 260, 340, 420, 500, 560, 810]
    paper = Paper(842, 595).text(60, 60, "ЗВІТ про виконання Програми «Чисте місто» на 2022-2026 роки за 2024 рік")
    rows = [
        [text.replace(" ", "\n") for text in HEADER],
        ["1", measure.replace(" ", "\n"), "2024", "Відділ\nблагоустрою", "100,0", "50,0", "50", "Виконано"],
    ]
    ys = [100, 180, 220]
    for y in ys:
        paper.line(xs[0], y, xs[-1], y)
    for x in xs:
        paper.line(x, ys[0], x, ys[-1])
    return paper.cells(xs, ys, rows, size=8).data()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A folder with one report as a docx, and others as a PDF inside an archive, in the ground of a warehouse; their record ids by file."""
    import duckdb

    root = tmp_path_factory.mktemp("marked")
    write_report(root / "zvity" / "a.docx")
    with zipfile.ZipFile(root / "zvity" / "b.zip", "w") as archive:
        archive.writestr("тека/b.pdf", report_pdf())
    (root / "zvity" / "c.pdf.p7s").write_bytes(signed(report_pdf("Ремонт мостів")))
    letter = mail()
    letter.add_attachment(report_pdf("Освітлення вулиць"), maintype="application", subtype="pdf", filename="d.pdf")
    (root / "zvity" / "d.eml").write_bytes(letter.as_bytes())
    assert zvit("ingest", "zvity", cwd=root).returncode == 0
    with duckdb.connect(str(root / "zvit.duckdb"), read_only=True) as con:
        ids = dict(con.execute("SELECT parse_filename(file), record_id FROM funding WHERE row_kind = 'measure'").fetchall())
    return {"root": root, **ids}


def test_explain_draws_the_page_of_an_archives_member(house: dict[str, Any]) -> None:
    done = zvit("explain", house["b.pdf"], "--image", "out.png", "--json", cwd=house["root"])
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["record"]["measure"] == "Прибирання парків"
    assert colour(Image.open(house["root"] / "out.png"), PLAIN).sum() > 1000


@pytest.mark.parametrize("name", ["c.pdf.p7s", "d.pdf"], ids=["a signed file", "an attachment"])
def test_explain_draws_the_page_of_what_an_envelope_holds(house: dict[str, Any], name: str) -> None:
    done = zvit("explain", house[name], "--image", "inside.png", cwd=house["root"])
    assert done.returncode == 0, done.stderr
    assert colour(Image.open(house["root"] / "inside.png"), PLAIN).sum() > 1000


def test_without_a_cyrillic_font_labels_are_english_and_the_caption_has_no_letters_it_cannot_draw(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("zvit.drawing._FONTS", ())
    told = replace(explanation(), document={"file": "звіт.pdf"}, record={"record_id": "8354b7b6c1"})
    assert drawable("uk") == "en"
    assert "fonts-dejavu" in capsys.readouterr().err
    assert caption(told, "en", doubtful=True) == "8354b7b6 · orange has a finding"


def test_a_format_without_pages_is_one_clear_line(house: dict[str, Any]) -> None:
    done = zvit("explain", house["a.docx"], "--image", "none.png", "--lang", "en", cwd=house["root"])
    assert (done.returncode, done.stdout) == (2, "")
    assert "docx has no pages" in done.stderr and len(done.stderr.splitlines()) == 1
    assert "table 1, row" in done.stderr and "saved as PDF" in done.stderr
    assert not (house["root"] / "none.png").exists()


@pytest.mark.parametrize("name", ["out.jpg", "zvity", "no/such/folder/out.png"])
def test_a_target_that_is_no_png_file_is_wrong_usage(house: dict[str, Any], name: str) -> None:
    done = zvit("explain", house["b.pdf"], "--image", name, cwd=house["root"])
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("content", "said"), [(None, "gone"), (b"other", "changed")], ids=["gone", "changed"])
def test_a_file_that_is_not_what_was_read_is_told(house: dict[str, Any], tmp_path: Path, content: bytes | None, said: str) -> None:
    root, archive = house["root"], house["root"] / "zvity" / "b.zip"
    kept = shutil.copy2(archive, tmp_path / "kept.zip")
    archive.unlink() if content is None else archive.write_bytes(content)
    try:
        done = zvit("explain", house["b.pdf"], "--image", "lost.png", "--lang", "en", cwd=root)
    finally:
        shutil.copy2(kept, archive)
    assert done.returncode == 2
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (root / "lost.png").exists()

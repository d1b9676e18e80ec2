"""A report's page drawn as a scanner would give it, with ruling lines of any kind: solid, dotted, dashed, worn, or none at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

Picture = NDArray[np.uint8]

# Drawn so fine (dots per inch), then made smaller by areas, as the sensor does.
_FINE = 600
_PAPER, _INK = 244, 25

HEAD = ("№ з/п", "Зміст заходів", "Виконавці", "План на рік, тис. грн", "Факт, тис. грн", "Стан виконання")
EDGES = (40.0, 78.0, 235.0, 335.0, 410.0, 480.0, 580.0)
"""The columns' borders, points."""

Row = Sequence[str]
ROWS: tuple[Row, ...] = (
    ("Розділ 1. Дороги і тротуари",),
    ("1.1", "Ремонт вулиці Шевченка", "Відділ інфраструктури", "1 250,7", "980,4", "Покладено 640 кв. м асфальту"),
    ("1.2", "Освітлення перехресть", "КП «Світло»", "436,9", "-", "Кошти не виділено"),
    ("1.3", "Облаштування тротуару на вулиці Садовій біля школи", "Відділ інфраструктури", "85,0", "85,0", "Роботи завершено"),
    ("", "Всього за розділом 1", "", "1 772,6", "1 065,4", ""),
    ("Розділ 2. Озеленення",),
    ("2.1", "Висадка дерев у парку", "КП «Парк»", "120,5", "118,0", "Висаджено 90 лип"),
    ("2.2", "Догляд за клумбами", "КП «Парк», волонтери громади", "64,0", "60,2", "Догляд постійний"),
    ("", "Всього за розділом 2", "", "184,5", "178,2", ""),
    ("", "Усього по Програмі", "", "1 957,1", "1 243,6", ""),
)


@dataclass(frozen=True)
class Ruling:
    """How the rules are drawn: ``dash`` (points drawn, points left out, …; empty: solid), ``width`` in points, ``ink`` of 255.

    ``gaps``: points of each gap that a worn rule has at random. ``across``: where rules run between rows: ``all``, ``head`` (above and below the head, and
    at the table's foot), ``none``. ``down``: whether the columns are ruled; ``frame``: whether the table has its outer sides, ``head``: whether its
    head is ruled, but for the rule below it.
    """

    dash: tuple[float, ...] = ()
    width: float = 0.75
    ink: int = _INK
    gaps: tuple[float, float] | None = None
    across: str = "all"
    down: bool = True
    frame: bool = True
    head: bool = True


@dataclass(frozen=True)
class Drawn:
    """The picture, and where its rows part (points)."""

    picture: Picture
    ys: tuple[float, ...]


def drawn(
    ruling: Ruling | None = None, rows: Sequence[Row] = ROWS, *, dpi: int = 200, size: float = 9.0, head: Row = HEAD, leading: float = 5.0
) -> Drawn:
    """A page of A5 across with a title and a table; ``leading``: how much higher than its lines of text each row is (points)."""
    ruling = ruling or Ruling()
    k = _FINE / 72
    image = Image.new("L", (round(620 * k), round(420 * k)), _PAPER)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), round(size * k))
    for height, text in ((22, "Звіт про виконання Програми благоустрою"), (36, "Вербівської громади на 2023-2025 роки за 2024 рік")):
        draw.text((170 * k, height * k), text, _INK, font)
    top = 60.0
    ys = [top]
    for row in (head, *rows):
        top += _row(draw, row, top, font, k, size) + leading
        ys.append(top)
    pen = np.random.default_rng(5)
    for x0, y0, x1, y1 in _rules(ruling, (head, *rows), ys):
        for a, b in _pieces(ruling, abs(x1 - x0) + abs(y1 - y0), pen):
            line = (x0 + a, y0, x0 + b, y1) if y0 == y1 else (x0, y0 + a, x1, y0 + b)
            draw.line([v * k for v in line], ruling.ink, max(1, round(ruling.width * k)))
    scale = dpi / _FINE
    picture = cv2.resize(np.asarray(image), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Drawn(np.asarray(picture, dtype=np.uint8), tuple(ys))


def _row(draw: ImageDraw.ImageDraw, row: Row, y: float, font: ImageFont.FreeTypeFont, k: float, size: float) -> float:
    """Draw a row's texts; its height in points."""
    if len(row) == 1:
        width = draw.textlength(row[0], font) / k
        draw.text(((310 - width / 2) * k, (y + 2) * k), row[0], _INK, font)
        return 1.2 * size
    most = 1
    for text, x0, x1 in zip(row, EDGES, EDGES[1:], strict=False):
        lines = list(_wrapped(draw, text, (x1 - x0 - 8) * k, font)) if row[0] else [text]
        most = max(most, len(lines))
        for n, line in enumerate(lines):
            draw.text(((x0 + 4) * k, (y + 2 + 1.2 * size * n) * k), line, _INK, font)
    return 1.2 * size * most


def _wrapped(draw: ImageDraw.ImageDraw, text: str, width: float, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and draw.textlength(longer, font) > width:
            yield line
            longer = word
        line = longer
    yield line


def _rules(ruling: Ruling, rows: Sequence[Row], ys: Sequence[float]) -> Iterator[tuple[float, float, float, float]]:
    left, right = EDGES[0], EDGES[-1]
    rows, ys = (rows, ys) if ruling.head else (rows[1:], ys[1:])
    for n, y in enumerate(ys):
        if ruling.across == "all" or (ruling.across == "head" and n in (0, 1, len(ys) - 1)):
            yield left, y, right, y
    if ruling.frame:
        yield left, ys[0], left, ys[-1]
        yield right, ys[0], right, ys[-1]
    if ruling.down:
        for row, y0, y1 in zip(rows, ys, ys[1:], strict=False):
            if len(row) > 1:
                for x in EDGES[1:-1] if row[0] else EDGES[3:-1]:
                    yield x, y0, x, y1


def _pieces(ruling: Ruling, length: float, pen: np.random.Generator) -> Iterator[tuple[float, float]]:
    """From where to where a rule of some length is drawn."""
    if ruling.gaps is not None:
        place = 0.0
        while place < length:
            end = min(length, place + pen.uniform(15, 60))
            yield place, end
            place = end + pen.uniform(*ruling.gaps)
    elif not ruling.dash:
        yield 0.0, length
    else:
        place, step = 0.0, 0
        while place < length:
            end = min(length, place + ruling.dash[step % len(ruling.dash)])
            if step % 2 == 0:
                yield place, end
            place, step = end, step + 1


def scanned(picture: Picture, *, degrees: float = 0.0, noise: float = 3.0, quality: int = 70) -> Picture:
    """As a scanner would give it: a little turned, blurred, noisy, stored as JPEG."""
    h, w = picture.shape
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1)
    page = cv2.warpAffine(picture, matrix, (w, h), flags=cv2.INTER_CUBIC, borderValue=float(_PAPER))
    page = cv2.GaussianBlur(page, (0, 0), 0.5)
    grain = np.random.default_rng(3).normal(0, noise, page.shape)
    _, packed = cv2.imencode(".jpg", np.clip(page + grain, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)

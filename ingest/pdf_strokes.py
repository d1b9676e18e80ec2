"""What a page draws besides text: ruling lines, filled rectangles and images, also inside form XObjects."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_int
from dataclasses import dataclass, field

from ingest import pdf_raw as pdf

# A filled shape or image thinner than this (points) is a line to the eye.
_THIN = 2.6
_DEEPEST = 8

Color = tuple[int, int, int, int]
Transform = tuple[float, float, float, float, float, float]
_IDENTITY: Transform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in page space (y upwards) and its fill; ``color`` is None for an image or a pattern."""

    left: float
    bottom: float
    right: float
    top: float
    color: Color | None = None

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(slots=True)
class Strokes:
    """``lines`` are thin areas; ``fills`` thick filled ones; ``curves`` counts shapes that are neither."""

    lines: list[Area] = field(default_factory=list)
    fills: list[Area] = field(default_factory=list)
    images: list[Area] = field(default_factory=list)
    curves: int = 0
    objects: int = 0


class TooManyObjects(Exception):
    """The page draws more than a page of a report can hold."""


def page_strokes(page: int, count: int, most: int) -> Strokes:
    """Everything that the page (a handle as an integer, with ``count`` objects) draws; ``TooManyObjects`` above ``most``."""
    strokes = Strokes()
    _collect(strokes, ((pdf.page_object(page, i)) for i in range(count)), _IDENTITY, most, 0)
    return strokes


def _collect(strokes: Strokes, objects: Iterator[int], outer: Transform, most: int, depth: int) -> None:
    for obj in objects:
        strokes.objects += 1
        if strokes.objects > most:
            raise TooManyObjects
        kind = pdf.object_type(obj)
        if kind == pdf.PATH:
            _path(strokes, obj, outer)
        elif kind == pdf.IMAGE:
            area = _bounds(obj, outer)
            (strokes.lines if min(area.width, area.height) <= _THIN else strokes.images).append(area)
        elif kind == pdf.FORM and depth < _DEEPEST:
            inner = (pdf.form_object(obj, i) for i in range(pdf.form_count(obj)))
            _collect(strokes, inner, _product(_matrix(obj), outer), most, depth + 1)


def _path(strokes: Strokes, obj: int, outer: Transform) -> None:
    fill, stroke = c_int(), c_int()
    pdf.path_mode(obj, fill, stroke)
    if not fill.value and not stroke.value:
        return
    color = pdf.color(pdf.object_fill if fill.value else pdf.object_stroke, obj)
    if color is not None and color[3] < 16:
        return
    area = _bounds(obj, outer, color)
    if min(area.width, area.height) <= _THIN:
        strokes.lines.append(area)
        return
    shapes = list(_shapes(obj, _product(_matrix(obj), outer)))
    if fill.value:
        _filled(strokes, shapes, color)
    if stroke.value:
        _stroked(strokes, shapes, pdf.color(pdf.object_stroke, obj) if fill.value else color)


_Shape = tuple[list[tuple[float, float]], bool]


def _filled(strokes: Strokes, shapes: list[_Shape], color: Color | None) -> None:
    """Thin parts are lines, a ring of two rectangles is a frame, rectangles are backgrounds, all else is a drawing."""
    areas = []
    for points, curved in shapes:
        area = _around(points, color)
        if min(area.width, area.height) <= _THIN:
            strokes.lines.append(area)
        elif curved or not _rectangular(points):
            strokes.curves += 1
        else:
            areas.append(area)
    if len(areas) == 2 and _ring(*areas):
        strokes.lines += _frame(areas[0])
    else:
        strokes.fills += areas


def _stroked(strokes: Strokes, shapes: list[_Shape], color: Color | None) -> None:
    if color is not None and color[3] < 16:
        return
    for points, curved in shapes:
        if curved:
            strokes.curves += 1
            continue
        straight = [(p, q) for p, q in zip(points, points[1:], strict=False) if min(abs(p[0] - q[0]), abs(p[1] - q[1])) <= 1]
        strokes.lines += (_around([p, q], color) for p, q in straight if p != q)
        strokes.curves += len(straight) < len(points) - 1


def _rectangular(points: list[tuple[float, float]]) -> bool:
    return all(min(abs(p[0] - q[0]), abs(p[1] - q[1])) <= 1 for p, q in zip(points, points[1:], strict=False))


def _ring(a: Area, b: Area) -> bool:
    gaps = (abs(a.left - b.left), abs(a.right - b.right), abs(a.top - b.top), abs(a.bottom - b.bottom))
    return max(gaps) <= 2 * _THIN


def _frame(a: Area) -> list[Area]:
    return [
        Area(a.left, a.bottom, a.right, a.bottom, a.color),
        Area(a.left, a.top, a.right, a.top, a.color),
        Area(a.left, a.bottom, a.left, a.top, a.color),
        Area(a.right, a.bottom, a.right, a.top, a.color),
    ]


def _shapes(obj: int, matrix: Transform) -> Iterator[_Shape]:
    """The path's parts as lists of points in page space, with whether a curve is among them."""
    a, b, c, d, e, f = matrix
    x, y = c_float(), c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for i in range(pdf.path_count(obj)):
        segment = pdf.path_segment(obj, i)
        pdf.segment_point(segment, x, y)
        kind = pdf.segment_type(segment)
        if kind == pdf.MOVE_TO and points:
            yield points, curved
            points, curved = [], False
        curved |= kind == pdf.BEZIER_TO
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdf.segment_close(segment) and points[0] != points[-1]:
            points.append(points[0])
    if points:
        yield points, curved


def _around(points: list[tuple[float, float]], color: Color | None) -> Area:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Area(min(xs), min(ys), max(xs), max(ys), color)


def _bounds(obj: int, outer: Transform, color: Color | None = None) -> Area:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdf.object_bounds(obj, left, bottom, right, top)
    if outer is _IDENTITY:
        return Area(left.value, bottom.value, right.value, top.value, color)
    a, b, c, d, e, f = outer
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    return _around(corners, color)


def _matrix(obj: int) -> Transform:
    matrix = pdf.Matrix()
    pdf.object_matrix(obj, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(inner: Transform, outer: Transform) -> Transform:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u

"""What a page cuts off: text outside its clipping path is in the file, but nobody sees it (a spreadsheet's full cells)."""

from __future__ import annotations

from ctypes import c_float

from ingest import pdf_raw as pdf

Clip = tuple[float, float, float, float]
_MOST_POINTS = 64
_X, _Y = c_float(), c_float()
_LEFT, _BOTTOM, _RIGHT, _TOP = c_float(), c_float(), c_float(), c_float()


class Clips:
    """The clips of one page's text; those of neighbours are the same object in pdfium and worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, Clip | None] = {}

    def cutting(self, obj: int, on_page: pdf.Matrix) -> Clip | None:
        """The box (left, bottom, right, top) that cuts into the text object; None where all of it is to be seen.

        ``on_page`` is the text's matrix on the page: where the object's own is another, it stands in a form, whose clips
        are in coordinates of their own, and nothing is taken for cut off.
        """
        handle = pdf.clip_path(obj)
        count = pdf.clip_count(handle) if handle else 0
        if count <= 0:
            return None
        boxes = [box for k in range(min(count, 8)) if (box := self._box(handle, k)) is not None]
        if not boxes:
            return None
        clip = max(b[0] for b in boxes), max(b[1] for b in boxes), min(b[2] for b in boxes), min(b[3] for b in boxes)
        pdf.object_bounds(obj, _LEFT, _BOTTOM, _RIGHT, _TOP)
        inside = clip[0] <= _LEFT.value and clip[1] <= _BOTTOM.value and _RIGHT.value <= clip[2] and _TOP.value <= clip[3]
        return None if inside or _moved(obj, on_page) else clip

    def _box(self, handle: int, k: int) -> Clip | None:
        first = pdf.clip_segment(handle, k, 0)
        if not first:
            return None
        if first not in self._known:
            self._known[first] = _around(handle, k)
        return self._known[first]


def _around(handle: int, k: int) -> Clip | None:
    count = pdf.clip_segments(handle, k)
    if not 2 <= count <= _MOST_POINTS:
        return None
    xs, ys = [], []
    for i in range(count):
        pdf.segment_point(pdf.clip_segment(handle, k, i), _X, _Y)
        xs.append(_X.value)
        ys.append(_Y.value)
    return min(xs), min(ys), max(xs), max(ys)


def _moved(obj: int, on_page: pdf.Matrix) -> bool:
    own = pdf.Matrix()
    pdf.object_matrix(obj, own)
    scaled = max(abs(own.a - on_page.a), abs(own.d - on_page.d)) > 0.01
    return bool(scaled or max(abs(own.e - on_page.e), abs(own.f - on_page.f)) > 0.5)

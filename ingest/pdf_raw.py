"""pdfium's calls that run once per character or stroke, bound to plain integers: a third of the time of the typed ones."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from ctypes import POINTER, c_double, c_float, c_int, c_uint, c_ulong, c_ushort, c_void_p
from typing import Any

import pypdfium2.raw as raw


class Rect(ctypes.Structure):
    """FS_RECTF: a box in page space, y upwards."""

    _fields_ = (("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float))


class Matrix(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = (("a", c_float), ("b", c_float), ("c", c_float), ("d", c_float), ("e", c_float), ("f", c_float))


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., int]:
    # The calls are shorter than letting go of the interpreter's lock would take.
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def address(handle: Any) -> int:
    """A typed handle as the integer that the functions here take."""
    return ctypes.cast(handle, c_void_p).value or 0


text_unicode = _bind("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
_text = _bind("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
text_object = _bind("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
text_loose_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
text_generated = _bind("FPDFText_IsGenerated", c_int, c_void_p, c_int)
text_map_error = _bind("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
text_matrix = _bind("FPDFText_GetMatrix", c_int, c_void_p, c_int, POINTER(Matrix))
text_origin = _bind("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, POINTER(c_double), POINTER(c_double))
text_size = _bind("FPDFText_GetFontSize", c_double, c_void_p, c_int)

object_type = _bind("FPDFPageObj_GetType", c_int, c_void_p)
object_bounds = _bind("FPDFPageObj_GetBounds", c_int, c_void_p, POINTER(c_float), POINTER(c_float), POINTER(c_float), POINTER(c_float))
object_matrix = _bind("FPDFPageObj_GetMatrix", c_int, c_void_p, POINTER(Matrix))
object_fill = _bind("FPDFPageObj_GetFillColor", c_int, c_void_p, POINTER(c_uint), POINTER(c_uint), POINTER(c_uint), POINTER(c_uint))
object_stroke = _bind("FPDFPageObj_GetStrokeColor", c_int, c_void_p, POINTER(c_uint), POINTER(c_uint), POINTER(c_uint), POINTER(c_uint))
render_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
text_font = _bind("FPDFTextObj_GetFont", c_void_p, c_void_p)
font_flags = _bind("FPDFFont_GetFlags", c_int, c_void_p)
font_weight = _bind("FPDFFont_GetWeight", c_int, c_void_p)
_font_name = _bind("FPDFFont_GetBaseFontName", c_ulong, c_void_p, ctypes.c_char_p, c_ulong)

page_object = _bind("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
form_count = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
path_mode = _bind("FPDFPath_GetDrawMode", c_int, c_void_p, POINTER(c_int), POINTER(c_int))
path_count = _bind("FPDFPath_CountSegments", c_int, c_void_p)
path_segment = _bind("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
clip_path = _bind("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
clip_count = _bind("FPDFClipPath_CountPaths", c_int, c_void_p)
clip_segments = _bind("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
clip_segment = _bind("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
segment_point = _bind("FPDFPathSegment_GetPoint", c_int, c_void_p, POINTER(c_float), POINTER(c_float))
segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)
segment_close = _bind("FPDFPathSegment_GetClose", c_int, c_void_p)

TEXT, PATH, IMAGE, FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
LINE_TO, BEZIER_TO, MOVE_TO = raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_BEZIERTO, raw.FPDF_SEGMENT_MOVETO


def font_name(font: int) -> str:
    """The font's PostScript name, "" where it has none."""
    buffer = ctypes.create_string_buffer(256)
    _font_name(font, buffer, 256)
    return buffer.value.decode("utf-8", "replace")


_PARTS = tuple(c_uint() for _ in range(4))


def color(get: Callable[..., int], obj: int) -> tuple[int, int, int, int] | None:
    """Red, green, blue, alpha (0–255) by ``object_fill`` or ``object_stroke``; None for a pattern."""
    r, g, b, a = _PARTS
    return (r.value, g.value, b.value, a.value) if get(obj, r, g, b, a) else None


def text_codes(text_page: int, count: int) -> Sequence[int]:
    """The codes of all characters of a page: with one call, unless some of them have no text or more than one unit."""
    units = (c_ushort * (count + 2))()
    if _text(text_page, 0, count, ctypes.addressof(units)) == count + 1:
        return units[:count]
    return [text_unicode(text_page, i) for i in range(count)]

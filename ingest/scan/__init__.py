"""Scanned pages: a picture becomes the same paragraphs and tables that an exported page gives.

``read_page_image`` is the way in; ``engine.available`` tells whether this machine can read scans at all.
"""

from __future__ import annotations

from ingest.scan.engine import require
from ingest.scan.reader import LayerWord, PageResult, read_page_image
from ingest.tessdata import available

__all__ = ["LayerWord", "PageResult", "available", "read_page_image", "require"]

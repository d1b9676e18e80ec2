"""Scanned pages: a picture becomes the same paragraphs and tables that an exported page gives."""

"""Blocks → bytes, one module per format."""

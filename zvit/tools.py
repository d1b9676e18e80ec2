"""The programs outside Python that some formats need: what each is for, whether it is here, and how to get it. One table, read by ``zvit doctor``."""

from __future__ import annotations

import ctypes.util
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from ingest.tessdata import data_path

_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Tool:
    """``version`` returns what is installed in a few words, or None."""

    name: str
    uk: str
    en: str
    install: str
    version: Callable[[], str | None]

    def is_named_in(self, refusal: str) -> bool:
        """Whether a file was refused for want of this program: the refusal names it or its package."""
        return self.name.lower() in refusal.lower()


def _program(command: str, *arguments: str) -> Callable[[], str | None]:
    """The version that a program tells of itself."""

    def ask() -> str | None:
        path = shutil.which(command)
        if path is None:
            return None
        try:
            told = subprocess.run([path, *arguments], capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired):
            return f"{path} (?)"
        found = re.search(r"\d+(\.\d+)+", told.stdout + told.stderr)
        return f"{found.group() if found else '?'} ({path})"

    return ask


def _language(code: str) -> Callable[[], str | None]:
    """Where Tesseract's data for a language lies."""
    return lambda: data_path((code,))


def _library(name: str) -> Callable[[], str | None]:
    return lambda: ctypes.util.find_library(name)


TOOLS: tuple[Tool, ...] = (
    Tool("LibreOffice", "doc, rtf", "doc, rtf", "apt install libreoffice-writer-nogui libreoffice-calc-nogui", _program("soffice", "--version")),
    Tool("tesseract-ocr-ukr", "скани українською", "scans in Ukrainian", "apt install tesseract-ocr-ukr", _language("ukr")),
    Tool("tesseract-ocr-eng", "числа на сканах", "numbers on scans", "apt install tesseract-ocr-eng", _language("eng")),
    Tool("libarchive", "7z", "7z", "apt install libarchive13", _library("archive")),
    Tool("unar", "rar", "rar", "apt install unar", _program("unar", "--version")),
)  # fmt: skip

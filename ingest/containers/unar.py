"""Runs unar and lsar, the programs that read every rar, one member at a time and within limits."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.containers.guard import Allowance, Exhausted, Names, is_junk, label, refuse_special, safe_path
from ingest.reading import Limits, Member, Refused

_CHUNK = 256 * 1024


def unpack_with_unar(content: bytes, limits: Limits) -> Iterator[Member | tuple[str, Refused]]:
    """The members of an archive. Raises ``Refused``: ``missing_tool`` without unar, ``malformed`` where it cannot list the archive."""
    if not (shutil.which("unar") and shutil.which("lsar")):
        raise Refused("missing_tool", tool="unar", install="unar")
    with tempfile.TemporaryDirectory(prefix="zvit-") as folder:
        archive = Path(folder, "archive.rar")
        archive.write_bytes(content)
        allowance, names = Allowance(limits, len(content)), Names()
        try:
            for entry in _listing(archive, limits):
                raw = str(entry.get("XADFileName", ""))
                if entry.get("XADIsDirectory") or is_junk(raw):
                    continue
                allowance.member()
                yield _member(archive, entry, raw, names, allowance)
        except Exhausted as exhausted:
            yield "", exhausted.refused


def _listing(archive: Path, limits: Limits) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(
            ["lsar", "-j", "-nr", str(archive)], stdin=subprocess.DEVNULL, capture_output=True, timeout=limits.seconds, check=False
        )
        listing = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Refused("timeout") from error
    except ValueError as error:
        raise Refused("malformed", why="lsar") from error
    if listing.get("lsarProperties", {}).get("XADIsEncrypted") and not listing.get("lsarContents"):
        raise Refused("encrypted")
    contents = listing.get("lsarContents") or []
    if not contents:
        raise Refused("malformed", why=str(listing.get("lsarError", "")))
    return list(contents)


def _member(archive: Path, entry: dict[str, Any], raw: str, names: Names, allowance: Allowance) -> Member | tuple[str, Refused]:
    try:
        name = safe_path(raw)
        refuse_special(int(entry.get("XADPosixPermissions", 0)), raw)
        if entry.get("XADIsLink"):
            raise Refused("unsafe_member", member=raw)
        if entry.get("XADIsEncrypted"):
            raise Refused("encrypted")
        content = _content(archive, int(entry["XADIndex"]), allowance)
        return Member(names.unique(name), content)
    except Refused as refused:
        return names.unique(label(raw)), refused


def _content(archive: Path, index: int, allowance: Allowance) -> bytes:
    command = ["unar", "-nr", "-q", "-k", "skip", "-p", "", "-o", "-", "-i", str(archive), str(index)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            stdout = process.stdout
            content = allowance.collect(iter(lambda: stdout.read(_CHUNK), b""))
        except (Refused, Exhausted):
            process.kill()
            raise
    if process.returncode != 0:
        raise Refused("malformed", why=f"unar {process.returncode}")
    return content

"""Signed containers (ASiC-E, ASiC-S): a zip whose documents stand beside their signatures."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.containers.zip import mimetype, unpack_zip
from ingest.reading import Container, Limits, Member, Probe, Refused

_EXTENSIONS = ("asice", "sce", "asics", "scs")


def _recognise(probe: Probe) -> int:
    names = probe.zip_names
    if not names:
        return 0
    if "mimetype" in names and b"vnd.etsi.asic" in mimetype(probe):
        return 95
    signed = any(name.startswith("META-INF/") and "signature" in name.lower() for name in names)
    return 90 if signed and probe.extension in _EXTENSIONS else 0


def _is_document(name: str) -> bool:
    return name != "mimetype" and not name.startswith("META-INF/")


def _unpack(probe: Probe, limits: Limits) -> Iterator[Member | tuple[str, Refused]]:
    yield from unpack_zip(probe, limits, _is_document)


CONTAINERS = (Container("asice", _EXTENSIONS, _recognise, _unpack),)

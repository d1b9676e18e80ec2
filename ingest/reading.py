"""Find out by content what a file is, and read it: the registry of formats and containers, limits and refusals.

A new format is one module in ``ingest/formats`` with a ``FORMATS`` tuple; a new container one module in
``ingest/containers`` with a ``CONTAINERS`` tuple. Both are discovered here and listed nowhere else.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import ModuleType
from typing import TYPE_CHECKING

from ingest.model import Document

if TYPE_CHECKING:
    from ingest.page_picture import PagePicture


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in bytes, times in seconds, page sides in points, images in pixels."""

    file_bytes: int = 512 * 1024**2
    unpacked_bytes: int = 1024**3
    unpack_ratio: int = 200
    members: int = 5_000
    depth: int = 4
    pages: int = 2_000
    page_points: float = 15_000.0
    image_pixels: int = 120_000_000
    cells: int = 2_000_000
    seconds: float = 120.0
    seconds_per_page: float = 60.0
    memory_bytes: int = 3 * 1024**3


class Refused(Exception):
    """A file that cannot be read. ``code`` is a reason of ``normalize.findings`` (quarantine reasons); ``args_`` fill its message.

    Codes: ``empty``, ``truncated``, ``malformed``, ``encrypted``, ``bomb``, ``unsafe_member``, ``external_entity``, ``too_deep``, ``too_large``,
    ``detached_signature``,
    ``too_many_pages``, ``program``, ``timeout``, ``memory``, ``crashed``, ``missing_tool`` (args ``tool``, ``install``), ``conversion_failed``.
    """

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code, args)
        self.code = code
        self.args_ = args

    @classmethod
    def too_large(cls, limits: Limits, name: str, what: str = "") -> Refused:
        """A content beyond the bound ``name`` of ``limits``: whoever is told learns which bound that is. ``what`` says how large it is."""
        said = {"what": what} if what else {}
        return cls(
            "too_large", bound=name, limit=f"{getattr(limits, name):g}" if name == "page_points" else str(getattr(limits, name)), **said
        )

    def __reduce__(self) -> tuple[Callable[..., Refused], tuple[str, dict[str, str]]]:
        return _refused, (self.code, self.args_)


def _refused(code: str, args: dict[str, str]) -> Refused:
    """Between processes a refusal travels by its parts."""
    return Refused(code, **args)


@dataclass(frozen=True)
class Probe:
    """A file's name and content as the recognisers see it."""

    name: str
    content: bytes = field(repr=False)

    @property
    def head(self) -> bytes:
        """The first 8 KiB."""
        return self.content[:8192]

    @property
    def extension(self) -> str:
        """The name's last extension, lower case, without the dot; ``""`` without one."""
        base = self.name.rsplit("/", 1)[-1]
        return base.rsplit(".", 1)[-1].lower() if "." in base else ""

    @cached_property
    def zip_names(self) -> frozenset[str]:
        """Member names where the content is a zip, else empty."""
        if not self.content.startswith(b"PK"):
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document. ``recognise`` returns 0 (not mine) to 100 (certain); the highest wins.

    ``read`` takes the probe and the limits; raises ``Refused``. ``convert`` is for kinds that an outside program first turns
    into another kind, many files in one call: it returns, per input, the converted bytes or the refusal; what it returns is then given to ``read``.
    ``picture`` draws a page (from 1) in the points of its cells' boxes, where the kind has any; raises ``Refused``.
    """

    name: str
    extensions: tuple[str, ...]
    recognise: Callable[[Probe], int]
    read: Callable[[Probe, Limits], Document]
    convert: Callable[[Sequence[Probe], Limits], list[bytes | Refused]] | None = None
    picture: Callable[[bytes, int, Limits], PagePicture] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container. ``name`` is its path inside; "" for the one content of a signed envelope, which keeps the envelope's name."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of container. ``unpack`` yields the members and, in the place of one that is hostile or broken, ``(name, Refused)``."""

    name: str
    extensions: tuple[str, ...]
    recognise: Callable[[Probe], int]
    unpack: Callable[[Probe, Limits], Iterator[Member | tuple[str, Refused]]]


def _modules(package: str) -> Iterator[ModuleType]:
    parent = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(parent.__path__), key=lambda m: m.name):
        yield importlib.import_module(f"{package}.{info.name}")


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """All formats, from every module of ``ingest.formats``."""
    return tuple(f for module in _modules("ingest.formats") for f in getattr(module, "FORMATS", ()))


@lru_cache(maxsize=1)
def containers() -> tuple[Container, ...]:
    """All containers, from every module of ``ingest.containers``."""
    return tuple(c for module in _modules("ingest.containers") for c in getattr(module, "CONTAINERS", ()))


def recognise(probe: Probe) -> Format | Container | None:
    """What the content is: the format or container that is surest of it, or None for a kind zvit does not read.

    Never raises; ``open_probe`` is the one that refuses.
    """
    best: tuple[int, Format | Container] | None = None
    kinds: tuple[Format | Container, ...] = (*formats(), *containers())
    for kind in kinds:
        score = kind.recognise(probe)
        if score > 0 and (best is None or score > best[0]):
            best = (score, kind)
    return best[1] if best else None


def open_probe(probe: Probe, limits: Limits) -> Format | Container | None:
    """What to read the content with: the one entry for whoever reads files. None for a kind that zvit does not read (``no_report``).

    Raises ``Refused``: ``too_large``, ``empty``, ``program``, ``truncated``, ``malformed``.
    """
    from ingest import sniff

    if len(probe.content) > limits.file_bytes:
        raise Refused.too_large(limits, "file_bytes")
    refused = sniff.refuse_early(probe)
    if refused:
        raise refused
    kind = recognise(probe)
    if kind is None:
        refused = sniff.describe_unknown(probe)
        if refused:
            raise refused
    return kind

"""What happens to one file inside its own process: read, hash, recognise, unpack, read into a Document, understand. Each function is one call to a worker."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import tessdata
from ingest.model import Document
from ingest.reading import Container, Format, Limits, Probe, Refused, formats, open_probe
from ingest.sniff import wrong_extension
from ingest.unpack import walk
from normalize.records import Finding, Normalized
from zvit.cache import Cache

if TYPE_CHECKING:
    from normalize.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds for every file of a run. ``scratch`` is where members and converted files wait for their own process."""

    limits: Limits
    cache: Cache
    scratch: Path
    lexicon: Path | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One content to read: the user's own file, or (``member``) one that was unpacked into the scratch folder.

    ``name`` is the contract's ``file``. ``sha256`` is given where it is known without reading: of members, and of files that have not changed.
    """

    path: Path
    name: str
    sha256: str | None = None
    member: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A ``Refused`` that can travel and be stored. ``detail`` is for whoever looks for the cause: a traceback."""

    code: str
    args: dict[str, str]
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one content: ``normalized`` or ``refusal``."""

    name: str
    sha256: str
    size: int
    format: str | None = None
    pages: int | None = None
    normalized: Normalized | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a file up gave: an outcome at once, members to take up next, or a ``convert``-er (its format's name) to go through first.

    ``unsettled`` says that the file changed while it was read: it is left for the next run.
    """

    sha256: str | None
    outcomes: tuple[Outcome, ...] = ()
    members: tuple[Source, ...] = ()
    convert: str | None = None
    unsettled: bool = False


def take(source: Source, plan: Plan) -> Taken:
    """Take one file up, as far as one process can: a document is read and understood, a container is unpacked into the scratch folder."""
    if source.sha256 and (document := _cached(source.sha256, plan)):
        size = source.path.stat().st_size if source.path.exists() else 0
        return Taken(source.sha256, (_understand(document, Probe(source.name, b""), source.sha256, size, plan),))
    try:
        content = _read_settled(source.path, plan.limits)
    except Refused as refused:
        sha256 = source.sha256 or stand_in(str(source.path))
        return Taken(sha256, (_refused(source.name, sha256, 0, refused),))
    if content is None:
        return Taken(None, unsettled=True)
    sha256 = source.sha256 or hashlib.sha256(content).hexdigest()
    return _open(Probe(source.name, content), sha256, source.member, plan)


def prepare(plan: Plan) -> None:
    """What every file needs and no file changes: the kinds that there are, the wordings, and what a first report leaves in memory.

    A worker that has seen no report compiles every pattern and weighs every usual word anew: two thirds of its time on a small file.
    """
    formats()
    content = resources.files("zvit").joinpath("rehearsal.txt").read_bytes()
    probe = Probe("rehearsal.txt", content)
    kind = open_probe(probe, plan.limits)
    assert isinstance(kind, Format)
    _understand(kind.read(probe, plan.limits), probe, "", len(content), plan)


def convert(name: str, sources: Sequence[Source], plan: Plan) -> list[Path | Refusal]:
    """Send files of one kind through their outside program in one call; per file, where the converted content lies, or why it does not."""
    probes = [Probe(source.name, source.path.read_bytes()) for source in sources]
    converter = _format(name).convert
    assert converter is not None
    results: list[Path | Refusal] = []
    for source, result in zip(sources, converter(probes, plan.limits), strict=True):
        if isinstance(result, Refused):
            results.append(Refusal(result.code, dict(result.args_)))
        else:
            results.append(_spill(result, plan.scratch, f"{source.sha256}.converted"))
    return results


def read_converted(source: Source, name: str, converted: Path, plan: Plan) -> Outcome:
    """Read what ``convert`` made of a file."""
    original = Probe(source.name, source.path.read_bytes())
    assert source.sha256 is not None
    try:
        return _read(Probe(source.name, converted.read_bytes()), original, source.sha256, _format(name), plan)
    finally:
        converted.unlink(missing_ok=True)


def _cached(sha256: str, plan: Plan) -> Document | None:
    """The document as it was read, unless pages were left out for want of a tool that is here now."""
    document = plan.cache.get(sha256)
    if document is not None and any(note.code == "needs_ocr" for note in document.notes) and tessdata.available():
        return None
    return document


def stand_in(text: str) -> str:
    """Something to know a content by that cannot be read at all, in the place of its sha256."""
    return hashlib.sha256(f"unread:{text}".encode()).hexdigest()


def _read_settled(path: Path, limits: Limits) -> bytes | None:
    """The whole content; None where the file changed under our hands. Raises ``Refused``: ``too_large``, ``unreadable``."""
    try:
        before = path.stat()
        if before.st_size > limits.file_bytes:
            raise Refused.too_large(limits, "file_bytes")
        content = path.read_bytes()
        after = path.stat()
    except OSError as error:
        raise Refused("unreadable", why=error.strerror or str(error)) from error
    settled = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(content) == after.st_size
    return content if settled else None


def _open(probe: Probe, sha256: str, member: bool, plan: Plan) -> Taken:
    try:
        kind = open_probe(probe, plan.limits)
    except Refused as refused:
        return Taken(sha256, (_refused(probe.name, sha256, len(probe.content), refused),))
    if isinstance(kind, Container) and not member:
        return _unpack(probe, sha256, plan)
    if not isinstance(kind, Format):
        return Taken(sha256, (_not_ours(probe, sha256),))
    document = _cached(sha256, plan)
    if document is not None:
        return Taken(sha256, (_understand(document, probe, sha256, len(probe.content), plan),))
    if kind.convert is not None:
        return Taken(sha256, convert=kind.name)
    return Taken(sha256, (_read(probe, probe, sha256, kind, plan),))


def _unpack(probe: Probe, sha256: str, plan: Plan) -> Taken:
    outcomes: list[Outcome] = []
    members: list[Source] = []
    for number, (name, leaf) in enumerate(_walked(probe, plan.limits)):
        if isinstance(leaf, Refused):
            outcomes.append(_refused(name, sha256 if name == probe.name else stand_in(f"{sha256}/{name}"), 0, leaf))
            continue
        # the one content of a signed envelope goes by the envelope's name, and by its sha256
        own = sha256 if name == probe.name else hashlib.sha256(leaf.content).hexdigest()
        members.append(Source(_spill(leaf.content, plan.scratch, f"{sha256}.{number}"), name, own, member=True))
    return Taken(sha256, tuple(outcomes), tuple(members))


def _walked(probe: Probe, limits: Limits) -> Iterator[tuple[str, Probe | Refused]]:
    """As ``walk``, but an error of our own in the middle costs only what comes after it."""
    try:
        yield from walk(probe, limits)
    except MemoryError:
        yield probe.name, Refused("memory")
    except Exception as error:  # noqa: BLE001 # the members before it are sound
        yield probe.name, Refused("internal", detail=_brief(error))


def _spill(content: bytes, scratch: Path, name: str) -> Path:
    path = scratch / name
    path.write_bytes(content)
    return path


def _read(content: Probe, original: Probe, sha256: str, kind: Format, plan: Plan) -> Outcome:
    try:
        document = kind.read(content, plan.limits)
    except Refused as refused:
        return _refused(original.name, sha256, len(original.content), refused, kind.name)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 # a reader's own mistake costs this file, and is told as such
        refusal = Refusal("internal", {"detail": _brief(error)}, traceback.format_exc())
        return Outcome(original.name, sha256, len(original.content), kind.name, refusal=refusal)
    plan.cache.put(sha256, document)
    return _understand(document, original, sha256, len(original.content), plan)


def _understand(document: Document, probe: Probe, sha256: str, size: int, plan: Plan) -> Outcome:
    from normalize.document import normalize

    kind = next((kind for kind in formats() if kind.name == document.format.partition("-")[0]), None)
    note = wrong_extension(probe, kind) if kind else None
    if note:
        document = replace(document, notes=(*document.notes, note))
    try:
        normalized = normalize(document, probe.name, _lexicon(plan.lexicon))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 # bad data never raises; our own mistake costs this file, and is told as such
        refusal = Refusal("internal", {"detail": _brief(error)}, traceback.format_exc())
        return Outcome(probe.name, sha256, size, document.format, document.pages, refusal=refusal)
    return Outcome(probe.name, sha256, size, document.format, document.pages, normalized)


def _not_ours(probe: Probe, sha256: str) -> Outcome:
    """A kind that zvit does not read: known, told, and never taken for a report."""
    kind = probe.extension or "?"
    normalized = Normalized("no_report", findings=(Finding("not_a_report_file", {"kind": kind}),))
    return Outcome(probe.name, sha256, len(probe.content), probe.extension or None, normalized=normalized)


def _refused(name: str, sha256: str, size: int, refused: Refused, kind: str | None = None) -> Outcome:
    return Outcome(name, sha256, size, kind, refusal=Refusal(refused.code, dict(refused.args_)))


def _brief(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _format(name: str) -> Format:
    return next(kind for kind in formats() if kind.name == name)


@lru_cache(maxsize=1)
def _lexicon(extra: Path | None) -> Lexicon:
    from normalize.lexicon import load

    return load(extra.read_text(encoding="utf-8") if extra else None)

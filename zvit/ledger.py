"""What earlier runs know, what this run adds: which files need reading, and what of each outcome goes into the warehouse."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from normalize.records import Normalized
from zvit import refusals
from zvit.inbox import Found
from zvit.refusals import Kind
from zvit.tasks import Outcome, Refusal, Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from warehouse.bookkeeping import Known, KnownDocument, KnownPath
    from warehouse.load import DocumentVersion, FailureKind, Loader


@dataclass(frozen=True, slots=True)
class Versions:
    """The code that reads and the code that understands: a document of other versions is worth another go."""

    extractor: str
    normalizer: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file in quarantine, as the user is told of it."""

    file: str
    code: str
    message: str


@dataclass(slots=True)
class Tally:
    """One run in numbers. Files are what stands at a path, a container's members (``members`` of the ``seen``) each for itself and not it as well;
    ``left`` were still being written.

    ``foreign`` of those in ``no_report`` are of kinds that zvit does not read, by kind.
    """

    seen: int = 0
    members: int = 0
    loaded: int = 0
    no_report: int = 0
    unchanged: int = 0
    quarantined: int = 0
    left: int = 0
    skipped: int = 0
    reports: int = 0
    records: int = 0
    foreign: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Credit:
    """What one understood file adds to the tally; a copy of a content met before adds no reports."""

    file: str
    loaded: bool
    reports: int
    records: int
    foreign: tuple[str, ...]


class Ledger:
    """Compares files with what is known and hands outcomes to the loader; nothing here reads a file."""

    def __init__(
        self, con: DuckDBPyConnection, run_id: int, known: Known, loader: Loader, versions: Versions, tell: Callable[[str], None]
    ) -> None:
        from warehouse.bookkeeping import Paths

        self._con, self._run, self._known, self._loader, self._versions, self._tell = con, run_id, known, loader, versions, tell
        self._done: set[str] = set()
        self._credits: dict[str, list[_Credit]] = defaultdict(list)
        self._unstored: dict[str, str] = {}
        self.paths = Paths(con, run_id)
        self.tally = Tally()

    @cached_property
    def _members(self) -> dict[str, list[tuple[str, KnownPath]]]:
        members: dict[str, list[tuple[str, KnownPath]]] = defaultdict(list)
        for location, path in self._known.paths.items():
            if path.container and path.present:
                members[path.container].append((location, path))
        return members

    @cached_property
    def _errors(self) -> dict[str, str]:
        """Why what is in quarantine is there, by sha256."""
        return dict(self._con.execute("SELECT sha256, error FROM document WHERE status = 'quarantined'").fetchall())

    def to_read(self, found: Found) -> Source | None:
        """What has to be read of a file; None where nothing has changed since it was read (which is noted)."""
        location = found.location
        path = self._known.paths.get(location)
        if path is None or (path.size, path.mtime_ns) != (found.size, found.mtime_ns):
            return Source(found.path, found.name)
        members = self._members.get(location, [])
        contents = [path.sha256] * bool(path.sha256) + [member.sha256 for _, member in members]
        documents = [self._known.documents.get(sha256 or "") for sha256 in contents]
        if not documents or any(self._worth_a_go(document) for document in documents):
            return Source(found.path, found.name, None if members else path.sha256)
        self._keep(found, path, members)
        return None

    def _worth_a_go(self, document: KnownDocument | None) -> bool:
        if document is None or document.status == "failed":
            return True
        if not self._is_of_this_code(document):
            return True
        if document.status != "quarantined":
            return False
        kind = refusals.kind_of(document.code or "")
        return kind in (Kind.ACCESS, Kind.TOOL) or (kind is Kind.TRANSIENT and document.attempts < refusals.TRIES)

    def _keep(self, found: Found, path: KnownPath, members: list[tuple[str, KnownPath]]) -> None:
        self.saw(found, path.sha256)
        self.tally.members += len(members)
        for location, member in members:
            name = found.name + member.file.removeprefix(path.file)
            self._saw(location, name, member.size, member.mtime_ns, member.sha256, found.location)
        for sha256, name in [(path.sha256, found.name)] * bool(path.sha256) + [(member.sha256, member.file) for _, member in members]:
            document = self._known.documents[sha256 or ""]
            self.tally.seen += 1
            if document.status == "quarantined":
                code = document.code or ""
                # no error is at hand where an earlier reading still stands in the place of the one that failed
                stored = self._errors.get(sha256 or "")
                told = refusals.reworded(code, stored) if stored else refusals.explain(code, {}) + self._end(code, document.attempts)
                self._refuse(name, code, told)
            else:
                self.tally.unchanged += 1

    def saw(self, found: Found, sha256: str | None) -> None:
        """Remember a file itself; ``sha256`` None for a container."""
        self._saw(found.location, found.name, found.size, found.mtime_ns, sha256, None)

    def _saw(self, location: str, name: str, size: int | None, mtime_ns: int | None, sha256: str | None, container: str | None) -> None:
        from warehouse.bookkeeping import PathSeen

        self.paths.add(PathSeen(location, name, size, mtime_ns, sha256, container))

    def leave(self, found: Found) -> None:
        """A file that is still being written: nothing is concluded from it."""
        self.tally.seen += 1
        self.tally.left += 1
        path = self._known.paths.get(found.location)
        if path is not None:
            self._saw(found.location, found.name, path.size, path.mtime_ns, path.sha256, path.container)

    def settle(self, found: Found, outcome: Outcome, *, of_container: bool) -> None:
        """Take in what became of a file or of a container's member."""
        self.tally.seen += 1
        if of_container:
            self.tally.members += 1
            location = found.location + outcome.name.removeprefix(found.name)
            self._saw(location, outcome.name, outcome.size, None, outcome.sha256, found.location)
        else:
            self.saw(found, outcome.sha256)
        if outcome.refusal is not None:
            self._quarantine(outcome, outcome.refusal)
        else:
            self._load(outcome)

    def _load(self, outcome: Outcome) -> None:
        assert outcome.normalized is not None
        reports = outcome.normalized.reports
        if self._is_news(outcome.sha256, None):
            self._loader.add(self._version(outcome), outcome.normalized)
            self._done.add(outcome.sha256)
        elif outcome.sha256 in self._unstored:
            self._refuse(outcome.name, "load_failed", refusals.explain("load_failed", {"detail": self._unstored[outcome.sha256]}))
            return
        elif outcome.sha256 in self._done:
            reports = ()
        else:
            self.tally.unchanged += 1
            return
        records = sum(len(report.funding) + len(report.indicators) for report in reports)
        foreign = tuple(f.args["kind"] for f in outcome.normalized.findings if f.rule == "not_a_report_file")
        credit = _Credit(outcome.name, outcome.normalized.status == "loaded", len(reports), records, foreign)
        self._credits[outcome.sha256].append(credit)
        self._count(credit, 1)
        if not self._loader.waiting:
            self.stored()

    def _count(self, credit: _Credit, sign: int) -> None:
        tally = self.tally
        tally.loaded += sign * credit.loaded
        tally.no_report += sign * (not credit.loaded)
        tally.reports += sign * credit.reports
        tally.records += sign * credit.records
        for kind in credit.foreign:
            tally.foreign[kind] += sign

    def stored(self) -> None:
        """All that was handed over has been written by now: what was read and then refused counts as quarantined after all."""
        for one in self._loader.failed:
            self._unstored[one.document.sha256] = one.detail
            for credit in self._credits[one.document.sha256]:
                self._count(credit, -1)
                self._refuse(credit.file, "load_failed", refusals.explain("load_failed", {"detail": one.detail}))
        self._loader.failed.clear()
        self._credits.clear()

    def _quarantine(self, outcome: Outcome, refusal: Refusal) -> None:
        from warehouse.bookkeeping import record_attempt

        document, kind = self._version(outcome), refusals.kind_of(refusal.code)
        attempts = self._attempts(outcome.sha256) + 1
        error = refusals.explain(refusal.code, refusal.args, "uk") + self._end(refusal.code, attempts, "uk")
        record_attempt(self._con, self._run, document, stage="read", code=refusal.code, kind=kind, message=error, detail=refusal.detail)
        last = kind is Kind.TRANSIENT and attempts == refusals.TRIES and outcome.sha256 not in self._done
        if last or self._is_news(outcome.sha256, refusal.code):
            store_kind: FailureKind = (
                "person" if kind in (Kind.TOOL, Kind.PERSON) else "transient" if kind in (Kind.TRANSIENT, Kind.ACCESS) else "permanent"
            )
            self._loader.add(document, Normalized("quarantined"), error=error, code=refusal.code, kind=store_kind)
            self._done.add(outcome.sha256)
        self._refuse(outcome.name, refusal.code, refusals.explain(refusal.code, refusal.args) + self._end(refusal.code, attempts))

    def _attempts(self, sha256: str) -> int:
        """In how many earlier runs this code failed at a content in passing."""
        known = self._known.documents.get(sha256)
        return known.attempts if known is not None and self._is_of_this_code(known) else 0

    @staticmethod
    def _end(code: str, attempts: int, lang: str | None = None) -> str:
        spent = refusals.kind_of(code) is Kind.TRANSIENT and attempts >= refusals.TRIES
        return refusals.given_up(lang) if spent else ""

    def _is_news(self, sha256: str, code: str | None) -> bool:
        """Whether this outcome says something that the warehouse does not hold yet."""
        known = self._known.documents.get(sha256)
        if sha256 in self._done:
            return False
        if known is None or known.status == "failed" or known.code != code:
            return True
        return not self._is_of_this_code(known)

    def _is_of_this_code(self, known: KnownDocument) -> bool:
        return (known.extractor_version, known.normalizer_version) == (self._versions.extractor, self._versions.normalizer)

    def _version(self, outcome: Outcome) -> DocumentVersion:
        from warehouse.load import DocumentVersion

        return DocumentVersion(
            sha256=outcome.sha256,
            file=outcome.name,
            format=outcome.format,
            pages=outcome.pages,
            size=outcome.size,
            extractor_version=self._versions.extractor,
            normalizer_version=self._versions.normalizer,
        )

    def _refuse(self, file: str, code: str, message: str | None) -> None:
        """One clear line for each file in quarantine, in every run that meets it."""
        refused = Refused(file, code, message or refusals.explain(code, {}))
        self.tally.quarantined += 1
        self.tally.refused.append(refused)
        self._tell(f"{refused.file}: {refused.message}")

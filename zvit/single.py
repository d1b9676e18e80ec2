"""One file understood on its own, by the same way as in a run but without a warehouse: for ``zvit headers``."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from zvit import inbox, own_wordings, versions
from zvit.cache import Cache
from zvit.config import Settings
from zvit.errors import UsageError
from zvit.flow import Flow
from zvit.inbox import Found
from zvit.language import say
from zvit.tasks import Outcome, Plan, Source
from zvit.workers import Bounds, Workers


@dataclass(slots=True)
class _Collected:
    """Reads everything, keeps everything."""

    outcomes: list[Outcome] = field(default_factory=list)

    def to_read(self, found: Found) -> Source | None:
        return Source(found.path, found.name)

    def saw(self, found: Found, sha256: str | None) -> None:
        pass

    def leave(self, found: Found) -> None:
        pass

    def settle(self, found: Found, outcome: Outcome, *, of_container: bool) -> None:
        self.outcomes.append(outcome)

    def file_done(self, name: str) -> None:
        pass

    def line(self, text: str) -> None:
        pass


def understand(settings: Settings, path: Path) -> list[Outcome]:
    """What a file, or each member of a container, was read as. Raises ``UsageError`` where there is no such file, or the lexicon is none."""
    if not path.is_file():
        raise UsageError(say(f"Немає такого файлу: {path}", f"No such file: {path}"))
    own_wordings.check(settings.lexicon)
    found = list(inbox.scan([path], warehouse=settings.warehouse, store=settings.store).files())
    limits, collected = settings.limits, _Collected()
    bounds = Bounds(limits.seconds, limits.seconds_per_page, limits.memory_bytes)
    with tempfile.TemporaryDirectory(prefix="zvit-") as scratch, Workers(settings.worker_count, bounds, scratch=Path(scratch)) as workers:
        plan = Plan(limits, Cache(Path(scratch) / "cache", versions.reader(limits)), Path(scratch), settings.lexicon)
        Flow(workers, settings.worker_count, plan, collected, collected).run(iter(found))
    return sorted(collected.outcomes, key=lambda outcome: outcome.name)

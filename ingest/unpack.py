"""Opens containers within containers down to the documents in them, and stops where a limit says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.reading import Container, Limits, Member, Probe, Refused, open_probe

#: Below this many bytes out of one file, over all levels, no ratio is harmful.
_RATIO_FLOOR = 16 * 1024**2


@dataclass
class _Budget:
    """What one file may still give, over all levels of nesting."""

    bytes_left: int
    members_left: int

    def limits(self, limits: Limits) -> Limits:
        return replace(limits, unpacked_bytes=self.bytes_left, members=self.members_left)

    def spend(self, member: Member) -> None:
        self.bytes_left = max(0, self.bytes_left - len(member.content))
        self.members_left -= 1


def walk(probe: Probe, limits: Limits) -> Iterator[tuple[str, Probe | Refused]]:
    """Every document in a file, by name: the file itself, or what a container holds at any depth (``archive.zip/folder/member.docx``).

    In the place of what cannot be opened stands the ``Refused``; a container that breaks off is named itself, beside the members
    that could be read.
    A leaf is not yet read: ``open_probe`` tells with what (None: a kind that zvit does not read).
    """
    most = min(limits.unpacked_bytes, max(_RATIO_FLOOR, limits.unpack_ratio * len(probe.content)))
    yield from _walk(probe, limits, _Budget(most, limits.members), 0)


def _walk(probe: Probe, limits: Limits, budget: _Budget, depth: int) -> Iterator[tuple[str, Probe | Refused]]:
    try:
        kind = open_probe(probe, limits)
    except Refused as refused:
        yield probe.name, refused
        return
    if not isinstance(kind, Container):
        yield probe.name, probe
    elif depth >= limits.depth:
        yield probe.name, Refused("too_deep", limit=str(limits.depth))
    else:
        yield from _members(probe, kind, limits, budget, depth)


def _members(probe: Probe, kind: Container, limits: Limits, budget: _Budget, depth: int) -> Iterator[tuple[str, Probe | Refused]]:
    found = False
    try:
        for item in kind.unpack(probe, budget.limits(limits)):
            found = True
            if isinstance(item, Member):
                budget.spend(item)
                yield from _walk(Probe(_path(probe.name, item.name), item.content), limits, budget, depth + 1)
            else:
                yield _path(probe.name, item[0]), item[1]
    except Refused as refused:
        yield probe.name, refused
        return
    if not found:
        yield probe.name, Refused("empty")


def _path(container: str, member: str) -> str:
    return f"{container}/{member}" if member else container

"""Which reports speak of one programme: decided over the whole set of current reports, so the order of ingest cannot show.

Equal keys are one programme; alike keys of one community are, where nothing contradicts, the likeness passes a floor and no other
programme is nearly as alike. Two programmes in one document for one period are two. Two communities never share a programme. A report that
names no programme is one by itself: nothing says that it speaks of the same as another nameless one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from normalize.title_keys import Title, community_key, likeness, programme_title
from warehouse import ids

SURE, FLOOR, MARGIN, TELL = 0.93, 0.86, 0.04, 0.80
"""At and above SURE alike titles are merged quietly, from FLOOR with a warning, from TELL they stay apart with a notice."""


@dataclass(frozen=True, slots=True)
class ReportTitle:
    """What identity looks at in one report; ``key`` is the caller's own handle of it."""

    key: int
    document_id: str
    community: str | None
    programme: str
    period_start: date | None
    period_end: date | None
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a reader should know about one report's identity: ``rule`` of ``normalize.findings`` and the values of its message."""

    key: int
    rule: str
    title: str
    other: str
    score: float


@dataclass(frozen=True, slots=True)
class Programmes:
    """``ids`` by report; ``titles``: programme_id → (community, title as the latest report writes it); ``doubts``."""

    ids: dict[int, str]
    titles: dict[str, tuple[str | None, str]]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """All reports of one community whose titles have one key."""

    community: str
    title: Title
    reports: tuple[ReportTitle, ...]

    @property
    def periods(self) -> set[tuple[str, date | None, date | None]]:
        return {(r.document_id, r.period_start, r.period_end) for r in self.reports}

    @property
    def dates(self) -> set[tuple[date | None, date | None]]:
        return {(r.period_start, r.period_end) for r in self.reports}


def _age(report: ReportTitle) -> tuple[date, date, str, str]:
    return (report.period_end or date.max, report.period_start or date.max, report.document_id, report.programme)


def programmes(reports: Iterable[ReportTitle]) -> Programmes:
    """Decide over all reports at once."""
    groups = _groups(reports)
    groups, inferred = _settle_unnamed(groups)
    merged: dict[tuple[str, str], list[_Group]] = {}
    doubts: list[Doubt] = list(inferred)
    by_community: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        by_community[group.community].append(group)
    for community in sorted(by_community):
        clusters, notes = _merge(by_community[community])
        doubts += notes
        for cluster in clusters:
            first = min((r for g in cluster for r in g.reports), key=_age)
            key = next(g.title.key for g in cluster if first in g.reports)
            merged[(community, key)] = cluster
    return _result(merged, doubts)


def _result(merged: dict[tuple[str, str], list[_Group]], doubts: list[Doubt]) -> Programmes:
    of: dict[int, str] = {}
    titles: dict[str, tuple[str | None, str]] = {}
    for (community, key), cluster in merged.items():
        ident = ids.digest("programme", community, key)
        members = sorted((r for g in cluster for r in g.reports), key=_age)
        of |= {r.key: ident for r in members}
        named = [r.community for r in members if r.community]
        titles[ident] = (named[-1] if named else None, members[-1].programme)
    return Programmes(of, titles, tuple(sorted(doubts, key=lambda d: (d.key, d.rule, d.other))))


def _groups(reports: Iterable[ReportTitle]) -> list[_Group]:
    found: dict[tuple[str, str], list[ReportTitle]] = defaultdict(list)
    titles: dict[str, Title] = {}
    for report in reports:
        title = programme_title(report.programme, report.community)
        if title.nameless:
            title = replace(title, key=f"{title.key} {report.document_id} {report.ordinal}", words=())  # no words: like nothing else
        titles[title.key] = title
        found[(community_key(report.community), title.key)].append(report)
    return [_Group(c, titles[key], tuple(sorted(found[(c, key)], key=_age))) for c, key in sorted(found)]


def _settle_unnamed(groups: list[_Group]) -> tuple[list[_Group], list[Doubt]]:
    """A report that names no community belongs to the only community that has its programme, if there is exactly one; said as a notice."""
    owners: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        if group.community:
            owners[group.title.key].append(group)
    out: dict[tuple[str, str], _Group] = {(g.community, g.title.key): g for g in groups if g.community}
    doubts: list[Doubt] = []
    for group in (g for g in groups if not g.community):
        homes = [home for home in owners.get(group.title.key, []) if not _other_years(home, group)]
        if len(homes) == 1:
            home = homes[0]
            place = (home.community, home.title.key)
            out[place] = _Group(home.community, home.title, tuple(sorted((*out[place].reports, *group.reports), key=_age)))
            community = next(r.community for r in home.reports if r.community)
            doubts += [Doubt(r.key, "identity_inferred", r.programme, community, 1.0) for r in group.reports]
        else:
            out[("", group.title.key)] = group
    return [out[k] for k in sorted(out)], doubts


_SPAN = re.compile(r"(20\d\d)\s*[-–—]\s*(20\d\d)|\bна\s+(20\d\d)\s*р", re.IGNORECASE)


def _other_years(one: _Group, two: _Group) -> bool:
    """Whether the titles name terms that have nothing to do with each other: same words of two communities, not one programme."""
    first, second = ({span for r in g.reports if (span := _SPAN.search(r.programme))} for g in (one, two))
    spans = [{(m[1] or m[3], m[2] or m[3]) for m in found} for found in (first, second)]
    return bool(spans[0] and spans[1] and not spans[0] & spans[1])


def _merge(groups: list[_Group]) -> tuple[list[list[_Group]], list[Doubt]]:
    """Groups of one community that are one programme, complete linkage: every pair in a cluster is alike."""
    scores = dict(_alike_pairs(groups))
    near: dict[int, set[int]] = defaultdict(set)
    for i, j in scores:
        near[i].add(j)
        near[j].add(i)
    cluster_of = list(range(len(groups)))
    members = {i: [i] for i in range(len(groups))}
    doubts: list[Doubt] = []
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        a, b = cluster_of[i], cluster_of[j]
        if a == b:
            continue
        complete = all(_score(scores, x, y) >= FLOOR for x in members[a] for y in members[b])
        rival = max((_score(scores, x, y) for x in (i, j) for y in near[x] if cluster_of[y] not in (a, b)), default=0.0)
        if score < FLOOR or not complete or (score < SURE and score - rival < MARGIN):
            doubts += _notes("identity_alike", groups[i], groups[j], score)
            continue
        if score < SURE:
            doubts += _notes("identity_unsure", groups[i], groups[j], score)
        members[a] += members.pop(b)
        cluster_of = [a if c == b else c for c in cluster_of]
    return [[groups[i] for i in sorted(m)] for m in members.values()], doubts


def _score(scores: dict[tuple[int, int], float], x: int, y: int) -> float:
    return scores.get((min(x, y), max(x, y)), 0.0)


def _notes(rule: str, one: _Group, two: _Group, score: float) -> Iterator[Doubt]:
    """The note lies on the newer of the two, where a reader meets the new spelling."""
    older, newer = sorted((one, two), key=lambda g: (_age(g.reports[0]), g.title.key))
    for report in newer.reports:
        yield Doubt(report.key, rule, report.programme, older.reports[-1].programme, round(score, 2))


def _alike_pairs(groups: list[_Group]) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs worth telling. Cheap letters first (one matrix), then words; pairs that contradict each other never appear."""
    if len(groups) < 2:
        return
    import numpy
    from rapidfuzz import fuzz, process

    keys = [" ".join(sorted(g.title.words)) for g in groups]
    for start in range(0, len(keys), 1000):  # a strip of the matrix at a time keeps memory flat
        strip = process.cdist(keys[start : start + 1000], keys, scorer=fuzz.ratio, score_cutoff=70, dtype=numpy.uint8)
        for x, j in zip(*(axis.tolist() for axis in numpy.nonzero(strip)), strict=True):
            i = start + x
            if i < j and groups[i].title.numbers == groups[j].title.numbers and not groups[i].periods & groups[j].periods:
                like = likeness(groups[i].title, groups[j].title)
                if like.score >= TELL and not like.conflict:
                    # with a word more, and a report of its own for the same period, it is another programme; a misprint is not
                    apart = like.extra and groups[i].dates & groups[j].dates
                    yield (i, j), min(like.score, TELL) if apart else like.score

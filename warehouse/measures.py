"""Which rows of a programme's reports speak of one measure, over its years: by title first, by number as evidence.

The reports are walked in the order of their periods, never of their ingest. A renamed measure keeps its number and most of its words;
a renumbered one keeps its title; the parts of a split measure, and what several measures were joined into, are new ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from normalize.title_keys import Title, at_most, fold, likeness, measure_title
from warehouse import ids

SAME_NUMBER, NO_NUMBER, OTHER_NUMBER, MARGIN = 0.5, 0.75, 0.85, 0.05
"""How alike a new title must be to a measure that is gone: with its number, where neither has one, and with another number."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One measure in one report. ``report`` is the caller's handle; slots of one report come in reading order."""

    report: int
    slot: int
    kind: str
    section_number: str | None
    section: str | None
    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A measure taken for an earlier one under another title."""

    report: int
    slot: int
    title: str
    other: str
    score: float


@dataclass(frozen=True, slots=True)
class Measures:
    """``ids`` by (report, slot), and the renamings that were understood."""

    ids: dict[tuple[int, int], str]
    renamed: tuple[Renamed, ...]


@dataclass(slots=True)
class _Named:
    slot: Slot
    title: Title
    section: str
    marks: frozenset[str]


@dataclass(slots=True)
class _Measure:
    """A measure as its latest report shows it, with every slot it has had."""

    first: str
    latest: _Named
    slots: list[Slot] = field(default_factory=list)


def measures(programme_id: str, reports: Iterable[Sequence[Slot]]) -> Measures:
    """Ids for all slots of one programme; ``reports`` in the order of their periods."""
    known: list[_Measure] = []
    renamed: list[Renamed] = []
    for report in reports:
        _Matching(known, [_named(s) for s in report], renamed).run()
    out: dict[tuple[int, int], str] = {}
    nth: dict[str, int] = defaultdict(int)
    for measure in known:
        ident = ids.digest("measure", programme_id, measure.first, nth[measure.first])
        nth[measure.first] += 1
        out |= {(s.report, s.slot): ident for s in measure.slots}
    return Measures(out, tuple(renamed))


def _named(slot: Slot) -> _Named:
    title = measure_title(slot.text)
    return _Named(slot, title, fold(slot.section or slot.section_number or ""), _marks(slot, title))


def _marks(slot: Slot, title: Title) -> frozenset[str]:
    """What two titles have to share, one of it at least, to be compared at all: a number, or the beginning of a word."""
    marks = {word[:4] for word in title.words if len(word) > 3}
    return frozenset(marks | {"#" + slot.number} if slot.number else marks)


class _Matching:
    """One report's slots against the measures known from earlier ones; each finds at most one."""

    def __init__(self, known: list[_Measure], new: list[_Named], renamed: list[Renamed]) -> None:
        self._known, self._new, self._renamed = known, new, renamed
        self._old_free: dict[int, _Measure] = dict(enumerate(known))
        self._new_free: dict[int, _Named] = dict(enumerate(new))

    def run(self) -> None:
        """Take the certain first, then the likely; what is left is new."""
        self._by_title()
        if self._old_free and self._new_free:
            self._by_likeness()
        for named in self._new_free.values():
            self._known.append(_Measure(named.title.key, named, [named.slot]))

    def _take(self, old: int, new: int) -> None:
        measure, named = self._old_free.pop(old), self._new_free.pop(new)
        measure.latest = named
        measure.slots.append(named.slot)

    def _by_title(self) -> None:
        """Equal titles: with number and section, with the number, with the section, alone on both sides."""
        keys: tuple[Callable[[_Named], tuple[str | None, ...]], ...] = (
            lambda n: (n.slot.kind, n.slot.number, n.section),
            lambda n: (n.slot.number, n.section),
            lambda n: (n.slot.number,) if n.slot.number else (None, n.section),
            lambda n: (n.section,),
            lambda n: (),
        )
        wanted = {named.title.key for named in self._new}
        namesakes = {i: measure for i, measure in self._old_free.items() if measure.latest.title.key in wanted}
        for level, key in enumerate(keys):
            olds: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
            news: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
            for i, measure in namesakes.items():
                if i in self._old_free:
                    olds[(measure.latest.title.key, *key(measure.latest))].append(i)
            for j, named in self._new_free.items():
                news[(named.title.key, *key(named))].append(j)
            for name in news.keys() & olds.keys():
                # with number and section equal, several of a name are told apart by their order; with less, only one to one is safe
                if level < 2 or len(olds[name]) == len(news[name]) == 1:
                    for i, j in zip(olds[name], news[name], strict=False):
                        self._take(i, j)

    def _by_likeness(self) -> None:
        """Alike titles, best first, each a margin ahead of its rivals; never across a split or a join."""
        scores: dict[tuple[int, int], float] = {}
        for i, j in self._candidates():
            score = _score(self._old_free[i].latest, self._new_free[j])
            if score is not None:
                scores[i, j] = score
        if not scores:
            return
        closed_old, closed_new = self._splits(), self._joins()
        for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
            if i not in self._old_free or j not in self._new_free or i in closed_old or j in closed_new:
                continue
            rivals = [s for (x, y), s in scores.items() if (x == i) != (y == j) and x in self._old_free and y in self._new_free]
            if max(rivals, default=0.0) > score - MARGIN:
                continue
            old, named = self._old_free[i].latest, self._new_free[j]
            like = round(likeness(old.title, named.title).score, 2)
            self._renamed.append(Renamed(named.slot.report, named.slot.slot, named.slot.text, old.slot.text, like))
            self._take(i, j)

    def _candidates(self) -> list[tuple[int, int]]:
        """Pairs that share a number or the beginning of a word: likeness is not asked of all against all."""
        holders: dict[str, list[int]] = defaultdict(list)
        wanted = frozenset().union(*(named.marks for named in self._new_free.values()))
        for i, measure in self._old_free.items():
            for mark in measure.latest.marks & wanted:
                holders[mark].append(i)
        return sorted({(i, j) for j, named in self._new_free.items() for mark in named.marks for i in holders.get(mark, ())})

    def _splits(self) -> set[int]:
        """Measures that two or more new titles are parts of, by words or by number."""
        return {i for i, m in self._old_free.items() if sum(_part(m.latest, n) for n in self._new_free.values()) > 1}

    def _joins(self) -> set[int]:
        return {j for j, n in self._new_free.items() if sum(_part(n, m.latest) for m in self._old_free.values()) > 1}


def _part(whole: _Named, part: _Named) -> bool:
    """``part`` is a piece of ``whole``: its number continues the whole's, or its words are some of the whole's."""
    if whole.slot.number and part.slot.number and part.slot.number.startswith(whole.slot.number + "."):
        return True
    if len(part.title.words) >= len(whole.title.words):
        return False
    like = likeness(whole.title, part.title)
    return like.contained >= 0.85 and like.score < 0.92


def _score(old: _Named, new: _Named) -> float | None:
    """Likeness with the bonus of an equal number, or None where they are two measures."""
    if old.slot.kind != new.slot.kind:
        return None
    same_number = bool(new.slot.number) and old.slot.number == new.slot.number and _sections_agree(old, new)
    counts_differ = old.title.numbers != new.title.numbers
    if same_number:
        floor = 0.8 if counts_differ else SAME_NUMBER
    elif counts_differ:
        return None
    else:
        floor = OTHER_NUMBER if old.slot.number and new.slot.number else NO_NUMBER
    if at_most(old.title, new.title) < floor:
        return None
    like = likeness(old.title, new.title)
    if like.other_object or like.score < floor or (like.conflict and not same_number):
        return None
    return like.score + 0.2 if same_number else like.score


def _sections_agree(old: _Named, new: _Named) -> bool:
    if not old.section or not new.section or old.section == new.section:
        return True
    if old.slot.section_number and old.slot.section_number == new.slot.section_number:
        return True
    return likeness(measure_title(old.section), measure_title(new.section)).score >= 0.8

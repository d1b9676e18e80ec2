"""Budgets and funds in a header's lowest level that a scan misread by a letter or two: told by the labels beside them."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.alike import Place, begun, nearest
from normalize.head_texts import dimension_only, without_unit
from normalize.header_years import Paths, groups_of, is_strange
from normalize.lexicon import Lexicon
from normalize.text import fold
from normalize.wordings import tokens

# How like a label must be to the usual spelling (0–100): its group leaves few to choose from.
_LIKE = 72.0
_LONGEST = 60
_LETTERS = 6
STRANGE = "a label that nobody knows beside a source, fund or year"


def with_labels_alike(paths: Paths, lexicon: Lexicon) -> tuple[Paths, dict[int, str]]:
    """The paths with labels that nobody understands replaced by the budget or fund they are nearly, and what stood there, by column.

    «загальний фаил» beside «спеціальний фонд» is the general fund, «кошти держ» beside «обласний бюджет» the state budget: one of its own
    group is understood, none of them is the same, and no other budget or fund is as near, or begins so. A label that is a word of the lexicon stays.
    """
    out = list(paths)
    spoilt: dict[int, str] = {}
    for group in groups_of(paths):
        taken = {place for c in group for place in _places(paths[c][-1], lexicon)}
        for c in group if taken else ():
            label = paths[c][-1]
            if not is_strange(label, lexicon, longest=_LONGEST):
                continue
            said = fold(without_unit(label))
            like = (
                nearest(said, {section for section, _ in taken}, _LIKE, lexicon) if sum(ch.isalpha() for ch in label) >= _LETTERS else None
            )
            found = like or begun(said, lexicon)
            if found is not None and found[1] not in taken:
                taken.add(found[1])
                spoilt[c] = label
                out[c] = (*paths[c][:-1], found[0])
    return tuple(out), spoilt


def strangers(paths: Paths, lexicon: Lexicon) -> set[int]:
    """The columns under a group whose own label nobody understands, beside columns of the group that are told apart by budget, fund or year.

    Which of the group's amounts they hold is not known: they are not the group's total.
    """
    found: set[int] = set()
    for group in groups_of(paths):
        strange = {
            c
            for c in group
            if is_strange(paths[c][-1], lexicon, longest=_LONGEST)
            and any(map(str.isalpha, paths[c][-1]))
            and not _is_part(paths[c][-1], lexicon)
            and lexicon.best("plans", paths[c][-1], 0.6) is None
        }
        if any(dimension_only(paths[c][-1], lexicon) for c in group if c not in strange):
            found |= strange
    return found | _under_strange_sources(paths, lexicon) | _beside_named_sources(paths, lexicon)


def _is_part(label: str, lexicon: Lexicon) -> bool:
    """«із них кошти місцевого бюджету», «в тому числі за рахунок субвенції з державного бюджету»: a part that names its source or fund."""
    rest = lexicon.after_breakdown(label)
    return bool(rest) and (
        lexicon.best("sources", rest or "", 0.6, 0.01) is not None or lexicon.best("funds", rest or "", 0.55, 0.01) is not None
    )


def _under_strange_sources(paths: Paths, lexicon: Lexicon) -> set[int]:
    """«Місцевий бюджет › план, факт | <nobody knows> › план, факт»: a head over plan and fact beside a source's, and none of its own column beneath says more."""
    heads: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for c, path in enumerate(paths):
        if len(path) > 1:
            heads.setdefault(path[:-2], {}).setdefault(path[-2], []).append(c)
    found: set[int] = set()
    for beside in heads.values():
        known = {head for head in beside if _places(head, lexicon)}
        labels = {tuple(paths[c][-1] for c in beside[head]) for head in known}
        for head, columns in beside.items():
            alike = tuple(paths[c][-1] for c in columns) in labels
            if head not in known and alike and is_strange(head, lexicon, longest=_LONGEST) and not _says_all(head, lexicon):
                found |= set(columns)
    return found


def _beside_named_sources(paths: Paths, lexicon: Lexicon) -> set[int]:
    """«Річний план <nobody knows> | Річний план Інші»: where the same words name a source in the next head, what stands behind them here names one too."""
    found: set[int] = set()
    words = [_said(path[-1]) if path else () for path in paths]
    for c, path in enumerate(paths):
        bare = _without_source(words[c], path[-1], lexicon) if path else ()
        for d, other in enumerate(paths):
            rest = words[d][len(bare) :]
            if (
                bare
                and rest
                and len(rest) <= 2
                and other[:-1] == path[:-1]
                and words[d][: len(bare)] == bare
                and _names_nothing(rest, lexicon)
            ):
                found.add(d)
    return found


def _said(label: str) -> tuple[str, ...]:
    return tokens(without_unit(label))


def _without_source(words: Sequence[str], label: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What stands before the source that a head ends in; nothing of one that names no source, or nothing else."""
    best = None if dimension_only(label, lexicon) else lexicon.best("sources", label, 0.0)
    named = lexicon.covered("sources", best.meaning, " ".join(words)) if best else frozenset()
    first = min(named, default=0)
    return tuple(words[:first]) if named == frozenset(range(first, len(words))) else ()


def _names_nothing(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether no word of a head's rest is known: no year, no budget, no part of the year, no kind of plan or money."""
    return all(
        word.isalpha() and not any(lexicon.matches(section, word) for section in ("fields", "plans", "natural", *_PLACING))
        for word in words
    )


_PLACING = ("sources", "funds", "periods", "aggregate", "joiners")


def _says_all(head: str, lexicon: Lexicon) -> bool:
    return lexicon.best("aggregate", head, 0.5) is not None


def _places(label: str, lexicon: Lexicon) -> list[Place]:
    if not dimension_only(label, lexicon):
        return []
    return [(section, found.meaning) for section in ("sources", "funds") if (found := lexicon.best(section, label, 0.6)) is not None]

"""The lexicon's own order: what each list may hold."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

_LISTS = tomllib.loads(files("normalize").joinpath("lexicon.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", sorted(_LISTS))
def test_no_wording_stands_twice_in_one_list(section: str) -> None:
    assert {
        m: [w for w, n in Counter(wordings).items() if n > 1]
        for m, wordings in _LISTS[section].items()
        if len(wordings) > len(set(wordings))
    } == {}


def test_no_wording_of_a_column_means_two_things() -> None:
    """A wording under two fields would make each of its columns unknown. Remarks and reasons may share one: either will do."""
    told = Counter(w for meaning, wordings in _LISTS["fields"].items() if meaning != "reasons" for w in wordings)
    assert [wording for wording, n in told.items() if n > 1] == []

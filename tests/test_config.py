"""Where settings come from, and which wins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zvit.config import load
from zvit.errors import UsageError


def settings_from(folder: Path, text: str = "", environment: dict[str, str] | None = None, **options: Any) -> Any:
    (folder / "zvit.toml").write_text(text, encoding="utf-8")
    return load(environment or {}, warehouse=folder / "w.duckdb", **options)


def test_each_source_overrides_the_one_before(tmp_path: Path) -> None:
    text = "workers = 3\nlang = 'en'\n[limits]\nseconds = 5"
    settings = settings_from(tmp_path, text, {"ZVIT_LANG": "uk", "ZVIT_LIMITS_PAGES": "7"}, workers=1)
    assert (settings.workers, settings.lang, settings.limits.seconds, settings.limits.pages) == (1, "uk", 5.0, 7)


def test_the_environment_names_the_warehouse() -> None:
    assert load({"ZVIT_WAREHOUSE": "/x/y.duckdb"}).warehouse == Path("/x/y.duckdb")


def test_a_relative_lexicon_stands_beside_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text("")
    assert settings_from(tmp_path, "lexicon = 'my.toml'").lexicon == tmp_path / "my.toml"


@pytest.mark.parametrize(
    ("text", "environment", "options"),
    [
        ("worker = 3", {}, {}),
        ("[limits]\nsecond = 5", {}, {}),
        ("workers = 'many'", {}, {}),
        ("not toml", {}, {}),
        ("", {"ZVIT_LIMITS_PAGES": "all"}, {}),
        ("", {}, {"lang": "pl"}),
        ("", {}, {"workers": -1}),
        ("", {}, {"lexicon": Path("/nowhere.toml")}),
        ("workers = true", {}, {}),
        ("workers = 2.5", {}, {}),
        ("workers = inf", {}, {}),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, text: str, environment: dict[str, str], options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        settings_from(tmp_path, text, environment, **options)


@pytest.mark.parametrize("value", ["0", "-5", "nan", "inf", "true"])
@pytest.mark.parametrize("limit", ["seconds", "pages"])
def test_a_limit_is_a_number_above_nothing(tmp_path: Path, limit: str, value: str) -> None:
    """Else every file would be told as too slow or too large, or no file ever."""
    for text, environment in ((f"[limits]\n{limit} = {value}", {}), ("", {f"ZVIT_LIMITS_{limit.upper()}": value})):
        with pytest.raises(UsageError, match=limit):
            settings_from(tmp_path, text, environment)


@pytest.mark.parametrize(
    ("word", "meant"),
    [(word, True) for word in ("1", "true", "YES", "on", "так")] + [(word, False) for word in ("0", "False", "no", "off", "ні")],
)
def test_yes_and_no_are_said_in_several_words(tmp_path: Path, word: str, meant: bool) -> None:
    assert settings_from(tmp_path, environment={"ZVIT_DEBUG": word}).debug is meant


@pytest.mark.parametrize("text", ["debug = 'maybe'", "debug = 2", "debug = []"])
def test_what_is_neither_yes_nor_no_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="debug"):
        settings_from(tmp_path, text)

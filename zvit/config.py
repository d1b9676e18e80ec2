"""Settings: defaults, then ``zvit.toml`` beside the warehouse, then ``ZVIT_…`` variables, then options on the command line; later ones win.

Every setting is a field of ``Settings`` or of ``ingest.reading.Limits``; nothing lists them a second time. In the file they stand as
``workers = 2`` and ``[limits] seconds = 300``; in the environment as ``ZVIT_WORKERS=2`` and ``ZVIT_LIMITS_SECONDS=300``.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ingest.reading import Limits
from zvit.errors import UsageError
from zvit.language import LANGUAGES, say

FILE_NAME = "zvit.toml"
_PREFIX = "ZVIT_"
_LIMIT_PREFIX = "ZVIT_LIMITS_"
_YES = frozenset(("1", "true", "yes", "on", "так"))
_NO = frozenset(("0", "false", "no", "off", "ні"))


@dataclass(frozen=True, slots=True)
class Settings:
    """``workers`` 0 means one per core. ``lexicon`` is a TOML file with an analyst's own wordings, laid over the shipped ones."""

    warehouse: Path = Path("zvit.duckdb")
    lang: str = "uk"
    debug: bool = False
    workers: int = 0
    lexicon: Path | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def store(self) -> Path:
        """The folder beside the warehouse for everything that is not the warehouse itself; where the warehouse is a link, beside what it points at."""
        from warehouse.publish import store_folder

        return store_folder(self.warehouse.resolve())

    @property
    def worker_count(self) -> int:
        """How many files are read at a time."""
        return self.workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else self.workers or os.cpu_count() or 1


def load(environment: Mapping[str, str], **options: Any) -> Settings:
    """The settings of this call. ``options`` that are None were not given. Raises ``UsageError`` for what makes no sense."""
    given = {name: value for name, value in options.items() if value is not None}
    warehouse = Path(given.get("warehouse") or environment.get("ZVIT_WAREHOUSE") or Settings().warehouse)
    settings = _apply(Settings(warehouse=warehouse), _from_file(warehouse.parent / FILE_NAME), FILE_NAME)
    settings = _apply(settings, _from_environment(environment), say("середовищі", "the environment"))
    settings = replace(settings, **(given | {"warehouse": warehouse}))
    if settings.lang not in LANGUAGES:
        raise UsageError(say(f"Немає мови «{settings.lang}»: є uk, en", f"There is no language “{settings.lang}”: uk, en"))
    if settings.workers < 0:
        raise UsageError(say("Кількість процесів не може бути від'ємною", "The number of workers cannot be negative"))
    if settings.lexicon is not None and not settings.lexicon.is_file():
        raise UsageError(say(f"Немає файлу словника: {settings.lexicon}", f"No such lexicon file: {settings.lexicon}"))
    return settings


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(say(f"Не вдалося прочитати {path}: {error}", f"Cannot read {path}: {error}")) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    limits = {name.removeprefix(_LIMIT_PREFIX).lower(): value for name, value in environment.items() if name.startswith(_LIMIT_PREFIX)}
    known = {item.name for item in fields(Settings)} - {"limits"}
    # other programs may use the prefix too: what is no setting is let be here, unlike in the file
    plain = {name: environment[_PREFIX + name.upper()] for name in known if environment.get(_PREFIX + name.upper())}
    return plain | ({"limits": limits} if limits else {})


def _apply(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name == "limits":
            if not isinstance(value, Mapping):
                raise _nonsense("limits", value, where)
            limits = {limit: _limit(limit, getattr(settings.limits, limit, None), given, where) for limit, given in value.items()}
            changes["limits"] = replace(settings.limits, **limits)
        elif name == "lexicon":
            changes[name] = settings.warehouse.parent / str(value) if where == FILE_NAME else Path(str(value))
        elif name != "warehouse":
            changes[name] = _typed(name, getattr(settings, name, None), value, where)
    return replace(settings, **changes)


def _typed(name: str, default: Any, value: Any, where: str) -> Any:
    """``value`` in the type of ``default``. Raises ``UsageError`` where there is no such setting or it does not fit."""
    if default is None:
        raise UsageError(say(f"Невідоме налаштування «{name}» у {where}", f"Unknown setting “{name}” in {where}"))
    if isinstance(default, bool):
        if (word := str(value).lower()) not in _YES | _NO:
            raise _nonsense(name, value, where, say("є true і false", "there are true and false"))
        return word in _YES
    try:
        typed = type(default)(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise _nonsense(name, value, where) from error
    if not isinstance(value, str) and (typed != value or isinstance(value, bool)):
        raise _nonsense(name, value, where)  # 2.5 pages, or workers = true: nothing is cut to fit
    return typed


def _limit(name: str, default: Any, value: Any, where: str) -> Any:
    """A bound that something can stay within. Nothing stays within 0 or less, and nan and inf bound nothing."""
    typed = _typed(name, default, value, where)
    if not 0 < typed < math.inf:
        raise _nonsense(f"limits.{name}", value, where, say("потрібне число понад 0", "a number above 0 is needed"))
    return typed


def _nonsense(name: str, value: object, where: str, why: str = "") -> UsageError:
    text = say(f"Налаштування «{name}» у {where} не може бути «{value}»", f"The setting “{name}” in {where} cannot be “{value}”")
    return UsageError(f"{text}: {why}" if why else text)

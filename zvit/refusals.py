"""Why a file was not read, in one clear line: the reason, and what to do. One table for every code that ends in quarantine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zvit.language import current


class Kind(StrEnum):
    """When a refused file is worth another try: in the next runs (``TRIES`` in all: each may cost minutes), in every run (it costs nothing),
    when the tool is there, when the code changes, or when a person has mended it."""

    TRANSIENT = "transient"
    ACCESS = "every run"
    TOOL = "tool"
    PERMANENT = "permanent"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Reason:
    """One code. ``uk`` and ``en`` are ``str.format`` templates; an argument that is not given is left as ``…``."""

    kind: Kind
    uk: str
    en: str


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


REASONS: Final[Mapping[str, Reason]] = {
    "empty": Reason(Kind.PERSON, "файл порожній; покладіть справжній", "the file is empty; put the real one in its place"),
    "truncated": Reason(Kind.PERSON, "файл обірваний; скопіюйте його ще раз", "the file is cut short; copy it again"),
    "malformed": Reason(Kind.PERMANENT, "вміст пошкоджено; відкрийте файл у програмі, якою його створено, і збережіть наново",
                        "the content is damaged; open it in the program it was made with and save it again"),
    "encrypted": Reason(Kind.PERSON, "файл захищено паролем; збережіть його без пароля", "the file is protected by a password; save it without one"),
    "bomb": Reason(Kind.PERSON, "вміст розпаковується понад межу; якщо це справді звіт, розпакуйте його самі або збільште limits",
                   "the content unpacks beyond the limit; if it really is a report, unpack it yourself or raise limits"),
    "unsafe_member": Reason(Kind.PERSON, "частина архіву «{member}» веде за його межі або не є файлом; перепакуйте архів",
                            "the member “{member}” leads out of the archive or is no file; pack the archive anew"),
    "external_entity": Reason(Kind.PERSON, "вміст посилається на сторонні файли; збережіть його наново без посилань",
                              "the content refers to foreign files; save it anew without such references"),
    "too_deep": Reason(Kind.PERSON, "вкладено глибше за {limit}; розпакуйте архіви самі", "nested deeper than {limit}; unpack the archives yourself"),
    "too_large": Reason(Kind.PERMANENT, "{thing} понад межу {limit}; {remedy}збільште {setting}",
                        "{thing} beyond the limit of {limit}; {remedy}raise {setting}"),
    "too_many_pages": Reason(Kind.PERMANENT, "забагато сторінок, межа {limit}; розділіть файл або збільште limits.pages",
                             "too many pages, the limit is {limit}; split the file or raise limits.pages"),
    "program": Reason(Kind.PERSON, "це програма, а не документ; видаліть її", "this is a program, not a document; remove it"),
    "detached_signature": Reason(Kind.PERSON, "тут лише підпис без документа; додайте сам документ",
                                 "this is a signature without its document; add the document itself"),
    "timeout": Reason(Kind.TRANSIENT, "читання тривало довше за дозволене; спробуйте ще раз або збільште limits.seconds",
                      "reading took longer than allowed; try again or raise limits.seconds"),
    "memory": Reason(Kind.TRANSIENT, "читання потребувало забагато пам'яті; розділіть файл або збільште limits.memory_bytes",
                     "reading needed too much memory; split the file or raise limits.memory_bytes"),
    "crashed": Reason(Kind.TRANSIENT, "читання обірвалося; спробуйте ще раз, а якщо повториться, надішліть нам файл",
                      "reading broke off; try again, and if it happens again send us the file"),
    "internal": Reason(Kind.PERMANENT, "помилка в самому zvit; надішліть нам файл", "an error in zvit itself; send us the file"),
    "missing_tool": Reason(Kind.TOOL, "бракує програми {tool}; встановіть: sudo apt install {install}", "the program {tool} is missing; install it: sudo apt install {install}"),
    "conversion_failed": Reason(Kind.TRANSIENT, "файл не вдалося перетворити; відкрийте його у Word і збережіть як docx",
                                "the file could not be converted; open it in Word and save it as docx"),
    "load_failed": Reason(Kind.PERMANENT, "прочитане не вдалося записати до сховища; надішліть нам файл",
                          "what was read could not be stored; send us the file"),
    "unreadable": Reason(Kind.ACCESS, "файл не відкривається; перевірте права доступу", "the file cannot be opened; check its permissions"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Bound:
    """What a limit bounds, in its unit, and how a person may keep within it; nothing where only the limit can be raised."""

    uk: str
    en: str
    remedy_uk: str = ""
    remedy_en: str = ""


_SPLIT = ("розділіть файл або ", "split the file or ")
_BOUNDS: Final[Mapping[str, _Bound]] = {
    "file_bytes": _Bound("файл у байтах", "the file in bytes", *_SPLIT),
    "members": _Bound("кількість файлів у архіві", "the number of files in the archive", "розпакуйте архів самі або ", "unpack the archive yourself or "),
    "page_points": _Bound("сторона сторінки в пунктах", "the page's side in points"),
    "image_pixels": _Bound("зображення в пікселях", "the picture in pixels", "зменште роздільність або ", "lower its resolution or "),
    "cells": _Bound("таблиці в клітинках", "the tables in cells", *_SPLIT),
}  # fmt: skip
_ANY_BOUND: Final = _Bound("частина файлу", "a part of the file", *_SPLIT)


TRIES: Final = 3
"""So often a file that fails in passing is read by one version of the code; then only other code or other limits, or another content, give it a new chance."""


def given_up(lang: str | None = None) -> str:
    """What is added to the reason of a file that has had its tries."""
    if (lang or current()) == "uk":
        return f" (спроб: {TRIES}; більше не пробуватиметься, доки не зміняться файл, limits або zvit)"
    return f" (tried {TRIES} times; not again until the file, limits or zvit change)"


def kind_of(code: str) -> Kind:
    """When another try is worth while; an unknown code is permanent."""
    reason = REASONS.get(code)
    return reason.kind if reason else Kind.PERMANENT


def explain(code: str, args: Mapping[str, str], lang: str | None = None) -> str:
    """The reason in ``lang`` (the current language), with its arguments filled in; what no template names is added in brackets."""
    reason = REASONS.get(code)
    if reason is None:
        return " ".join((code, *args.values()))
    uk = (lang or current()) == "uk"
    template = reason.uk if uk else reason.en
    text = template.format_map(_Gaps({**_of_bound(args, uk), **args} if code == "too_large" else args))
    unnamed = [str(value) for name, value in args.items() if "{" + name + "}" not in template and name != "bound" and value]
    return f"{text} [{', '.join(unnamed)}]" if unnamed else text


def reworded(code: str | None, stored: str | None, lang: str | None = None) -> str:
    """A reason as the warehouse keeps it, always in Ukrainian, in ``lang`` (the current language); as it stands where this version words it otherwise."""
    text, reason = stored or "", REASONS.get(code or "")
    if (lang or current()) == "uk" or reason is None:
        return text
    end = given_up("uk")
    spent = text.endswith(end)
    said = re.fullmatch(_pattern(reason.uk), text.removesuffix(end), re.DOTALL)
    if said is None:  # what the warehouse itself refused is kept in both languages
        return text.partition(" / ")[2] or text
    args = said.groupdict()
    rest = args.pop("rest") or ""
    if code == "too_large":
        args |= _of_bound(args, uk=False)
    return reason.en.format_map(_Gaps(args)) + rest + (given_up("en") if spent else "")


def _pattern(template: str) -> str:
    """A regular expression of what a template may have become, an argument to each of its gaps; ``rest``: what no gap was there for."""
    parts = re.split(r"\{(\w+)\}", template)
    gaps = [re.escape(part) if place % 2 == 0 else f"(?P<{part}>.*?)" for place, part in enumerate(parts)]
    return "".join(gaps) + r"(?P<rest> \[.*\])?"


def _of_bound(args: Mapping[str, str], uk: bool) -> dict[str, str]:
    """What the limit of ``args`` (its name, or the setting that it was told as) is called, bounds and asks of a person."""
    name = args.get("bound") or args.get("setting", "").removeprefix("limits").lstrip(".")
    bound = _BOUNDS.get(name, _ANY_BOUND)
    thing, remedy = (bound.uk, bound.remedy_uk) if uk else (bound.en, bound.remedy_en)
    return {"thing": thing, "remedy": remedy, "setting": f"limits.{name}" if name else "limits"}

"""The little of CSS that changes what is read: hidden, bold, raised, capitals, alignment, preformatted, list marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_NESTED = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]+;")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"^([a-z][\w-]*)?(?:([.#])([\w-]+))?$", re.IGNORECASE)
_KNOWN = frozenset(
    [
        "display",
        "visibility",
        "font-weight",
        "vertical-align",
        "text-transform",
        "text-align",
        "text-decoration",
        "text-decoration-line",
        "white-space",
        "list-style-type",
        "list-style",
        "mso-hide",
        "width",
    ]
)

Declarations = dict[str, str]


@lru_cache(maxsize=4096)
def declarations(text: str) -> Declarations:
    """The known properties of one declaration list, names and values in lower case."""
    found: Declarations = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _KNOWN:
            found[name] = value.replace("!important", "").strip().lower()
    return found


class Sheet:
    """Style rules for a tag, a class, an id, or a tag's class; any other selector is left aside."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._rules: dict[tuple[str, str], Declarations] = {}
        for source in sources:
            plain = _NESTED.sub("", _COMMENT.sub(" ", source))
            for selectors, body in _RULE.findall(plain):
                known = declarations(body)
                if known:
                    self._add(selectors, known)

    def _add(self, selectors: str, known: Declarations) -> None:
        for selector in selectors.split(","):
            match = _SELECTOR.match(selector.strip())
            if match:
                key = ((match[1] or "").lower(), f"{match[2] or ''}{match[3] or ''}")
                self._rules[key] = {**self._rules.get(key, {}), **known}

    def style(self, tag: str, classes: str | None, identity: str | None, own: str | None) -> Declarations:
        """What applies to an element, the more particular rule last."""
        rules = self._rules
        found: Declarations = {}
        if rules:
            names = [f".{name}" for name in classes.split()] if classes else []
            keys = [
                (tag, ""),
                *(("", name) for name in names),
                *((tag, name) for name in names),
                ("", f"#{identity}"),
                (tag, f"#{identity}"),
            ]
            for key in keys:
                if key in rules:
                    found.update(rules[key])
        if own:
            found.update(declarations(own))
        return found

"""Lines that announce a report, or name the programme of what follows."""

from __future__ import annotations

import re

from normalize.lexicon import Lexicon
from normalize.text import clean, fold
from normalize.titles import read_title


def announces_report(text: str, lexicon: Lexicon) -> bool:
    """Whether a line of a paragraph begins the title of a report: «Звіт про виконання …», «Інформація про хід виконання …», or «ЗВІТ» alone."""
    lines = clean(text).split("\n")
    for i in range(len(lines)):
        head = fold(" ".join(lines[i:]))[:90]
        if fold(lines[i]) in lexicon.phrases("documents", "alone"):
            return True
        if head and lexicon.starts("documents", "report", head) and ("програм" in fold(text) or len(head) < 60):
            return True
    return False


def programme_head(text: str, *, fewest: int = 3) -> str | None:
    """The programme that a line names and says nothing else: «2. Програма «Молодь» на 2024-2026 роки»; it needs quotes or years to be a name.

    ``fewest``: so many words, where nothing around speaks of programmes.
    """
    if len(text) >= 300 or not re.match(r"(?:[\divxіх]{1,4}[.)]?\s*)?(?:[а-яіїєґ-]+ ){0,3}програм[аи]\b", fold(text)):
        return None
    named = read_title(text).programme
    return named if named and len(named.split()) >= fewest and re.search(r"[«\"„]|20\d\d", named) else None

"""The term of a measure («2024-2026р р.», «IV квартал 2024», «протягом року») becomes its first and last year."""

from __future__ import annotations

import re

Years = tuple[int, int]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SPLIT_YEAR = re.compile(r"(?<!\d)(20) ?(\d) ?(\d)(?! ?\d)")
_SHORT

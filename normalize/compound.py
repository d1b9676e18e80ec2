"""A sum told in several units, each with its own number: «1 млн 250 тис. грн», «12 тис. 500 грн 40 коп.»."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from normalize.numbers import Number
from normalize.text import same_script
from normalize.units import Unit

_SCALES = (("m", Decimal(10**6)), ("t", Decimal(1000)), ("u", Decimal(1)), ("k", Decimal("0.01")))
_COMPOUND = re.compile(
    r"(?:(?P<m>\d{1,3})\s*(?:млн|мільйон\w*)\.?\s*)?(?:(?P<t>\d{1,3})\s*тис(?:яч\w*)?\.?\s*)?"
    r"(?:(?P<u>\d{1,3}(?: \d{3})?)?\s*(?:грн|гривень)\.?\s*)?(?:(?P<k>\d\d)\s*коп\w*\.?)?"
)


def read_compound(text: str) -> tuple[Number, Unit] | None:
    """The sum in the smallest of its units; None where the text is no such sum through and through, or a part would not fit below the one before."""
    match = _COMPOUND.fullmatch(re.sub(r"(?<=\d)\n", " ", same_script(text).casefold()))
    pieces = [(scale, int(match[name].replace(" ", ""))) for name, scale in _SCALES if match[name]] if match else []
    if len(pieces) < 2 or any(scale * number >= above for (above, _), (scale, number) in pairwise(pieces)):
        return None
    unit = Unit.THOUSAND if pieces[-1][0] == 1000 else Unit.UAH
    total = sum((scale * number for scale, number in pieces), Decimal(0)) / unit.multiplier
    return Number(total, 2 if pieces[-1][0] < 1 else 0, text), unit

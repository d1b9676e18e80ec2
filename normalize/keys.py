"""For which year, source and fund a figure of a table is: its column's, its row's, or what the caption and the report say of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from normalize.entries import SubLine
from normalize.headers import Header
from normalize.meanings import FIGURES, Meaning
from normalize.records import Fund, Source
from normalize.slots import Context, Key


class Keys:
    """Places the figures of one table; remembers for which places no year was known (``undated``)."""

    def __init__(self, header: Header, context: Context, targets: Mapping[int, str]) -> None:
        self.header, self.context, self.targets = header, context, targets
        self.undated: set[Key] = set()
        self._whole = context.of_years and not any(m.year is not None or m.whole for m in header.meanings if m.field in FIGURES)

    def of(self, meaning: Meaning, sub: SubLine) -> Key:
        """The place of a figure in a line, under a column of that meaning."""
        place = sub.place
        year = meaning.year
        if meaning.whole or (year is None and place.whole):
            year = None
        elif year is None:
            of_report = None if self._whole else self.context.report_year
            year = next((y for y in (place.year, self.context.place.year) if y is not None), of_report)
        over = self.context.place
        key = year, meaning.source or place.source or over.source or Source.TOTAL, meaning.fund or place.fund or over.fund or Fund.TOTAL
        if year is None and not meaning.whole and not place.whole and not self._whole:
            self.undated.add(key)
        return key

    def merged(self, columns: list[int]) -> Meaning | None:
        """The meaning of a number merged over columns: all years, all sources or all funds; None where it could be several things."""
        meanings = [self.header.meanings[c] for c in columns]
        if len({m.field for m in meanings}) > 1 or len({self.targets.get(c) for c in columns}) > 1:
            return None
        first = meanings[0]
        years = {(m.year, m.whole) for m in meanings}
        return replace(
            first,
            year=first.year if len(years) == 1 else None,
            whole=first.whole if len(years) == 1 else True,
            source=first.source if len({m.source for m in meanings}) == 1 else None,
            fund=first.fund if len({m.fund for m in meanings}) == 1 else None,
            period=None,
        )

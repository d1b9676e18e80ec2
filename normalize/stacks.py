"""Several sums in one cell: whose each of them is, by its own words or by the lines of the source column beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Cell
from normalize.amounts import value_of
from normalize.headers import Header
from normalize.labels import fund_of, source_of
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line
from normalize.meanings import MONEY
from normalize.money_columns import figure_cells
from normalize.records import Fund, Source
from normalize.run_together import funds_of, sources_of, years_of
from normalize.slots import Key
from normalize.table_rows import line as one_line
from normalize.table_rows import lines as many_lines
from normalize.values import Kind, Part, Value, is_dash
from normalize.wraps import is_complete
from normalize.year_parts import TOTAL
from normalize.years import is_year_label, years_in


class Stacks:
    """Reads the stacked cells of one table; holds nothing but its header and the lexicon."""

    def __init__(self, header: Header, lexicon: Lexicon) -> None:
        self.header, self.lexicon = header, lexicon

    def places(self, line: Line, parts: Sequence[Part], key: Key) -> list[Key] | None:
        """The year, source and fund of each of a cell's sums; None where it cannot be told, or two would be for one place."""
        labels = [part.label for part in parts]
        if any(map(is_year_label, labels)) and all(is_year_label(label) or label == TOTAL for label in labels):
            return [(None if label == TOTAL else years_in(label)[0][0], key[1], key[2]) for label in labels]
        funds = [fund_of(label, self.lexicon) if label else None for label in labels]
        if None not in funds and len(set(funds)) == len(funds):
            return [(key[0], key[1], fund) for fund in funds if fund is not None]
        sources = [source_of(label, self.lexicon) if label else None for label in labels]
        if any(s is None for s in sources):
            sources = self._beside(line, len(parts))
        if None in sources and not any(labels) and (years := self._years_beside(line, len(parts))):
            return [(year, key[1], key[2]) for year in years]
        if None in sources and not any(labels) and (known := self._funds_beside(line, len(parts))):
            return [(key[0], key[1], fund) for fund in known]
        if any(s is None for s in sources) or len(set(sources)) < len(sources):
            return None
        return [(key[0], source or Source.TOTAL, key[2]) for source in sources]

    def broken_down(self, value: Value, key: Key) -> list[tuple[Key, Part]]:
        """«1650,0, у тому числі: обласний бюджет – 765,0, місцевий – 885,0»: the parts of a cell's total, where each names a source, or a fund, of its own."""
        if value.number is None or not value.parts:
            return []
        labels = [self.lexicon.after_breakdown(part.label) or part.label for part in value.parts]
        if len(labels) == 1 and labels[0] == value.parts[0].label and value.remark is None:
            return []
        if any(part.kind not in (Kind.NUMBER, Kind.DASH) for part in value.parts):
            return []
        if any(self.lexicon.starts("rows", "memo", label) for label in labels):
            return []  # «у тому числі кредиторська заборгованість 310,0» is a remark, no source
        places = self._sources_of(labels, key) or self._funds_of(labels, key)
        return list(zip(places, value.parts, strict=True)) if places else []

    def _sources_of(self, labels: Sequence[str], key: Key) -> list[Key]:
        """A place for each label, where each names another source; nothing elsewhere."""
        sources = [source for label in labels if label and (source := source_of(label, self.lexicon)) not in (None, Source.TOTAL)]
        apart = key[1] is Source.TOTAL and len(set(sources)) == len(labels)
        return [(key[0], source, key[2]) for source in sources if source is not None] if apart else []

    def _funds_of(self, labels: Sequence[str], key: Key) -> list[Key]:
        """A place for each label, where each names another fund and nothing else; nothing elsewhere."""
        funds = [
            fund
            for label in labels
            if label
            and (fund := fund_of(label, self.lexicon)) not in (None, Fund.TOTAL)
            and self.lexicon.is_only("funds", fund.value, label)
        ]
        apart = key[2] is Fund.TOTAL and len(set(funds)) == len(labels)
        return [(key[0], key[1], fund) for fund in funds if fund is not None] if apart else []

    def headed(self, line: Line, value: Value) -> Value | None:
        """«84,4» over «20,0», «30,1», «34,3»: the first of three sums or more without a label is what the others add up to; None of others.

        Where a column names several sources, funds or years beside them, the others have names that were not understood, and None of them is.
        """
        if any(
            cell is not None and "\n" in many_lines(cell.text)
            for cell in (line.cells[c] for c in self.header.columns("source", "fund", "year"))
        ):
            return None
        numbers = [part.number.value for part in value.parts if part.number is not None and not part.label]
        if len(numbers) < 3 or len(numbers) < len(value.parts) or numbers[0] != sum(numbers[1:]) or not numbers[0]:
            return None
        return replace(value, number=value.parts[0].number, unit=value.parts[0].unit or value.unit, parts=(), remark=None)

    def named_beside(self, value: Value) -> Source | None:
        """The one source that the cell names beside its one sum: «120,0 місцевий бюджет», «120,0 (місцевий бюджет)»."""
        if len(value.parts) == 1 and value.remark is None:
            return source_of(value.parts[0].label, self.lexicon) if value.parts[0].label else None
        text = (value.remark or "").strip("() ")
        if value.parts or value.kind is not Kind.NUMBER or not text:
            return None
        named = source_of(text, self.lexicon)
        return named if named is not None and self.lexicon.is_only("sources", named.value, text) else None

    def changed(self, value: Value) -> Value | None:
        """«100,0 (зі змінами 120,0)»: the sum that a bracket gives for the one before it, amended."""
        if value.number is None or len(value.parts) != 1 or value.parts[0].number is None:
            return None
        (part,) = value.parts
        amended = self.lexicon.starts("plans", "amended", part.label)
        return Value(Kind.NUMBER, part.number, part.unit or value.unit) if amended else None

    def one_a_line(self, line: Line, texts: Sequence[str]) -> bool:
        """Whether lines that could be one number are sums of their own: each is complete, and a column beside them names a source or year for each."""
        if not all(is_complete(text) or is_dash(text) for text in texts):
            return False
        named = self._beside(line, len(texts))
        told = self._years_beside(line, len(texts)) or self._funds_beside(line, len(texts))
        return (None not in named and len(set(named)) == len(texts)) or bool(told)

    def lacks_lines(self, line: Line, cell: Cell) -> bool:
        """Whether a cell holds one sum where another of its row holds one for each of the sources beside them: a line may have been missed."""
        counts = {len(value_of(other).parts) for _, other in figure_cells(line, self.header) if other is not cell}
        return any(count > 1 and None not in self._beside(line, count) for count in counts)

    def told_beside(self, line: Line, count: int) -> bool:
        """Whether a column of sources, funds or years has as many lines in this row as a cell of figures."""
        cells = [line.cells[c] for c in self.header.columns("source", "fund", "year", "term")]
        lined = any(cell is not None and len(many_lines(cell.text).split("\n")) == count for cell in cells)
        return lined or bool(self._years_beside(line, count) or self._funds_beside(line, count)) or None not in self._beside(line, count)

    def _years_beside(self, line: Line, count: int) -> list[int | None]:
        """The years that a column of years or terms names line by line, None for all of them; nothing where the sums' own columns are of years."""
        if any(m.year is not None or m.whole for m in (self.header.meanings[c] for c in self.header.columns(*MONEY))):
            return []
        cells = [line.cells[c] for c in self.header.columns("year", "term")]
        told = (years_of(cell.text, count, self.lexicon) for cell in cells if cell is not None)
        return next((years for years in told if years), [])

    def _funds_beside(self, line: Line, count: int) -> list[Fund]:
        """The funds that a column of funds names, as many as the amounts, where the sums' own columns are of none."""
        if any(self.header.meanings[c].fund is not None for c in self.header.columns(*MONEY)):
            return []
        cells = [line.cells[c] for c in self.header.columns("fund", "source")]
        told = (funds_of(cell.text, count, self.lexicon) for cell in cells if cell is not None)
        return next((funds for funds in told if funds), [])

    def _beside(self, line: Line, count: int) -> list[Source | None]:
        """The sources that a source column names line by line, where it has as many lines as the amounts."""
        for c in self.header.columns("source"):
            cell = line.cells[c]
            if cell is None or self._one_source(cell):
                continue
            named = [source_of(text, self.lexicon) for text in many_lines(cell.text).split("\n")]
            if len(named) == count and named.count(None) == 1 and Source.OTHER not in named:
                named[named.index(None)] = Source.OTHER  # as many names as sums: a name that no budget has is of other money
            if len(named) == count and None not in named:
                return named
            if apart := sources_of(cell.text, count, self.lexicon):
                return list(apart)
        return [None] * count

    def _one_source(self, cell: Cell) -> bool:
        """Whether a cell over several lines is one source's name: «Державний⏎бюджет»."""
        text = one_line(cell.text)
        found = self.lexicon.best("sources", text, 0.9, 0.01)
        return found is not None and self.lexicon.is_only("sources", found.meaning, text)

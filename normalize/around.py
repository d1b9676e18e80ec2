"""The text around a report's tables, taken apart once: its lines, its title and its labelled facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Paragraph
from normalize.facts import Fact, FactKind, read_facts
from normalize.headings import Line, TitleBlock, find_title, lines_of, title_in_letter
from normalize.titles import Title, read_title


@dataclass(frozen=True)
class Around:
    """``before`` and ``after`` the first table; ``block`` is where the title stands, ``title`` what it says; facts point at ``lines``."""

    before: list[Line]
    after: list[Line]
    facts: list[Fact]
    block: TitleBlock | None
    title: Title

    @property
    def lines(self) -> list[Line]:
        return self.before + self.after

    @property
    def foot(self) -> list[Line]:
        """Where a signature may stand: the text below the tables, else (nothing stands there) below the title."""
        below = [line for line in self.after if line.source.role in ("body", "textbox")]
        return below or self.before[self.block.end if self.block else 0 :]

    def values(self, *kinds: FactKind) -> list[str]:
        return [fact.value for fact in self.facts if fact.kind in kinds and fact.value.strip()]


def take_apart(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Around:
    """The paragraphs above the first table, and those between and below the tables, as title, labelled facts and lines."""
    above, below = lines_of(before), lines_of(after)
    block = find_title(above) or title_in_letter(above)
    facts = read_facts(["" if block and block.start <= i < block.end else line.text for i, line in enumerate(above)])
    for fact in read_facts([line.text for line in below]):
        facts.append(Fact(fact.kind, fact.value, tuple(i + len(above) for i in fact.lines)))
    return Around(above, below, facts, block, read_title(block.text) if block else Title(None, None, None, None))

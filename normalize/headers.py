"""Find the header of a table and read it: which rows it takes, which path of texts stands above each column, what each column means.

Structure first (spans give the paths), the lexicon second, similarity last, content as a vote; no two columns may claim one meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.categories import settle_categories
from normalize.column_cells import figures_share, holds_figures
from normalize.columns import read_column
from normalize.header_alike import STRANGE, strangers, with_labels_alike
from normalize.header_arithmetic import settle_by_arithmetic
from normalize.header_budgets import settle_budgets, settle_times
from normalize.header_common_year import settle_year
from normalize.header_content import labels_by_content, vote_by_content
from normalize.header_groups import settle_groups_of_parts, settle_siblings, settle_twins
from normalize.header_paths import header_paths, parted
from normalize.header_percents import settle_growth, settle_percents, settle_rivals
from normalize.header_places import (
    settle_aggregates,
    settle_budget,
    settle_cumulative,
    settle_parts,
    settle_whole,
    settle_year_totals,
)
from normalize.header_roles import NAMELESS, settle_groups, settle_natural, settle_roles
from normalize.header_sources import settle_lone_sources, settle_sources
from normalize.header_steps import settle_steps
from normalize.header_titles import settle_titles
from normalize.header_votes import AMOUNTS_ARE_MONEY, settle_claims, settle_counts, settle_kinds, settle_labels
from normalize.header_years import settle_dated_plans, settle_plan_versions, with_years_in_order
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES, Meaning
from normalize.other_times import settle_other_times
from normalize.table_rows import Row
from normalize.title_columns import COUNTED_TITLES, titled_by_content, titles_of_amounts
from normalize.units import read_unit
from normalize.whole_words import made_whole
from normalize.wordings import with_months_spelt


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: rows ``start`` … ``end`` (exclusive; a column-number row included), the path and the meaning of each column.

    ``kind``: ``funding``, ``indicators``, ``plan`` (no column of actual amounts), ``other`` (known words, no figures).
    ``doubts`` are columns (index, text) with figures under a header that is not understood; ``misspelt`` (index, text) were understood all the same.
    """

    start: int
    end: int
    paths: tuple[tuple[str, ...], ...]
    meanings: tuple[Meaning, ...]
    kind: str
    doubts: tuple[tuple[int, str], ...] = ()
    misspelt: tuple[tuple[int, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def columns(self, *fields: str) -> list[int]:
        """The columns of these fields, left to right."""
        return [c for c, m in enumerate(self.meanings) if m.field in fields]

    def column(self, field: str) -> int | None:
        """The first column of the field, or None."""
        return next(iter(self.columns(field)), None)

    @property
    def consolidated(self) -> bool:
        """A table with a row per programme instead of per measure."""
        return self.column("programme") is not None and self.column("measure") is None

    @property
    def of_shown(self) -> bool:
        """A table of «Показники» in money, or of things bought: measures only where the document has no other table of them."""
        return any(m.field == "measure" and m.how in (AMOUNTS_ARE_MONEY, COUNTED_TITLES) for m in self.meanings)

    @property
    def of_sources(self) -> bool:
        """A table with a row per source of money, fund or year and nothing else: what the whole programme got from each."""
        fields = {m.field for m in self.meanings}
        titles = {"measure", "programme", "section", "indicator", "number"}
        return (
            "planned" in fields and bool(fields & {"source", "fund", "year"}) and bool(fields & {"actual", "spent"}) and not fields & titles
        )


def read_header(rows: Sequence[Row], start: int, end: int, lexicon: Lexicon, data: Sequence[Row] = ()) -> Header:
    """Read the header in rows ``start`` … ``end``; ``data`` are the rows under it, whose content has a vote where words do not decide."""
    whole = tuple(tuple(made_whole(with_months_spelt(text), lexicon) for text in path) for path in header_paths(rows, start, end))
    paths, spoilt = with_years_in_order(parted(whole, lexicon), lexicon)
    paths, misread = with_labels_alike(paths, lexicon)
    meanings = [read_column(path, lexicon) if path else Meaning(None) for path in paths]
    meanings = settle_budgets(paths, settle_times(paths, titles_of_amounts(meanings, data), data, lexicon), data, lexicon)
    for c in strangers(paths, lexicon):
        meanings[c] = replace(meanings[c], field=None, runner_up=meanings[c].field, how=STRANGE)
    meanings = settle_groups(paths, settle_roles(paths, meanings, data, lexicon), lexicon)
    meanings = settle_steps(paths, settle_parts(paths, meanings, lexicon), data, lexicon)
    meanings = settle_natural(paths, meanings, lexicon)
    meanings = settle_sources(paths, meanings, lexicon)
    meanings = settle_year(paths, settle_labels(paths, settle_categories(meanings, data, lexicon), data))
    meanings = settle_cumulative(paths, settle_year_totals(paths, settle_whole(meanings), lexicon))
    meanings = settle_aggregates(paths, meanings, lexicon)
    meanings = settle_growth(
        settle_percents(settle_other_times(paths, settle_plan_versions(paths, settle_dated_plans(paths, meanings)), lexicon), data)
    )
    meanings = settle_percents(vote_by_content(paths, labels_by_content(paths, meanings, data, lexicon), data), data)
    meanings = settle_twins(paths, meanings)
    meanings = settle_lone_sources(settle_siblings(paths, settle_by_arithmetic(settle_counts(meanings, data), data)))
    meanings = settle_titles(paths, titled_by_content(meanings, data), data, lexicon)
    meanings = settle_rivals(settle_kinds(settle_budget(paths, meanings, lexicon)), data)
    meanings, contested = settle_claims(paths, settle_groups_of_parts(paths, meanings, data, lexicon), data, lexicon)
    doubts = [
        (c, " › ".join(paths[c]))
        for c, m in enumerate(meanings)
        if (m.field is None and (c in contested or holds_figures(data, c))) or _may_be_missed(m, meanings, figures_share(data, c))
    ]
    misspelt = [(c, " › ".join(paths[c])) for c, m in enumerate(meanings) if m.field and not m.exact]
    misspelt += [(c, f"{' › '.join(paths[c])} («{text}»)") for c, text in (spoilt | misread).items()]
    texts = tuple(tuple(row.text(c) for c in range(len(row.cells))) for row in rows[start:end])
    return Header(start, end, paths, tuple(meanings), _kind(meanings, doubts), tuple(doubts), tuple(misspelt), texts)


def _may_be_missed(meaning: Meaning, meanings: Sequence[Meaning], figures: float) -> bool:
    """Whether a column that is set aside holds amounts in a table that has no plan or no actual of its own, or plans for the whole period alone."""
    fields = {m.field for m in meanings}
    of_whole = {m.whole for m in meanings if m.field == "planned"} == {True} and any(m.field == "actual" and not m.whole for m in meanings)
    lacking = "planned" not in fields or not fields & {"actual", "spent"} or of_whole
    aside = meaning.field == "ignore" and (
        (meaning.how == "lexicon" and meaning.unit is not None) or (meaning.how == NAMELESS and of_whole)
    )
    return aside and lacking and figures >= 0.5 and bool(fields & {*FIGURES})


def _kind(meanings: Sequence[Meaning], doubts: Sequence[tuple[int, str]]) -> str:
    fields = {m.field for m in meanings}
    if "indicator" in fields and fields & {"planned", "actual"} and not fields & {"measure", "programme"}:
        return "indicators"
    if "role" in fields and fields & {"planned", "actual", "spent"} and fields & {"measure", "programme", "section"}:
        return "funding"
    if fields & {"actual", "spent"} and fields & {"measure", "programme", "section"}:
        return "funding"
    if "planned" in fields and fields & {"measure", "programme", "section"}:
        # Money beside the plan that nobody understands may be what was given: a report with a doubt, no mere plan.
        told = "percent" in fields or "deviation" in fields or any(read_unit(text) is not None for _, text in doubts)
        return "funding" if told else "plan"
    if fields <= {*FIGURES} and "planned" in fields and fields & {"actual", "spent"}:
        return "funding"  # a row of the programme's totals, without a label
    return "other"

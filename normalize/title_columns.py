"""Which column holds the titles where no header names it, and which one named like titles holds amounts; what stands beside each title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from normalize.column_cells import figures_share, rows_filling, texts_in
from normalize.figures import WORD, is_figure
from normalize.meanings import COUNTS_NO_MONEY, FIGURES, Meaning
from normalize.table_rows import Row
from normalize.years import is_year_label, years_in


def titled_by_content(meanings: Sequence[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """The meanings, with the column of titles found by its cells where amounts are known and no heading names it."""
    fields = {m.field for m in meanings}
    titles = _title_by_content(meanings, data) if fields & {"planned", "actual", "spent"} and not fields & TITLES else None
    # beside units of their own («осіб», «км»), and no money in the head, the rows are indicators
    counted = "unit" in fields and not any(m.unit for m in meanings if m.field in FIGURES)
    found = "indicator" if counted else "measure"
    return [
        replace(m, field=found, how=COUNTED_TITLES if m.field == "ignore" else "content") if c == titles else m
        for c, m in enumerate(meanings)
    ]


COUNTED_TITLES = "what else is set aside, and the only titles"


def titles_of_amounts(meanings: Sequence[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """«Сума на виконання заходу»: a column named like the titles that holds nothing but amounts is of what else its words say, or of nothing known."""
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        texts = texts_in(data, c)
        if meaning.field in TITLES and len(texts) > 1 and all(map(is_figure, texts)) and not any(map(str.isalpha, "".join(texts))):
            counted = meaning.unit is None and all(re.fullmatch(r"\d{1,3}\.?", text) for text in texts)
            field = "planned" if meaning.field == "programme" and meaning.unit else meaning.runner_up
            field = field if field in FIGURES and not counted else None
            out[c] = replace(meaning, field=field, how="amounts are no titles")
    return out


TITLES = frozenset({"measure", "programme", "indicator", "section"})


def _title_by_content(meanings: Sequence[Meaning], data: Sequence[Row]) -> int | None:
    """The column of titles where no header names it: of the columns not understood the one with the longest words, different in each row.

    Left of the amounts a header may be named like one and hold words alone («Що передбачено Програмою»).
    """
    found = _candidates(meanings, data, apart=8)
    if not found:  # «Захід / заклад»: the same institutions below every measure, and no other column that may hold titles
        found = _candidates(meanings, data, apart=5)
        found = found if len(found) == 1 and not any(m.field == "number" for m in meanings[found[0][2] + 1 :]) else []
    return max(found)[2] if found else None


def _candidates(meanings: Sequence[Meaning], data: Sequence[Row], apart: int) -> list[tuple[bool, float, int]]:
    """The columns that may hold titles, ``apart`` of ten of which differ: whether each stands left of the amounts, how long its texts are, which it is."""
    found: list[tuple[bool, float, int]] = []
    with_units = any(m.field == "unit" for m in meanings)
    amounts = next((c for c, m in enumerate(meanings) if m.field in FIGURES and figures_share(data, c) > 0), len(meanings))
    for c, meaning in enumerate(meanings):
        texts = texts_in(data, c)
        aside = ("ignore", "information", *FIGURES) if with_units else ("ignore", *FIGURES)
        open_field = meaning.field is None or meaning.how == COUNTS_NO_MONEY or (meaning.field in aside and c < amounts)
        covered = sum(row.cells[c].row_span for row in rows_filling(data, c))
        sub_rows = bool({m.field for m in meanings} & {"source", "fund", "year"}) and len(texts) * 5 >= len(data)
        if (
            not open_field
            or not texts
            or (covered * 2 < len(data) and not sub_rows)
            or len(_told_apart(data, c, meanings)) * 10 < len(texts) * apart
        ):
            continue
        if sum(bool(WORD.search(t)) and not is_figure(t) for t in texts) * 10 < len(texts) * 8:
            continue
        length = sum(map(len, texts)) / len(texts)
        found.append((c < amounts, length, c))
    return found


def _told_apart(data: Sequence[Row], column: int, meanings: Sequence[Meaning]) -> set[tuple[str, ...]]:
    """The different texts of a column, each with the year, source and fund beside it: sub-rows may repeat their measure's title."""
    beside = [c for c, m in enumerate(meanings) if m.field in ("year", "term", "source", "fund")]
    rows = rows_filling(data, column)
    return {(row.text(column), *(row.text(c) for c in beside if c < len(row.cells))) for row in rows}


def each_with_title(data: Sequence[Row], column: int, meanings: Sequence[Meaning]) -> bool:
    """Whether a column of years is one year or term per measure: every row that fills it has a title of its own, no two the same."""
    title = next((c for c, m in enumerate(meanings) if m.field in ("measure", "programme")), None)
    if title is None:
        return False
    rows = rows_filling(data, column)
    titles = [row.text(title) if row.starts(title) else "" for row in rows]
    return all(titles) and len(set(titles)) == len(titles)


def years_below_titles(data: Sequence[Row], column: int, meanings: Sequence[Meaning]) -> bool:
    """Whether a column headed like a term names the year of each sub-row: beside every title one year and below it the next, «Всього» at most at the end.

    The title may stand once, or once more in each of its rows. All the years («2021-2024 роки, всього») may stand beside it above single ones.
    """
    title = next((c for c, m in enumerate(meanings) if m.field in ("measure", "programme")), None)
    rows = rows_filling(data, column)
    texts = [row.text(column) for row in rows]
    if title is None:
        return False
    titles = [row.text(title) if row.starts(title) else "" for row in rows]
    if not all(
        _is_one_year(text) or not any(c.isdigit() for c in text) or _is_whole_above(i, texts, titles) for i, text in enumerate(texts)
    ):
        return False
    below = [text for i, text in enumerate(texts) if not titles[i] or titles[i] in titles[:i]]
    repeated = {named for named in titles if titles.count(named) > 1}
    if all(titles) and all(len({text for t, text in zip(titles, texts, strict=True) if t == named}) == 1 for named in repeated):
        return False  # each measure has a term of its own, repeated beside each source
    return any(map(_is_one_year, below)) and len(set(filter(_is_one_year, texts))) > 1 and len(below) * 2 >= len(rows)


def _is_whole_above(at: int, texts: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether «2021-2024 роки, всього» stands beside a title, and single years below it before the next title."""
    below = takewhile(lambda i: not titles[i] or titles[i] == titles[at], range(at + 1, len(texts)))
    return bool(titles[at]) and years_in(texts[at])[1] and sum(_is_one_year(texts[i]) for i in below) > 1


def _is_one_year(text: str) -> bool:
    years, span = years_in(text)
    return is_year_label(text) and len(years) == 1 and not span

"""What the cells under a header say of its columns where words leave them open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.amounts import restacked
from normalize.bodies import starts_body
from normalize.column_cells import figures_share, texts_in
from normalize.dates import DATE, MONTH
from normalize.figures import WORD, is_figure
from normalize.labels import split_sources
from normalize.lexicon import Lexicon
from normalize.meanings import COUNTS_NO_MONEY, FIGURES, MONEY, Meaning
from normalize.table_rows import Row
from normalize.terms import read_term
from normalize.text import fold
from normalize.title_columns import TITLES, each_with_title, titled_by_content, years_below_titles
from normalize.values import Kind, is_dash, read_value
from normalize.year_parts_named import part_named, quarter_numeral
from normalize.years import is_year_label, years_in


def labels_by_content(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """A column not understood whose cells say «загальний фонд», «спеціальний фонд», or one budget or quarter after the other, holds those."""
    out = list(meanings)
    taken = {m.field for m in meanings}
    for c, meaning in enumerate(meanings):
        texts = texts_in(data, c)
        if meaning.field is not None or len(texts) < 2:
            continue
        if "year" not in taken and _parts_of_year(texts, " ".join(paths[c]), lexicon):
            out[c] = replace(meaning, field="year", score=1.0, how="content")
            continue
        for field, section in (("fund", "funds"), ("source", "sources")):
            named = [text for text in texts if _names(text, section, lexicon)]
            if field not in taken and len(named) * 2 >= len(texts) and len(set(named)) > 1 and all(len(t) < 60 for t in texts):
                # «Назва заходу, джерело фінансування»: rows of sources below rows of measures
                mixed = meaning.runner_up in TITLES and not taken & TITLES and len(named) < len(texts)
                out[c] = replace(meaning, field=meaning.runner_up if mixed else field, score=1.0, how="content")
                break
    return out


def _parts_of_year(texts: Sequence[str], heading: str, lexicon: Lexicon) -> bool:
    """Whether the cells name one part of the year after the other, «рік» at most beside them."""
    parts = [part_named(text, lexicon) or quarter_numeral(text, heading) for text in texts]
    named = [text for text, part in zip(texts, parts, strict=True) if part or lexicon.is_only("periods", "year", text)]
    return len(set(filter(None, parts))) > 1 and len(named) == len(texts)


def _names(text: str, section: str, lexicon: Lexicon) -> bool:
    """Whether a cell names a fund or a source, or several sources one after the other for the sums stacked beside it."""
    found = lexicon.best(section, text, 0.8)
    if found is not None and found.exact:
        return True
    return section == "sources" and any(split_sources(text, count, lexicon) for count in (2, 3))


def vote_by_content(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """Columns that words left open: percents and consecutive numbers show by their cells; a text column named like a figure is information."""
    fields = {m.field for m in meanings}
    out = titled_by_content(meanings, data)
    for c, meaning in enumerate(out):
        texts = texts_in(data, c)
        if not texts:
            continue
        if {meaning.field, meaning.runner_up} == {"term", "executor"}:
            field, how = _executor_or_term(texts)
            out[c] = replace(meaning, field=field, how=how)
        elif "percent" not in fields and _are_percents(meaning, texts):
            out[c] = replace(meaning, field="percent", how="content")
        elif meaning.field is None and c == 0 and "number" not in fields and _numbers_rows(data):
            out[c] = replace(meaning, field="number", how="content")
        elif meaning.field == "year" and 2 * sum(is_figure(t) and not is_dash(t) and not years_in(t)[0] for t in texts) > len(texts):
            out[c] = replace(meaning, field=None, runner_up="year", how="amounts are no years")
        elif meaning.field == "term" and "year" not in fields and years_below_titles(data, c, out):
            out[c] = replace(meaning, field="year", how="content")
        elif meaning.field == "year" and each_with_title(data, c, meanings) and not _years_differ(texts):
            out[c] = replace(meaning, field="term", how="content")
        elif meaning.field in ("information", "reasons") and meaning.unit is not None and are_amounts(texts):
            out[c] = replace(meaning, field=None, runner_up=meaning.field, how="amounts are no words")
        elif meaning.field is None and "executor" not in fields and _name_bodies(texts):
            out[c] = replace(meaning, field="executor", how="content")
        elif meaning.field in (None, "information", "year") and "term" not in fields and _are_terms(texts, data, c, meanings):
            out[c] = replace(meaning, field="term", how="content")
        elif meaning.field in ("actual", "spent", "deviation") and _holds_words(texts, out, c, data):
            out[c] = replace(meaning, field="information", how="content")
    return _told_at_the_end(out, data)


def _are_percents(meaning: Meaning, texts: Sequence[str]) -> bool:
    """Whether a column holds percents: one not understood «%» for the most part, one of money without a unit a number with its «%» everywhere."""
    if meaning.field is None:
        return sum(text.endswith("%") for text in texts) * 3 >= 2 * len(texts)
    told = [text for text in texts if not is_dash(text)]
    signed = sum(re.fullmatch(r"\d+(?:[.,]\d+)?\s*%", text) is not None for text in told)
    return meaning.field in MONEY and meaning.unit is None and len(told) > 1 and signed >= _MONEY * len(told)


def are_amounts(texts: Sequence[str]) -> bool:
    """Whether nearly all cells but the dashes are amounts."""
    told = [text for text in texts if not is_dash(text)]
    return bool(told) and sum(map(is_figure, told)) >= _MONEY * len(told)


def _name_bodies(texts: Sequence[str]) -> bool:
    """Whether the cells name bodies («Відділ освіти», «КП «Добробут»»), most of them, and none tells a longer story."""
    bodies = sum(starts_body(text) for text in texts)
    return (
        len(texts) >= _FEWEST
        and bodies * 3 >= 2 * len(texts)
        and not any(is_figure(text) for text in texts)
        and max(map(len, texts)) < _STORY
    )


def _are_terms(texts: Sequence[str], data: Sequence[Row], column: int, meanings: Sequence[Meaning]) -> bool:
    """Whether each cell is a term, at least one of them more than a year, one for each title; lone dates are of contracts or payments."""
    spans = any(not is_year_label(text) or len(years_in(text)[0]) > 1 or years_in(text)[1] for text in texts)
    told = all(len(text) < _TERM_LENGTH and read_term(text) is not None and not DATE.fullmatch(text.strip(" р.")) for text in texts)
    return len(texts) >= _FEWEST and told and spans and each_with_title(data, column, meanings)


_FEWEST = 2


_STORY, _TERM_LENGTH = 200, 40  # characters


def _years_differ(texts: Sequence[str]) -> bool:
    """Whether each cell names one year, and not all the same: the year of the row's amounts, no term."""
    years = {tuple(years_in(text)[0]) for text in texts}
    return len(years) > 1 and all(is_year_label(text) and len(years_in(text)[0]) == 1 for text in texts)


def _holds_words(texts: Sequence[str], meanings: Sequence[Meaning], column: int, data: Sequence[Row]) -> bool:
    """Whether a column headed like what was financed tells in words what was done."""
    placed = any((meanings[column].source, meanings[column].fund, meanings[column].year, meanings[column].period, meanings[column].unit))
    if _told_in_words(texts, least=0.5 if placed else 0.01) and _money_beside(meanings, column, data):
        return True
    return (
        len(texts) >= 2
        and not any(is_figure(t) or read_value(restacked(t)).parts for t in texts)
        and (_has_twin(meanings, column) or not any(read_value(t).kind in _NO_MONEY for t in texts))
        and sum(len(t) for t in texts) > 12 * len(texts)
    )


def _told_in_words(texts: Sequence[str], *, least: float) -> bool:
    """Whether a column's cells are words («Відремонтовано 2,4 тис. кв. м», «Кошти не виділялись»), dashes aside, and ``least`` of them say more than that there was none."""
    said = [text for text in texts if not is_dash(text)]
    kinds = [read_value(text).kind for text in said]
    sentences = sum(kind is not Kind.NONE_WORDS for kind in kinds)
    words = all(WORD.search(text) for text in said)
    return words and sentences >= least * len(said) > 0 and not {Kind.NUMBER, Kind.NOT_APPLICABLE} & set(kinds)


def _money_beside(meanings: Sequence[Meaning], column: int, data: Sequence[Row]) -> bool:
    """Whether another column holds the amounts that were financed or spent."""
    return any(m.field in ("actual", "spent") and c != column and figures_share(data, c) >= 0.5 for c, m in enumerate(meanings))


BOTH = "executors with their terms"


def _executor_or_term(texts: Sequence[str]) -> tuple[str, str]:
    """What a column headed «Виконавець та строк виконання» holds: terms alone, executors alone, or both in each cell."""
    dated = [read_term(text) is not None for text in texts]
    worded = [bool(WORD.search(_TERM_WORDS.sub(" ", fold(text)))) for text in texts]
    if any(dated) and sum(worded) * 2 < len(texts):
        return "term", "content"
    return "executor", BOTH if sum(dated) * 2 >= len(texts) else "content"


_TERM_WORDS = re.compile(
    rf"\b(?:рок\w+|рік|року|протягом|впродовж|постійно|щороку|щорічно|квартал\w*|місяц\w*|півріччя|{MONTH})", re.IGNORECASE
)


def _has_twin(meanings: Sequence[Meaning], column: int) -> bool:
    """Whether another column claims the same amounts."""
    return any(m.claim == meanings[column].claim for c, m in enumerate(meanings) if c != column)


def _told_at_the_end(meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """Where no column is understood as information, the column of long texts right of the figures is: what is written there is never dropped."""
    if any(m.field in ("information", "reasons", "indicator") for m in meanings):
        return meanings
    last = max((c for c, m in enumerate(meanings) if m.field in FIGURES), default=len(meanings))
    for c in range(last + 1, len(meanings)):
        texts = texts_in(data, c)
        wordy = texts and sum(bool(WORD.search(t)) and not is_figure(t) for t in texts) * 4 >= len(texts) * 3
        open_ = meanings[c].field is None or meanings[c].how == COUNTS_NO_MONEY
        if open_ and wordy and sum(map(len, texts)) > 10 * len(texts):
            return [*meanings[:c], replace(meanings[c], field="information", how="content"), *meanings[c + 1 :]]
    return meanings


_MONEY = 0.8  # so many figures under a unit of money are no remarks


# words that stand where an amount would: «не передбачено», «х»
_NO_MONEY = frozenset({Kind.NONE_WORDS, Kind.NOT_APPLICABLE})


def _numbers_rows(data: Sequence[Row]) -> bool:
    """Whether the first column holds nothing but rows' numbers, labels over several columns and headings alone in their row aside."""
    rows = [row for row in data if row.cells and row.starts(0) and row.cells[0].column_span == 1 and len(row.filled()) > 1]
    texts = [row.text(0) for row in rows if row.text(0)]
    return bool(texts) and all(re.fullmatch(r"[\dIVXІХ.]{1,8}\)?", t) for t in texts)

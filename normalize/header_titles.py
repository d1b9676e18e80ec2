"""Whether the titles of a table are measures or whole programmes, where its heading says only «Назва», or speaks of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.announcements import programme_head
from normalize.bodies import starts_body
from normalize.figures import is_figure
from normalize.labels import is_total, total_scope
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES, Meaning
from normalize.table_rows import Row
from normalize.text import fold


def settle_titles(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """«Найменування заходу відповідно до Програми …» heads measures; a column in which each numbered row names another programme heads those."""
    out = [
        replace(m, field="measure") if m.field == "programme" and path and _begins_with_measure(path[-1], lexicon) else m
        for path, m in zip(paths, meanings, strict=True)
    ]
    if not {m.field for m in out} & {"unit", "measure", "programme", "category"}:
        out = [
            replace(m, field="measure", how="what is summed up")
            if m.field == "indicator" and (_says_measures(paths[c], lexicon) or _summed_up(data, c, out, lexicon))
            else m
            for c, m in enumerate(out)
        ]
    titles = [c for c, m in enumerate(out) if m.field == "measure"]
    if len(titles) != 1 or any(m.field == "programme" for m in out):
        return out
    number = next((c for c, m in enumerate(out) if m.field == "number"), None)
    if _names_programmes(_titles(data, titles[0], number, out, lexicon)):
        out[titles[0]] = replace(
            out[titles[0]], field="programme", how="content" if out[titles[0]].how == "content" else "its rows are programmes"
        )
    return out


def _says_measures(path: Sequence[str], lexicon: Lexicon) -> bool:
    """«Показники (заходи)»: the bracket says of what, and the indicators named alone would be measured in units of their own."""
    return any(lexicon.is_only("fields", "measure", inside) for inside in re.findall(r"\(([^()]*)\)", path[-1] if path else ""))


def _summed_up(data: Sequence[Row], column: int, meanings: Sequence[Meaning], lexicon: Lexicon) -> bool:
    """«Показники» over rows of which the last is «РАЗОМ», a fund's balance behind it aside: indicators have no sum, money has."""
    figures = [c for c, m in enumerate(meanings) if m.field in FIGURES]
    rows = [row for row in data if any(is_figure(row.text(c)) for c in figures if c < len(row.cells))]
    while rows and lexicon.starts("rows", "income", rows[-1].text(column)):
        rows.pop()
    label = next((text for c in (column, *range(column)) if rows and (text := rows[-1].text(c)) and is_total(text, lexicon)), "")
    return len(rows) > 2 and bool(label) and total_scope(label, lexicon) in ("bare", "programme")


def _begins_with_measure(heading: str, lexicon: Lexicon) -> bool:
    return lexicon.starts("fields", "measure", heading) and not lexicon.starts("fields", "programme", heading)


def _titles(data: Sequence[Row], column: int, number: int | None, meanings: Sequence[Meaning], lexicon: Lexicon) -> list[str]:
    """The titles of the rows with amounts: of the numbered ones, where any are; sums left out."""
    figures = [c for c, m in enumerate(meanings) if m.field in FIGURES]
    rows = [
        row
        for row in data
        if column < len(row.cells) and row.starts(column) and any(is_figure(row.text(c)) for c in figures if c < len(row.cells))
    ]
    numbered = [row for row in rows if number is not None and row.text(number)]
    return [text for row in numbered or rows if (text := row.text(column)) and not is_total(text, lexicon)]


def _names_programmes(titles: Sequence[str]) -> bool:
    """Whether titles are of programmes, the bodies that stand over them («0600000 | Відділ освіти») left out."""
    named = [title for title in titles if "програм" in fold(title) or not starts_body(title)]
    return len({fold(title) for title in named}) > 1 and all(programme_head(title) for title in named)

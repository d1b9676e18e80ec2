"""What a document's tables are to each other: which repeats the measures' money by source or object, and what is told of those not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.column_findings import findings_of_columns
from normalize.labels import is_total
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable
from normalize.other_tables import Unread, by_economic_class, same_head, told, untold
from normalize.records import Finding
from normalize.row_places import has_figures
from normalize.same_money import repeats
from normalize.torn_rows import sums_up


def settle_kinds(tables: Sequence[LogicalTable], lexicon: Lexicon) -> None:
    """Set aside, in place, tables that give the measures' money once more by objects shown or economic classes; keep those of sources that nothing else gives."""
    for table in tables:
        if table.header.of_sources and not _sources_beside(table, tables, lexicon):
            table.header = replace(table.header, kind="funding")
        details = table.header.of_shown or by_economic_class(table, lexicon)
        if details and _measures_beside(table, tables):
            table.header = replace(table.header, kind="other")


def findings_of_tables(tables: Sequence[LogicalTable], unread: Sequence[Unread], lexicon: Lexicon) -> list[Finding]:
    """What was not read: of rows under no known head, of whole tables, of columns."""
    found = [
        told(
            untold(u.heads, u.text, beside_measures=_another(None, u.heads, tables), lexicon=lexicon),
            u.heads or (u.text,),
            table=u.table,
            page=u.page,
        )
        for u in unread
    ]
    return found + [finding for table in tables for finding in _of_table(table, tables, lexicon)]


def _of_table(table: LogicalTable, tables: Sequence[LogicalTable], lexicon: Lexicon) -> Iterator[Finding]:
    page = table.origin[0][table.origin[1]].page
    rows = [item.row for item in table.lines if isinstance(item, Line)]
    heads = [" › ".join(path) for path in table.header.paths if path]
    beside = _another(table, heads, tables)
    rule = "other_table" if by_economic_class(table, lexicon) and beside else untold(heads, beside_measures=beside, lexicon=lexicon)
    if rule == "other_table" and table.header.columns("planned") and table.header.columns("actual", "spent"):
        measures = [t for t in tables if t is not table and t.header.kind == "funding"]
        rule = rule if repeats(table, measures, lexicon) else "unknown_header"  # plan and fact that nothing else gives are no remark
    if table.header.kind == "other" and has_figures(rows) and (rule == "other_table" or not table.header.doubts):
        yield told(rule, heads, table=table.number, page=page)
        if rule == "other_table":
            return
    yield from findings_of_columns(table, lexicon)


def _measures_beside(table: LogicalTable | None, tables: Sequence[LogicalTable]) -> bool:
    """Whether another table of the document lists measures with their plan and actual amounts."""
    others = (t.header for t in tables if t is not table)
    return any(h.kind == "funding" and h.columns("planned") and h.columns("actual") for h in others)


def _another(table: LogicalTable | None, heads: Sequence[str], tables: Sequence[LogicalTable]) -> bool:
    """Whether a table under these heads stands beside one of measures, and its head is not that one's once more."""
    read = (t.header.paths for t in tables if t.header.kind == "funding")
    return _measures_beside(table, tables) and not same_head(heads, ([" ".join(path) for path in paths] for paths in read))


def _sources_beside(table: LogicalTable, tables: Sequence[LogicalTable], lexicon: Lexicon) -> bool:
    """Whether another table with amounts tells its sources itself: a table of sources alone would then count them twice."""
    if _measures_beside(table, tables) and not sums_up(table, lexicon):
        return True
    others = [t for t in tables if t is not table and t.header.kind == "funding"]
    return any(any(m.source is not None for m in t.header.meanings) or _sums_by_source(t, lexicon) for t in others)


def _sums_by_source(table: LogicalTable, lexicon: Lexicon) -> bool:
    """Whether a table with a column of sources names one in a row from its first sum on that has no title of a measure: it adds its sources up itself."""
    source = table.header.column("source")
    titles = table.header.columns("number", "measure", "programme", "section")
    at_sums = False
    for line in table.lines if source is not None else ():
        if not isinstance(line, Line):
            continue
        named = [text for c in titles if (text := line.own(c))]
        at_sums = at_sums or any(is_total(text, lexicon) for text in named)
        if at_sums and line.text(source) and all(is_total(text, lexicon) for text in named):
            return True
    return False

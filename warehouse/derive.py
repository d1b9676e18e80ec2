"""SQL for what is derived from the rows of the affected programmes: a measure's year in one line, which report speaks for a year,
plans that were revised, copies that differ.

The statements read the temporary table ``_affected`` (report_key, programme_id) and, after the first, ``_measure_year``.
"""

from __future__ import annotations

AMOUNTS = ("planned", "actual", "spent", "planned_initial", "planned_budget", "planned_period")
_RANKS = ("blank", "not_applicable", "note", "not_due", "nil", "value", "unreadable")
"""States by what they tell: of several parts the strongest is the sum's state, and one unreadable part makes the sum unreadable."""
_USABLE = _RANKS.index("not_due")


def _rank(state: str) -> str:
    cases = " ".join(f"WHEN '{name}' THEN {i}" for i, name in enumerate(_RANKS))
    return f"CASE {state} {cases} END"


def _state(rank: str) -> str:
    cases = " ".join(f"WHEN {i} THEN '{name}'" for i, name in enumerate(_RANKS))
    return f"CASE {rank} {cases} END"


def _split(amount: str, whole: str) -> str:
    """Aggregates of an amount: its rank, sum and margin over the rows that are the ``whole``, and over the parts."""
    out = []
    for name, condition in (("w", whole), ("p", f"NOT ({whole})")):
        out.append(f"max({amount}_rank) FILTER ({condition}) AS {amount}_rank_{name}")
        out.append(f"sum({amount}_uah) FILTER ({condition}) AS {amount}_uah_{name}")
        if amount == "planned":
            out.append(f"sum(planned_margin) FILTER ({condition}) AS planned_margin_{name}")
    return ", ".join(out)


def _pick(amount: str) -> str:
    """The reported whole where it tells something, else the sum of the parts, so that nothing is counted twice."""
    whole, part = f"{amount}_rank_w", f"{amount}_rank_p"
    case = f"CASE WHEN {whole} >= {_USABLE} THEN {{0}}_w WHEN {part} >= {_USABLE} THEN {{0}}_p ELSE {{1}} END AS {{0}}"
    out = [case.format(f"{amount}_rank", f"greatest({whole}, {part})"), case.format(f"{amount}_uah", "NULL")]
    if amount == "planned":
        out.append(case.format("planned_margin", "NULL"))
    return ", ".join(out)


def _stage(source: str, whole: str, keys: str, parts: str) -> str:
    aggregates = ", ".join(_split(a, whole) for a in AMOUNTS)
    picks = ", ".join(_pick(a) for a in AMOUNTS)
    kept = f"min(place) AS place, {parts} AS parts, any_value(measure_id) AS measure_id, bool_or(told) AS told"
    inner = f"SELECT {keys}, {aggregates}, {kept} FROM {source} GROUP BY {keys}"
    return f"SELECT {keys}, {picks}, place, parts, measure_id, told FROM ({inner})"


def _corrected(amount: str) -> str:
    return f"coalesce(k.{amount}_uah, f.{amount}_uah) AS {amount}_uah"


def _ranked(amount: str) -> str:
    column = (
        f"f.{amount}_state"
        if amount in ("planned", "actual", "spent")
        else f"CASE WHEN f.{amount}_uah IS NULL THEN 'blank' ELSE 'value' END"
    )
    return f"CASE WHEN k.{amount}_uah IS NOT NULL THEN {_RANKS.index('value')} ELSE {_rank(column)} END AS {amount}_rank"


# A row's place: the row of (total, total) first, then in reading order; the first row gives the line its texts.
BY_SOURCE = f"""
CREATE OR REPLACE TEMP TABLE _by_source AS
WITH base AS (
    SELECT f.report_key, f.slot, f.year, f.source, f.fund, f.measure_id, f.planned_margin,
           (CASE WHEN f.source = 'total' THEN 0 ELSE 2 END + CASE WHEN f.fund = 'total' THEN 0 ELSE 1 END) * (1::BIGINT << 56) + f.record_key AS place,
           f.planned_state <> 'blank' OR f.actual_state <> 'blank' AS told,
           {", ".join(_corrected(a) for a in AMOUNTS)}, {", ".join(_ranked(a) for a in AMOUNTS)}
    FROM store.funding f JOIN _affected USING (report_key) LEFT JOIN store.corrected k ON k.record_id = f.record_id
    WHERE f.row_kind = 'measure' OR f.row_kind = 'total'
    -- of several grand totals for one year, source and fund the largest is the programme's: they are one sum told twice, not two
    QUALIFY f.row_kind = 'measure' OR row_number() OVER (
        PARTITION BY f.report_key, f.row_kind, CASE WHEN f.row_kind = 'total' THEN 0 ELSE f.record_key END, f.year, f.source, f.fund
        ORDER BY f.planned_uah DESC NULLS LAST, f.actual_uah DESC NULLS LAST, f.record_key) = 1
)
{_stage("base", "fund = 'total'", "report_key, slot, year, source", "count(*)")}
"""

MEASURE_YEAR = f"""
CREATE OR REPLACE TEMP TABLE _measure_year AS
{_stage("_by_source", "source = 'total'", "report_key, slot, year", "sum(parts)")}
"""

# Which report speaks for a programme and year. A report that knows a year other than its own by a grand total alone does not
# push out one that knows its measures.
WINNERS = """
CREATE OR REPLACE TEMP TABLE _winner AS
SELECT a.programme_id, m.report_key, m.year, bool_or(m.slot IS NOT NULL) AS detailed
FROM _measure_year m JOIN _affected a USING (report_key) JOIN store.report r USING (report_key)
JOIN store.version v USING (version_id) JOIN store.document d USING (document_id)
GROUP BY a.programme_id, m.report_key, m.year, r.report_year, r.period_end, v.format, d.ingested_at, r.report_id
QUALIFY row_number() OVER (PARTITION BY a.programme_id, m.year ORDER BY
    bool_or(m.told) DESC,
    bool_or(m.slot IS NOT NULL) OR coalesce(m.year = r.report_year, false) DESC,
    r.period_end DESC NULLS LAST,
    bool_or(m.slot IS NOT NULL) DESC,
    coalesce(v.format IN ('pdf-scan', 'image'), false),
    d.ingested_at DESC,
    r.report_id) = 1
"""

_PLAIN = ", ".join(f"CAST(CASE WHEN m.{a}_rank IN (4, 5) THEN m.{a}_uah END AS DECIMAL(18,2)) AS {a}_uah" for a in AMOUNTS)
_STATES = ", ".join(f"{_state(f'm.{a}_rank')} AS {a}_state" for a in ("planned", "actual", "spent"))

PLAN_VS_ACTUAL = f"""
INSERT INTO store.plan_vs_actual BY NAME
WITH line AS (
    SELECT m.report_key, w.programme_id, m.slot, m.measure_id, m.year, m.parts, m.place & ((1::BIGINT << 56) - 1) AS record_key, m.place >> 56 AS level,
           {_PLAIN}, {_STATES}
    FROM _measure_year m JOIN _winner w ON w.report_key = m.report_key AND w.year IS NOT DISTINCT FROM m.year AND w.detailed = (m.slot IS NOT NULL)
), several AS (  -- a line of more than one row: all of its rows, executors and texts
    SELECT l.record_key, list(f.record_id ORDER BY f.record_key) AS record_ids,
           list_distinct(flatten(list(f.executors ORDER BY f.record_key))) AS executors,
           min_by(f.information, f.record_key) FILTER (f.information IS NOT NULL) AS information,
           min_by(f.term, f.record_key) FILTER (f.term IS NOT NULL) AS term,
           min_by(f.term_start_year, f.record_key) FILTER (f.term_start_year IS NOT NULL) AS term_start_year,
           min_by(f.term_end_year, f.record_key) FILTER (f.term_end_year IS NOT NULL) AS term_end_year
    FROM line l JOIN store.funding f ON f.report_key = l.report_key AND f.slot IS NOT DISTINCT FROM l.slot AND f.year IS NOT DISTINCT FROM l.year
        AND (l.slot IS NOT NULL OR f.row_kind = 'total')
    WHERE l.parts > 1 GROUP BY l.record_key
)
SELECT l.report_key, l.programme_id, l.record_key, f.record_id, coalesce(s.record_ids, [f.record_id]) AS record_ids,
       f.row_kind, f.section_number, f.section, l.measure_id, f.measure_number, f.measure,
       coalesce(f.term, s.term) AS term, coalesce(f.term_start_year, s.term_start_year) AS term_start_year,
       coalesce(f.term_end_year, s.term_end_year) AS term_end_year,
       coalesce(list_sort(s.executors), f.executors) AS executors, l.year,
       l.planned_uah, l.actual_uah, l.planned_initial_uah, l.planned_budget_uah, l.planned_period_uah, l.spent_uah,
       l.planned_state, l.actual_state, l.spent_state,
       CASE WHEN l.level = 0 OR l.parts = 1 THEN f.percent_reported END AS percent_reported,
       store.percent(l.actual_uah, l.planned_uah) AS percent_computed, l.planned_uah - l.actual_uah AS unspent_uah,
       coalesce(f.information, s.information) AS information, f.page, f.table_number, f.row_number
FROM line l JOIN store.funding f USING (record_key) LEFT JOIN several s USING (record_key)
ORDER BY l.programme_id, l.year, l.record_key
"""

# Sums by programme, year and source, and by executor: small tables, because adding up a million rows at every question costs more than it must.
# The sums of plan and of actual are of all that is known; what was not used, and the percent, of the lines that have both, or they would compare
# different things. `unknown` counts the lines that keep the sums apart. In a year still ahead, with no actual at all, a lone plan lacks nothing.
_BOTH = "planned_uah IS NOT NULL AND actual_uah IS NOT NULL"
_UNREADABLE = "planned_state = 'unreadable' OR actual_state = 'unreadable'"
_ONE_SIDED = "(planned_uah IS NULL) <> (actual_uah IS NULL) AND coalesce(planned_uah, actual_uah) <> 0"
_SUMS = f"""sum(planned_uah) AS planned_uah, sum(actual_uah) AS actual_uah,
       sum(planned_uah) FILTER ({_BOTH}) AS compared_uah, sum(planned_uah - actual_uah) AS unspent_uah,
       store.percent(sum(actual_uah) FILTER ({_BOTH}), sum(planned_uah) FILTER ({_BOTH})) AS percent,
       count(*) FILTER ({_UNREADABLE} OR ({_ONE_SIDED} AND NOT ahead))
           + CASE WHEN count(actual_uah) > 0 THEN count(*) FILTER (NOT ({_UNREADABLE}) AND {_ONE_SIDED} AND ahead) ELSE 0 END AS unknown"""
_AHEAD = "actual_uah IS NULL AND (actual_state = 'not_due' OR coalesce(l.year > year(r.period_end), false)) AS ahead"

PROGRAMME_YEAR = f"""
INSERT INTO store.programme_year BY NAME
WITH lines AS (
    SELECT programme_id, report_key, year, 'total' AS source, measure_id, planned_uah, actual_uah, planned_state, actual_state
    FROM store.plan_vs_actual SEMI JOIN (SELECT DISTINCT programme_id FROM _affected) USING (programme_id)
    UNION ALL
    SELECT w.programme_id, m.report_key, m.year, m.source, m.measure_id, CASE WHEN planned_rank IN (4, 5) THEN planned_uah END,
           CASE WHEN actual_rank IN (4, 5) THEN actual_uah END, {_state("planned_rank")}, {_state("actual_rank")}
    FROM _by_source m JOIN _winner w ON w.report_key = m.report_key AND w.year IS NOT DISTINCT FROM m.year AND w.detailed = (m.slot IS NOT NULL)
    WHERE m.source <> 'total'
), dated AS (
    SELECT l.*, min(l.year) OVER (PARTITION BY l.programme_id, source, measure_id) AS first_year, {_AHEAD}
    FROM lines l JOIN store.report r USING (report_key)
)
SELECT programme_id, report_key, year, source, count(measure_id) AS measures,
       CASE WHEN year IS NOT NULL THEN count(measure_id) FILTER (first_year = year) END AS new_measures,
       count(*) FILTER (measure_id IS NOT NULL AND planned_uah > 0 AND actual_uah = 0) AS unfunded, {_SUMS}
FROM dated GROUP BY programme_id, report_key, year, source ORDER BY programme_id, year, source
"""

EXECUTOR_YEAR = f"""
INSERT INTO store.executor_year BY NAME
WITH shares AS (
    SELECT l.programme_id, l.year, measure_id, planned_uah, actual_uah, planned_state, actual_state, {_AHEAD},
           unnest(CASE WHEN len(executors) > 0 THEN executors ELSE ['—'] END) AS executor
    FROM store.plan_vs_actual l SEMI JOIN (SELECT DISTINCT programme_id FROM _affected) a ON a.programme_id = l.programme_id
    JOIN store.report r USING (report_key) WHERE l.year IS NOT NULL
)
SELECT programme_id, executor, year, count(measure_id) AS measures, {_SUMS}
FROM shares GROUP BY programme_id, executor, year ORDER BY programme_id, executor, year
"""

PROGRAMME_MEASURES = """
UPDATE store.programme p SET measures = m.measures FROM (
    SELECT programme_id, count(DISTINCT measure_id) AS measures FROM store.plan_vs_actual
    SEMI JOIN (SELECT DISTINCT programme_id FROM _affected) USING (programme_id) GROUP BY programme_id
) m WHERE m.programme_id = p.programme_id
"""

# The order for a reader, by community and title: an integer sorts quicker than two long texts.
PROGRAMME_PLACE = """
UPDATE store.programme p SET place = o.place FROM (
    SELECT programme_id, row_number() OVER (
        ORDER BY store.collated(community) NULLS LAST, community, store.collated(programme), programme, programme_id) AS place FROM store.programme
) o WHERE o.programme_id = p.programme_id AND p.place IS DISTINCT FROM o.place
"""

# An earlier report planned another amount for the same measure and year. Amounts printed to different precision agree within the coarser.
PLAN_REVISED = """
WITH planned AS (
    SELECT a.programme_id, m.measure_id, m.year, m.planned_uah, m.planned_margin, r.period_end, r.report_id, r.version_id,
           m.place & ((1::BIGINT << 56) - 1) AS record_key
    FROM _measure_year m JOIN _affected a USING (report_key) JOIN store.report r USING (report_key)
    WHERE m.measure_id IS NOT NULL AND m.year IS NOT NULL AND m.planned_rank IN (4, 5) AND r.period_end IS NOT NULL
), each_period AS (  -- of several reports for one period any one will do: where they differ, `copies_differ` says so
    SELECT * FROM planned QUALIFY row_number() OVER (PARTITION BY measure_id, year, period_end ORDER BY report_id) = 1
), stepped AS (
    SELECT measure_id, year, period_end, lag(planned_uah) OVER w AS before_uah, lag(planned_margin) OVER w AS before_margin
    FROM each_period WINDOW w AS (PARTITION BY measure_id, year ORDER BY period_end)
)
SELECT p.programme_id, p.version_id, p.report_id, p.record_key, p.year, s.before_uah, p.planned_uah
FROM planned p JOIN stepped s USING (measure_id, year, period_end)
WHERE abs(p.planned_uah - s.before_uah) > greatest(p.planned_margin, s.before_margin)
ORDER BY p.record_key
"""

# Two documents that hold one report (same programme and period, most measures shared) and differ in an amount: both records.
COPIES_DIFFER = """
WITH reports AS (
    SELECT a.programme_id, r.report_key, r.report_id, r.version_id, r.period_start, r.period_end, v.document_id
    FROM _affected a JOIN store.report r USING (report_key) JOIN store.version v USING (version_id) WHERE r.period_end IS NOT NULL
), pairs AS (
    SELECT a.programme_id, a.report_key AS one, b.report_key AS two FROM reports a JOIN reports b
        ON a.programme_id = b.programme_id AND a.period_end = b.period_end AND a.period_start IS NOT DISTINCT FROM b.period_start
        AND a.document_id <> b.document_id
), own AS (SELECT DISTINCT report_key, measure_id FROM _measure_year WHERE report_key IN (SELECT one FROM pairs)
), sizes AS (SELECT report_key, count(measure_id) AS measures FROM own GROUP BY report_key
), copies AS (
    SELECT p.programme_id, p.one, p.two FROM pairs p JOIN sizes x ON x.report_key = p.one JOIN sizes y ON y.report_key = p.two
    LEFT JOIN own a ON a.report_key = p.one LEFT JOIN own b ON b.report_key = p.two AND b.measure_id = a.measure_id
    GROUP BY p.programme_id, p.one, p.two, x.measures, y.measures
    HAVING (x.measures = 0 AND y.measures = 0) OR (x.measures > 0 AND y.measures > 0 AND 2 * count(b.measure_id) >= least(x.measures, y.measures))
), rows_ AS (
    SELECT f.report_key, f.record_key, coalesce(f.measure_id, f.row_kind || ':' || coalesce(f.section_number, lower(f.section), '')) AS what,
           f.row_kind, f.year, f.source, f.fund, f.planned_uah, f.actual_uah, f.planned_state, f.actual_state,
           coalesce(f.planned_margin, 0) AS planned_margin, coalesce(f.actual_margin, 0) AS actual_margin,
           row_number() OVER (PARTITION BY f.report_key, what, f.row_kind, f.year, f.source, f.fund ORDER BY f.record_key) AS nth
    FROM store.funding f WHERE f.report_key IN (SELECT one FROM copies)
), met AS (
    SELECT c.programme_id, a.report_key, a.record_key, a.planned_uah AS p1, b.planned_uah AS p2, a.actual_uah AS a1, b.actual_uah AS a2,
           greatest(a.planned_margin, b.planned_margin) AS pm, greatest(a.actual_margin, b.actual_margin) AS am,
           a.planned_state AS ps1, b.planned_state AS ps2, a.actual_state AS as1, b.actual_state AS as2
    FROM copies c JOIN rows_ a ON a.report_key = c.one JOIN rows_ b ON b.report_key = c.two AND b.what = a.what AND b.row_kind = a.row_kind
        AND b.year IS NOT DISTINCT FROM a.year AND b.source = a.source AND b.fund = a.fund AND b.nth = a.nth
), differ AS (
    SELECT programme_id, report_key, record_key, 'planned_uah' AS "column", p1 AS own, p2 AS other FROM met
    WHERE abs(p1 - p2) > pm OR (coalesce(p1, p2) <> 0 AND (p1 IS NULL) <> (p2 IS NULL) AND 'blank' IN (ps1, ps2))
    UNION ALL
    SELECT programme_id, report_key, record_key, 'actual_uah', a1, a2 FROM met
    WHERE abs(a1 - a2) > am OR (coalesce(a1, a2) <> 0 AND (a1 IS NULL) <> (a2 IS NULL) AND 'blank' IN (as1, as2))
)
SELECT DISTINCT d.programme_id, r.version_id, r.report_id, d.record_key, d."column", d.own, d.other
FROM differ d JOIN store.report r USING (report_key) ORDER BY d.record_key, d."column", d.other
"""

"""After a run: what is current, which programme and measure each row is about, and the tables derived from that.

Everything here is a pure function of the rows in the store, so the order in which files came cannot show. Only programmes whose
set of current reports changed are worked on again (their fingerprint tells), so that a small run over a large warehouse is cheap;
``plan_vs_actual`` and its sums are kept as tables because deciding which report speaks for a year costs seconds over a million rows, and reading nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from warehouse import cross, derive, ids, places
from warehouse.identity import Programmes, ReportTitle, programmes
from warehouse.transaction import transaction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CURRENT = """
INSERT INTO store.current
WITH newest AS (  -- the last reading that ended; a passing failure does not hide an earlier success
    SELECT document_id, version_id, state FROM store.version WHERE state <> 'failed'
    QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY
        coalesce(state = 'quarantined' AND failure_kind IN ('transient', 'person'), false), version_id DESC) = 1
), pointed AS (
    SELECT document_id, min_by(file, (NOT present, file, location)) AS file FROM store.path WHERE document_id IS NOT NULL GROUP BY document_id
), once AS (
    SELECT document_id, min_by(file, (-run_id, file)) AS file FROM store.path_content GROUP BY document_id
)
SELECT d.document_id, n.version_id, coalesce(p.file, o.file, d.file),
       CASE WHEN o.document_id IS NOT NULL AND p.document_id IS NULL THEN 'superseded' ELSE n.state END
FROM newest n JOIN store.document d USING (document_id) LEFT JOIN pointed p USING (document_id) LEFT JOIN once o USING (document_id)
ORDER BY d.document_id
"""
_REPORTS = """
SELECT r.report_key, c.document_id, r.community, r.programme, r.period_start, r.period_end, r.ordinal
FROM store.report r JOIN store.current c USING (version_id) WHERE c.status = 'loaded' ORDER BY r.community, r.programme
"""
_FETCHED = 5000
_ROWS_AT_ONCE = 10_000
"""Rows of funding that are worked on at a time: as many as a folder of some hundreds of reports has, so that larger ones take no more memory."""
_SIZES = "SELECT report_key, count(*) FROM store.funding GROUP BY report_key"
_CORRECTED = """
SELECT f.report_key, string_agg(k.record_id || k."column" || k.status || coalesce(k.corrected_value, ''), ' ' ORDER BY k.record_id, k."column", k."at")
FROM store.correction k JOIN store.funding f USING (record_id) GROUP BY f.report_key
"""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How much a refresh had to do: nothing at all (0 of 0) where the same readings are current as before."""

    programmes: int
    affected: int


def refresh(con: DuckDBPyConnection) -> Refreshed:
    """Settle pointers, identities, ``plan_vs_actual`` and the findings between documents.

    Programmes are worked on some thousand rows at a time, each time in a transaction of its own, so that memory stays flat;
    the run as a whole is atomic because it works on a private copy.
    """
    transaction(con, lambda: _point(con))
    signature = _signature(con)
    if con.execute("SELECT signature FROM store.settled").fetchall() == [(signature,)]:
        return Refreshed(0, 0)
    result = _refresh(con)
    transaction(con, lambda: _sign(con, signature))
    return result


def _point(con: DuckDBPyConnection) -> None:
    con.execute("DELETE FROM store.current")
    con.execute(_CURRENT)
    places.settle(con)


def _sign(con: DuckDBPyConnection, signature: str) -> None:
    con.execute("DELETE FROM store.settled")
    con.execute("INSERT INTO store.settled VALUES (?)", [signature])


def _signature(con: DuckDBPyConnection) -> str:
    """The readings that are current and the corrections: where these are as before, so is everything derived from them."""
    row = con.execute(
        "SELECT (SELECT md5(string_agg(version_id, ' ' ORDER BY version_id)) FROM store.current WHERE status = 'loaded'), "
        '(SELECT md5(string_agg(record_id || "column" || status || coalesce(corrected_value, \'\'), \' \' ORDER BY record_id, "column", "at")) FROM store.correction)'
    ).fetchone()
    assert row is not None
    return ids.digest(_revision(), *row)


def _refresh(con: DuckDBPyConnection) -> Refreshed:
    decided = programmes(_titles(con))
    before = dict(con.execute("SELECT programme_id, fingerprint FROM store.programme").fetchall())
    now = _fingerprints(con, decided)
    affected = {p for p in now if before.get(p) != now[p]}
    transaction(con, lambda: _write_programme_ids(con, decided.ids))
    transaction(con, lambda: _clear(con, affected | (before.keys() - now.keys())))
    for some in _chunks(con, decided, affected):
        transaction(con, partial(_settle, con, decided, now, some))
    transaction(con, lambda: con.execute(derive.PROGRAMME_PLACE))
    return Refreshed(len(now), len(affected))


def _titles(con: DuckDBPyConnection) -> Iterator[ReportTitle]:
    """What identity looks at of every current report. Years and titles recur: each is held once."""
    held: dict[Any, Any] = {}
    found = con.execute(_REPORTS)
    while rows := found.fetchmany(_FETCHED):
        for row in rows:
            yield ReportTitle(*row[:2], *(held.setdefault(value, value) for value in row[2:]))


def _chunks(con: DuckDBPyConnection, decided: Programmes, affected: set[str]) -> Iterator[set[str]]:
    """The affected programmes, about ``_ROWS_AT_ONCE`` rows at a time, in the order of their rows in the store: neighbours are read together."""
    rows = dict(con.execute(_SIZES).fetchall())
    sizes: Counter[str] = Counter()
    first: dict[str, int] = {}
    for report, programme in decided.ids.items():
        if programme in affected:
            sizes[programme] += rows.get(report, 0) + 1
            first[programme] = min(report, first.get(programme, report))
    chunk: set[str] = set()
    held = 0
    for programme in sorted(first, key=first.__getitem__):
        chunk.add(programme)
        held += sizes[programme]
        if held >= _ROWS_AT_ONCE:
            yield chunk
            chunk, held = set(), 0
    if chunk:
        yield chunk


def _settle(con: DuckDBPyConnection, decided: Programmes, now: dict[str, str], affected: set[str]) -> None:
    _write_affected(con, decided, affected)
    renamed = cross.settle_measures(con)
    for statement in (
        derive.BY_SOURCE,
        derive.MEASURE_YEAR,
        derive.WINNERS,
        derive.PLAN_VS_ACTUAL,
        derive.PROGRAMME_YEAR,
        derive.EXECUTOR_YEAR,
    ):
        con.execute(statement)
    cross.write_findings(con, [d for d in decided.doubts if decided.ids[d.key] in affected], renamed)
    _write_programmes(con, decided, now, affected)
    con.execute(derive.PROGRAMME_MEASURES)
    con.execute("DROP TABLE _by_source; DROP TABLE _measure_year; DROP TABLE _winner; DROP TABLE _affected")


@lru_cache(maxsize=1)
def _revision() -> str:
    """Changes with the code that decides, so that a better rule is applied to what is already loaded."""
    decides = [files("warehouse").joinpath(f"{name}.py") for name in ("identity", "measures", "derive", "cross", "refresh")]
    decides.append(files("normalize").joinpath("title_keys.py"))
    return ids.digest(*(module.read_text(encoding="utf-8") for module in decides))


def _fingerprints(con: DuckDBPyConnection, decided: Programmes) -> dict[str, str]:
    """Everything a programme's derived rows hang on: its reports as loaded, the doubts about them, the corrections."""
    corrected = dict(con.execute(_CORRECTED).fetchall())
    parts: dict[str, list[str]] = defaultdict(list)
    for report, programme in decided.ids.items():
        parts[programme].append(f"{report}:{corrected.get(report, '')}")
    for doubt in decided.doubts:
        parts[decided.ids[doubt.key]].append(repr(doubt))
    return {p: ids.digest(_revision(), *decided.titles[p], *sorted(items)) for p, items in parts.items()}


def _write_programme_ids(con: DuckDBPyConnection, decided: dict[int, str]) -> None:
    import pyarrow as pa

    con.register(
        "_decided", pa.table({"report_key": pa.array(decided, pa.int32()), "programme_id": pa.array(decided.values(), pa.string())})
    )
    con.execute(
        "UPDATE store.report r SET programme_id = d.programme_id FROM _decided d "
        "WHERE r.report_key = d.report_key AND r.programme_id IS DISTINCT FROM d.programme_id"
    )
    con.unregister("_decided")


def _clear(con: DuckDBPyConnection, stale: set[str]) -> None:
    """Forget what was derived for programmes that are gone or to be worked on again."""
    import pyarrow as pa

    if not stale:
        return
    con.register("_stale", pa.table({"programme_id": pa.array(sorted(stale), pa.string())}))
    for table in ("programme", "programme_year", "executor_year", "plan_vs_actual", "cross_finding"):
        con.execute(f"DELETE FROM store.{table} WHERE programme_id IN (SELECT programme_id FROM _stale)")
    con.unregister("_stale")


def _write_programmes(con: DuckDBPyConnection, decided: Programmes, now: dict[str, str], affected: set[str]) -> None:
    import pyarrow as pa

    names = sorted(affected)
    incoming = pa.table(
        {
            "programme_id": pa.array(names, pa.string()),
            "community": pa.array([decided.titles[p][0] for p in names], pa.string()),
            "programme": pa.array([decided.titles[p][1] for p in names], pa.string()),
            "fingerprint": pa.array([now[p] for p in names], pa.string()),
        }
    )
    con.register("_incoming", incoming)
    con.execute("INSERT INTO store.programme BY NAME SELECT * FROM _incoming")
    con.unregister("_incoming")


def _write_affected(con: DuckDBPyConnection, decided: Programmes, affected: set[str]) -> None:
    import pyarrow as pa

    rows = sorted((report, programme) for report, programme in decided.ids.items() if programme in affected)
    table = pa.table(
        {"report_key": pa.array([r for r, _ in rows], pa.int32()), "programme_id": pa.array([p for _, p in rows], pa.string())}
    )
    con.register("_incoming", table)
    con.execute("CREATE OR REPLACE TEMP TABLE _affected AS SELECT * FROM _incoming")
    con.unregister("_incoming")

"""Compares a warehouse with truth files through the contract's views: each difference is one readable line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from rapidfuzz import fuzz

Row = dict[str, Any]


def truths(folder: Path) -> list[Path]:
    """All truth files below a folder."""
    return sorted(folder.rglob("*.truth.json"))


def differences(con: duckdb.DuckDBPyConnection, truth_file: Path) -> list[str]:
    """What the warehouse says otherwise than a truth file; empty where they agree in everything that the truth states."""
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    name = truth["file"].rsplit("/", 1)[-1]
    reports = _rows(con, "SELECT * FROM report WHERE parse_filename(file) = ? ORDER BY report_id", name)
    findings = _rows(con, "SELECT * FROM finding WHERE parse_filename(file) = ? AND severity <> 'info'", name)
    out = [f"{f['rule']}: {f['message']}" for f in findings] if truth.get("clean") else []
    if len(reports) != len(truth["reports"]):
        out.append(f"{len(reports)} reports instead of {len(truth['reports'])}")
    for expected in truth["reports"]:
        found = next((r for r in reports if _key(r["programme"]) == _key(expected["programme"])), None)
        if found is None:
            out.append(f"no report «{expected['programme']}» among {[r['programme'] for r in reports]}")
            continue
        out += [*_facts(con, expected, found), *_funding(con, expected, found), *_indicators(con, expected, found)]
        out += _wanted(con, expected, found, findings)
    return out


def _rows(con: duckdb.DuckDBPyConnection, sql: str, *args: Any) -> list[Row]:
    cursor = con.execute(sql, list(args))
    names = [d[0] for d in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _key(text: str | None) -> str:
    plain = (text or "").casefold().translate(str.maketrans("’ʼ`", "'''"))
    return re.sub(r"[\s«»„“”\"'\-–—.,;:()]+", " ", plain).strip()


def _facts(con: duckdb.DuckDBPyConnection, expected: Row, found: Row) -> Iterator[str]:
    for name in ("programme_start_year", "programme_end_year", "report_year", "period_start", "period_end", "community", "signatory"):
        wanted = expected.get(name)
        if wanted is not None and _key(str(found[name])) != _key(str(wanted)):
            yield f"{name}: {found[name]} instead of {wanted}"
    decisions = _rows(con, "SELECT * FROM decision WHERE report_id = ?", found["report_id"])
    known = {(d["role"], d["number"], str(d["decided_on"]), d["session"]) for d in decisions}
    for decision in expected.get("decisions", []):
        wanted = (decision["role"], decision["number"], decision["decided_on"], decision.get("session"))
        if wanted not in known:
            yield f"decision {wanted} not among {known}"


def _funding(con: duckdb.DuckDBPyConnection, expected: Row, found: Row) -> Iterator[str]:
    records = _rows(con, "SELECT * FROM funding WHERE report_id = ?", found["report_id"])
    left = {r["record_id"]: r for r in records if r["planned_state"] != "blank" or r["actual_state"] not in ("blank", "not_due")}
    for row in expected["funding"]:
        for amount in row["amounts"]:
            match = next((r for r in left.values() if _same_place(row, amount, r)), None)
            if match is None:
                if amount["planned"][1] is not None or amount["actual"][1] is not None:
                    yield f"no record {row['measure'][:40]} {amount['year']} {amount['source']} {amount['fund']}"
                continue
            del left[match["record_id"]]
            yield from _amounts(row, amount, match)
    yield from (f"one record too many: {r['measure'][:40]} {r['year']} {r['source']} {r['fund']}" for r in left.values())


def _same_place(row: Row, amount: Row, record: Row) -> bool:
    return (
        _key(record["measure"]) == _key(row["measure"])
        and record["row_kind"] == row["row_kind"]
        and ("section" not in row or _key(record["section"]) == _key(row["section"]))
        and (record["year"], record["source"], record["fund"]) == (amount["year"], amount["source"], amount["fund"])
    )


def _amounts(row: Row, amount: Row, record: Row) -> Iterator[str]:
    where = f"{row['measure'][:40]} {amount['year']} {amount['source']} {amount['fund']}"
    for side in ("planned", "actual"):
        got = (record[f"{side}_state"], record[f"{side}_uah"])
        fair = [amount[side], *amount.get("or", {}).get(side, [])]
        if not any(got == (state, None if uah is None else Decimal(uah)) for state, uah in fair):
            yield f"{where}: {side} {got} instead of {fair}"
    wanted = amount["percent"]
    if wanted != "*" and record["percent_reported"] != (None if wanted is None else Decimal(str(wanted)).quantize(Decimal("0.01"))):
        yield f"{where}: percent {record['percent_reported']} instead of {wanted}"
    for name in ("section_number", "measure_number", "term_start_year", "term_end_year"):
        if row.get(name) is not None and record[name] != row[name]:
            yield f"{where}: {name} {record[name]} instead of {row[name]}"


def _indicators(con: duckdb.DuckDBPyConnection, expected: Row, found: Row) -> Iterator[str]:
    got = {
        (_key(i["indicator"]), i["category"], i["planned"], i["actual"])
        for i in _rows(con, "SELECT * FROM indicator WHERE report_id = ?", found["report_id"])
    }
    for item in expected.get("indicators", []):
        planned, actual = (None if item[side][1] is None else Decimal(item[side][1]) for side in ("planned", "actual"))
        wanted = (_key(item["indicator"]), item["category"], planned, actual)
        if wanted not in got:
            yield f"indicator {wanted}"


def _wanted(con: duckdb.DuckDBPyConnection, expected: Row, found: Row, findings: list[Row]) -> Iterator[str]:
    """Findings that have to be loud, at their row where the truth names one."""
    titles = {row["row"]: _key(row["measure"]) for row in expected["funding"]}
    for want in expected.get("findings", []):
        mine = [f for f in findings if f["rule"] in want["rule"]]
        if want.get("row") is not None:
            records = _rows(con, "SELECT * FROM funding WHERE report_id = ?", found["report_id"])
            at = [r for r in records if _key(r["measure"]) == titles[want["row"]]]
            ids, places = {r["record_id"] for r in at}, {(r["table_number"], r["row_number"]) for r in at}
            mine = [f for f in mine if f["record_id"] in ids or (f["table_number"], f["row_number"]) in places]
        if not mine:
            yield f"no finding {want['rule']} at row {want.get('row')}: {want.get('why')}"


@dataclass(frozen=True, slots=True)
class Told:
    """One amount of a truth file and what the warehouse makes of it. ``told``: a warning or an error is about its record or its row."""

    where: str
    wanted: Decimal | None
    got: Decimal | None
    told: bool


def amounts(con: duckdb.DuckDBPyConnection, truth_file: Path) -> list[Told]:
    """Every amount that a truth file states, and every one that the warehouse has beyond it, rows being paired by likeness of their titles."""
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    name = truth["file"].rsplit("/", 1)[-1]
    left = _rows(con, "SELECT * FROM funding WHERE parse_filename(file) = ? ORDER BY table_number, row_number", name)
    loud = _rows(con, "SELECT * FROM finding WHERE parse_filename(file) = ? AND severity <> 'info'", name)
    out: list[Told] = []
    for row in (row for report in truth["reports"] for row in report["funding"]):
        for amount in row["amounts"]:
            record = _likeliest(row, amount, left)
            if record is not None:
                left.remove(record)
            out += _both_sides(f"{row['measure'][:40]} {amount['year']} {amount['source']}", amount, record, loud)
    nothing = {"planned": (None, None), "actual": (None, None)}
    return out + [told for record in left for told in _both_sides(f"too many: {record['measure']}", nothing, record, loud)]


def _likeliest(row: Row, amount: Row, records: list[Row]) -> Row | None:
    same = [r for r in records if (r["year"], r["source"], r["fund"]) == (amount["year"], amount["source"], amount["fund"])]
    like = [
        (fuzz.ratio(_key(r["measure"]), _key(row["measure"])) - 20 * (r["row_kind"] != row["row_kind"]), -k) for k, r in enumerate(same)
    ]
    best, position = max(like, default=(0.0, 0))
    return same[-position] if best >= 60 else None


def _both_sides(where: str, amount: Row, record: Row | None, loud: list[Row]) -> Iterator[Told]:
    for side in ("planned", "actual"):
        got = record and record[f"{side}_uah"]
        fair = [None if uah is None else Decimal(uah) for _, uah in (amount[side], *amount.get("or", {}).get(side, []))]
        if got is not None or fair[0] is not None:
            about = record is not None and any(f["record_id"] == record["record_id"] or _same_row(f, record) for f in loud)
            yield Told(f"{where} {side}", got if got in fair else fair[0], got, about)


def _same_row(finding: Row, record: Row) -> bool:
    if finding["record_id"] is not None or finding["row_number"] is None:
        return False
    return (finding["table_number"], finding["row_number"]) == (record["table_number"], record["row_number"])

"""``zvit explain``: one record, the raw cells behind each of its values, where they stand, and what was found about it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zvit.config import Settings
from zvit.errors import UsageError
from zvit.language import current, say
from zvit.opened import opened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HELP = say(
    "Запис, сирі клітинки за кожним його значенням, де вони стоять, і зауваження до нього.",
    "A record, the raw cells behind each of its values, where they stand, and its findings.",
)
EXAMPLES = ("zvit sql \"SELECT record_id, measure FROM funding LIMIT 3\"", "zvit explain RECORD_ID")  # fmt: skip
_CELLS = 'SELECT "column", raw_text, page, table_number, row_number, x0, y0, x1, y1, confidence FROM cell WHERE record_id = ? ORDER BY ALL'
_FINDINGS = (
    "SELECT rule, severity, message, expected, found, args FROM finding WHERE record_id = $record OR "
    "(record_id IS NULL AND document_id = $document AND table_number = $table AND row_number = $row) ORDER BY severity, rule"
)
_AUDIT = "SELECT rule, verdict, expected_low, expected_high, found, reason FROM audit WHERE record_id = ? ORDER BY rule, verdict"


def explain(
    settings: Settings,
    record_id: Annotated[str, typer.Argument(metavar="RECORD_ID", help=say("record_id з funding або indicator", "A record_id of funding or indicator"))],
    as_json: Annotated[bool, typer.Option("--json", help=say("Відповідь як JSON", "The answer as JSON"))] = False,
) -> None:  # fmt: skip
    """Lead one record back to the paper."""
    with opened(settings) as con:
        record = _record(con, record_id)
        place = {"record": record_id, "document": record["document_id"], "table": record["table_number"], "row": record["row_number"]}
        cells = _rows(con, _CELLS, [record_id])
        findings = _rows(con, _FINDINGS, place)
        checks = _rows(con, _AUDIT, [record_id])
    if as_json:
        json.dump(
            {"record": record, "cells": cells, "findings": findings, "audit": checks}, sys.stdout, ensure_ascii=False, indent=2, default=str
        )
        print()
    else:
        _show(record, cells, findings, checks)


def _rows(con: DuckDBPyConnection, sql: str, parameters: object) -> list[dict[str, Any]]:
    cursor = con.execute(sql, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _record(con: DuckDBPyConnection, record_id: str) -> dict[str, Any]:
    for view in ("funding", "indicator"):
        # an indicator has no document_id of its own
        sql = f"SELECT t.*, r.document_id FROM {view} t JOIN report r USING (report_id) WHERE record_id = ?"
        found = _rows(con, sql, [record_id])
        if found:
            return found[0]
    raise UsageError(say(f"Немає запису {record_id}", f"There is no record {record_id}"))


def _show(record: dict[str, Any], cells: list[dict[str, Any]], findings: list[dict[str, Any]], checks: list[dict[str, Any]]) -> None:
    from normalize.findings import message
    from zvit.output import print_table, shown

    said = [(name, shown(value)) for name, value in record.items() if value is not None and not name.endswith("_id")]
    print_table([say("поле", "field"), say("значення", "value")], said, title=record["record_id"])
    names = [say("значення", "value"), say("у файлі стоїть", "in the file"), say("де", "where"), say("певність", "confidence")]
    print_table(names, [(c["column"], c["raw_text"], _place(c), c["confidence"]) for c in cells], title=say("Клітинки", "Cells"))
    if checks:
        names = [
            say("перевірка", "check"),
            say("висновок", "verdict"),
            say("від", "from"),
            say("до", "to"),
            say("є", "found"),
            say("чому", "why"),
        ]
        print_table(names, [tuple(check.values()) for check in checks], title=say("Арифметика", "Arithmetic"))
    for finding in findings:
        text = message(finding["rule"], json.loads(finding["args"] or "{}"), current())
        print(f"{finding['severity']} {finding['rule']}: {text}")
    if not findings:
        print(say("Зауважень немає", "No findings"))


def _place(cell: dict[str, Any]) -> str:
    page = say("с.", "p.") + f" {cell['page']}, " if cell["page"] else ""
    table = say("таблиця", "table") + f" {cell['table_number']}, " + say("рядок", "row") + f" {cell['row_number']}"
    box = f" [{cell['x0']:.0f} {cell['y0']:.0f} {cell['x1']:.0f} {cell['y1']:.0f}]" if cell["x0"] is not None else ""
    return page + table + box

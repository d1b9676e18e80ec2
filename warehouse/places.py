"""One content in several places is one document: its other places are told by a finding, made anew after each run from what stands where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from normalize.findings import CATALOGUE, message
from warehouse import ids

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_RULE = "same_content"
_NAMED = 20
# The first place is the one that names the document (see `store.current`). A second with the same path is below another folder: its full path tells.
_SEVERAL = """
SELECT document_id, file, list(CASE WHEN place = file THEN location ELSE place END ORDER BY place, location)[2:] AS others
FROM (SELECT c.document_id, c.file, p.file AS place, p.location FROM store.current c JOIN store.path p USING (document_id) WHERE p.present)
GROUP BY document_id, file HAVING count(*) > 1 ORDER BY document_id
"""


def settle(con: DuckDBPyConnection) -> None:
    """Tell of every current content that stands in more than one place; what is no longer so is forgotten."""
    con.execute("DELETE FROM store.place_finding")
    rows = [_finding(document, others) for document, _, others in con.execute(_SEVERAL).fetchall()]
    if not rows:
        return
    import pyarrow as pa

    columns = ("document_id", "finding_id", "rule", "severity", "message", "args")
    con.register("_incoming", pa.table({name: list(values) for name, values in zip(columns, zip(*rows, strict=True), strict=True)}))
    con.execute("INSERT INTO store.place_finding BY NAME SELECT * FROM _incoming")
    con.unregister("_incoming")


def _finding(document: str, others: list[str]) -> tuple[str, str, str, str, str, str]:
    more = f" (+{len(others) - _NAMED})" if len(others) > _NAMED else ""
    args = {"places": "; ".join(others[:_NAMED]) + more}
    severity = CATALOGUE[_RULE].severity.value
    return document, ids.digest("place", document, *others), _RULE, severity, message(_RULE, args), json.dumps(args, ensure_ascii=False)

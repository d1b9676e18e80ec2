"""After a run: what is current, which programme and measure each row is about, and the tables derived from that.

Everything here is a pure function of the rows in the store, so the order in which files came cannot show. Only programmes whose
set of current reports changed are worked on again (their fingerprint tells), so that a small run over a large warehouse is cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def refresh(con: DuckDBPyConnection) -> None:
    """Settle pointers, identities, ``plan_vs_actual`` and the findings between documents, in one transaction."""
    con.execute("BEGIN")
    try:
        con.execute("DELETE FROM store.current")
        con.execute(_CURRENT)
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")

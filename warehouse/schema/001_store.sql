-- The physical tables. Rows of a report are only ever added (a new reading of a content is a new version);
-- pointers (store.current, store.path), derived columns (programme_id, measure_id) and derived tables
-- (store.programme, store.plan_vs_actual, store.cross_finding) are recomputed after each run from the rows alone.
-- Surrogate keys (version_id, report_key, record_key) are integers for quick joins and never leave the store.

CREATE TABLE store.run (
    run_id INTEGER NOT NULL, started_at TIMESTAMP NOT NULL, finished_at TIMESTAMP,
    files_seen INTEGER, files_loaded INTEGER, files_unchanged INTEGER, files_quarantined INTEGER,
    zvit_version VARCHAR, folder VARCHAR
);

CREATE TABLE store.document (
    document_id VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, size BIGINT, file VARCHAR NOT NULL,
    ingested_at TIMESTAMP NOT NULL, run_id INTEGER NOT NULL
);

CREATE TABLE store.version (
    version_id INTEGER NOT NULL, document_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, loaded_at TIMESTAMP NOT NULL,
    format VARCHAR, pages INTEGER, extractor_version VARCHAR, normalizer_version VARCHAR,
    state VARCHAR NOT NULL, error VARCHAR, error_code VARCHAR, failure_kind VARCHAR
);

CREATE TABLE store.attempt (
    document_id VARCHAR, sha256 VARCHAR, file VARCHAR NOT NULL, run_id INTEGER NOT NULL, "at" TIMESTAMP NOT NULL,
    stage VARCHAR NOT NULL, code VARCHAR NOT NULL, kind VARCHAR NOT NULL, message VARCHAR, detail VARCHAR,
    extractor_version VARCHAR, normalizer_version VARCHAR
);

CREATE TABLE store.path (
    location VARCHAR NOT NULL, file VARCHAR NOT NULL, container VARCHAR, size BIGINT, mtime_ns BIGINT,
    sha256 VARCHAR, document_id VARCHAR, first_seen_run INTEGER NOT NULL, last_seen_run INTEGER NOT NULL, present BOOLEAN NOT NULL
);

CREATE TABLE store.path_content (
    location VARCHAR NOT NULL, file VARCHAR NOT NULL, document_id VARCHAR NOT NULL, run_id INTEGER NOT NULL
);

CREATE TABLE store.current (
    document_id VARCHAR NOT NULL, version_id INTEGER NOT NULL, file VARCHAR NOT NULL, status VARCHAR NOT NULL
);

CREATE TABLE store.report (
    report_key INTEGER NOT NULL, version_id INTEGER NOT NULL, report_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL,
    community VARCHAR, programme VARCHAR, programme_start_year INTEGER, programme_end_year INTEGER,
    report_year INTEGER, period_start DATE, period_end DATE,
    responsible_executors VARCHAR[], co_executors VARCHAR[], signatory VARCHAR, programme_id VARCHAR
);

CREATE TABLE store.decision (
    report_key INTEGER NOT NULL, position INTEGER NOT NULL, role VARCHAR NOT NULL, number VARCHAR,
    decided_on DATE, session INTEGER, convocation VARCHAR
);

CREATE TABLE store.funding (
    record_key BIGINT NOT NULL, report_key INTEGER NOT NULL, record_id VARCHAR NOT NULL,
    row_kind VARCHAR NOT NULL, row_index INTEGER NOT NULL, parent_row INTEGER, slot INTEGER, measure_id VARCHAR,
    section_number VARCHAR, section VARCHAR, measure_number VARCHAR, measure VARCHAR,
    term VARCHAR, term_start_year INTEGER, term_end_year INTEGER, executors VARCHAR[],
    year INTEGER, source VARCHAR NOT NULL, fund VARCHAR NOT NULL,
    planned_uah DECIMAL(18,2), actual_uah DECIMAL(18,2), planned_initial_uah DECIMAL(18,2), planned_budget_uah DECIMAL(18,2),
    planned_period_uah DECIMAL(18,2), spent_uah DECIMAL(18,2), deviation_uah DECIMAL(18,2),
    planned_state VARCHAR NOT NULL, actual_state VARCHAR NOT NULL, spent_state VARCHAR NOT NULL,
    planned_margin DECIMAL(18,2), actual_margin DECIMAL(18,2),
    percent_reported DECIMAL(9,2), percent_computed DECIMAL(9,2), information VARCHAR,
    page INTEGER, table_number INTEGER, row_number INTEGER
);

CREATE TABLE store.indicator (
    record_key BIGINT NOT NULL, report_key INTEGER NOT NULL, record_id VARCHAR NOT NULL, year INTEGER, category VARCHAR,
    indicator_number VARCHAR, indicator VARCHAR, unit VARCHAR, planned DECIMAL(18,4), actual DECIMAL(18,4),
    planned_state VARCHAR NOT NULL, actual_state VARCHAR NOT NULL, reasons VARCHAR, actions VARCHAR,
    page INTEGER, table_number INTEGER, row_number INTEGER
);

CREATE TABLE store.cell (
    record_key BIGINT NOT NULL, "column" VARCHAR NOT NULL, page INTEGER, x0 DOUBLE, y0 DOUBLE, x1 DOUBLE, y1 DOUBLE,
    raw_text VARCHAR, confidence DOUBLE, table_number INTEGER, row_number INTEGER, cell_column INTEGER
);

CREATE TABLE store.finding (
    version_id INTEGER NOT NULL, report_id VARCHAR, record_id VARCHAR, finding_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL, severity VARCHAR NOT NULL, message VARCHAR NOT NULL, args JSON, expected VARCHAR, found VARCHAR,
    page INTEGER, table_number INTEGER, row_number INTEGER
);

CREATE TABLE store.audit (
    version_id INTEGER NOT NULL, report_id VARCHAR, record_id VARCHAR, rule VARCHAR NOT NULL, verdict VARCHAR NOT NULL,
    "column" VARCHAR, expected_low DECIMAL(24,6), expected_high DECIMAL(24,6), found DECIMAL(24,6), reason VARCHAR
);

CREATE TABLE store.correction (
    record_id VARCHAR NOT NULL, "column" VARCHAR NOT NULL, raw_text VARCHAR, read_value VARCHAR, corrected_value VARCHAR,
    because VARCHAR, "by" VARCHAR, "at" TIMESTAMP NOT NULL, status VARCHAR NOT NULL
);

CREATE TABLE store.programme (
    programme_id VARCHAR NOT NULL, community VARCHAR, programme VARCHAR NOT NULL, measures INTEGER, place INTEGER, fingerprint VARCHAR NOT NULL
);

CREATE TABLE store.programme_year (
    programme_id VARCHAR NOT NULL, report_key INTEGER NOT NULL, year INTEGER, source VARCHAR NOT NULL,
    measures INTEGER NOT NULL, new_measures INTEGER, unfunded INTEGER NOT NULL, unknown INTEGER NOT NULL,
    planned_uah DECIMAL(24,2), actual_uah DECIMAL(24,2), compared_uah DECIMAL(24,2), unspent_uah DECIMAL(24,2), percent DECIMAL(9,2)
);

CREATE TABLE store.executor_year (
    programme_id VARCHAR NOT NULL, executor VARCHAR NOT NULL, year INTEGER NOT NULL, measures INTEGER NOT NULL,
    planned_uah DECIMAL(24,2), actual_uah DECIMAL(24,2), compared_uah DECIMAL(24,2), unspent_uah DECIMAL(24,2), percent DECIMAL(9,2)
);

CREATE TABLE store.settled (signature VARCHAR NOT NULL);

CREATE TABLE store.plan_vs_actual (
    report_key INTEGER NOT NULL, programme_id VARCHAR NOT NULL, record_key BIGINT NOT NULL, record_id VARCHAR NOT NULL, record_ids VARCHAR[],
    row_kind VARCHAR NOT NULL, section_number VARCHAR, section VARCHAR, measure_id VARCHAR, measure_number VARCHAR, measure VARCHAR,
    term VARCHAR, term_start_year INTEGER, term_end_year INTEGER, executors VARCHAR[], year INTEGER,
    planned_uah DECIMAL(18,2), actual_uah DECIMAL(18,2), planned_initial_uah DECIMAL(18,2), planned_budget_uah DECIMAL(18,2),
    planned_period_uah DECIMAL(18,2), spent_uah DECIMAL(18,2), planned_state VARCHAR, actual_state VARCHAR, spent_state VARCHAR,
    percent_reported DECIMAL(9,2), percent_computed DECIMAL(9,2), unspent_uah DECIMAL(18,2), information VARCHAR,
    page INTEGER, table_number INTEGER, row_number INTEGER
);

CREATE TABLE store.cross_finding (
    programme_id VARCHAR NOT NULL, version_id INTEGER NOT NULL, report_id VARCHAR, record_id VARCHAR, finding_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL, severity VARCHAR NOT NULL, message VARCHAR NOT NULL, args JSON, expected VARCHAR, found VARCHAR,
    page INTEGER, table_number INTEGER, row_number INTEGER
);

-- 100 × actual / planned to two decimals, half-up, in integers: no float on the way. NULL where undefined or beyond DECIMAL(9,2).
CREATE MACRO store.percent(actual, planned) AS
    CASE WHEN planned <> 0 THEN TRY_CAST(
        sign(actual) * sign(planned)
        * CAST((abs(CAST(actual * 100 AS HUGEINT)) * 20000 + abs(CAST(planned * 100 AS HUGEINT))) // (2 * abs(CAST(planned * 100 AS HUGEINT))) AS DECIMAL(38,0))
        * 0.01 AS DECIMAL(9,2)) END;

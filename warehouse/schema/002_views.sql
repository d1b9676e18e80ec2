-- The contract: what a query may rely on. Every view shows current versions of loaded documents only, except `document` itself.

CREATE VIEW document AS
SELECT d.document_id, d.sha256, c.file, v.format, v.pages, c.status, v.error, d.ingested_at,
       v.error_code, v.failure_kind, d.size, v.extractor_version, v.normalizer_version, d.run_id
FROM store.current c
JOIN store.document d USING (document_id)
JOIN store.version v USING (version_id);

CREATE VIEW report AS
SELECT r.report_id, c.document_id, c.file, r.community, r.programme_id, r.programme, r.programme_start_year, r.programme_end_year,
       r.report_year, r.period_start, r.period_end, r.responsible_executors, r.co_executors, r.signatory
FROM store.report r JOIN store.current c USING (version_id)
WHERE c.status = 'loaded';

CREATE VIEW programme AS SELECT programme_id, community, programme, measures, place FROM store.programme;

CREATE VIEW decision AS
SELECT r.report_id, d.role, d.number, d.decided_on, d.session, d.convocation
FROM store.decision d JOIN store.report r USING (report_key) JOIN store.current c USING (version_id)
WHERE c.status = 'loaded';

-- One row per corrected record, a column per corrected amount: tiny, so that `funding` joins it for nothing.
CREATE VIEW store.corrected AS
SELECT record_id,
       max(TRY_CAST(corrected_value AS DECIMAL(18,2))) FILTER ("column" = 'planned_uah') AS planned_uah,
       max(TRY_CAST(corrected_value AS DECIMAL(18,2))) FILTER ("column" = 'actual_uah') AS actual_uah,
       max(TRY_CAST(corrected_value AS DECIMAL(18,2))) FILTER ("column" = 'spent_uah') AS spent_uah,
       max(TRY_CAST(corrected_value AS DECIMAL(18,2))) FILTER ("column" = 'planned_initial_uah') AS planned_initial_uah,
       max(TRY_CAST(corrected_value AS DECIMAL(18,2))) FILTER ("column" = 'planned_budget_uah') AS planned_budget_uah,
       max(TRY_CAST(corrected_value AS DECIMAL(18,2))) FILTER ("column" = 'planned_period_uah') AS planned_period_uah
FROM store.correction WHERE status = 'active'
GROUP BY record_id;

CREATE VIEW funding AS
SELECT f.record_id, r.report_id, c.document_id, c.file, r.community, r.programme_id, r.programme, r.report_year,
       f.row_kind, f.section_number, f.section, f.measure_id, f.measure_number, f.measure, f.term, f.term_start_year, f.term_end_year,
       f.executors, f.year, f.source, f.fund,
       coalesce(k.planned_uah, f.planned_uah) AS planned_uah,
       coalesce(k.actual_uah, f.actual_uah) AS actual_uah,
       coalesce(k.planned_initial_uah, f.planned_initial_uah) AS planned_initial_uah,
       coalesce(k.planned_budget_uah, f.planned_budget_uah) AS planned_budget_uah,
       coalesce(k.planned_period_uah, f.planned_period_uah) AS planned_period_uah,
       coalesce(k.spent_uah, f.spent_uah) AS spent_uah,
       CASE WHEN k.planned_uah IS NULL THEN f.planned_state ELSE 'value' END AS planned_state,
       CASE WHEN k.actual_uah IS NULL THEN f.actual_state ELSE 'value' END AS actual_state,
       CASE WHEN k.spent_uah IS NULL THEN f.spent_state ELSE 'value' END AS spent_state,
       f.percent_reported,
       CASE WHEN k.record_id IS NULL THEN f.percent_computed
            ELSE store.percent(coalesce(k.actual_uah, f.actual_uah), coalesce(k.planned_uah, f.planned_uah)) END AS percent_computed,
       f.information, f.page, f.table_number, f.row_number
FROM store.funding f
JOIN store.report r USING (report_key)
JOIN store.current c USING (version_id)
LEFT JOIN store.corrected k ON k.record_id = f.record_id
WHERE c.status = 'loaded';

CREATE VIEW plan_vs_actual AS
SELECT p.record_id, p.record_ids, r.report_id, c.document_id, c.file, r.community, r.programme_id, r.programme, r.report_year,
       p.row_kind, p.section_number, p.section, p.measure_id, p.measure_number, p.measure, p.term, p.term_start_year, p.term_end_year,
       p.executors, p.year, 'total' AS source, 'total' AS fund,
       p.planned_uah, p.actual_uah, p.planned_initial_uah, p.planned_budget_uah, p.planned_period_uah, p.spent_uah,
       p.planned_state, p.actual_state, p.spent_state, p.percent_reported, p.percent_computed, p.unspent_uah,
       p.information, p.page, p.table_number, p.row_number
FROM store.plan_vs_actual p
JOIN store.report r USING (report_key)
JOIN store.current c USING (version_id);

CREATE VIEW programme_year AS
SELECT y.programme_id, p.community, p.programme, p.place, y.year, y.source, y.measures, y.new_measures, y.unfunded, y.unknown,
       y.planned_uah, y.actual_uah, y.compared_uah, y.unspent_uah, y.percent,
       r.report_id, c.document_id, c.file
FROM store.programme_year y JOIN store.programme p USING (programme_id) JOIN store.report r USING (report_key) JOIN store.current c USING (version_id);

CREATE VIEW executor_year AS
SELECT y.programme_id, p.community, p.programme, y.executor, y.year, y.measures,
       y.planned_uah, y.actual_uah, y.compared_uah, y.unspent_uah, y.percent
FROM store.executor_year y JOIN store.programme p USING (programme_id);

CREATE VIEW indicator AS
SELECT i.record_id, r.report_id, c.document_id, c.file, r.programme_id, r.programme, i.year, i.category, i.indicator_number, i.indicator, i.unit,
       i.planned, i.actual, i.planned_state, i.actual_state, i.reasons, i.actions, i.page, i.table_number, i.row_number
FROM store.indicator i
JOIN store.report r USING (report_key)
JOIN store.current c USING (version_id)
WHERE c.status = 'loaded';

CREATE VIEW finding AS
SELECT f.finding_id, c.document_id, f.report_id, f.record_id, c.file, f.rule, f.severity, f.message, f.expected, f.found,
       f.page, f.table_number, f.row_number, f.args
FROM store.finding f JOIN store.current c USING (version_id)
WHERE c.status <> 'superseded'
UNION ALL
SELECT f.finding_id, c.document_id, f.report_id, f.record_id, c.file, f.rule, f.severity, f.message, f.expected, f.found,
       f.page, f.table_number, f.row_number, f.args
FROM store.cross_finding f JOIN store.current c USING (version_id)
WHERE c.status = 'loaded';

CREATE VIEW audit AS
SELECT a.report_id, a.record_id, a.rule, a.verdict, a.expected_low, a.expected_high, a.found, a.reason, a."column", c.document_id, c.file
FROM store.audit a JOIN store.current c USING (version_id)
WHERE c.status = 'loaded';

CREATE VIEW cell AS
SELECT x.record_id, k."column", k.page, k.x0, k.y0, k.x1, k.y1, k.raw_text, k.confidence, k.table_number, k.row_number, k.cell_column
FROM store.cell k
JOIN (SELECT record_key, record_id, report_key FROM store.funding
      UNION ALL SELECT record_key, record_id, report_key FROM store.indicator) x USING (record_key)
JOIN store.report r USING (report_key)
JOIN store.current c USING (version_id)
WHERE c.status = 'loaded';

CREATE VIEW correction AS
SELECT record_id, "column", raw_text, read_value, corrected_value, because, "by", "at", status FROM store.correction;

CREATE VIEW run AS
SELECT run_id, started_at, finished_at, files_seen, files_loaded, files_unchanged, files_quarantined, zvit_version FROM store.run;

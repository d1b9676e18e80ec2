-- Sums say how many of their lines lack an amount; texts sort by the Ukrainian alphabet; what is known of a content from where it
-- stands is a finding of its own.

ALTER TABLE store.executor_year ADD COLUMN unknown INTEGER;

-- Findings about a content and the places it stands in, made anew after each run.
CREATE TABLE store.place_finding (
    document_id VARCHAR NOT NULL, finding_id VARCHAR NOT NULL, rule VARCHAR NOT NULL, severity VARCHAR NOT NULL, message VARCHAR NOT NULL, args JSON
);

-- What to order a text by: the alphabet's letters as consecutive characters, quotes and apostrophes left out. No extension is needed for it.
CREATE MACRO store.collated(text) AS
    translate(lower(text), 'абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя«»„“”"''’ʼ`', 'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴ');

CREATE OR REPLACE VIEW programme_year AS
SELECT y.programme_id, p.community, p.programme, p.place, y.year, y.source, y.measures, y.new_measures, y.unfunded, y.unknown,
       y.planned_uah, y.actual_uah, y.compared_uah, y.unspent_uah, y.percent,
       r.report_id, c.document_id, c.file, r.report_year
FROM store.programme_year y JOIN store.programme p USING (programme_id) JOIN store.report r USING (report_key) JOIN store.current c USING (version_id);

CREATE OR REPLACE VIEW executor_year AS
SELECT y.programme_id, p.community, p.programme, y.executor, y.year, y.measures,
       y.planned_uah, y.actual_uah, y.compared_uah, y.unspent_uah, y.percent, y.unknown
FROM store.executor_year y JOIN store.programme p USING (programme_id);

CREATE OR REPLACE VIEW finding AS
SELECT f.finding_id, c.document_id, f.report_id, f.record_id, c.file, f.rule, f.severity, f.message, f.expected, f.found,
       f.page, f.table_number, f.row_number, f.args
FROM store.finding f JOIN store.current c USING (version_id)
WHERE c.status <> 'superseded'
UNION ALL
SELECT f.finding_id, c.document_id, f.report_id, f.record_id, c.file, f.rule, f.severity, f.message, f.expected, f.found,
       f.page, f.table_number, f.row_number, f.args
FROM store.cross_finding f JOIN store.current c USING (version_id)
WHERE c.status = 'loaded'
UNION ALL
SELECT f.finding_id, c.document_id, NULL, NULL, c.file, f.rule, f.severity, f.message, NULL, NULL, NULL, NULL, NULL, f.args
FROM store.place_finding f JOIN store.current c USING (document_id);

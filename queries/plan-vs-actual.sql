-- title: План і факт за програмами й роками | Planned and actual by programme and year
-- about: Скільки передбачено і скільки профінансовано за кожною програмою щороку, за останнім звітом про цей рік | What was planned and what was financed for each programme in each year, from the latest report on it
-- param programme: text = '' | Частина назви програми | Part of the programme's title
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param year: integer = null | Рік; без нього всі роки | Year; all years without it
-- param source: text = '' | Джерело: state, oblast, district, local, other; без нього разом | Budget level; all together without it
-- param limit: integer = 0 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column programme: Програма | Programme
-- column year: Рік | Year
-- column measures: Заходів | Measures
-- column planned_uah: План, грн | Planned, UAH
-- column actual_uah: Факт, грн | Actual, UAH
-- column unspent_uah: Не використано, грн | Unspent, UAH
-- column percent: Виконання, % | Executed, %
-- column unknown: Сум без даних | Amounts unknown
-- column file: Звіт | Report
WITH lines AS (
    SELECT programme_id, year, measure_id, planned_uah, actual_uah, planned_state, actual_state, file
    FROM plan_vs_actual WHERE $source = ''
    UNION ALL
    SELECT programme_id, year, measure_id,
           coalesce(sum(planned_uah) FILTER (fund = 'total'), sum(planned_uah)), coalesce(sum(actual_uah) FILTER (fund = 'total'), sum(actual_uah)),
           max(planned_state), max(actual_state), min(file)
    FROM funding SEMI JOIN plan_vs_actual w ON w.report_id = funding.report_id AND w.year IS NOT DISTINCT FROM funding.year
        AND w.measure_id IS NOT DISTINCT FROM funding.measure_id AND w.row_kind = funding.row_kind
    WHERE $source <> '' AND source = $source
    GROUP BY programme_id, year, measure_id
)
SELECT p.community, p.programme, l.year, count(l.measure_id) AS measures,
       sum(l.planned_uah) AS planned_uah, sum(l.actual_uah) AS actual_uah, sum(l.planned_uah - l.actual_uah) AS unspent_uah,
       store.percent(sum(l.actual_uah), sum(l.planned_uah) FILTER (l.actual_uah IS NOT NULL)) AS percent,
       count(*) FILTER (l.planned_state = 'unreadable' OR l.actual_state = 'unreadable' OR (l.actual_state IN ('blank', 'note') AND l.planned_uah > 0)) AS unknown,
       min(l.file) AS file
FROM lines l JOIN programme p USING (programme_id)
WHERE contains(lower(p.programme), lower($programme)) AND contains(lower(coalesce(p.community, '')), lower($community))
  AND ($year IS NULL OR l.year = $year)
  AND (l.year IS NOT NULL OR l.programme_id NOT IN (SELECT programme_id FROM plan_vs_actual WHERE year IS NOT NULL))
GROUP BY p.community, p.programme, l.programme_id, l.year
ORDER BY p.community, p.programme, l.year, l.programme_id
LIMIT $limit

-- title: Виконання програм | Execution of programmes
-- about: Програми за весь відомий час, найгірше виконані першими: план, факт, невикористане, відсоток. Два останні — лише за рядками, де відомі і план, і факт | Programmes over all years known, the least executed first: planned, actual, unspent, percent. The last two are of the rows with both amounts known
-- param programme: text = '' | Частина назви програми | Part of the programme's title
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param year: integer = null | Лише цей рік | This year only
-- param limit: integer from 0 = 0 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column programme: Програма | Programme
-- column first_year: З року | From
-- column last_year: По рік | To
-- column measures: Заходів | Measures
-- column unfunded: Без фінансування | Unfunded
-- column planned_uah: План, грн | Planned, UAH
-- column actual_uah: Факт, грн | Actual, UAH
-- column unspent_uah: Не використано, грн | Unspent, UAH
-- column percent: Виконання, % | Executed, %
-- column unknown: Без плану чи факту | Lacking plan or actual
-- Years of which no report gives any actual would make every programme look badly executed; the report's own year stays, whatever it lacks.
SELECT p.community, p.programme, min(y.year) AS first_year, max(y.year) AS last_year, any_value(p.measures) AS measures,
       CAST(sum(y.unfunded) AS BIGINT) AS unfunded, sum(y.planned_uah) AS planned_uah, sum(y.actual_uah) AS actual_uah, sum(y.unspent_uah) AS unspent_uah,
       store.percent(sum(y.compared_uah) - sum(y.unspent_uah), sum(y.compared_uah)) AS percent, CAST(sum(y.unknown) AS BIGINT) AS unknown
FROM programme_year y JOIN programme p USING (programme_id)
WHERE y.source = 'total' AND (y.actual_uah IS NOT NULL OR y.year IS NULL OR y.year = y.report_year) AND ($year IS NULL OR y.year = $year)
  AND ($programme = '' OR contains(lower(p.programme), lower($programme))) AND ($community = '' OR contains(lower(coalesce(p.community, '')), lower($community)))
  AND (y.year IS NOT NULL OR y.programme_id NOT IN (SELECT programme_id FROM programme_year WHERE year IS NOT NULL))
GROUP BY p.community, p.programme, p.place
ORDER BY percent NULLS LAST, planned_uah DESC, p.place
LIMIT $limit

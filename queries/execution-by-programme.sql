-- title: Виконання програм | Execution of programmes
-- about: Програми за весь відомий час, найгірше виконані першими: план, факт, відсоток, невикористане | Programmes over all years known, the least executed first: planned, actual, percent, unspent
-- param programme: text = '' | Частина назви програми | Part of the programme's title
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param year: integer = null | Лише цей рік | This year only
-- param limit: integer = 0 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
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
-- Plan and actual are compared over the same lines: years not yet due would make every programme look badly executed.
SELECT p.community, p.programme, min(y.year) AS first_year, max(y.year) AS last_year, any_value(p.measures) AS measures,
       sum(y.unfunded) AS unfunded, sum(y.compared_uah) AS planned_uah, sum(y.actual_uah) AS actual_uah, sum(y.unspent_uah) AS unspent_uah,
       store.percent(sum(y.actual_uah), sum(y.compared_uah)) AS percent
FROM programme_year y JOIN programme p USING (programme_id)
WHERE y.source = 'total' AND y.actual_uah IS NOT NULL AND ($year IS NULL OR y.year = $year)
  AND ($programme = '' OR contains(lower(p.programme), lower($programme))) AND ($community = '' OR contains(lower(coalesce(p.community, '')), lower($community)))
  AND (y.year IS NOT NULL OR y.programme_id NOT IN (SELECT programme_id FROM programme_year WHERE year IS NOT NULL))
GROUP BY p.community, p.programme, p.place
ORDER BY percent NULLS LAST, planned_uah DESC, p.place
LIMIT $limit

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
SELECT p.community, p.programme, min(l.year) AS first_year, max(l.year) AS last_year,
       count(DISTINCT l.measure_id) AS measures,
       count(*) FILTER (l.measure_id IS NOT NULL AND l.planned_uah > 0 AND l.actual_uah = 0) AS unfunded,
       sum(l.planned_uah) AS planned_uah, sum(l.actual_uah) AS actual_uah, sum(l.unspent_uah) AS unspent_uah,
       store.percent(sum(l.actual_uah), sum(l.planned_uah)) AS percent
FROM plan_vs_actual l JOIN programme p USING (programme_id)
WHERE l.actual_uah IS NOT NULL AND ($year IS NULL OR l.year = $year)
  AND contains(lower(p.programme), lower($programme)) AND contains(lower(coalesce(p.community, '')), lower($community))
  AND (l.year IS NOT NULL OR l.programme_id NOT IN (SELECT programme_id FROM plan_vs_actual WHERE year IS NOT NULL))
GROUP BY p.community, p.programme, l.programme_id
ORDER BY percent NULLS LAST, planned_uah DESC, p.community, p.programme, l.programme_id
LIMIT $limit

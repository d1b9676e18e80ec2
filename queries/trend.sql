-- title: Зміни з року в рік | Change from year to year
-- about: План і факт кожної програми по роках і наскільки вони змінилися проти попереднього року | Each programme's planned and actual over its years, and how they changed against the year before
-- param programme: text = '' | Частина назви програми | Part of the programme's title
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param limit: integer = 0 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column programme: Програма | Programme
-- column year: Рік | Year
-- column planned_uah: План, грн | Planned, UAH
-- column planned_change_uah: Зміна плану, грн | Change of plan, UAH
-- column actual_uah: Факт, грн | Actual, UAH
-- column actual_change_uah: Зміна факту, грн | Change of actual, UAH
-- column percent: Виконання, % | Executed, %
-- column new_measures: Нових заходів | New measures
WITH firsts AS (
    SELECT programme_id, measure_id, min(year) AS year FROM plan_vs_actual
    WHERE measure_id IS NOT NULL AND year IS NOT NULL AND (actual_state <> 'not_due' OR planned_uah > 0) GROUP BY programme_id, measure_id
), news AS (
    SELECT programme_id, year, count(*) AS measures FROM firsts GROUP BY programme_id, year
), years AS (
    SELECT programme_id, year, sum(planned_uah) AS planned_uah, sum(actual_uah) AS actual_uah,
           store.percent(sum(actual_uah), sum(planned_uah) FILTER (actual_uah IS NOT NULL)) AS percent
    FROM plan_vs_actual WHERE year IS NOT NULL GROUP BY programme_id, year
)
SELECT p.community, p.programme, y.year, y.planned_uah, y.planned_uah - lag(y.planned_uah) OVER w AS planned_change_uah,
       y.actual_uah, y.actual_uah - lag(y.actual_uah) OVER w AS actual_change_uah, y.percent,
       CASE WHEN lag(y.year) OVER w IS NOT NULL THEN coalesce(n.measures, 0) END AS new_measures
FROM years y JOIN programme p USING (programme_id) LEFT JOIN news n USING (programme_id, year)
WHERE contains(lower(p.programme), lower($programme)) AND contains(lower(coalesce(p.community, '')), lower($community))
WINDOW w AS (PARTITION BY y.programme_id ORDER BY y.year)
ORDER BY p.community, p.programme, y.programme_id, y.year
LIMIT $limit

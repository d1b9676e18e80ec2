-- title: План і факт за виконавцями | Planned and actual by executor
-- about: Хто скільки мав і скільки отримав щороку. Захід кількох виконавців рахується кожному з них, тому рядки не додають | Who was to receive how much and did, by year. A measure of several executors counts for each of them: do not add the rows up
-- param executor: text = '' | Частина назви виконавця | Part of the executor's name
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param year: integer = null | Рік; без нього всі роки | Year; all years without it
-- param limit: integer = 0 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column executor: Виконавець | Executor
-- column year: Рік | Year
-- column programmes: Програм | Programmes
-- column measures: Заходів | Measures
-- column planned_uah: План, грн | Planned, UAH
-- column actual_uah: Факт, грн | Actual, UAH
-- column unspent_uah: Не використано, грн | Unspent, UAH
-- column percent: Виконання, % | Executed, %
WITH shares AS (
    SELECT p.community, unnest(CASE WHEN len(l.executors) > 0 THEN l.executors ELSE ['—'] END) AS executor,
           l.year, l.programme_id, l.measure_id, l.planned_uah, l.actual_uah, l.unspent_uah
    FROM plan_vs_actual l JOIN programme p USING (programme_id)
    WHERE l.year IS NOT NULL AND ($year IS NULL OR l.year = $year) AND contains(lower(coalesce(p.community, '')), lower($community))
)
SELECT community, executor, year, count(DISTINCT programme_id) AS programmes, count(measure_id) AS measures,
       sum(planned_uah) AS planned_uah, sum(actual_uah) AS actual_uah, sum(unspent_uah) AS unspent_uah,
       store.percent(sum(actual_uah), sum(planned_uah) FILTER (actual_uah IS NOT NULL)) AS percent
FROM shares
WHERE contains(lower(executor), lower($executor))
GROUP BY community, executor, year
ORDER BY community, executor, year
LIMIT $limit

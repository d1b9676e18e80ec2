-- title: План і факт за виконавцями | Planned and actual by executor
-- about: Хто скільки мав і скільки отримав щороку. Захід кількох виконавців рахується кожному з них, тому рядки не додають. Невикористане й відсоток — лише за заходами, де відомі і план, і факт | Who was to receive how much and did, by year. A measure of several executors counts for each of them: do not add the rows up. Unspent and percent are of the measures with both amounts known
-- param executor: text = '' | Частина назви виконавця | Part of the executor's name
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param year: integer = null | Рік; без нього всі роки | Year; all years without it
-- param limit: integer from 0 = 0 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column executor: Виконавець | Executor
-- column year: Рік | Year
-- column programmes: Програм | Programmes
-- column measures: Заходів | Measures
-- column planned_uah: План, грн | Planned, UAH
-- column actual_uah: Факт, грн | Actual, UAH
-- column unspent_uah: Не використано, грн | Unspent, UAH
-- column percent: Виконання, % | Executed, %
-- column unknown: Без плану чи факту | Lacking plan or actual
SELECT community, executor, year, count(DISTINCT programme_id) AS programmes, CAST(sum(measures) AS BIGINT) AS measures,
       sum(planned_uah) AS planned_uah, sum(actual_uah) AS actual_uah, sum(unspent_uah) AS unspent_uah,
       store.percent(sum(compared_uah) - sum(unspent_uah), sum(compared_uah)) AS percent, CAST(sum(unknown) AS BIGINT) AS unknown
FROM executor_year
WHERE ($executor = '' OR contains(lower(executor), lower($executor))) AND ($year IS NULL OR year = $year)
  AND ($community = '' OR contains(lower(coalesce(community, '')), lower($community)))
GROUP BY community, executor, year
ORDER BY store.collated(community), community, store.collated(executor), executor, year
LIMIT $limit

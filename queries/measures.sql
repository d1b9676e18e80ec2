-- title: План і факт за заходами | Planned and actual by measure
-- about: Кожен захід програми щороку: план, факт, відсоток і що про нього сказано у звіті | Each measure of a programme in each year: planned, actual, percent and what the report says of it
-- param programme: text = '' | Частина назви програми | Part of the programme's title
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param measure: text = '' | Частина назви заходу | Part of the measure's title
-- param year: integer = null | Рік; без нього всі роки | Year; all years without it
-- param limit: integer from 0 = 1000 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column programme: Програма | Programme
-- column year: Рік | Year
-- column measure_number: № | No.
-- column measure: Захід | Measure
-- column planned_uah: План, грн | Planned, UAH
-- column actual_uah: Факт, грн | Actual, UAH
-- column unspent_uah: Не використано, грн | Unspent, UAH
-- column percent: Виконання, % | Executed, %
-- column planned_state: План у звіті | Planned as reported
-- column actual_state: Факт у звіті | Actual as reported
-- column information: Інформація про виконання | What the report says
-- column record_id: Запис | Record
SELECT p.community, p.programme, l.year, l.measure_number, coalesce(l.measure, '') AS measure, l.planned_uah, l.actual_uah, l.unspent_uah,
       l.percent_computed AS percent, l.planned_state, l.actual_state, l.information, l.record_id
FROM plan_vs_actual l JOIN programme p USING (programme_id)
WHERE ($programme = '' OR contains(lower(p.programme), lower($programme))) AND ($community = '' OR contains(lower(coalesce(p.community, '')), lower($community)))
  AND ($measure = '' OR contains(lower(coalesce(l.measure, '')), lower($measure))) AND ($year IS NULL OR l.year = $year)
ORDER BY p.place, l.year, l.table_number, l.row_number, l.record_id
LIMIT $limit

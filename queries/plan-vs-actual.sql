-- title: План і факт за програмами й роками | Planned and actual by programme and year
-- about: Скільки передбачено і скільки профінансовано за кожною програмою щороку, за останнім звітом про цей рік. Невикористане й відсоток — лише за рядками, де відомі і план, і факт | What was planned and what was financed for each programme in each year, from the latest report on it. Unspent and percent are of the rows with both amounts known
-- param programme: text = '' | Частина назви програми | Part of the programme's title
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param year: integer = null | Рік; без нього всі роки | Year; all years without it
-- param source: text in total, state, oblast, district, local, other = '' | Джерело: state, oblast, district, local, other; без нього разом | Budget level; all together without it
-- param limit: integer from 0 = 0 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column programme: Програма | Programme
-- column year: Рік | Year
-- column measures: Заходів | Measures
-- column planned_uah: План, грн | Planned, UAH
-- column actual_uah: Факт, грн | Actual, UAH
-- column unspent_uah: Не використано, грн | Unspent, UAH
-- column percent: Виконання, % | Executed, %
-- column unknown: Без плану чи факту | Lacking plan or actual
-- column file: Звіт | Report
SELECT community, programme, year, measures, planned_uah, actual_uah, unspent_uah, percent, unknown, file
FROM programme_year
WHERE source = coalesce(nullif($source, ''), 'total') AND ($year IS NULL OR year = $year)
  AND ($programme = '' OR contains(lower(programme), lower($programme))) AND ($community = '' OR contains(lower(coalesce(community, '')), lower($community)))
  AND (year IS NOT NULL OR programme_id NOT IN (SELECT programme_id FROM programme_year WHERE year IS NOT NULL))
ORDER BY place, year
LIMIT $limit

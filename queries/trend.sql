-- title: Зміни з року в рік | Change from year to year
-- about: План і факт кожної програми по роках і наскільки вони змінилися проти попереднього відомого року. Відсоток — лише за рядками, де відомі обидва; чого бракує хоч одному з двох років, те бракує і зміні | Each programme's planned and actual over its years, and how they changed against the year known before. The percent is of the rows with both; what either year lacks, the change lacks too
-- param programme: text = '' | Частина назви програми | Part of the programme's title
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param limit: integer from 0 = 0 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column programme: Програма | Programme
-- column year: Рік | Year
-- column planned_uah: План, грн | Planned, UAH
-- column planned_change_uah: Зміна плану, грн | Change of plan, UAH
-- column actual_uah: Факт, грн | Actual, UAH
-- column actual_change_uah: Зміна факту, грн | Change of actual, UAH
-- column percent: Виконання, % | Executed, %
-- column unknown: Без плану чи факту | Lacking plan or actual
-- column new_measures: Нових заходів | New measures
SELECT community, programme, year, planned_uah, planned_uah - lag(planned_uah) OVER w AS planned_change_uah,
       actual_uah, actual_uah - lag(actual_uah) OVER w AS actual_change_uah, percent, unknown,
       CASE WHEN lag(year) OVER w IS NOT NULL THEN new_measures END AS new_measures
FROM programme_year
WHERE source = 'total' AND year IS NOT NULL
  AND ($programme = '' OR contains(lower(programme), lower($programme))) AND ($community = '' OR contains(lower(coalesce(community, '')), lower($community)))
WINDOW w AS (PARTITION BY place ORDER BY year)  -- a number of its own per programme, cheaper to part by than its id
ORDER BY place, year
LIMIT $limit

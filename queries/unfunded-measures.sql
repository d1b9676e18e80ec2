-- title: Заходи без фінансування | Measures without financing
-- about: Заходи, на які передбачено кошти, але не профінансовано нічого або факту не вказано; найбільші першими | Measures with a plan and no financing, or with no actual given; the largest first
-- param programme: text = '' | Частина назви програми | Part of the programme's title
-- param community: text = '' | Частина назви громади | Part of the community's name
-- param year: integer = null | Рік; без нього всі роки | Year; all years without it
-- param limit: integer from 0 = 1000 | Найбільша кількість рядків; 0 — усі | Most rows to show; 0 = all
-- column community: Громада | Community
-- column programme: Програма | Programme
-- column year: Рік | Year
-- column measure_number: № | No.
-- column measure: Захід | Measure
-- column executors: Виконавці | Executors
-- column planned_uah: План, грн | Planned, UAH
-- column actual_state: Факт у звіті | Actual as reported
-- column information: Причина | Reason
-- column file: Звіт | Report
-- column record_id: Запис | Record
SELECT p.community, p.programme, l.year, l.measure_number, l.measure, array_to_string(l.executors, ', ') AS executors,
       l.planned_uah, l.actual_state, l.information, l.file, l.record_id
FROM plan_vs_actual l JOIN programme p USING (programme_id)
WHERE l.measure_id IS NOT NULL AND l.year IS NOT NULL
  AND l.planned_uah > 0 AND (l.actual_uah = 0 OR (l.actual_state IN ('blank', 'note', 'not_applicable')
    AND (l.year = l.report_year OR EXISTS (FROM programme_year y  -- of a year without any actual the report does not speak at all
        WHERE y.programme_id = l.programme_id AND y.year = l.year AND y.source = 'total' AND y.actual_uah IS NOT NULL))))
  AND ($year IS NULL OR l.year = $year)
  AND ($programme = '' OR contains(lower(p.programme), lower($programme))) AND ($community = '' OR contains(lower(coalesce(p.community, '')), lower($community)))
ORDER BY l.planned_uah DESC, p.place, l.year, l.record_id
LIMIT $limit

"""The catalogue of findings: each rule's code, severity, prose and message (Ukrainian, English) in one place; an audit rule's stand with its check.

A message is a ``str.format`` template filled from ``Finding.args`` (and ``expected``, ``found``), their codes in the words of ``normalize.phrases``;
a name that the args do not give is left as ``…``. Documentation (docs/findings.md) is generated from this table.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from normalize.phrases import worded


class Severity(StrEnum):
    """How loud a finding is; a report with nothing wrong and nothing odd has only ``info``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding."""

    code: str
    severity: Severity
    uk: str
    en: str
    doc: str


class _Ellipsis(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: tuple[Rule, ...] = (
    Rule(
        "needs_ocr",
        _E,
        "Сторінка {page} не має текстового шару: потрібне розпізнавання",
        "Page {page} has no text layer: it needs OCR",
        "A page of a PDF without a usable text layer was not read.",
    ),
    Rule("page_lost", _E, "Сторінку {page} не прочитано: {why}", "Page {page} was not read: {why}", "A page cost too much or was broken."),
    Rule("row_lost", _E, "Рядок не прочитано: {text}", "The row was not read: {text}", "A table row could not be turned into a record."),
    Rule(
        "unreadable_value",
        _E,
        "«{text}» схоже на число, але прочитати його не можна",
        "“{text}” is meant as a number and cannot be read as one",
        "State unreadable.",
    ),
    Rule(
        "wrong_extension",
        _I,
        "Розширення «{extension}» не відповідає вмістові ({format})",
        "The extension “{extension}” does not match the content ({format})",
        "",
    ),
    Rule(
        "not_a_report_file",
        _I,
        "Файли такого виду ({kind}) zvit не читає: звітів у них не шукали",
        "zvit does not read files of this kind ({kind}): no report was looked for",
        "A file that is no document (json, md, programs): known, and never taken for a report.",
    ),
    Rule("turned_page", _I, "Сторінка {page} повернута на {degrees}°", "Page {page} is turned by {degrees}°", ""),
    Rule(
        "hidden_content",
        _I,
        "Приховано у файлі: {what}",
        "Hidden in the file: {what}",
        "Hidden sheets, rows or columns were read and are marked.",
    ),
    Rule(
        "hidden_left_out",
        _I,
        "Прихований аркуш «{what}» до звіту не взято: звіт стоїть на видимому",
        "The hidden sheet “{what}” is no part of the report, which stands on a visible one",
        "A draft or last year's copy would otherwise double every row.",
    ),
    Rule("tracked_change", _I, "Прийнято виправлення з режиму рецензування: {text}", "A tracked change was accepted: {text}", ""),
    Rule(
        "formula_without_value",
        _W,
        "Формула без збереженого значення в клітинках {cells} аркуша «{sheet}»: число невідоме",
        "A formula without a stored value in cells {cells} of sheet “{sheet}”: the number is not known",
        "The file was written by a program that does not calculate; opening and saving it in a spreadsheet program helps.",
    ),
    Rule(
        "picture_unread",
        _W,
        "У документі є великий малюнок ({count}): що на ньому, не прочитано",
        "The document holds a large picture ({count}): what it shows was not read",
        "A picture of an eighth of a page or more inside a text document, half as wide as the page, may be a scanned page or table.",
    ),
    Rule(
        "embedded_object",
        _I,
        "У документ вставлено об'єкт іншої програми {what}: його зміст не прочитано",
        "An object of another program {what} is embedded and was not read",
        "",
    ),
    Rule(
        "table_lost",
        _E,
        "У файлі {marks} позначок клітинок таблиць, а прочитано лише {cells} клітинок",
        "The file has {marks} marks of table cells, but only {cells} cells were read",
        "The old Word format was converted and a table did not survive it.",
    ),
    Rule(
        "sheets_elsewhere",
        _E,
        "Аркуші книги лежать в інших файлах і тут не прочитані: {names}",
        "The workbook's sheets stand in other files and were not read here: {names}",
        "Excel's web page of several sheets is only a frame; its sheets stand in a folder beside it.",
    ),
    Rule(
        "missing_metadata",
        _W,
        "Звіт не називає прямо {what}: {taken}",
        "The report does not state {what_en}: {taken_en}",
        "The reporting period or the programme's title had to be guessed.",
    ),
    Rule(
        "title_from_letter",
        _I,
        "Звіт не має заголовка; програму й період названо в реченні супровідного листа: «{text}»",
        "The report has no title; a sentence of the covering letter names programme and period: “{text}”",
        "",
    ),
    Rule(
        "period_from_text",
        _I,
        "Звітний період узято з тексту, а не з назви: {period}",
        "The reporting period comes from the text, not from the title: {period}",
        "",
    ),
    Rule(
        "fact_missing",
        _I,
        "Звіт не називає {what}",
        "The report does not name {what_en}",
        "A decision, executor, signatory or community that the report does not give.",
    ),
    Rule(
        "executor_from_title",
        _I,
        "Виконавця звіт окремо не називає; за назвою, звітує {executor}",
        "The report names no executor of its own; by its title, {executor} reports",
        "",
    ),
    Rule(
        "community_from_council",
        _I,
        "Громаду визначено за назвою ради: {community}",
        "The community was told by its council's name: {community}",
        "",
    ),
    Rule(
        "community_from_text",
        _I,
        "Громаду названо лише в самому тексті, не в назві, шапці чи підписі: {community}",
        "Only the running text names a community, neither title, letterhead nor signature: {community}",
        "",
    ),
    Rule(
        "plan_revised",
        _I,
        "План на {year} рік змінено: раніший звіт передбачав {expected} грн, цей — {found} грн",
        "The plan for {year} was revised: an earlier report planned {expected} UAH, this one {found} UAH",
        "Compared over the reports of one programme.",
    ),
    Rule(
        "copies_differ",
        _W,
        "Інша копія цього звіту подає інше ({column}): {expected}, а тут {found}",
        "Another copy of this report says otherwise ({column}): {expected}, here {found}",
        "Two documents hold one report and differ in an amount; both records are marked.",
    ),
    Rule(
        "same_content",
        _I,
        "Той самий вміст лежить ще й тут: {places}",
        "The same content also stands here: {places}",
        "One content is one document, loaded once, however many files hold it.",
    ),
    Rule(
        "identity_unsure",
        _W,
        "Програму «{title}» визнано тією самою, що й «{other}», лише за подібністю назв ({score})",
        "Programme “{title}” was taken for “{other}” by the likeness of the titles alone ({score})",
        "Two titles are alike, yet not alike enough to be sure.",
    ),
    Rule(
        "identity_alike",
        _I,
        "Назва «{title}» схожа на «{other}» ({score}), але це визнано різними програмами",
        "The title “{title}” is like “{other}” ({score}), yet they were taken for two programmes",
        "Two programmes of one community with titles alike are kept apart.",
    ),
    Rule(
        "identity_inferred",
        _I,
        "Звіт не називає громади: програму «{title}» віднесено до громади «{other}», де є така програма",
        "The report names no community: programme “{title}” was given to “{other}”, which has such a programme",
        "",
    ),
    Rule(
        "measure_renamed",
        _I,
        "Захід «{title}» визнано тим самим, що й «{other}» у раніших звітах ({score})",
        "Measure “{title}” was taken for “{other}” of earlier reports ({score})",
        "A measure under a new title keeps its measure_id.",
    ),
    Rule(
        "corrected",
        _I,
        "Значення виправлено вручну ({column}): прочитано {found}, виправлено на {expected}. {because}",
        "Corrected by hand ({column}): read as {found}, corrected to {expected}. {because}",
        "A person's correction stands in the place of what was read.",
    ),
    Rule(
        "columns_run_together",
        _W,
        "Схоже на таблицю, але клітинки в рядку не відокремлені одна від одної, тож її не прочитано: «{text}»",
        "This looks like a table, but nothing holds its cells apart, so it was not read: “{text}”",
        "Text whose columns cannot be told apart is kept as paragraphs.",
    ),
    Rule(
        "low_confidence", _W, "Прочитано непевно: «{text}»", "Read with low confidence: “{text}”", "OCR value that no arithmetic confirms."
    ),
    Rule(
        "deviation_unsure",
        _I,
        "Відхилення {found} прочитано непевно: за планом і фактом, які підтверджено сумами, має бути {expected}",
        "The deviation {found} was read without certainty: by plan and actual, which sums confirm, it should be {expected}",
        "A scan's deviation that does not fit amounts which sums confirm; no record holds it.",
    ),
    Rule(
        "unknown_header",
        _W,
        "Графу «{header}» не розпізнано: її цифри не прочитано",
        "The column “{header}” is not understood: its figures are not read",
        "A column with figures, or a whole table, whose header no wording fits safely.",
    ),
    Rule(
        "column_set_aside",
        _I,
        "Графу «{header}» не взято: вона не про план і не про факт звіту",
        "The column “{header}” was set aside: it is neither plan nor actual of the report",
        "A column of figures for a year, such as a forecast, that the lexicon lists as none of the report's.",
    ),
    Rule(
        "percent_of_parts",
        _I,
        "Відсоток «{text}» — від сум усіх фондів чи джерел рядка разом: вони сходяться, а окремого запису з ним немає",
        "The percent “{text}” is of all funds or sources of the row together: they make it, and no record of its own holds it",
        "A row gives its funds, or its sources, and one percent of their sum.",
    ),
    Rule(
        "sum_told_again",
        _I,
        "Ця сума вже стоїть у таблиці {table}, рядок {row}: тут її повторено",
        "This sum stands in table {table}, row {row} already: it is told once more here",
        "A summary by sections or sources beside the measures gives their sums a second time.",
    ),
    Rule(
        "header_misspelt",
        _I,
        "Заголовок «{header}» написано з помилкою, але він однозначний",
        "The header “{header}” is misspelt, but there is no doubt about it",
        "",
    ),
    Rule(
        "title_by_content",
        _I,
        "Графу «{header}» взято за назви заходів за її вмістом",
        "The column “{header}” was taken for the measures' titles by its content",
        "",
    ),
    Rule(
        "column_by_arithmetic",
        _I,
        "Графу «{header}» взято за {what}: це доводять відсотки чи відхилення в рядках",
        "The column “{header}” was taken for {what_en}: the percents or deviations of the rows prove it",
        "The head's words are unknown; in row after row the quotient or difference holds for this column alone.",
    ),
    Rule(
        "column_by_twin",
        _I,
        "Графу «{header}» взято за {what}: про це кажуть такі самі графи поруч",
        "The column “{header}” was taken for {what_en}: the same columns beside it tell so",
        "",
    ),
    Rule(
        "column_of_words",
        _I,
        "Графу «{header}» не розпізнано: її тексти не прочитано",
        "The column “{header}” is not understood: its texts were not read",
        "A column without figures whose head the lexicon does not hold.",
    ),
    Rule(
        "source_unknown",
        _W,
        "Джерело «{text}» не розпізнано; його віднесено до інших",
        "The source “{text}” is not understood; it was taken as another source",
        "",
    ),
    Rule(
        "continued_without_header",
        _I,
        "Таблицю без заголовка прочитано як продовження попередньої",
        "A table without a header was read as going on from the one before",
        "",
    ),
    Rule("row_without_title", _W, "Рядок із сумами не має назви: {text}", "A row with amounts has no title: {text}", ""),
    Rule(
        "row_of_no_programme",
        _I,
        "Рядок не належить жодній програмі: {text}",
        "The row belongs to no programme: {text}",
        "Below the programmes of a consolidated table a row may only recall something: debts, what was not used.",
    ),
    Rule(
        "programme_part",
        _I,
        "Рядок ще раз подає суми програми, за розпорядником чи кодом: {text}",
        "The row gives the programme's amounts once more, by a body or a code: {text}",
        "Such rows of a consolidated table are no records: the programme's own row holds their sum. The bodies become its executors.",
    ),
    Rule("row_rejoined", _I, "Рядок, розірваний між сторінками, з'єднано: {text}", "A row broken over pages was rejoined: {text}", ""),
    Rule(
        "orphan_continuation",
        _W,
        "Закінчення рядка, початку якого у файлі немає: {text}",
        "The tail of a row whose head is not in the file: {text}",
        "A page is probably missing before it; the text is kept here only.",
    ),
    Rule(
        "shifted_row",
        _W,
        "Клітинки рядка зсунуті; їх розставлено за змістом: {text}",
        "The row's cells have slipped; they were placed by content: {text}",
        "The row has a cell more or less than the header, or its cells stand under wrong columns.",
    ),
    Rule(
        "row_unaligned",
        _W,
        "Клітинок у рядку не стільки, скільки граф, і розставити їх певно не вдалося: {text}",
        "The row has not as many cells as the header has columns, and no placing is certain: {text}",
        "",
    ),
    Rule(
        "repaired_value",
        _W,
        "«{text}» прочитано як {value}: {why}",
        "“{text}” was read as {value}: {why}",
        "Exactly one reading of what is on the paper fits.",
    ),
    Rule(
        "stray_value",
        _W,
        "Число «{text}» стоїть там, де для нього немає факту",
        "The number “{text}” stands where there is no actual amount for it",
        "",
    ),
    Rule(
        "note_with_number",
        _W,
        "У графі сум — слова з числом: «{text}»; суму не взято",
        "Words with a number in a column of amounts: “{text}”; no amount was taken",
        "",
    ),
    Rule("amount_note", _I, "Замість суми — слова: «{text}»", "Words instead of an amount: “{text}”", "State note."),
    Rule(
        "amount_not_applicable",
        _I,
        "Замість суми — «{text}»: не застосовується",
        "“{text}” instead of an amount: not applicable",
        "State not_applicable.",
    ),
    Rule("negative_amount", _W, "Від'ємна сума: «{text}»", "A negative amount: “{text}”", ""),
    Rule(
        "shared_amount",
        _I,
        "Суму «{text}» подано одну на кілька заходів: вона стоїть у першому з них",
        "The amount “{text}” is given once for several measures: it stands at the first of them",
        "A cell of an amount is merged down over measures; the amounts of all but the first are blank.",
    ),
    Rule(
        "cell_of_parts",
        _I,
        "У клітинці «{text}» кілька сум: перша дорівнює сумі решти, її й узято",
        "The cell “{text}” holds several sums: the first is what the others add up to, and is taken",
        "",
    ),
    Rule("unit_in_cell", _I, "Одиниця виміру стоїть у самій клітинці: «{text}»", "The unit stands in the cell itself: “{text}”", ""),
    Rule("unit_unknown", _W, "Одиницю виміру не вказано; «{text}» взято як гривні", "No unit is given; “{text}” was taken as hryvnias", ""),
    Rule(
        "year_unknown",
        _W,
        "Рік цих сум невідомий: ні звіт, ні графа, ні рядок його не називають",
        "The year of these amounts is unknown: neither the report nor the column or row names it",
        "Where the reporting period is nowhere given; year is NULL then, as for amounts over the whole period.",
    ),
    Rule(
        "place_repeated",
        _W,
        "У заході кілька рядків на те саме: рік {year}, джерело «{source}»",
        "The measure has several lines for one place: year {year}, source “{source}”",
        "Two sub-rows that read as one source, fund and year: one of them may be another.",
    ),
    Rule(
        "place_by_block",
        _W,
        "Рік чи джерело підрядка не прочитано; узято те, що стоїть на цьому місці в інших заходах: «{text}»",
        "A sub-row's year or source could not be read; taken is what stands in that place of the other measures: “{text}”",
        "On a scan, where the sub-rows of a measure are of the same make as those of at least two others.",
    ),
    Rule(
        "place_unread",
        _W,
        "Рік чи джерело підрядка не прочитано: «{text}»",
        "A sub-row's year or source could not be read: “{text}”",
        "On a scan, where the other sub-rows of the measure name theirs; its amounts may stand under the wrong year or source.",
    ),
    Rule(
        "no_report",
        _I,
        "Це не звіт про виконання програми: {why}",
        "This is no implementation report: {why_en}",
        "The document is loaded with status no_report.",
    ),
    Rule(
        "plan_annex",
        _I,
        "Таблиця з самими плановими сумами під власним заголовком — додаток до програми: до звіту її не взято",
        "A table of planned amounts alone, under a heading of its own, is an annex to the programme: not part of the report",
        "A decision may carry the old programme's report and the new programme's measures in one file.",
    ),
    Rule(
        "other_table",
        _I,
        "Ще одну таблицю не взято: її графи не про заходи, план і фінансування: {header}",
        "Another table is not read: its columns are not about measures, plan and financing: {header}",
        "Lists of purchases, contracts or visitors, and sums by source, stand beside the table of measures.",
    ),
    Rule(
        "row_without_number",
        _W,
        "Серед нумерованих рядків один без номера й сум: можливо, це продовження попереднього: {text}",
        "Among numbered rows one has neither number nor amounts: it may go on with the row before: {text}",
        "The row is kept as a measure without amounts.",
    ),
    Rule(
        "row_among_sources",
        _W,
        "Рядок без номера стоїть під джерелами фінансування заходу: можливо, це ще одне джерело, а не захід: {text}",
        "A row without a number stands below a measure's sources: it may be another source and no measure: {text}",
        "The row is kept as a measure; where it is a source its amounts are counted twice.",
    ),
    Rule(
        "total_repeated",
        _I,
        "Цей підсумок програми дає й таблиця заходів; враховано його один раз: {text}",
        "The table of measures gives this total of the programme too; it is counted once: {text}",
        "A table of years or sources beside the measures repeats their total.",
    ),
    Rule(
        "detail_table",
        _I,
        "Таблиця розкриває захід «{text}»: її підсумок дорівнює його сумам, і вдруге її не враховано",
        "The table details the measure “{text}”: its total is that measure's amounts, and it counts nothing a second time",
        "",
    ),
    Rule(
        "table_copied",
        _I,
        "З цього рядка таблиця стоїть у звіті вдруге, рядок за рядком; копію не враховано",
        "From this row on the table stands in the report once more, row by row; the copy counts nothing",
        "",
    ),
    Rule(
        "plan_nowhere",
        _I,
        "Звіт дає лише профінансоване: планових сум немає в жодній таблиці",
        "The report gives only what was financed: no table holds planned amounts",
        "",
    ),
    Rule(
        "plan_and_fact_joined",
        _I,
        "План і профінансоване стоять у двох таблицях; рядки цієї додано до рядків тих самих заходів у таблиці з планом",
        "Plan and fact stand in two tables; this one's rows are added to those of the same measures in the table of plans",
        "",
    ),
    Rule(
        "titles_over_tables",
        _I,
        "Кожен захід має власну таблицю; його назву взято з рядка над нею (таблиць: {count})",
        "Each measure has a table of its own; its title is taken from the line above it (tables: {count})",
        "",
    ),
    Rule(
        "table_told_again",
        _I,
        "Таблиця «{text}» подає ті самі гроші програми в іншому розрізі: її підсумок дорівнює підсумку заходів, і вдруге його не враховано",
        "The table “{text}” gives the same money of the programme cut another way: its total is that of the measures, and counts nothing a second time",
        "",
    ),
    Rule(
        "income_row",
        _I,
        "Рядок каже, що надійшло або лишилося, а не що виконано; до заходів його не взято: {text}",
        "The row tells what came in or was left, not what was done; it is no measure: {text}",
        "",
    ),
    Rule(
        "three_decimals",
        _W,
        "«{text}» у гривнях має три знаки після коми: можливо, кома відділяє тисячі",
        "“{text}” in hryvnias has three decimals: the mark may part thousands",
        "Hryvnias have two decimals. The value is read as printed.",
    ),
    Rule(
        "no_rows",
        _W,
        "У звіті не знайдено жодного рядка заходів",
        "No rows of measures were found in the report",
        "A report that gave nothing is no success.",
    ),
    Rule("periods_added", _I, "Річну суму складено з кварталів чи місяців", "The year's amount is the sum of its quarters or months", ""),
    Rule(
        "part_of_year_aside",
        _I,
        "Рядок подає частину року, суми за рік стоять в іншій таблиці: {text}",
        "The row is for a part of the year, whose amounts another table gives: {text}",
        "",
    ),
    Rule(
        "last_period_taken",
        _I,
        "Суми подано наростаючим підсумком за кілька періодів; узято останній",
        "Amounts that grow from January on are given for several periods; the last is taken",
        "",
    ),
    Rule(
        "period_plan_only",
        _I,
        "План подано лише на звітний період; його взято за план",
        "Only the period's plan is given; it is taken as the plan",
        "",
    ),
    Rule(
        "whole_period_by_sum",
        _I,
        "Сума в рядку «{text}» — за весь строк програми: вона дорівнює сумі за роками",
        "The amount in the row “{text}” is the whole period's: it equals the sum over the years",
        "",
    ),
    Rule(
        "row_equals_sum",
        _W,
        "Останній рядок без номера дорівнює сумі всіх заходів: можливо, це підсумок, а не захід: {text}",
        "The last row, without a number, equals the sum of all measures: it may be their total and no measure: {text}",
        "The row is kept as a measure; where it is the total its amounts are counted twice.",
    ),
    Rule(
        "total_by_sum",
        _I,
        "Рядок «{text}» — підсумок за Програмою: він дорівнює сумі всіх заходів",
        "The row “{text}” is the programme's total: it equals the sum of all measures",
        "",
    ),
    Rule(
        "section_by_order",
        _I,
        "Номер розділу «{text}» прочитано за порядком: {number}",
        "The number of section “{text}” is read by its order: {number}",
        "A Roman numeral of a scan that repeats or goes back is taken for the next one.",
    ),
)


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, Rule]:
    from normalize import audit

    return {rule.code: rule for rule in (*RULES, *audit.own_codes())}


class _Catalogue(Mapping[str, Rule]):
    """The table above, and the ``RULES`` of each audit rule; looked through at first use."""

    def __getitem__(self, code: str) -> Rule:
        return _catalogue()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(_catalogue())

    def __len__(self) -> int:
        return len(_catalogue())


CATALOGUE: Mapping[str, Rule] = _Catalogue()


def message(code: str, args: Mapping[str, Any], lang: str = "uk") -> str:
    """The finding's message in ``uk`` or ``en``. Raises ``KeyError`` for an unknown code."""
    rule = CATALOGUE[code]
    template = rule.uk if lang == "uk" else rule.en
    return string.Formatter().vformat(template, (), _Ellipsis(worded(code, args, lang)))

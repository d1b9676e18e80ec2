"""What a finding's or a check's code for «why» or «what» says, in both languages: the reader tells codes and facts, and only here they become words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Phrase = tuple[str, str]
"""Ukrainian, English; ``str.format`` templates filled from the finding's own args."""

_CODED = ("why", "what")

PHRASES: Mapping[str, Mapping[str, Phrase]] = {
    "page_lost": {
        "timeout": ("розпізнавання тривало задовго", "recognising it took too long"),
        "memory": ("забракло пам'яті", "memory ran out"),
        "crashed": ("розпізнавання обірвалося", "recognising it broke off"),
        "slow": ("розпізнавання тривало понад {seconds} с", "recognising it took more than {seconds} s"),
        "file_cut": ("файл обірвано, сторінок може бракувати", "the file is cut short, pages may be missing"),
        "broken": ("сторінку пошкоджено", "the page is damaged"),
        "text_broken": ("текст сторінки пошкоджено", "the page's text is damaged"),
        "picture_broken": ("зображення пошкоджено ({error})", "the picture is damaged ({error})"),
        "points": ("розмір {width} × {height} пт", "its size is {width} × {height} pt"),
        "pixels": ("зображення {width} × {height} точок", "a picture of {width} × {height} pixels"),
        "lines": ("{count} ліній", "{count} lines"),
        "tables": ("{count} таблиць", "{count} tables"),
        "characters": ("{count} символів", "{count} characters"),
        "objects": ("понад {count} намальованих об'єктів", "more than {count} drawn objects"),
        "unsettled": (
            "таблицю не вдалося певно поділити на графи й рядки, її вміст лишився текстом",
            "its table could not be parted for certain into columns and rows, what it holds is kept as text",
        ),
        "illegible": ("більшість літер надто блідих або розірваних", "most of its letters are too pale or too torn"),
        "words_unsure": ("більшість слів у таблиці прочитано непевно", "most of the words in its table were read without certainty"),
    },
    "hidden_content": {
        "text": ("текст «{text}»", "the text “{text}”"),
        "unseen": ("текст, якого не видно: «{text}»", "text that cannot be seen: “{text}”"),
        "covered": ("текст у перекритій клітинці: «{text}»", "text in a covered cell: “{text}”"),
        "section": ("розділ «{text}»", "the section “{text}”"),
        "sheet": ("аркуш «{sheet}»", "the sheet “{sheet}”"),
        "sheet_rows": ("рядки {lines} аркуша «{sheet}»", "rows {lines} of the sheet “{sheet}”"),
        "sheet_columns": ("стовпці {lines} аркуша «{sheet}»", "columns {lines} of the sheet “{sheet}”"),
        "table_rows": ("рядки таблиці: {lines}", "rows of the table: {lines}"),
        "table_columns": ("стовпці таблиці: {lines}", "columns of the table: {lines}"),
        "far_cell": (
            "клітинка {cell} аркуша «{sheet}» далеко за таблицею: «{text}»",
            "cell {cell} of the sheet “{sheet}”, far beyond the table: “{text}”",
        ),
    },
    "repaired_value": {
        "sums_agree": ("так сходяться суми", "so the sums agree"),
        "two_cells_row": (
            "число розбите на дві клітинки; так сходиться рядок",
            "the number stands broken over two cells; so the row adds up",
        ),
        "two_cells_percent": (
            "число розбите на дві клітинки; так його дають план і факт",
            "the number stands broken over two cells; so plan and actual make it",
        ),
        "addends": ("доданки й сума стоять в одній клітинці, і сума сходиться", "addends and sum stand in one cell, and the sum agrees"),
        "decimals_missing": (
            "після коми немає цифр: можливо, вони в сусідній клітинці",
            "no digits stand behind the decimal mark: they may be in the cell beside it",
        ),
        "narrow": ("графа вузька, тож число записано в кілька рядків", "the column is narrow and the number written in several lines"),
        "space": ("пробіл у числі прибрано", "a space within the number was taken out"),
        "lines_joined": ("число, розбите на рядки, з'єднано", "a number broken over lines was joined"),
        "letter": ("літеру в числі прочитано як цифру", "a letter within the number was read as a digit"),
    },
}
"""By the finding's code, then by that of what it tells."""

CHECKS: Mapping[str, Phrase] = {
    "addend_unread": ("доданок не прочитано", "an addend was not read"),
    "nothing_to_compare": ("немає сум, які можна порівняти", "there are no sums that can be compared"),
    "no_numbers": ("номерів немає", "there are no numbers"),
    "no_plan_or_actual": ("немає плану або факту", "plan or actual is missing"),
}
"""Why a check could not be carried out. The warehouse keeps the Ukrainian."""


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def worded(rule: str, args: Mapping[str, Any], lang: str) -> dict[str, str]:
    """A finding's args as texts, its codes in words."""
    texts = _Gaps({name: str(value) for name, value in args.items()})
    phrases = PHRASES.get(rule, {})
    said = {name: phrases[texts[name]][lang != "uk"].format_map(texts) for name in _CODED if texts.get(name) in phrases}
    return {**texts, **said}


def why_not(code: str) -> str:
    """Why a check could not be carried out, as it is kept."""
    return CHECKS[code][0]


def why_not_in_english(kept: str | None) -> str | None:
    """The same in English; what is no such phrase, as it stands."""
    return next((english for ukrainian, english in CHECKS.values() if ukrainian == kept), kept)

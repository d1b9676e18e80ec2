"""Text files become paragraphs and tables as a reader sees them, in every encoding and way of drawing columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.formats.text import read_lines
from ingest.model import Document, Paragraph, Table
from ingest.reading import Format, Limits, Probe, Refused, open_probe
from ingest.text_lines import split_lines

Shown = list[list[object]]


def document(content: bytes | str, name: str = "звіт.txt") -> Document:
    probe = Probe(name, content.encode() if isinstance(content, str) else content)
    kind = open_probe(probe, Limits())
    assert isinstance(kind, Format)
    return kind.read(probe, Limits())


def shown(table: Table) -> Shown:
    """Each row's cells: the text, or (text, row span, column span) where merged."""
    return [
        [
            cell.text if cell.row_span == cell.column_span == 1 else (cell.text, cell.row_span, cell.column_span)
            for cell in table.cells
            if cell.row == row
        ]
        for row in range(table.rows)
    ]


def tables(text: str) -> list[Shown]:
    return [shown(block) for block in read_lines(split_lines(text)[0])[0] if isinstance(block, Table)]


def paragraphs(content: str) -> list[str]:
    return [block.text for block in document(content).blocks if isinstance(block, Paragraph)]


SAMPLE = "ЗВІТ про виконання програми\n\n№\tЗміст заходів\tОбсяг\n1.\tЇжа для ґанку, єдність і «щастя»\t2 500,0\n"

PLAIN = SAMPLE.replace("«", '"').replace("»", '"').replace("№", "N")


# --- encodings ---


@pytest.mark.parametrize(
    "content",
    [
        SAMPLE.encode("utf-8"),
        SAMPLE.encode("utf-8-sig"),
        SAMPLE.encode("utf-16"),
        SAMPLE.encode("utf-16-le"),
        SAMPLE.encode("utf-16-be"),
        b"\xfe\xff" + SAMPLE.encode("utf-16-be"),
        SAMPLE.encode("cp1251"),
        PLAIN.encode("koi8-u"),
        PLAIN.encode("cp1125"),
        SAMPLE.replace("\n", "\r\n").encode("cp1251") + b"\x1a",
    ],
    ids=["utf-8", "utf-8 BOM", "utf-16", "utf-16-le", "utf-16-be", "utf-16-be BOM", "cp1251", "koi8-u", "cp1125", "DOS"],
)
def test_every_encoding_reads_the_same(content: bytes) -> None:
    blocks = document(content).blocks
    assert blocks[0] == Paragraph("ЗВІТ про виконання програми")
    assert isinstance(blocks[1], Table)
    assert [cell.text.replace('"щастя"', "«щастя»") for cell in blocks[1].cells][4:] == ["Їжа для ґанку, єдність і «щастя»", "2 500,0"]


def test_capitals_of_cp1251_are_not_taken_for_box_drawing() -> None:
    assert document("ЗВІТ\n\nПІДПИС ГОЛОВИ".encode("cp1251")).blocks[0] == Paragraph("ЗВІТ")


@pytest.mark.parametrize("page", ["koi8-u", "cp1125", "utf-8"])
def test_a_box_larger_than_its_text_tells_the_code_page_no_other_way(page: str) -> None:
    line = "─" * 40
    box = f"Захід міста\n\n┌{line}┬{line}┐\n│{'Захід':40}│{'План':40}│\n├{line}┼{line}┤\n│{'Ремонт':40}│{'5,0':40}│\n└{line}┴{line}┘\n"
    assert document(box.encode(page)).blocks[0] == Paragraph("Захід міста")


def test_boxes_of_dos_are_kept_apart_from_letters() -> None:
    drawn = "ЗВІТ за рік\n\n┌───┬────────┐\n│ № │ Захід  │\n├───┼────────┤\n│ 1 │ Ремонт │\n└───┴────────┘\n"
    found = document(drawn.encode("cp1125")).tables
    assert [shown(table) for table in found] == [[["№", "Захід"], ["1", "Ремонт"]]]


def test_utf8_cut_in_the_middle_of_a_letter_is_still_text() -> None:
    assert document(SAMPLE.encode()[:-1] + "ї".encode()[:1]).tables


# --- what is read at all ---


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("звіт.md", "# Звіт\n\n| № | Захід |\n|---|---|\n| 1 | Ремонт |\n"),
        ("звіт.tsv", SAMPLE),
        ("дані.json", '{"звіт": 1}'),
        ("дані.txt", '{"звіт": [1, 2, 3], "рік": 2024}'),
        ("x.py", "import os\n"),
        ("x.txt", "import os\nimport sys\n\ndef main():\n    return os.name\n"),
        ("x.sql", "SELECT 1"),
        ("x.log", "2024-01-01 started"),
        ("x.ini", "[a]\nb=1"),
        ("x.yaml", "a: 1"),
        ("звіт.md.p7s", "# Звіт"),
    ],
)
def test_other_kinds_of_text_are_not_read(name: str, content: str) -> None:
    assert open_probe(Probe(name, content.encode()), Limits()) is None


@pytest.mark.parametrize("name", ["звіт.txt", "звіт", "Звіт за 2024 р", "звіт.doc", "звіт.xls"])
def test_text_is_found_by_content_under_any_document_name(name: str) -> None:
    kind = open_probe(Probe(name, SAMPLE.encode()), Limits())
    assert isinstance(kind, Format)
    assert kind.name == "txt"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_one_table(separator: str) -> None:
    rows = [["№", "Захід", "План"], ["1", 'Ремонт "доріг"; та, інше', "2500.0"], ["", "Всього", ""]]
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    found = document("\n".join(separator.join(row) for row in quoted), "звіт.csv")
    assert found.format == "csv"
    assert [shown(table) for table in found.tables] == [rows]


def test_csv_that_is_no_table_is_read_as_text() -> None:
    assert document("Звіт, який\nніхто не ділив на клітинки.", "звіт.csv").format == "txt"


# --- paragraphs ---


def test_lines_without_a_blank_between_are_one_paragraph() -> None:
    assert paragraphs("ЗВІТ\nза 2024 рік\n\nТекст") == ["ЗВІТ\nза 2024 рік", "Текст"]


def test_markdown_bold_around_titles_is_stripped() -> None:
    found = document("**ЗВІТ про виконання\nПрограми розвитку**\n\nСума** зі зноскою\n").blocks
    assert found == (Paragraph("ЗВІТ про виконання\nПрограми розвитку", bold=True), Paragraph("Сума** зі зноскою"))


def test_letter_spaced_titles_stay_as_they_are() -> None:
    assert paragraphs("З В І Т   П Р О   Х І Д\n\nТекст") == ["З В І Т   П Р О   Х І Д", "Текст"]


def test_signature_and_stamp_with_wide_gaps_are_no_table() -> None:
    text = "Додаток 3                      до рішення міської ради\nм. Коростень                   від 15.01.2025\n\nГолова            Іван ПЕТРЕНКО\n"
    assert tables(text) == []


def test_justified_prose_is_no_table() -> None:
    text = "Ця   програма   виконана   протягом   2024   року   у   повному   обсязі   та\nвідповідно  до   рішення  сесії   ради  №  12   від  15.01.2024  року,  за\n"
    assert tables(text) == []


def test_form_feeds_are_pages() -> None:
    found = document("ЗВІТ\n\n№\tЗахід\n1\tа\n\f2\tб\n\nПідпис\n\f")
    assert found.pages == 2
    assert [(type(block).__name__, block.page) for block in found.blocks] == [
        ("Paragraph", 1),
        ("Table", 1),
        ("Table", 2),
        ("Paragraph", 2),
    ]


def test_too_many_pages_are_refused() -> None:
    probe = Probe("звіт.txt", "сторінка\f".encode() * 30)
    kind = open_probe(probe, Limits())
    assert isinstance(kind, Format)
    with pytest.raises(Refused, match="too_many_pages"):
        kind.read(probe, Limits(pages=20))


# --- tabs ---


def test_tab_tables_keep_empty_columns_and_go_on_over_blank_lines() -> None:
    assert tables("№\tЗахід\tПлан\t\n\n1\tа\t5\t\n\n\n2\tб\t6\t\n") == [
        [["№", "Захід", "План", ""], ["1", "а", "5", ""], ["2", "б", "6", ""]]
    ]


def test_another_number_of_cells_is_another_table() -> None:
    assert tables("№\tЗахід\tПлан\t\n1\tа\t5\t\n\n\tб\t\t6\tтак\n") == [
        [["№", "Захід", "План", ""], ["1", "а", "5", ""]],
        [["", "б", "", "6", "так"]],
    ]


def test_a_paragraph_between_tab_rows_parts_the_tables() -> None:
    text = "№\tЗахід\tПлан\n1\tа\t5\n\nПріоритетні завдання 2\n\n2\tб\t6\n"
    assert [len(table) for table in tables(text)] == [2, 1]
    assert paragraphs(text) == ["Пріоритетні завдання 2"]


def test_rows_broken_inside_their_cells_are_put_together() -> None:
    text = "№\tЗахід\tВиконавці\tПлан\n1\tРемонт\nдоріг\tУЖКГ\nКВГП\t5,0\n2\tб\tв\t6,0\n"
    assert tables(text) == [[["№", "Захід", "Виконавці", "План"], ["1", "Ремонт\nдоріг", "УЖКГ\nКВГП", "5,0"], ["2", "б", "в", "6,0"]]]


def test_two_rows_of_a_narrow_table_are_not_taken_for_one_broken_row() -> None:
    text = "а\tб\tв\tг\tд\n1\t2\t3\t4\t5\n\nа\tб\tв\n1\t2\t3\n"
    assert [len(table[0]) for table in tables(text)] == [5, 3]


def test_a_head_above_a_sections_title_is_a_table_of_its_own() -> None:
    text = "№\tЗахід\tВиконавець\tПлан\tФакт\nРозділ 1. Парки\n1\tЛавки\tКП\t5,0\t4,0\n2\tКвіти\tКП\t6,0\t3,0\n"
    assert tables(text) == [
        [["№", "Захід", "Виконавець", "План", "Факт"]],
        [["1", "Лавки", "КП", "5,0", "4,0"], ["2", "Квіти", "КП", "6,0", "3,0"]],
    ]


def test_spreadsheet_quotes_are_undone() -> None:
    assert tables('№\tЗахід\tПлан\n1\t"Ремонт\nдоріг ""Центр"""\t"1,5"\n') == [
        [["№", "Захід", "План"], ["1", 'Ремонт\nдоріг "Центр"', "1,5"]]
    ]


def test_rows_whose_trailing_tabs_were_cut_are_filled_up() -> None:
    text = "№\tЗахід\tПлан\tФакт\n1\tа\t5\t5\nВсього\t\t5\nРозділ II\t\n2\tб\t6\t6\n".replace("Розділ II\t\n", "II\tРозділ\n")
    assert tables(text) == [
        [["№", "Захід", "План", "Факт"], ["1", "а", "5", "5"], ["Всього", "", "5", ""], ["II", "Розділ", "", ""], ["2", "б", "6", "6"]]
    ]


# --- drawn ---


DRAWN_HEADER = """
+-----+------------------+-----------------------+----------+
| №   | Зміст заходів    | Обсяг, тис. грн       | Виконано |
| з/п |                  +-----------+-----------+ (%)      |
|     |                  | 2024 рік  | 2025 рік  |          |
+-----+------------------+-----------+-----------+----------+
| Розділ I. Безпека                                         |
+-----+------------------+-----------+-----------+----------+
| 1.1 | Камери для парку | 2 500,00  | -         | 100      |
|     | та скверу        |           |           |          |
+-----+------------------+-----------+-----------+----------+
| Всього                 | 2 500,00  | -         |          |
+------------------------+-----------+-----------+----------+
"""


def test_partial_rules_subdivide_the_header_and_missing_bars_merge() -> None:
    assert tables(DRAWN_HEADER) == [
        [
            [("№\nз/п", 2, 1), ("Зміст заходів", 2, 1), ("Обсяг, тис. грн", 1, 2), ("Виконано\n(%)", 2, 1)],
            ["2024 рік", "2025 рік"],
            [("Розділ I. Безпека", 1, 5)],
            ["1.1", "Камери для парку\nта скверу", "2 500,00", "-", "100"],
            [("Всього", 1, 2), "2 500,00", "-", ""],
        ]
    ]


def test_cells_merged_downwards() -> None:
    text = "╔════╦══════════╤═══════╗\n║ 1  ║ державний│ 5,0   ║\n║    ╟──────────┼───────╢\n║    ║ місцевий │ 6,0   ║\n╚════╩══════════╧═══════╝\n"
    assert tables(text) == [[[("1", 2, 1), "державний", "5,0"], ["місцевий", "6,0"]]]


def test_without_rules_between_rows_numbers_and_amounts_begin_a_row() -> None:
    text = """
┌────┬───────────────┬──────────┐
│ №  │ Захід         │   План   │
├────┼───────────────┼──────────┤
│ 1  │ Придбання     │    100,0 │
│    │ меблів        │          │
│ 2  │ Ремонт        │     10,0 │
│    │ Всього        │    110,0 │
└────┴───────────────┴──────────┘
"""
    assert tables(text) == [[["№", "Захід", "План"], ["1", "Придбання\nмеблів", "100,0"], ["2", "Ремонт", "10,0"], ["", "Всього", "110,0"]]]


def test_between_rules_stacked_sums_stay_in_one_cell() -> None:
    text = """
+---+--------+-----------+----------+
| № | Захід  | Джерело   | Сума     |
+---+--------+-----------+----------+
| 1 | Ремонт | державний | 229312,9 |
|   |        | місцевий  | 100,0    |
+---+--------+-----------+----------+
| 2 | Опора  | місцевий  | 5,0      |
+---+--------+-----------+----------+
"""
    assert tables(text)[0][1:] == [["1", "Ремонт", "державний\nмісцевий", "229312,9\n100,0"], ["2", "Опора", "місцевий", "5,0"]]


def test_a_drawn_row_on_a_page_of_its_own_is_a_table() -> None:
    assert tables("+---+--------+\n| 2 | Ремонт |\n+---+--------+\n") == [[["2", "Ремонт"]]]


def test_rules_above_and_below_columns_are_no_text() -> None:
    text = "====  ============  ========\n№     Захід         План\n====  ============  ========\n1.1   Ремонт        1 000,5\n====  ============  ========\n"
    assert tables(text) == [[["№", "Захід", "План"], ["1.1", "Ремонт", "1 000,5"]]]
    assert paragraphs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "| № | Захід | План |\n|---|:---|---:|\n| 1 | Ремонт дороги | 100,0 |\n| 2 | Опора | |\n",
        "|№|Захід|План|\n|-|-|-|\n|1|Ремонт дороги|100,0|\n|2|Опора||\n",
        " № | Захід         | План\n---+---------------+-------\n 1 | Ремонт дороги | 100,0\n 2 | Опора         |\n",
    ],
    ids=["markdown", "markdown unaligned", "without a frame"],
)
def test_pipes(text: str) -> None:
    assert tables(text) == [[["№", "Захід", "План"], ["1", "Ремонт дороги", "100,0"], ["2", "Опора", ""]]]


# --- columns held apart by blanks ---


def test_group_titles_stand_over_their_columns() -> None:
    text = """
                                          Обсяг фінансування, тис. грн
                           --------------------------------------------------
 №   Назва заходу               2023 рік                   2024 рік
                            план         факт          план         факт
----------------------------------------------------------------------------
 1   Ремонт               1 000,0       999,9       2 000,0            -
 2   Обладнання класів       50,0        50,0          60,0         60,0
----------------------------------------------------------------------------
     Разом                1 050,0     1 049,9       2 060,0         60,0
"""
    assert tables(text) == [
        [
            [("№", 3, 1), ("Назва заходу", 3, 1), ("Обсяг фінансування, тис. грн", 1, 4)],
            [("2023 рік", 1, 2), ("2024 рік", 1, 2)],
            ["план", "факт", "план", "факт"],
            ["1", "Ремонт", "1 000,0", "999,9", "2 000,0", "-"],
            ["2", "Обладнання класів", "50,0", "50,0", "60,0", "60,0"],
            ["", "Разом", "1 050,0", "1 049,9", "2 060,0", "60,0"],
        ]
    ]


def test_left_aligned_groups_and_wrapped_single_columns() -> None:
    text = """
№    Захід        Річний обсяг фінансування              Фактично                               Інформація
з/п               усього     державний    місцевий       усього     державний    місцевий
1    Ремонт       100,0      50,0         50,0           20,0       20,0         -              Виконано
2    Освітлення   100,0      50,0         50,0           20,0       20,0         -
"""
    assert tables(text)[0][:2] == [
        [("№\nз/п", 2, 1), ("Захід", 2, 1), ("Річний обсяг фінансування", 1, 3), ("Фактично", 1, 3), ("Інформація", 2, 1)],
        ["усього", "державний", "місцевий", "усього", "державний", "місцевий"],
    ]


def test_a_group_begins_above_the_heads_of_its_columns_and_not_above_their_figures() -> None:
    text = """
№   Захід         Заплановано на рік, тис. грн        Фактично профінансовано, тис. грн
                  усього      обласний    місцевий    усього      обласний    місцевий
1   Ремонт           488,3           -       488,3       864,3       226,2       638,1
2   Освітлення     1 470,9       282,8     1 188,1       926,0       226,2       699,8
"""
    assert tables(text)[0][0][2:] == [("Заплановано на рік, тис. грн", 1, 3), ("Фактично профінансовано, тис. грн", 1, 3)]


def test_groups_that_begin_with_their_columns_all_do() -> None:
    text = """
№    Захід      План                                   Виконано, грн                          Відхилення
                загальний    спеціальний   разом       загальний   спеціальний   разом        загальний    спеціальний   разом
1    Лавки          103,8             -        103,8           -             -            -       -103,8             -       -103,8
2    Квіти          339,4             -        339,4       315,6             -        315,6        -23,8             -        -23,8
"""
    assert tables(text)[0][0][2:] == [("План", 1, 3), ("Виконано, грн", 1, 3), ("Відхилення", 1, 3)]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Вик. Петренко О.М. 2-15-44", "footer"),
        ("Виконавець: Ірина Коваль, тел. (04141) 5-12-33    стор. 3", "footer"),
        ("                     - 2 -", "footer"),
        ("Сторінка 2 з 7", "footer"),
        ("          Продовження додатка 2", "footer"),
        ("Розділ 2. Парки", "body"),
        ("Виконавець програми: Відділ економіки", "body"),
        ("2024", "body"),
    ],
)
def test_what_only_the_page_carries_is_no_text_of_the_report(line: str, role: str) -> None:
    found = [block for block in document(f"Звіт\n\n{line}\n\nПрограма триває\n").blocks if isinstance(block, Paragraph)]
    assert [block.role for block in found] == ["body", role, "body"]


def test_an_annex_begins_a_paragraph() -> None:
    assert paragraphs("Голова      Іван КОВАЛЬ\n      Додаток 2 до рішення\nЗАХОДИ\n") == [
        "Голова      Іван КОВАЛЬ",
        "Додаток 2 до рішення\nЗАХОДИ",
    ]


def test_rules_between_all_rows() -> None:
    rule = "-" * 60
    text = f"""
{rule}
№    Захід                 План, тис.      Факт, тис.
                           грн             грн
{rule}
Розділ 1. Парки
{rule}
1    Лавки на алеях             100,0            50,0
     парку
{rule}
2    Квіти                       20,0               -
{rule}
"""
    assert tables(text) == [
        [
            ["№", "Захід", "План, тис.\nгрн", "Факт, тис.\nгрн"],
            [("Розділ 1. Парки", 1, 2), "", ""],
            ["1", "Лавки на алеях\nпарку", "100,0", "50,0"],
            ["2", "Квіти", "20,0", "-"],
        ]
    ]


BARS_ONLY = """
│ №  │ Захід        │ План, тис. грн      │ Прим │
│    │              │ усього  │ місцевий  │      │
│ Розділ 1. Парки, сквери та бульвари міста      │
│ 1  │ Лавки на     │   100,0 │      50,0 │ так  │
│    │ алеях        │         │           │      │
│ 2  │ Квіти        │    20,0 │         - │ ні   │
│ Разом             │   120,0 │      50,0 │      │
"""
BARS_AND_GAPS = """
|    |              |         |           |
| №  | Захід        | План    | Факт      |
|    |              |         |           |
|   Розділ 1. Парки та сквери             |
|    |              |         |           |
| 1  | Лавки на     |   100,0 |      50,0 |
|    | алеях        |         |           |
|    |              |         |           |
| Разом             |   100,0 |      50,0 |
"""
BLANK_LINES = """
 №  │ Захід        │ План    │ Факт
    │ (назва)      │         │

            Розділ 1. Парки та сквери

 1  │ Лавки на     │   100,0 │      50,0
    │ алеях        │         │

 Разом             │   100,0 │      50,0
"""


def test_bars_alone_draw_a_table_with_levels_in_its_head() -> None:
    assert tables(BARS_ONLY)[0] == [
        [("№", 2, 1), ("Захід", 2, 1), ("План, тис. грн", 1, 2), ("Прим", 2, 1)],
        ["усього", "місцевий"],
        [("Розділ 1. Парки, сквери та бульвари міста", 1, 5)],
        ["1", "Лавки на\nалеях", "100,0", "50,0", "так"],
        ["2", "Квіти", "20,0", "-", "ні"],
        [("Разом", 1, 2), "120,0", "50,0", ""],
    ]


@pytest.mark.parametrize(("text", "head"), [(BARS_AND_GAPS, "Захід"), (BLANK_LINES, "Захід\n(назва)")], ids=["bars alone", "blank lines"])
def test_rows_parted_by_lines_without_a_rule(text: str, head: str) -> None:
    assert tables(text) == [
        [
            ["№", head, "План", "Факт"],
            [("Розділ 1. Парки та сквери", 1, 4)],
            ["1", "Лавки на\nалеях", "100,0", "50,0"],
            [("Разом", 1, 2), "100,0", "50,0"],
        ]
    ]


def test_sections_and_totals_may_run_over_the_gutters() -> None:
    text = """
№      Зміст заходів                Строк        Річний обсяг     Факт
Розділ I. Безпека громади та профілактика злочинності
1.1    Придбання камер для          2024-2025        2 500,00       50,0
       міського парку та скверу
1.2    Обслуговування               2024                    -          -
Всього по розділу I «Безпека громади»                2 500,00       50,0

Начальник відділу                         Іван ПЕТРЕНКО
"""
    assert tables(text) == [
        [
            ["№", "Зміст заходів", "Строк", "Річний обсяг", "Факт"],
            [("Розділ I. Безпека громади та профілактика злочинності", 1, 3), "", ""],
            ["1.1", "Придбання камер для\nміського парку та скверу", "2024-2025", "2 500,00", "50,0"],
            ["1.2", "Обслуговування", "2024", "-", "-"],
            [("Всього по розділу I «Безпека громади»", 1, 3), "2 500,00", "50,0"],
        ]
    ]
    assert paragraphs(text)[-1].startswith("Начальник відділу")


@pytest.mark.parametrize("rule", ["-" * 60 + "\n", ""], ids=["rules", "none"])
def test_a_signature_right_below_an_indented_table_is_none_of_its_rows(rule: str) -> None:
    rows = " №    Захід             План на рік     Факт\n{0} 1    Ремонт            1 200 000,00    1 187,30\n 2    Опора             2 000 000,00           -\n"
    text = f"{rule}{rows.format(rule)}{rule} Міський голова                  Вячеслав ЧЕРНЯВСЬКИЙ\n"
    assert [[row[0] for row in table] for table in tables(text)] == [["№", "1", "2"]]
    assert "ЧЕРНЯВСЬКИЙ" in paragraphs(text)[-1]


def test_a_header_repeated_farther_down_is_the_header_again() -> None:
    text = """
№    Захід        План       Фактично, тис. грн
                             виділено     освоєно
1    Ремонт       100,0      50,0         -
2    Освітлення   100,0      50,0         20,0
№    Захід        План       Фактично, тис. грн
                             виділено     освоєно
3    Озеленення   10,0       10,0         10,0
"""
    header = [[("№", 2, 1), ("Захід", 2, 1), ("План", 2, 1), ("Фактично, тис. грн", 1, 2)], ["виділено", "освоєно"]]
    assert tables(text) == [
        [
            *header,
            ["1", "Ремонт", "100,0", "50,0", "-"],
            ["2", "Освітлення", "100,0", "50,0", "20,0"],
            *header,
            ["3", "Озеленення", "10,0", "10,0", "10,0"],
        ]
    ]


def test_a_title_that_wraps_beside_its_sub_rows_is_one_cell() -> None:
    text = """
№    Зміст заходів         Джерела             План       Факт
1.   Придбання шкільних    Всього              1 200,0    600,0
     автобусів             державний бюджет    1 000,0    500,0
                           місцевий бюджет       200,0    100,0
2.   Ремонт                місцевий бюджет        10,0        -
"""
    assert tables(text)[0][1:4] == [
        [("1.", 2, 1), ("Придбання шкільних\nавтобусів", 2, 1), "Всього", "1 200,0", "600,0"],
        ["державний бюджет", "1 000,0", "500,0"],
        ["", "", "місцевий бюджет", "200,0", "100,0"],
    ]


def test_columns_that_only_the_header_names_are_kept() -> None:
    text = "№  Захід        План 2024   Факт 2024   Відсоток   Примітка\n1  Ремонт           100,0        50,0\n2  Освітлення       100,0        50,0\n"
    assert tables(text) == [
        [
            ["№", "Захід", "План 2024", "Факт 2024", "Відсоток", "Примітка"],
            ["1", "Ремонт", "100,0", "50,0", "", ""],
            ["2", "Освітлення", "100,0", "50,0", "", ""],
        ]
    ]


def test_unit_line_above_a_table_is_no_header() -> None:
    text = "                                тис. грн\n№   Захід        План       Факт\n1   Ремонт       100,0      50,0\n2   Опора         10,0         -\n"
    assert paragraphs(text) == ["тис. грн"]
    assert len(tables(text)[0]) == 3


def test_equal_amounts_one_below_the_other_are_two_rows() -> None:
    """``315`` over ``315`` is no ``315 315`` broken at its thousands."""
    text = "№    Захід                План   Факт\n1.   Оренда доріжок       315    315\n     УСЬОГО ЗА ПРОГРАМОЮ  315    315\n"
    assert [row[2:] for row in tables(text)[0][1:]] == [["315", "315"], ["315", "315"]]


def test_words_for_none_are_amounts_and_begin_a_row() -> None:
    text = "Захід                      План             Факт\n2.4.Обслуговування камер   54,000           50,0\n2.5.Створення пунктів      не передбачено   -\n"
    assert [row[0] for row in tables(text)[0]] == ["Захід", "2.4.Обслуговування камер", "2.5.Створення пунктів"]


def test_breakdown_rows_in_lower_case_stay_rows() -> None:
    text = """
№    Захід                План      Факт
1.   Оренда доріжок       315,0     300,0
2.   Ремонт               15,0      3,0
Разом по Програмі         330,0     303,0
     у тому числі:
державний бюджет          300,0     300,0
місцевий бюджет           30,0      3,0
"""
    assert [[cell for cell in row if cell] for row in tables(text)[0][3:]] == [
        [("Разом по Програмі", 1, 2), "330,0", "303,0"],
        ["у тому числі:"],
        [("державний бюджет", 1, 2), "300,0", "300,0"],
        [("місцевий бюджет", 1, 2), "30,0", "3,0"],
    ]


def test_a_title_between_two_tables_belongs_to_neither() -> None:
    text = """
№    Захід                План      Факт
1.   Оренда доріжок       315,0     300,0

                  Результативні показники

№    Показник             Од.       План   Факт
1.   Кількість доріжок    од.       31     30
"""
    assert [len(table) for table in tables(text)] == [2, 2]
    assert paragraphs(text) == ["Результативні показники"]


def test_drawn_text_that_overflows_its_border_loses_no_character() -> None:
    text = "| № | Захід | План |\n|---|-------|------|\n| 1 | Ремонт доріг | 5,0 |\n| 2 | Опора | 6,0  |\n"
    assert tables(text) == [[["№", "Захід", "План"], ["1", "Ремонт доріг", "5,0"], ["2", "Опора", "6,0"]]]


# --- cells that run together ---


@pytest.mark.parametrize(
    "text",
    [
        "№ з/пЗміст заходівСтрок виконанняВиконавціОбсяг\n1Створення системи2024УЖКГ2500,0-\n2Обслуговування2024УЖКГ200,0200,0100%\n",
        "Ремонт доріг 2024 УЖКГ 2500,0 100,0 20\nОсвітлення вулиць 2024 УЖКГ 200,0 200,0 100\nОпора лінії 2024 УЖКГ 200,0 200,0 100\n",
    ],
    ids=["nothing between", "a blank between"],
)
def test_cells_that_run_together_are_not_guessed_and_that_is_said(text: str) -> None:
    found = document(text)
    assert found.tables == ()
    assert [note.code for note in found.notes] == ["columns_run_together"]


def test_header_texts_that_ran_into_each_other_are_told() -> None:
    text = """
№    Захід            Термін виконанняВиконавці    План    Факт
1    Ремонт доріг     2024              УЖКГ       5,0     4,0
2    Освітлення       2024              КВГП       6,0     6,0
"""
    assert [(note.code, note.table) for note in document(text).notes] == [("columns_run_together", 1)]


def test_prose_with_years_dates_and_sums_is_not_suspected() -> None:
    text = (
        "Програму на 2022-2025 роки затверджено рішенням від 24.02.2022р. №792, зі змінами від 07.09.2023 р.\n"
        "У 2024 році виділено 2 000 тис.грн., з них 1500,5 тис. грн використано станом на 01.01.2025р.\n"
        "Середній показник за 2022 - 2024 роки становив 12,5% проти 10,2% торік; площа 25м2, труба Ду100.\n"
    )
    assert document(text).notes == ()


# --- the two real reports ---

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real reports are not here")
@pytest.mark.parametrize(("name", "sizes"), [("bezpechne-misto-2024", [(3, 8), (2, 9)]), ("samovriaduvannia-2024", [(32, 14), (10, 6)])])
def test_real_reports_give_their_tables(name: str, sizes: list[tuple[int, int]]) -> None:
    found = document((SEEDS / f"{name}.txt").read_bytes())
    assert [(table.rows, table.columns) for table in found.tables] == sizes
    assert found.notes == ()

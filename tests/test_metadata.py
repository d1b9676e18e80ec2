"""Whole texts around a table, in the forms councils use, become the report's facts; what is guessed or missing has a finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import paper
import pytest

from ingest.model import Paragraph
from normalize.findings import CATALOGUE
from normalize.metadata import Metadata, read_metadata
from normalize.records import Finding


def by_lines(text: str) -> list[Paragraph]:
    """Every line a paragraph, as plain text files and many PDFs give them."""
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def by_blocks(text: str) -> list[Paragraph]:
    """Lines up to an empty line make one paragraph, as word processors give them."""
    blocks = text.strip().split("\n\n")
    return [Paragraph("\n".join(line.strip() for line in block.splitlines())) for block in blocks if block.strip()]


@pytest.fixture(params=[by_lines, by_blocks], ids=["lines", "blocks"])
def read(request: pytest.FixtureRequest) -> Callable[..., tuple[Metadata, list[Finding]]]:
    layout = request.param

    def read_text(before: str, after: str = "", file_name: str = "звіт.docx") -> tuple[Metadata, list[Finding]]:
        return read_metadata(layout(before), layout(after), file_name)

    return read_text


Reader = Callable[..., tuple[Metadata, list[Finding]]]


def test_a_full_header(read: Reader) -> None:
    meta, findings = read(
        """
        ЗВІТ
        про результати виконання Комплексної програми
        Бузької міської територіальної громади «Чисте довкілля» на 2022-2025
        роки
        за 2024 рік

        Дата і номер рішення, яким затверджена Програма та зміни до неї: рішення дванадцятої сесії VIII скликання від 23.12.2021 р. №640,
        зі змінами, внесеними рішенням тридцять першої сесії VIII скликання від 20.12.2023 р. №1502.

        Відповідальний виконавець Програми:

        Відділ екології, Управління комунального господарства виконавчого комітету Бузької міської ради

        Співвиконавці: КП «Зелене місто»

        Строк реалізації Програми: 2022-2025р.р.

        Виконання заходів Програми
        """,
        """
        У 2024 році висаджено 120 дерев.

        Начальник відділу екології

        Оксана ЛИСЕНКО
        """,
    )
    assert meta.programme == "Комплексна програма Бузької міської територіальної громади «Чисте довкілля» на 2022-2025 роки"
    assert meta.community == "Бузька міська територіальна громада"
    assert (meta.programme_start_year, meta.programme_end_year, meta.report_year) == (2022, 2025, 2024)
    assert (meta.period_start, meta.period_end, meta.period_origin) == (date(2024, 1, 1), date(2024, 12, 31), "title")
    assert meta.responsible_executors == (
        "Відділ екології",
        "Управління комунального господарства виконавчого комітету Бузької міської ради",
    )
    assert meta.co_executors == ("КП «Зелене місто»",)
    assert meta.signatory == "Оксана ЛИСЕНКО"
    assert [(d.role, d.number, d.session) for d in meta.decisions] == [("approval", "640", 12), ("amendment", "1502", 31)]
    assert "У 2024 році висаджено 120 дерев." in meta.narrative
    assert findings == []


def test_a_stamp_is_no_approval(read: Reader) -> None:
    meta, _ = read(
        """
        Додаток 3
        до рішення двадцятої сесії
        Бузької міської ради
        від 20.02.2025 № 77

        З В І Т
        про виконання Програми «Турбота» на 2023-2025 роки
        за 2024 рік
        """
    )
    assert meta.decisions == ()
    assert meta.programme == "Програма «Турбота» на 2023-2025 роки"
    assert meta.community == "Бузька міська територіальна громада"


def test_an_unfilled_stamp_and_a_stamp_that_quotes_the_report(read: Reader) -> None:
    meta, _ = read(
        """
        Додаток
        до рішення сесії Бузької міської ради
        «Про звіт про виконання Програми підтримки спорту»
        від ______ 2025 року № ____

        ЗВІТ
        про виконання Програми підтримки спорту на 2024 рік
        """
    )
    assert meta.decisions == ()
    assert meta.programme == "Програма підтримки спорту на 2024 рік"
    assert (meta.report_year, meta.period_origin) == (2024, "title")


def test_the_approval_stands_in_the_titles_brackets(read: Reader) -> None:
    meta, _ = read(
        """
        ІНФОРМАЦІЯ
        про хід виконання Міської програми «Безбар’єрність» на 2021-2025 роки
        (затвердженої рішенням міської ради від 24 грудня 2020 року № 9-VІІІ (зі змінами))
        за 9 місяців 2024 року
        """
    )
    assert meta.programme == "Міська програма «Безбар’єрність» на 2021-2025 роки"
    assert [(d.role, d.number, d.decided_on, d.convocation) for d in meta.decisions] == [("approval", "9-VIII", date(2020, 12, 24), "VIII")]
    assert (meta.period_start, meta.period_end) == (date(2024, 1, 1), date(2024, 9, 30))


def test_the_period_from_a_heading_below(read: Reader) -> None:
    meta, findings = read(
        """
        ЗВІТ про результати виконання
        Програми розвитку бібліотек Бузької міської територіальної громади за 2023-2025 роки

        Дата і номер рішення, яким затверджена Програма та зміни до неї рішення другої сесії VIII скликання
        від 20.12.2022р. №84
        """,
        """
        Виконання результативних показників
        Програми розвитку бібліотек Бузької міської територіальної громади за 2024 рік

        Директор Ніна ТКАЧ
        """,
    )
    assert (meta.report_year, meta.period_origin) == (2024, "text")
    assert meta.programme == "Програма розвитку бібліотек Бузької міської територіальної громади за 2023-2025 роки"
    assert [d.number for d in meta.decisions] == ["84"]
    assert "period_from_text" in {f.rule for f in findings}


def test_running_text_of_other_years_does_not_set_the_period(read: Reader) -> None:
    meta, findings = read(
        "Звіт про виконання Програми «Молодь громади» на 2023-2025 роки",
        """
        Програма затверджена рішенням міської ради від 15.12.2022 № 31.

        У 2022 році програми не було. Протягом 2024 року проведено 12 заходів, у 2024 році придбано спорядження. Станом на 01.01.2023 працювало 3 клуби.
        """,
    )
    assert (meta.report_year, meta.period_origin) == (2024, "text")
    assert [(d.role, d.number) for d in meta.decisions] == [("approval", "31")]
    assert "missing_metadata" not in {f.rule for f in findings}


def test_the_period_from_the_file_name_is_a_guess(read: Reader) -> None:
    meta, findings = read("Звіт про виконання Програми «Молодь громади» на 2023-2025 роки", file_name="тека/molod-2023-2025-zvit-2024.docx")
    assert (meta.report_year, meta.period_origin) == (2024, "file_name")
    guess = next(f for f in findings if f.rule == "missing_metadata")
    assert guess.found == "01.01.2024–31.12.2024"


def test_no_period_anywhere_is_left_open(read: Reader) -> None:
    meta, findings = read("Звіт про виконання Програми «Молодь громади» на 2023-2025 роки")
    assert meta.report_year is None and meta.period_origin is None
    assert "missing_metadata" not in {f.rule for f in findings}


def test_facts_as_a_list_of_labels_and_values(read: Reader) -> None:
    meta, _ = read(
        """
        Звіт про виконання програми за 2024 рік

        1. Назва Програми: Програма розвитку туризму Бузької міської територіальної громади на 2024-2026 роки
        2. Дата та номер рішення про затвердження: 21.12.2023 № 45-3/VIII
        3. Відповідальний виконавець: відділ культури, туризму та спорту
        4. Співвиконавці Програми: управління освіти; старости
        5. Термін реалізації: 2024 – 2026 роки
        6. Мета: більше гостей
        """
    )
    assert meta.programme == "Програма розвитку туризму Бузької міської територіальної громади на 2024-2026 роки"
    assert (meta.programme_start_year, meta.programme_end_year, meta.report_year) == (2024, 2026, 2024)
    assert meta.responsible_executors == ("відділ культури, туризму та спорту",)
    assert meta.co_executors == ("управління освіти", "старости")
    assert [(d.number, d.decided_on, d.convocation) for d in meta.decisions] == [("45-3/VIII", date(2023, 12, 21), "VIII")]


def test_several_amendments_each_on_a_line(read: Reader) -> None:
    meta, _ = read(
        """
        Звіт про виконання Програми «Вода» на 2022-2024 роки за I півріччя 2024 року

        Програма затверджена рішенням Бузької міської ради від 22.12.2021 № 20-5/VIII,
        зі змінами, внесеними рішеннями
        від 15.06.2022 № 25-1/VIII,
        від 21.12.2023 № 40-2/VIII

        Головний розпорядник коштів: Управління капітального будівництва
        """
    )
    assert [(d.role, d.number) for d in meta.decisions] == [
        ("approval", "20-5/VIII"),
        ("amendment", "25-1/VIII"),
        ("amendment", "40-2/VIII"),
    ]
    assert (meta.period_start, meta.period_end) == (date(2024, 1, 1), date(2024, 6, 30))
    assert meta.responsible_executors == ("Управління капітального будівництва",)


def test_executors_on_lines_of_their_own(read: Reader) -> None:
    meta, _ = read(
        """
        Звіт про виконання Програми «Вода» за 2024 рік

        Відповідальні виконавці Програми:
        Управління капітального
        будівництва,
        КП «Водоканал»
        Фінансове управління

        Виконання заходів Програми
        """
    )
    assert meta.responsible_executors == ("Управління капітального будівництва", "КП «Водоканал»", "Фінансове управління")


def test_executors_named_in_a_sentence(read: Reader) -> None:
    meta, _ = read(
        "Звіт про виконання Програми «Вода» за 2024 рік\n\nВідповідальним виконавцем Програми є відділ енергетики міської ради. Кошти виділено вчасно."
    )
    assert meta.responsible_executors == ("відділ енергетики міської ради",)


def test_a_letterhead_above_and_a_phone_below(read: Reader) -> None:
    meta, _ = read(
        """
        УКРАЇНА
        БУЗЬКА СІЛЬСЬКА РАДА
        ВІДДІЛ СОЦІАЛЬНОГО ЗАХИСТУ

        ЗВІТ
        ПРО ВИКОНАННЯ ПРОГРАМИ СОЦІАЛЬНОГО ЗАХИСТУ НАСЕЛЕННЯ «ПІДТРИМКА»
        НА 2024-2026 РОКИ ЗА 2024 РІК
        """,
        """
        Начальник відділу соціального захисту __________ Леся КРАВЧУК

        Вик. Шевчук Ірина
        2-15-48
        """,
    )
    assert meta.community == "Бузька сільська територіальна громада"
    assert meta.programme == "ПРОГРАМА СОЦІАЛЬНОГО ЗАХИСТУ НАСЕЛЕННЯ «ПІДТРИМКА» НА 2024-2026 РОКИ"
    assert meta.signatory == "Леся КРАВЧУК"


def test_what_the_report_does_not_give_is_told_for_information(read: Reader) -> None:
    _, findings = read("Звіт про виконання Програми «Вода» за 2024 рік")
    assert [f.rule for f in findings] == ["fact_missing"] * 4
    assert {CATALOGUE[f.rule].severity for f in findings} == {"info"}


def test_a_nameless_report_guesses_loudly(read: Reader) -> None:
    meta, findings = read("Звіт за 2024 рік", "Роботи виконано.", file_name="Програма «Турбота» звіт 2024.docx")
    assert meta.programme is not None and meta.programme.startswith("Програма «Турбота»")
    assert "missing_metadata" in {f.rule for f in findings}


def test_a_consolidated_report_names_no_programme(read: Reader) -> None:
    meta, findings = read("Інформація про стан виконання міських цільових програм за 2024 рік\nБузької міської територіальної громади")
    assert meta.consolidated and meta.programme is None
    assert (meta.report_year, meta.community) == (2024, "Бузька міська територіальна громада")
    assert "missing_metadata" not in {f.rule for f in findings}


def test_a_part_of_the_only_year_told_by_a_fact(read: Reader) -> None:
    meta, _ = read("Звіт про виконання Програми «Ліки» на 2024 рік\n\nЗвітний період: 9 місяців 2024 року")
    assert (meta.period_start, meta.period_end, meta.period_origin) == (date(2024, 1, 1), date(2024, 9, 30), "text")


FORMS = [
    (
        """
        ЗВІТ
        про виконання цільової програми
        Програма підтримки первинної медицини на 2023-2025 роки
        (найменування програми)
        за 2024 рік

        Відповідальний виконавець - КНП "Центр ПМСД"
        """,
        "Програма підтримки первинної медицини на 2023-2025 роки",
        2024,
        (),
    ),
    (
        """
        ЗАТВЕРДЖЕНО
        Рішення 40 сесії Бузької селищної ради VIII скликання
        14.02.2025 № 1812

        Звіт
        про виконання Програми економічного та соціального розвитку Бузької селищної територіальної громади на 2024 рік
        """,
        "Програма економічного та соціального розвитку Бузької селищної територіальної громади на 2024 рік",
        2024,
        (),
    ),
    (
        """
        Узагальнена інформація про хід виконання Програми «Поліцейський офіцер громади» на 2022-2026 роки у 2024 році

        Програма затверджена рішенням 8 сесії Бузької сільської ради 8 скликання від 23.12.2021 №8-12/2021
        """,
        "Програма «Поліцейський офіцер громади» на 2022-2026 роки",
        2024,
        ("8-12/2021",),
    ),
    (
        """
        Звіт
        про виконання заходів і завдань
        Програми розвитку комунального підприємства «Бузька лікарня» Бузької міської ради на 2024-2026 роки
        станом на 01.07.2024 року

        Програма затверджена рішенням міської ради від 21.12.2023 № 1122-VIII (зі змінами від 28.03.2024 № 1301-VIII)
        """,
        "Програма розвитку комунального підприємства «Бузька лікарня» Бузької міської ради на 2024-2026 роки",
        2024,
        ("1122-VIII", "1301-VIII"),
    ),
    (
        """
        ІНФОРМАЦІЯ
        щодо виконання у 2023 році програми
        "Розвиток фізичної культури і спорту в Бузькій громаді
        на 2021 – 2025 роки"
        """,
        'Програма "Розвиток фізичної культури і спорту в Бузькій громаді на 2021 – 2025 роки"',
        2023,
        (),
    ),
    (
        """
        Виконання Програми забезпечення пожежної безпеки за 2024 рік

        Назва головного розпорядника коштів програми: Бузька міська рада

        Дата, номер документа, яким затверджено програму: 24.12.2021 р., № 541
        """,
        "Програма забезпечення пожежної безпеки",
        2024,
        ("541",),
    ),
    (
        """
        Звіт про виконання обласної цільової програми «Питна вода» на 2022-2025 роки за 2024 рік

        Рішення обласної ради від 23.06.2022 № 348
        """,
        "Обласна цільова програма «Питна вода» на 2022-2025 роки",
        2024,
        ("348",),
    ),
    (
        """
        ПОЯСНЮВАЛЬНА ЗАПИСКА
        до звіту про виконання Програми «Дороги» на 2021-2025 роки за 2024 рік
        """,
        "Програма «Дороги» на 2021-2025 роки",
        2024,
        (),
    ),
]


@pytest.mark.parametrize(("before", "programme", "year", "decisions"), FORMS, ids=[form[1][:40] for form in FORMS])
def test_forms_of_headers(read: Reader, before: str, programme: str, year: int, decisions: tuple[str, ...]) -> None:
    meta, findings = read(before)
    assert (meta.programme, meta.report_year) == (programme, year)
    assert tuple(d.number for d in meta.decisions) == decisions
    assert "missing_metadata" not in {f.rule for f in findings}


def test_page_headers_are_not_the_text() -> None:
    before = [
        Paragraph("Продовження додатка", role="header"),
        *by_lines("Звіт про виконання Програми «Вода» за 2024 рік"),
        Paragraph("Сторінка 1", role="footer"),
    ]
    meta, _ = read_metadata(before, [], "x.pdf")
    assert meta.programme == "Програма «Вода»"
    assert meta.narrative == ()


def test_decisions_on_money_are_not_the_programmes(read: Reader) -> None:
    meta, _ = read(
        "Звіт про виконання Програми «Вода» за 2024 рік",
        "Рішенням виконкому від 12.03.2024 № 155 на ремонт виділено 200,0 тис. грн. Відповідно до постанови Кабінету Міністрів України від 01.01.2020 № 5 програма діє.",
    )
    assert meta.decisions == ()


def test_every_finding_has_its_rule(read: Reader) -> None:
    _, findings = read("Звіт за 2024 рік", file_name="x.docx")
    assert all(f.rule in CATALOGUE for f in findings)


@pytest.mark.parametrize("line", ["(за весь період реалізації)", "за весь період дії Програми", "(за весь строк)"])
def test_a_line_that_says_for_the_whole_period_means_the_programmes_years(line: str) -> None:
    (report,) = paper.read(f"""
    Звіт про виконання Програми «Двір» на 2022-2024 роки
    {line}
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4 | 3 |
    """).reports
    assert (str(report.period_start), str(report.period_end), report.report_year) == ("2022-01-01", "2024-12-31", 2024)
    assert report.programme == "Програма «Двір» на 2022-2024 роки"

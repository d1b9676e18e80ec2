"""Facts whose labels councils word as they like: openers of the approval, labels broken over lines, points of a form, units below a title."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.model import Paragraph
from normalize.communities import find_community
from normalize.findings import message
from normalize.metadata import Metadata, read_metadata
from normalize.people import signs
from normalize.records import Finding

TITLE = "ЗВІТ\nпро виконання Програми розвитку туризму на 2021-2025 роки за 2024 рік\n"


def read(text: str, after: str = "") -> tuple[Metadata, list[Finding]]:
    """The facts of a text above and below a table, a paragraph per line."""
    above, below = ([Paragraph(line.strip()) for line in part.splitlines() if line.strip()] for part in (text, after))
    return read_metadata(above, below, "звіт.docx")


APPROVED = [("approval", "5/22")]


@pytest.mark.parametrize(
    ("line", "decisions"),
    [
        ("Підстава: рішення Бузької міської ради від 23.12.2021 № 5/22.", APPROVED),
        ("Підстава для реалізації Програми: рішення ХХХ сесії Бузької міської ради VІІІ скликання від 23.12.2021 №5/22", APPROVED),
        ("Рішення, яким затверджено: рішення 5-ї сесії Бузької міської ради VIII скликання від 23.12.2021 № 5/22", APPROVED),
        ("Ким затверджена: рішення двадцять другої сесії VIII скликання від 23.12.2021 № 5/22", APPROVED),
        ("Нормативно-правовий акт: рішення міської ради від 23.12.2021 № 5/22", APPROVED),
        ("Документ про затвердження – рішення міської ради від 23.12.2021 № 5/22", APPROVED),
        ("№ та дата рішення: № 5/22 від 23.12.2021", APPROVED),
        ("Програма діє на підставі рішення міської ради від 23.12.2021 № 5/22", APPROVED),
        ("Дата затвердження: 23.12.2021 р., рішення № 5/22", APPROVED),
        ("Затверджена: 23.12.2021, № 5/22", APPROVED),
        ("Ким, коли затверджено: Бузькою міською радою 23.12.2021, № 5/22", APPROVED),
        ("Програма прийнята 23.12.2021 рішенням 40 сесії Бузької селищної ради VІІІ скликання № 5/22", APPROVED),
        ("Зміни до Програми: рішення міської ради від 23.12.2021 № 5/22", [("amendment", "5/22")]),
        ("Рішення про бюджет: рішення міської ради від 23.12.2021 № 5/22", []),
        ("Звіт заслухано: рішення міської ради від 23.12.2021 № 5/22", []),
        ("На виконання рішення міської ради від 23.12.2021 № 5/22 надаємо інформацію про виконання програми", []),
        ("Додаток до рішення міської ради від 23.12.2021 № 5/22", []),
    ],
)
def test_the_approval_is_found_behind_any_opener(line: str, decisions: list[tuple[str, str]]) -> None:
    metadata, findings = read(TITLE + line)
    assert [(d.role, d.number) for d in metadata.decisions] == decisions
    assert metadata.programme == "Програма розвитку туризму на 2021-2025 роки"
    assert all(d.decided_on == date(2021, 12, 23) for d in metadata.decisions)
    assert ("рішення про затвердження програми" in {f.args.get("what") for f in findings}) == (not decisions)


def test_an_open_opener_gives_way_to_the_programmes_own_approval() -> None:
    approved, other = "Програма затверджена рішенням міської ради від 23.12.2021 № 5/22", "Довідка: рішення міської ради від 01.02.2020 № 7"
    metadata, _ = read(f"{TITLE}{approved}\n{other}")
    assert [(d.role, d.number) for d in metadata.decisions] == APPROVED


@pytest.mark.parametrize(
    "lines",
    [
        "Відповідальний виконавець Програми – відділ молоді та спорту районної ради.",
        "Програму затверджено рішенням сесії від 12.12.2019 № 512-32/VII. Відповідальний виконавець програми – відділ молоді та спорту районної ради.",
        "Відповідальний виконавець\nПрограми:\tвідділ молоді та спорту районної ради",
        "Відповідальний виконавець Програми\nвідділ молоді та спорту районної ради",
        "Відповідальний виконавець: відділ молоді та спорту районної ради, начальник – Ірина КОВАЛЬ",
        "Відповідальний\nвиконавець Програми: відділ молоді та спорту районної ради",
        "Головний виконавець: відділ молоді та спорту районної ради",
    ],
)
def test_the_responsible_body_however_its_label_is_set(lines: str) -> None:
    metadata, _ = read(TITLE + lines)
    assert metadata.responsible_executors == ("відділ молоді та спорту районної ради",)


@pytest.mark.parametrize(
    "below", ["Начальник відділу Юрій БОДНАРУК", "Начальник відділу\t\tБогдана СМІХ", "В.о. начальника відділу          Юрій БОДНАРУК"]
)
def test_who_signs_below_an_unread_table_is_no_executor(below: str) -> None:
    """The words of a table that was not read stand in the text: its heading «Виконавець» is no label of the signature below."""
    metadata, _ = read(f"{TITLE}Виконавець\n{below}")
    assert metadata.responsible_executors == ()
    assert metadata.signatory in ("Юрій БОДНАРУК", "Богдана СМІХ")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Начальник відділу Юрій БОДНАРУК", True),
        ("Т.в.о. начальника управління          О. М. Петренко", True),
        ("Міський Центр ПМСД", False),
        ("Сектор НС", False),
        ("Директор департаменту освіти", False),
        ("Юрій БОДНАРУК", False),
    ],
)
def test_a_post_and_a_name_sign(line: str, expected: bool) -> None:
    assert signs(line) is expected


def test_a_name_glued_to_its_post_signs() -> None:
    metadata, _ = read(TITLE, "Міський головаБогдан ДЗЮБА")
    assert metadata.signatory == "Богдан ДЗЮБА"


@pytest.mark.parametrize("unit", ["тис. грн", "(тис. гривень)", "грн. коп.", "грн", "у тис.грн."])
@pytest.mark.parametrize("joint", ["\n", " "])
def test_a_title_ends_above_its_unit(unit: str, joint: str) -> None:
    metadata, _ = read(
        f"ЗВІТ\nпро виконання Програми розвитку туризму Бузької міської територіальної громади на 2022-2024 роки{joint}{unit}"
    )
    assert metadata.programme == "Програма розвитку туризму Бузької міської територіальної громади на 2022-2024 роки"


@pytest.mark.parametrize(
    ("text", "programme", "years"),
    [
        (
            """
            УЗАГАЛЬНЕНИЙ РЕЗУЛЬТАТ
            виконання міської цільової програми
            за 2023 рік
            1. 0200000 Виконавчий комітет Бузької міської ради
            2. Відповідальний виконавець: Управління з питань надзвичайних ситуацій
            3. Програма розвитку цивільного захисту Бузької громади на 2022-2024 роки, затверджена рішенням міської ради від 17.12.2021 № 21/4
            4. Напрями діяльності та заходи програми
            """,
            "Програма розвитку цивільного захисту Бузької громади на 2022-2024 роки",
            (2022, 2024),
        ),
        (
            """
            УЗАГАЛЬНЕНІ РЕЗУЛЬТАТИ
            виконання цільової програми
            за 2023 рік
            3. Цільова програма «Шкільний автобус» на 2022-2025 роки, затверджена рішенням міської ради від 17.12.2021 № 21/4
            (найменування програми, дата і номер рішення ради про її затвердження)
            """,
            "Цільова програма «Шкільний автобус» на 2022-2025 роки",
            (2022, 2025),
        ),
        (
            """
            ЗВІТ про виконання програми
            за 2023 рік
            Міська програма «Чисте місто»
            Затверджена рішенням міської ради від 17.12.2021 № 21/4
            """,
            "Міська програма «Чисте місто»",
            None,
        ),
    ],
)
def test_a_nameless_title_takes_the_programme_from_its_own_line(text: str, programme: str, years: tuple[int, int] | None) -> None:
    metadata, findings = read(text)
    assert metadata.programme == programme
    assert metadata.programme_start_year == (years[0] if years else None) and metadata.programme_end_year == (years[1] if years else None)
    assert [(d.role, d.number) for d in metadata.decisions] == [("approval", "21/4")]
    assert metadata.report_year == 2023
    assert "missing_metadata" not in {f.rule for f in findings}


@pytest.mark.parametrize(
    "opener",
    [
        "Щорічний звіт про виконання", "Форма звіту про виконання", "Оцінка ефективності", "Фінансування заходів", "Таблиця виконання",
        "Показники виконання", "Використання коштів за", "Обсяги фінансування", "Інформація по виконанню", "Про хід реалізації",
    ],
)  # fmt: skip
def test_a_title_opens_in_many_ways_where_the_programmes_name_follows(opener: str) -> None:
    programme = "Програмою" if opener.endswith(" за") else "Програми"
    metadata, findings = read(f"{opener} {programme} «Турбота» на 2023-2025 роки за 2024 рік")
    assert (metadata.programme, metadata.report_year) == ("Програма «Турбота» на 2023-2025 роки", 2024)
    assert "missing_metadata" not in {f.rule for f in findings}


def test_a_caption_over_a_table_of_sources_is_no_title() -> None:
    metadata, _ = read("Програма «Турбота» на 2023-2025 роки\nОбсяги фінансування програми за джерелами у 2024 році")
    assert metadata.programme == "Програма «Турбота» на 2023-2025 роки"


@pytest.mark.parametrize(
    "letter",
    [
        "На виконання листа від 02.10.2024 № 15/87 надаємо інформацію про хід виконання Програми {} станом на 01.10.2024.",
        "Управління надає пояснення. На Ваш запит надсилаємо звіт про виконання Програми {} за 9 місяців 2024 року. Додаток на 2 арк.",
        "Інформуємо про стан реалізації Програми {} за 9 місяців 2024 року:",
    ],
)
def test_a_covering_letter_tells_the_title_in_a_sentence(letter: str) -> None:
    metadata, findings = read("Фінансовому відділу\n" + letter.format("підтримки фермерів на 2024-2025 роки"))
    assert metadata.programme == "Програма підтримки фермерів на 2024-2025 роки"
    assert (metadata.period_end, metadata.period_origin) == (date(2024, 9, 30), "title")
    assert "missing_metadata" not in {f.rule for f in findings}


def test_a_point_of_a_form_names_the_programme_behind_its_budget_code() -> None:
    point = "3.  0611151   Програма «Школа» Бузької міської територіальної громади на 2022-2024 роки, рішення Бузької міської ради від 24.12.2021 № 37"
    metadata, findings = read("Інформація про виконання програми за 2023 рік\n" + point)
    assert metadata.programme == "Програма «Школа» Бузької міської територіальної громади на 2022-2024 роки"
    assert "missing_metadata" not in {f.rule for f in findings}


def test_a_sentence_about_the_programme_is_not_plainly_its_name() -> None:
    _, findings = read("ЗВІТ про виконання програми\nза 2023 рік\nПрограма розвитку туризму спрямована на збільшення кількості гостей")
    assert "missing_metadata" in {f.rule for f in findings}


def test_nothing_taken_is_not_told_as_taken() -> None:
    metadata, findings = read("ЗВІТ про виконання програми\nза 2023 рік")
    assert metadata.programme is None
    told = next(f for f in findings if f.rule == "missing_metadata")
    assert message(told.rule, told.args) == "Звіт не називає прямо назву програми: ніде нічого не знайдено"


def test_a_programme_taken_from_the_files_name_is_told() -> None:
    _, findings = read_metadata([Paragraph("ЗВІТ за 2023 рік")], [], "Програма «Чисте місто» на 2022-2024 роки.docx")
    told = next(f for f in findings if f.rule == "missing_metadata")
    assert message(told.rule, told.args) == "Звіт не називає прямо назву програми: узято «Програма «Чисте місто» на 2022-2024 роки»"


@pytest.mark.parametrize(
    ("text", "community"),
    [
        ("Програма порту Української міської територіальної громади на 2023-2025 роки", "Українська міська територіальна громада"),
        ("рішення Української міської ради", "Українська міська територіальна громада"),
        ("розвиток української громади за кордоном", None),
    ],
)
def test_the_community_of_a_town_called_ukrainka(text: str, community: str | None) -> None:
    found = find_community([text])
    assert (found.name if found else None) == community


@pytest.mark.parametrize(
    ("below", "programme"),
    [
        ("План на Виконано за", "Програма утримання доріг на 2023-2025 роки"),
        ("Бузької міської територіальної громади", "Програма утримання доріг на 2023-2025 роки Бузької міської територіальної громади"),
    ],
)
def test_a_centred_line_below_the_period_is_the_titles_only_where_it_names_the_community(below: str, programme: str) -> None:
    title = [
        Paragraph(line, align="center") for line in ("Звіт про виконання Програми утримання доріг", "на 2023-2025 роки за 2023 рік", below)
    ]
    metadata, _ = read_metadata(title, [], "звіт.docx")
    assert metadata.programme == programme


@pytest.mark.parametrize(
    "below",
    [
        "Фінансове управління Бузької міської ради інформує про стан фінансування заходів програми у 2023 році.",
        "У 2023 році на заходи програми профінансовано 120,0 тис. грн.",
    ],
)
def test_a_sentence_below_the_period_is_none_of_the_title(below: str) -> None:
    metadata, _ = read(
        f"Про виконання Програми утримання доріг Бузької міської територіальної громади на 2023-2025 роки за 2023 рік\n{below}"
    )
    assert metadata.programme == "Програма утримання доріг Бузької міської територіальної громади на 2023-2025 роки"


@pytest.mark.parametrize("opening", ["АНАЛІЗ\nвиконання", "МОНІТОРИНГ\nвиконання", "ЗВІТ\nвиконання", "Аналіз виконання"])
@pytest.mark.parametrize("period", ["за 2024 рік", "за підсумками року"])
def test_an_opening_word_on_a_line_of_its_own(opening: str, period: str) -> None:
    metadata, _ = read(f"{opening} Програми підтримки підприємства «Тепловик» на 2024 рік\n{period}")
    assert metadata.programme == "Програма підтримки підприємства «Тепловик» на 2024 рік"
    assert metadata.report_year == 2024


@pytest.mark.parametrize(
    ("below", "year"),
    [
        ("за 2023 рік\nСлужба у справах дітей Бузької міської ради", 2023),
        ("за 2023 рік\nВідділ культури і туризму", 2023),
        ("Бузькою міською радою за 2023 рік", 2023),
        ("Бузька міська рада, січень-червень 2023 року", 2023),
        ("Виконавчий комітет Бузької міської ради\nза 2023 рік", 2023),
    ],
)
def test_the_body_that_reports_below_a_complete_title_is_no_part_of_it(below: str, year: int) -> None:
    metadata, _ = read(f"ЗВІТ\nпро виконання Програми розвитку туризму на 2022-2025 роки\n{below}")
    assert metadata.programme == "Програма розвитку туризму на 2022-2025 роки"
    assert metadata.report_year == year

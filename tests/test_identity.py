"""Which reports speak of one programme, and which rows of one measure: over years and spellings, whatever the order."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.title_keys import at_most, likeness, measure_title, programme_title
from tests.factories import COMMUNITY
from warehouse.identity import Programmes, ReportTitle, programmes
from warehouse.measures import Measures, Slot, measures

OTHER = "Малинська міська територіальна громада"


def decide(*titles: str | tuple[str, str | None]) -> Programmes:
    """One report a year from 2020 on, one document each, of the community unless it is given."""
    reports = []
    for i, entry in enumerate(titles):
        title, community = entry if isinstance(entry, tuple) else (entry, COMMUNITY)
        reports.append(ReportTitle(i, f"d{i}", community, title, date(2020 + i, 1, 1), date(2020 + i, 12, 31)))
    return programmes(reports)


@pytest.mark.parametrize(
    "titles",
    [
        ("Програма «Безпечне місто» на 2022-2025 роки", 'Програма "Безпечне місто" на 2022 – 2025 р.р.', "ПРОГРАМА „БЕЗПЕЧНЕ МІСТО”"),
        ("Комплексна програма Коростенської міської територіальної громади «Безпечне місто»", "Міська цільова програма «Безпечне місто»"),
        (
            "Програма розвитку освіти Коростенської МТГ за 2024 рік",
            "Програми розвитку освіти у м. Коростені",
            "Про виконання Програми розвитку освіти",
        ),
        ("Програма фізичної культури і спорту", "Програма фізичної культури та спорту", "Програма фізичної культури й спорту"),
        ("Програма захисту прав дітей «Об'єднані турботою»", "Програма захисту прав дітей «Обʼєднані турботою»"),
        ("Програма підтримки осіб з iнвалiднiстю", "Програма підтримки осіб з інвалідністю"),
        ("Програма розвитку земельних відносин (зі змінами)", "Програма розвитку земельних відносин"),
    ],
)
def test_one_programme_under_many_spellings_is_one_and_quiet(titles: tuple[str, ...]) -> None:
    found = decide(*titles)
    assert len(set(found.ids.values())) == 1
    assert found.doubts == ()


def test_a_report_without_community_and_of_other_years_is_no_report_of_the_only_community_that_has_such_a_title() -> None:
    found = decide(
        ("Програма розвитку культури Коростенської міської територіальної громади на 2024 рік", COMMUNITY),
        ("Програма розвитку культури на 2025-2027 роки", None),
    )
    assert len(set(found.ids.values())) == 2


@pytest.mark.parametrize(
    "titles",
    [
        ("Програма розвитку культури", "Програма розвитку туризму"),
        ("Програма надання первинної медичної допомоги", "Програма надання вторинної медичної допомоги"),
        ("Програма розвитку дошкільної освіти", "Програма розвитку шкільної освіти", "Програма розвитку позашкільної освіти"),
        ("Програма «Безпечне місто»", "Програма «Чисте місто»"),
        ("Програма капітального ремонту ліцею № 3", "Програма капітального ремонту ліцею № 5"),
    ],
)
def test_two_programmes_of_one_community_stay_two(titles: tuple[str, ...]) -> None:
    assert len(set(decide(*titles).ids.values())) == len(titles)


def test_one_title_in_two_communities_is_two_programmes() -> None:
    found = decide("Програма розвитку освіти", ("Програма розвитку освіти", OTHER))
    assert found.ids[0] != found.ids[1]


def test_communities_are_told_apart_whatever_their_names_begin_with() -> None:
    title = "Програма розвитку освіти"
    places = (
        "Громадська міська територіальна громада",
        "Громадянська міська територіальна громада",
        "Громадська сільська територіальна громада",
    )
    assert len(set(decide(*((title, place) for place in places)).ids.values())) == 3


def test_a_report_without_community_joins_the_only_one_that_has_its_programme() -> None:
    found = decide("Програма розвитку освіти", ("Програма розвитку освіти", None))
    assert found.ids[0] == found.ids[1]
    assert [(d.key, d.rule) for d in found.doubts] == [(1, "identity_inferred")]


def test_a_report_without_community_stays_alone_where_two_have_its_programme() -> None:
    found = decide("Програма розвитку освіти", ("Програма розвитку освіти", OTHER), ("Програма розвитку освіти", None))
    assert len(set(found.ids.values())) == 3


@pytest.mark.parametrize("title", ["", "—", "«»", "Програма", "Програма на 2024 рік", "Звіт про виконання міської цільової програми"])
@pytest.mark.parametrize("communities", [(COMMUNITY, None), (COMMUNITY, COMMUNITY), (None, None)])
def test_reports_that_name_no_programme_are_never_one(title: str, communities: tuple[str | None, str | None]) -> None:
    found = decide(*((title, community) for community in communities))
    assert found.ids[0] != found.ids[1]
    assert found.doubts == ()


def test_nameless_reports_of_one_document_are_told_apart_by_their_place_in_it() -> None:
    reports = [ReportTitle(i, "d", COMMUNITY, "", None, date(2024, 12, 31), ordinal=i) for i in range(2)]
    first, second = (programmes(order).ids for order in (reports, reports[::-1]))
    assert first == second
    assert first[0] != first[1]


def test_a_misprint_is_the_same_programme() -> None:
    found = decide("Програма розвитку земельних відносин та містобудування", "Програма розвитку земелних відносин та містобудуваня")
    assert found.ids[0] == found.ids[1]


def test_a_word_more_in_a_later_year_is_the_same_programme_with_a_warning() -> None:
    found = decide("Програма розвитку культури, мистецтва й спадщини", "Програма розвитку культури, мистецтва й охорони спадщини")
    assert found.ids[0] == found.ids[1]
    assert [(d.key, d.rule) for d in found.doubts] == [(1, "identity_unsure")]


def test_a_word_more_in_the_same_year_is_another_programme_with_a_notice() -> None:
    titles = ("Програма розвитку культури, мистецтва й спадщини", "Програма розвитку культури, мистецтва й охорони спадщини")
    found = programmes([ReportTitle(i, f"d{i}", COMMUNITY, t, date(2024, 1, 1), date(2024, 12, 31)) for i, t in enumerate(titles)])
    assert found.ids[0] != found.ids[1]
    assert {d.rule for d in found.doubts} == {"identity_alike"}


def test_alike_titles_in_one_document_for_one_period_are_two() -> None:
    """A consolidated table has a row per programme."""
    period = (date(2024, 1, 1), date(2024, 12, 31))
    found = programmes(
        [
            ReportTitle(1, "d", COMMUNITY, "Програма утримання кладовищ міста та околиць", *period),
            ReportTitle(2, "d", COMMUNITY, "Програма утримання кладовища міста та околиць", *period),
        ]
    )
    assert found.ids[1] != found.ids[2]


def test_the_latest_report_names_the_programme() -> None:
    found = decide("Програма «Безпечне місто» на 2020 рік", "Комплексна програма «Безпечне місто» на 2021 рік")
    assert list(found.titles.values()) == [(COMMUNITY, "Комплексна програма «Безпечне місто» на 2021 рік")]


_WORDS = st.sampled_from(
    [
        "розвитку",
        "підтримки",
        "освіти",
        "освітньої",
        "культури",
        "культурної",
        "спорту",
        "дітей",
        "міста",
        "громади",
        "безпечне",
        "чисте",
        "3",
        "5",
        "охорони",
    ]
)


@given(st.lists(st.tuples(st.lists(_WORDS, min_size=1, max_size=4), st.sampled_from([COMMUNITY, OTHER, None])), max_size=7), st.randoms())
def test_programmes_do_not_hang_on_the_order(titles: list[tuple[list[str], str | None]], rng: object) -> None:
    reports = [ReportTitle(i, f"d{i}", c, "Програма " + " ".join(w), None, date(2020 + i, 12, 31)) for i, (w, c) in enumerate(titles)]
    shuffled = list(reports)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert programmes(reports) == programmes(shuffled)


def test_a_key_of_ornament_alone_is_not_empty() -> None:
    assert programme_title("Програма на 2024 рік", COMMUNITY).key
    assert measure_title("2024").key


def years(*reports: list[tuple[str | None, str] | tuple[str | None, str, str]]) -> list[list[str]]:
    """The measure ids of reports of consecutive years, each a list of (number, title[, section])."""
    found = _years(*reports)
    return [[found.ids[y, i] for i in range(len(rows))] for y, rows in enumerate(reports)]


def _years(*reports: list[tuple[str | None, str] | tuple[str | None, str, str]]) -> Measures:
    return measures(
        "p",
        [
            [Slot(y, i, "measure", None, r[2] if len(r) > 2 else None, r[0], r[1]) for i, r in enumerate(rows)]
            for y, rows in enumerate(reports)
        ],
    )


def test_three_years_of_the_same_measures_are_one_each_and_quiet() -> None:
    rows: list[tuple[str | None, str] | tuple[str | None, str, str]] = [
        ("1.1", "Придбання меблів"),
        ("1.2", "Ремонт ліцею № 3"),
        (None, "Навчання"),
    ]
    found = _years(rows, rows, rows)
    assert years(rows, rows, rows) == [years(rows)[0]] * 3
    assert found.renamed == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("1.1", "Проведення заходів у 2023 році"), ("1.1", "Проведення заходів у 2024 році")),
        (("1.1", "Утримання кладовищ"), ("1.1", "Утримання та благоустрій кладовищ")),
        (("1.1", "Організація та проведення культурно-масових заходів"), ("1.1", "Проведення культурно-мистецьких заходів")),
        (("1.1", "Придбання 5 ноутбуків для закладів освіти"), ("1.1", "Придбання 7 ноутбуків для закладів освіти")),
        (("1.1", "Виплата одноразової допомоги ветеранам"), ("2.4", "Виплата одноразової допомоги ветеранам")),
        ((None, "Обслуговування системи відеоспостереження"), (None, "Обслуговування системи відеоспостережння")),
        (("1.1", "Ремонт доріг", "Розділ А"), ("1.1", "Ремонт доріг", "Розділ Б")),
    ],
)
def test_a_renamed_or_renumbered_measure_is_the_same(before: tuple[str | None, str], after: tuple[str | None, str]) -> None:
    first, second = years([before], [after])
    assert first == second


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("1.1", "Ремонт вул. Шевченка"), ("1.1", "Ремонт вул. Франка")),
        (("1.1", "Ремонт ліцею № 3"), ("1.1", "Ремонт ліцею № 5")),
        (("1.1", "Поточний ремонт доріг"), ("1.1", "Придбання автобуса")),
        (("1.1", "Поточний ремонт доріг"), ("1.1", "Поточний ремонт тротуарів")),
        (("1.1", "Надання первинної медичної допомоги"), ("1.2", "Надання вторинної медичної допомоги")),
    ],
)
def test_one_gone_and_one_new_are_two(before: tuple[str | None, str], after: tuple[str | None, str]) -> None:
    first, second = years([before], [after])
    assert first != second


def test_parts_of_a_split_measure_are_new() -> None:
    (old,), new = years(
        [("1.2", "Придбання меблів та комп'ютерної техніки")], [("1.2", "Придбання меблів"), ("1.3", "Придбання комп'ютерної техніки")]
    )
    assert old not in new
    assert new[0] != new[1]


def test_parts_told_by_their_numbers_are_new() -> None:
    (old,), new = years([("1.2", "Ремонт доріг")], [("1.2.1", "Ремонт доріг"), ("1.2.2", "Ремонт доріг")])
    assert old not in new
    assert new[0] != new[1]


def test_what_two_measures_were_joined_into_is_new() -> None:
    old, (new,) = years([("1", "Придбання меблів"), ("2", "Придбання комп'ютерів")], [("1", "Придбання меблів та комп'ютерів")])
    assert new not in old


def test_one_title_with_two_numbers_or_in_two_sections_of_one_report_is_two() -> None:
    rows: list[tuple[str | None, str] | tuple[str | None, str, str]] = [
        ("1.1", "Навчання", "А"),
        ("1.2", "Навчання", "А"),
        ("1.1", "Навчання", "Б"),
    ]
    first, second = years(rows, rows)
    assert len(set(first)) == 3
    assert first == second


def test_a_measure_that_was_away_for_a_year_comes_back_as_itself() -> None:
    first, _, third = years([("1", "Навчання"), ("2", "Ремонт")], [("2", "Ремонт")], [("1", "Навчання"), ("2", "Ремонт")])
    assert first == third


def test_a_renaming_is_told_once_with_both_titles() -> None:
    (told,) = _years([("1", "Утримання кладовищ")], [("1", "Утримання та благоустрій кладовищ")]).renamed
    assert (told.report, told.title, told.other) == (1, "Утримання та благоустрій кладовищ", "Утримання кладовищ")


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["1", "2", None]), st.sampled_from(["Ремонт доріг", "Ремонт мостів", "Навчання дітей"])), max_size=5
        ),
        max_size=4,
    )
)
def test_no_two_measures_of_one_report_ever_share_an_id(reports: list[list[tuple[str | None, str]]]) -> None:
    for ids in years(*reports):  # type: ignore[arg-type]
        assert len(set(ids)) == len(ids)


_TITLES = [
    "Ремонт доріг", "Ремонт дороги", "Капітальний ремонт доріг міста", "Навчання дітей плаванню", "навчання дітей", "№ 3", "Ліцей № 3", "Ліцей № 5",
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), list(itertools.combinations_with_replacement(_TITLES, 2)))
def test_likeness_is_symmetric_and_whole_only_for_equal_words(a: str, b: str) -> None:
    one, two = likeness(measure_title(a), measure_title(b)), likeness(measure_title(b), measure_title(a))
    assert one.score == pytest.approx(two.score, abs=0.1)
    assert (one.score > 0.999) == (measure_title(a).key == measure_title(b).key)


_WORDS = st.lists(
    st.sampled_from(["ремонт", "ремонту", "шкіл", "школи", "№ 5", "№ 7", "12", "3", "придбання", "вулиця"]), min_size=1, max_size=6
)


@given(_WORDS, _WORDS)
def test_the_quick_bound_is_never_below_the_likeness(one: list[str], two: list[str]) -> None:
    first, second = measure_title(" ".join(one)), measure_title(" ".join(two))
    assert at_most(first, second) >= likeness(first, second).score - 1e-9

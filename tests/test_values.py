"""What a cell holds: numbers however printed, dashes, words for none, several sums, and what is refused as unreadable."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.numbers import Number, plain_number, read_number
from normalize.units import Unit, read_unit
from normalize.values import Kind, interval, is_dash, percent_interval, read_percent, read_value, truncation_interval


def number(text: str) -> Decimal | None:
    value = read_value(text)
    return value.number.value if value.kind is Kind.NUMBER and value.number else None


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("2 000,00", "2000.00", 2),
        ("2000,0", "2000.0", 1),
        ("2000", "2000", 0),
        ("2.000,00", "2000.00", 2),
        ("2,000.00", "2000.00", 2),
        ("252 751 214,2", "252751214.2", 1),
        ("441935355,19", "441935355.19", 2),
        ("28719468.00", "28719468.00", 2),
        ("1062,097", "1062.097", 3),  # three decimals of тис. грн, no thousands
        ("1,062", "1.062", 3),
        ("1.062", "1.062", 3),
        ("1.062,097", "1062.097", 3),
        ("1 062.097", "1062.097", 3),
        ("1.234.567", "1234567", 0),
        ("1'234'567,8", "1234567.8", 1),
        ("1\u00a0234\u202f567,8", "1234567.8", 1),
        ("0", "0", 0),
        ("0,00", "0.00", 2),
        ("+5,5", "5.5", 1),
        ("75,00.", "75.00", 2),
        ("200,0*", "200.0", 1),
        ("200,0¹", "200.0", 1),
        ("200,0 *)", "200.0", 1),
        ("11 181,\n90", "11181.90", 2),
        ("252 751\n214,2", "252751214.2", 1),
        ("2 500 ,0", "2500.0", 1),
        ("85 000=50", "85000.50", 2),
        ("600 000,-", "600000", 0),
        ("600 000,--", "600000", 0),
        ("25 000=", "25000", 0),
        ("25 000-00", "25000", 0),
        ("12000=00", "12000.00", 2),
        ("1 249 500-50", "1249500.50", 2),
    ],
)
def test_numbers_read_as_printed(printed: str, value: str, decimals: int) -> None:
    read = read_value(printed)
    assert read.kind is Kind.NUMBER
    assert read.number is not None
    assert (read.number.value, read.number.decimals) == (Decimal(value), decimals)
    assert not read.repaired


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1O0", "100"),
        ("2З5,б", "235.6"),
        ("l50,0", "150.0"),
        ("2ОО,О", "200.0"),
        ("О,О", "0.0"),
        ("25\n00,0", "2500.0"),
        ("2871946\n8,00", "28719468.00"),
        ("1 234 5\n67,8", "1234567.8"),
        ("2500, 0", "2500.0"),
    ],
)
def test_our_misreadings_with_one_reading_are_mended_and_said(printed: str, value: str) -> None:
    read = read_value(printed)
    assert read.number is not None and read.number.value == Decimal(value)
    assert read.repaired and read.note


@pytest.mark.parametrize(
    "printed",
    [
        "2…,…",
        "1?5",
        "12,3,4",
        "1e5",
        "####",
        "#REF!",
        "О",
        "75.00,0",
        "±5",
        "1?5 тис. грн",
        "12,3,4 (місцевий бюджет)",
        "1 2З?",
        "..,5",
        "12,,5",
        "0,123.456",
    ],
)
def test_what_is_meant_as_a_number_and_cannot_be_one_is_unreadable(printed: str) -> None:
    assert read_value(printed).kind is Kind.UNREADABLE


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("1 млн 250 тис. грн", "1250", Unit.THOUSAND),
        ("2 млн 5 грн", "2000005", Unit.UAH),
        ("12 тис. 500 грн. 40 коп.", "12500.40", Unit.UAH),
        ("3 000 000 (три мільйони)", "3000000", None),  # the amount in words names no unit
        ("3 000,0 (три тисячі) тис. грн", "3000.0", Unit.THOUSAND),
        ("250 000 (двісті п'ятдесят тисяч) грн 00 коп", "250000", Unit.UAH),
        ("придбано 5 комп'ютерів на 200,0 тис. грн", "200.0", Unit.THOUSAND),
    ],
)
def test_sums_in_several_units_and_in_words(printed: str, value: str, unit: Unit | None) -> None:
    read = read_value(printed)
    assert number(printed) == Decimal(value)
    assert read.unit is unit


@pytest.mark.parametrize(
    "printed",
    [
        "350,5 грн 50 коп",
        "5 тис. грн 200 грн",
        "1 млн 1250 тис. грн",
        "1 млн 250 тис. грн на ремонт",
        "100 грн х 5 = 500 грн",
        "2*250",
        "2 * 250",
        "1²50",
        "100,0-",
        "100,0 –",
        "ЗОО",
        "IOO,O",
        "Err:502",
        "99999999999999999999",
    ],
)
def test_a_part_of_what_stands_there_is_never_the_amount(printed: str) -> None:
    assert read_value(printed).kind is Kind.UNREADABLE


@pytest.mark.parametrize("printed", ["100 грн/міс", "100,0 грн на 1 особу", "100 грн щомісячно"])
def test_a_price_is_no_sum_but_keeps_its_number_for_indicators(printed: str) -> None:
    read = read_value(printed)
    assert read.kind is Kind.NOTE and read.number is not None and read.number.value == 100


@pytest.mark.parametrize(("printed", "value"), [("1 250,0 1)", "1250.0"), ("** 5", "5"), ("100,0 **", "100.0"), ("(-120,0)", "-120.0")])
def test_marks_around_a_number(printed: str, value: str) -> None:
    assert number(printed) == Decimal(value)


def test_a_source_on_the_line_below_its_sum() -> None:
    assert [p.label for p in read_value("100,0\nМБ\n50,0\nДБ").parts] == ["МБ", "ДБ"]


@pytest.mark.parametrize(("printed", "candidate"), [("100\n200", "100200"), ("100, 200", "100.200"), ("1 2345,6", "12345.6")])
def test_two_ways_to_read_choose_none_and_offer_the_joined_one(printed: str, candidate: str) -> None:
    read = read_value(printed)
    assert read.kind is Kind.UNREADABLE
    assert [c.value for c in read.candidates] == [Decimal(candidate)]


@pytest.mark.parametrize(
    ("printed", "ambiguous"), [("-5,0", False), ("−5,0", False), ("- 1153,903", True), ("–229312,9", True), ("(150,0)", False)]
)
def test_minus_and_accounting_brackets(printed: str, ambiguous: bool) -> None:
    read = read_value(printed)
    assert read.negative and read.ambiguous_minus is ambiguous
    assert read.number is not None and read.number.value < 0


@pytest.mark.parametrize("printed", ["-", "–", "—", "---", "−", "‐", "‑", "―", "_", "__", "- -", "– –", "-\n-", " - ", "-.", "--"])
def test_dashes_of_any_kind(printed: str) -> None:
    assert read_value(printed).kind is Kind.DASH
    assert is_dash(printed)


@pytest.mark.parametrize("printed", ["х", "x", "Х", "X", "х х", "x*"])
def test_crosses_of_both_scripts(printed: str) -> None:
    assert read_value(printed).kind is Kind.NOT_APPLICABLE


@pytest.mark.parametrize(
    "printed",
    [
        "не передбачено", "Не передбачено.", "не передбачалось", "кошти не передбачені", "не потребує фінансування", "не потребує додаткового фінансування", "Фінансування не потребує",
        "без фінансування", "Без додаткового фінансування", "кошти не виділялись", "кошти не виділялися", "фінансування не здійснювалось", "не фінансувалось", "не профінансовано",
        "не використовувались", "кошти не використано",
        "фінансування відсутнє", "відсутнє фінансування", "видатки не заплановано", "коштів не потребує", "не пот-ребує фінансування", "НЕ ПЕРЕДБАЧЕНО", "немає", "відсутні",
    ],
)  # fmt: skip
def test_words_for_none(printed: str) -> None:
    assert read_value(printed).kind is Kind.NONE_WORDS


@pytest.mark.parametrize(
    "printed",
    [
        "в межах бюджетних призначень", "у межах кошторису", "н/д", "2024р.", "2024-2026р р.", "2024-2026", "12.03.2024", "за рахунок власних коштів", "співфінансування",
        "в межах кошторису, додаткового фінансування не потребує", "рішення № 35 від 12.03.2024", "Виконано", "згідно з кошторисом", "01-03-2021", "протягом року",
    ],
)  # fmt: skip
def test_words_that_give_no_amount_are_a_note(printed: str) -> None:
    read = read_value(printed)
    assert read.kind is Kind.NOTE
    assert read.remark


@pytest.mark.parametrize("printed", ["", "  ", "\n", "\u00a0", "\u200b"])
def test_blank(printed: str) -> None:
    assert read_value(printed).kind is Kind.BLANK


def test_a_count_of_things_is_no_amount_but_keeps_its_number_for_indicators() -> None:
    read = read_value("5 автомобілів")
    assert read.kind is Kind.NOTE
    assert read.number is not None and read.number.value == 5


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("2500,0 тис. грн", "2500.0", Unit.THOUSAND),
        ("2500,0\nтис.грн", "2500.0", Unit.THOUSAND),
        ("2500 тис.", "2500", Unit.THOUSAND),
        ("2500,0 (тис. грн)", "2500.0", Unit.THOUSAND),
        ("1,2 млн грн", "1.2", Unit.MILLION),
        ("12 000,00 грн.", "12000.00", Unit.UAH),
        ("350 грн 50 коп.", "350.50", Unit.UAH),
        ("профінансовано 200,0 тис. грн", "200.0", Unit.THOUSAND),
    ],
)
def test_a_unit_inside_the_cell(printed: str, value: str, unit: Unit) -> None:
    read = read_value(printed)
    assert number(printed) == Decimal(value)
    assert read.unit is unit


def test_several_sums_one_per_source() -> None:
    read = read_value("державний бюджет – 229312,9\nмісцевий бюджет – 120,0\nінші джерела – -")
    assert read.kind is Kind.NUMBER and read.number is None
    assert [(p.label, p.number and p.number.value, p.kind) for p in read.parts] == [
        ("державний бюджет", Decimal("229312.9"), Kind.NUMBER),
        ("місцевий бюджет", Decimal("120.0"), Kind.NUMBER),
        ("інші джерела", None, Kind.DASH),
    ]


@pytest.mark.parametrize(
    ("printed", "labels", "values"),
    [
        ("– 229312,9\n– 350,1", ["", ""], ["229312.9", "350.1"]),
        ("ДБ – 100,0, МБ – 50,0", ["ДБ", "МБ"], ["100.0", "50.0"]),
        ("100,0\n200,0", ["", ""], ["100.0", "200.0"]),
        (
            "субвенція з\nдержавного бюджету\n– 120,5\nмісцевий бюджет\n– 10,0",
            ["субвенція з державного бюджету", "місцевий бюджет"],
            ["120.5", "10.0"],
        ),
        ("- 100,0; - 200,0", ["", ""], ["100.0", "200.0"]),
    ],
)
def test_stacked_sums(printed: str, labels: list[str], values: list[str]) -> None:
    read = read_value(printed)
    assert read.number is None
    assert [p.label for p in read.parts] == labels
    assert [p.number and p.number.value for p in read.parts] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    "printed",
    [
        "100,0\n-",
        "70,0 – МБ\n30,0 – ДБ",
        "100,0\n(державний бюджет)\n50,0\n(місцевий бюджет)",
        "державний бюджет\n-\nмісцевий бюджет\n50,0",
    ],
)
def test_no_sum_of_a_stack_is_lost(printed: str) -> None:
    read = read_value(printed)
    assert read.number is None and len(read.parts) == 2


def test_a_unit_behind_the_last_sum_is_everybodys() -> None:
    assert {p.unit for p in read_value("ДБ – 100,0, МБ – 50,0 тис. грн").parts} == {Unit.THOUSAND}


def test_a_first_sum_that_the_others_add_up_to_is_their_total() -> None:
    read = read_value("300,0\nДБ – 100,0\nМБ – 200,0")
    assert read.number is not None and read.number.value == 300 and len(read.parts) == 2
    assert read_value("300,0\nДБ – 100,0\nМБ – 150,0").kind is Kind.UNREADABLE


@pytest.mark.parametrize(
    "printed",
    ["у 2024 році 100,0", "близько 100,0", "оплата послуг – 100,0\nпридбання – 50,0", "100 тис. грн на ремонт та 50 тис. грн на фарбу"],
)
def test_amounts_hidden_in_words_are_loud(printed: str) -> None:
    assert read_value(printed).kind is Kind.UNREADABLE


@pytest.mark.parametrize(("printed", "count"), [("5,5 км", "5.5"), ("12 шт.", "12"), ("1,2 тис. осіб", "1.2"), ("3 од.", "3")])
def test_measured_quantities_are_no_money(printed: str, count: str) -> None:
    read = read_value(printed)
    assert read.kind is Kind.NOTE
    assert read.number is not None and read.number.value == Decimal(count)


def test_a_scaling_display_format_is_not_overruled() -> None:
    read = read_value("2,5", exact="2500")
    assert read.number is not None and read.number.value == Decimal("2.5")


def test_a_labelled_total_among_sums_is_the_cells_number() -> None:
    read = read_value("Всього: 300,0; державний бюджет - 100,0; місцевий бюджет - 200,0")
    assert read.number is not None and read.number.value == 300
    assert [p.label for p in read.parts] == ["державний бюджет", "місцевий бюджет"]


def test_a_breakdown_in_brackets_leaves_the_number() -> None:
    read = read_value("200,0 (у тому числі: державний – 150,0; місцевий – 50,0)")
    assert read.number is not None and read.number.value == 200
    assert [(p.label, p.number and p.number.value) for p in read.parts] == [("державний", Decimal(150)), ("місцевий", Decimal(50))]
    assert read.remark and "у тому числі" in read.remark


def test_a_single_labelled_sum_is_a_number_that_names_its_source() -> None:
    read = read_value("МБ: 120,0")
    assert read.number is not None and read.number.value == 120
    assert [p.label for p in read.parts] == ["МБ"]


def test_the_stored_number_of_a_spreadsheet_beats_the_rounded_display() -> None:
    read = read_value("2 500,0", exact="2500.04")
    assert read.number is not None
    assert (read.number.value, read.number.decimals) == (Decimal("2500.04"), 2)


@pytest.mark.parametrize(
    ("printed", "percent"),
    [
        ("100%", "100"),
        ("100 %", "100"),
        ("93,28", "93.28"),
        ("66,2\n7%", "66.27"),
        ("53,0\n0 %", "53.00"),
        ("в 1,9 р.б.", "190"),
        ("у 2 рази більше", "200"),
        ("1,9 рази", "190"),
        ("0", "0"),
        ("(83,1%)", "83.1"),
    ],
)
def test_percents(printed: str, percent: str) -> None:
    read = read_percent(printed)
    assert read.number is not None and abs(read.number.value) == Decimal(percent)


def test_a_stored_fraction_shown_as_percent() -> None:
    read = read_percent("93 %", exact="0.9328")
    assert read.number is not None and read.number.value == Decimal("93.28")


def test_intervals_follow_the_printed_precision() -> None:
    assert interval(Number(Decimal("243.5"), 1, "243,5"), Decimal(1000)) == (Decimal("243450"), Decimal("243550"))
    assert interval(Number(Decimal("75"), 0, "75")) == (Decimal("74.5"), Decimal("75.5"))
    assert truncation_interval(Number(Decimal("22.8"), 1, "22,8")) == (Decimal("22.8"), Decimal("22.9"))
    assert percent_interval(Number(Decimal("22.8"), 1, "22,8")) == (Decimal("22.75"), Decimal("22.9"))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("тис. грн", Unit.THOUSAND), ("тис.грн.", Unit.THOUSAND), ("тис. гривень", Unit.THOUSAND), ("тисяч гривень", Unit.THOUSAND), ("(тис.грн)", Unit.THOUSAND),
        ("Обсяг фінансування, тис. грн", Unit.THOUSAND), ("тис .грн", Unit.THOUSAND), ("тиc. гpн", Unit.THOUSAND), ("тис. гри-\nвень", Unit.THOUSAND), ("т.грн", Unit.THOUSAND),
        ("Обсяг (тис.)", Unit.THOUSAND), ("ТИС. ГРН", Unit.THOUSAND), ("грн", Unit.UAH), ("гривень", Unit.UAH), ("грн. коп.", Unit.UAH), ("у гривнях", Unit.UAH),
        ("сума (гривня)", Unit.UAH), ("млн. грн", Unit.MILLION), ("млн.грн", Unit.MILLION), ("мільйонів гривень", Unit.MILLION), ("Одиниця виміру: тис. грн", Unit.THOUSAND),
        ("тис. гон", Unit.THOUSAND), ("тпис. гривень", Unit.THOUSAND), ("План, гривень", Unit.UAH), ("Стис. грн)", Unit.THOUSAND),
        ("тис. ₴", Unit.THOUSAND), ("План, тис. UAH", Unit.THOUSAND), ("тис. гр.", Unit.THOUSAND),
        ("Одиниця виміру: гривня", Unit.UAH), ("₴", Unit.UAH), ("кошт. грн", Unit.UAH), ("тис. «гривень", Unit.THOUSAND), ("тис. грам", None),
        ("тис. осіб", None), ("тис. грам", None), ("осіб", None), ("гривня — валюта України", None), ("Програма", None), ("%", None), ("тис. кв. м", None), ("", None),
    ],
)  # fmt: skip
def test_units(text: str, unit: Unit | None) -> None:
    assert read_unit(text) is unit


def printed_numbers() -> st.SearchStrategy[tuple[Decimal, str]]:
    """Amounts printed in every unambiguous way."""

    def show(value: int, decimals: int, group: str, mark: str) -> tuple[Decimal, str]:
        amount = Decimal(value).scaleb(-decimals)
        text = f"{amount:,.{decimals}f}".replace(",", "§").replace(".", mark).replace("§", group)
        return amount, text

    return st.builds(
        show, st.integers(0, 10**13), st.integers(0, 3), st.sampled_from(["", " ", "\u00a0", "\u202f", "'"]), st.sampled_from([",", "."])
    )


@given(printed_numbers())
def test_printing_and_reading_round_trip(case: tuple[Decimal, str]) -> None:
    amount, text = case
    read = read_value(text)
    assert read.kind is Kind.NUMBER and read.number is not None
    assert read.number.value == amount and not read.repaired


@given(printed_numbers(), st.sampled_from(["тис. грн", "грн", "%", "*", ""]))
def test_what_follows_a_number_never_changes_it(case: tuple[Decimal, str], tail: str) -> None:
    amount, text = case
    read = read_value(f"{text} {tail}")
    assert read.number is not None and read.number.value == amount


@given(st.text(max_size=30))
def test_any_text_has_a_kind_and_never_raises(text: str) -> None:
    read = read_value(text)
    assert read.kind in Kind
    read_percent(text)
    read_unit(text)


@given(st.text(alphabet="0123456789 ,.\nОЗб-–?", min_size=1, max_size=12))
def test_a_number_is_made_of_the_digits_that_stand_there(text: str) -> None:
    """No reading invents or drops a digit (look-alike letters stand for theirs)."""
    read = read_value(text)
    if read.kind is Kind.NUMBER and read.number is not None and not read.parts:
        shown = "".join(c for c in text.translate(str.maketrans("ОЗб", "036")) if c.isdigit())
        kept = f"{abs(read.number.value):f}".replace(".", "")
        assert kept.lstrip("0") == shown.lstrip("0")


def test_plain_numbers_and_broken_ones() -> None:
    assert plain_number("12,3,4") is None
    assert read_number("12,3,4").number is None


def test_a_number_that_ends_in_a_comma_is_told() -> None:
    value = read_value("1300,")
    assert (value.number is not None and value.number.value, value.repaired) == (1300, True)


def test_amounts_with_their_thousands_apart_below_each_other_are_never_one_number() -> None:
    read = read_value("794 058\n1 153 691")
    assert (read.number, read.candidates) == (None, ())
    assert [part.number and part.number.value for part in read.parts] == [Decimal("794058"), Decimal("1153691")]


@pytest.mark.parametrize(
    ("text", "value"),
    [("₴ 125 000,00", "125000.00"), ("50,0+25,5=75,5", "75.5"), ("100,0 + 20,0 = 120,0", "120.0"), ("118,4 / 98,7%", "118.4")],
)
def test_a_sum_told_with_more_than_its_digits(text: str, value: str) -> None:
    read = read_value(text)
    assert read.number is not None and str(read.number.value) == value


@pytest.mark.parametrize("text", ["50,0+25,5=80,0", "50,0+25,5", "118,4 / 98,7"])
def test_what_has_no_one_reading_is_not_read(text: str) -> None:
    assert read_value(text).kind is Kind.UNREADABLE


def test_a_sum_and_a_percent_are_no_percent() -> None:
    assert read_percent("118,4 / 98,7%").kind is Kind.UNREADABLE


@pytest.mark.parametrize(("text", "amount"), [("1 О3О,5", "1030.5"), ("350 OOO", "350000"), ("12 О3О", "12030")])
def test_os_for_zeros_in_a_group_of_their_own_are_digits(text: str, amount: str) -> None:
    value = read_value(text)
    assert (value.number is not None and value.number.value, value.repaired) == (Decimal(amount), True)


@pytest.mark.parametrize("text", ["350 ООО «Ромашка»", "12 ОО", "1 ОО3"])
def test_os_that_make_no_group_of_three_digits_are_none(text: str) -> None:
    assert not read_value(text).repaired

"""One report's habits of writing: wordings, forms and places that stay the same through the report."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.generator.money import MoneyStyle, PercentStyle

UNIT_WORDS = {
    "тис": ("тис. грн", "тис.грн", "тис. грн.", "тис. гривень", "тис.грн."),
    "грн": ("грн", "гривень", "грн.", "грн. коп."),
    "млн": ("млн. грн", "млн грн"),
}


@dataclass
class Style:
    """All choices. ``unit_place``: header, upper, brackets, above, line, heading, cell."""

    money: MoneyStyle = field(default_factory=MoneyStyle)
    percent: PercentStyle = field(default_factory=PercentStyle)
    unit_words: str = "тис. грн"
    unit_place: str = "header"
    year_form: str = "{} рік"
    section_form: str = "number_cell"
    """rozdil, number_cell, priority, plain, task, dotted, paragraph, column, none."""
    paragraph_form: str = "rozdil"
    """How a section that is a paragraph is worded."""
    cyrillic_roman: bool = False
    arabic_sections: bool = False
    number_form: str = "column"
    """column («1.1.» in its own cell), text (in the title), plain (1, 2, 3), none."""
    number_dot: bool = True
    label_span: str = "merged"
    """Where a total's label stands: merged, measure, first."""
    subtotals: bool = True
    totals: str = "last"
    """last, first, none."""
    whole_total: bool = False
    """A last line whose one merged cell spans all years."""
    total_word: str = "Всього"
    breakdown: bool = False
    """Source lines under the grand total."""
    column_numbers: bool = False
    term_form: str = "{a}-{b} роки"
    source_names: dict[str, str] = field(default_factory=dict)
    quotes: bool = False
    info_of_nothing: str = ""
    mangle: float = 0.0
    """How likely a header word is hyphenated, misspelt or typed with look-alikes."""
    subtotal_decimals: int | None = None
    deviation_sign: int = 1
    percent_only_total: bool = False
    apostrophe: str = "'"
    quote_marks: tuple[str, str] = ("«", "»")
    task_number: bool = False
    """The number column holds the section's number beside its first measure, whose own number stands in its title."""
    executor_merged: bool = False
    oddities: float = 0.0
    """How likely a sum carries a footnote star, a remark in brackets, or a line break."""
    total_last: bool = False
    """Among sub-rows the one for all sources stands last."""
    header_again: bool = False
    """The header is repeated within the table, as after a page break."""


SOURCE_WORDS = {
    "total": ("усього", "Всього", "разом", "Усього"),
    "state": ("державний бюджет", "субвенція з державного бюджету", "Державний бюджет", "кошти державного бюджету"),
    "oblast": ("обласний бюджет", "Обласний бюджет", "кошти обласного бюджету"),
    "district": ("районний бюджет", "Районний бюджет"),
    "local": ("місцевий бюджет", "бюджет територіальної громади", "Місцевий бюджет", "бюджет громади", "міський бюджет"),
    "other": ("інші джерела", "інші кошти", "Інші джерела", "кошти підприємств", "кошти небюджетних джерел", "грантові кошти"),
}


def draw_money(rng: random.Random) -> tuple[MoneyStyle, str]:
    """A way of writing sums and the unit's words."""
    unit = rng.choices(("тис", "грн", "млн"), (70, 24, 6))[0]
    decimals = {"тис": rng.choice((1, 1, 2, 2, 3, 3, 5)), "грн": rng.choice((0, 2, 2)), "млн": rng.choice((3, 4))}[unit]
    point = "." if unit == "грн" and decimals == 2 and rng.random() < 0.3 else ","
    grouping = rng.choice(("", "", " ", "\u00a0")) if point == "," else rng.choice(("", " "))
    money = MoneyStyle(
        unit=unit,
        decimals=decimals,
        trim=unit == "тис" and rng.random() < 0.35,
        grouping=grouping,
        point=point,
        dash=rng.choice(("-", "-", "–", "—", "---", "−")),
        nothing=rng.choices(("dash", "zero", "blank", "words"), (55, 25, 12, 8))[0],
        unneeded=rng.choices(("dash", "zero", "words"), (70, 20, 10))[0],
        words=rng.choice(("не передбачено", "не потребує фінансування", "без фінансування", "не потребує додаткового фінансування")),
        actual_words=rng.choice(("кошти не виділялись", "фінансування не здійснювалось", "без фінансування")),
        later=rng.choice(("dash", "dash", "blank")),
    )
    return money, rng.choice(UNIT_WORDS[unit])


def draw_style(rng: random.Random) -> Style:
    """A style with every free choice drawn; shapes narrow it afterwards."""
    money, words = draw_money(rng)
    style = Style(
        money=money,
        percent=PercentStyle(
            rng.choice((0, 1, 1, 2, 2)),
            rng.random() < 0.15,
            rng.choice(("%", " %", "", "")),
            rng.random() < 0.3,
            rng.choice(("dash", "zero", "blank")),
        ),
        unit_words=words,
        unit_place=rng.choices(("header", "upper", "brackets", "above", "line", "heading", "cell"), (35, 10, 15, 20, 7, 7, 6))[0],
        year_form=rng.choice(("{} рік", "{}", "{} р.", "{}р.", "{} рік")),
        section_form=rng.choice(
            ("rozdil", "rozdil", "number_cell", "number_cell", "priority", "plain", "task", "dotted", "paragraph", "column")
        ),
        paragraph_form=rng.choice(("rozdil", "priority", "task", "dotted", "rozdil")),
        cyrillic_roman=rng.random() < 0.4,
        arabic_sections=rng.random() < 0.2,
        number_form=rng.choice(("column", "column", "column", "text", "plain", "none")),
        number_dot=rng.random() < 0.6,
        label_span=rng.choice(("merged", "merged", "measure", "first")),
        subtotals=rng.random() < 0.7,
        totals=rng.choice(("last", "last", "last", "last", "first", "none")),
        total_word=rng.choice(("Всього", "Усього", "Разом", "ВСЬОГО", "УСЬОГО")),
        column_numbers=rng.random() < 0.2,
        term_form=rng.choice(("{a}-{b} роки", "{a}-{b}", "{a}–{b} рр.", "{a}-{b}р.р.", "{a} - {b} роки", "{a}-{b}рр.")),
        quotes=rng.random() < 0.3,
        info_of_nothing=rng.choice(("", "", "-", "---")),
        mangle=rng.choice((0.0, 0.0, 0.06, 0.15)),
        deviation_sign=rng.choice((1, -1)),
        source_names={s: rng.choice(words_) for s, words_ in SOURCE_WORDS.items()},
        header_again=rng.random() < 0.08,
        apostrophe=rng.choice(("'", "'", "’", "ʼ", "`")),
        quote_marks=rng.choice((("«", "»"), ("«", "»"), ("«", "»"), ("„", "”"), ("“", "”"), ('"', '"'))),
        task_number=rng.random() < 0.5,
        executor_merged=rng.random() < 0.12,
        oddities=rng.choice((0.0, 0.0, 0.0, 0.04)),
        total_last=rng.random() < 0.35,
    )
    if rng.random() < 0.08 and money.unit == "тис" and money.decimals in (2, 3) and not money.trim:
        style.subtotal_decimals = 1
    if style.unit_place == "cell":
        style.money = MoneyStyle(**{**money.__dict__, "suffix": " " + style.unit_words})
    return style

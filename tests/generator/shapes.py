"""The layouts of field notes: each says what its columns, rows and sub-rows are."""

from __future__ import annotations

from collections.abc import Callable

from tests.generator.columns import CTX, Context, Head, Leaf
from tests.generator.layout import Layout, Maker


def flat(m: Maker) -> Layout:
    heads = m.text_heads()
    heads.append(Head(m.money(m.words("planned"), True), Leaf("planned")))
    heads.append(Head(m.money(m.words("actual"), True), Leaf("actual")))
    return Layout(heads + m.deviation() + m.percent() + m.information())


def flat_source(m: Maker) -> Layout:
    heads = m.text_heads(source=True)
    heads.append(Head(m.money(m.words("planned"), True), Leaf("planned")))
    heads.append(Head(m.money(m.words("actual"), True), Leaf("actual")))
    return Layout(heads + m.percent() + m.information(), one_source=True)


def plans(m: Maker) -> Layout:
    """Several plans and two percents: of the programme, with amendments, by the budget, for a part of the year."""
    heads = m.text_heads()
    part = m.model.period.end.month < 12
    heads.append(Head(m.money(m.words("planned_initial")), Leaf("planned_initial")))
    heads.append(Head(m.money(m.words("planned_changed")), Leaf("planned")))
    if part:
        heads.append(Head(m.money(m.words("planned_period")), Leaf("planned_period")))
    elif m.rng.random() < 0.6:
        heads.append(Head(m.money(m.words("planned_budget")), Leaf("planned_budget")))
    heads.append(Head(m.money(m.words("actual")), Leaf("actual")))
    if part:
        both = [Head(m.words("percent_year"), Leaf("percent")), Head(m.words("percent_period"), Leaf("percent_period"))]
        heads += both if m.rng.random() < 0.5 else both[::-1]
    else:
        heads += m.percent()
    return Layout(heads + m.information())


def spent(m: Maker) -> Layout:
    """Financed and spent side by side."""
    heads = m.text_heads()
    heads.append(Head(m.money(m.words("planned"), True), Leaf("planned")))
    if m.rng.random() < 0.4:
        children = [
            Head(m.rng.choice(("профінансовано", "Профінансовано")), Leaf("actual")),
            Head(m.rng.choice(("використано", "касові видатки", "освоєно")), Leaf("spent")),
        ]
        heads.append(Head(m.money("Фактичне виконання", True), None, children))
    else:
        heads.append(Head(m.money(m.words("financed"), True), Leaf("actual")))
        heads.append(Head(m.money(m.words("spent"), True), Leaf("spent")))
    return Layout(heads + m.information())


def years(m: Maker) -> Layout:
    """Years as sub-columns of plan, actual and percent."""
    heads = m.text_heads()
    for name in ("planned", "actual"):
        heads.append(
            Head(
                m.money(m.words(name).replace(str(m.model.period.year), "").replace("на  рік", ""), True),
                None,
                [Head(m.year(y), Leaf(name, y)) for y in m.years()],
            )
        )
    if m.rng.random() < 0.75:
        heads.append(Head(m.words("percent"), None, [Head(m.year(y), Leaf("percent", y)) for y in m.years()]))
    return Layout(heads + m.information())


def years_outer(m: Maker) -> Layout:
    """Plan and actual as sub-columns of each year."""
    heads = m.text_heads()
    percent = m.rng.random() < 0.5
    for y in m.years():
        children = [Head(m.words("plan_short"), Leaf("planned", y)), Head(m.words("fact_short"), Leaf("actual", y))]
        if percent:
            children.append(Head("%", Leaf("percent", y)))
        heads.append(Head(m.money(m.year(y), True), None, children))
    if m.rng.random() < 0.5:
        at = next(i for i, h in enumerate(heads) if h.children and h.children[0].leaf and h.children[0].leaf.field == "planned")
        heads = heads[:at] + [Head(m.money(m.words("financing"), True), None, heads[at:])]
    return Layout(heads + m.information())


def plan_years(m: Maker) -> Layout:
    """Years of the plan only, one actual; sources as sub-rows; mostly with a column-number row."""
    heads = m.text_heads(term=m.rng.random() < 0.5)
    heads.append(Head(m.words("source"), Leaf("source")))
    columns = [Head(m.year(y), Leaf("planned", y)) for y in m.years()]
    if m.rng.random() < 0.4 and len(columns) > 1:
        columns.insert(0, Head(m.rng.choice(("Усього", "Всього")), Leaf("planned", None)))
    title = m.rng.choice(
        ("Орієнтовні обсяги фінансування", "Орієнтовані обсяги фінансування (вартість)", "Обсяги фінансування")
    ) + m.rng.choice(("", ", у тому числі за роками"))
    heads.append(Head(m.money(title, True), None, columns))
    heads.append(
        Head(
            m.money(f"{m.rng.choice(('Профінансовано', 'Фактично профінансовано', 'Виконано'))} за {m.model.period.year} рік", True),
            Leaf("actual"),
        )
    )
    m.style.column_numbers = m.rng.random() < 0.7
    return Layout(heads + m.information(), source_rows(m))


def plan_years_flat(m: Maker) -> Layout:
    """Years of the plan only, with or without their sum; the actual of the report's year beside them."""
    heads = m.text_heads()
    columns = [Head(m.year(y), Leaf("planned", y)) for y in m.years()]
    if m.rng.random() < 0.5:
        columns.insert(m.rng.choice((0, len(columns))), Head(m.rng.choice(("Усього", "Всього", "Разом")), Leaf("planned", None)))
    title = m.rng.choice(("Орієнтовні обсяги фінансування", "Обсяги фінансування", "Передбачено Програмою")) + m.rng.choice(
        ("", " за роками", ", у тому числі за роками")
    )
    heads.append(Head(m.money(title, True), None, columns))
    heads.append(
        Head(
            m.money(f"{m.rng.choice(('Профінансовано', 'Фактично профінансовано', 'Касові видатки'))} за {m.model.period.year} рік", True),
            Leaf("actual"),
        )
    )
    return Layout(heads + m.information())


def source_rows(m: Maker) -> list[Context]:
    """A sub-row per source, with or without one for all."""
    names = m.style.source_names
    rows = [Context(names[s], source=s) for s in m.model.sources() or ["local"]]
    if len(rows) == 1 and m.rng.random() > 0.3:
        return rows
    total = Context(names["total"], source="total")
    return [*rows, total] if m.style.total_last else [total, *rows]


def sub_sources(m: Maker) -> Layout:
    """One year; a sub-row per source under each measure."""
    heads = m.text_heads(source=True)
    heads.append(Head(m.money(m.words("planned"), True), Leaf("planned")))
    heads.append(Head(m.money(m.words("actual"), True), Leaf("actual")))
    return Layout(heads + m.percent() + m.information(), source_rows(m))


def year_rows(m: Maker) -> Layout:
    """Years as sub-rows, the whole period first; text cells merged down."""
    heads = [*m.text_heads(term=False), Head(m.words("year"), Leaf("year"))]
    heads.append(Head(m.money(m.words("planned").replace(f" на {m.model.period.year} рік", ""), True), Leaf("planned")))
    heads.append(Head(m.money(m.words("actual").replace(f" за {m.model.period.year} рік", ""), True), Leaf("actual")))
    first, last = m.years()[0], m.years()[-1]
    label = m.rng.choice(("Всього", "Усього", f"{first}-{last}", f"{first}–{last} роки"))
    rows = [Context(label, None)] + [Context(m.year(y), y) for y in m.years()]
    return Layout(heads + m.percent() + m.information(), rows)


def source_columns(m: Maker) -> Layout:
    """Sources as sub-columns of plan and actual, two to four header levels."""
    heads = m.text_heads()
    names, sources = m.style.source_names, m.model.sources()
    total = m.rng.random() < 0.8
    deep = m.rng.random() < 0.4

    def columns(name: str) -> list[Head]:
        parts = [Head(names[s], Leaf(name, CTX, s)) for s in sources]
        if total and deep:
            return [
                Head(names["total"], Leaf(name, CTX, "total")),
                Head(m.rng.choice(("у тому числі:", "у т.ч. за джерелами", "в тому числі")), None, parts),
            ]
        return [Head(names["total"], Leaf(name, CTX, "total")), *parts] if total else parts

    if m.rng.random() < 0.2:
        return Layout(heads + by_source(m, ["total", *sources] if total else sources) + m.information())
    amounts = [Head(m.money(m.words(name), True), None, columns(name)) for name in ("planned", "actual")]
    if m.rng.random() < 0.3:
        amounts = [
            Head(
                m.money(m.words("financing"), True),
                None,
                [Head(m.words("plan_short"), None, columns("planned")), Head(m.words("fact_short"), None, columns("actual"))],
            )
        ]
    return Layout(heads + amounts + (m.percent(source="total") if total else []) + m.information())


def by_source(m: Maker, sources: list[str]) -> list[Head]:
    """Plan and actual below each source."""
    pair = (("planned", m.words("plan_short")), ("actual", m.words("fact_short")))
    heads = [Head(m.style.source_names[s], None, [Head(text, Leaf(name, CTX, s)) for name, text in pair]) for s in sources]
    return [Head(m.money(m.words("financing"), True), None, heads)]


def stacked(m: Maker) -> Layout:
    """Several sums in one cell, one per source, with dashes as bullets."""
    heads = m.text_heads()
    if m.rng.random() < 0.6:
        heads.append(Head(m.words("source"), Leaf("source", source="stack")))
    heads.append(Head(m.money(m.words("planned"), True), Leaf("planned", source="stack")))
    heads.append(Head(m.money(m.words("actual"), True), Leaf("actual", source="stack")))
    return Layout(heads + m.information())


def funds(m: Maker) -> Layout:
    """Plan, actual and deviation, each by general fund, special fund and both."""
    heads = m.text_heads()
    triples = (("general", "загальний фонд"), ("special", "спеціальний фонд"), ("total", m.rng.choice(("разом", "усього"))))
    names = ["planned", "actual"] + (["deviation"] if m.rng.random() < 0.7 else [])
    if m.rng.random() < 0.25:
        for fund, text in triples:
            heads.append(
                Head(
                    m.money(text, True),
                    None,
                    [Head(m.words({"planned": "plan_short", "actual": "fact_short"}.get(n, n)), Leaf(n, fund=fund)) for n in names],
                )
            )
        return Layout(heads + m.information())
    for name in names:
        heads.append(Head(m.money(m.words(name), True), None, [Head(text, Leaf(name, fund=fund)) for fund, text in triples]))
    return Layout(heads + m.information())


def section_rows(m: Maker) -> Layout:
    """A row per direction of the programme, nothing below; financed and spent."""
    heads = [
        Head(m.words("number"), Leaf("number")),
        Head(m.rng.choice(("Розділи/Напрями Програми", "Напрями використання бюджетних коштів", "Назва напряму")), Leaf("measure")),
    ]
    heads.append(Head(m.money(m.words("planned"), True), Leaf("planned")))
    heads.append(Head(m.money(m.words("financed"), True), Leaf("actual")))
    heads.append(Head(m.money(m.words("spent"), True), Leaf("spent")))
    return Layout(heads)


def quarters(m: Maker) -> Layout:
    """Quarters as sub-columns of plan and actual, with or without the year's own column."""
    heads = m.text_heads(term=False)
    whole = m.rng.random() < 0.6
    for name in ("planned", "actual"):
        parts = [Head(m.rng.choice((f"{r} квартал",)), Leaf(name, part=i + 1)) for i, r in enumerate(("I", "II", "III", "IV"))]
        if whole:
            parts.insert(m.rng.choice((0, 4)), Head(m.rng.choice(("Рік", "за рік", "Всього за рік")), Leaf(name)))
        heads.append(Head(m.money(m.words(name), True), None, parts))
    return Layout(heads + (m.information() if m.rng.random() < 0.5 else []))


SHAPES: dict[str, Callable[[Maker], Layout]] = {
    f.__name__: f
    for f in (
        flat,
        years,
        plan_years,
        plan_years_flat,
        year_rows,
        source_columns,
        flat_source,
        plans,
        spent,
        years_outer,
        sub_sources,
        stacked,
        funds,
        section_rows,
        quarters,
    )
}

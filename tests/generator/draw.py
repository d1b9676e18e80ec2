"""Draws a model at random: a programme of an invented community, its measures and sums, its decisions and people."""

from __future__ import annotations

import calendar
import random
from datetime import date
from decimal import Decimal

from tests.generator.metadata import cyrillic
from tests.generator.model import FUNDS, SOURCES, Decision, Indicator, Measure, Model, Period, Programme, Section, Sums
from tests.generator.words import COMMUNITIES, DONE, FIRST_NAMES, NO_MONEY, PARTIAL, POSTS, SURNAMES, THEMES, UNDONE, Community, Theme

KINDS = (
    ("Програма", "Програми"),
    ("Програма", "Програми"),
    ("Комплексна програма", "Комплексної програми"),
    ("Цільова програма", "Цільової програми"),
    ("Комплексна цільова програма", "Комплексної цільової програми"),
    ("Місцева програма", "Місцевої програми"),
)

EXTRAS = ("оплата матеріалів", "послуги сторонніх організацій", "перевезення учасників", "виготовлення кошторису")


def draw_programme(rng: random.Random, community: Community, theme: Theme, start: int, end: int) -> Programme:
    """A title in one of the usual builds, in both cases."""
    nom, gen = rng.choice(KINDS)
    years = (
        f"на {start} рік"
        if start == end
        else rng.choice((f"на {start}-{end} роки", f"на {start}–{end} роки", f"на {start} - {end} роки", f"на {start}-{end} рр."))
    )
    form = rng.choice(("tail", "tail", "quoted", "quoted_only", "locative", "plain"))
    names = form in ("tail", "quoted", "locative")
    body = {
        "tail": f"{theme.tail} {community.genitive}",
        "quoted": f"{community.genitive} «{theme.quoted}»",
        "quoted_only": f"«{theme.quoted} {community.land}»",
        "locative": f"{theme.tail} у {community.locative}",
        "plain": f"{theme.tail} {community.land}",
    }[form]
    return Programme(theme, community, start, end, f"{nom} {body} {years}", f"{gen} {body} {years}", names)


def draw_period(rng: random.Random, year: int, whole: bool = False) -> Period:
    """Mostly a year; also nine months, half a year, a quarter."""
    kind = "year" if whole else rng.choices(("year", "nine", "half", "quarter"), (78, 10, 8, 4))[0]
    if kind == "year":
        words = rng.choice(
            (
                f"за {year} рік",
                f"за {year} рік",
                f"за {year} рік",
                f"у {year} році",
                f"упродовж {year} року",
                f"за {year} р.",
                f"за січень-грудень {year} року",
            )
        )
        return Period(year, date(year, 1, 1), date(year, 12, 31), words)
    if kind == "nine":
        return Period(
            year,
            date(year, 1, 1),
            date(year, 9, 30),
            rng.choice((f"за 9 місяців {year} року", f"за дев'ять місяців {year} року", f"за січень-вересень {year} року")),
            kind,
        )
    if kind == "half":
        words = rng.choice(
            (f"за I півріччя {year} року", f"за І півріччя {year} року", f"за перше півріччя {year} року", f"за 6 місяців {year} року")
        )
        return Period(year, date(year, 1, 1), date(year, 6, 30), words, kind)
    q = rng.randint(1, 4)
    roman = cyrillic(("I", "II", "III", "IV")[q - 1], rng)
    end_month = q * 3
    last = date(year, end_month, calendar.monthrange(year, end_month)[1])
    return Period(year, date(year, end_month - 2, 1), last, f"за {roman} квартал {year} року", kind)


def draw_sum(rng: random.Random, quantum: Decimal) -> Decimal:
    """A plan in hryvnias, small sums oftener than large."""
    size = rng.choices((20_000, 120_000, 900_000, 6_000_000, 60_000_000), (30, 35, 22, 10, 3))[0]
    raw = Decimal(rng.randint(size // 10, size))
    if rng.random() < 0.6:
        raw = (raw / (size // 20)).to_integral_value() * (size // 20)
    elif rng.random() < 0.3:
        raw += Decimal(rng.randint(0, 99)) / 100
    return max(quantum, (raw / quantum).to_integral_value() * quantum)


def draw_actual(rng: random.Random, planned: Decimal, quantum: Decimal) -> Decimal:
    """All, some or nothing of the plan."""
    luck = rng.random()
    if luck < 0.27:
        return planned
    if luck < 0.5:
        return Decimal(0)
    return max(quantum, min(planned, (planned * rng.randint(60, 995) / 1000 / quantum).to_integral_value() * quantum))


def draw_base(
    rng: random.Random, years: list[int], sources: list[str], funds: list[str], quantum: Decimal, last: int
) -> dict[tuple[int, str, str], Sums]:
    """Sums of one measure. Now and then a source or year gets nothing."""
    base = {}
    for year in years:
        for source in sources:
            for fund in funds:
                if len(sources) * len(funds) > 1 and rng.random() < 0.25 and (year, source, fund) != (years[0], sources[0], funds[0]):
                    continue
                planned = draw_sum(rng, quantum)
                actual = draw_actual(rng, planned, quantum) if year <= last else Decimal(0)
                used = actual if rng.random() < 0.6 else (actual * rng.randint(500, 999) / 1000 / quantum).to_integral_value() * quantum
                initial = planned if rng.random() < 0.5 else draw_sum(rng, quantum)
                base[year, source, fund] = Sums(planned, actual, used, initial)
    return base


class ModelMaker:
    """Draws one model; ``quantum`` is the smallest sum the report's style can print, so that printed sums add up exactly."""

    def __init__(self, rng: random.Random, quantum: Decimal, needs: set[str]) -> None:
        self.rng, self.quantum, self.needs = rng, quantum, needs

    def make(self, community: Community | None = None, theme: Theme | None = None) -> Model:
        """``needs``: sources, one_source, funds, years, sections, few, initial."""
        rng = self.rng
        community, theme = community or rng.choice(COMMUNITIES), theme or rng.choice(THEMES)
        year = rng.randint(2021, 2025)
        start = year - rng.randint(0, 2)
        end = max(year + rng.randint(0, 2), start + (1 if "years" in self.needs else 0))
        period = draw_period(rng, year, whole="whole" in self.needs)
        programme = draw_programme(rng, community, theme, start, end)
        sources = sorted(rng.sample(SOURCES, rng.randint(2, 4)), key=SOURCES.index) if {"sources", "one_source"} & self.needs else ["local"]
        if {"sources", "one_source"} & self.needs and "local" not in sources:
            sources = [s for s in SOURCES if s == "local" or s in sources]
        sections = self._sections(theme, programme, year, sources)
        return Model(
            programme,
            period,
            sections,
            self._responsible(theme),
            self._signatory(),
            rng.choice(POSTS),
            self._decisions(start, year),
            self._indicators(theme),
        )

    def _sections(self, theme: Theme, programme: Programme, year: int, sources: list[str]) -> list[Section]:
        rng = self.rng
        titles = rng.sample(theme.measures, len(theme.measures))
        plain = "sections" not in self.needs and rng.random() < 0.35
        names: list[str | None] = [None] if plain else [*rng.sample(theme.sections, rng.randint(1, len(theme.sections)))]
        few = 2 if "few" in self.needs else 5
        sections = []
        for name in names:
            count = rng.randint(2 if plain else 1, few + 3 if plain else few)
            measures = [self._measure(titles.pop(), programme, year, sources) for _ in range(min(count, len(titles)))]
            if measures:
                sections.append(Section(name, measures))
        return sections

    def _measure(self, title: str, programme: Programme, year: int, sources: list[str]) -> Measure:
        rng = self.rng
        if rng.random() < 0.06 and "flat_measures" not in self.needs:
            parts = [
                self._measure(f"{title}: {part}", programme, year, sources)
                for part in rng.sample(("перша черга", "друга черга", "проєктні роботи", "авторський нагляд", "обладнання"), 2)
            ]
            if not any(p.children for p in parts):
                return Measure(title, parts[0].executors, programme.start, programme.end, children=parts)
        a = rng.randint(programme.start, year)
        b = rng.randint(max(a, year), programme.end)
        if rng.random() < 0.6:
            a, b = programme.start, programme.end
        executors = rng.choice((", ", ",\n", ", ")).join(rng.sample(programme.theme.bodies, rng.choice((1, 1, 2))))
        mine = [rng.choice(sources)] if "one_source" in self.needs else sources
        years = [y for y in range(programme.start, programme.end + 1) if a <= y <= b]
        base = (
            {}
            if rng.random() < 0.08
            else draw_base(rng, years, mine, list(FUNDS) if "funds" in self.needs else ["general"], self.quantum, year)
        )
        now = [s for (y, _, _), s in base.items() if y == year]
        info = self._info(sum(s.planned for s in now), sum(s.actual for s in now))
        measure = Measure(title, executors, a, b, info, base, source=mine[0] if "one_source" in self.needs else "total")
        if rng.random() < 0.05:
            measure.term_words = rng.choice(("постійно", "Постійно", "протягом року", "щокварталу", "за потреби"))
        if rng.random() < 0.05 and "flat_measures" not in self.needs:
            extras = rng.sample(EXTRAS, 2)
            measure.title += rng.choice((", в тому числі:", ", зокрема:")) + f"\n- {extras[0]};\n- {extras[1]}"
        if not base and rng.random() < 0.25 and "years" not in self.needs:
            measure.note = rng.choice(("в межах кошторисних призначень", "В межах бюджетних призначень", "у межах кошторису"))
        return measure

    def _info(self, planned: Decimal | int, actual: Decimal | int) -> str:
        rng = self.rng
        if not planned:
            return rng.choice((*NO_MONEY, ""))
        if not actual:
            return rng.choice(UNDONE) if rng.random() < 0.8 else ""
        return rng.choice(DONE if actual == planned else PARTIAL) if rng.random() < 0.9 else ""

    def _responsible(self, theme: Theme) -> list[str]:
        if self.rng.random() < 0.12:
            return []
        return self.rng.sample(theme.bodies, self.rng.choice((1, 1, 1, 2)))

    def _signatory(self) -> str:
        rng = self.rng
        if rng.random() < 0.08:
            return ""
        first, last = rng.choice(FIRST_NAMES), rng.choice(SURNAMES)
        return rng.choice((f"{first} {last.upper()}", f"{first} {last.upper()}", f"{first} {last.upper()}", f"{first[0]}. {last.upper()}"))

    def _decisions(self, start: int, year: int) -> list[Decision]:
        rng = self.rng
        if rng.random() < 0.1:
            return []
        suffix = rng.random() < 0.4
        session = rng.randint(2, 24)
        out = []
        on = date(start - 1, rng.randint(9, 12), rng.randint(1, 28))
        for i in range(rng.choice((1, 1, 2, 3))):
            with_session = not suffix and rng.random() < 0.75
            number, printed = self._number(session, suffix)
            out.append(Decision("approval" if not i else "amendment", number, printed, on, session if with_session else None))
            on = date(min(year, on.year + 1), rng.randint(1, 12), rng.randint(1, 28))
            on = on if on > out[-1].on else date(out[-1].on.year + 1, 1, 15)
            session += rng.randint(2, 7)
        return out

    def _number(self, session: int, suffix: bool) -> tuple[str, str]:
        rng = self.rng
        if not suffix:
            plain = str(rng.randint(100, 2400))
            return plain, plain
        form = rng.choice(("{s}-{n}/{r}", "{m}-{r}", "{s}/{n}", "{s}-{n}/{r}"))
        n, m = rng.randint(1, 30), rng.randint(100, 900)
        return form.format(s=session, n=n, m=m, r="VIII"), form.format(s=session, n=n, m=m, r=cyrillic("VIII", rng))

    def _indicators(self, theme: Theme) -> list[Indicator]:
        rng = self.rng
        if rng.random() < 0.45:
            return []
        out = []
        for category, name, unit in theme.indicators:
            planned = Decimal(rng.randint(2, 900)) if unit != "%" else Decimal(rng.randint(20, 100))
            if category == "efficiency":
                planned = Decimal(rng.randint(100, 90_000)) / 100
            actual = (
                planned
                if rng.random() < 0.4
                else (planned * rng.randint(40, 99) / 100).quantize(Decimal("0.01") if category == "efficiency" else Decimal(1))
            )
            out.append(
                Indicator(
                    category,
                    name,
                    unit,
                    planned,
                    actual,
                    "" if actual == planned else rng.choice(("Менша кількість звернень", "Економія коштів", "Безпекова ситуація")),
                )
            )
        return out

"""The lines around the tables: title, approval, executors, term, unit, signature; each with the facts it states."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.generator.model import Decision, Model
from tests.generator.page import Grid, Para, TCell
from tests.generator.style import Style

MONTHS = ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня")
UNITS = (
    "першої",
    "другої",
    "третьої",
    "четвертої",
    "п'ятої",
    "шостої",
    "сьомої",
    "восьмої",
    "дев'ятої",
    "десятої",
    "одинадцятої",
    "дванадцятої",
    "тринадцятої",
    "чотирнадцятої",
    "п'ятнадцятої",
    "шістнадцятої",
    "сімнадцятої",
    "вісімнадцятої",
    "дев'ятнадцятої",
)
TENS = {20: ("двадцятої", "двадцять"), 30: ("тридцятої", "тридцять"), 40: ("сорокової", "сорок"), 50: ("п'ятдесятої", "п'ятдесят")}
CONVOCATION_WORDS = {"VII": "сьомого", "VIII": "восьмого"}


def ordinal(number: int) -> str:
    """«двадцять п'ятої»: the feminine genitive, for «сесії»."""
    if number < 20:
        return UNITS[number - 1]
    tens, unit = number // 10 * 10, number % 10
    return TENS[tens][0] if not unit else f"{TENS[tens][1]} {UNITS[unit - 1]}"


def cyrillic(roman: str, rng: random.Random) -> str:
    """Some of the numeral's letters typed in Cyrillic."""
    return "".join({"I": "І", "X": "Х"}.get(c, c) if rng.random() < 0.7 else c for c in roman)


def day(on: date, rng: random.Random) -> str:
    """A date in one of the usual spellings."""
    return rng.choice(
        (
            f"{on:%d.%m.%Y}",
            f"{on:%d.%m.%Y} р.",
            f"{on:%d.%m.%Y}р.",
            f"{on.day} {MONTHS[on.month - 1]} {on.year} року",
            f"{on:%d.%m.%Y} року",
        )
    )


def decision_words(d: Decision, rng: random.Random, case: str, council: str) -> str:
    """«рішення двадцятої сесії VIII скликання від … № …» in nominative or instrumental («рішенням»)."""
    noun = {"nom": "рішення", "ins": "рішенням", "gen": "рішення"}[case]
    number = rng.choice((f"№{d.printed}", f"№ {d.printed}", f"№ {d.printed}"))
    who = ""
    if d.session is not None:
        session = rng.choice((ordinal(d.session), ordinal(d.session), f"{d.session}", f"{d.session}-ї"))
        roman = rng.choice((d.convocation, cyrillic(d.convocation, rng), CONVOCATION_WORDS[d.convocation]))
        who = f" {session} сесії {roman} скликання" if rng.random() < 0.7 else f" {session} сесії {council} {roman} скликання"
    elif rng.random() < 0.6:
        who = f" {council}"
    return f"{noun}{who} від {day(d.on, rng)} {number}"


@dataclass
class Front:
    """Paragraphs before the table and after it, and the facts they state."""

    before: list[Para] = field(default_factory=list)
    after: list[Para | Grid] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def spaced(text: str) -> str:
    """«З В І Т»"""
    return " ".join(text)


class FrontMaker:
    """Draws the header lines and the signature of one report."""

    def __init__(self, rng: random.Random, model: Model, style: Style, period_in_title: bool = True) -> None:
        self.rng, self.model, self.style = rng, model, style
        self.period_in_title = period_in_title
        self.inside = rng.random() < 0.25 and len(model.decisions) == 1
        self.front = Front()
        p, period = model.programme, model.period
        self.front.facts = {
            "community": p.community.nominative if p.names_community else None,
            "programme": p.nominative,
            "programme_start_year": p.start,
            "programme_end_year": p.end,
            "report_year": period.year,
            "period_start": period.start.isoformat(),
            "period_end": period.end.isoformat(),
            "responsible_executors": [],
            "signatory": None,
            "decisions": [],
        }

    def make(self) -> Front:
        """All of it."""
        self._stamp()
        self._title()
        if self.model.decisions:
            self.front.facts["decisions"] = [
                {"role": d.role, "number": d.number, "decided_on": d.on.isoformat(), "session": d.session, "convocation": d.convocation}
                for d in self.model.decisions
            ]
            if not self.inside:
                self._approval()
        self._responsible()
        self._term()
        self._unit()
        self._signature()
        return self.front

    def _say(self, text: str, align: str = "left", bold: bool = False) -> None:
        self.front.before.append(Para(text, align, bold))

    def _stamp(self) -> None:
        if self.rng.random() > 0.3:
            return
        council = self.model.programme.community.council
        if self.rng.random() < 0.6:
            self._say(f"Додаток {self.rng.randint(1, 9)}\nдо рішення {council}\nвід ____________ № ______", "right")
        else:
            self._say(
                f"Додаток\nдо рішення сесії {council}\nвід {date(self.model.period.year + 1, 2, 20):%d.%m.%Y} № {self.rng.randint(2000, 2999)}",
                "right",
            )

    def _title(self) -> None:
        rng, p = self.rng, self.model.programme
        tail = f"виконання {p.genitive}"
        period = f" {self.model.period.words}" if self.period_in_title else ""
        inner = bool(period) and not self.inside and rng.random() < 0.15
        if inner:
            tail, period = f"виконання{period} {p.genitive}", ""
        if self.inside:
            tail += f", затвердженої {decision_words(self.model.decisions[0], rng, 'ins', p.community.council)}{rng.choice(('', ' (зі змінами)'))}"
        form = rng.choice(("report", "report", "report", "info", "letters", "one", "caps", "early"))
        if form == "one":
            self._heading(f"Звіт про {tail}{period}")
        elif form == "caps":
            self._heading("ЗВІТ")
            self._heading(f"ПРО РЕЗУЛЬТАТИ {tail.upper()}{period.upper()}")
        elif form == "early" and period:
            self._heading(f"ЗВІТ{period}")
            self._heading(f"про {rng.choice(('стан ', 'результати ', ''))}{tail}")
        else:
            head = {"info": "ІНФОРМАЦІЯ", "letters": spaced(rng.choice(("ЗВІТ", "ІНФОРМАЦІЯ")))}.get(form, "ЗВІТ")
            about = {"З": rng.choice(("про результати", "про", "про стан", "щодо")), "І": rng.choice(("про хід", "про стан"))}[head[0]]
            self._heading(head)
            self._heading(f"{about} {tail}")
            if period:
                self._heading(period.strip())

    def _heading(self, text: str) -> None:
        """A title's paragraph; a long one is broken by hand, over lines or over paragraphs."""
        rng = self.rng
        if len(text) > 60 and rng.random() < 0.5:
            places = [i for i, c in enumerate(text) if c == " " and 25 < i < len(text) - 4]
            for at in sorted(rng.sample(places, min(len(places), rng.choice((1, 2))))):
                text = text[:at] + "\n" + text[at + 1 :]
        if "\n" in text and rng.random() < 0.5:
            for line in text.split("\n"):
                self._say(line, "center", True)
        else:
            self._say(text, "center", True)

    def _approval(self) -> None:
        rng, council = self.rng, self.model.programme.community.council
        first, *rest = self.model.decisions
        form = rng.choice(("long", "long", "colon", "past", "bare"))
        if form == "bare" and first.session is not None:
            form = "long"
        if form == "long":
            text = f"Дата і номер рішення, яким затверджена Програма та зміни до неї: {decision_words(first, rng, 'nom', council)}"
        elif form == "colon":
            text = f"Програма затверджена: {decision_words(first, rng, 'nom', council)}"
        elif form == "bare":
            text = f"Дата і номер рішення, яким затверджена Програма: {first.on:%d.%m.%Y} № {first.printed}"
        else:
            text = f"Програму затверджено {decision_words(first, rng, 'ins', council)}"
        for i, d in enumerate(rest):
            text += (", зі змінами, внесеними " if not i else ", ") + decision_words(d, rng, "ins", council)
        self._say(text + rng.choice((".", "")))

    def _responsible(self) -> None:
        model, rng = self.model, self.rng
        if not model.responsible:
            return
        self.front.facts["responsible_executors"] = list(model.responsible)
        label = rng.choice(("Відповідальний виконавець Програми:", "Відповідальний виконавець:", "Відповідальні виконавці Програми:"))
        value = ", ".join(model.responsible)
        if rng.random() < 0.3:
            self._say(label)
            self._say(value)
        else:
            self._say(f"{label} {value}")
        if rng.random() < 0.2:
            self._say(f"Співвиконавці Програми: {rng.choice(model.programme.theme.bodies)}, старости округів")

    def _term(self) -> None:
        p, rng = self.model.programme, self.rng
        if rng.random() < 0.3 and str(p.start) in p.nominative:
            return
        years = (
            str(p.start)
            if p.start == p.end
            else rng.choice((f"{p.start}-{p.end}р.р.", f"{p.start}-{p.end} роки", f"{p.start} – {p.end} роки", f"{p.start}-{p.end}рр."))
        )
        self._say(f"{rng.choice(('Строк', 'Термін'))} реалізації Програми: {years}{' рік' if p.start == p.end else ''}")

    def _unit(self) -> None:
        place, words = self.style.unit_place, self.style.unit_words
        heading = self.rng.choice(
            ("Виконання заходів Програми", "Стан виконання заходів", "Фінансування та виконання заходів Програми", "")
        )
        if place == "heading":
            self._say(f"{heading or 'Виконання заходів Програми'} ({words})", "center", True)
        elif heading:
            self._say(heading, "center", True)
        if place == "above":
            self._say(self.rng.choice((f"({words})", words, f"{words}")), "right")
        elif place == "line":
            self._say(f"Одиниця виміру: {words}")

    def _signature(self) -> None:
        model, rng = self.model, self.rng
        if not model.signatory:
            return
        self.front.facts["signatory"] = model.signatory
        post = list(model.post)
        form = rng.choice(("line", "next", "table"))
        if form == "table":
            grid = Grid(1, 2, [TCell("\n".join(post), 0, 0), TCell(model.signatory, 0, 1)], widths=[3, 2], ruled=False)
            self.front.after.append(grid)
        elif form == "line":
            self.front.after += [Para(text) for text in post[:-1]]
            self.front.after.append(Para(f"{post[-1]}\t\t\t{model.signatory}"))
        else:
            self.front.after += [Para(text) for text in post] + [Para(""), Para(model.signatory, rng.choice(("left", "right")))]

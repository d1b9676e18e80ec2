"""Model and style → the table's lines: sections, measures, parents, subtotals, totals, numbered as the style has it."""

from __future__ import annotations

from tests.generator.columns import Context, Line
from tests.generator.model import Measure, Model
from tests.generator.style import Style

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
CYRILLIC = str.maketrans({"I": "І", "X": "Х"})


def section_words(style: Style, index: int, name: str) -> tuple[tuple[str | None, str], str, str, bool]:
    """((number, name) of the truth, printed number, printed text, is the number scored) of section ``index`` (from 0)."""
    roman = str(index + 1) if style.arabic_sections else ROMAN[index]
    shown = roman.translate(CYRILLIC) if style.cyrillic_roman else roman
    if style.quotes:
        name = f"«{name}»"
    form = style.paragraph_form if style.section_form == "paragraph" else style.section_form
    if form == "number_cell":
        roman = ROMAN[index]
        return (roman, name), roman.translate(CYRILLIC) if style.cyrillic_roman else roman, name, True
    if form == "rozdil":
        return (roman, name), "", f"Розділ {shown}. {name}", True
    if form == "dotted":
        roman = ROMAN[index]
        return (roman, name), "", f"{roman.translate(CYRILLIC) if style.cyrillic_roman else roman}. {name}", True
    if form == "priority":
        text = f"Пріоритетне завдання {index + 1}. {name}"
        return (None, text), "", text, True
    if form == "task":
        text = f"Завдання {index + 1}. {name}"
        return (None, text), "", text, False
    return (None, name), "", name, True


class Liner:
    """Turns a model into lines; one pass, in reading order."""

    def __init__(self, model: Model, style: Style, one_source: bool = False) -> None:
        self.model, self.style = model, style
        self.one_source = one_source
        self.lines: list[Line] = []
        self.in_row = style.section_form in ("number_cell", "rozdil", "dotted", "priority", "task", "plain")

    def all(self) -> list[Line]:
        """The lines of the whole table."""
        for index, section in enumerate(self.model.sections):
            self._section(index, section.name, section.measures)
        totals = self._totals()
        if self.style.totals == "first":
            return totals + self.lines
        return self.lines + totals

    def _section(self, index: int, name: str | None, measures: list[Measure]) -> None:
        style = self.style
        truth: tuple[str | None, str] | None = None
        printed, scored = "", True
        if name is not None and style.section_form != "none":
            truth, number, printed, scored = section_words(style, index, name)
            if self.in_row:
                whole = style.section_form != "number_cell" or style.quotes
                self.lines.append(Line("section", name, printed, printed_number=number, section=truth, whole=whole, section_scored=scored))
            elif style.section_form == "paragraph":
                self.lines.append(Line("break", name, printed, section=truth, section_scored=scored))
        start = len(self.lines)
        for i, measure in enumerate(measures):
            prefix = f"{index + 1}." if truth is not None and style.number_form != "plain" else ""
            self._measure(measure, f"{prefix}{i + 1}", truth, scored)
        for line in self.lines[start:]:
            line.section_printed = printed if line is self.lines[start] else ""
        if truth is not None and style.subtotals:
            self.lines.append(self._subtotal(index, name or "", truth, scored, measures))

    def _subtotal(self, index: int, name: str, truth: tuple[str | None, str], scored: bool, measures: list[Measure]) -> Line:
        word = self.style.total_word
        number = truth[0]
        if number is not None:
            shown = number.translate(CYRILLIC) if self.style.cyrillic_roman else number
            label = (
                f"{word} по розділу {shown} {truth[1] if truth[1].startswith('«') else '«' + truth[1] + '»'}",
                f"{word} за розділом {shown}",
                f"{word} по розділу {shown}",
            )[index % 1 + len(name) % 3]
        else:
            label = (f"{word} по завданню" if self.style.section_form == "task" else f"{word} за напрямом", f"{word} по розділу")[0]
        members = [leaf for m in measures for leaf in m.leaves()]
        return Line("subtotal", label, label, section=truth, section_scored=scored, members=members)

    def _measure(self, measure: Measure, number: str, section: tuple[str | None, str] | None, scored: bool) -> None:
        style = self.style
        number = measure.number or number
        form = style.number_form
        printed_number, title, truth_number = "", measure.title, None
        if form in ("column", "plain"):
            printed_number, truth_number = number + ("." if style.number_dot else ""), number
        elif form == "text":
            if style.task_number and section is not None and number.endswith(".1") and number.count(".") == 1:
                printed_number = number.split(".")[0] + "."
            title, truth_number = f"{number}.{' ' if style.number_dot else ''}{measure.title}", number
        kind = "subtotal" if measure.children else "measure"
        line = Line(
            kind,
            measure.title,
            title,
            truth_number,
            printed_number,
            section,
            "",
            scored,
            measure.leaves(),
            measure.executors,
            (measure.start, measure.end),
            measure.info or style.info_of_nothing,
            measure.note,
            measure.source if self.one_source else "total",
        )
        line.term_words = measure.term_words
        line.kpkvk = self.model.programme.theme.kpkvk if kind == "measure" else ""
        if kind == "subtotal":
            line.executors, line.info, line.term = "", "", None
        self.lines.append(line)
        for i, child in enumerate(measure.children):
            self._measure(child, f"{number}.{i + 1}", section, scored)

    def _totals(self) -> list[Line]:
        style, model = self.style, self.model
        if style.totals == "none":
            return []
        lines = []
        word = style.total_word
        label = f"{word} по Програмі" if len(model.sections) % 2 else f"{word} за Програмою"
        if word.isupper():
            label = label.upper()
        if style.whole_total:
            per_year = (
                f"{word} по розділах I-{ROMAN[len(model.sections) - 1]}"
                if style.subtotals and len(model.sections) > 1 and model.sections[0].name
                else f"{word} за роками"
            )
            lines.append(Line("total", per_year, per_year, members=model.leaves()))
            lines.append(Line("total", label, label, members=model.leaves(), whole=True))
        else:
            short = style.total_word + ":"
            text = short if style.section_form == "none" and not style.subtotals else label
            lines.append(Line("total", text, text, members=model.leaves()))
        return lines


def breakdown(style: Style, total: Line, sources: list[str]) -> list[Line]:
    """«у тому числі:» under a total, then a line per source: records of the total, by source."""
    out = [Line("label", "", "у тому числі:")]
    for source in sources:
        total.group = 999
        line = Line("total", total.title, style.source_names[source], members=total.members, group=999)
        line.contexts = [Context("", source=source)]
        out.append(line)
    return out

"""What the running text gives as financed or planned for the whole programme against the table's total, or the sum of its measures.

A sentence speaks of the whole programme only where nothing but the programme, the period, the money and its verb stands before the amount:
«У 2024 році на заходи Програми профінансовано 2 216,1 тис. грн». Any other word («на придбання генераторів», «заборгованість», «з них») makes it
a part of the whole or another matter, and ends the reading of that sentence. One amount of the table is enough to be quiet: a section's sum or
one measure's may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from normalize.audit.intervals import COLUMNS, Interval, Rows, about, key_of, meet, middle, money, printed
from normalize.audit.narrative import Spoken, spoken_amounts
from normalize.dates import MONTH, MONTH_STEMS
from normalize.periods import periods_in
from normalize.records import Check, Finding, Fund, FundingRecord, Report, RowKind, Source, State, Verdict
from normalize.text import clean, fold

_RULE = "narrative_amount"
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?…;])\s+(?=[А-ЯІЇЄҐ«])|(?<=[)»%][.;])\s+(?=[А-ЯІЇЄҐ«])|(?<=;)\s+")
_PAID = re.compile(
    r"профінансов|фінансувал|використ|освоє|витрач|спрямов|перерах|виділ|видатк|сплач|оплач|фактичн|виконання програми.*(?:станов|склад?[лв])"
)
_MEANT = re.compile(r"заплан|передбач|планов|\bплан")
# Words that leave a sentence about the whole: the period, the programme, its money, the verbs
_PLAIN = re.compile(
    r"(?:[увзі]|на|за|із|зі|по|до|від|при|що|та|як|або|це|є|про|бул[аоиі]|був|рік|рок[уи]|році|рр?|звітн\w+|поточн\w+|період\w*|протягом|[ву]продовж|квартал\w*|півріч\w+"
    r"|місяц\w+|дев'ят\w*|шість|три|[ivxіх]+|(?:" + "|".join(MONTH_STEMS) + r")\w*|станом|підсумк\w+"
    r"|програм[аиіуою]+|заход\w+|виконанн\w+|реалізац\w+|фінансуванн\w+|фінансов\w+|впровадженн\w+|здійсненн\w+|рамк\w+|меж\w+|цільов\w+|комплексн\w+|міськ\w+|селищн\w+"
    r"|сільськ\w+|місцев\w+|бюджет\w*|громад[аиіуою]+|територіальн\w+|рахунок|кошт\w*|сум\w*|обся[гз]\w*|розмір\w*|загальн\w+|загалом|всього|усього|разом|цілому|всіх"
    r"|усіх|фактичн\w+|касов\w+|склал\w*|склав|станов\w+|дорівню\w+|[\w'-]+[сзц]ьк(?:ої|ій|а|у)|тис|млн|грн|гривень|коп"
    r"|профінансован\w*|фінансувал\w+|використан\w*|освоєн\w*|витрачен\w*|спрямован\w*|перерахован\w*|виділен\w*|видат\w+|сплачен\w*|оплачен\w*"
    r"|заплан\w+|передбач\w+|план\w*)"
)
_PLURAL = re.compile(r"програм(?![а-яіїєґ])|програмам|програмах")
_IN_ALL = re.compile(r"загалом|[ву]сього|разом|[ву] цілому|загальн")
_NO_PART = re.compile(r"(?:\d\d?\.\d\d?\.)?20\d\d|\d+(?:[.,]\d+)?\s?%|\d\d?(?=\s(?:місяц|квартал|" + MONTH + r"))")
_OWN_SOURCE = re.compile(r"бюджет")


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check each amount that the narrative gives for the whole programme."""
    checks: list[Check] = []
    findings: list[Finding] = []
    total = _total(report)
    if total is None:
        return [], []
    known = list(_known(report))
    for spoken, column in _spoken(report):
        goal = _whole(report, column)
        if goal is None:
            continue
        low, high, value, *_ = spoken
        hit = any(meet((low, high), interval) for interval in known)
        verdict = Verdict.CONSISTENT if hit else Verdict.INCONSISTENT
        checks.append(Check(_RULE, verdict, report.ordinal, total.key, column, *goal, found=value))
        if not hit:
            findings.append(about(_RULE, report, total, {}, money(middle(goal)), money(value)))
    return checks, findings


def _total(report: Report) -> FundingRecord | None:
    """The record to point at: the programme's total of the report's year, else its first measure of that year."""
    mine = [r for r in report.funding if r.year == report.report_year]
    totals = [r for r in mine if r.row_kind is RowKind.TOTAL]
    plain = [r for r in totals if r.source is Source.TOTAL and r.fund is Fund.TOTAL]
    return next(iter([*plain, *totals, *(r for r in mine if r.row_kind is RowKind.MEASURE)]), None)


def _whole(report: Report, column: str) -> Interval | None:
    """What the table gives for the whole programme and the report's year; None where a figure of it cannot be read."""
    key = (report.report_year, Source.TOTAL, Fund.TOTAL)
    totals = [r for r in report.funding if r.row_kind is RowKind.TOTAL and key_of(r) == key and printed(COLUMNS[column](r))]
    if totals:
        return printed(COLUMNS[column](totals[-1]))
    measures = [r for r in report.funding if r.row_kind is RowKind.MEASURE]
    if any(COLUMNS[column](r).state is State.UNREADABLE for r in measures):
        return None
    summed = Rows.of(report).total(sorted({r.row for r in measures}), key, column)
    return summed if summed and summed[1] > 0 else None


def _known(report: Report) -> Iterator[Interval]:
    """Every amount of the table, and the sums of its measures over each year, source and fund."""
    rows = Rows.of(report)
    measures = sorted({r.row for r in report.funding if r.row_kind is RowKind.MEASURE})
    keys = {key_of(r) for r in report.funding} | {(r.year, Source.TOTAL, Fund.TOTAL) for r in report.funding}
    for column, get in COLUMNS.items():
        yield from (interval for r in report.funding if (interval := printed(get(r))) is not None)
        yield from (summed for key in keys if (summed := rows.total(measures, key, column)) is not None and summed[1] > 0)
    for record in report.funding:
        yield from (i for amount in (record.planned_period, record.deviation) if (i := printed(amount)) is not None)


def _spoken(report: Report) -> Iterator[tuple[Spoken, str]]:
    """The amounts that the narrative gives for the whole programme, each with the column it speaks of."""
    own = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", fold(report.programme))}
    split = any(r.source is not Source.TOTAL for r in report.funding)
    alone = sum(bool(spoken_amounts(paragraph)) for paragraph in report.narrative) == 1
    for paragraph in report.narrative:
        for position, sentence in enumerate(_SENTENCE.split(clean(paragraph).replace("\n", " "))):
            if not _of_the_whole(fold(sentence), opens=position == 0, alone=alone) or not _of_period(sentence, report):
                continue
            start = 0
            for spoken in spoken_amounts(sentence):
                between = fold(sentence[start : spoken.start])
                if not _plain(between, own) or (split and _OWN_SOURCE.search(between)):
                    break
                column = "actual_uah" if _PAID.search(between) else "planned_uah" if _MEANT.search(between) else None
                if column is None or (column == "planned_uah" and not start and not _for_the_year(between, report.report_year)):
                    break
                yield spoken, column
                start = spoken.end


def _of_the_whole(sentence: str, *, opens: bool, alone: bool) -> bool:
    """Whether a sentence can be about the whole programme: it names it; or it opens a paragraph with a period and a word like «загалом».

    Without such a word the paragraph has to be the only one that speaks of money: what stands above it may be a measure's heading.
    """
    if _PLURAL.search(sentence):
        return False
    return "програм" in sentence or (opens and bool(re.search(r"20\d\d|звітн", sentence)) and (alone or bool(_IN_ALL.search(sentence))))


def _for_the_year(text: str, year: int | None) -> bool:
    """Whether a plan that opens a sentence is the programme's for the report's year, and neither its whole amount nor the budget's."""
    return str(year) in text and not _OWN_SOURCE.search(text)


def _plain(text: str, own: set[str]) -> bool:
    """Whether only words about the whole stand in the text, those of the programme's own title among them, and no numbers of points."""
    rest = _NO_PART.sub(" ", re.sub(r"«[^»]*»", " ", text))
    words: Sequence[str] = re.findall(r"[^\W\d_][\w'-]*", rest)
    return not re.search(r"\d", rest) and all(_PLAIN.fullmatch(word) or word[:5] in own for word in words)


def _of_period(sentence: str, report: Report) -> bool:
    """Whether a sentence speaks of no other period than the report's: neither another year nor the programme's whole term."""
    text = re.sub(r"«[^»]*»", " ", sentence)
    told = [period for _, period in periods_in(text)]
    years = {int(y) for y in re.findall(r"(?<![\d.,])(20[0-4]\d)(?![\d,])", text)}
    if years - {report.report_year, *(period.year for period in told)}:
        return False
    return all((p.start, p.end) == (report.period_start, report.period_end) for p in told)

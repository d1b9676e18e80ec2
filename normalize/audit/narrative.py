"""An amount that the running text gives for a measure against the measure's row.

Only a paragraph that repeats most words of one measure's title speaks of it. One matching amount in it is enough to be quiet, unless another
is said to have been allotted or spent and is more than the row holds anywhere. In the row's own cell of information a single amount that is
said to have been spent has to be one of the row's.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from normalize.audit.intervals import about, money, printed
from normalize.findings import Rule, Severity
from normalize.records import Amount, Check, Finding, FundingRecord, Report, RowKind, Verdict
from normalize.text import clean, fold
from normalize.units import split_unit
from normalize.values import read_value

RULES = (
    Rule(
        "narrative_amount",
        Severity.WARNING,
        "У тексті — {found}, у таблиці — {expected}",
        "The text says {found}, the table {expected}",
        "An amount in the running text about a measure differs from the table.",
    ),
)

_AMOUNT = re.compile(r"(?<![\d.,/-])\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d{1,5})?(?!\d)|(?<![\d.,/-])\d+(?:[.,]\d{1,5})?(?!\d)")
_LARGER = re.compile(r"(?<![\d.,/-])(?P<n>\d{1,3})\s?(?P<scale>млрд|млн|тис)\.?\s(?:грн\.?\s)?$", re.IGNORECASE)
_SCALES = {"млрд": Decimal(10**9), "млн": Decimal(10**6), "тис": Decimal(10**3)}
_SPEAKS = re.compile(
    r"виділен|виділил|витрачен|виплачен|надано|передбач|заплан|профінанс|використан|спрямован|освоєн|перерахован|склал|склав|становить|кошт",
    re.IGNORECASE,
)
# A verb that gives an amount as financed or spent, the amount right behind it
_GIVEN = re.compile(
    r"(?:виділен|витрачен|виплачен|профінансован|використан|освоєн|перераховано|перерахован|спрямован|оплачен|сплачен)\w*(?:\s+(?:на|коштів|кошти|у|в|сумі|суму|обсязі|бюджетних|за|звітний|період|рік|близько)){0,4}\s*[:–—-]?\s*$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:у|в)\s*т\.?\s?ч|тому числі|з них|з яких|економ|залиш|заборгован|кредитор|додатков|кожн|аванс|лише за", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHARE = 0.8
_LEAST_WORDS = 3


class Spoken(NamedTuple):
    """An amount in running text: the hryvnias it may stand for and means, and its place in the text, unit included."""

    low: Decimal
    high: Decimal
    value: Decimal
    start: int
    end: int


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check every paragraph of the narrative that speaks of money and of one measure."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for informed, text in _informed(report):
        _compare(report, informed, text, checks, findings)
    for paragraph in report.narrative:
        amounts = spoken_amounts(paragraph)
        if not amounts or not _SPEAKS.search(paragraph) or _other_year(paragraph, report.report_year):
            continue
        record = _measure_of(report, paragraph)
        if record is None:
            continue
        known = [p for r in report.funding if r.row == record.row for a in _all_amounts(r) if (p := printed(a)) is not None]
        excess = next((a.value for a in _given(paragraph, amounts) if known and a.low > max(high for _, high in known)), None)
        hit = excess is None and any(low <= k[1] and k[0] <= high for low, high, *_ in amounts for k in known)
        found = amounts[0].value if excess is None else excess
        expected = record.planned.uah if record.planned.uah is not None else record.actual.uah
        _settle(report, record, hit, expected, found, checks, findings)
    return checks, findings


def _settle(
    report: Report,
    record: FundingRecord,
    hit: bool,
    expected: Decimal | None,
    found: Decimal,
    checks: list[Check],
    findings: list[Finding],
) -> None:
    verdict = Verdict.CONSISTENT if hit else Verdict.INCONSISTENT
    checks.append(Check("narrative_amount", verdict, report.ordinal, record.key, None, None, None, found))
    if not hit:
        findings.append(about("narrative_amount", report, record, {}, money(expected) if expected is not None else "—", money(found)))


def _informed(report: Report) -> list[tuple[FundingRecord, str]]:
    """Each measure's record of the report's year with the row's information, once a row; texts that speak of other years are left out."""
    rows: dict[int, tuple[FundingRecord, str]] = {}
    for record in report.funding:
        if record.information and record.row_kind is RowKind.MEASURE and record.row not in rows:
            rows[record.row] = (_of_report_year(report, record.row), record.information)
    return [(record, text) for record, text in rows.values() if not _other_year(text, report.report_year)]


def _compare(report: Report, record: FundingRecord, text: str, checks: list[Check], findings: list[Finding]) -> None:
    """The one amount that a row's information gives as spent, against the amounts of the row."""
    amounts = spoken_amounts(text)
    if len(amounts) != 1 or not _given(text, amounts) or _PART.search(text):
        return
    known = [p for r in report.funding if r.row == record.row for a in _all_amounts(r) if (p := printed(a)) is not None]
    actual = record.actual.uah
    if known and actual is not None:
        low, high, found, *_ = amounts[0]
        _settle(report, record, any(low <= k[1] and k[0] <= high for k in known), actual, found, checks, findings)


def _given(text: str, amounts: list[Spoken]) -> list[Spoken]:
    """Those of the text's amounts that stand right behind a verb of financing or spending."""
    line = clean(text).replace("\n", " ")
    return [amount for amount in amounts if _GIVEN.search(line[: amount.start])]


def spoken_amounts(text: str) -> list[Spoken]:
    """The amounts of money in running text; numbers without a unit are none."""
    line = clean(text).replace("\n", " ")
    out: list[Spoken] = []
    for match in _AMOUNT.finditer(line):
        unit, taken = split_unit(line[match.end() :])
        value = read_value(match[0])
        if unit is None or value.number is None:
            continue
        half = Decimal(5).scaleb(-value.number.decimals - 1)
        scale = unit.multiplier
        larger, start = _larger_parts(line, match.start(), scale)
        whole = value.number.value * scale + larger
        out = [spoken for spoken in out if spoken.end <= start]
        out.append(Spoken(whole - half * scale, whole + half * scale, whole, start, match.end() + taken))
    return out


def _larger_parts(line: str, start: int, scale: Decimal) -> tuple[Decimal, int]:
    """The millions and thousands written in full before a smaller part («5 млн 247 тис. грн»), and where the whole amount begins."""
    larger = Decimal(0)
    while (part := _LARGER.search(line[:start])) is not None and _SCALES[part["scale"].lower()] > scale:
        scale = _SCALES[part["scale"].lower()]
        larger, start = larger + int(part["n"]) * scale, part.start()
    return larger, start


def _other_year(text: str, year: int | None) -> bool:
    years = {int(y) for y in re.findall(r"(?<!\d)(20[0-4]\d)(?!\d)", text)}
    return bool(years) and year is not None and year not in years


def _all_amounts(record: FundingRecord) -> tuple[Amount, ...]:
    return (
        record.planned,
        record.actual,
        record.spent,
        record.planned_initial,
        record.planned_budget,
        record.planned_period,
        record.deviation,
    )


def _stems(text: str) -> list[str]:
    return [word[:5] for word in _WORD.findall(fold(text))]


def _measure_of(report: Report, paragraph: str) -> FundingRecord | None:
    """The one measure whose title's words the paragraph repeats, by its record of the report's year; None where two come near."""
    named = _named_in_full(report, paragraph)
    if named is not None:
        return named
    words = set(_stems(paragraph))
    shares: dict[int, float] = {}
    for record in report.funding:
        stems = _stems(record.measure)
        if record.row_kind is RowKind.MEASURE and len(set(stems)) >= _LEAST_WORDS and record.row not in shares:
            shares[record.row] = sum(s in words for s in stems) / len(stems)
    ranked = sorted(shares.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _SHARE or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.15):
        return None
    return _of_report_year(report, ranked[0][0])


def _named_in_full(report: Report, paragraph: str) -> FundingRecord | None:
    """The measure whose whole title stands in the paragraph; of titles that contain one another the longest."""
    text = fold(paragraph)
    titles = {r.row: fold(r.measure) for r in report.funding if r.row_kind is RowKind.MEASURE and len(r.measure) > 15}
    found = sorted((row for row, title in titles.items() if title in text), key=lambda row: -len(titles[row]))
    if not found or any(titles[row] not in titles[found[0]] for row in found[1:]):
        return None
    same = [row for row in found if titles[row] == titles[found[0]]]
    return _of_report_year(report, found[0]) if len(same) == 1 else None


def _of_report_year(report: Report, row: int) -> FundingRecord:
    records = [r for r in report.funding if r.row == row]
    return next((r for r in records if r.year == report.report_year), records[0])

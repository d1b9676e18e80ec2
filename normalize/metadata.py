"""What the text around the tables says about a report: programme, community, period, decisions, executors, signatory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.model import Paragraph
from normalize.bodies import split_bodies
from normalize.communities import Community, find_community
from normalize.decisions import read_decisions
from normalize.facts import Fact, FactKind, is_caption, is_running_text, label_of, read_facts
from normalize.headings import Line, TitleBlock, find_title, lines_of
from normalize.people import find_signatory, signature_lines
from normalize.periods import Period, periods_in, year_period
from normalize.records import Decision, Finding
from normalize.terms import Years, read_term
from normalize.text import fold
from normalize.titles import Title, own_years, read_title, to_nominative, until_year

Origin = Literal["title", "text", "file_name"]


@dataclass(frozen=True)
class Metadata:
    """The facts of view ``report`` that stand outside the tables; None and () where the text does not give them.

    ``period_origin`` tells where the period was found. ``consolidated``: the title speaks of several programmes. ``narrative`` holds the running
    text: paragraphs that are no title, fact or signature, in order.
    """

    programme: str | None = None
    community: str | None = None
    programme_start_year: int | None = None
    programme_end_year: int | None = None
    report_year: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_origin: Origin | None = None
    responsible_executors: tuple[str, ...] = ()
    co_executors: tuple[str, ...] = ()
    signatory: str | None = None
    decisions: tuple[Decision, ...] = ()
    narrative: tuple[str, ...] = ()
    consolidated: bool = False


@dataclass(frozen=True)
class _Text:
    """The text around the tables, taken apart once."""

    before: list[Line]
    after: list[Line]
    facts: list[Fact]
    block: TitleBlock | None
    title: Title

    @property
    def lines(self) -> list[Line]:
        return self.before + self.after

    @property
    def foot(self) -> list[Line]:
        """Where a signature may stand: the text below the tables, else (nothing stands there) below the title."""
        below = [line for line in self.after if line.source.role in ("body", "textbox")]
        return below or self.before[self.block.end if self.block else 0 :]

    def values(self, *kinds: FactKind) -> list[str]:
        return [fact.value for fact in self.facts if fact.kind in kinds and fact.value.strip()]


def read_metadata(before: Sequence[Paragraph], after: Sequence[Paragraph], file_name: str) -> tuple[Metadata, list[Finding]]:
    """Read the report's facts. ``before``: the text above the first table, ``after``: between and below the tables.

    The period comes from the title, else the text, else the file's name; where none tells it stays None without a finding (the caller has the
    filled columns to ask). Whatever was guessed, or is not given at all, has a finding.
    """
    text = _take_apart(before, after)
    findings: list[Finding] = []
    programme, years = _programme(text, file_name, findings)
    period, origin = _period(text, years, file_name, findings)
    bodies = [line.text for line in text.foot]
    signatory = find_signatory(bodies)
    responsible = _bodies(text.values(FactKind.EXECUTOR)) or _bodies(text.values(FactKind.MANAGER))
    co_executors = tuple(b for b in _bodies(text.values(FactKind.CO_EXECUTOR)) if fold(b) not in {fold(r) for r in responsible})
    decisions = read_decisions(_decision_passages(text))
    community = _community(text, programme, bodies)
    findings += _missing(decisions, responsible, signatory, community)
    return Metadata(
        programme=programme, community=community.name if community else None,
        programme_start_year=years[0] if years else None, programme_end_year=years[1] if years else until_year(programme or ""),
        report_year=period.year if period else None, period_start=period.start if period else None, period_end=period.end if period else None,
        period_origin=origin, responsible_executors=responsible, co_executors=co_executors, signatory=signatory, decisions=decisions,
        narrative=_narrative(text), consolidated=text.title.consolidated and programme is None,
    ), findings  # fmt: skip


def _take_apart(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> _Text:
    above, below = lines_of(before), lines_of(after)
    block = find_title(above)
    facts = read_facts(["" if block and block.start <= i < block.end else line.text for i, line in enumerate(above)])
    for fact in read_facts([line.text for line in below]):
        facts.append(Fact(fact.kind, fact.value, tuple(i + len(above) for i in fact.lines)))
    return _Text(above, below, facts, block, read_title(block.text) if block else Title(None, None, None, None))


def _programme(text: _Text, file_name: str, findings: list[Finding]) -> tuple[str | None, Years | None]:
    """The programme's title and years: from the report's title, a «Назва програми» fact, a line that is a programme's name, the file's name."""
    terms = (read_term(value) for value in text.values(FactKind.TERM))
    term = next((years for years in terms if years), None)
    programme = _named(text.title.programme)
    for value in [] if programme else text.values(FactKind.NAME):
        programme = programme or _named(to_nominative(value)) or value.replace("\n", " ").strip(" .:")
    if text.title.consolidated:
        own = [to_nominative(line.text) for line in text.before if re.match(r"програма\s", fold(line.text)) and label_of(line.text) is None]
        programme = _named(own[0]) if len(own) == 1 else None
    elif programme is None:
        programme = _guessed_programme(text, file_name)
        args = {"what": "назву програми", "what_en": "the programme's title", "value": programme or "—"}
        findings.append(Finding("missing_metadata", args, found=programme))
    return programme, (own_years(programme) if programme else None) or text.title.years or term


def _named(programme: str | None) -> str | None:
    """A title that says more than the bare word «Програма»."""
    return programme if programme and len(programme.split()) > 1 else None


def _guessed_programme(text: _Text, file_name: str) -> str | None:
    short = [line.text for line in text.lines if len(line.text) < 300 and re.search(r"програм", fold(line.text)) and "№" not in line.text]
    stem = re.sub(r"[_]+", " ", file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    candidates = [
        name for line in [*short, stem] if (name := _named(to_nominative(line))) and re.search(r"[«\"„“]|\d{4}|розвит|підтрим", name)
    ]
    return candidates[0] if candidates else None


def _period(text: _Text, years: Years | None, file_name: str, findings: list[Finding]) -> tuple[Period | None, Origin | None]:
    if text.title.period:
        return text.title.period, "title"
    headings, running = _text_periods(text, years)
    if years and years[0] == years[1] and text.title.years == years:
        part = _majority([p for p in headings if p.kind not in ("year", "years")])
        return (part, "text") if part else (year_period(years[0]), "title")
    found = _majority(headings) or _majority([p for p in running if p.kind != "as_of"])
    if found:
        args = {"period": _printed(found)}
        findings.append(Finding("period_from_text", args, found=_printed(found)))
        return found, "text"
    named = _period_in_name(file_name, years)
    if named:
        findings.append(
            Finding(
                "missing_metadata",
                {"what": "звітний період", "what_en": "the reporting period", "value": _printed(named)},
                found=_printed(named),
            )
        )
        return named, "file_name"
    return None, None


def _printed(period: Period) -> str:
    return f"{period.start:%d.%m.%Y}–{period.end:%d.%m.%Y}"


def _text_periods(text: _Text, years: Years | None) -> tuple[list[Period], list[Period]]:
    """Periods of headings (a «Звітний період» fact alone where there is one) and of running text.

    Years outside the programme's, decisions' dates and the programme's term do not count.
    """
    facts = [p for value in text.values(FactKind.PERIOD) for p in _periods(value, years, bare=True)]
    if facts:
        return facts[:1], []
    headings: list[Period] = []
    running: list[Period] = []
    for line in text.lines:
        if re.search(r"№|рішенн", line.text) or (label_of(line.text) or (None,))[0] in (FactKind.TERM, FactKind.DECISION):
            continue
        target = headings if len(line.text) < 250 and _is_heading(line.text) else running
        target += list(_periods(line.text, years))
    return headings, running


def _is_heading(line: str) -> bool:
    key = fold(line)
    found = next((m for m, _ in periods_in(line)), None)
    alone = found is not None and len(found[0]) > 0.6 * len(line)
    return alone or (not line.endswith(".") and re.search(r"програм|виконан|звіт|показник|фінансуван", key) is not None)


def _periods(line: str, years: Years | None, *, bare: bool = False) -> Iterator[Period]:
    found = [period for _, period in periods_in(line)]
    if not found and bare and (year := read_term(line)):
        found = [year_period(year[1])] if year[0] == year[1] else []
    yield from (p for p in found if years is None or years[0] <= p.year <= years[1])


def _majority(periods: list[Period]) -> Period | None:
    """The year most mentions agree on, and its commonest period; None on a tie of years."""
    ranked = Counter(p.year for p in periods).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    of_year = Counter((p.start, p.end) for p in periods if p.year == ranked[0][0])
    (start, end), count = of_year.most_common(1)[0]
    return Period(start, end, "text") if count * 2 > sum(of_year.values()) else year_period(ranked[0][0])


def _period_in_name(file_name: str, years: Years | None) -> Period | None:
    stem = re.sub(r"[_+]+|(?<=[^\W\d_])-|-(?=[^\W\d_])", " ", file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    found = next((period for _, period in periods_in(stem)), None)
    if found:
        return found
    single = re.sub(r"(?:19|20)\d\d\s?[-–—]\s?(?:20)?\d\d", " ", stem)
    named = [int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", single)]
    inside = [y for y in named if years is None or years[0] <= y <= years[1]]
    return year_period(inside[-1]) if inside else None


def _bodies(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body for value in values for body in split_bodies(value)))


def _decision_passages(text: _Text) -> list[str]:
    """Where decisions about the programme stand: their fact, the title's brackets, sentences on approval and changes. Stamps are not among them."""
    used = {index for fact in text.facts for index in fact.lines if fact.kind is FactKind.DECISION}
    passages = [
        value for fact in text.facts if fact.kind is FactKind.DECISION for value in [fact.value] if not _stamped(text, fact.lines[0])
    ]
    if text.title.approval:
        passages.insert(0, text.title.approval)
    for index, line in enumerate(text.lines):
        if index in used or line.source.role in ("header", "footer") or _stamped(text, index):
            continue
        if text.block and text.block.start <= index < text.block.end:
            continue
        stated = re.match(r"(?:рішення|розпорядження)\s.*(?:від|№)", line.text, re.IGNORECASE)
        if stated and index < len(text.before) and text.block and not line.text.endswith(":"):
            passages.append(line.text)
            continue
        passages += [s for s in re.split(r"(?<=[а-яіїєґ)»\d]\.)\s+(?=[А-ЯІЇЄҐ])", line.text) if _about_programme(s)]
    return passages


def _stamped(text: _Text, index: int) -> bool:
    """Above the title stand letterheads and «Додаток 3 до рішення …»: decisions on the report itself, unless they speak of the programme's approval."""
    if text.block is None or index >= text.block.start:
        line = text.lines[index]
        return line.source.align == "right" and not _about_programme(line.text)
    return not re.search(r"програм\w+[^.]{0,40}затверджен", fold(text.lines[index].text))


def _about_programme(sentence: str) -> bool:
    key = fold(sentence)
    if not re.search(r"рішен|розпоряджен", key) or not re.search(r"\d", key) or "про звіт" in key:
        return False
    approved = re.search(
        r"програм\w*.{0,160}(?:затвердж|схвален|прийнят|ухвален)|(?:затвердж|схвален|прийнят|ухвален)\w*.{0,120}програм", key
    )
    changed = re.search(
        r"змін\w*.{0,40}до.{0,20}програм|програм.{0,160}(?:внес\w+ змін|(?:зі|із) змінами|змін\w+ внесен)|внес\w+ змін\w*.{0,60}до неї", key
    )
    return bool(approved or changed)


def _community(text: _Text, programme: str | None, bodies: list[str]) -> Community | None:
    """Asked in the order of trust: the programme's title, the report's, facts, signature, the rest."""
    block = [text.block.text] if text.block else []
    title = find_community([programme or "", *block])
    if title and not title.from_council:
        return title
    facts = [f.value for f in text.facts if f.kind in (FactKind.EXECUTOR, FactKind.DECISION, FactKind.CO_EXECUTOR)]
    return find_community([programme or "", *block, *facts, *bodies[-4:], *(line.text for line in text.lines)])


def _missing(
    decisions: tuple[Decision, ...], executors: tuple[str, ...], signatory: str | None, community: Community | None
) -> Iterator[Finding]:
    absent = (
        (not decisions, "рішення про затвердження програми", "the decision that approved the programme"),
        (not executors, "відповідального виконавця", "the responsible executor"),
        (not signatory, "підписанта", "the signatory"),
        (community is None, "громаду", "the community"),
    )
    yield from (Finding("fact_missing", {"what": uk, "what_en": en}) for missing, uk, en in absent if missing)
    if community is not None and community.from_council:
        yield Finding("community_from_council", {"community": community.name}, found=community.name)


def _narrative(text: _Text) -> tuple[str, ...]:
    """Running text: the sentences outside title, facts, signature, captions, page headers and footers, a sentence broken over lines as one."""
    used = {index for fact in text.facts for index in fact.lines if fact.kind is not FactKind.OTHER}
    foot = text.foot
    signed = {id(foot[i]) for i in signature_lines([line.text for line in foot])}
    start = text.block.end if text.block else 0
    groups: list[list[Line]] = []
    last = -1
    for index, line in enumerate(text.lines):
        if index in used or index < start or line.source.role in ("header", "footer") or id(line) in signed or is_caption(line.text):
            continue
        goes_on = index == last + 1 and groups and not re.search(r"[.!?…:;]\W*$", groups[-1][-1].text)
        if goes_on and (line.paragraph == groups[-1][-1].paragraph or line.text[:1].islower()):
            groups[-1].append(line)
        else:
            groups.append([line])
        last = index
    return tuple(dict.fromkeys(said for group in groups if is_running_text(said := "\n".join(line.text for line in group))))

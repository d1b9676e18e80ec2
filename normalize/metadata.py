"""What the text around the tables says about a report: programme, community, period, decisions, executors, signatory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ingest.model import Paragraph
from normalize.around import Around, take_apart
from normalize.bodies import split_bodies, starts_body
from normalize.communities import Community, find_community
from normalize.decisions import read_decisions
from normalize.facts import FactKind, is_caption, is_running_text
from normalize.guesses import guess
from normalize.headings import Line
from normalize.passages import decision_passages, open_passages
from normalize.people import find_signatory, signature_lines, signs
from normalize.records import Decision, Finding, FundingRecord, IndicatorRecord, Report
from normalize.report_period import Origin, find_period
from normalize.reporting_bodies import reporting_body
from normalize.terms import Years, read_term
from normalize.text import fold
from normalize.titles import own_years, read_title, to_nominative, until_year

# A line that is a programme's name ends in its years, its quote or its place; a sentence about the programme does not
_NAME_ENDS = re.compile(r"(?:рік|рок[иів]+|\bр\.?|\bрр\.?|[»”\"]|громад\w+|район\w*|област\w+|міста|селища)$", re.IGNORECASE)


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


def read_metadata(before: Sequence[Paragraph], after: Sequence[Paragraph], file_name: str) -> tuple[Metadata, list[Finding]]:
    """Read the report's facts. ``before``: the text above the first table, ``after``: between and below the tables.

    The period comes from the title, else the text, else the file's name; where none tells it stays None without a finding (the caller has the
    filled columns to ask). Whatever was guessed, or is not given at all, has a finding.
    """
    text = take_apart(before, after)
    findings: list[Finding] = []
    if text.block is not None and text.block.told:
        findings.append(Finding("title_from_letter", {"text": text.block.text[:200]}, found=text.block.text[:200]))
    programme, years = _programme(text, file_name, findings)
    period, origin = find_period(text, years, file_name, findings)
    bodies = [line.text for line in text.foot]
    signatory = find_signatory(bodies)
    doers = [value for value in text.values(FactKind.DOER) if starts_body(value)]
    responsible = _bodies(text.values(FactKind.EXECUTOR)) or _bodies(doers) or _bodies(text.values(FactKind.MANAGER))
    if not responsible and (reporting := reporting_body(text.block.text if text.block else "")):
        responsible = (reporting,)
        findings.append(Finding("executor_from_title", {"executor": reporting}, found=reporting))
    co_executors = tuple(b for b in _bodies(text.values(FactKind.CO_EXECUTOR)) if fold(b) not in {fold(r) for r in responsible})
    passages = decision_passages(text)
    decisions = read_decisions(passages)
    if not any(decision.role == "approval" for decision in decisions):
        decisions = read_decisions([*open_passages(text), *passages])
    community = _community(text, programme, bodies, findings)
    findings += _missing(decisions, responsible, signatory, community)
    return Metadata(
        programme=programme, community=community.name if community else None,
        programme_start_year=years[0] if years else None, programme_end_year=years[1] if years else until_year(programme or ""),
        report_year=period.year if period else None, period_start=period.start if period else None, period_end=period.end if period else None,
        period_origin=origin, responsible_executors=responsible, co_executors=co_executors, signatory=signatory, decisions=decisions,
        narrative=_narrative(text), consolidated=text.title.consolidated and programme is None,
    ), findings  # fmt: skip


def _programme(text: Around, file_name: str, findings: list[Finding]) -> tuple[str | None, Years | None]:
    """The programme's title and years: from the report's title, a «Назва програми» fact, a line that is a programme's name, the file's name."""
    terms = (read_term(value) for value in text.values(FactKind.TERM))
    term = next((years for years in terms if years), None)
    programme = _named(text.title.programme)
    for value in [] if programme else text.values(FactKind.NAME):
        programme = programme or _named(to_nominative(value)) or value.replace("\n", " ").strip(" .:")
    own = _own_lines(text) if programme is None or text.title.consolidated else []
    if text.title.consolidated or len(own) == 1:
        programme = own[0] if len(own) == 1 else None
    elif programme is None:
        programme = _guessed_programme(text, file_name)
        findings.append(guess("назву програми", "the programme's title", programme))
    return programme, (own_years(programme) if programme else None) or text.title.years or term


def _named(programme: str | None) -> str | None:
    """A title that says more than «Міська цільова програма»."""
    return programme if programme and not re.search(r"(?i)(?:^|\s)програма$", programme) else None


# «3. 0611151 Програма …»: the point of a form, with the programme's budget code
_POINT = r"\W*(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s*)?(?:\d{7}\s+)?"
# «1. Виконання Програми «Молодь» на 2024-2026 роки» below a title of several programmes
_DONE = r"(?:(?:про )?(?:хід |стан |результати )?(?:виконання|реалізаці[яїю]|фінансування)\s+)"
_DECIDED_BY = re.compile(r"(?<=[\w»”\"]),?\s+\(?(?:рішення|розпорядження)\s[^«»]*№.*$", re.IGNORECASE | re.DOTALL)


def _own_lines(text: Around) -> list[str]:
    """Programmes that a line of their own names above the table, as a point of a form or bare: «3. Програма … на 2022-2024 роки, затверджена …»."""
    names = []
    paragraphs = (" ".join(line.text for line in lines) for _, lines in groupby(text.before, key=_paragraph))
    capitals = (" ".join(line.text for line in lines) for upper, lines in groupby(text.before, key=_is_upper) if upper)
    for line in dict.fromkeys([*(line.text for line in text.before), *paragraphs, *capitals]):
        if len(line) < 400 and re.match(
            rf"{_POINT}(?:{_DONE}(?:[\w'’ʼ-]+\s+){{0,3}}?програми|(?:[\w'’ʼ-]+\s+){{0,3}}?програма)\s", fold(line)
        ):
            title = read_title(_DECIDED_BY.sub("", re.sub(rf"^{_POINT}", "", line)))
            names += [title.programme] if _named(title.programme) and _NAME_ENDS.search(title.programme or "") else []
    return [name for name in dict.fromkeys(names) if name]


def _paragraph(line: Line) -> int:
    return line.paragraph


def _is_upper(line: Line) -> bool:
    return line.text.isupper()


def _guessed_programme(text: Around, file_name: str) -> str | None:
    short = [line.text for line in text.lines if len(line.text) < 300 and re.search(r"програм", fold(line.text)) and "№" not in line.text]
    stem = re.sub(r"[_]+", " ", file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    candidates = [
        name for line in [*short, stem] if (name := _named(to_nominative(line))) and re.search(r"[«\"„“]|\d{4}|розвит|підтрим", name)
    ]
    quoted = (
        re.search(r"(?i)програм\w+\s+[«\"“„][^»\"”]+[»\"”](?:\s+на\s+\d{4}[^.;,(]{0,20}р[рок.]+\w*)?", line.text) for line in text.lines
    )
    in_prose = (to_nominative(match[0]) for match in quoted if match)
    return candidates[0] if candidates else next((name for name in in_prose if name), None)


def _bodies(values: list[str]) -> tuple[str, ...]:
    """The bodies of executors' facts; a person named beside one («начальник – Ірина КОВАЛЬ») is none."""
    return tuple(dict.fromkeys(body for value in values for body in split_bodies(value) if not signs(body)))


def _community(text: Around, programme: str | None, bodies: list[str], findings: list[Finding]) -> Community | None:
    """Asked in the order of trust: the title; facts, letterhead and signature; running text, which may speak of other communities too."""
    title = [programme or "", *([text.block.text] if text.block else [])]
    facts = text.values(FactKind.EXECUTOR, FactKind.DOER, FactKind.MANAGER, FactKind.DECISION, FactKind.CO_EXECUTOR)
    letterhead = [line.text for line in text.before[: text.block.start if text.block else 0]]
    everything = [line.text for line in text.lines]
    named = find_community(title, everything)
    if named and not named.from_council:
        return named
    told = find_community([*title, *letterhead, *facts, *bodies[-4:]], everything)
    guessed = None if told else find_community(everything)
    if guessed:
        findings.append(Finding("community_from_text", {"community": guessed.name}, found=guessed.name))
    return told or guessed


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


def _narrative(text: Around) -> tuple[str, ...]:
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


def report_of(
    ordinal: int, metadata: Metadata, programme: str, records: Sequence[FundingRecord], indicators: Sequence[IndicatorRecord]
) -> Report:
    """A report put together from what was found around its tables, and in them."""
    return Report(
        ordinal, programme, metadata.report_year, metadata.period_start, metadata.period_end, metadata.community,
        metadata.programme_start_year, metadata.programme_end_year, metadata.responsible_executors, metadata.co_executors,
        metadata.signatory, metadata.decisions, tuple(records), tuple(indicators), metadata.narrative,
    )  # fmt: skip

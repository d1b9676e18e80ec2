"""What a run shows when it has ended: what became of the files, what was planned and financed per programme and year, and where to go next."""

from __future__ import annotations

import shlex

from zvit.called import called
from zvit.config import Settings
from zvit.language import say
from zvit.opened import opened
from zvit.output import print_table
from zvit.pipeline import Summary

_ROWS = 40
_QUERY = "plan-vs-actual"
_COLUMNS = ("programme", "year", "planned_uah", "actual_uah", "percent")
_CAUTION = "unknown"


def show(settings: Settings, summary: Summary) -> None:
    """Print it all; the table stops at a screenful and says so."""
    _show_run(summary)
    if summary.holdings.records:
        _show_table(settings)
    _show_next(settings, summary)


def _where(settings: Settings) -> str:
    return "" if settings.warehouse == Settings().warehouse else f" --warehouse {shlex.quote(str(settings.warehouse))}"


def _show_run(summary: Summary) -> None:
    tally, holdings = summary.tally, summary.holdings
    foreign = tally.foreign.total()
    files = [
        (say("прочитано", "read"), tally.loaded),
        (say("без змін", "unchanged"), tally.unchanged),
        (say("не звіти", "no reports"), tally.no_report - foreign),
        (say("інших видів", "of other kinds") + f" ({', '.join(sorted(tally.foreign))})", foreign),
        (say("у карантині", "quarantined"), tally.quarantined),
        (say("ще змінюються", "still being written"), tally.left),
    ]
    told = ", ".join(f"{name} {number}" for name, number in files if number)
    # progress counts what lies in the folder, this what it holds: an archive is one there, and here each of its files
    inside = say(f", з них в архівах {tally.members}", f", of them in archives {tally.members}") if tally.members else ""
    seconds = f"{summary.seconds:.1f} " + say("с", "s")
    print(say("Файлів", "Files") + f": {tally.seen}{inside}" + (f" ({told})" if told else "") + f", {seconds}")
    if tally.skipped:
        print(say("Пропущено прихованих, тимчасових і посилань", "Hidden, temporary files and links passed over") + f": {tally.skipped}")
    for folder, why in summary.unreadable:
        print(say(f"Теку «{folder}» не відкрито: {why}", f"The folder “{folder}” was not opened: {why}"))
    print(
        say("У сховищі", "In the warehouse")
        + f": {say('звітів', 'reports')} {holdings.reports}, {say('записів', 'records')} {holdings.records}, "
        + f"{say('помилок', 'errors')} {holdings.errors}, {say('зауважень', 'warnings')} {holdings.warnings}"
    )


def _show_table(settings: Settings) -> None:
    """The programmes and years, by the shipped question of that name."""
    from queries.catalogue import query

    question = query(_QUERY)
    with opened(settings) as con:
        answer = question.run(con, {"limit": str(_ROWS)})
        rows = answer.fetchall()
    names = [column.name for column in answer.columns]
    # how many lines lack plan or actual is told where it is any: the percent is then not of the two sums beside it
    wanted = (*_COLUMNS, _CAUTION) if any(row[names.index(_CAUTION)] for row in rows) else _COLUMNS
    shown = [position for position, name in enumerate(names) if name in wanted]
    labels = [answer.columns[position].label(settings.lang) for position in shown]
    print_table(labels, _said_once([[row[position] for position in shown] for row in rows]), title=question.title.of(settings.lang))
    if answer.cut:
        print(say("… решта", "… the rest") + f": {called()} query {_QUERY}{_where(settings)}")


def _said_once(rows: list[list[object]]) -> list[list[object]]:
    """The same rows; a programme's title stands at its first year only."""
    titles = [None, *(row[0] for row in rows)]
    return [[None if row[0] == before else row[0], *row[1:]] for before, row in zip(titles, rows, strict=False)]


def _show_next(settings: Settings, summary: Summary) -> None:
    where, holdings, zvit = _where(settings), summary.holdings, called()
    steps = [
        (f"{zvit} findings{where}", say("що переглянути найперше", "what to look at first"))
        if holdings.errors + holdings.warnings
        else None,
        (f"{zvit} query{where}", say("готові запитання", "the questions that are ready")),
        (f'{zvit} sql "SELECT * FROM plan_vs_actual LIMIT 10"{where}', say("власне запитання", "a question of your own")),
        (f"{zvit} status{where}", say("що в карантині й чому", "what is in quarantine, and why")) if summary.tally.quarantined else None,
    ]
    print(say("Далі:", "Next:"))
    for step in filter(None, steps):
        print(f"  {step[0]}  — {step[1]}")

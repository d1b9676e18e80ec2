"""What a run shows when it has ended: what became of the files, what was planned and financed per programme and year, and where to go next."""

from __future__ import annotations

import shlex

from zvit.config import Settings
from zvit.language import say
from zvit.opened import opened
from zvit.output import print_table
from zvit.pipeline import Summary

_ROWS = 40
_TABLE = (
    "SELECT programme, year, sum(planned_uah) AS planned_uah, sum(actual_uah) AS actual_uah, "
    "round(100 * sum(actual_uah) / nullif(sum(planned_uah), 0), 1) AS percent "
    "FROM plan_vs_actual WHERE year IS NOT NULL GROUP BY programme_id, programme, year ORDER BY programme, year"
)


def show(settings: Settings, summary: Summary) -> None:
    """Print it all; the table stops at a screenful and says so."""
    _show_run(summary)
    if summary.holdings.records:
        _show_table(settings)
    _show_next(settings, summary)


def _show_run(summary: Summary) -> None:
    tally, holdings = summary.tally, summary.holdings
    files = [
        (say("прочитано", "read"), tally.loaded),
        (say("без змін", "unchanged"), tally.unchanged),
        (say("не звіти", "no reports"), tally.no_report),
        (say("у карантині", "quarantined"), tally.quarantined),
        (say("ще змінюються", "still being written"), tally.left),
    ]
    told = ", ".join(f"{name} {number}" for name, number in files if number)
    seconds = f"{summary.seconds:.1f} " + say("с", "s")
    print(say("Файлів", "Files") + f": {tally.seen}" + (f" ({told})" if told else "") + f", {seconds}")
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
    with opened(settings) as con:
        rows = con.execute(_TABLE).fetchall()
    names = [say("програма", "programme"), say("рік", "year"), say("план, грн", "planned, UAH"), say("факт, грн", "actual, UAH"), "%"]
    print_table(names, rows[:_ROWS], title=say("Заплановано і профінансовано", "Planned and financed"))
    if len(rows) > _ROWS:
        print(say(f"… і ще {len(rows) - _ROWS}", f"… and {len(rows) - _ROWS} more") + ": zvit query execution-by-programme")


def _show_next(settings: Settings, summary: Summary) -> None:
    where = "" if settings.warehouse == Settings().warehouse else f" --warehouse {shlex.quote(str(settings.warehouse))}"
    holdings = summary.holdings
    steps = [
        (f"zvit findings{where}", say("що переглянути найперше", "what to look at first")) if holdings.errors + holdings.warnings else None,
        (f"zvit query{where}", say("готові запитання", "the questions that are ready")),
        (f'zvit sql "SELECT * FROM plan_vs_actual LIMIT 10"{where}', say("власне запитання", "a question of your own")),
        (f"zvit status{where}", say("що в карантині й чому", "what is in quarantine, and why")) if summary.tally.quarantined else None,
    ]
    print(say("Далі:", "Next:"))
    for step in filter(None, steps):
        print(f"  {step[0]}  — {step[1]}")

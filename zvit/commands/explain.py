"""``zvit explain``: one record, the raw cells behind each of its values, where they stand, and what was found about it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zvit.config import Settings
from zvit.errors import UsageError
from zvit.language import say
from zvit.opened import opened

if TYPE_CHECKING:
    from queries.reading import Explanation

HELP = say(
    "Запис, сирі клітинки за кожним його значенням, де вони стоять, і зауваження до нього.",
    "A record, the raw cells behind each of its values, where they stand, and its findings.",
)
EXAMPLES = (
    'zvit sql "SELECT record_id, measure FROM funding LIMIT 3"',
    "zvit explain RECORD_ID",
    "zvit explain RECORD_ID --image page.png",
)


def explain(
    settings: Settings,
    record_id: Annotated[str, typer.Argument(metavar="RECORD_ID", help=say("record_id або його початок", "A record_id, or its beginning"))],
    as_json: Annotated[bool, typer.Option("--json", help=say("Відповідь як JSON", "The answer as JSON"))] = False,
    image: Annotated[
        Path | None,
        typer.Option("--image", metavar="OUT.png", help=say("Намалювати сторінку з позначеними клітинками запису", "Draw the page with the record's cells marked")),
    ] = None,
) -> None:  # fmt: skip
    """Lead one record back to the paper."""
    from queries.reading import explain as explained
    from queries.reading import turned_pages
    from warehouse.bookkeeping import places

    with opened(settings) as con:
        explanation = explained(con, record_id.strip())
        if explanation is None:
            raise UsageError(say(f"Немає запису {record_id}", f"There is no record {record_id}"))
        document_id = explanation.document["document_id"]
        stands, turns = places(con, document_id), turned_pages(con, document_id)
    if image is not None:
        from zvit.marked import write_marked

        write_marked(settings, explanation, stands, turns, image)
    if as_json:
        json.dump(asdict(explanation), sys.stdout, ensure_ascii=False, indent=2, default=str)
        print()
    else:
        _show(settings, explanation)
    if image is not None:
        print(say(f"Сторінку з позначками записано: {image}", f"The marked page is in {image}"), file=sys.stderr)


def _show(settings: Settings, explanation: Explanation) -> None:
    from normalize.phrases import why_not_in_english
    from queries.reading import english
    from zvit.output import print_table, shown

    record = explanation.record
    said = [(name, shown(value, name)) for name, value in record.items() if value not in (None, []) and not name.endswith("_id")]
    print_table([say("поле", "field"), say("значення", "value")], said, title=record["record_id"])
    names = [say("значення", "value"), say("у файлі стоїть", "in the file"), say("де", "where"), say("певність", "confidence")]
    cells = [(cell["column"], cell["raw_text"], _place(cell), cell["confidence"]) for cell in explanation.cells]
    print_table(names, cells, title=say("Клітинки", "Cells"))
    if explanation.checks:
        names = [
            say("перевірка", "check"),
            say("висновок", "verdict"),
            say("від", "from"),
            say("до", "to"),
            say("є", "found"),
            say("чому", "why"),
        ]
        columns = ("rule", "verdict", "expected_low", "expected_high", "found", "reason")
        checks = explanation.checks
        if settings.lang == "en":
            checks = tuple({**check, "reason": why_not_in_english(check["reason"])} for check in checks)
        print_table(names, [[check[column] for column in columns] for check in checks], title=say("Арифметика", "Arithmetic"))
    for finding in explanation.findings:
        text = finding["message"]
        if settings.lang == "en":
            text = english(finding["rule"], finding["args"], text, finding["expected"], finding["found"], finding["page"])
        print(f"{finding['severity']} {finding['rule']}: {text}")
    if not explanation.findings:
        print(say("Зауважень немає", "No findings"))


def _place(cell: dict[str, Any]) -> str:
    page = say("с.", "p.") + f" {cell['page']}, " if cell["page"] else ""
    table = say("таблиця", "table") + f" {cell['table_number']}, " + say("рядок", "row") + f" {cell['row_number']}"
    box = f" [{cell['x0']:.0f} {cell['y0']:.0f} {cell['x1']:.0f} {cell['y1']:.0f}]" if cell["x0"] is not None else ""
    return page + table + box

"""What lies beside reports in the same folders and is none: ``python -m tests.generator.neighbours --out DIR``.

A budget programme's passport report, a programme's annex in plan form, a decision, a staff list: each has to end as ``no_report`` with a
finding that says why, never half-read. They carry no truth file: score.py knows only files that are reports.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from tests.generator.page import Block, Grid, Para, TCell
from tests.generator.words import COMMUNITIES, SURNAMES, THEMES
from tests.generator.writers.docx import write_docx
from tests.generator.writers.sheet import write_xlsx

COMMUNITY = COMMUNITIES[2]


def table(rows: list[list[str]], header: int = 1) -> Grid:
    """A plain table of texts."""
    cells = [
        TCell(text, r, c, bold=r < header, align="center" if c > 1 else "left") for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    return Grid(len(rows), len(rows[0]), cells, header)


def passport(rng: random.Random) -> list[Block]:
    """A report on a budget programme's passport: one KPKVK, plan, actual and deviation by funds."""
    funds = ("загальний фонд", "спеціальний фонд", "усього")
    groups = ("Затверджено у паспорті бюджетної програми", "Касові видатки (надані кредити)", "Відхилення")
    top = [TCell("№ з/п", 0, 0, 2), TCell("Напрями використання бюджетних коштів", 0, 1, 2)]
    top += [TCell(text, 0, 2 + 3 * i, 1, 3, True, "center") for i, text in enumerate(groups)]
    top += [TCell(funds[i % 3], 1, 2 + i) for i in range(9)]
    for r in (2, 3):
        plan, fact = rng.randint(100, 900), rng.randint(20, 99)
        sums = [plan, 0, plan, fact, 0, fact, fact - plan, 0, fact - plan]
        top += [
            TCell(str(r - 1), r, 0),
            TCell(rng.choice(THEMES[7].measures), r, 1),
            *(TCell(f"{s}", r, 2 + i, align="center") for i, s in enumerate(sums)),
        ]
    return [
        Para("ЗАТВЕРДЖЕНО\nНаказ Міністерства фінансів України", "right"),
        Para("Звіт\nпро виконання паспорта бюджетної програми місцевого бюджету на 2024 рік", "center", True),
        Para("1. 0600000 Управління освіти\n2. 0610000 Управління освіти\n3. 0611021 0921 Надання загальної середньої освіти"),
        Para("7. Видатки (надані кредити з бюджету) та напрями використання бюджетних коштів за бюджетною програмою, гривень"),
        Grid(4, 11, top, 2),
    ]


def annex(rng: random.Random) -> list[Block]:
    """The measures of a programme as approved: plans only, nothing done yet."""
    theme = rng.choice(THEMES)
    rows = [["№ з/п", "Перелік заходів Програми", "Виконавці", "2025 рік", "2026 рік", "Очікуваний результат"]]
    for i, title in enumerate(theme.measures[:6]):
        rows.append(
            [str(i + 1), title, theme.bodies[0], str(rng.randint(10, 900)), str(rng.randint(10, 900)), "Поліпшення стану справ у галузі"]
        )
    return [
        Para(f"Додаток 1\nдо Програми {theme.tail}", "right"),
        Para(f"Напрями діяльності та заходи Програми {theme.tail} {COMMUNITY.genitive} на 2025-2026 роки", "center", True),
        Para("тис. грн", "right"),
        table(rows),
    ]


def decision(rng: random.Random) -> list[Block]:
    """A council's decision: text only."""
    return [
        Para(COMMUNITY.council.upper(), "center", True),
        Para("РІШЕННЯ", "center", True),
        Para(f"від 19.12.2024 № {rng.randint(20, 60)}-7/VIII"),
        Para(f"Про затвердження Програми {THEMES[2].tail} на 2025-2026 роки"),
        Para("Відповідно до Закону України про місцеве самоврядування, рада вирішила:"),
        Para("1. Затвердити Програму, що додається.\n2. Контроль за виконанням рішення покласти на постійну комісію."),
    ]


def staff(rng: random.Random) -> list[Block]:
    """A list of people: a table without money."""
    rows = [["№", "Прізвище", "Посада", "Кабінет", "Телефон"]]
    rows += [
        [str(i + 1), name, "Спеціаліст", str(rng.randint(1, 40)), f"2-{rng.randint(10, 99)}-{rng.randint(10, 99)}"]
        for i, name in enumerate(SURNAMES[:8])
    ]
    return [Para("Список працівників апарату ради", "center", True), table(rows)]


def main() -> int:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    for name, make in (("паспорт", passport), ("додаток до програми", annex), ("рішення", decision), ("список", staff)):
        blocks = make(rng)
        (args.out / f"{name}.docx").write_bytes(write_docx(blocks))
        (args.out / f"{name} (таблиця).xlsx").write_bytes(write_xlsx(blocks))
    print(f"8 files in {args.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The plainest report there is, as a docx: for tests of everything around its meaning."""

from __future__ import annotations

from pathlib import Path

import docx

HEADER = ("№ з/п", "Зміст заходів", "Строк виконання", "Виконавці", "Річний обсяг фінансування, тис. грн",
          "Фактично профінансовано, тис. грн", "Відсоток виконання, %", "Інформація про виконання")  # fmt: skip


def write_report(
    path: Path,
    *,
    programme: str = "Чисте місто",
    year: int = 2024,
    planned: str = "100,0",
    actual: str = "50,0",
    header: dict[str, str] | None = None,
) -> Path:
    """One programme, one measure, half of it financed; ``header`` words columns of ``HEADER`` differently."""
    document = docx.Document()
    document.add_paragraph(f"ЗВІТ про виконання Програми «{programme}» на 2022-2026 роки за {year} рік")
    document.add_paragraph("Коростенська міська територіальна громада")
    table = document.add_table(3, len(HEADER))
    rows = (
        tuple((header or {}).get(text, text) for text in HEADER),
        ("1", "Прибирання парків", str(year), "Відділ благоустрою", planned, actual, "50", "Виконано"),
        ("", "Всього по Програмі", "", "", planned, actual, "50", ""),
    )
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path

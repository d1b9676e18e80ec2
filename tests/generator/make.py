"""Makes the committed samples: ``python -m tests.generator.make [--force]`` writes samples/ and samples/truth/.

Two invented communities, seven programmes, every table shape and every format; one programme over three years with a revised plan, a
renamed measure, one gone and one new. What LibreOffice writes differs by its clock, so such a file is kept while its truth stays the same.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.generator.consolidated import ConsolidatedMaker
from tests.generator.draw import ModelMaker, draw_actual
from tests.generator.files import FORMATS, OFFICE, SHEETS
from tests.generator.model import Measure, Model, Period, Sums
from tests.generator.page import PageBreak
from tests.generator.report import Made, ReportMaker
from tests.generator.style import Style
from tests.generator.words import COMMUNITIES, THEMES, Community, Theme
from tests.generator.writers.boxes import box
from tests.generator.writers.docx import write_docx
from tests.generator.writers.office import by_office

SAMPLES = Path(__file__).parents[2] / "samples"
VERBIVSKA, STAVYSHCHANSKA = COMMUNITIES[0], COMMUNITIES[1]
THEME = {t.key: t for t in THEMES}


@dataclass(frozen=True)
class Spec:
    """One sample. ``defects`` are done on purpose; the truth names the findings they must raise."""

    name: str
    fmt: str
    shape: str
    seed: int
    community: Community = VERBIVSKA
    theme: str = "culture"
    defects: tuple[str, ...] = ()
    container: str = ""


SPECS = (
    Spec("Додаток 3 до рішення. Дороги", "doc", "year_rows", 4, VERBIVSKA, "roads"),
    Spec("zvit_zdorovia_2024", "rtf", "source_columns", 5, VERBIVSKA, "health"),
    Spec("Звіт про виконання програми спорту", "html", "plan_years", 6, STAVYSHCHANSKA, "sport"),
    Spec("turbota-zvit", "txt-box", "stacked", 7, STAVYSHCHANSKA, "social"),
    Spec("Захист населення (фонди)", "xlsx", "funds", 8, STAVYSHCHANSKA, "defence"),
    Spec("Довкілля поквартально", "xls", "quarters", 9, VERBIVSKA, "environment"),
    Spec("Зведена інформація по програмах", "ods", "consolidated", 10, STAVYSHCHANSKA),
    Spec("osvita", "txt", "flat_source", 11, STAVYSHCHANSKA, "education"),
    Spec("Соцзахист, план зі змінами", "htm", "plans", 12, VERBIVSKA, "social"),
    Spec("Дороги за джерелами", "pdf-office", "sub_sources", 13, STAVYSHCHANSKA, "roads", container="zip"),
    Spec("Безпека громади", "txt-ascii", "spent", 14, VERBIVSKA, "defence", container="p7s"),
    Spec("Медицина по роках", "docx", "years_outer", 15, STAVYSHCHANSKA, "health", container="7z"),
    Spec("Напрями програми довкілля", "txt-spaces", "section_rows", 16, STAVYSHCHANSKA, "environment", container="asice"),
    Spec("Освіта, роки плану", "odt", "plan_years_flat", 17, VERBIVSKA, "education", container="eml"),
    Spec("Два звіти в одному файлі", "docx", "flat", 18, VERBIVSKA, "sport", container="rar"),
    Spec("Спорт із помилками в підсумках", "pdf", "flat", 19, STAVYSHCHANSKA, "sport", ("section_sum", "percent", "overspent")),
    Spec("Медицина без сторінки", "docx", "years", 20, VERBIVSKA, "health", ("numbering_gap", "unreadable", "narrative")),
    Spec("Дороги, зсунутий рядок", "html", "flat", 21, VERBIVSKA, "roads", ("shifted", "lookalike")),
    Spec("Соцзахист, невідома графа", "xlsx", "flat", 22, STAVYSHCHANSKA, "social", ("unknown_column", "programme_sum")),
)


def make_spec(spec: Spec) -> tuple[Made, random.Random]:
    """The reports of a sample: the first draw of its seed that has what the sample is for."""
    for attempt in range(400):
        rng = random.Random(f"{spec.seed}/{attempt}")
        sheet, narrow = spec.fmt in SHEETS, spec.fmt in SHEETS or spec.fmt.startswith("txt-")
        if spec.shape == "consolidated":
            made = ConsolidatedMaker(rng, sheet, spec.community).make()
        else:
            spans = spec.fmt not in ("txt", "txt-spaces")
            made = ReportMaker(rng, spec.shape, sheet=sheet, narrow=narrow, spans=spans, defects=spec.defects).make(
                spec.community, THEME[spec.theme]
            )
        if spec.name.startswith("Два звіти"):
            other = ReportMaker(rng, "years").make(spec.community, THEME["culture"])
            made = Made(
                [*made.blocks, PageBreak(), *other.blocks], made.truths + other.truths, made.clean, made.defects, made.style, made.model
            )
        if fitting(spec, made):
            return made, rng
    raise ValueError(f"{spec.name}: no draw fits")


def fitting(spec: Spec, made: Made) -> bool:
    """Middling size, the facts all there, the defects done."""
    rows = sum(len(t["funding"]) for t in made.truths)
    facts = all(t["community"] and (t.get("decisions") or spec.shape == "consolidated") for t in made.truths)
    least = 4 if spec.shape in ("section_rows", "consolidated") else 6
    return set(made.defects) == set(spec.defects) and least <= rows <= 40 and facts


def three_years() -> list[tuple[Spec, Made, random.Random]]:
    """One culture programme of 2023–2025 reported three times."""
    first, base = next(large_models())
    p = first.programme
    p.start, p.end, p.names_community = 2023, 2025, True
    p.nominative = f"Програма розвитку культури і туризму {VERBIVSKA.genitive} на 2023-2025 роки"
    p.genitive = p.nominative.replace("Програма", "Програми")
    draw_sums(first, base)
    first.decisions = [replace(first.decisions[0], on=date(2022, 12, 15))]
    out = []
    for year, fmt, shape in ((2023, "docx", "years"), (2024, "pdf", "years"), (2025, "odt", "flat")):
        model = copy.deepcopy(first)
        model.period = Period(year, date(year, 1, 1), date(year, 12, 31), f"за {year} рік")
        change(model, year)
        rng = random.Random(year)
        maker = ReportMaker(rng, shape)
        settle(maker.style)
        out.append((Spec(f"Звіт культура {year}", fmt, shape, year), maker.make(model=model), rng))
    return out


def large_models() -> Iterator[tuple[Model, random.Random]]:
    """Models of three sections and ten measures or more, with an approving decision."""
    for attempt in range(1000):
        rng = random.Random(2023 + attempt)
        model = ModelMaker(rng, Decimal(100), {"years", "sections", "whole", "flat_measures"}).make(VERBIVSKA, THEME["culture"])
        if len(model.sections) == 3 and len(model.leaves()) >= 10 and model.decisions and model.signatory and model.indicators:
            yield model, rng


def settle(style: Style) -> None:
    """The council's own form: the same from year to year."""
    fresh = Style()
    style.__dict__.update(fresh.__dict__ | {"source_names": style.source_names, "section_form": "number_cell", "quotes": True})


def draw_sums(model: Model, rng: random.Random) -> None:
    """Plans of all three years and what was financed, in hundreds of hryvnias."""
    for section in model.sections:
        for m in section.measures:
            m.start, m.end, m.note, m.term_words = 2023, 2025, None, ""
            m.base = {}
            for year in (2023, 2024, 2025):
                planned = Decimal(rng.randint(20, 900) * 500)
                m.base[year, "local", "general"] = Sums(planned, draw_actual(rng, planned, Decimal(100)))


def change(model: Model, year: int) -> None:
    """What the year's report knows: later years are not financed yet; from 2024 on the programme was amended."""
    measures = model.sections[0].measures
    if year >= 2024:
        measures[0].base[2024, "local", "general"].planned += 45_000
        measures[1].title = measures[1].title + " у старостинських округах"
        if len(model.sections[-1].measures) > 1:
            model.sections[-1].measures.pop()
        fresh = Measure("Облаштування літньої сцени у парку", measures[0].executors, 2024, 2025, "Виконано")
        fresh.base = {(y, "local", "general"): Sums(Decimal(120_000), Decimal(118_500)) for y in (2024, 2025)}
        measures.append(fresh)
    for section in model.sections:
        for m in section.measures:
            for (y, _, _), sums in m.base.items():
                if y > year:
                    sums.actual = Decimal(0)
            now = m.base.get((year, "local", "general"), Sums(Decimal(0)))
            m.info = (
                "Виконано"
                if now.actual == now.planned
                else "Виконано частково, економія за результатами торгів"
                if now.actual
                else "Фінансування не відкрито"
            )


def truth_text(file: str, made: Made, spec: Spec) -> str:
    """The truth file's content."""
    truth: dict[str, Any] = {
        "file": file,
        "clean": made.clean,
        "made": {"shape": spec.shape, "format": spec.fmt, "defects": made.defects},
        "reports": made.truths,
    }
    return json.dumps(truth, ensure_ascii=False, indent=1) + "\n"


def write(spec: Spec, made: Made, rng: random.Random, out: Path, force: bool) -> str:
    """One sample and its truth; returns what was done."""
    extension = "." + OFFICE[spec.fmt] if spec.fmt in OFFICE else FORMATS[spec.fmt][0]
    path, inner, _ = box(spec.container, spec.name + extension, b"")
    text = truth_text(inner, made, spec)
    truth_path = out / "truth" / f"{inner}.truth.json"
    if (
        spec.fmt in OFFICE
        and not force
        and (out / path).exists()
        and truth_path.exists()
        and truth_path.read_text(encoding="utf-8") == text
    ):
        return f"{path}: kept"
    if spec.fmt in OFFICE:
        content = by_office({"a": write_docx(made.blocks, None, True)}, OFFICE[spec.fmt])["a"]
    else:
        content = FORMATS[spec.fmt][1](made.blocks, rng)
    path, _, content = box(spec.container, spec.name + extension, content)
    (out / path).write_bytes(content)
    truth_path.write_text(text, encoding="utf-8")
    return f"{path}: {len(content)} bytes, {sum(len(t['funding']) for t in made.truths)} rows"


def samples() -> list[tuple[Spec, Made, random.Random]]:
    """All samples, not yet written."""
    return [*three_years(), *((spec, *make_spec(spec)) for spec in SPECS)]


def main() -> int:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--force", action="store_true", help="write what LibreOffice makes anew, too")
    ap.add_argument("--out", type=Path, default=SAMPLES)
    args = ap.parse_args()
    (args.out / "truth").mkdir(parents=True, exist_ok=True)
    for spec, made, rng in samples():
        print(write(spec, made, rng, args.out, args.force))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())


__all__ = ["Spec", "Theme", "main", "samples"]

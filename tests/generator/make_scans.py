"""Makes the committed scans: ``python -m tests.generator.make_scans [--out DIR]`` writes samples/scans/ and samples/truth/.

Each is a report of our own, printed, worn in a way of its own and kept small.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.generator.make import SAMPLES, STAVYSHCHANSKA, THEME, VERBIVSKA
from tests.generator.random_scans import EXTENSIONS, legible
from tests.generator.report import Made, ReportMaker
from tests.generator.words import COMMUNITIES, Community
from tests.generator.writers.scan import Wear, write_scan


@dataclass(frozen=True)
class ScanSpec:
    """One scan: the report drawn, and how its paper was worn."""

    name: str
    kind: str
    shape: str
    seed: int
    wear: Wear
    community: Community = VERBIVSKA
    theme: str = "culture"
    defects: tuple[str, ...] = field(default=())


SPECS = (
    ScanSpec("Скан звіту про спорт", "pdf", "flat", 1, Wear(dpi=200, skew=0.7, quality=45, noise=3), VERBIVSKA, "sport"),
    ScanSpec("Скан освіта чорно-білий", "tiff", "years", 2, Wear(dpi=300, skew=-1.2, mode="bilevel", noise=0), STAVYSHCHANSKA, "education"),
    ScanSpec("skan_dorohy", "png", "spent", 3, Wear(dpi=200, mode="bilevel", noise=0, skew=0.4, holes=True), VERBIVSKA, "roads"),
    ScanSpec(
        "Фото сторінки",
        "jpg",
        "flat",
        4,
        Wear(dpi=200, mode="colour", tilt=0.012, bend=0.002, fade=0.2, quality=50, noise=2),
        STAVYSHCHANSKA,
        "social",
    ),
    ScanSpec(
        "Скан перевернутий",
        "pdf",
        "source_columns",
        5,
        Wear(dpi=200, turned=180, quality=45, noise=2, stamp=True, mode="colour"),
        COMMUNITIES[2],
        "health",
    ),
    ScanSpec("Скан боком", "pdf", "funds", 6, Wear(dpi=200, turned=90, skew=1.9, quality=45, noise=2), STAVYSHCHANSKA, "defence"),
    ScanSpec("Скан 150 точок", "pdf", "flat", 7, Wear(dpi=150, skew=-0.5, quality=60, noise=4, border=12), VERBIVSKA, "environment"),
    ScanSpec(
        "Скан із чужим текстом", "pdf-layer", "years_outer", 8, Wear(dpi=200, quality=45, skew=2.6, scribble=True), STAVYSHCHANSKA, "health"
    ),
    ScanSpec(
        "Перша сторінка з Word, решта скан", "pdf-mixed", "flat", 9, Wear(dpi=200, quality=45, skew=-0.8, noise=3), VERBIVSKA, "education"
    ),
    ScanSpec(
        "Скан із помилкою у сумі",
        "pdf",
        "flat",
        10,
        Wear(dpi=200, mode="bilevel", noise=0, skew=0.3),
        STAVYSHCHANSKA,
        "sport",
        ("section_sum",),
    ),
    ScanSpec(
        "Скан на боці 300 точок",
        "pdf",
        "flat",
        11,
        Wear(dpi=300, turned=270, mode="bilevel", noise=0, skew=-2.2, specks=0.0001),
        VERBIVSKA,
        "defence",
    ),
)


def make_scan(spec: ScanSpec) -> tuple[Made, bytes]:
    """The first draw of the spec's seed that is legible and of middling size."""
    for attempt in range(500):
        rng = random.Random(f"scan/{spec.seed}/{attempt}")
        made = ReportMaker(rng, spec.shape, defects=spec.defects).make(spec.community, THEME[spec.theme])
        truth = made.truths[0]
        whole = bool(truth["community"] and truth["decisions"] and truth["signatory"])
        if not whole or not 6 <= len(truth["funding"]) <= 22 or set(made.defects) != set(spec.defects) or not legible(made, spec.wear.dpi):
            continue
        content = write_scan(made.blocks, spec.kind, spec.wear, rng)
        if content is not None and len(content) < 450_000:
            return made, content
    raise ValueError(f"{spec.name}: no draw fits")


def truth_text(file: str, made: Made, spec: ScanSpec) -> str:
    """The truth file's content."""
    truth: dict[str, Any] = {
        "file": file,
        "clean": made.clean,
        "made": {"shape": spec.shape, "format": spec.kind, "defects": made.defects},
        "scan": spec.wear.told(),
        "reports": made.truths,
    }
    return json.dumps(truth, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, default=SAMPLES)
    args = ap.parse_args()
    for folder in ("scans", "truth"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    for spec in SPECS:
        made, content = make_scan(spec)
        name = spec.name + EXTENSIONS[spec.kind]
        (args.out / "scans" / name).write_bytes(content)
        (args.out / "truth" / f"{name}.truth.json").write_text(truth_text(name, made, spec), encoding="utf-8")
        print(f"{name}: {len(content)} bytes, {len(made.truths[0]['funding'])} rows")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

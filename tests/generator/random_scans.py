"""Mass test material on paper: ``python -m tests.generator.random_scans --seed 1 --count 40 --out DIR [--dpi 200] [--kinds pdf,tiff,png,jpg,pdf-layer,pdf-mixed]``.

Writes DIR/files and DIR/truth as random_reports does; each truth has a ``scan`` key that tells how the page was worn.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tests.generator.page import Grid
from tests.generator.random_reports import Order, draw_made
from tests.generator.report import Made
from tests.generator.shapes import SHAPES
from tests.generator.writers.pdf import Flow, PdfStyle, register
from tests.generator.writers.scan import Wear, draw_hard_wear, draw_wear, write_scan

KINDS = ("pdf", "pdf", "pdf-layer", "pdf-mixed", "tiff", "png", "jpg")
EXTENSIONS = {"pdf": ".pdf", "pdf-layer": ".pdf", "pdf-mixed": ".pdf", "tiff": ".tiff", "png": ".png", "jpg": ".jpg"}


def legible(made: Made, dpi: int, font: str = "LiberationSerif") -> bool:
    """The tables fit the page in letters a person can read from a scan of ``dpi``."""
    register(font)
    flow = Flow(PdfStyle(size=9.0, font=font), 841.89 - 84)
    least = 7.5 if dpi < 200 else 6.5 if dpi < 300 else 6.0
    return all(flow.fit(block)[0] >= least for block in made.blocks if isinstance(block, Grid))


def make_scan(
    seed: int, index: int, kind: str, shape: str, dpi: int | None, defects: float, *, hard: bool = False
) -> tuple[Made, Wear, bytes]:
    """A report that is legible as a scan of its kind, how it was worn, and the file."""
    for attempt in range(60):
        rng = random.Random(f"scan/{seed}/{index}/{kind}/{shape}/{attempt}")
        made = draw_made(Order(seed, index, "pdf", shape, defects), rng)
        how = draw_hard_wear(rng, dpi) if hard else draw_wear(rng, dpi)
        if kind == "pdf-mixed":
            how = replace(how, turned=0)
        if legible(made, how.dpi, how.font):
            content = write_scan(made.blocks, kind, how, rng)
            if content is not None:
                return made, how, content
    raise ValueError(f"no {shape} fits a scan of kind {kind}")


def main() -> int:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--count", type=int, default=40)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--dpi", type=int, help="one resolution for all; else drawn from 150 to 400")
    ap.add_argument("--kinds", default=",".join(KINDS))
    ap.add_argument("--shapes", default=",".join((*SHAPES, "consolidated")))
    ap.add_argument("--defects", type=float, default=0.0)
    ap.add_argument("--hard", action="store_true", help="photos, shadows, stamps and signatures over figures, other fonts, heavy noise")
    args = ap.parse_args()
    deck = random.Random(args.seed)
    shapes = args.shapes.split(",")
    for folder in ("files", "truth"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    for index in range(args.count):
        kind, shape = deck.choice(args.kinds.split(",")), shapes[index % len(shapes)]
        made, how, content = make_scan(args.seed, index, kind, shape, args.dpi, args.defects, hard=args.hard)
        name = f"s{args.seed}-{index:04d}-{shape}-{kind}-{how.dpi}{EXTENSIONS[kind]}"
        (args.out / "files" / name).write_bytes(content)
        truth: dict[str, Any] = {"file": name, "clean": made.clean, "scan": asdict(how) | {"kind": kind}, "reports": made.truths}
        (args.out / "truth" / f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{args.count} scans in {args.out / 'files'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

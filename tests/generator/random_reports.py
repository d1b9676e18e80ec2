"""Mass test material: ``python -m tests.generator.random_reports --seed 1 --count 200 --out DIR``.

Writes DIR/files/… and DIR/truth/NAME.truth.json; ``zvit ingest DIR/files`` and score with DIR/truth. ``--formats``, ``--shapes`` take lists
by commas; ``--defects 0.3`` is the share of reports with one to three things wrong; ``--several`` the share of files with two reports.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

from tests.generator.consolidated import ConsolidatedMaker
from tests.generator.files import FORMATS, OFFICE, SHEETS, containers
from tests.generator.page import Block, PageBreak
from tests.generator.report import Made, ReportMaker
from tests.generator.shapes import SHAPES
from tests.generator.words import community_of
from tests.generator.writers.docx import write_docx
from tests.generator.writers.office import by_office

ALL_SHAPES = (*SHAPES, "consolidated")
LIES = {
    ".docx": (".doc",),
    ".html": (".xls", ".doc"),
    ".htm": (".xls",),
    ".rtf": (".doc",),
    ".xls": (".xlsx",),
    ".xlsx": (".xls",),
    ".odt": (".docx",),
    ".pdf": (".docx",),
}
LINE_SHAPES = ("flat", "plans", "spent", "section_rows", "flat_source", "consolidated")


@dataclass(frozen=True)
class Order:
    """What one file is to be. The same order gives the same bytes."""

    seed: int
    index: int
    fmt: str
    shape: str
    defects: float = 0.0
    several: float = 0.0
    container: str = ""
    lying: float = 0.0
    """How likely the file's extension is another kind's."""

    @property
    def stem(self) -> str:
        return f"r{self.seed}-{self.index:04d}-{self.shape}-{self.fmt}"


def draw_made(order: Order, rng: random.Random) -> Made:
    """The reports of one file."""
    sheet, narrow = order.fmt in SHEETS, order.fmt in SHEETS or order.fmt.startswith("txt-")
    community = community_of(order.seed, order.index)
    if order.shape == "consolidated":
        return ConsolidatedMaker(rng, sheet, community).make()
    defects = rng.randint(1, 3) if rng.random() < order.defects else 0
    made = ReportMaker(rng, order.shape, sheet=sheet, narrow=narrow, spans=order.fmt not in ("txt", "txt-spaces"), defects=defects).make(
        community
    )
    if rng.random() < order.several and not sheet:
        other = ReportMaker(rng, rng.choice(("flat", "years", "spent")), sheet=sheet, narrow=narrow).make(community)
        if other.model and made.model and other.model.programme.theme != made.model.programme.theme:
            blocks: list[Block] = [*made.blocks, PageBreak(), *other.blocks]
            made = Made(blocks, made.truths + other.truths, made.clean, made.defects, made.style, made.model)
    return made


def fits(fmt: str, shape: str) -> bool:
    """Columns kept apart by spaces hold one line per row and no merged cells; ruled rows only need one line of header."""
    return fmt not in ("txt-spaces", "pdf-unruled") or shape in LINE_SHAPES


def deal(
    seed: int, count: int, formats: list[str], shapes: list[str], defects: float, several: float, boxed: float, lying: float = 0.0
) -> list[Order]:
    """``count`` orders that go through all pairs of format and shape before any comes again."""
    pairs = [(f, s) for s in shapes for f in formats if fits(f, s)]
    rng = random.Random(seed)
    deck: list[tuple[str, str]] = []
    orders = []
    for index in range(count):
        deck = deck or rng.sample(pairs, len(pairs))
        fmt, shape = deck.pop()
        container = rng.choice(containers()) if rng.random() < boxed else ""
        orders.append(Order(seed, index, fmt, shape, defects, several, container, lying))
    return orders


def write_all(orders: list[Order], out: Path) -> None:
    """All files with their truth; what LibreOffice has to write goes through it in batches."""
    for folder in ("files", "truth"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    waiting: dict[str, list[tuple[Order, Made, bytes]]] = {}
    for order in orders:
        rng = random.Random(f"{order.seed}/{order.index}/{order.fmt}/{order.shape}")
        made = draw_made(order, rng)
        if order.fmt in OFFICE:
            waiting.setdefault(OFFICE[order.fmt], []).append((order, made, write_docx(made.blocks, None, rng.random() < 0.5)))
        else:
            extension, writer = FORMATS[order.fmt]
            deliver(order, made, extension, writer(made.blocks, rng), out)
    for to, jobs in waiting.items():
        for start in range(0, len(jobs), 25):
            batch = jobs[start : start + 25]
            done = by_office({o.stem: content for o, _, content in batch}, to)
            for order, made, _ in batch:
                deliver(order, made, "." + to, done[order.stem], out)


def deliver(order: Order, made: Made, extension: str, content: bytes, out: Path) -> None:
    """The file, in its container if it has one, and its truth."""
    from tests.generator.writers.boxes import box

    name = order.stem + extension
    rng = random.Random(f"name/{order.seed}/{order.index}")
    if not order.container and rng.random() < order.lying:
        name = order.stem + rng.choice(LIES.get(extension, (extension,)))
    path, inner, content = box(order.container, name, content)
    (out / "files" / path).write_bytes(content)
    truth = {
        "file": inner,
        "clean": made.clean,
        "made": {"defects": made.defects, "shape": order.shape, "format": order.fmt},
        "reports": made.truths,
    }
    (out / "truth" / f"{Path(inner).name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")


def main() -> int:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--count", type=int, default=100)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--formats", default=",".join(f for f in (*FORMATS, *OFFICE) if f != "pdf-unruled"))
    ap.add_argument("--shapes", default=",".join(ALL_SHAPES))
    ap.add_argument("--defects", type=float, default=0.0)
    ap.add_argument("--several", type=float, default=0.05)
    ap.add_argument("--containers", type=float, default=0.0)
    ap.add_argument("--lying", type=float, default=0.03, help="share of files with another kind's extension")
    args = ap.parse_args()
    orders = deal(
        args.seed, args.count, args.formats.split(","), args.shapes.split(","), args.defects, args.several, args.containers, args.lying
    )
    write_all(orders, args.out)
    print(f"{args.count} reports in {args.out / 'files'}, truth in {args.out / 'truth'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

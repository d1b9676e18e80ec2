"""Mass test material: ``python -m tests.generator.random_reports --seed 1 --count 200 --out DIR [--formats docx,txt] [--shapes flat] [--clean]``.

Writes DIR/files/NAME.EXT and DIR/truth/NAME.truth.json; ``zvit ingest DIR/files`` and score with DIR/truth.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.generator.page import Block
from tests.generator.report import Made, ReportMaker
from tests.generator.shapes import SHAPES
from tests.generator.writers.docx import write_docx
from tests.generator.writers.html import write_html
from tests.generator.writers.sheet import write_ods, write_xls, write_xlsx
from tests.generator.writers.text import write_text

Writer = Callable[[list[Block], random.Random], bytes]


def _txt(blocks: list[Block], rng: random.Random, form: str) -> bytes:
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1251"))
    newline = rng.choice(("\n", "\r\n"))
    try:
        return write_text(blocks, form, encoding, newline)
    except UnicodeEncodeError:
        return write_text(blocks, form, "utf-8", newline)


def _html(blocks: list[Block], rng: random.Random, form: str) -> bytes:
    encoding = rng.choice(("utf-8", "cp1251"))
    return write_html(blocks, form, encoding, rng.random() < 0.7)


FORMATS: dict[str, tuple[str, Writer]] = {
    "docx": (".docx", lambda b, r: write_docx(b, r, r.random() < 0.5)),
    "txt": (".txt", lambda b, r: _txt(b, r, "tabs")),
    "txt-ascii": (".txt", lambda b, r: _txt(b, r, "ascii")),
    "txt-box": (".txt", lambda b, r: _txt(b, r, "box")),
    "txt-spaces": (".txt", lambda b, r: _txt(b, r, "spaces")),
    "html": (".html", lambda b, r: _html(b, r, r.choice(("plain", "word")))),
    "htm": (".htm", lambda b, r: _html(b, r, "excel")),
    "xlsx": (".xlsx", lambda b, r: write_xlsx(b, r.random() < 0.75)),
    "xls": (".xls", lambda b, r: write_xls(b, r.random() < 0.75)),
    "ods": (".ods", lambda b, r: write_ods(b, r.random() < 0.75)),
}
SHEETS = {"xlsx", "xls", "ods", "htm"}


def truth_of(file: str, made: Made) -> dict[str, Any]:
    """The truth file's content."""
    return {"file": file, "clean": made.clean, "reports": [made.truth]}


def make_one(seed: int, index: int, fmt: str, shape: str, out: Path) -> str:
    """One report in one file with its truth; returns the file's name. The same arguments give the same bytes."""
    rng = random.Random(f"{seed}/{index}/{fmt}/{shape}")
    made = ReportMaker(rng, shape, sheet=fmt in SHEETS, narrow=fmt in SHEETS or fmt.startswith("txt-")).make()
    extension, writer = FORMATS[fmt]
    name = f"r{seed}-{index:04d}-{shape}-{fmt}{extension}"
    (out / "files" / name).write_bytes(writer(made.blocks, rng))
    text = json.dumps(truth_of(name, made), ensure_ascii=False, indent=1)
    (out / "truth" / f"{Path(name).name}.truth.json").write_text(text, encoding="utf-8")
    return name


def fits(fmt: str, shape: str) -> bool:
    """Columns kept apart by spaces hold one line per row and no merged cells."""
    return fmt != "txt-spaces" or shape in ("flat", "plans", "spent", "section_rows", "flat_source")


def main() -> int:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--count", type=int, default=100)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--formats", default=",".join(FORMATS))
    ap.add_argument("--shapes", default=",".join(SHAPES))
    args = ap.parse_args()
    pairs = [(f, s) for s in args.shapes.split(",") for f in args.formats.split(",") if fits(f, s)]
    order = random.Random(args.seed)
    for folder in ("files", "truth"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    deck: list[tuple[str, str]] = []
    for index in range(args.count):
        if not deck:
            deck = order.sample(pairs, len(pairs))
        fmt, shape = deck.pop()
        make_one(args.seed, index, fmt, shape, args.out)
    print(f"{args.count} reports in {args.out / 'files'}, truth in {args.out / 'truth'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

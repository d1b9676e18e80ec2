"""Any table written to text, with blanks or with drawn lines, is read back as it was: every cell, every line of it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.text import read_lines
from ingest.model import Table
from ingest.text_lines import split_lines

WORDS = [
    "придбання",
    "обладнання",
    "для",
    "системи",
    "відеоспостереження",
    "міста",
    "ремонт",
    "вулиць",
    "та",
    "доріг",
    "громади",
    "забезпечення",
    "закладів",
    "освіти",
]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)
titles = words.map(lambda chosen: " ".join(chosen).capitalize())
executors = st.sampled_from(["УЖКГ", "Відділ освіти", "Управління житлово-комунального господарства", "КВГП"])
amounts = st.one_of(
    st.decimals(0, 99_999, places=2).map(lambda number: f"{number:,.2f}".replace(",", " ").replace(".", ",")),
    st.sampled_from(["-", "–", "---", "", "", "100", "2500,0", "28719468.00"]),
)
terms = st.sampled_from(["2024", "2024-2026 рр.", "2024-2026р р.", ""])
notes = st.one_of(st.just(""), words.map(" ".join))


@dataclass(frozen=True)
class Written:
    """A table as text lines per cell: ``rows[y][x]`` is a list of wrapped lines."""

    header: list[list[str]]
    rows: list[list[list[str]]]
    widths: list[int]
    right: list[bool]

    @property
    def cells(self) -> list[list[str]]:
        return [["\n".join(cell) for cell in row] for row in [self.header, *self.rows]]


@st.composite
def tables(draw: st.DrawFn, *, breakdown: bool = True) -> Written:
    """A report's table: numbered measures, sections, a total, wrapped texts, empty columns."""
    count = draw(st.integers(1, 4))
    texts = [
        [
            "№ з/п",
            "Зміст заходів",
            "Строк виконання",
            "Виконавці",
            *(f"Обсяг {2023 + at}, тис. грн" for at in range(count)),
            "Інформація про виконання",
        ]
    ]
    for section in range(1, draw(st.integers(1, 2)) + 1):
        if draw(st.booleans()):
            texts.append([["", "I", "II"][section], draw(titles), *[""] * (count + 3)])
        for number in range(1, draw(st.integers(1, 4)) + 1):
            row = [draw(amounts) for _ in range(count)]
            texts.append([f"{section}.{number}", draw(titles), draw(terms), draw(executors), *row, draw(notes)])
    texts.append(["", "Всього по Програмі", "", "", *["575,00"] * count, ""])
    widths = [6, draw(st.integers(19, 40)), draw(st.integers(10, 16)), draw(st.integers(21, 30)), *[15] * count, draw(st.integers(19, 30))]
    wrapped = [[textwrap.wrap(text, width, break_on_hyphens=False) for text, width in zip(row, widths, strict=True)] for row in texts]
    return Written(wrapped[0], wrapped[1:], widths, [False, False, False, False, *[draw(st.booleans())] * count, False])


def _lines(row: list[list[str]], table: Written) -> list[list[str]]:
    """The row's lines, each a list of padded cells."""
    height = max(len(cell) for cell in row)
    padded = [[*cell, *[""] * (height - len(cell))] for cell in row]
    return [
        [
            cell[at].rjust(width) if right else cell[at].ljust(width)
            for cell, width, right in zip(padded, table.widths, table.right, strict=True)
        ]
        for at in range(height)
    ]


def as_columns(table: Written, gap: int, *, blank: bool, rule: bool) -> str:
    out: list[str] = []
    for number, row in enumerate([table.header, *table.rows]):
        out += [(" " * gap).join(cells).rstrip() for cells in _lines(row, table)]
        if rule and number == 0:
            out.append("-" * (sum(table.widths) + gap * (len(table.widths) - 1)))
        if blank:
            out.append("")
    return "\n".join(out)


def as_drawn(table: Written, style: str, *, rules: bool) -> str:
    bar, dash, joints = ("|", "-", "+++++++++") if style == "ascii" else ("│", "─", "┌┬┐├┼┤└┴┘")

    def rule(level: int) -> str:
        left, middle, right = joints[3 * level : 3 * level + 3]
        return left + middle.join(dash * (width + 2) for width in table.widths) + right

    out = [rule(0)]
    for number, row in enumerate([table.header, *table.rows]):
        out += [bar + bar.join(f" {cell} " for cell in cells) + bar for cells in _lines(row, table)]
        last = number == len(table.rows)
        if last or rules or number == 0:
            out.append(rule(2 if last else 1))
    return "\n".join(out)


def read(text: str) -> list[list[list[str]]]:
    """The tables found, each as rows of texts; a merged cell would leave a gap and fail the comparison."""
    blocks, _ = read_lines(split_lines(text)[0])
    found = [block for block in blocks if isinstance(block, Table)]
    return [[[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)] for table in found]


@given(tables(), st.integers(2, 4), st.booleans(), st.booleans())
def test_columns_held_apart_by_blanks_come_back(table: Written, gap: int, blank: bool, rule: bool) -> None:
    assert read(as_columns(table, gap, blank=blank, rule=rule)) == [table.cells]


@given(tables(), st.sampled_from(["ascii", "box"]), st.booleans())
def test_drawn_tables_come_back(table: Written, style: str, rules: bool) -> None:
    assert read(as_drawn(table, style, rules=rules)) == [table.cells]


@given(tables())
def test_tab_tables_come_back(table: Written) -> None:
    flat = [[cell.replace("\n", " ") for cell in row] for row in table.cells]
    assert read("\n".join("\t".join(row) for row in flat)) == [flat]


@given(st.text(alphabet=st.sampled_from(list("|+-─│┼ \tабв12,.\n;")), max_size=300))
def test_no_text_breaks_the_reader_and_no_word_is_lost(text: str) -> None:
    blocks, _ = read_lines(split_lines(text)[0])
    for block in blocks:
        if isinstance(block, Table):
            spots = [
                (y, x)
                for cell in block.cells
                for y in range(cell.row, cell.row + cell.row_span)
                for x in range(cell.column, cell.column + cell.column_span)
            ]
            assert sorted(spots) == [(y, x) for y in range(block.rows) for x in range(block.columns)]
    kept = "".join(cell.text for block in blocks if isinstance(block, Table) for cell in block.cells)
    kept += "".join(block.text for block in blocks if not isinstance(block, Table))
    assert sorted(char for char in kept if char.isalnum()) == sorted(char for char in text if char.isalnum())

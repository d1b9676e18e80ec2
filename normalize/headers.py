"""Find the header of a table and read it: which rows it takes, which path of texts stands above each column, what each column means.

Structure first (spans give the paths), the lexicon second, similarity last, content as a vote; no two columns may claim one meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Cell
from normalize.amounts import restacked
from normalize.columns import FIGURES, MONEY, Meaning, dimension_only, is_unit_only, is_year_label, read_column, without_unit
from normalize.lexicon import Lexicon
from normalize.records import Fund, Source
from normalize.table_rows import Row, line
from normalize.text import fold, one_line
from normalize.values import Kind, is_dash, read_value

_LONGEST_LABEL = 260
_MOST_LEVELS = 8
_SURE = 0.75
_CLEARLY = 0.12
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBERED = re.compile(r"(\d{1,2})\s*[а-яa-z.)]{0,2}\s*(?:\(?\s*=?\s*(?:гр\.?|к\.?)?\s*[\d\s+\-/:*=гргкx()х,.]*\)?)?%?")


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: rows ``start`` … ``end`` (exclusive; a column-number row included), the path and the meaning of each column.

    ``kind``: ``funding``, ``indicators``, ``plan`` (no column of actual amounts), ``other`` (known words, no figures).
    ``doubts`` are columns (index, text) with figures under a header that is not understood; ``misspelt`` (index, text) were understood all the same.
    """

    start: int
    end: int
    paths: tuple[tuple[str, ...], ...]
    meanings: tuple[Meaning, ...]
    kind: str
    doubts: tuple[tuple[int, str], ...] = ()
    misspelt: tuple[tuple[int, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def columns(self, *fields: str) -> list[int]:
        """The columns of these fields, left to right."""
        return [c for c, m in enumerate(self.meanings) if m.field in fields]

    def column(self, field: str) -> int | None:
        """The first column of the field, or None."""
        return next(iter(self.columns(field)), None)

    @property
    def consolidated(self) -> bool:
        """A table with a row per programme instead of per measure."""
        return self.column("programme") is not None and self.column("measure") is None


def is_figure(text: str) -> bool:
    """Whether a cell holds what only data rows hold: an amount, a percent, a dash; a bare year is none."""
    if not text:
        return False
    if is_dash(text):
        return True
    if is_year_label(without_unit(text)) or not any(c.isdigit() for c in text):
        return False
    value = read_value(restacked(text))
    return len(value.parts) > 1 or (value.kind in (Kind.NUMBER, Kind.UNREADABLE) and len(_WORD.findall(text)) <= 4)


def find_headers(rows: Sequence[Row], lexicon: Lexicon) -> list[tuple[int, int]]:
    """The header blocks of a physical table as (start, end) row indices, top to bottom; a repeated header is a block of its own."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(rows):
        block = _block_at(rows, at, lexicon)
        if block is None:
            at += 1
            continue
        floor = found[-1][1] if found else 0
        found.append((_grow_up(rows, block[0], floor, lexicon), block[1]))
        at = block[1]
    return found


def _block_at(rows: Sequence[Row], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    if rows[at].empty:
        return None
    if _is_anchor([rows[at]], lexicon):
        return at, _grow_down(rows, at, at + 1, lexicon)
    for height in (2, 3, 4):
        block = rows[at : at + height]
        if len(block) < height or any(is_figure(line(cell.text)) or _spans_all(row, cell) for row in block for _, cell in row.filled()):
            return None
        if _is_anchor([block[-1]], lexicon):
            return None
        if not rows[at].empty and _is_anchor(block, lexicon) and _wrapped(block):
            return at, _grow_down(rows, at, at + height, lexicon)
    return None


def _spans_all(row: Row, cell: Cell) -> bool:
    """Whether a cell reaches over the whole row, as titles above a table do."""
    return len(row.cells) > 2 and cell.column_span >= len(row.cells) - 1


def _wrapped(block: Sequence[Row]) -> bool:
    """Whether rows can be the lines of one header: most columns that hold text hold it in more than one row."""
    counts = [sum(bool(row.text(c)) and row.cells[c].row == row.index for row in block) for c in range(len(block[0].cells))]
    return sum(n > 1 for n in counts) * 2 >= sum(n > 0 for n in counts)


def _is_anchor(block: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether the rows name enough distinct fields to be a header: a measure, programme or indicator, and something beside it."""
    fields: set[str] = set()
    known = 0
    for text in _column_texts(block):
        if len(text) > _LONGEST_LABEL:
            continue
        if is_figure(text):
            return False
        best = lexicon.best("fields", text, _SURE)
        if best:
            known += 1
            fields.update(m.meaning for m in lexicon.matches("fields", text) if m.score >= best.score - 0.03)
    named = fields & {"measure", "programme", "indicator", "section"}
    return known > 1 and bool((named and len(fields) >= 2) or (len(fields) >= 4 and fields & {*FIGURES}))


def _column_texts(block: Sequence[Row]) -> Iterator[str]:
    if len(block) == 1:
        yield from (line(cell.text) for _, cell in block[0].filled())
        return
    for column in range(len(block[0].cells)):
        seen = dict.fromkeys(row.text(column) for row in block if row.starts(column) and row.text(column))
        if seen:
            yield " ".join(seen)


def _grow_up(rows: Sequence[Row], start: int, floor: int, lexicon: Lexicon) -> int:
    """Take in rows above the anchor that head several of its columns («План» over the years) or place them."""
    while start > floor:
        above = rows[start - 1]
        texts = [line(cell.text) for _, cell in above.filled()]
        widths = [_width(above, column) for column, _ in above.filled()]
        if not texts or any(is_figure(t) or len(t) > _LONGEST_LABEL for t in texts) or max(widths) >= len(above.cells) - 1:
            break
        if not any((m := lexicon.best("fields", t, _SURE)) and m.meaning in FIGURES for t in texts):
            break
        if not all(lexicon.best("fields", t, 0.6) or dimension_only(t, lexicon) for t in texts):
            break
        start -= 1
    return start


def _width(row: Row, column: int) -> int:
    return row.cells[column].column_span


def _grow_down(rows: Sequence[Row], start: int, end: int, lexicon: Lexicon) -> int:
    spanned = start + max(cell.row_span - (rows[start].index - cell.row) for cell in rows[start].cells)
    while end < len(rows) and end - start < _MOST_LEVELS:
        row = rows[end]
        if is_number_row(row):
            return end + 1
        if (row.empty and end < spanned) or (_goes_on(rows[end - 1], row) and _reads_on(rows[end - 1], row, lexicon)):
            end += 1
            continue
        if not _is_sub_header(rows, start, end, lexicon, inside=end < spanned):
            break
        end += 1
    return end


def _goes_on(above: Row, row: Row) -> bool:
    """Whether a row is the next line of the header's words: each of its cells begins low and stands under one that holds words."""
    filled = row.filled()
    return len(filled) > 1 and all(
        not is_figure(line(cell.text))
        and bool(re.match(r"[\s(%]*[а-яіїєґ]", line(cell.text)))
        and cell.column_span == 1
        and above.starts(column)
        and above.cells[column].column_span == 1
        and bool(above.text(column))
        for column, cell in filled
    )


def _reads_on(above: Row, row: Row, lexicon: Lexicon) -> bool:
    """Whether the header's columns are understood no worse with the next line than without it: the tail of a measure is no header."""
    for column, cell in row.filled():
        alone = lexicon.best("fields", above.text(column), _SURE)
        joined = lexicon.best("fields", one_line(f"{above.cells[column].text}\n{cell.text}"), 0.5)
        if alone is not None and (joined is None or joined.score < alone.score - 0.1):
            return False
    return True


def _is_sub_header(rows: Sequence[Row], start: int, at: int, lexicon: Lexicon, *, inside: bool) -> bool:
    """Whether a row below the anchor is a lower level of the header: labels only, standing under headers that reach over several columns."""
    filled = rows[at].filled()
    if not filled:
        return False
    if len(filled) > 1 and all(is_year_label(without_unit(line(cell.text))) for _, cell in filled):
        return True
    under_group = 0
    for column, cell in filled:
        text = line(cell.text)
        if is_figure(text) or len(text) > _LONGEST_LABEL:
            return False
        known = dimension_only(text, lexicon) or lexicon.best("fields", text, 0.7) or text in ("%", "сума")
        grouped = _under_group(rows, start, at, column)
        if not known and not (inside and grouped):
            return False
        under_group += grouped
    if len(filled) == 1 and filled[0][1].column_span * 2 > len(rows[at].cells) and not (inside or is_unit_only(line(filled[0][1].text))):
        return False
    return under_group > 0 or (inside and is_unit_only(line(filled[0][1].text)))


def _under_group(rows: Sequence[Row], start: int, at: int, column: int) -> bool:
    """Whether a header cell above ``column`` spans columns, or the column is empty above beside a filled one (spans lost in the file)."""
    above = [rows[r].cells[column] for r in range(start, at)]
    if any(cell.column_span > 1 for cell in above if line(cell.text)):
        return True
    if not any(line(cell.text) for cell in above):
        return True
    right = column + 1
    return right < len(rows[at].cells) and bool(rows[at].text(right)) and not any(line(rows[r].cells[right].text) for r in range(start, at))


def is_number_row(row: Row) -> bool:
    """Whether the row merely numbers the columns: 1 2 3 4 …, also «5=4/3» or «3а»."""
    filled = row.filled()
    if len(filled) < 3:
        return False
    numbers = []
    for _, cell in filled:
        match = _NUMBERED.fullmatch(fold(cell.text) or cell.text.strip())
        if not match:
            return False
        numbers.append(int(match[1]))
    steps = [b - a for a, b in zip(numbers, numbers[1:], strict=False)]
    return (
        numbers[0] == 1 and all(step in (0, 1) for step in steps) and sum(steps) >= len(steps) * 0.7 and numbers[-1] >= len(row.cells) * 0.5
    )


def header_paths(rows: Sequence[Row], start: int, end: int) -> tuple[tuple[str, ...], ...]:
    """The texts above each column from the top level down; spans that the file lost are inferred from the level below."""
    block = [row for row in rows[start:end] if not is_number_row(row)]
    if not block:
        return ()
    width = len(block[0].cells)
    grid = [[row.text(c) for c in range(width)] for row in block]
    for level in range(len(block) - 1, 0, -1):
        if _goes_on(block[level - 1], block[level]):
            for column, cell in block[level].filled():
                grid[level - 1][column] = one_line(f"{block[level - 1].cells[column].text}\n" + (grid[level][column] or cell.text))
            del grid[level], block[level]
    for level in range(len(grid) - 1):
        for column in range(1, width):
            if not grid[level][column] and block[level].cells[column].row_span == 1:
                grid[level][column] = _inherited(grid, block, level, column)
    return tuple(tuple(dict.fromkeys(grid[level][c] for level in range(len(grid)) if grid[level][c])) for c in range(width))


def _inherited(grid: list[list[str]], block: Sequence[Row], level: int, column: int) -> str:
    """The text of the group to the left that an empty top cell belongs to: both have something below."""
    below = range(level + 1, len(grid))
    if not any(grid[r][column] for r in below):
        return ""
    left = column - 1
    text = grid[level][left]
    if not text or not any(grid[r][left] and grid[r][left] != text for r in below):
        return ""
    if any(grid[r][column] for r in range(level)) and any(grid[r][left] != grid[r][column] for r in range(level)):
        return ""
    return text


def read_header(rows: Sequence[Row], start: int, end: int, lexicon: Lexicon, data: Sequence[Row] = ()) -> Header:
    """Read the header in rows ``start`` … ``end``; ``data`` are the rows under it, whose content has a vote where words do not decide."""
    paths = header_paths(rows, start, end)
    meanings = [read_column(path, lexicon) if path else Meaning(None) for path in paths]
    meanings = _settle_roles(meanings, data, lexicon)
    meanings = _settle_year(_settle_labels(paths, meanings, data))
    meanings = _settle_year_totals(paths, meanings, lexicon)
    meanings = _settle_aggregates(paths, meanings, lexicon)
    meanings = _vote_by_content(paths, meanings, data)
    meanings = _settle_kinds(meanings)
    meanings, contested = _settle_claims(paths, meanings, data, lexicon)
    doubts = [
        (c, " › ".join(paths[c])) for c, m in enumerate(meanings) if m.field is None and (c in contested or _figures_share(data, c) >= 0.5)
    ]
    misspelt = [(c, " › ".join(paths[c])) for c, m in enumerate(meanings) if m.field and not m.exact]
    texts = tuple(tuple(row.text(c) for c in range(len(row.cells))) for row in rows[start:end])
    return Header(start, end, paths, tuple(meanings), _kind(meanings), tuple(doubts), tuple(misspelt), texts)


def _kind(meanings: Sequence[Meaning]) -> str:
    fields = {m.field for m in meanings}
    if "indicator" in fields and fields & {"planned", "actual"} and not fields & {"measure", "programme"}:
        return "indicators"
    if "role" in fields and fields & {"planned", "actual", "spent"} and fields & {"measure", "programme", "section"}:
        return "funding"
    if fields & {"actual", "spent"} and fields & {"measure", "programme", "section"}:
        return "funding"
    if "planned" in fields and fields & {"measure", "programme", "section"}:
        return "funding" if "percent" in fields or "deviation" in fields else "plan"
    return "other"


def _settle_labels(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """One measure, one number, one executor: of two text columns that claim a label the better keeps it."""
    out = list(meanings)
    fields = [m.field for m in out]
    if "measure" in fields and fields.count("measure") > 1:
        claimants = [c for c, f in enumerate(fields) if f == "measure"]
        keep = max(claimants, key=lambda c: (_own_words(data, c), out[c].score))
        for c in claimants:
            if c != keep:
                out[c] = replace(out[c], field="section" if c < keep else "information", how="second column of measures")
    fields = [m.field for m in out]
    if "measure" not in fields and "programme" not in fields and "section" in fields and "indicator" not in fields:
        last = max(c for c, f in enumerate(fields) if f == "section")
        out[last] = replace(out[last], field="measure", how="the only column of titles")
    if "measure" in fields and "programme" in fields:
        out = [replace(m, field="ignore") if m.field == "programme" else m for m in out]
    for label in ("number", "executor", "indicator", "section", "unit", "source", "year", "fund", "category", "programme"):
        claimants = [c for c, m in enumerate(out) if m.field == label]
        for c in claimants[1:]:
            out[c] = replace(out[c], field="ignore", how=f"second column of {label}")
    return out


def _settle_roles(meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """A text column that says «план» in one row and «факт» in the next tells what the amounts beside it are."""
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        texts = [row.text(c) for row in data if c < len(row.cells) and row.starts(c) and row.text(c)]
        roles = [role_of(text, lexicon) for text in texts]
        if len(texts) > 1 and {"planned", "actual"} <= set(roles) and sum(r is not None for r in roles) * 5 >= len(texts) * 3:
            out[c] = replace(meaning, field="role", score=1.0, how="content")
    return out


def role_of(text: str, lexicon: Lexicon) -> str | None:
    """``planned`` or ``actual`` where a cell says «план», «факт» or the like and nothing else."""
    for name, field in (("plan_row", "planned"), ("actual_row", "actual")):
        if lexicon.is_only("rows", name, without_unit(text)):
            return field
    return None


def _settle_year_totals(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Всього за рік» right of a group's months or quarters, in a header cell of its own, is the group's amount for the year."""
    out = list(meanings)
    for c in range(1, len(out)):
        left = out[c - 1]
        if (
            out[c].field is None
            and left.field in MONEY
            and left.period is not None
            and len(paths[c]) == 1
            and dimension_only(paths[c][0], lexicon)
        ):
            out[c] = replace(left, period=None, how="total of its group")
    return out


def _settle_year(meanings: list[Meaning]) -> list[Meaning]:
    """Where the header names one single year, all its columns are for that year."""
    named = {m.year for m in meanings if m.field in FIGURES and m.year is not None}
    if len(named) != 1 or any(m.whole for m in meanings):
        return meanings
    year = named.pop()
    return [replace(m, year=year) if m.field in FIGURES else m for m in meanings]


def _own_words(data: Sequence[Row], column: int) -> int:
    """How many different texts begin in the column: the measure's column has more than the task's."""
    return len({row.text(column) for row in data if column < len(row.cells) and row.cells[column].row == row.index and row.text(column)})


def _settle_aggregates(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Усього» is of what its neighbours are parts of: of years the whole period, of sources or funds their total."""
    out = list(meanings)
    for c, meaning in enumerate(out):
        if meaning.field not in FIGURES:
            continue
        if meaning.year is None and not meaning.whole and _beside_year_groups(paths, meanings, c):
            out[c] = replace(meaning, whole=True)
            continue
        kin = [i for i, m in enumerate(meanings) if i != c and m.field == meaning.field and _related(paths[c], paths[i])]
        if not kin:
            continue
        says_all = any(lexicon.is_only("aggregate", "words", level) for level in paths[c]) or lexicon.says(
            "aggregate", "words", paths[c][-1]
        )
        prefix_of_kin = any(len(paths[i]) > len(paths[c]) for i in kin)
        if not (says_all or prefix_of_kin):
            continue
        if meaning.year is None and not meaning.whole and _differ(c, kin, meanings, "year") and not _same_years_repeat(c, kin, meanings):
            out[c] = meaning = replace(meaning, whole=True)
    return out


def _beside_year_groups(paths: Sequence[tuple[str, ...]], meanings: Sequence[Meaning], column: int) -> bool:
    """Whether a column stands in a group «Всього за Програмою» beside groups of single years for the same field."""
    if len(paths[column]) < 2 or not re.match(r"(?:всього|усього|разом|загалом|за весь|на весь|загальн\w+ обсяг)", fold(paths[column][0])):
        return False
    field = meanings[column].field
    return (
        len(
            {
                m.year
                for p, m in zip(paths, meanings, strict=True)
                if m.field == field and m.year is not None and p and is_year_label(without_unit(p[0]))
            }
        )
        > 1
    )


def _related(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not a or not b or a[0] == b[0] or len(a) == 1 or len(b) == 1


def _differ(column: int, kin: Sequence[int], meanings: Sequence[Meaning], dimension: str) -> bool:
    return any(getattr(meanings[i], dimension) is not None for i in kin)


def _same_years_repeat(column: int, kin: Sequence[int], meanings: Sequence[Meaning]) -> bool:
    """One single year among the kin is no breakdown of a whole period."""
    return len({meanings[i].year for i in kin if meanings[i].year is not None}) < 2


def _figures_share(data: Sequence[Row], column: int) -> float:
    """The share of a column's filled cells that hold amounts."""
    texts = [row.text(column) for row in data if column < len(row.cells) and row.starts(column) and row.text(column)]
    return sum(is_figure(t) and not is_dash(t) for t in texts) / len(texts) if texts else 0.0


def _vote_by_content(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """Columns that words left open: percents and consecutive numbers show by their cells; a text column named like a figure is information."""
    out = list(meanings)
    fields = {m.field for m in meanings}
    titles = _title_by_content(meanings, data) if fields & {"planned", "actual", "spent"} and not fields & _TITLES else None
    if titles is not None:
        out[titles] = replace(out[titles], field="measure", how="content")
    for c, meaning in enumerate(out):
        texts = [row.text(c) for row in data if c < len(row.cells) and row.starts(c) and row.text(c)]
        if not texts:
            continue
        if meaning.field is None and "percent" not in fields and sum(t.endswith("%") for t in texts) * 3 >= 2 * len(texts):
            out[c] = replace(meaning, field="percent", how="content")
        elif meaning.field is None and c == 0 and "number" not in fields and all(re.fullmatch(r"[\dIVXІХ.]{1,8}\)?", t) for t in texts):
            out[c] = replace(meaning, field="number", how="content")
        elif meaning.field == "year" and _each_with_title(data, c, meanings):
            out[c] = replace(meaning, field="term", how="content")
        elif (
            meaning.field in ("actual", "spent")
            and len(texts) >= 2
            and not any(is_figure(t) or read_value(restacked(t)).parts for t in texts)
            and sum(len(t) for t in texts) > 12 * len(texts)
        ):
            out[c] = replace(meaning, field="information", how="content")
    return out


_TITLES = frozenset({"measure", "programme", "indicator", "section"})


def _title_by_content(meanings: Sequence[Meaning], data: Sequence[Row]) -> int | None:
    """The column of titles where no header names it: of the columns not understood the one with the longest words, different in each row."""
    best: tuple[float, int] | None = None
    for c, meaning in enumerate(meanings):
        texts = [row.text(c) for row in data if c < len(row.cells) and row.starts(c) and row.text(c)]
        if meaning.field is not None or len(texts) * 2 < len(data) or len(set(texts)) * 10 < len(texts) * 8:
            continue
        if sum(bool(_WORD.search(t)) and not is_figure(t) for t in texts) * 10 < len(texts) * 8:
            continue
        length = sum(map(len, texts)) / len(texts)
        if best is None or length > best[0]:
            best = (length, c)
    return best[1] if best else None


def _each_with_title(data: Sequence[Row], column: int, meanings: Sequence[Meaning]) -> bool:
    """Whether a column of years is one year or term per measure: every row that fills it has a title of its own, no two the same."""
    title = next((c for c, m in enumerate(meanings) if m.field in ("measure", "programme")), None)
    if title is None:
        return False
    rows = [row for row in data if column < len(row.cells) and row.starts(column) and row.text(column)]
    titles = [row.text(title) if row.starts(title) else "" for row in rows]
    return all(titles) and len(set(titles)) == len(titles)


def _settle_kinds(meanings: list[Meaning]) -> list[Meaning]:
    """Financed and spent, plan and plan: which column is the programme's plan with amendments, which the actual."""
    out = list(meanings)
    fields = {m.field for m in out}
    if "spent" in fields and "actual" not in fields:
        out = [replace(m, field="actual") if m.field == "spent" else m for m in out]
    if "indicator" in fields and "measure" not in fields and "programme" not in fields:
        out = [replace(m, field="reasons") if m.field == "information" else m for m in out]
    else:
        out = [replace(m, field="information") if m.field == "reasons" else m for m in out]
    return [replace(m, plan=None) if m.field == "planned" and m.plan and _lone_plan(m, out) else m for m in out]


def _lone_plan(meaning: Meaning, meanings: Sequence[Meaning]) -> bool:
    rivals = [m for m in meanings if m.field == "planned" and m is not meaning]
    same_place = [m for m in rivals if m.plan != meaning.plan]
    return not same_place and meaning.plan != "period"


def _settle_claims(
    paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon
) -> tuple[list[Meaning], set[int]]:
    """No two columns may claim one meaning: where two do, neither is read and both are doubts."""
    by_claim: dict[tuple[object, ...], list[int]] = {}
    for c, meaning in enumerate(meanings):
        if meaning.field in (*MONEY, "percent"):
            by_claim.setdefault(meaning.claim, []).append(c)
    contested: set[int] = set()
    out = list(meanings)
    for claimants in by_claim.values():
        live = [c for c in claimants if _figures_share(data, c) > 0 or any(is_dash(row.text(c)) for row in data if c < len(row.cells))]
        if len(claimants) < 2:
            continue
        if len(live) <= 1:
            for c in claimants:
                if c not in live and live:
                    out[c] = replace(out[c], field="ignore", how="empty twin")
            continue
        if out[claimants[0]].field in ("percent", "deviation"):
            for c in claimants[1:]:
                out[c] = replace(out[c], field="ignore", how="second of its kind")
            continue
        whole = [c for c in claimants if paths[c] and lexicon.is_only("aggregate", "words", paths[c][-1])]
        if len(whole) == 1 and all(len(paths[c]) > 1 for c in claimants):
            contested.update(c for c in claimants if c not in whole)
            continue
        ranked = sorted(claimants, key=lambda c: -out[c].score)
        if out[ranked[0]].score - out[ranked[1]].score >= _CLEARLY:
            ranked = ranked[1:]
        contested.update(ranked)
    for c in contested:
        out[c] = replace(out[c], runner_up=out[c].field, runner_up_score=out[c].score, field=None, how="two columns claim it")
    return out, contested


def default_dimensions(meaning: Meaning) -> tuple[Source, Fund]:
    """The source and fund a column's amounts are for; what the header does not split is a total."""
    return meaning.source or Source.TOTAL, meaning.fund or Fund.TOTAL

"""What the columns of one header mean together: labels claimed twice, years and totals told by neighbours, content that speaks where words do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.amounts import restacked
from normalize.columns import FIGURES, MONEY, Meaning, dimension_only, is_year_label, read_column, without_unit
from normalize.header_blocks import WORD, is_figure
from normalize.lexicon import Lexicon
from normalize.table_rows import Row
from normalize.text import fold, same_script
from normalize.units import read_unit
from normalize.values import is_dash, read_value

_CLEARLY = 0.12


def settle_labels(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
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
            # a column full of figures is never set aside without a word
            out[c] = replace(
                out[c], field=None if figures_share(data, c) >= 0.5 and label != "number" else "ignore", how=f"second column of {label}"
            )
    return out


def settle_roles(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """A text column that says «план» in one row and «факт» in the next tells what the amounts beside it are."""
    out = list(meanings)
    sides = {"planned", "actual"} <= {m.field for m in meanings}
    for c, meaning in enumerate(meanings):
        if sides or meaning.field in ("information", "reasons", "actions"):
            continue  # columns say what is plan and what is fact; «Виконано», «Заплановано» are remarks then
        texts = [row.text(c) for row in data if c < len(row.cells) and row.starts(c) and row.text(c)]
        roles = [role_of(text, lexicon) for text in texts]
        if len(texts) > 1 and {"planned", "actual"} <= set(roles) and sum(r is not None for r in roles) * 5 >= len(texts) * 3:
            out[c] = replace(meaning, field="role", score=1.0, how="content")
    if any(m.field == "role" for m in out):
        # the rows say what the amounts are, so columns need only say whose: «Усього», «Державний бюджет», «2024 рік»
        unit = next((found for path, m in zip(paths, out, strict=True) if m.field == "role" and (found := read_unit(" ".join(path)))), None)
        for c, meaning in enumerate(out):
            open_ = meaning.field is None or (meaning.field == "year" and figures_share(data, c) >= 0.5)
            if open_ and paths[c] and all(dimension_only(level, lexicon) for level in paths[c]):
                placed = read_column(("план", *paths[c]), lexicon) if meaning.field == "year" else meaning
                out[c] = replace(placed, field="planned", score=1.0, unit=placed.unit or unit, how="plan and fact are rows")
    return out


def settle_groups(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """Beside measures, what stands under an indicator's heading («Результативний показник» › план, факт, од. вим.) is no money."""
    if not {"measure", "programme"} & {m.field for m in meanings}:
        return meanings
    return [
        replace(meaning, field="ignore", how="under an indicator's heading") if _of_indicator(path, lexicon) else meaning
        for path, meaning in zip(paths, meanings, strict=True)
    ]


def _of_indicator(path: tuple[str, ...], lexicon: Lexicon) -> bool:
    if len(path) < 2 or any(read_unit(level) is not None for level in path):
        return False
    best = lexicon.best("fields", path[0], 0.75)
    return best is not None and best.meaning == "indicator"


def settle_natural(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """Columns that count something else than money («Кількість отримувачів, осіб») are understood, and are not read."""
    return [
        replace(meaning, field="ignore", score=1.0, how="counts no money")
        if meaning.field is None and path and _is_natural(path, lexicon)
        else meaning
        for path, meaning in zip(paths, meanings, strict=True)
    ]


def _is_natural(path: tuple[str, ...], lexicon: Lexicon) -> bool:
    """A count, a price, or «у тому числі на оплату послуг»: part of the amount to its left that no source and no fund names."""
    if lexicon.starts("natural", "prices", path[-1]) or lexicon.after_breakdown(path[-1]):
        return True
    return all(read_unit(level) is None for level in path) and _counts(path[-1], lexicon)


def _counts(text: str, lexicon: Lexicon) -> bool:
    last = re.split(r"[,(]", text)[-1].strip(" )")
    return lexicon.starts("natural", "counted", text) or (last != text and lexicon.is_only("natural", "units", last))


def role_of(text: str, lexicon: Lexicon) -> str | None:
    """``planned`` or ``actual`` where a cell says «план», «факт» or the like and nothing else."""
    for name, field in (("plan_row", "planned"), ("actual_row", "actual")):
        if lexicon.is_only("rows", name, without_unit(text)):
            return field
    return None


def settle_year_totals(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
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


def settle_sources(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Передбачено у бюджеті громади», «надані кредити з бюджету»: words of a budget inside a plan's or fact's own name split nothing.

    They name a source only where the table tells several sources apart, or the same amount without them.
    """
    named = {(m.field, m.source) for m in meanings if m.field in FIGURES and m.source is not None}
    if len(named) > len({field for field, _ in named}):
        return meanings
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        if meaning.field not in FIGURES or meaning.source is None or any(_names_source(level, lexicon) for level in paths[c]):
            continue
        bare = replace(meaning, source=None)
        if all(other.claim != bare.claim for other in meanings):
            out[c] = bare
    return out


def _names_source(level: str, lexicon: Lexicon) -> bool:
    return dimension_only(level, lexicon) and lexicon.best("sources", level, 0.6, 0.01) is not None


def settle_parts(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«План на 2024 рік | з них місцевий бюджет»: a column that only names a source or fund is of the money column to its left."""
    out = list(meanings)
    for c in range(1, len(out)):
        meaning, path = out[c], paths[c]
        quarter = _quarter(path) if meaning.field is None else None
        if quarter is not None:
            left = next((k for k in range(c - 1, -1, -1) if out[k].field in MONEY and out[k].period is None), None)
            if left is not None and all(out[k].how == _PART for k in range(left + 1, c)):
                out[c] = replace(out[left], period=quarter, how=_PART)
            continue
        if meaning.field is not None or len(path) != 1 or not (meaning.source or meaning.fund) or not dimension_only(path[0], lexicon):
            continue
        whose = next((k for k in range(c - 1, -1, -1) if out[k].field in MONEY and out[k].source is None and out[k].fund is None), None)
        if whose is not None and all(out[k].how == _PART for k in range(whose + 1, c)) and len(paths[whose]) == 1:
            out[c] = replace(out[whose], source=meaning.source, fund=meaning.fund, how=_PART)
    return out


_PART = "part of the column to its left"


def _quarter(path: tuple[str, ...]) -> str | None:
    """The quarter that a bare numeral names under «у тому числі за кварталами»."""
    if len(path) != 2 or "квартал" not in fold(path[0]):
        return None
    numeral = same_script(path[1]).strip(" .").upper().replace("І", "I")
    return {"I": "q1", "II": "q2", "III": "q3", "IV": "q4", "1": "q1", "2": "q2", "3": "q3", "4": "q4"}.get(numeral)


def settle_cumulative(paths: Sequence[tuple[str, ...]], meanings: list[Meaning]) -> list[Meaning]:
    """Actuals since January side by side («I квартал», «I півріччя», «9 місяців», «рік»): the longest holds the others, which are parts of it."""
    out = list(meanings)
    groups: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for c, meaning in enumerate(meanings):
        if meaning.field in ("actual", "spent") and not meaning.whole and (months := _months(paths[c])):
            groups.setdefault((meaning.field, meaning.source, meaning.fund), []).append((months, c))
    for columns in groups.values():
        lengths = [months for months, _ in columns]
        widest = max(lengths)
        growing = any("наростаюч" in fold(" ".join(paths[c])) for _, c in columns) or widest in (6, 9) or 9 in lengths
        beside = {m.period for c, m in enumerate(meanings) if _same_amount(m, meanings[columns[0][1]]) and c not in [k for _, k in columns]}
        if not growing or len(set(lengths)) < len(lengths) or len(lengths) + len(beside) < 2 or beside & _AFTER.get(widest, frozenset()):
            continue
        for months, c in columns:
            out[c] = replace(out[c], period=None if months == widest else f"since-{months}", plan=None)
    return out


# the parts of a year that half a year, or nine months, do not hold
_AFTER = {6: frozenset({"h2", "q3", "q4"}), 9: frozenset({"q4", "h2"})}


def _same_amount(a: Meaning, b: Meaning) -> bool:
    return a.period is not None and (a.field, a.source, a.fund) == (b.field, b.source, b.fund)


def _months(path: tuple[str, ...]) -> int | None:
    """How many months from January on a header's lowest level speaks of; None where it speaks of none."""
    text = fold(without_unit(path[-1])) if path else ""
    if is_year_label(text) or re.fullmatch(r"(?:за |на )?(?:рік|20\d\d рік)", text):
        return 12
    return next((months for pattern, months in _SINCE_JANUARY if re.match(rf"(?:за |на )?(?:{pattern})", text)), None)


_SINCE_JANUARY = (
    (r"(?:[iі]|1|перш\w+) кв", 3),
    (r"3 міс|три міс", 3),
    (r"(?:[iі]|1|перш\w+) півр", 6),
    (r"6 міс|шість міс", 6),
    (r"9 міс|дев'ять міс", 9),
)


def settle_budget(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Затверджено в бюджеті з урахуванням змін» beside the programme's own amount is what the budget allotted, changes and all."""
    out = list(meanings)
    own = [m for path, m in zip(paths, meanings, strict=True) if m.field == "planned" and not _of_budget(path, lexicon)]
    for c, meaning in enumerate(meanings):
        beside = any((m.year, m.whole, m.source, m.fund) == (meaning.year, meaning.whole, meaning.source, meaning.fund) for m in own)
        if meaning.field == "planned" and meaning.plan == "amended" and beside and _of_budget(paths[c], lexicon):
            out[c] = replace(meaning, plan="budget")
    return out


def _of_budget(path: tuple[str, ...], lexicon: Lexicon) -> bool:
    return lexicon.says("plans", "budget", " ".join(path))


def labels_by_content(meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """A column not understood whose cells say «загальний фонд», «спеціальний фонд», or one budget after the other, holds funds or sources."""
    out = list(meanings)
    taken = {m.field for m in meanings}
    for c, meaning in enumerate(meanings):
        texts = [row.text(c) for row in data if c < len(row.cells) and row.starts(c) and row.text(c)]
        if meaning.field is not None or len(texts) < 2:
            continue
        for field, section in (("fund", "funds"), ("source", "sources")):
            named = [text for text in texts if (found := lexicon.best(section, text, 0.8)) is not None and found.exact]
            if field not in taken and len(named) * 2 >= len(texts) and len(set(named)) > 1 and all(len(t) < 60 for t in texts):
                out[c] = replace(meaning, field=field, score=1.0, how="content")
                break
    return out


def settle_year(meanings: list[Meaning]) -> list[Meaning]:
    """Where the header names one single year, all its columns are for that year."""
    named = {m.year for m in meanings if m.field in FIGURES and m.year is not None}
    if len(named) != 1 or any(m.whole for m in meanings):
        return meanings
    year = named.pop()
    return [replace(m, year=year) if m.field in FIGURES else m for m in meanings]


def _own_words(data: Sequence[Row], column: int) -> int:
    """How many different texts begin in the column: the measure's column has more than the task's."""
    return len({row.text(column) for row in data if column < len(row.cells) and row.cells[column].row == row.index and row.text(column)})


def settle_aggregates(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
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


def figures_share(data: Sequence[Row], column: int) -> float:
    """The share of a column's filled cells that hold amounts."""
    texts = [row.text(column) for row in data if column < len(row.cells) and row.starts(column) and row.text(column)]
    return sum(is_figure(t) and not is_dash(t) for t in texts) / len(texts) if texts else 0.0


def vote_by_content(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
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
        if sum(bool(WORD.search(t)) and not is_figure(t) for t in texts) * 10 < len(texts) * 8:
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


def settle_kinds(meanings: list[Meaning]) -> list[Meaning]:
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


def settle_claims(
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
        live = [c for c in claimants if figures_share(data, c) > 0 or any(is_dash(row.text(c)) for row in data if c < len(row.cells))]
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

"""What goes wrong in reports, done on purpose: each defect changes lines or paper and says which finding it must raise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.generator.columns import CTX, Head, Leaf, Line
from tests.generator.money import Shown
from tests.generator.page import Para
from tests.generator.scene import Scene, Want

Defect = Callable[[Scene], bool]


def _off(scene: Scene, kind: str, rule: str) -> bool:
    lines = [x for x in scene.funded(kind) if len([m for m in x.members if m.base]) > 1 and x.number is None]
    if kind == "total":
        lines = lines[:1] if len([x for x in scene.lines if x.kind == "total"]) == 1 else []
    if not lines:
        return False
    line = scene.rng.choice(lines)
    key, shown = scene.number(line, "planned")
    assert shown.uah is not None
    wrong = shown.uah + scene.tolerance(len(line.members)) + scene.style.money.quantum * scene.rng.choice((100, 270, 1000, 5400))
    line.override["planned", key] = scene.print(wrong)
    scene.wants.append(Want([rule], line, f"the lines add up to {shown.uah}, the report says {wrong}"))
    return True


def section_sum(scene: Scene) -> bool:
    return _off(scene, "subtotal", "section_sum")


def programme_sum(scene: Scene) -> bool:
    return _off(scene, "total", "programme_sum")


def percent(scene: Scene) -> bool:
    if scene.key("percent") is None or scene.key("actual") is None:
        return False
    least = scene.tolerance() * 30
    lines = [
        x for x in scene.funded() if (scene.number(x, "planned")[1].uah or 0) > least and (scene.number(x, "actual")[1].uah or 0) > least
    ]
    if not lines:
        return False
    line = scene.rng.choice(lines)
    key, plan = scene.number(line, "planned")
    fact = scene.number(line, "actual")[1]
    assert plan.uah and fact.uah
    right = fact.uah * 100 / plan.uah
    wrong = (right + scene.rng.choice((7, 11, 18)) if right < 80 else right - scene.rng.choice((9, 14, 23))).quantize(Decimal("0.1"))
    line.override["percent", key] = Shown(f"{wrong}".replace(".", ",") + scene.style.percent.sign, "value", None, f"{wrong}")
    scene.wants.append(Want(["percent"], line, f"{fact.uah} of {plan.uah} is {right:.2f} %, the report says {wrong}"))
    return True


def overspent(scene: Scene) -> bool:
    key = scene.key("actual")
    lines = [x for x in scene.funded() if key and (scene.number(x, "planned")[1].uah or 0) > scene.tolerance() * 30]
    if not lines or key is None:
        return False
    line = scene.rng.choice(lines)
    factor = Decimal(scene.rng.choice(("1.1", "1.25", "1.5", "1.9")))
    quantum = scene.style.money.quantum
    for (year, _, _), sums in line.members[0].base.items():
        if year == scene.model.period.year:
            sums.actual = (sums.planned * factor / quantum).to_integral_value(rounding="ROUND_UP") * quantum
            sums.spent = sums.actual
    plan, fact = scene.number(line, "planned")[1], scene.number(line, "actual")[1]
    if factor >= Decimal("1.5") and scene.key("percent") and plan.uah and fact.uah:
        times = (fact.uah / plan.uah).quantize(Decimal("0.1"))
        line.override["percent", key] = Shown(f"в {times}".replace(".", ",") + " р.б.", "value", None, f"{times * 100:.0f}")
    scene.wants.append(Want(["overspent"], line, "financed above the plan"))
    return True


def numbering_gap(scene: Scene) -> bool:
    found = [i for i, x in enumerate(scene.lines) if _inner(scene, i)]
    if not found or scene.style.number_form == "none":
        return False
    at = scene.rng.choice(found)
    gone = scene.lines.pop(at)
    scene.wants.append(Want(["numbering_gap"], None, f"{gone.number} is not in the file"))
    words = gone.title.split(" ")
    starts = [i for i in range(2, len(words) - 1) if words[i][:1].islower() and len(words[i]) > 3]
    if starts and "\n" not in gone.title and not scene.spread and scene.rng.random() < 0.6:
        tail = " ".join(words[scene.rng.choice(starts) :])
        scene.lines.insert(at, Line("tail", "", tail))
        scene.wants.append(
            Want(["orphan_continuation", "numbering_gap"], None, f"«{tail}» is the end of a row whose head is not in the file")
        )
    key = scene.key("planned")
    below = next((x for x in scene.lines[at:] if x.kind in ("subtotal", "total") and not x.number and gone.members[0] in x.members), None)
    if (
        below is not None
        and key
        and not gone.note
        and (scene.draw.money(gone, "planned", key).uah or 0) > 0
        and len(below.members) < 20
        and not below.whole
    ):
        scene.wants.append(Want(["section_sum", "programme_sum"], below, "a measure of this sum is not in the file"))
    return True


def _inner(scene: Scene, i: int) -> bool:
    """A measure between two measures of its section, none of them a parent's child."""
    if not 0 < i < len(scene.lines) - 1:
        return False
    trio = scene.lines[i - 1 : i + 2]
    return (
        all(x.kind == "measure" and x.number and x.number.count(".") == (trio[1].number or "").count(".") for x in trio)
        and trio[0].section == trio[1].section == trio[2].section
    )


def narrative(scene: Scene) -> bool:
    lines = [x for x in scene.funded() if "\n" not in x.title]
    if not lines:
        return False
    line = scene.rng.choice(lines)
    shown = scene.number(line, "planned")[1]
    assert shown.uah is not None
    wrong = shown.uah + scene.tolerance() + scene.style.money.quantum * scene.rng.choice((50, 300, 2000))
    text = scene.style.money.value(wrong).number + " " + scene.style.unit_words
    scene.after.append(
        Para(
            f"У {scene.model.period.year} році на захід «{line.title}» з бюджету громади було виділено {text}, роботи розпочато у другому кварталі."
        )
    )
    scene.wants.append(Want(["narrative_amount"], line, f"the text says {wrong}, the table {shown.uah}"))
    return True


def unreadable(scene: Scene) -> bool:
    column = scene.rng.choice(("planned", "actual"))
    lines = scene.funded(column=column)
    if not lines:
        return False
    line = scene.rng.choice(lines)
    key, shown = scene.number(line, column)
    text = scene.rng.choice(("2…,…", "1?5", "#####", shown.number[0] + "…,…", "3#8,?"))
    line.override[column, key] = Shown(text, "unreadable", None, text)
    line.override["percent", key] = Shown("", "blank")
    scene.wants.append(Want(["unreadable_value"], line, f"{column} is printed as {text}"))
    return True


def lookalike(scene: Scene) -> bool:
    column = scene.rng.choice(("planned", "actual"))
    swaps = {"0": "О", "3": "З", "6": "б", "1": "l"}
    lines = [x for x in scene.funded(column=column) if any(c in swaps for c in scene.number(x, column)[1].number[1:])]
    if not lines or (column == "actual" and scene.key("actual") is None):
        return False
    line = scene.rng.choice(lines)
    key, shown = scene.number(line, column)
    at = scene.rng.choice([i for i, c in enumerate(shown.number) if i and c in swaps])
    text = shown.number[:at] + swaps[shown.number[at]] + shown.number[at + 1 :]
    line.override[column, key] = replace(shown, text=text + scene.style.money.suffix, number=text)
    scene.wants.append(Want(["repaired_value"], line, f"{column} is typed {text}"))
    return True


def negative(scene: Scene) -> bool:
    key = scene.key("actual")
    lines = scene.funded(column="actual")
    if not lines or key is None:
        return False
    line = scene.rng.choice(lines)
    own = [s for (y, _, _), s in line.members[0].base.items() if y == scene.model.period.year]
    if len(line.members) != 1 or len(own) != 1:
        return False
    own[0].actual = own[0].spent = -min(own[0].actual, scene.style.money.quantum * 25)
    if scene.key("percent"):
        line.override["percent", key] = Shown("", "blank")
    scene.wants.append(Want(["negative_amount"], line, "money returned"))
    return True


def unknown_column(scene: Scene) -> bool:
    at = next((i for i, h in enumerate(scene.layout.heads) if h.leaf and h.leaf.field == "actual"), None)
    if at is None:
        return False

    scene.layout.heads.insert(
        at, Head(scene.rng.choice(("Ліміт Ф-2", "Графа за формою 7-дс", "Шифр ОВЗ-3", "Коефіцієнт приведення")), Leaf("odd"))
    )
    scene.wants.append(Want(["unknown_header"], None, "a column of numbers whose header means nothing"))
    return True


def period_unknown(scene: Scene) -> bool:
    year = scene.model.period.year
    keys = [scene.draw.key(x, scene.layout.contexts[0]) for x in scene.draw.leaves if x.field == "actual"]
    later = [k for k in keys if k[0] is not None and k[0] > year]
    if (
        scene.model.period.kind != "year"
        or not later
        or not scene.funded(column="actual")
        or scene.model.programme.start == scene.model.programme.end
    ):
        return False
    if any(str(year) in h.text for h in scene.layout.heads) or any(x.field == "deviation" for x in scene.draw.leaves):
        return False
    scene.drop_period = True
    scene.wants.append(Want(["missing_metadata"], None, "the period stands nowhere: only the filled columns tell the year"))
    return True


def shifted(scene: Scene) -> bool:
    """A row typed one cell to the right, its last cell fallen off."""
    fields = [x.field for x in scene.draw.leaves]
    if (
        fields[-1] != "information"
        or "executor" not in fields
        or len(scene.layout.contexts) > 1
        or "section" in fields
        or any(h.children for h in scene.layout.heads)
    ):
        return False
    lines = [x for x in scene.funded() if x.executors and x in scene.funded(column="actual") and not x.section_printed]
    if not lines or "percent" not in fields:
        return False
    line = scene.rng.choice(lines)
    line.info = ""
    scene.shift = line
    scene.wants.append(Want(["shifted_row", "repaired_value"], line, "the row stands one cell to the right"))
    return True


def broken_number(scene: Scene) -> bool:
    """The actual of the report's year printed over its own cell and the next, which is empty."""
    leaves, year = scene.draw.leaves, scene.model.period.year
    at = next(
        (
            i
            for i, x in enumerate(leaves[:-1])
            if x.field == "actual" and x.year == year and leaves[i + 1].field == "actual" and leaves[i + 1].year not in (CTX, None)
        ),
        None,
    )
    money = scene.style.money
    if at is None or money.later != "blank" or money.trim or not money.decimals or money.suffix:
        return False
    lines = [x for x in scene.funded(column="actual") if len(scene.number(x, "actual")[1].number) > 4]
    if not lines:
        return False
    line = scene.rng.choice(lines)
    scene.broken = (line, "actual", scene.number(line, "actual")[0])
    scene.wants.append(Want(["repaired_value", "shifted_row", "unreadable_value", "percent"], line, "the number stands in two cells"))
    return True


DEFECTS: dict[str, Defect] = {
    f.__name__: f
    for f in (
        section_sum,
        programme_sum,
        percent,
        overspent,
        numbering_gap,
        narrative,
        unreadable,
        lookalike,
        negative,
        unknown_column,
        period_unknown,
        shifted,
        broken_number,
    )
}
BEFORE = ("overspent", "negative", "unknown_column", "period_unknown", "numbering_gap")
"""Those that change what others look at go first."""

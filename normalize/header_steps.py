"""Columns of one amount's steps: allotted, accrued, done by acts, advanced, paid, still owed. One of them is what was financed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.column_cells import figures_share
from normalize.lexicon import Lexicon
from normalize.meanings import Meaning
from normalize.table_rows import Row
from normalize.text import fold

Paths = Sequence[tuple[str, ...]]
_DONE = ("actual", "spent")
BESIDE_CASH = "spent, beside what the treasury paid"
STEP = "a step before or after the payment"


def settle_steps(paths: Paths, meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """The meanings, of steps side by side the one that pays told apart from those before and after it."""
    meanings = _with_expenses(paths, _allotted_for_plan(paths, _with_cash(paths, meanings, lexicon), lexicon), lexicon)
    return _without_steps(paths, meanings, data, lexicon)


def _with_cash(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Касові видатки | Фактичні видатки»: what the treasury paid is what was spent, and the actual where nothing else was financed."""
    spent = [c for c, m in enumerate(meanings) if m.field == "spent"]
    cash = [c for c in spent if lexicon.says("natural", "cash", " ".join(paths[c]))]
    if not 0 < len(cash) < len(spent) or {meanings[c].claim for c in cash} != {meanings[c].claim for c in spent}:
        return meanings
    if any(m.field == "actual" for m in meanings):
        return [replace(m, field="ignore", how=BESIDE_CASH) if c in spent and c not in cash else m for c, m in enumerate(meanings)]
    return [replace(m, field="actual") if c in cash else m for c, m in enumerate(meanings)]


def _allotted_for_plan(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Виділено | Профінансовано», «Виділено | Використано», and no plan but a need: what was allotted is the plan of what was financed."""
    allotted = {c for c, m in enumerate(meanings) if m.field == "actual" and lexicon.says("natural", "allotted", " ".join(paths[c]))}
    needs = {
        c
        for c, m in enumerate(meanings)
        if m.field == "planned" and lexicon.says("natural", "needs", " ".join(paths[c])) and "програм" not in fold(" ".join(paths[c]))
    }
    others = {m.field for c, m in enumerate(meanings) if c not in allotted | needs}
    if "planned" in others or not others & {"actual", "spent"}:
        return meanings
    return [replace(m, field="planned", how="allotted, and no plan") if c in allotted else m for c, m in enumerate(meanings)]


def _with_expenses(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«План | Видатки», and nothing else that was financed or spent: the expenses are the actual."""
    bare = [
        c for c, m in enumerate(meanings) if m.field is None and paths[c] and lexicon.is_only("natural", "expenses", " ".join(paths[c]))
    ]
    fields = {m.field for m in meanings}
    if len(bare) != 1 or "planned" not in fields or fields & {"actual", "spent"}:
        return meanings
    return [replace(m, field="actual", score=1.0, how="expenses beside a plan") if c in bare else m for c, m in enumerate(meanings)]


def _without_steps(paths: Paths, meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """«Виконано робіт (за актами)», «Нараховано», «Аванс», «Не виплачено» beside «Оплачено»: neither given nor spent, but before or after it."""
    steps = {
        c
        for c, m in enumerate(meanings)
        if (m.field in _DONE or (m.field is None and figures_share(data, c) >= 0.5)) and paths[c] and _is_step(paths[c], lexicon)
    }
    plans = {m.year for m in meanings if m.field == "planned"}
    paid = [m for c, m in enumerate(meanings) if m.field in _DONE and c not in steps]
    first = min((c for c, m in enumerate(meanings) if m.field == "planned"), default=0)
    behind = {m.year for c, m in enumerate(meanings) if m.field in _DONE and c not in steps and c > first}  # of the plan, last year's aside

    def beside(step: Meaning) -> bool:
        years = {None, step.year} if step.year is not None else {None, *plans, *behind}
        return any(m.year in years or not plans for m in paid)

    return [replace(m, field="ignore", how=STEP) if c in steps and beside(m) else m for c, m in enumerate(meanings)]


def _is_step(path: Sequence[str], lexicon: Lexicon) -> bool:
    return lexicon.says("natural", "acts", " ".join(path)) or any(lexicon.starts("natural", "steps", level) for level in path)

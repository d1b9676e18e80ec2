"""The roles of one measure's lines told apart: which plan of several is the plan, what was done where only «використано» says it, whose year a label names."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.entries import SubLine
from normalize.labels import Place, merge, read_place
from normalize.lexicon import Lexicon
from normalize.row_roles import PLANS, split_role
from normalize.years import years_in


def settle_roles_of_lines(lines: Iterable[SubLine]) -> None:
    """Tell the roles of one entry's lines apart, place by place, in place.

    «Затверджено | Уточнено»: the plan is the amended one. «План | Використано»: what was spent is the actual where nothing else was done.
    """
    by_place: dict[Place, list[SubLine]] = {}
    for sub in lines:
        by_place.setdefault(sub.place, []).append(sub)
    for beside in by_place.values():
        roles = {sub.role for sub in beside}
        latest = next((role for role in ("amended", "planned", "initial") if role in roles), None)
        for sub in beside:
            if sub.role == "period":
                sub.role = "planned_period"
            elif sub.role in PLANS:
                sub.role = "planned" if sub.role == latest else "planned_initial"
            elif sub.role == "spent" and "actual" not in roles:
                sub.role = "actual"


def of_label(place: Place, text: str, lexicon: Lexicon) -> Place:
    """The place with what the role's own label names beside it: the year («факт 2023 року»), the source («обласний бюджет (план)»)."""
    before, _ = split_role(text, lexicon)
    years = set(years_in(text)[0])
    return merge(place, merge(read_place(before, lexicon), Place(year=years.pop() if len(years) == 1 and not place.whole else None)))

"""Years of a table's head that tell different years are read again; those that agree are not. Years side by side tell each other."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.scan.head_years import surer_years, years_in_order
from ingest.scan.page import straight_page
from tests.drawn_scans import EDGES, HEAD, drawn

_DPI = 200


@pytest.mark.parametrize(
    ("plan", "fact", "read", "told"),
    [
        ("План на 2023 рік, тис. грн", "Факт за 2023 рік, тис. грн", ("2025", "2023"), {3: "План на 2023 рік, тис. грн"}),
        ("План на 2023 рік, тис. грн", "Факт за 2023 рік, тис. грн", ("2023", "2028"), {4: "Факт за 2023 рік, тис. грн"}),
        ("План на 2024 рік, тис. грн", "Факт за 2023 рік, тис. грн", ("2024", "2023"), {}),
        ("План на 2023 рік, тис. грн", "Факт за 2023 рік, тис. грн", ("2025", "2025"), {}),  # nothing is in doubt
    ],
)
def test_a_year_is_what_two_readings_of_three_have(plan: str, fact: str, read: tuple[str, str], told: dict[int, str]) -> None:
    """Of a plan's and a payment's year one was misread: they would fall apart."""
    head = (*HEAD[:3], plan, fact, HEAD[5])
    page = drawn(head=head, dpi=_DPI)
    straight = straight_page(page.picture, float(_DPI))
    k = straight.dpi / 72
    boxes = [tuple(round(v * k) for v in (x0 + 2, page.ys[0] + 2, x1 - 2, page.ys[1] - 2)) for x0, x1 in pairwise(EDGES)]
    texts = list(head)
    texts[3], texts[4] = plan[:8] + read[0] + plan[12:], fact[:8] + read[1] + fact[12:]
    assert surer_years(straight, boxes, [(0, column) for column in range(len(head))], texts) == told


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (("усього", "2025 р.", "2024 р.", "2025 р.", "2025", "2024", "2025"), {3: "2023 р.", 6: "2023"}),
        (("усього", "2023", "2024", "2023", "2023", "2024", "2025"), {5: "2025"}),
        (("усього", "2023", "2024", "2025", "2023", "2024", "2025"), {}),
        (("усього", "2023", "2025", "2026", "2021", "2023", "2025"), {}),  # not counted through: the report's own
        (("усього", "2025", "2024", "2023", "2025", "2024", "2023"), {}),  # counted back
    ],
)
def test_a_year_that_breaks_the_order_of_those_beside_it_is_what_they_leave(years: tuple[str, ...], told: dict[int, str]) -> None:
    """Two headings, the first over «усього» and three years, the second over three years."""
    places = [(0, 0), (0, 4), *((1, column) for column in range(7))]
    assert years_in_order(places, ["План", "Факт", *years]) == told

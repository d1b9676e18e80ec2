"""Which headings of one document name one programme, and which begin another's report."""

from __future__ import annotations

import paper
import pytest

from normalize.programme_names import same_programme

_OF = "Тростянської селищної територіальної громади на 2021-2025 роки"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (f"Програма розвитку культури {_OF}", f"Програма «Молодь» {_OF}", False),
        (f"Програма розвитку культури {_OF}", f"Програма розвитку спорту {_OF}", False),
        (f"Програма розвитку культури {_OF}", "Програма розвитку культури", True),
        (f"Програма розвитку культури {_OF}", f"Програма розвитку культури і туризму {_OF}", True),
        (f"Програма соціального захисту «Турбота» {_OF}", "Програма «Турбота»", True),
        ("Програма розвитку фізичної культури і спорту", f"Програма «Спорт» {_OF}", False),
        (f"Програма розвитку культури {_OF}", f"Програма розвитку фізичної культури та спорту {_OF}", False),
        (f"Програма розвитку культури {_OF}", "Програма розвитку культури і туризму на 2022-2024 роки", False),
        (f"Програма розвитку культури {_OF}", "Програма розвитку культури на 2021-2026 роки", True),
        ("Програма первинної допомоги", "Програма вторинної допомоги", False),
    ],
)
def test_programmes_are_told_apart_by_their_own_words(first: str, second: str, same: bool) -> None:
    assert same_programme(first, second) is same
    assert same_programme(second, first) is same


def test_programmes_of_one_community_below_each_other_are_reports_of_their_own() -> None:
    drawing = f"""
    ЗВІТ про виконання програм за 2024 рік

    Програма розвитку культури {_OF}

    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Свята | 4,0 | 3,0 |

    Програма розвитку спорту {_OF}

    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Змагання | 2,0 | 1,0 |
    """
    assert [[r.measure for r in report.funding] for report in paper.read(drawing).reports] == [["Свята"], ["Змагання"]]


@pytest.mark.parametrize(("second", "reports"), [("Дубровицької", 2), ("Вербівської", 1), ("Вербівськоі", 1)])
def test_two_communities_programmes_of_one_title_are_reports_of_their_own(second: str, reports: int) -> None:
    title = (
        "Звіт про виконання Програми розвитку житлового господарства {} міської територіальної громади на 2023-2025 роки за 2024 рік\n\n"
    )
    table = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | {} | 4 | 4 |\n\n"
    drawing = title.format("Вербівської") + table.format("Лавки") + title.format(second) + table.format("Урни")
    assert len(paper.read(drawing).reports) == reports


@pytest.mark.parametrize(
    "opening", ["1. Виконання Програми", "1. Програма", "1. Про хід виконання міської Програми", "2) Реалізація Програми"]
)
def test_points_below_a_title_of_several_programmes_name_them(opening: str) -> None:
    table = "| № | Захід | План, грн | Факт, грн |\n| 1 | Свята | 450 | 450 |\n"
    drawing = f"ІНФОРМАЦІЯ\nпро виконання місцевих програм відділом культури за 2024 рік\n{opening} «Світанок» на 2024-2026 роки\n{table}"
    (report,) = paper.read(drawing).reports
    assert (report.programme.split("рограма ")[1], report.programme_start_year) == ("«Світанок» на 2024-2026 роки", 2024)

"""Shapes of funding tables, each drawn as it stands on paper, and the records that a careful reader would type."""

from __future__ import annotations

from dataclasses import replace

import paper
import pytest

from ingest.model import Block, Document, Paragraph
from normalize.document import normalize
from normalize.lexicon import load
from normalize.records import Amount

HEAD = """
Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2023-2025 роки за 2024 рік
"""

SHAPES = {
    "flat, sections as rows, totals": (
        """
        | № з/п | Зміст заходів | Виконавці | План, тис. грн | Профінансовано, тис. грн | % виконання |
        | I | Котельні | | | | |
        | 1.1 | Заміна котла | УЖКГ | 100,0 | 50,0 | 50 |
        | 1.2 | Повірка лічильників | УЖКГ | 20,0 | - | - |
        | | Всього по розділу I | | 120,0 | 50,0 | 41,7 |
        | II | Мережі | | | | |
        | 2.1 | Ізоляція труб | УЖКГ | 30,0 | 30,0 | 100 |
        | | Всього по розділу II | | 30,0 | 30,0 | 100 |
        | | Всього по Програмі | | 150,0 | 80,0 | 53,3 |
        """,
        [
            "measure 1.1 Заміна котла | 2024 | 100 | 50",
            "measure 1.2 Повірка лічильників | 2024 | 20 | nil",
            "subtotal Всього по розділу I | 2024 | 120 | 50",
            "measure 2.1 Ізоляція труб | 2024 | 30 | 30",
            "subtotal Всього по розділу II | 2024 | 30 | 30",
            "total Всього по Програмі | 2024 | 150 | 80",
        ],
    ),
    "years as sub-columns; a dash is nil in the report's year and not due later": (
        """
        | Захід | Обсяг фінансування, тис. грн | < | Профінансовано, тис. грн | < |
        | ^ | 2024 рік | 2025 рік | 2024 рік | 2025 рік |
        | Заміна вікон | 10 | 12 | - | - |
        """,
        ["measure Заміна вікон | 2024 | 10 | nil", "measure Заміна вікон | 2025 | 12 | not_due"],
    ),
    "sources as sub-columns, the total beside them": (
        """
        | № | Захід | План на 2024 рік, тис. грн | < | < | Факт, тис. грн | < | < |
        | ^ | ^ | усього | у тому числі | < | усього | у тому числі | < |
        | ^ | ^ | ^ | обласний бюджет | міський бюджет | ^ | обласний бюджет | міський бюджет |
        | 1 | Ремонт даху | 30 | 10 | 20 | 25 | 10 | 15 |
        """,
        [
            "measure 1 Ремонт даху | 2024 | 30 | 25",
            "measure 1 Ремонт даху | 2024 oblast/total | 10 | 10",
            "measure 1 Ремонт даху | 2024 local/total | 20 | 15",
        ],
    ),
    "sources as sub-rows under a merged measure": (
        """
        | № | Захід | Джерела фінансування | План, тис. грн | Факт, тис. грн |
        | 1 | Ремонт даху | Усього | 30 | 25 |
        | ^ | ^ | Державний бюджет | 10 | 10 |
        | ^ | ^ | Місцевий бюджет | 20 | 15 |
        """,
        [
            "measure 1 Ремонт даху | 2024 | 30 | 25",
            "measure 1 Ремонт даху | 2024 state/total | 10 | 10",
            "measure 1 Ремонт даху | 2024 local/total | 20 | 15",
        ],
    ),
    "years as sub-rows, the whole period first": (
        """
        | Захід | Виконавець | Роки | План, тис. грн | Факт, тис. грн |
        | Благоустрій площі | УЖКГ | Всього | 30 | 12 |
        | ^ | ^ | 2023 | 10 | 7 |
        | ^ | ^ | 2024 | 10 | 5 |
        | ^ | ^ | 2025 | 10 | - |
        """,
        [
            "measure Благоустрій площі | весь строк | 30 | 12",
            "measure Благоустрій площі | 2023 | 10 | 7",
            "measure Благоустрій площі | 2024 | 10 | 5",
            "measure Благоустрій площі | 2025 | 10 | not_due",
        ],
    ),
    "funds in triplets": (
        """
        | Захід | План, тис. грн | < | < | Касові видатки, тис. грн | < | < |
        | ^ | загальний фонд | спеціальний фонд | разом | загальний фонд | спеціальний фонд | разом |
        | Утримання парку | 5 | 2 | 7 | 4 | 2 | 6 |
        """,
        [
            "measure Утримання парку | 2024 total/general | 5 | 4",
            "measure Утримання парку | 2024 total/special | 2 | 2",
            "measure Утримання парку | 2024 | 7 | 6",
        ],
    ),
    "sums stacked in a cell, one per source, dashes as bullets": (
        """
        | Захід | Джерело фінансування | План, тис. грн | Факт, тис. грн |
        | Дорога до школи | Обласний бюджет / Місцевий бюджет | – 200,5 / – 10 | – 200,5 / – 0 |
        """,
        ["measure Дорога до школи | 2024 oblast/total | 200.5 | 200.5", "measure Дорога до школи | 2024 local/total | 10 | 0"],
    ),
    "a parent measure is a subtotal of its children": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | Озеленення | 30 | 15 |
        | 1.1 | Дерева | 20 | 10 |
        | 1.2 | Квіти | 10 | 5 |
        | 2 | Лавки | 4 | 4 |
        """,
        [
            "subtotal 1 Озеленення | 2024 | 30 | 15",
            "measure 1.1 Дерева | 2024 | 20 | 10",
            "measure 1.2 Квіти | 2024 | 10 | 5",
            "measure 2 Лавки | 2024 | 4 | 4",
        ],
    ),
    "breakdown lines under a total are the total's records by source": (
        """
        | Захід | План, тис. грн | Факт, тис. грн |
        | Лавки | 4 | 4 |
        | Всього по Програмі | 4 | 4 |
        | у т.ч.: | | |
        | державний бюджет | 1 | 1 |
        | місцевий бюджет | 3 | 3 |
        """,
        [
            "measure Лавки | 2024 | 4 | 4",
            "total Всього по Програмі | 2024 | 4 | 4",
            "total Всього по Програмі | 2024 state/total | 1 | 1",
            "total Всього по Програмі | 2024 local/total | 3 | 3",
        ],
    ),
    "a row cut by a page break is one row": (
        """
        | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
        | 1 | Придбання обладнання для | Управління | 4 | 4 |
        | | дитячих майданчиків | житлового господарства | | |
        | 2 | Лавки | КП | 1 | 1 |
        """,
        ["measure 1 Придбання обладнання для дитячих майданчиків | 2024 | 4 | 4", "measure 2 Лавки | 2024 | 1 | 1"],
    ),
    "a column-number row and a header repeated on the next page are no data": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | 2 | 3 | 4 |
        | 1 | Лавки | 4 | 4 |
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 2 | Урни | 1 | 1 |
        """,
        ["measure 1 Лавки | 2024 | 4 | 4", "measure 2 Урни | 2024 | 1 | 1"],
    ),
    "quarters without a year's column are added up": (
        """
        | Захід | План, тис. грн | < | < | < | Профінансовано, тис. грн | < | < | < |
        | ^ | I квартал | II квартал | III квартал | IV квартал | I квартал | II квартал | III квартал | IV квартал |
        | Лавки | 1 | 1 | 1 | 1 | 1 | - | 1 | 1 |
        """,
        ["measure Лавки | 2024 | 4 | 3"],
    ),
    "plan and fact as rows are one record": (
        """
        | № | Захід | Показник | Обсяг фінансування, тис. грн |
        | 1 | Лавки | план | 4 |
        | ^ | ^ | факт | 3 |
        | 2 | Урни | план | 2 |
        | ^ | ^ | факт | - |
        """,
        ["measure 1 Лавки | 2024 | 4 | 3", "measure 2 Урни | 2024 | 2 | nil"],
    ),
    "a row that is a year heads the rows below it": (
        """
        | Захід | План, тис. грн | Факт, тис. грн |
        | 2023 рік | | |
        | Лавки | 4 | 4 |
        | 2024 рік | | |
        | Лавки | 5 | 3 |
        """,
        ["measure Лавки | 2023 | 4 | 4", "measure Лавки | 2024 | 5 | 3"],
    ),
    "two halves side by side are one table": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | Лавки | 4 | 4 | 3 | Клумби | 2 | 1 |
        | 2 | Урни | 5 | 3 | 4 | Парк | 7 | 7 |
        """,
        [
            "measure 1 Лавки | 2024 | 4 | 4",
            "measure 2 Урни | 2024 | 5 | 3",
            "measure 3 Клумби | 2024 | 2 | 1",
            "measure 4 Парк | 2024 | 7 | 7",
        ],
    ),
    "a unit per row": (
        """
        | Захід | Од. виміру | План | Факт |
        | Лавки | тис. грн | 4 | 4 |
        | Урни | грн | 5000 | 3000 |
        """,
        ["measure Лавки | 2024 | 4 | 4", "measure Урни | 2024 | 5 | 3"],
    ),
    "a second header with another unit counts for the rows below it": (
        """
        | Захід | План, тис. грн | Факт, тис. грн |
        | Лавки | 4 | 4 |
        | Захід | План, грн | Факт, грн |
        | Урни | 5000 | 3000 |
        """,
        ["measure Лавки | 2024 | 4 | 4", "measure Урни | 2024 | 5 | 3"],
    ),
    "the unit nearest above a table is the table's": (
        """
        тис. грн
        | Захід | План | Факт |
        | Лавки | 4 | 4 |

        грн
        | Захід | План | Факт |
        | Урни | 5000 | 3000 |
        """,
        ["measure Лавки | 2024 | 4 | 4", "measure Урни | 2024 | 5 | 3"],
    ),
    "abbreviated headers": (
        """
        | № | Назва заходу | Викон-ць | Обсяг фін-ня на 2024 р., т.грн | Касові вид., т.грн | % вик. |
        | 1 | Лавки | КП «Двір» | 4 | 2 | 50 |
        """,
        ["measure 1 Лавки | 2024 | 4 | 2"],
    ),
    "«у т.ч.» before the first of several unnumbered rows makes them children of the numbered row above": (
        """
        | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
        | 1 | Шкільне приладдя | ССД | 45 | 44 |
        | 2 | Оздоровлення, всього | ССД | 620 | 535 |
        | | у т.ч. діти захисників | | 200 | 200 |
        | | діти з багатодітних сімей | | 420 | 335 |
        | 3 | Житло | ССД | 150 | 150 |
        | | Всього | | 815 | 729 |
        """,
        [
            "measure 1 Шкільне приладдя | 2024 | 45 | 44",
            "subtotal 2 Оздоровлення, всього | 2024 | 620 | 535",
            "measure у т.ч. діти захисників | 2024 | 200 | 200",
            "measure діти з багатодітних сімей | 2024 | 420 | 335",
            "measure 3 Житло | 2024 | 150 | 150",
            "total Всього | 2024 | 815 | 729",
        ],
    ),
    "plan and fact as rows under sources that no heading groups": (
        """
        | № | Назва заходу | Показник | Усього, тис. грн | Державний бюджет | Місцевий бюджет |
        | 1 | Мікроавтобус | план | 1950 | 1500 | 450 |
        | ^ | ^ | факт | 1948 | 1500 | 448 |
        | 2 | Засоби догляду | план | 85 | - | 85 |
        | ^ | ^ | факт | 71 | - | 71 |
        """,
        [
            "measure 1 Мікроавтобус | 2024 | 1950 | 1948",
            "measure 1 Мікроавтобус | 2024 state/total | 1500 | 1500",
            "measure 1 Мікроавтобус | 2024 local/total | 450 | 448",
            "measure 2 Засоби догляду | 2024 | 85 | 71",
            "measure 2 Засоби догляду | 2024 state/total | nil | nil",
            "measure 2 Засоби догляду | 2024 local/total | 85 | 71",
        ],
    ),
    "plan and fact of an indicator beside the money are no money": (
        """
        | № з/п | Зміст заходу | Фінансування, тис. грн | < | Результативний показник | < | < | < | Інформація про виконання |
        | ^ | ^ | план | факт | назва | од. вим. | план | факт | ^ |
        | 1 | Маркування маршрутів | 85,0 | 84,9 | Довжина маршрутів | км | 30 | 32 | Промарковано |
        | 2 | Участь у виставці | 60,0 | - | Кількість виставок | од. | 1 | 0 | Перенесено |
        """,
        ["measure 1 Маркування маршрутів | 2024 | 85 | 84.9", "measure 2 Участь у виставці | 2024 | 60 | nil"],
    ),
    "a column of counts is no money": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн | % виконання | Кількість отримувачів, осіб |
        | 1 | Допомога ветеранам | 40 | 30 | 75 | 386 |
        | 2 | Путівки | 10 | 10 | 100 | 4120 |
        """,
        ["measure 1 Допомога ветеранам | 2024 | 40 | 30", "measure 2 Путівки | 2024 | 10 | 10"],
    ),
    "a title that goes on beside the row's next source": (
        """
        | № | Захід | Джерело фінансування | План, тис. грн | Факт, тис. грн |
        | 1 | Ліквідація звалищ на території | обласний бюджет | 120 | 100 |
        | | старостинських округів | місцевий бюджет | 80 | 80 |
        | 2 | Озеленення | місцевий бюджет | 45 | 40 |
        """,
        [
            "measure 1 Ліквідація звалищ на території старостинських округів | 2024 oblast/total | 120 | 100",
            "measure 1 Ліквідація звалищ на території старостинських округів | 2024 local/total | 80 | 80",
            "measure 2 Озеленення | 2024 local/total | 45 | 40",
        ],
    ),
    "budget words inside a plan's name split nothing": (
        """
        | № | Захід | Передбачено у бюджеті громади на 2024 рік, тис. грн | Касові видатки (надані кредити з бюджету) за 2024 рік, тис. грн |
        | 1 | Лавки | 4 | 3 |
        """,
        ["measure 1 Лавки | 2024 | 4 | 3"],
    ),
    "a column that only names a source is of the money to its left": (
        """
        | № | Захід | План на 2024 рік, тис. грн | з них місцевий бюджет | Касові видатки за 2024 рік, тис. грн | з них місцевий бюджет |
        | 1 | Лавки | 4 | 3 | 2 | 1 |
        """,
        ["measure 1 Лавки | 2024 | 4 | 2", "measure 1 Лавки | 2024 local/total | 3 | 1"],
    ),
    "plan and fact as rows, years as columns, the whole period beside them": (
        """
        | № з/п | Заходи | Обсяги фінансування, тис. грн | 2023 рік | 2024 рік | Всього |
        | 1 | Лавки | план | 4 | 5 | 9 |
        | ^ | ^ | факт | 3 | 5 | 8 |
        | 2 | Урни | план | 1 | 1 | 2 |
        | ^ | ^ | факт | 1 | - | 1 |
        """,
        [
            "measure 1 Лавки | 2023 | 4 | 3",
            "measure 1 Лавки | 2024 | 5 | 5",
            "measure 1 Лавки | весь строк | 9 | 8",
            "measure 2 Урни | 2023 | 1 | 1",
            "measure 2 Урни | 2024 | 1 | nil",
            "measure 2 Урни | весь строк | 2 | 1",
        ],
    ),
    "equal totals of several years are no whole period": (
        """
        | Захід | Обсяг фінансування, тис. грн | < | < | Профінансовано у 2024 році, тис. грн |
        | ^ | 2023 рік | 2024 рік | 2025 рік | ^ |
        | Лавки | 4 | 4 | 4 | 3 |
        | Урни | 1 | 1 | 1 | 1 |
        | Разом | 5 | 5 | 5 | 4 |
        """,
        [
            "measure Лавки | 2023 | 4 | blank",
            "measure Лавки | 2024 | 4 | 3",
            "measure Лавки | 2025 | 4 | blank",
            "measure Урни | 2023 | 1 | blank",
            "measure Урни | 2024 | 1 | 1",
            "measure Урни | 2025 | 1 | blank",
            "total Разом | 2023 | 5 | blank",
            "total Разом | 2024 | 5 | 4",
            "total Разом | 2025 | 5 | blank",
        ],
    ),
    "what breaks the total down by spending units counts nothing twice": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | Лавки | 4 | 4 |
        | 2 | Урни | 1 | 1 |
        | | Всього по програмі | 5 | 5 |
        | | у тому числі за розпорядниками: | | |
        | | Управління освіти | 3 | 3 |
        | | Відділ культури | 2 | 2 |
        """,
        [
            "measure 1 Лавки | 2024 | 4 | 4",
            "measure 2 Урни | 2024 | 1 | 1",
            "total Всього по програмі | 2024 | 5 | 5",
            "subtotal Управління освіти | 2024 | 3 | 3",
            "subtotal Відділ культури | 2024 | 2 | 2",
        ],
    ),
    "a row below the total that only recalls something is no measure": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | Лавки | 4 | 4 |
        | | Всього | 4 | 4 |
        | | Довідково: кредиторська заборгованість станом на 01.01.2025 | | 1 |
        """,
        [
            "measure 1 Лавки | 2024 | 4 | 4",
            "total Всього | 2024 | 4 | 4",
            "subtotal Довідково: кредиторська заборгованість станом на 01.01.2025 | 2024 | blank | 1",
        ],
    ),
    "actuals since January: the year holds the quarters before it": (
        """
        | № | Захід | План на 2024 рік, тис. грн | Профінансовано (наростаючим підсумком), тис. грн | < | < | < |
        | ^ | ^ | ^ | I квартал | I півріччя | 9 місяців | 2024 рік |
        | 1 | Камери | 98 | 12 | 40 | 70 | 97 |
        """,
        ["measure 1 Камери | 2024 | 98 | 97"],
    ),
    "amounts since the programme began are of its whole period": (
        """
        | № | Захід | Обсяг фінансування за Програмою, тис. грн | < | Фактично профінансовано, тис. грн | < |
        | ^ | ^ | на весь період дії Програми | у т.ч. на 2024 рік | з початку дії Програми | у т.ч. за 2024 рік |
        | 1 | Оцінка майна | 160 | 40 | 98 | 38 |
        """,
        ["measure 1 Оцінка майна | весь строк | 160 | 98", "measure 1 Оцінка майна | 2024 | 40 | 38"],
    ),
    "a narrow column breaks words without a hyphen": (
        """
        | № | Захід | Передб / ачено на 2024 рік, тис. грн | Профін / ансова / но у 2024 році, тис. грн | % викона / ння |
        | 1 | Лавки | 4 | 3 | 75 |
        """,
        ["measure 1 Лавки | 2024 | 4 | 3"],
    ),
    "numbers of rows that a spreadsheet holds as decimals": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1,1 | Лавки | 4 | 3 |
        | 1,2 | Урни | 4 | 3 |
        """,
        ["measure 1.1 Лавки | 2024 | 4 | 3", "measure 1.2 Урни | 2024 | 4 | 3"],
    ),
    "a row whose first line alone stands at a page's end": (
        """
        | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
        | 1 | Лавки | КП | 4 | 4 |
        | 2 | Забезпечення | Управління | | |
        | | дітей харчуванням | соціальної політики | 2 | 1 |
        | 3 | Урни | КП | 1 | 1 |
        """,
        [
            "measure 1 Лавки | 2024 | 4 | 4",
            "measure 2 Забезпечення дітей харчуванням | 2024 | 2 | 1",
            "measure 3 Урни | 2024 | 1 | 1",
        ],
    ),
    "words for none are amounts, be they all that a column holds": (
        """
        | № | Захід | План, тис. грн | < | Факт, тис. грн | < |
        | ^ | ^ | загальний фонд | спеціальний фонд | загальний фонд | спеціальний фонд |
        | 1 | Лавки | 4 | 5 | без фінансування | 5 |
        | 2 | Урни | 3 | 2 | без фінансування | 1 |
        """,
        [
            "measure 1 Лавки | 2024 total/general | 4 | nil",
            "measure 1 Лавки | 2024 total/special | 5 | 5",
            "measure 2 Урни | 2024 total/general | 3 | nil",
            "measure 2 Урни | 2024 total/special | 2 | 1",
        ],
    ),
    "an item of a list goes on with its row": (
        """
        | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
        | 1 | Харчування учнів, зокрема: | Школа | 4 | 4 |
        | | - послуги сторонніх організацій | | | |
        | 2 | Урни | КП | 1 | 1 |
        """,
        ["measure 1 Харчування учнів, зокрема: - послуги сторонніх організацій | 2024 | 4 | 4", "measure 2 Урни | 2024 | 1 | 1"],
    ),
    "a cell's total and its parts by source": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | Водогін | Усього – 1650,0, / у тому числі: / обласний бюджет – 765,0, / місцевий бюджет – 885,0 | 1377,7 (у т.ч. обласний бюджет – 765,0, місцевий бюджет – 612,7) |
        | 2 | Насоси | Усього – 770,0, / у тому числі: / місцевий бюджет – 770,0 | Усього – 770,0, / у тому числі: / місцевий бюджет – 770,0 |
        """,
        [
            "measure 1 Водогін | 2024 oblast/total | 765 | 765",
            "measure 1 Водогін | 2024 local/total | 885 | 612.7",
            "measure 1 Водогін | 2024 | 1650 | 1377.7",
            "measure 2 Насоси | 2024 local/total | 770 | 770",
            "measure 2 Насоси | 2024 | 770 | 770",
        ],
    ),
    "partial sums by body are no totals of the programme": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | Лавки | 4 | 3 |
        | 2 | Урни | 2 | 1 |
        | | Разом по УЖКГ | 6 | 4 |
        | 3 | Сцена | 7 | 7 |
        | | Разом по УКБ | 7 | 7 |
        | | ВСЬОГО | 13 | 11 |
        """,
        [
            "measure 1 Лавки | 2024 | 4 | 3",
            "measure 2 Урни | 2024 | 2 | 1",
            "subtotal Разом по УЖКГ | 2024 | 6 | 4",
            "measure 3 Сцена | 2024 | 7 | 7",
            "subtotal Разом по УКБ | 2024 | 7 | 7",
            "total ВСЬОГО | 2024 | 13 | 11",
        ],
    ),
    "a heading that takes the number 1 of its items": (
        """
        | № з/п | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | Підтримка закладів: | | |
        | 1.1 | Ліцей № 1 | 4 | 3 |
        | 1.2 | Ліцей № 2 | 2 | 1 |
        | 2 | Олімпіади | 7 | 7 |
        | | Всього | 13 | 11 |
        """,
        [
            "measure 1.1 Ліцей № 1 | 2024 | 4 | 3",
            "measure 1.2 Ліцей № 2 | 2024 | 2 | 1",
            "measure 2 Олімпіади | 2024 | 7 | 7",
            "total Всього | 2024 | 13 | 11",
        ],
    ),
    "numbers with a stroke, the year at the end of a head": (
        """
        | № з/п | Захід | Заплановані кошти (тис. грн) 2024 | Витрачені кошти (тис. грн) 2024 |
        | 1/1 | Лавки | 4 | 3 |
        | 2/1 | Урни | 2 | 1 |
        """,
        ["measure 1/1 Лавки | 2024 | 4 | 3", "measure 2/1 Урни | 2024 | 2 | 1"],
    ),
    "what was done told in words under a head like that of what was financed": (
        """
        | Напрям | Передбачено, грн | Використано, грн | Що виконано |
        | Ремонт двору | 131600 | 98200 | Відремонтовано 2,4 тис. кв. м |
        | Ліфти | 763800 | 564400 | Замінено один ліфт |
        """,
        ["measure Ремонт двору | 2024 | 131.6 | 98.2", "measure Ліфти | 2024 | 763.8 | 564.4"],
    ),
    "a percent in brackets beside each amount": (
        """
        | № | Захід | План, тис. грн | Виконано, тис. грн (%) |
        | 1 | Турнір | 154,6 | 113,0 (73,1%) |
        | 2 | Збори | 50,0 | 25,0 (50%) |
        """,
        ["measure 1 Турнір | 2024 | 154.6 | 113", "measure 2 Збори | 2024 | 50 | 25"],
    ),
    "a building's estimate beside its plan for the year": (
        """
        | № | Назва об'єкта | Загальна кошторисна вартість, тис. грн | Залишок кошторисної вартості на 01.01.2024, тис. грн | План на 2024 рік, тис. грн | Освоєно за 2024 рік, тис. грн |
        | 1 | Школа | 42937,200 | 28624,800 | 14312,400 | 14312,400 |
        """,
        ["measure 1 Школа | 2024 | 14312.4 | 14312.4"],
    ),
    "what was financed since January, up to twelve months": (
        """
        | № | Захід | План на 2024 рік, тис. грн | Виконано наростаючим підсумком, тис. грн | < | < | < |
        | ^ | ^ | ^ | за 3 місяці | за 6 місяців | за 9 місяців | за 12 місяців |
        | 1 | Обіди | 389,5 | 65,3 | 146,9 | 228,5 | 326,4 |
        """,
        ["measure 1 Обіди | 2024 | 389.5 | 326.4"],
    ),
    "funds stacked in a cell": (
        """
        | № | Захід | Затверджено, тис. грн | Касові видатки, тис. грн |
        | 1 | Сервер | загальний фонд – 734,3 / спеціальний фонд – 355,7 | загальний фонд – 660,1 / спеціальний фонд – 308,4 |
        """,
        ["measure 1 Сервер | 2024 total/general | 734.3 | 660.1", "measure 1 Сервер | 2024 total/special | 355.7 | 308.4"],
    ),
    "questions for heads": (
        """
        | Що заплановано | Скільки передбачено, тис. грн | Скільки витрачено, тис. грн | Скільки виконано, % |
        | Лавки у парку | 4 | 3 | 75 |
        | Урни у парку | 2 | 1 | 50 |
        """,
        ["measure Лавки у парку | 2024 | 4 | 3", "measure Урни у парку | 2024 | 2 | 1"],
    ),
    "a row of units under the head": (
        """
        | № | Захід | План | Факт | Виконання |
        | | | тис. грн | тис. грн | % |
        | 1 | Лавки | 4 | 3 | 75 |
        | 2 | Урни | 2 | 1 | 50 |
        """,
        ["measure 1 Лавки | 2024 | 4 | 3", "measure 2 Урни | 2024 | 2 | 1"],
    ),
    "words for none, and a head, that a narrow column breaks anywhere": (
        """
        | № | Захід | Стр оки реал ізації | План, тис. грн | < | Факт, тис. грн | < |
        | ^ | ^ | ^ | Обл асний бюд жет | Бюд жетгромади | Обл асний бюд жет | Бюд жетгромади |
        | 1 | Лавки | 2024 | не пере / дбачен / о | 4 | не пере дба чено | 3 |
        """,
        ["measure 1 Лавки | 2024 oblast/total | nil | nil", "measure 1 Лавки | 2024 local/total | 4 | 3"],
    ),
    "unnumbered rows that add up to the numbered one above": (
        """
        | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
        | 1 | Обладнання кухонь | УО | 12,5 | 9,9 |
        | | Ліцей № 1 | | 7,7 | 5,5 |
        | | Ліцей № 2 | | 4,8 | 4,4 |
        | 2 | Меблі | УО | 5 | 5 |
        | | Всього | | 17,5 | 14,9 |
        """,
        [
            "subtotal 1 Обладнання кухонь | 2024 | 12.5 | 9.9",
            "measure Ліцей № 1 | 2024 | 7.7 | 5.5",
            "measure Ліцей № 2 | 2024 | 4.8 | 4.4",
            "measure 2 Меблі | 2024 | 5 | 5",
            "total Всього | 2024 | 17.5 | 14.9",
        ],
    ),
    "quarters as rows of a measure, and its year": (
        """
        | № | Захід | Період | План, тис. грн | Факт, тис. грн |
        | 1 | Обіди | I квартал | 4 | 3 |
        | ^ | ^ | II квартал | 5 | 2 |
        | ^ | ^ | Всього за рік | 9 | 5 |
        """,
        ["measure 1 Обіди | 2024 | 9 | 5"],
    ),
    "blocks of sources, and the sum of both": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | За рахунок коштів обласного бюджету | < | < | < |
        | 1 | Лавки | 4 | 3 |
        | За рахунок коштів місцевого бюджету | < | < | < |
        | 1 | Урни | 2 | 1 |
        | | Всього | 6 | 4 |
        """,
        [
            "measure 1 Лавки | 2024 oblast/total | 4 | 3",
            "measure 1 Урни | 2024 local/total | 2 | 1",
            "total Всього | 2024 | 6 | 4",
        ],
    ),
    "sums of each fund, then of both": (
        """
        | № | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | Лавки | 4 | 3 |
        | 2 | Урни | 2 | 1 |
        | | Всього загальний фонд | 5 | 3 |
        | | Всього спеціальний фонд | 1 | 1 |
        | | Разом | 6 | 4 |
        """,
        [
            "measure 1 Лавки | 2024 | 4 | 3",
            "measure 2 Урни | 2024 | 2 | 1",
            "total Всього загальний фонд | 2024 total/general | 5 | 3",
            "total Всього спеціальний фонд | 2024 total/special | 1 | 1",
            "total Разом | 2024 | 6 | 4",
        ],
    ),
    "halves of a year": (
        """
        | № | Захід | I півріччя, тис. грн | < | II півріччя, тис. грн | < |
        | ^ | ^ | план | факт | план | факт |
        | 1 | Лавки | 4 | 3 | 5 | 2 |
        """,
        ["measure 1 Лавки | 2024 | 9 | 5"],
    ),
    "what was financed by two dates": (
        """
        | № | Захід | План, тис. грн | Профінансовано станом на 01.07.2024, тис. грн | Профінансовано станом на 01.01.2025, тис. грн |
        | 1 | Лавки | 9 | 2 | 5 |
        """,
        ["measure 1 Лавки | 2024 | 9 | 5"],
    ),
    "a month, and what was financed since January": (
        """
        | № | Захід | План на рік, тис. грн | Виконано за вересень, тис. грн | Виконано з початку року, тис. грн |
        | 1 | Лавки | 9 | 2 | 5 |
        """,
        ["measure 1 Лавки | 2024 | 9 | 5"],
    ),
    "an economic code is no year": (
        """
        | № | Захід | Видатки, затверджено на 2024 рік, грн | < | Касові видатки за 2024 рік, грн | < |
        | ^ | ^ | поточні (КЕКВ 2000) | всього | поточні (КЕКВ 2000) | всього |
        | 1 | Лавки | 2000 | 5000 | 1000 | 4000 |
        """,
        ["measure 1 Лавки | 2024 | 5 | 4"],
    ),
    "a measure without amounts stays, blank": (
        """
        | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
        | 1 | Лавки | КП | 4 | 4 |
        | 2 | Роз'яснювальна робота | Відділ | | |
        | 3 | Урни | КП | 1 | 1 |
        """,
        ["measure 1 Лавки | 2024 | 4 | 4", "measure 2 Роз'яснювальна робота | 2024 | blank | blank", "measure 3 Урни | 2024 | 1 | 1"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_becomes_the_records_that_a_reader_would_type(shape: str) -> None:
    drawing, expected = SHAPES[shape]
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_with_nothing_wrong_has_no_warning(shape: str) -> None:
    drawing, _ = SHAPES[shape]
    assert paper.loud(HEAD + drawing) == []


def test_a_tail_whose_head_is_missing_is_told_and_joined_to_nothing() -> None:
    drawing = """
    | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
    | 1 | Ремонт вулиць міста | УЖКГ | 4 | 4 |
    | | міста та прилеглих сіл громади | УЖКГ | | |
    | 5 | Лавки | КП | 1 | 1 |
    """
    records = paper.funding(HEAD + drawing)
    assert [r.measure for r in records] == ["Ремонт вулиць міста", "Лавки"]
    assert {"orphan_continuation", "numbering_gap"} <= set(paper.loud(HEAD + drawing))


def test_a_tail_before_a_gap_in_the_numbers_belongs_to_the_missing_row() -> None:
    drawing = """
    | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
    | 1 | Охорона водних ресурсів | УЖКГ | 4 | 4 |
    | | побутовими відходами | | | |
    | 3 | Лавки | КП | 1 | 1 |
    """
    assert [r.measure for r in paper.funding(HEAD + drawing)] == ["Охорона водних ресурсів", "Лавки"]
    assert {"orphan_continuation", "numbering_gap"} <= set(paper.loud(HEAD + drawing))


def test_a_headerless_table_with_one_cell_more_is_aligned_and_told() -> None:
    drawing = """
    | № | Зміст заходів | Строк виконання | Виконавці | План, тис. грн | Факт, тис. грн | % | Примітка |
    | 1 | Лавки | 2024 | УЖКГ | 4,0 | 4,0 | 100 | Виконано |

    Пріоритетні завдання 2

    | 2 | Урни | | 2024 | УЖКГ | 2,0 | 1,0 | 50% | Виконано |
    """
    records = paper.funding(HEAD + drawing)
    assert [paper.brief(r) for r in records] == ["measure 1 Лавки | 2024 | 4 | 4", "measure 2 Урни | 2024 | 2 | 1"]
    assert paper.loud(HEAD + drawing) == ["shifted_row"]


def test_an_unknown_column_of_figures_is_told_and_not_read() -> None:
    drawing = """
    | Захід | План, тис. грн | Факт, тис. грн | Коефіцієнт Ю |
    | Лавки | 4 | 4 | 17 |
    | Урни | 2 | 1 | 18 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure Лавки | 2024 | 4 | 4", "measure Урни | 2024 | 2 | 1"]
    assert paper.loud(HEAD + drawing) == ["unknown_header"]


def test_two_columns_that_claim_one_meaning_are_both_left_unread() -> None:
    drawing = """
    | Захід | План, тис. грн | План, тис. грн | Факт, тис. грн |
    | Лавки | 4 | 5 | 4 |
    """
    (record,) = paper.funding(HEAD + drawing)
    assert record.planned.uah is None
    told = [f for f in paper.loud_findings(HEAD + drawing) if f.rule == "unknown_header"]
    assert [(f.found, f.row_number) for f in told] == [("План, тис. грн", None), ("План, тис. грн", None), ("4", 2), ("5", 2)]


def test_without_a_unit_the_amounts_are_hryvnias_and_told() -> None:
    drawing = """
    | Захід | План | Факт |
    | Лавки | 4000 | 4000 |
    """
    assert [r.planned.uah for r in paper.funding(HEAD + drawing)] == [4000]
    assert set(paper.loud(HEAD + drawing)) == {"unit_unknown"}


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        ("Рішення\nПро виділення коштів на ремонт.", "немає таблиць"),
        (
            "Додаток до Програми\n| Захід | Обсяг фінансування, тис. грн | < |\n| ^ | 2024 | 2025 |\n| Лавки | 4 | 5 |",
            "лише планові",
        ),
        (
            "ЗВІТ про виконання паспорта бюджетної програми місцевого бюджету за 2024 рік\n| Захід | План | Факт |\n| Лавки | 4 | 4 |",
            "паспорта",
        ),
        (
            "ЗВІТ\nпро виконання фінансового плану\nКНП «Лікарня» за 2024 рік\n| Показники | План, тис. грн | Факт, тис. грн |\n| Дохід | 4 | 4 |",
            "про інше",
        ),
        (
            "Звіт про виконання дохідної частини бюджету за 2024 рік\n| Найменування доходів | План | Виконано |\n| Податок | 4 | 4 |",
            "про інше",
        ),
    ],
)
def test_a_neighbour_is_no_report_and_a_finding_says_why(drawing: str, why: str) -> None:
    understood = paper.read(drawing)
    assert understood.status == "no_report"
    assert any(f.rule == "no_report" and why in f.args["why"] for f in understood.findings)


def test_a_row_per_programme_gives_a_report_per_programme() -> None:
    drawing = """
    Інформація про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми | План, тис. грн | Профінансовано, тис. грн |
    | 1 | Програма «Турбота» на 2023-2025 роки | 10 | 5 |
    | 2 | Програма «Спорт» на 2024-2026 роки | 20 | 20 |
    | | Всього | 30 | 25 |
    """
    reports = paper.read(drawing).reports
    assert [(r.programme, r.programme_start_year, [paper.brief(x) for x in r.funding]) for r in reports] == [
        ("Програма «Турбота» на 2023-2025 роки", 2023, ["total Програма «Турбота» на 2023-2025 роки | 2024 | 10 | 5"]),
        ("Програма «Спорт» на 2024-2026 роки", 2024, ["total Програма «Спорт» на 2024-2026 роки | 2024 | 20 | 20"]),
    ]


def test_a_decision_in_the_programmes_own_row_is_not_missed() -> None:
    drawing = """
    Інформація про виконання програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми | Ким, коли затверджена | План, тис. грн | Факт, тис. грн |
    | 1 | Програма «Турбота» на 2023-2025 роки | рішення від 22.12.2022 № 201 | 5,0 | 4,0 |
    """
    read = paper.read(drawing)
    assert [d.number for d in read.reports[0].decisions] == ["201"]
    assert not [f for f in read.findings if f.rule == "fact_missing" and "рішення" in f.args["what"]]


def test_programmes_under_headings_of_their_own_are_reports_of_their_own() -> None:
    drawing = """
    ЗВІТ про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    тис. грн
    1. Програма «Безпека» на 2023-2025 роки
    | № | Заходи | План | Факт |
    | 1 | Камери | 300 | 295 |
    | | Разом | 300 | 295 |

    2. Програма «Молодь» на 2024-2026 роки
    | № | Заходи | План | Факт |
    | 1 | Табір | 150 | - |
    | | Разом | 150 | - |
    """
    first, second = paper.read(drawing).reports
    assert [paper.brief(r) for r in first.funding] == ["measure 1 Камери | 2024 | 300 | 295", "total Разом | 2024 | 300 | 295"]
    assert second.programme == "Програма «Молодь» на 2024-2026 роки"
    assert [paper.brief(r) for r in second.funding] == ["measure 1 Табір | 2024 | 150 | nil", "total Разом | 2024 | 150 | nil"]
    assert [r.row for r in second.funding] and {r.table_number for r in second.funding} == {2}


def test_programmes_as_rows_of_one_table_are_reports_of_their_own() -> None:
    drawing = """
    Інформація про виконання програм за 2024 рік
    | № | Заходи | План, тис. грн | Факт, тис. грн |
    | Програма розвитку культури на 2021-2025 роки | < | < | < |
    | 1 | Свята | 100 | 95 |
    | | Разом по програмі | 100 | 95 |
    | Програма охорони спадщини на 2022-2024 роки | < | < | < |
    | 1 | Паспортизація | 30 | - |
    | | Разом по програмі | 30 | - |
    """
    read = paper.read(drawing)
    assert [[paper.brief(x) for x in r.funding] for r in read.reports] == [
        ["measure 1 Свята | 2024 | 100 | 95", "total Разом по програмі | 2024 | 100 | 95"],
        ["measure 1 Паспортизація | 2024 | 30 | nil", "total Разом по програмі | 2024 | 30 | nil"],
    ]
    assert not {"programme_sum"} & {f.rule for f in read.findings}


def test_a_new_programmes_annex_beside_the_old_ones_report_is_told_and_left_out() -> None:
    drawing = """
    Додаток 1
    ПЕРЕЛІК ЗАХОДІВ ПРОГРАМИ «Тепла оселя» на 2025-2027 роки
    | № | Заходи | Орієнтовні обсяги фінансування, тис. грн | < | Очікуваний результат |
    | ^ | ^ | 2025 | 2026 | ^ |
    | 1 | Капремонт клубу | 800 | 500 | Оновлення |

    Додаток 2
    ЗВІТ про виконання Програми «Тепла оселя» на 2022-2024 роки за 2024 рік
    | № | Заходи | Заплановано на 2024 рік, тис. грн | Профінансовано, тис. грн |
    | 1 | Крісла | 120 | 119 |
    """
    read = paper.read(drawing)
    (report,) = read.reports
    assert [paper.brief(r) for r in report.funding] == ["measure 1 Крісла | 2024 | 120 | 119"]
    assert [f.table_number for f in read.findings if f.rule == "plan_annex"] == [1]


def test_years_of_a_merged_measure_end_in_its_whole_period() -> None:
    drawing = (
        HEAD
        + """
    | № | Заходи | Роки | Обсяг фінансування, тис. грн | Фактично, тис. грн |
    | 1 | Автобуси | 2024 | 20 | 19 |
    | ^ | ^ | 2025 | 20 | - |
    | ^ | ^ | Всього | 40 | 19 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Автобуси | 2024 | 20 | 19",
        "measure 1 Автобуси | 2025 | 20 | not_due",
        "measure 1 Автобуси | весь строк | 40 | 19",
    ]


def test_a_sheet_printed_over_pages_side_by_side_is_one_table() -> None:
    strips = [
        ("№ | Заходи | План на 2024 рік, тис. грн", ["1 | Розчищення ставків | 640", "2 | Ремонт колодязів | 85", "| Разом | 725"]),
        ("№ | Заходи | Фактично профінансовано, тис. грн", ["1 | Розчищення ставків | 588", "2 | Ремонт колодязів | -", "| Разом | 588"]),
        ("№ | Заходи | Причини невиконання", ["1 | Розчищення ставків | Погода", "2 | Ремонт колодязів | Немає коштів", "| Разом | "]),
    ]
    blocks: list[Block] = [Paragraph(HEAD.strip())]
    for page, (head, rows) in enumerate(strips, start=1):
        table = paper.table([[cell.strip() for cell in row.split("|")] for row in (head, *rows)])
        blocks.append(replace(table, page=page, cells=tuple(replace(cell, page=page) for cell in table.cells)))
        blocks.append(Paragraph(f"Сторінка {page}", role="footer", page=page))
    (report,) = normalize(Document("pdf", tuple(blocks), 3), "звіт.pdf", load()).reports
    assert [(paper.brief(r), r.information) for r in report.funding] == [
        ("measure 1 Розчищення ставків | 2024 | 640 | 588", "Погода"),
        ("measure 2 Ремонт колодязів | 2024 | 85 | nil", "Немає коштів"),
        ("total Разом | 2024 | 725 | 588", None),
    ]


def test_a_table_that_details_one_measure_counts_nothing_twice() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Ремонт вулиць | 18 | 17 |
    | 2 | Зимове утримання | 4 | 3 |
    | | Разом | 22 | 20 |

    Розшифровка до заходу 1
    | № | Назва об'єкта | Передбачено, тис. грн | Виконано, тис. грн |
    | 1 | вул. Шевченка | 9 | 8 |
    | 2 | вул. Миру | 9 | 9 |
    | | Всього | 18 | 17 |
    """
    )
    read = paper.read(drawing)
    (report,) = read.reports
    assert [r.row_kind.value for r in report.funding] == ["measure", "measure", "total", "subtotal", "subtotal", "subtotal"]
    assert {"detail_table"} <= {f.rule for f in read.findings} and "programme_sum" not in {f.rule for f in read.findings}


def test_a_table_of_nothing_but_money_is_a_total_of_the_programme() -> None:
    drawing = (
        HEAD
        + """
    Аналіз виконання за видатками в цілому за програмою
    | Бюджетні асигнування з урахуванням змін, тис. грн | < | < | Проведені видатки, тис. грн | < | < |
    | усього | загальний фонд | спеціальний фонд | усього | загальний фонд | спеціальний фонд |
    | 115 | 80 | 35 | 112 | 77 | 35 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "total  | 2024 | 115 | 112",
        "total  | 2024 total/general | 80 | 77",
        "total  | 2024 total/special | 35 | 35",
    ]


def test_a_number_merged_over_a_tasks_measures_is_the_tasks() -> None:
    drawing = (
        HEAD
        + """
    | № | Завдання | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Поводження з відходами | Рекультивація | 20 | 19 |
    | ^ | ^ | Контейнери | 3 | 2 |
    """
    )
    assert [(r.section_number, r.section, r.measure_number, r.measure) for r in paper.funding(drawing)] == [
        ("1", "Поводження з відходами", None, "Рекультивація"),
        ("1", "Поводження з відходами", None, "Контейнери"),
    ]


def test_the_points_of_a_form_are_facts_and_no_table_of_figures() -> None:
    drawing = (
        HEAD
        + """
    | 1. | Рішення про затвердження | від 15.12.2022 № 1205 |
    | 2. | Відповідальний виконавець | Відділ освіти |
    | 3. | Загальний обсяг ресурсів, тис. грн | 12 450,0 |

    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4 | 4 |
    """
    )
    read = paper.read(drawing)
    (report,) = read.reports
    assert ([d.number for d in report.decisions], report.responsible_executors) == (["1205"], ("Відділ освіти",))
    assert "unknown_header" not in {f.rule for f in read.findings}


@pytest.mark.parametrize("header", ["Інформація про стан виконаня заходу", "Що зроблено за рік"])
def test_what_is_written_right_of_the_figures_is_never_dropped(header: str) -> None:
    drawing = (
        HEAD
        + f"""
    | № | Захід | План, тис. грн | Факт, тис. грн | {header} |
    | 1 | Лавки | 4 | 3 | Встановлено дванадцять лавок |
    | 2 | Урни | 2 | - | Торги не відбулися |
    """
    )
    assert [r.information for r in paper.funding(drawing)] == ["Встановлено дванадцять лавок", "Торги не відбулися"]


TORN = {
    "an amount torn at its thousands": (
        ["| 1 | Послуга таксі | Департамент | 1 | 1 | 100,0 | Захід виконано в |"],
        ["| | | соціальної політики | 709,61 | 709,61 | | повному обсязі |"],
        "measure 1 Послуга таксі | 2024 | 1709.61 | 1709.61",
    ),
    "a percent sign on a line of its own": (
        ["| 1 | Забезпечення хворих на | Управління | 1800,3 | 1800,3 | 100,0 | Заплановано на |"],
        ["| | хронічну недостатність | охорони здоров'я | | | % | наступний рік |"],
        "measure 1 Забезпечення хворих на хронічну недостатність | 2024 | 1800.3 | 1800.3",
    ),
    "the last decimal of a percent": (
        ["| 1 | Придбання мотопомп, у | Департамент | 1 633,87 | 1 633,87 | 100,0 | Проведено |"],
        ["| | тому числі для мешканців | соціальної політики | | | 0 | закупівлю |"],
        "measure 1 Придбання мотопомп, у тому числі для мешканців | 2024 | 1633.87 | 1633.87",
    ),
}


@pytest.mark.parametrize("case", TORN)
def test_a_row_torn_by_a_page_break_is_one_row(case: str) -> None:
    end, top, expected = TORN[case]
    head = "| № | Захід | Виконавець | План, тис. грн | Факт, тис. грн | % виконання | Інформація |"
    drawing = "\n".join([HEAD.strip(), head, *end, "", *top, "| 2 | Лавки | КП | 10,00 | 10,00 | 100,0 | Встановлено |"])
    first, second = paper.funding(drawing)
    assert (paper.brief(first), first.percent_reported) == (expected, 100)
    assert paper.brief(second) == "measure 2 Лавки | 2024 | 10 | 10"


def test_a_measure_goes_on_with_its_years_over_a_page_break() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Термін | План, тис. грн | Факт, тис. грн |
    | 1 | Придбання інструментів для школи | 2023 рік | 5 | 4 |

    | | мистецтв | 2024 рік | 6 | 6 |
    | 2 | Пленер | 2023 рік | 1 | 1 |
    | ^ | ^ | 2024 рік | 2 | 2 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)][:2] == [
        "measure 1 Придбання інструментів для школи мистецтв | 2023 | 5 | 4",
        "measure 1 Придбання інструментів для школи мистецтв | 2024 | 6 | 6",
    ]


def test_a_whole_period_is_not_held_against_years_of_which_one_is_not_given() -> None:
    drawing = """
    Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2023-2024 роки за 2024 рік
    | Захід | План, тис. грн | < | < | Профінансовано, тис. грн | < |
    | ^ | на весь період | 2023 рік | 2024 рік | за весь період | у 2024 році |
    | Лавки | 9 | 5 | 4 | 8 | 3 |
    """
    assert "whole_period_sum" not in paper.loud(drawing)


def test_a_number_cut_after_its_comma_goes_on_in_the_next_cell_and_is_told() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | < | Факт, тис. грн | < |
    | ^ | ^ | 2024 рік | 2025 рік | 2024 рік | 2025 рік |
    | 1 | Фестиваль | 1400,0 | 10,0 | 1300, | 0 |
    | 2 | Лавки | 4,0 | 5,0 | 3,0 | |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)][:2] == [
        "measure 1 Фестиваль | 2024 | 1400 | 1300",
        "measure 1 Фестиваль | 2025 | 10 | not_due",
    ]
    assert "repaired_value" in paper.loud(drawing)


def test_a_section_named_by_the_last_line_of_the_text_above_its_table() -> None:
    blocks = (
        Paragraph(HEAD.strip()),
        Paragraph("Строк реалізації Програми: 2023-2025 роки\nСтан виконання заходів\nРозділ 1. Озеленення"),
        paper.table([["№", "Захід", "План, тис. грн", "Факт, тис. грн"], ["1", "Толока", "4", "4"]]),
    )
    (report,) = normalize(Document("txt", blocks), "звіт.txt", load()).reports
    assert [(r.section_number, r.section) for r in report.funding] == [("1", "Озеленення")]


def test_a_report_whose_amounts_stand_in_no_table_is_told_loudly() -> None:
    cells = ["№", "Захід", "План", "Факт", "1", "Лавки", "4,0", "3,0", "2", "Урни", "2,0", "1,5", "3", "Клумби", "7,0", "7,0"]
    read = paper.read(HEAD + "\n".join(cells))
    assert (read.status, [f.rule for f in read.findings if f.rule == "unknown_header"]) == ("no_report", ["unknown_header"])


def test_three_decimals_of_a_hryvnia_are_told() -> None:
    drawing = """
    | Захід | План, грн | Факт, грн |
    | Лавки | 45,000 | 44,500 |
    """
    assert set(paper.loud(HEAD + drawing)) == {"three_decimals"}


BESIDE = """
| № | Зміст заходів | Виконавець | План, тис. грн | Факт, тис. грн | Виконання, % |
| 1 | Ремонт сходів | УЖКГ | 120,0 | 60,0 | 50 |
| | Всього | | 120,0 | 60,0 | 50 |
"""


@pytest.mark.parametrize(
    "other",
    [
        "| Джерело фінансування | Передбачено, тис. грн | Профінансовано, тис. грн |\n| Місцевий бюджет | 100,0 | 50,0 |\n| Кошти співвласників | 20,0 | 10,0 |",
        "| № | Контрагент | Код ЄДРПОУ | Договір | Сума договору, грн |\n| 1 | ТОВ «Сходи» | 38123456 | № 14 від 02.04.2024 | 60 000,00 |",
        "| № з/п | Назва закладу | Керівник | Гостей у 2023 році | Гостей у 2024 році | Приріст, % |\n| 1 | Молодіжний центр | Петренко О. | 450 | 520 | 115 |",
    ],
    ids=["sums by source", "contracts", "a list as wide as the table of measures"],
)
def test_a_table_with_a_header_of_its_own_is_no_continuation_of_the_measures(other: str) -> None:
    read = paper.read(BESIDE + "\nДодаткові відомості:\n" + other)
    (report,) = read.reports
    assert len(report.funding) == 2
    assert [f.table_number for f in read.findings if f.rule == "other_table"] == [2]
    assert not {f.rule for f in read.findings} & {"unknown_header", "overspent", "note_with_number"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "| 1.1. | Придбання ліків, усього | КНП | 30,0 | 20,0 | |\n| 1.1.1. | Інсулін | КНП | 10,0 | 10,0 | |\n| 1.1.2. | Тести | КНП | 20,0 | 10,0 | |",
            "1.1",
        ),
        (
            "| | 1.1. Придбання ліків, усього | КНП | 30,0 | 20,0 | |\n| | 1.1.1. Інсулін | КНП | 10,0 | 10,0 | |\n| | 1.1.2. Тести | КНП | 20,0 | 10,0 | |",
            "1.1",
        ),
        ("| 1.1 / 0. | Придбання ліків | КНП | 30,0 | 20,0 | |", "1.10"),
        ("| 10 / . | Придбання ліків | КНП | 30,0 | 20,0 | |", "10"),
    ],
    ids=["a numbered parent called «усього»", "its number in the title", "a number broken at its last level", "a dot on a line of its own"],
)
def test_the_number_of_a_measure(rows: str, told: str) -> None:
    (first, *_) = paper.funding("| № | Зміст заходів | Виконавець | План, тис. грн | Факт, тис. грн | Примітка |\n" + rows)
    assert (first.measure_number, first.executors) == (told, ("КНП",))


def test_percents_of_two_plans_under_one_percent() -> None:
    drawing = """
    | № | Захід | Обсяг фінансування, тис. грн | < | Профінансовано, тис. грн | % виконання | < |
    | ^ | ^ | План на рік | План на 9 місяців | ^ | до плану на рік | до плану на 9 місяців |
    | 1 | Харчування учнів | 40,0 | 30,0 | 20,0 | 50,0 | 66,7 |
    """
    read = paper.read("Звіт про виконання Програми «Обід» на 2024 рік за 9 місяців 2024 року\n" + drawing)
    (record,) = read.reports[0].funding
    assert (str(record.percent_reported), str(record.planned_period.uah)) == ("50.00", "30000.00")
    assert "unknown_header" not in {f.rule for f in read.findings}


@pytest.mark.parametrize(
    ("row", "percent"),
    [
        ("| 1 | Ліквідація звалищ | 120,0 | 97, | 25 | 81,04 | Ліквідовано 6 |", "81.04"),
        ("| 1 | Ліквідація звалищ | 120,0 | 97,25 | 81,04 | Ліквідовано 6 | |", "81.04"),
    ],
)
def test_the_cells_behind_a_number_broken_over_two_move_back(row: str, percent: str) -> None:
    drawing = f"""
    | № | Захід | План, тис. грн | Факт, тис. грн | Відсоток виконання | Примітка | |
    {row}
    | 2 | Озеленення парку | 80,0 | 80,0 | 100 | Виконано | |
    """
    first = paper.funding(drawing)[0]
    assert (str(first.actual.uah), str(first.percent_reported), first.information) == ("97250.00", percent, "Ліквідовано 6")


def test_programmes_with_their_measures_in_one_table_are_a_report_each() -> None:
    drawing = """
    ЗВІТ про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми, заходу | План на 2024 рік, тис. грн | Виконано, тис. грн |
    | 1. | Програма «Турбота» на 2023-2025 роки | 30,0 | 20,0 |
    | 1.1. | Матеріальна допомога | 10,0 | 10,0 |
    | 1.2. | Поховання самотніх | 20,0 | 10,0 |
    | 2. | Програма розвитку спорту на 2024-2026 роки | 5,0 | 5,0 |
    | 2.1. | Придбання м'ячів | 5,0 | 5,0 |
    | | Всього за програмами | 35,0 | 25,0 |
    """
    first, second = paper.read(drawing).reports
    assert (first.programme, second.programme) == ("Програма «Турбота» на 2023-2025 роки", "Програма розвитку спорту на 2024-2026 роки")
    assert [paper.brief(r) for r in (*first.funding, *second.funding)] == [
        "total Програма «Турбота» на 2023-2025 роки | 2024 | 30 | 20",
        "measure 1.1 Матеріальна допомога | 2024 | 10 | 10",
        "measure 1.2 Поховання самотніх | 2024 | 20 | 10",
        "total Програма розвитку спорту на 2024-2026 роки | 2024 | 5 | 5",
        "measure 2.1 Придбання м'ячів | 2024 | 5 | 5",
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "2023 рік – 80,0 / 2024 рік – 50,0",
        "2023 р. - 80,0; 2024 р. - 50,0",
        "2023: 80,0 / 2024: 50,0",
        "за 2023 рік – 80,0, за 2024 рік – 50,0 тис. грн",
    ],
)
def test_sums_of_several_years_in_one_cell_are_a_record_a_year(cell: str) -> None:
    drawing = HEAD + f"| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 1 | Форум | {cell} | {cell} |"
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Форум | 2023 | 80 | 80", "measure 1 Форум | 2024 | 50 | 50"]


@pytest.mark.parametrize(
    "header",
    [
        "№ з/п | Що передбачено Програмою | План, тис. грн | Факт, тис. грн | Що виконано",
        "№ з/п | Вид допомоги | Передбачено кошторисом, тис. грн | Надано коштів, тис. грн | Примітка",
        "№ з/п | Найменування показника виконання | Затверджено, тис. грн | Виконано, тис. грн | Примітка",
        "№ з/п | Заходи | Сума по програмі, тис. грн | Сума факт., тис. грн | Примітка",
        "№ з/п | Заходи | Розпис на рік з урахуванням змін, тис. грн | Видатки, проведені за звітний період, тис. грн | Примітка",
    ],
)
def test_headers_in_unusual_words(header: str) -> None:
    drawing = (
        HEAD
        + f"| {header} |\n| 1 | Ремонт покрівлі | 120,0 | 60,0 | Роботи тривають, договір укладено |\n| 2 | Освітлення двору | 30,0 | 30,0 | Виконано в повному обсязі |"
    )
    records = paper.funding(drawing)
    assert [paper.brief(r) for r in records] == [
        "measure 1 Ремонт покрівлі | 2024 | 120 | 60",
        "measure 2 Освітлення двору | 2024 | 30 | 30",
    ]
    assert records[1].information == "Виконано в повному обсязі"


def test_a_hidden_sheet_beside_the_report_is_left_out_and_told() -> None:
    rows = [["№", "Захід", "План, тис. грн", "Профінансовано, тис. грн"], ["1", "Ремонт", "100,0", "50,0"]]
    draft = [rows[0], ["1", "Ремонт", "200,0", "10,0"]]
    blocks = (Paragraph(HEAD.strip()), paper.table(rows), replace(paper.table(draft), hidden=True, name="чернетка"))
    read = normalize(Document("xlsx", blocks), "звіт.xlsx", load())
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure 1 Ремонт | 2024 | 100 | 50"]
    assert [f.args["what"] for f in read.findings if f.rule == "hidden_left_out"] == ["чернетка"]


def test_the_plan_of_the_reports_own_quarter_stands_beside_the_years() -> None:
    drawing = """
    Звіт про виконання Програми «Автобус» на 2025 рік за I квартал 2025 року
    | № | Захід | План на 2025 рік, тис. грн | План на I квартал, тис. грн | Профінансовано за I квартал, тис. грн |
    | 1 | Ремонт депо | 100,0 | 30,0 | 20,0 |
    """
    read = paper.read(drawing)
    (record,) = read.reports[0].funding
    assert [str(a.uah) for a in (record.planned, record.planned_period, record.actual)] == ["100000.00", "30000.00", "20000.00"]
    assert "periods_added" not in {f.rule for f in read.findings}


def test_amounts_whose_year_nothing_names_are_told_one_by_one() -> None:
    read = paper.read(
        "Звіт про виконання Програми «Пам'ять»\n| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Огорожа | 10,0 | 5,0 |", "звіт.docx"
    )
    assert [(f.rule, f.record) for f in read.findings if f.rule == "year_unknown"] == [("year_unknown", read.reports[0].funding[0].key)]


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        (
            "| 1 | Ремонт школи | УО | Усього | 30,0 | 20,0 |\n| | | | кошти | 30,0 | 20,0 |",
            "| | у селі Долина | | обласного бюджету | | |\n| | | | інші кошти | - | - |",
            ["total 30 20", "oblast 30 20", "other nil nil"],
        ),
        (
            "| 1 | Ремонт школи | УО | Загальний | 30,0 | 20,0 |",
            "| | у селі Долина | | обсяг | | |\n| | | | місцевий бюджет | 30,0 | 20,0 |",
            ["total 30 20", "local 30 20"],
        ),
    ],
    ids=["a source", "a total"],
)
def test_a_label_that_a_page_break_tore_is_one_label(above: str, below: str, told: list[str]) -> None:
    head = "| № | Захід | Виконавець | Джерело фінансування | План, тис. грн | Профінансовано, тис. грн |\n"
    read = paper.read(f"{HEAD}{head}{above}\n\n{below}")
    (report,) = read.reports
    assert {r.measure for r in report.funding} == {"Ремонт школи у селі Долина"}
    assert [f"{r.source} {_said(r.planned)} {_said(r.actual)}" for r in report.funding] == told


def _said(amount: Amount) -> str:
    return str(amount.uah / 1000).removesuffix(".00").removesuffix(".0") if amount.uah else str(amount.state)


def test_an_amount_and_a_number_that_a_page_break_tore_are_one_row() -> None:
    head = "| № | Захід | Виконавець | План, тис. грн | Профінансовано, тис. грн |\n| 2.5. | Форум | УО | 10,00 | 10,00 |\n"
    drawing = f"{HEAD}{head}| 2. | Організація та проведення | Управління | 1 | 1 |\n\n| 6. | заходів у громаді | праці | 275,07 | 200,00 |\n| 2.7. | Виставка | УО | 5,00 | 5,00 |"
    second = paper.funding(drawing)[1]
    assert (second.measure_number, second.measure, str(second.planned.uah), str(second.actual.uah)) == (
        "2.6", "Організація та проведення заходів у громаді", "1275070.00", "1200000.00",
    )  # fmt: skip


def test_a_whole_number_that_a_page_break_tore_goes_on_the_sequence() -> None:
    head = "| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 14 | Форум | 10,00 | 10,00 |\n"
    drawing = f"{HEAD}{head}| 1 | Організація та | 250,0 | 470,0 |\n\n| 5 | проведення заходів | 0 | 0 |\n| 16 | Виставка | 5,00 | 5,00 |"
    second = paper.funding(drawing)[1]
    assert (second.measure_number, second.measure, str(second.planned.uah)) == ("15", "Організація та проведення заходів", "250000.00")


def test_a_header_printed_again_and_clipped_heads_no_table_of_its_own() -> None:
    head = "| № з/п | Найменування заходів | План, тис. грн | Фактично профінансован{} |\n"
    drawing = HEAD + head.format("о за 2024 рік, тис. грн") + "| 1 | Придбання обладнання для | 4 | 3 |\n\n"
    drawing += head.format("") + "| | потреб підприємств | | |\n| 2 | Урни | 2 | 1 |"
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Придбання обладнання для потреб підприємств | 2024 | 4 | 3",
        "measure 2 Урни | 2024 | 2 | 1",
    ]


def test_indicators_whose_groups_stand_in_their_own_words() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4 | 3 |

    | № | Показники результативності | Од. вим. | Заплановано | Виконано |
    | 1 | Показник затрат: кількість тренерів | осіб | 12 | 11 |
    | 2 | Показник якості: частка охоплених дітей | % | 35 | 36,4 |
    """
    (report,) = paper.read(HEAD + drawing).reports
    assert [r.measure for r in report.funding] == ["Лавки"]
    assert [(r.category, r.indicator_number, str(r.actual.value)) for r in report.indicators] == [
        ("input", "1", "11"),
        ("quality", "2", "36.4"),
    ]


def test_plan_and_fact_of_a_count_beside_those_of_money() -> None:
    drawing = """
    | № | Захід | Кількість осіб | < | Обсяг фінансування, грн | < |
    | ^ | ^ | план | факт | план | факт |
    | 1 | Допомога | 199 | 69 | 1 650 420 | 1 612 460 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Допомога | 2024 | 1650.42 | 1612.46"]
    assert paper.loud(HEAD + drawing) == []


SOURCES = """
| Джерела фінансування | План, тис. грн | Факт, тис. грн | Рівень виконання, % |
| Державний бюджет | - | - | - |
| Бюджет громади | 640,5 | 602,3 | 94,0 |
| Усього | 640,5 | 602,3 | 94,0 |
"""


def test_a_table_of_sources_alone_is_the_programmes_total() -> None:
    assert [paper.brief(r) for r in paper.funding(HEAD + SOURCES)] == [
        "total Усього | 2024 state/total | nil | nil", "total Усього | 2024 local/total | 640.5 | 602.3", "total Усього | 2024 | 640.5 | 602.3",
    ]  # fmt: skip


def test_a_table_of_sources_beside_measures_that_name_none_is_the_programmes_total() -> None:
    measures = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Табір | 640,5 | 602,3 |\n"
    records = paper.funding(HEAD + measures + SOURCES)
    assert [(str(r.row_kind), str(r.source)) for r in records] == [
        ("measure", "total"),
        ("total", "state"),
        ("total", "local"),
        ("total", "total"),
    ]


def test_a_table_of_sources_beside_measures_with_their_sources_is_told_and_counts_nothing_twice() -> None:
    measures = "| № | Захід | Джерело | План, тис. грн | Факт, тис. грн |\n| 1 | Табір | місцевий бюджет | 640,5 | 602,3 |\n"
    read = paper.read(HEAD + measures + SOURCES)
    assert [r.measure for r in read.reports[0].funding] == ["Табір"]
    assert "other_table" in {f.rule for f in read.findings}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Управління ЖКГ", "КП «Двір»", [("КП «Двір»",), None]),
        ("Управління ЖКГ, 2023 рік", "КП «Двір», 2023-2025 роки", [("КП «Двір»",), "2023-2025 роки"]),
        ("2023 рік", "2023-2025 роки", [(), "2023-2025 роки"]),
    ],
    ids=["executors", "both", "terms"],
)
def test_one_column_for_executor_and_term_holds_what_its_cells_say(first: str, second: str, told: list[object]) -> None:
    head = "| № | Захід | Головний виконавець та строк виконання заходу | План, тис. грн | Факт, тис. грн |\n"
    record = paper.funding(f"{HEAD}{head}| 1 | Лавки | {first} | 4 | 4 |\n| 2 | Урни | {second} | 2 | 1 |")[1]
    assert [record.executors, record.term] == told


def test_rows_by_economic_code_detail_the_measure_above_and_count_nothing_twice() -> None:
    drawing = """
    | № | Захід | КЕКВ | План, грн | Факт, грн |
    | 1 | Камери | | 300,00 | 200,00 |
    | | | 2210 | 100,00 | 50,00 |
    | | | 2240 | 200,00 | 150,00 |
    | | Всього | | 300,00 | 200,00 |
    """
    records = paper.funding(HEAD + drawing)
    assert [(str(r.row_kind), r.measure, r.parent) for r in records] == [
        ("measure", "Камери", None), ("subtotal", "2210", 0), ("subtotal", "2240", 0), ("total", "Всього", None),
    ]  # fmt: skip
    assert records[-1].sums == (0,)


def test_of_two_percents_the_one_of_the_programmes_plan_is_the_records() -> None:
    head = "| № | Захід | Передбачено Програмою, грн | Затверджено в бюджеті, грн | Факт, грн | % до затвердженого в бюджеті | % до передбаченого Програмою |\n"
    (record,) = paper.funding(HEAD + head + "| 1 | Сквер | 200,00 | 100,00 | 90,00 | 90,0 | 45,0 |")
    assert str(record.percent_reported) == "45.00"


def test_the_percent_in_brackets_is_the_records() -> None:
    (record,) = paper.funding(HEAD + "| № | Захід | План, грн | Виконано, грн (%) |\n| 1 | Турнір | 154,6 | 113,0 (73,1%) |")
    assert str(record.percent_reported) == "73.10"


@pytest.mark.parametrize(
    "below",
    [
        "| Показник | 2023 | 2024 |\n| Кількість злочинів | 120 | 98 |",
        "| 1 | Бойко Марія | 500,00 | 500,00 |\n| 2 | Сова Ніна | 500,00 | 500,00 |",
        "| Показники | План, тис. грн | Факт, тис. грн | Відхилення |\n| Доходи | 14200,0 | 13000,0 | -1200,0 |",
    ],
    ids=["statistics", "a list without a head", "a company's results"],
)
def test_what_stands_below_the_grand_total_and_a_text_of_its_own_is_no_measure(below: str) -> None:
    measures = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Табір | 5 | 4 |\n| 2 | Похід | 5 | 4 |\n| | Всього | 10 | 8 |\n"
    read = paper.read(f"{HEAD}{measures}\nСписок стипендіатів\n{below}")
    assert [r.measure for r in read.reports[0].funding] == ["Табір", "Похід", "Всього"]
    assert {"unknown_header", "other_table"} & {f.rule for f in read.findings}


def test_thousands_on_a_line_of_their_own_are_one_number_and_quiet_only_where_sums_confirm_it() -> None:
    head = "| № | Захід | План, грн | Факт, грн |\n"
    alone = paper.read(HEAD + head + "| 1 | Лавки | 724 / 178 | 100 |\n| 2 | Урни | 500 | 200 |")
    assert str(alone.reports[0].funding[0].planned.uah) == "724178.00"
    assert "repaired_value" in {f.rule for f in alone.findings}
    summed = paper.read(HEAD + head + "| 1 | Лавки | 724 / 178 | 100 |\n| 2 | Урни | 500 | 200 |\n| | Всього | 724678 | 300 |")
    assert "repaired_value" not in {f.rule for f in summed.findings}


def test_sums_beside_as_many_sources_stay_apart() -> None:
    head = "| № | Захід | Джерело | План, грн | Факт, грн |\n"
    records = paper.funding(HEAD + head + "| 1 | Лавки | обласний бюджет / місцевий бюджет | 724 / 178 | 700 / 100 |")
    assert [(str(r.source), str(r.planned.uah)) for r in records] == [("oblast", "724.00"), ("local", "178.00")]


def test_the_whole_volume_of_a_programme_beside_what_was_financed_year_by_year() -> None:
    drawing = """
    Інформація про виконання програм Вербівської міської територіальної громади за 2023 рік
    | № | Назва програми | Загальний обсяг за програмою, тис. грн | Профінансовано, тис. грн | < | < |
    | ^ | ^ | ^ | 2022 | 2023 | всього |
    | 1 | Програма «Вода» на 2022-2026 роки | 1034,4 | 235,0 | 90,2 | 325,2 |
    """
    planned = [(r.year, str(r.planned.uah)) for r in paper.funding(drawing) if r.planned.uah is not None]
    assert planned == [(None, "1034400.00")]


def test_a_year_that_a_scan_spoilt_is_told_by_the_years_beside_and_the_groups_alike() -> None:
    drawing = """
    | № | Захід | План, тис. грн | < | < | Факт, тис. грн | < | < |
    | ^ | ^ | 2024 рік | 2025 рік | 2026 рік | зо ох | 2025 рік | ль бохо |
    | 1 | Лавки | 4 | 5 | 6 | 3 | 2 | |
    """
    read = paper.read("Звіт про виконання Програми «Двір» на 2024-2026 роки за 2025 рік\n" + drawing)
    assert [(r.year, str(r.actual.uah)) for r in read.reports[0].funding] == [(2024, "3000.00"), (2025, "2000.00"), (2026, "None")]
    assert sum(f.rule == "header_misspelt" for f in read.findings) == 2


def test_a_dash_is_no_title() -> None:
    drawing = """
    | № | Захід | Джерело | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | обласний бюджет | 4 | 3 |
    | | - | місцевий бюджет | 2 | 1 |
    """
    assert {r.measure for r in paper.funding(HEAD + drawing)} == {"Лавки"}


@pytest.mark.parametrize("spoilt", ["Відхилення (к,-)", "Відхилення (Ск)", "Відхилення С», тис. грн"])
def test_signs_behind_a_deviation_may_be_misread(spoilt: str) -> None:
    drawing = HEAD + f"| № | Захід | План, тис. грн | Факт, тис. грн | {spoilt} |\n| 1 | Лавки | 4 | 3 | -1 |"
    assert "unknown_header" not in {f.rule for f in paper.read(drawing).findings}


def test_a_year_in_which_a_scan_misread_a_digit_is_the_programmes_only_one_so_near() -> None:
    drawing = (
        "Звіт про виконання\nПрограми «Двір» на 2025-2029 роки\nу 2925 році\n| № | Захід | План, грн | Факт, грн |\n| 1 | Лавки | 4 | 3 |"
    )
    read = paper.read(drawing, "скан.pdf")
    assert read.reports[0].report_year == 2025
    assert "missing_metadata" in {f.rule for f in read.findings}


def test_a_table_of_years_alone_is_the_programmes_total() -> None:
    drawing = """
    Звіт про виконання Програми «Двір» Вербівської міської територіальної громади на 2022-2023 роки за 2023 рік
    | Рік | План, тис. грн | Факт, тис. грн | % |
    | 2022 | 4,0 | 2,0 | 50 |
    | 2023 | 4,0 | 3,0 | 75 |
    | Разом | 8,0 | 5,0 | 62,5 |
    """
    assert [(str(r.row_kind), r.year, str(r.planned.uah)) for r in paper.funding(drawing)] == [
        ("total", 2022, "4000.00"), ("total", 2023, "4000.00"), ("total", None, "8000.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("обласний бюджет – 5,8", "місцевий бюджет – 4,3"),
        ("обласний бюджет – 5,8 / місцевий бюджет –", "4,3"),
        ("обласний бюджет – 5,8 / місцевий бюджет", "– 4,3"),
        ("обласний бюджет – 5,8 / місцевий бюджет – 3", "004,3"),
    ],
    ids=["between the sums", "behind the dash", "before the dash", "inside a sum"],
)
def test_stacked_sums_that_a_page_break_tore_are_one_cell(above: str, below: str) -> None:
    head = "| № | Захід | План, тис. грн | Факт, тис. грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| 1 | Перевезення дітей | {above} | {above} |\n\n| | до ліцею | {below} | {below} |\n| 2 | Урни | 1 | 1 |"
    )
    local = "3004300.00" if below == "004,3" else "4300.00"
    assert [(str(r.source), str(r.planned.uah), str(r.actual.uah)) for r in records[:2]] == [
        ("oblast", "5800.00", "5800.00"), ("local", local, local),
    ]  # fmt: skip


def test_a_forecast_beside_the_plan_is_set_aside_and_told() -> None:
    document = paper.read(f"{HEAD}| № | Захід | План на 2024 рік | Факт за 2024 рік | Прогноз на 2025 рік |\n| 1 | Лавки | 9 | 5 | 12 |")
    assert [(f.found, f.table_number) for f in document.findings if f.rule == "column_set_aside"] == [("Прогноз на 2025 рік", 1)]


def test_a_blank_row_between_two_levels_of_a_header_parts_nothing() -> None:
    drawing = """
    | № | Захід | План, тис. грн | | Факт, тис. грн | |
    | | | | | | |
    | | | обласний бюджет | місцевий бюджет | обласний бюджет | місцевий бюджет |
    | | | | | | |
    | 1 | Лавки | 9 | 5 | 7 | 4 |
    """
    assert [(str(r.source), str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(HEAD + drawing)] == [
        ("oblast", "9000.00", "7000.00"), ("local", "5000.00", "4000.00"),
    ]  # fmt: skip


def test_a_number_torn_before_its_dot() -> None:
    head = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1.9 | Форум | 10,00 | 10,00 |\n"
    second = paper.funding(
        f"{HEAD}{head}| 2 | Поточний ремонт | 228 | - |\n\n| .1 | читальної зали | 136,08 | |\n| 2.2 | Виставка | 5,00 | 5,00 |"
    )[1]
    assert (second.measure_number, second.measure, str(second.planned.uah)) == ("2.1", "Поточний ремонт читальної зали", "228136080.00")


def test_a_years_range_that_a_narrow_column_broke_is_the_whole_period() -> None:
    drawing = """
    | № | Захід | Роки | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 2023-202 / 4 | 9 | 5 |
    | ^ | ^ | 2023 | 4 | 2 |
    | ^ | ^ | 2024 | 5 | 3 |
    """
    assert [r.year for r in paper.funding(HEAD + drawing)] == [None, 2023, 2024]


def test_an_abbreviated_head_of_executors() -> None:
    (record,) = paper.funding(HEAD + "| № | Захід | Викон-ць | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | КП «Двір» | 4 | 2 |")
    assert record.executors == ("КП «Двір»",)


def test_other_sources_under_a_plan_are_its_sub_column() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | < | < | Факт, тис. грн | < | < |
    | ^ | ^ | Усього | Місцевий бюджет | інші джерела фінансування | Усього | Місцевий бюджет | інші джерела фінансування |
    | 1 | Ярмарок | 30,0 | 10,0 | 20,0 | 15,0 | 5,0 | 10,0 |
    """
    )
    assert [(str(r.source), str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(drawing)] == [
        ("total", "30000.00", "15000.00"), ("local", "10000.00", "5000.00"), ("other", "20000.00", "10000.00"),
    ]  # fmt: skip


def test_a_part_of_the_special_fund_takes_nothing_from_it() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | < | < | < | Касові видатки, тис. грн | < | < | < |
    | ^ | ^ | разом | загальний фонд | спеціальний фонд | у т.ч. бюджет розвитку | разом | загальний фонд | спеціальний фонд | у т.ч. бюджет розвитку |
    | 1 | Сцена | 30,0 | 10,0 | 20,0 | 20,0 | 15,0 | 5,0 | 10,0 | 10,0 |
    """
    )
    read = paper.read(drawing)
    assert [(str(r.fund), str(r.planned.uah), str(r.actual.uah)) for r in read.reports[0].funding] == [
        ("total", "30000.00", "15000.00"), ("general", "10000.00", "5000.00"), ("special", "20000.00", "10000.00"),
    ]  # fmt: skip
    assert "unknown_header" not in {f.rule for f in read.findings}


def test_two_sub_rows_of_one_place_are_told() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Джерело | План, тис. грн | Профінансовано, тис. грн |
    | 1 | Ярмарок | Усього | 30,0 | 15,0 |
    | ^ | ^ | спонсори | 10,0 | 5,0 |
    | ^ | ^ | інші кошти | 20,0 | 10,0 |
    """
    )
    assert sum(f.rule == "place_repeated" for f in paper.read(drawing).findings) == 2


@pytest.mark.parametrize("numbers", [["8", "9", "1 / 0", "1 / 1"], ["1.8", "1.9", "1.1 / 0", "1.1 / 1"]])
def test_numbers_that_a_narrow_column_breaks(numbers: list[str]) -> None:
    rows = "\n".join(f"| {n} | Захід {i} | 1,0 | 1,0 |" for i, n in enumerate(numbers))
    found = [r.measure_number for r in paper.funding(HEAD + "| № | Захід | План, тис. грн | Факт, тис. грн |\n" + rows)]
    assert found == [n.replace(" / ", "") for n in numbers]


TWO = """
ЗВІТ про виконання Програми «Лікар» Вербівської міської територіальної громади на 2023-2025 роки за {period}
{first}
| № | Захід | План | Факт |
| 1 | Ліки | 30,0 | 20,0 |

{second}
| № | Захід | План | Факт |
| 1 | Ліки | 8,0 | 8,0 |
"""


@pytest.mark.parametrize(
    ("period", "first", "second", "told"),
    [
        ("2023-2024 роки", "2023 рік (тис. грн)", "2024 рік (тис. грн)", ["2023 total total 30000", "2024 total total 8000"]),
        (
            "2024 рік",
            "Кошти обласного бюджету, тис. грн",
            "Кошти бюджету громади, тис. грн",
            ["2024 oblast total 30000", "2024 local total 8000"],
        ),
        ("2024 рік", "Загальний фонд (тис. грн)", "Спеціальний фонд (тис. грн)", ["2024 total general 30000", "2024 total special 8000"]),
        ("2024 рік", "Розділ I. Стаціонар (тис. грн)", "Розділ II. Амбулаторії (грн)", ["2024 total total 30000", "2024 total total 8"]),
        ("2024 рік", "Одиниця виміру: тис. грн", "Одиниця виміру: млн грн", ["2024 total total 30000", "2024 total total 8000000"]),
        (
            "2024 рік",
            "(тис. грн)\nу тому числі кошти місцевого бюджету: 11,5",
            "тис. грн",
            ["2024 total total 30000", "2024 total total 8000"],
        ),
    ],
    ids=["years", "sources", "funds", "units of sections", "units", "a fact of a form is no caption"],
)
def test_a_caption_above_a_table_speaks_of_all_its_amounts(period: str, first: str, second: str, told: list[str]) -> None:
    read = paper.read(TWO.format(period=period, first=first, second=second))
    found = [f"{r.year} {r.source} {r.fund} {int(r.planned.uah or 0)}" for report in read.reports for r in report.funding]
    assert found == told


def test_a_row_over_the_table_that_names_a_source_is_no_section() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | Державний бюджет | < | < | < |
    | 1 | Ліки | 30,0 | 20,0 |
    | | Разом | 30,0 | 20,0 |
    | Місцевий бюджет | < | < | < |
    | 1 | Ремонт | 8,0 | 8,0 |
    | | Разом | 8,0 | 8,0 |
    | | Всього по Програмі | 38,0 | 28,0 |
    """
    )
    records = paper.funding(drawing)
    assert [(str(r.source), r.section) for r in records] == [
        ("state", None), ("state", None), ("local", None), ("local", None), ("total", None),
    ]  # fmt: skip


def test_one_measure_in_two_tables_for_the_same_place_is_told() -> None:
    read = paper.read(TWO.format(period="2024 рік", first="Таблиця перша (тис. грн)", second="Таблиця друга (тис. грн)"))
    assert sum(f.rule == "place_repeated" for f in read.findings) == 2


@pytest.mark.parametrize(
    "head",
    [
        "Передбачено (рішення № 15 від 21.12.2023), тис. грн | Профінансовано, тис. грн",
        "Затверджено на 01.01.2024, тис. грн | Профінансовано на 01.01.2025, тис. грн",
        "План (рішення № 2023-15/VIII), тис. грн | Факт, тис. грн",
        "Передбачено Програмою на 2023-2025 роки, у т.ч. на 2024 рік, тис. грн | Профінансовано у 2024 році, тис. грн",
    ],
)
def test_when_a_plan_was_decided_is_no_year_of_its_amounts(head: str) -> None:
    (record,) = paper.funding(f"{HEAD}| № | Захід | {head} |\n| 1 | Ліки | 30,0 | 20,0 |")
    assert paper.brief(record) == "measure 1 Ліки | 2024 | 30 | 20"


def test_the_whole_period_beside_its_part_of_the_year() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Загальний обсяг фінансування за Програмою, тис. грн | у т.ч. план на 2024 рік, тис. грн | Профінансовано з початку дії Програми, тис. грн | у т.ч. у 2024 році, тис. грн |
    | 1 | Ліки | 90,0 | 30,0 | 50,0 | 20,0 |
    """
    )
    assert sorted((r.year or 0, str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(drawing)) == [
        (0, "90000.00", "50000.00"), (2024, "30000.00", "20000.00"),
    ]  # fmt: skip


@pytest.mark.parametrize("where", ["total", "note"])
def test_a_unit_that_only_a_totals_label_or_a_note_below_names(where: str) -> None:
    total = "Всього по Програмі, тис. грн" if where == "total" else "Всього по Програмі"
    note = "Примітка: суми наведено у тис. грн." if where == "note" else ""
    drawing = f"{HEAD}| № | Захід | План | Факт |\n| 1 | Ліки | 30,0 | 20,0 |\n| | {total} | 30,0 | 20,0 |\n\n{note}"
    read = paper.read(drawing)
    assert str(read.reports[0].funding[0].planned.uah) == "30000.00"
    assert "unit_unknown" not in {f.rule for f in read.findings}


def test_a_sum_over_several_sections_below_the_last_ones_own_is_of_all_of_them() -> None:
    drawing = """
    | № | Захід | План, грн | Факт, грн |
    | Завдання 1.1. Захист | < | < | < |
    | 1.1.1 | Резерв | 10 | 7 |
    | 1.1.2 | Пости | 5 | 5 |
    | Всього по завданню 1.1 | < | 15 | 12 |
    | Завдання 1.2. Порядок | < | < | < |
    | 1.2.1 | Камери | 8 | 6 |
    | Всього по завданню 1.2 | < | 8 | 6 |
    | Всього по цілі 1 | < | 23 | 18 |
    | Завдання 2.1. Двори | < | < | < |
    | 2.1.1 | Лавки | 4 | 3 |
    | Всього по завданню 2.1 | < | 4 | 3 |
    | ВСЬОГО ПО ПРОГРАМІ | < | 27 | 21 |
    """
    assert paper.loud(HEAD + drawing) == []
    assert paper.loud(HEAD + drawing.replace("цілі 1 | < | 23 | 18", "цілі 1 | < | 34 | 18")) != []


def test_a_budget_misread_by_a_letter_is_that_budget() -> None:
    drawing = """
    | № | Захід | Джерело | План, грн | Факт, грн |
    | 1 | Лавки | Гобласний бюджет | 9 | 5 |
    | ^ | ^ | місцевий бюджет | 4 | 2 |
    """
    assert [str(r.source) for r in paper.funding(HEAD + drawing)] == ["oblast", "local"]


def test_a_section_in_the_only_cell_of_its_row_is_one_wherever_the_cell_stands() -> None:
    drawing = """
    | Відповідальний виконавець | № | Захід | План, грн | Факт, грн |
    | Розділ I. Оздоровлення | | | | |
    | Відділ освіти | 1.1 | Путівки | 9 | 5 |
    """
    assert [(r.section_number, r.section, r.measure) for r in paper.funding(HEAD + drawing)] == [("I", "Оздоровлення", "Путівки")]


def test_a_row_with_a_source_and_no_amounts_is_a_measure() -> None:
    drawing = """
    | № | Захід | Джерело | План, грн | Факт, грн |
    | Завдання 1. Кадри | < | < | < | < |
    | 1. | 1.1. Доплата лікарям | Інші джерела | | |
    | | 1.2. Оплата навчання | бюджет громади | 9 | 5 |
    """
    assert [(r.measure_number, r.section, str(r.source)) for r in paper.funding(HEAD + drawing)] == [
        ("1.1", "Завдання 1. Кадри", "other"), ("1.2", "Завдання 1. Кадри", "local"),
    ]  # fmt: skip


@pytest.mark.parametrize("caption", ["Фінансування заходів програми, грн", "Фінансування заходів програми, гривень"])
def test_a_unit_behind_the_captions_comma_is_the_tables(caption: str) -> None:
    assert paper.loud(f"{HEAD}{caption}\n\n| № | Захід | План | Факт |\n| 1 | Лавки | 900 | 500 |") == []


def test_the_last_capitalised_word_of_a_title_on_a_new_page_is_no_section() -> None:
    head = "| № | Захід | План, грн | Факт, грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| 1 | Лавки | 2 | 2 |\n| 2 | Ремонт дороги у селі | 9 | 5 |\n\n{head}| | Заболоття | | |\n| 3 | Урни | 4 | 4 |"
    )
    assert [(r.measure, r.section) for r in records] == [("Лавки", None), ("Ремонт дороги у селі Заболоття", None), ("Урни", None)]


def test_nor_is_it_one_among_numbered_sections() -> None:
    head = "| № | Захід | План, грн | Факт, грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| Розділ I. Двори | < | < | < |\n| 1.1 | Ремонт у селі | 9 | 5 |\n\n{head}| | Заболоття | | |\n| 1.2 | Урни | 4 | 4 |"
    )
    assert [(r.measure, r.section) for r in records] == [("Ремонт у селі Заболоття", "Двори"), ("Урни", "Двори")]


def test_a_totals_label_that_a_page_break_tore_is_made_whole() -> None:
    head = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 8969,8 | 5787,8 |\n"
    total = paper.funding(f"{HEAD}{head}| | Всього по | 8 | 5 |\n\n| | Програмі | 969,8 | 787,8 |")[-1]
    assert (str(total.row_kind), total.measure, str(total.planned.uah)) == ("total", "Всього по Програмі", "8969800.00")


def test_a_sentence_in_the_first_cell_below_the_total_is_no_row() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 9,0 | 5,0 |
    | | Всього по Програмі | 9,0 | 5,0 |
    | Невикористаний залишок коштів становить 4,0 тис. грн. | | | |
    """
    assert paper.loud(HEAD + drawing) == [] and len(paper.funding(HEAD + drawing)) == 2


def test_a_heading_on_a_new_page_whose_numbers_begin_anew_is_a_section() -> None:
    head = "| № | Захід | План, грн | Факт, грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| 1 | Лавки | 2 | 2 |\n| 2 | Ремонт дороги | 9 | 5 |\n\n{head}| | Освіта | | |\n| 1 | Парти | 4 | 4 |"
    )
    assert [(r.measure, r.section) for r in records][2] == ("Парти", "Освіта")


def test_a_percent_beside_amounts_of_the_whole_period_alone_is_of_the_whole_period() -> None:
    drawing = """
    Звіт про виконання Програми «Двір» Вербівської міської територіальної громади на 2020-2024 роки за 2020-2024 роки
    | № | Захід | План на 2020-2024 роки, грн | Профінансовано за 2020-2024 роки, грн | % виконання |
    | 1 | Лавки | 1000 | 425 | 42,5 |
    """
    assert [(r.year, str(r.percent_reported)) for r in paper.funding(drawing)] == [(None, "42.50")]
    assert paper.loud(drawing) == []


def test_a_dash_under_a_head_that_nobody_knows_is_told_too() -> None:
    drawing = """
    | № | Захід | План, грн | < | Факт, грн | < |
    | ^ | ^ | обласний бюджет | місцевий бюджет | обласний бюджет | зшкапд бюджет |
    | 1 | Лавки | 9 | 5 | 7 | - |
    | 2 | Урни | 9 | 5 | 7 | 4 |
    """
    told = [f.row_number for f in paper.loud_findings(HEAD + drawing) if f.rule == "unknown_header" and f.row_number]
    assert told == [3, 4]


def test_a_card_per_measure_is_a_row_per_measure() -> None:
    def card(title: str, plan: str, fact: str) -> str:
        return f"| Захід | {title} |\n| Виконавець | КП «Двір» |\n| План на 2024 рік, тис. грн | {plan} |\n| Факт за 2024 рік, тис. грн | {fact} |\n"

    records = paper.funding(
        f"{HEAD}Розділ I. Двори\n\n{card('1.1. Лавки', '9,0', '5,0')}\nРозділ II. Школи\n\n{card('2.1. Парти', '4,0', '-')}"
    )
    assert [(r.section, r.measure_number, r.measure, str(r.planned.uah), str(r.actual.uah)) for r in records] == [
        ("Двори", "1.1", "Лавки", "9000.00", "5000.00"), ("Школи", "2.1", "Парти", "4000.00", "0.00"),
    ]  # fmt: skip


def test_a_table_with_a_column_per_measure_is_turned() -> None:
    drawing = """
    | Показник | 1. Лавки | 2. Урни |
    | Виконавець | КП «Двір» | КП «Сад» |
    | План на 2024 рік, тис. грн | 9,0 | 4,0 |
    | Профінансовано за 2024 рік, тис. грн | 5,0 | - |
    | % виконання | 55,6 | 0 |
    """
    assert [(r.measure_number, r.measure, r.executors, str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(HEAD + drawing)] == [
        ("1", "Лавки", ("КП «Двір»",), "9000.00", "5000.00"), ("2", "Урни", ("КП «Сад»",), "4000.00", "0.00"),
    ]  # fmt: skip


def test_a_table_whose_first_row_heads_columns_is_not_turned() -> None:
    drawing = """
    | Захід | План, грн | Факт, грн |
    | План озеленення | 900 | 500 |
    | Фактично виконані роботи | 40 | 30 |
    """
    assert [r.measure for r in paper.funding(HEAD + drawing)] == ["План озеленення", "Фактично виконані роботи"]


def test_russian_heads_of_older_reports_are_understood() -> None:
    drawing = """
    | Наименование мероприятия | Исполнитель | План на 2024 год, тыс. грн | Профинансировано за 2024 год, тыс. грн |
    | Лавки | КП «Двір» | 9,0 | 5,0 |
    """
    assert [(r.executors, str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(HEAD + drawing)] == [
        (("КП «Двір»",), "9000.00", "5000.00")
    ]


OF_YEARS = """
| Рік | План, тис. грн | Факт, тис. грн |
| 2024 | 4,0 | {} |
| 2025 | 5,0 | 1,0 |
| Разом | 9,0 | 4,0 |
"""
BY_YEAR = """
| № | Захід | План, тис. грн | < | Факт, тис. грн | < |
| ^ | ^ | 2024 | 2025 | 2024 | 2025 |
| 1 | Лавки | 1,0 | 3,0 | 1,0 | - |
| 2 | Урни | 3,0 | 2,0 | 2,0 | 1,0 |
{}
"""


def _totals(drawing: str) -> list[tuple[str, int | None]]:
    return [(r.measure, r.year) for r in paper.funding(drawing) if r.row_kind == "total"]


def test_a_table_of_years_beside_the_measures_gives_their_total_no_second_time() -> None:
    measures = BY_YEAR.format("| | Всього | 4,0 | 5,0 | 3,0 | 1,0 |")
    drawing = f"{HEAD}{measures}\nФінансування за роками\n{OF_YEARS.format('3,0')}"
    assert _totals(drawing) == [("Всього", 2024), ("Всього", 2025), ("Разом", None)]
    assert [f.row_number for f in paper.read(drawing).findings if f.rule == "total_repeated"] == [2, 3]


def test_a_table_of_years_is_the_total_of_measures_that_have_none() -> None:
    drawing = f"{HEAD}{BY_YEAR.format('')}\nФінансування за роками\n{OF_YEARS.format('3,0')}"
    assert _totals(drawing) == [("Разом", 2024), ("Разом", 2025), ("Разом", None)]


def test_a_table_of_years_that_differs_from_the_measures_total_is_told() -> None:
    measures = BY_YEAR.format("| | Всього | 4,0 | 5,0 | 3,0 | 1,0 |")
    drawing = f"{HEAD}{measures}\nФінансування за роками\n{OF_YEARS.format('2,0')}"
    assert ("Разом", 2024) in _totals(drawing)
    assert {"place_repeated", "programme_sum"} <= set(paper.loud(drawing))


def test_a_sum_of_sources_that_do_not_add_up_to_it_stays_and_is_told() -> None:
    measures = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 9,0 | 4,0 |\n| | Всього | 9,0 | 4,0 |\n"
    drawing = f"{HEAD}{measures}\nЗа джерелами\n| Джерело | План, тис. грн | Факт, тис. грн |\n| Обласний бюджет | 5,0 | {{}} |\n| Місцевий бюджет | 4,0 | 1,0 |\n| Разом | 9,0 | 4,0 |"
    assert _totals(drawing.format("3,0")) == [("Всього", 2024), ("Разом", 2024), ("Разом", 2024)]
    assert paper.loud(drawing.format("3,0")) == []
    assert paper.loud(drawing.format("2,0")) == ["source_sum"]


def test_a_number_over_a_percent_and_an_amount_is_no_amount() -> None:
    head = "| № | Захід | План, тис. грн | % виконання | Факт, тис. грн |\n"
    read = paper.read(f"{HEAD}{head}| 1 | Лавки | 4,0 | 50,0 | < |\n| 2 | Урни | 4,0 | 50,0 | 2,0 |")
    assert read.reports[0].funding[0].actual.state == "unreadable"
    assert "unreadable_value" in {f.rule for f in read.findings}


def test_sums_of_sources_in_the_line_of_fact_are_facts() -> None:
    head = "| № | Захід | Показник | 2024 рік, тис. грн |\n"
    rows = "| 1 | Лавки | план | обласний бюджет – 4,0 / місцевий бюджет – 3,0 |\n| ^ | ^ | факт | обласний бюджет – 2,0 / місцевий бюджет – 1,0 |"
    records = paper.funding(HEAD + head + rows)
    assert [(str(r.source), str(r.planned.uah), str(r.actual.uah)) for r in records] == [
        ("oblast", "4000.00", "2000.00"), ("local", "3000.00", "1000.00"),
    ]  # fmt: skip


def test_a_summary_by_sections_below_the_measures_gives_subtotals_told_again() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | Розділ I. Двори | < | < | < |
    | 1.1 | Лавки | 9,0 | 5,0 |
    | 1.2 | Урни | 4,0 | 2,0 |
    | | Всього по розділу I | 13,0 | 7,0 |
    | | Всього по Програмі | 13,0 | 7,0 |

    Зведені дані за розділами

    | Розділ Програми | План, тис. грн | Факт, тис. грн |
    | Розділ I. Двори | 13,0 | 7,0 |
    | Разом | 13,0 | 7,0 |
    """
    document = paper.read(HEAD + drawing)
    (report,) = document.reports
    assert [str(r.row_kind) for r in report.funding] == ["measure", "measure", "subtotal", "total", "subtotal", "total"]
    assert [f.row_number for f in document.findings if f.rule == "sum_told_again"] == [2, 3]


def test_plan_and_fact_as_rows_keep_a_year_of_which_little_is_told() -> None:
    drawing = """
    | № | Захід | Показник | 2024 рік, грн | 2025 рік, грн |
    | 1 | Лавки | Передбачено | 900 | 700 |
    | ^ | ^ | Профінансовано | 500 | - |
    | ^ | ^ | % виконання | 55,6 | - |
    """
    assert [(r.year, str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(HEAD + drawing)] == [
        (2024, "900.00", "500.00"), (2025, "700.00", "None"),
    ]  # fmt: skip


def test_a_numbered_row_merged_over_all_columns_is_a_section_though_measures_are_numbered_through() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1. Водопостачання | < | < | < |
    | 1 | Насоси | 9,0 | 5,0 |
    | 2 | Труби | 4,0 | 2,0 |
    | 2. Оновлення техніки | < | < | < |
    | 3 | Екскаватор | 9,0 | 5,0 |
    """
    assert [(r.section_number, r.section, r.measure) for r in paper.funding(HEAD + drawing)] == [
        ("1", "Водопостачання", "Насоси"), ("1", "Водопостачання", "Труби"), ("2", "Оновлення техніки", "Екскаватор"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "fragment", ["| | 2 | Урни | 4,0 | 2,0 |\n| | 3 | Клумби | 3,0 | - |", "| 2 | Урни | 4,0 | 2,0 | |\n| 3 | Клумби | 3,0 | - | |"]
)
def test_a_continuation_with_an_empty_column_more_is_not_shifted(fragment: str) -> None:
    drawing = f"{HEAD}| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 9,0 | 5,0 |\n\n{fragment}"
    assert [(r.measure_number, r.measure, str(r.planned.uah)) for r in paper.funding(drawing)][1:] == [
        ("2", "Урни", "4000.00"), ("3", "Клумби", "3000.00"),
    ]  # fmt: skip
    assert paper.loud(drawing) == []

"""Given names of which a signature's stroke hid the beginning: «етяна КУЛІНІЧ» behind a post can be Тетяна alone."""

from __future__ import annotations

import re

# What people who sign reports are called most often; a name that does not stand here is left as it was read.
_NAMES = (
    "Алла Анастасія Анатолій Андрій Анжела Анна Антон Артем Богдан Богдана Борис Валентин Валентина Валерій Валерія Василь Віктор Вікторія Віра Віталій "
    "Віталіна Володимир В'ячеслав Галина Ганна Геннадій Григорій Дарина Денис Дмитро Євген Євгенія Жанна Зінаїда Зоя Іван Іванна Ігор Інна Ірина "
    "Катерина Кирило Костянтин Лариса Леонід Леся Лілія Любов Людмила Максим Марина Марія Марта Микола Михайло Мирослава Надія Назар Наталія Наталя Ніна "
    "Оксана Олег Олександр Олександра Олексій Олена Олеся Ольга Орест Остап Павло Петро Раїса Роман Руслан Руслана Світлана Сергій Соломія Софія Станіслав "
    "Степан Стефанія Тарас Тетяна Уляна Федір Христина Юлія Юрій Ярослав Ярослава "
    "Аліна Аліса Анжеліка Василина Віталія Дарія Діана Емілія Євдокія Зоряна Ілона Карина Клавдія Лідія Мар'яна Роксана Таїсія Тамара Юліана Яна"
)
# So many letters may be missing; four at least have to be left.
_MISSING = 2
_CLIPPED = re.compile(r"(?<=\t)([а-яіїєґ]{4,})(?=\s[А-ЯІЇЄҐ][А-ЯІЇЄҐ'’-]{2,}$)")


def with_beginning(line: str) -> str:
    """A signature's line, its given name with the letters it lacks at the beginning where one name alone ends so."""
    return _CLIPPED.sub(_whole, line)


def _whole(found: re.Match[str]) -> str:
    names = _NAMES.split()
    meant = {name for name in names if name.endswith(found[0]) and len(name) - len(found[0]) <= _MISSING}
    return meant.pop() if len(meant) == 1 and found[0].capitalize() not in names else found[0]

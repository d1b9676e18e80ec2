"""Given names of which a signature's stroke hid the beginning: «етяна КУЛІНІЧ» behind a post can be Тетяна alone."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

# What people who sign reports are called most often; a name that does not stand here is left as it was read.
_NAMES = (
    "Алла Анастасія Анатолій Андрій Анжела Анна Антон Артем Богдан Богдана Борис Валентин Валентина Валерій Валерія Василь Віктор Вікторія Віра Віталій "
    "Віталіна Володимир В'ячеслав Галина Ганна Геннадій Григорій Дарина Денис Дмитро Євген Євгенія Жанна Зінаїда Зоя Іван Іванна Ігор Інна Ірина "
    "Катерина Кирило Костянтин Лариса Леонід Леся Лілія Любов Людмила Максим Марина Марія Марта Микола Михайло Мирослава Надія Назар Наталія Наталя Ніна "
    "Оксана Олег Олександр Олександра Олексій Олена Олеся Ольга Орест Остап Павло Петро Раїса Роман Руслан Руслана Світлана Сергій Соломія Софія Станіслав "
    "Степан Стефанія Тарас Тетяна Уляна Федір Христина Юлія Юрій Ярослав Ярослава "
    "Аліна Аліса Анжеліка Василина Віталія Дарія Діана Емілія Євдокія Зоряна Ілона Карина Клавдія Лідія Мар'яна Таїсія Тамара Юліана Яна "
    "Ангеліна Вадим Валерія Вероніка Владислав Владислава Гліб Давид Данило Дар'я Едуард Еліна Єва Єлизавета Захар Злата Ілля Йосип Лев Любомир Любомира "
    "Маргарита Маріанна Марк Марко Мар'ян Матвій Мирон Мирослав Неля Нелля Нестор Омелян Панас Пилип Поліна Рената Римма Рита Ростислав Святослав Семен "
    "Сніжана Таміла Тимофій Тимур Яків Ян Ярина"
)
NAMES = frozenset(_NAMES.split())
# So many letters may be missing; four at least have to be left.
_MISSING = 2
# A name of more letters may have two of them wrong; fewer than the second are no name.
_SHORT, _LEAST = 5, 4
# What a capital І with its serifs is taken for: «Трина» is Ірина, not Ярина.
_LIKE_I = "ГТЇIl1|!"
_CLIPPED = re.compile(r"(?<=\t)([а-яіїєґ]{4,})(?=\s[А-ЯІЇЄҐ][А-ЯІЇЄҐ'’-]{2,}$)")


def with_beginning(line: str) -> str:
    """A signature's line, its given name with the letters it lacks at the beginning where one name alone ends so."""
    return _CLIPPED.sub(_whole, line)


def _whole(found: re.Match[str]) -> str:
    ending = {name for name in NAMES if name.endswith(found[0]) and len(name) - len(found[0]) <= _MISSING}
    return ending.pop() if len(ending) == 1 and found[0].capitalize() not in NAMES else found[0]


def meant(text: str) -> str | None:
    """The given name that a reading with wrong letters in it can only mean: the one nearest to it, one letter away where it is short, two where long."""
    if text.capitalize() in NAMES:
        return text.capitalize()
    away = {name: Levenshtein.distance(text.lower(), name.lower()) for name in NAMES}
    least = min(away.values())
    nearest = [name for name, distance in away.items() if distance == least]
    if len(nearest) > 1 and text[0] in _LIKE_I:
        nearest = [name for name in nearest if name[0] == "І" and name[1:] == text[1:]] or nearest
    return nearest[0] if len(nearest) == 1 and least <= (_MISSING if len(nearest[0]) > _SHORT else 1) and len(text) >= _LEAST else None

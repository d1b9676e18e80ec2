"""The vocabulary reports are drawn from: invented communities, programmes by theme, people, bodies. All wording is our own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Community:
    """An invented community. ``stem`` is the adjective without its ending («Вербівськ»), ``kind`` the settlement's («міськ»)."""

    stem: str
    kind: str

    def _case(self, a: str, tail: str) -> str:
        return f"{self.stem}{a} {self.kind}{a} {tail}"

    @property
    def nominative(self) -> str:
        return self._case("а", "територіальна громада")

    @property
    def genitive(self) -> str:
        return self._case("ої", "територіальної громади")

    @property
    def locative(self) -> str:
        return self._case("ій", "територіальній громаді")

    @property
    def land(self) -> str:
        """The region's informal name in the genitive: «Вербівщини»."""
        return self.stem.removesuffix("ськ") + "щини"

    @property
    def council(self) -> str:
        """«Вербівської міської ради»"""
        return self._case("ої", "ради")


COMMUNITIES = tuple(
    Community(stem, kind)
    for stem, kind in (
        ("Вербівськ", "міськ"),
        ("Ставищанськ", "селищн"),
        ("Калинопільськ", "міськ"),
        ("Дубогірськ", "сільськ"),
        ("Тополянськ", "селищн"),
        ("Журавненськ", "міськ"),
        ("Озерянськ", "сільськ"),
        ("Соколодарськ", "міськ"),
        ("Терноградськ", "міськ"),
        ("Липоводолинськ", "селищн"),
        ("Ясенівськ", "сільськ"),
        ("Крутоярськ", "міськ"),
    )
)


ROOTS = (
    "Верб",
    "Калин",
    "Дуб",
    "Топол",
    "Журав",
    "Сокол",
    "Лип",
    "Ясен",
    "Явор",
    "Берез",
    "Грабов",
    "Терн",
    "Вишн",
    "Яблун",
    "Горіх",
    "Кленов",
    "Смерек",
    "Хмел",
    "Барвін",
    "Мальв",
    "Полин",
    "Роман",
    "Чебрец",
    "Очерет",
    "Камін",
    "Глин",
    "Пісков",
    "Медов",
    "Гончар",
    "Ковал",
    "Стельм",
    "Чумак",
    "Козац",
    "Лелеч",
    "Ластів",
    "Голуб",
    "Зубр",
    "Бобр",
    "Видр",
    "Лис",
)
ENDINGS = ("івськ", "инськ", "опільськ", "огірськ", "оградськ", "оярськ", "обродськ", "озерськ")


def community_of(seed: int, index: int) -> Community:
    """A community of its own for each index of a run, so that no two reports speak of one programme by chance."""
    count = len(ROOTS) * len(ENDINGS)
    place = (index * 77 + seed * 13) % count
    kind = ("міськ", "селищн", "сільськ")[(index // count + seed + place) % 3]
    return Community(ROOTS[place % len(ROOTS)] + ENDINGS[place // len(ROOTS)], kind)


@dataclass(frozen=True)
class Theme:
    """What one programme is about. ``tail`` follows «Програма»; ``quoted`` is its short name; indicators are (category, name, unit)."""

    key: str
    tail: str
    quoted: str
    kpkvk: str
    bodies: tuple[str, ...]
    sections: tuple[str, ...]
    measures: tuple[str, ...]
    indicators: tuple[tuple[str, str, str], ...]


def read_themes() -> tuple[Theme, ...]:
    """All themes of themes.toml, in its order."""
    data = tomllib.loads((Path(__file__).parent / "themes.toml").read_text(encoding="utf-8"))
    return tuple(
        Theme(
            key,
            t["tail"],
            t["quoted"],
            t["kpkvk"],
            tuple(t["bodies"]),
            tuple(t["sections"]),
            tuple(t["measures"]),
            tuple((c, n, u) for c, n, u in t["indicators"]),
        )
        for key, t in data.items()
    )


THEMES = read_themes()

FIRST_NAMES = ("Оксана", "Андрій", "Наталія", "Богдан", "Ірина", "Тарас", "Людмила", "В'ячеслав", "Ганна", "Остап", "Соломія", "Юрій")
SURNAMES = (
    "Ковальчук",
    "Стельмах",
    "Дем'яненко",
    "Гайдай",
    "Лісовий",
    "Кучеренко",
    "Вербицька",
    "Панасюк",
    "Щербань",
    "Зозуля",
    "Ярема",
    "Тимощук",
)
POSTS = (
    ("Начальник відділу",),
    ("Начальниця управління",),
    ("Заступник голови", "з питань діяльності виконавчих органів ради"),
    ("Секретар ради",),
    ("Керуючий справами", "виконавчого комітету"),
    ("В. о. начальника відділу", "внутрішньої політики", "та зв'язків з громадськістю"),
    ("Голова громади",),
    ("Директор комунальної установи",),
)

PARTIAL = (
    "Роботи виконано частково, решту перенесено на наступний рік",
    "Кошти використано згідно з укладеними договорами",
    "Економія за результатами відкритих торгів",
    "Профінансовано відповідно до поданих заявок",
    "Проведено 4 заходи, охоплено понад 300 учасників",
    "Виконано в межах наявного ресурсу",
    "Оплачено за фактично надані послуги",
    "Станом на кінець періоду роботи тривають",
)
DONE = (
    "Виконано",
    "Виконано в повному обсязі",
    "Захід виконано",
    "Роботи завершено, акти підписано",
    "Виконано. Придбано згідно з переліком",
)
UNDONE = (
    "Фінансування не відкрито через відсутність вільного ресурсу",
    "Захід перенесено",
    "Тендер не відбувся через відсутність учасників",
    "Кошти перерозподілено на оборонні потреби",
    "Не виконано, бо проєктна документація на експертизі",
    "Захід не проводився з безпекових міркувань",
)
NO_MONEY = ("Виконується постійно", "Здійснюється в робочому порядку", "Проведено спільно з партнерами")
NARRATIVE = (
    "Виконання заходів Програми здійснювалося в умовах воєнного стану, тому першочергово фінансувалися захищені напрями.",
    "Протягом звітного періоду проведено 12 засідань робочої групи, розглянуто 47 звернень мешканців.",
    "Відповідальні виконавці щокварталу подавали узагальнену інформацію до фінансового відділу.",
    "На офіційному вебсайті оприлюднено 23 повідомлення про хід реалізації заходів.",
    "Невиконані заходи запропоновано врахувати під час планування наступного бюджетного періоду.",
)

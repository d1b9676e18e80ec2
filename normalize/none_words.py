"""Words that say that there is no money: «не передбачено», «без фінансування», «кошти не виділялись»."""

from __future__ import annotations

import re

_NONE_WORDS = re.compile(
    r"не (?:було )?(?:перед?бач\w+|заплановано|плану\w+|потребу\w+|виділ\w+|здійснювал\w+|фінансу\w+|профінансован\w+|надход\w+|надійшл\w+|використ\w+|витрача\w+|освою\w+|освоєн\w+)"
    r"|без (?:(?:додатков\w+|бюджетн\w+) )?(?:фінансуван\w+|кошт\w+|залучення кошт\w+|витрат\w*)"
    r"|(?:фінансування|кошт\w+|видатк\w+|асигнуван\w+) (?:\w+ )?(?:відсутн\w+|немає|нема)"
    r"|(?:коштів|фінансування|витрат) не (?:було|потребувал\w+)|безкоштовно|без витрат"
    r"|відсутн\w+ (?:\w+ )?(?:фінансуван\w+|кошт\w+|видатк\w+|асигнуван\w+)"
)
_NOT_NONE = re.compile(
    r"\bв? ?(?:у )?межах\b|\bза рахунок\b|\bчастково\b|не (?:в|у) повн|повністю|недофінанс|крім|окрім|захід|заход|робот|закупівл"
)


def says_none(key: str) -> bool | None:
    """Whether folded words say «nothing» and no more; False where they say it among other things; None where they do not speak of it."""
    return not _NOT_NONE.search(key) if _NONE_WORDS.search(key) else None


_SAID = (
    "перед?бачено|передбачалося|заплановано|планувалося|потребує|потребувало|виділено|виділялося|виділялись|здійснювалося|здійснювались"
    "|використовувались|використовувалися|використано|фінансувалося|фінансувався|фінансувались|профінансовано|надходило|надійшло"
)
_BROKEN = re.compile(rf"не(?:було)?(?:{_SAID})")


def broken_none(text: str) -> bool:
    """Whether a narrow cell holds words for none, broken anywhere: «не пере⏎дбачен⏎о», «не пере дба чено»."""
    return _BROKEN.fullmatch("".join(text.casefold().split())) is not None

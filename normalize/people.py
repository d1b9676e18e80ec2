"""Who signed: «Начальник управління ____ Ім'я ПРІЗВИЩЕ», the post on one to three lines, the name at the end or below; else a digital signature's stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.text import DASHES, clean, same_script, unify_apostrophes

_UP = "А-ЯІЇЄҐ"
_LOW = "а-яіїєґ'"
_GIVEN = rf"[{_UP}][{_LOW}]+(?:-[{_UP}][{_LOW}]+)?"
_CAPS = rf"[{_UP}][{_UP}']+(?:-[{_UP}][{_UP}']+)?"
_INITIALS = rf"[{_UP}]\.\s?(?:[{_UP}]\.)?"
_BEFORE, _AFTER = r"(?:^|(?<=[\s_/),:]))", r"(?=$|\s*[,;(]|\s+\d\d?[./]\d\d?[./]\d{2,4})"
# between a given name and a surname only a patronymic: «Директор Департаменту Іван МОСКАЛИК» has three words of which two are the name
_PATRONYMIC = rf"[{_UP}][{_LOW}]*(?:вич|вна|чна|їч|ич)"
_SHAPES = (
    rf"{_GIVEN}\s+(?:{_PATRONYMIC}\s+)?{_CAPS}",
    rf"{_CAPS}\s+{_GIVEN}(?:\s+{_GIVEN})?",
    rf"{_INITIALS}\s?(?:{_GIVEN}|{_CAPS})",
    rf"(?:{_GIVEN}|{_CAPS})\s+{_INITIALS}",
    rf"{_CAPS}\s+{_CAPS}(?:\s+{_CAPS})?",
)
_NAMES = tuple(re.compile(rf"{_BEFORE}(?P<name>{shape}){_AFTER}") for shape in _SHAPES)
_PLAIN = tuple(
    re.compile(rf"{_BEFORE}(?P<name>{shape}){_AFTER}")
    for shape in (rf"{_GIVEN}\s+{_GIVEN}\s+{_PATRONYMIC}", rf"{_GIVEN}\s+{_PATRONYMIC}\s+{_GIVEN}", rf"{_GIVEN}\s+{_GIVEN}")
)
_POST = re.compile(
    r"начальни|голов[аиуою]+\b|головуюч|секретар|керівни|керуюч|директор|заступни|завідувач|завідуюч|спеціаліст|староста|бухгалтер|виконувач|виконуюч|в\.\s?о\.|"
    r"т\.\s?в\.\s?о\.|\bтво\b|\bво\b|ректор|головний лікар|комісар|командир|президент|міський|сільський|селищний|провідний|інспектор|адміністратор|економіст|юрист|"
    r"фахів|методист|депутат|радник|керманич|розпорядник|медичний|виконавець (?:заход|програм)|"
    r"землевпорядник|архітектор|інженер|агроном|бібліотекар|діловод|помічник|консультант|референт|координатор|лікар\b|тренер|відповідальн\w+ (?:особа|за )|представник|уповноважен", re.IGNORECASE
)  # fmt: skip
_CLERK = re.compile(
    r"^\W*(?:вик(?:онав(?:ець|иця|ла)?)?\b(?!\s+(?:заход|програм))|тел(?:ефон\w*)?\b|підготу(?:вав|вала|вали)\b|підготовлено\s*:|скла(?:в|ла|ли)\b|надрук|контактн\w+|e-?mail|ел\.|моб\.)",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"^\W*(?:погоджен\w*|узгоджен\w*|затверджен\w*|затверджую|погоджую|прийняв|перевірив|ознайомлен\w*|віза\b)", re.IGNORECASE
)
_VISAS = re.compile(r"(?:лист|аркуш)\s+(?:погодження|візування)|^\W*посада\b.*\bпідпис", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:в\.\s?о\.|т\.\s?в\.\s?о\.|во\b|тво\b)?\s*(?:перш\w+\s+)?(?:начальник|директор|(?:(?:міськ|сільськ|селищн)\w+\s+)?голов[аи]\b|керівник|керуюч|завідувач|завідуюч"
    r"|заступник|секретар|староста|головн\w+\s+(?:лікар|спеціаліст|бухгалтер)|провідн\w+\s+спеціаліст|спеціаліст|генеральн\w+\s+директор)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"підпис(?:увач|ант|ано|ав)\w*|власник сертифіката|\bкеп\b|\bецп\b|електронн\w+ підпис|сертифікат", re.IGNORECASE)
_STAMP_LABEL = re.compile(
    r"^.*?(?:підпис(?:увач|ант|ав)\w*|підписано(?:\s+(?:КЕП|ЕЦП))?|власник сертифіката|\bКЕП\b|\bЕЦП\b)\s*[:\-–—]?\s*", re.IGNORECASE
)
_NOT_NAMES = re.compile(
    r"міськ|рад[аи]\b|комітет|управлінн|відділ|програм|бюджет|област|район|україн|громад|звіт|всього|разом|усього|примітк|показник|додат|рішенн|таблиц|сертифікат",
    re.IGNORECASE,
)
_PHONE = re.compile(rf"\d[\d\s()]*[{DASHES}]\s?\d\d[{DASHES}\s]|\(\d{{3,5}}\)|\+?380|\b0\d{{9}}\b")
_FILL = re.compile(
    r"_+|\.{3,}|/+\s*$|\(\s*(?:особистий\s+)?підпис\s*\)|\(ініціал[^)]*\)|\((?:власне\s+)?ім'?я[^)]*\)|\(посада\)|м\.\s?п\.", re.IGNORECASE
)
_ENDS_IN_GIVEN = re.compile(rf"\s({_GIVEN})$")
_LONGEST, _WORDS, _POST_LINES = 200, 16, 3


@dataclass(frozen=True, slots=True)
class _Signature:
    """A name that signs: where it stands among the lines, its paragraph, and how surely it is the report's own signature.

    ``rank``: 0 a name as people sign (ПРІЗВИЩЕ or initials), 1 two words that may be a name, 2 who agreed, 3 a digital stamp.
    """

    line: int
    paragraph: int
    name: str
    rank: int


def find_signatory(texts: Sequence[str]) -> str | None:
    """The name in the last signature block of a document; of several signatures the first. None where nobody signed.

    ``texts`` are the paragraphs below the tables, in order; running text may stand beneath the signature. «Вик. Петренко 5-12-34» signs nothing;
    who agreed («ПОГОДЖЕНО») or stamped digitally counts only where nobody else signed.
    """
    found = list(_signatures(_lines(texts)))
    for rank in range(4):
        block = _last_block([s for s in found if s.rank == rank])
        if block:
            return block[0].name
    return None


def signs(line: str) -> bool:
    """Whether a line by itself is somebody's signature: it opens with a post and ends with a name as people sign."""
    name = _name_in(clean(line), posted=True) if _OFFICE.match(line.strip()) else None
    return name is not None and _surely_name(name)


def signature_lines(texts: Sequence[str]) -> frozenset[int]:
    """Positions of the paragraphs that make signature blocks, posts and clerk's lines included, so that narrative and signature are told apart."""
    lines = _lines(texts)
    marked = {index for index, line in lines if _beside(line)}
    for signature in _signatures(lines):
        marked.update(lines[i][0] for i in _posted_lines(lines, signature.line))
    return frozenset(marked)


def _beside(line: str) -> bool:
    """Whether a line stands beside a signature: who typed it, a telephone, a digital stamp."""
    return len(line.split()) < 10 and not _is_sentence(line) and bool(_CLERK.match(line) or _STAMP.search(line))


def _posted_lines(lines: Sequence[tuple[int, str]], signed: int) -> range:
    """The lines of one signature: its name's, up to the nearest line that holds a post, and on while lines begin with one."""
    first = start = signed
    while start and signed - start < _POST_LINES and not _POST.search(lines[start][1]) and not _is_sentence(lines[start - 1][1]):
        start -= 1
    if _POST.search(lines[start][1]):
        first = start
        while (
            first
            and _POST.match(lines[first - 1][1])
            and not _is_sentence(lines[first - 1][1])
            and not _name_in(lines[first - 1][1], posted=True)
        ):
            first -= 1
    return range(first, signed + 1)


def is_post(text: str) -> bool:
    """Whether a text is nothing but a post: «Начальник фінансового управління», whose bearer's name stands elsewhere or nowhere."""
    return _OFFICE.match(text) is not None and not any(c.isdigit() for c in text) and len(text.split()) <= _WORDS


def signature_start(texts: Sequence[str]) -> int | None:
    """The position from which ``texts`` (rows of a table, in order) are a signature to the end; None where they don't end in one."""
    lines = _lines(texts)
    signed = [_posted_lines(lines, s.line) for s in _signatures(lines) if s.rank < 3]
    inside = {lines[i][0] for posted in signed for i in posted}
    start = len(texts)
    while start and (
        start - 1 in inside
        or not texts[start - 1].strip()
        or (any(i < start for i in inside) and all(_beside(x) for x in clean(texts[start - 1]).split("\n")))
    ):
        start -= 1
    return min((i for i in inside if i >= start), default=None)


def _lines(texts: Sequence[str]) -> list[tuple[int, str]]:
    lines = ((index, _GLUED.sub(" ", line)) for index, text in enumerate(texts) for line in clean(text).split("\n") if line.strip())
    return [(index, part) for index, line in lines for part in _with_signature_apart(line)]


def _with_signature_apart(line: str) -> Sequence[str]:
    """«… 5 200,0 тис. грн. Начальник відділу Ганна МЕЛЬНИК»: a signature that a page's full last line drew to its paragraph is a line of its own."""
    for end in re.finditer(r"(?<=[\w)»%])[.!]\s+(?=[А-ЯІЇЄҐ])", line) if _is_sentence(line) else ():
        if len(line[end.end() :].split()) <= _WORDS and signs(line[end.end() :]):
            return line[: end.start() + 1], line[end.end() :]
    return (line,)


_GLUED = re.compile(rf"(?<=[{_LOW}]{{3}})(?={_GIVEN}\s+[{_UP}]{{3,}}\s*$)")  # «Міський головаБогдан ДЗЮБА»: a blank lost between two cells


def _is_sentence(line: str) -> bool:
    return (
        len(line) > _LONGEST
        or len(line.split()) > _WORDS
        or (line.endswith((".", "!", ";")) and len(line.split()) > 4 and not re.search(r"\b\w\.$", line))
    )


def _signatures(lines: Sequence[tuple[int, str]]) -> Iterator[_Signature]:
    end = len(lines)
    while end and not _is_sentence(lines[end - 1][1]):
        end -= 1
    signed: list[int] = []
    for position, (index, line) in enumerate(lines):
        if _is_sentence(line) or _CLERK.match(line) or _PHONE.search(line):
            continue
        near = _near(lines, position)
        posted = any(_POST.search(text) for text in near)
        stamped = _STAMP.search(line) is not None
        name = _name_in(_STAMP_LABEL.sub("", line) if stamped else line, posted=posted or stamped)
        if name is None and posted and position + 1 < len(lines):
            name = _over_two_lines(line, lines[position + 1][1])
        if name is None and position >= end:
            name, posted = _unknown_post(line), True
        if name is None or (not posted and not stamped and (position < end or _clerk_above(lines, position))):
            continue
        agreed = _on_visas(lines, position) or _agrees(lines, position, signed)
        signed.append(position)
        rank = 3 if stamped and not posted else 2 if agreed else 0 if _surely_name(name) else 1
        yield _Signature(position, index, name, rank)


def _agrees(lines: Sequence[tuple[int, str]], position: int, signed: Sequence[int]) -> bool:
    """Whether a signature stands below «ПОГОДЖЕНО». Of two below it, and none above, the second is the report's own."""
    word = next((at for at in range(position, max(-1, position - 5), -1) if _AGREED.match(lines[at][1])), None)
    return word is not None and (not any(at >= word for at in signed) or any(at < word for at in signed))


def _over_two_lines(line: str, below: str) -> str | None:
    """«Керуючий справами   Андрій» | «СТЕПАНЮК»: a name whose surname had no room on its line."""
    given = _ENDS_IN_GIVEN.search(line) if _POST.search(line) and re.fullmatch(_CAPS, below.strip()) else None
    return _name_in(f"{given[1]} {below.strip()}", posted=True) if given else None


def _spoken(name: str) -> bool:
    """Whether all words of a name could be said: a stamp's letters beside a signature («Сл ЛЬСЬКА», «СА СЬКА») are no given name and no surname."""
    words = re.findall(r"[^\W\d_.'’-]{2,}", re.sub(_INITIALS, " ", name))
    return all(re.search("[аеєиіїоуюя]", word.casefold()) and (len(word) > 2 or word in ("Ян", "Ія")) for word in words)


def _on_visas(lines: Sequence[tuple[int, str]], position: int) -> bool:
    """Whether a name alone on its line is a cell of a table of those who agreed: below the table's head nothing but posts and names stand between."""
    while position >= 0 and not _is_sentence(lines[position][1]) and not _VISAS.search(lines[position][1]):
        name = _name_in(lines[position][1], posted=True)
        if name is not None and clean(lines[position][1]).strip() != name:
            return False
        position -= 1
    return position >= 0 and bool(_VISAS.search(lines[position][1]))


def _unknown_post(line: str) -> str | None:
    """A name with its surname in capitals behind a few words, at the text's very end: a post that no list holds («Енергоменеджер Остап ЛУЦИК»)."""
    name = _name_in(line, posted=True)
    post = line.split(name)[0].strip() if name and name in line else ""
    if name is None or not re.search(rf"[{_UP}]{{3}}", unify_apostrophes(same_script(name))):
        return None
    return name if 0 < len(post.split()) <= 6 and not re.search(r"\d", post) else None


def _surely_name(name: str) -> bool:
    return bool(re.search(rf"[{_UP}]{{2}}|[{_UP}]\.", unify_apostrophes(same_script(name))))


def _near(lines: Sequence[tuple[int, str]], position: int) -> list[str]:
    """The line and those right above it that can hold the signer's post: up to three, none of them a sentence, a clerk's line or a signature."""
    near = [lines[position][1]]
    for _, line in reversed(lines[max(0, position - _POST_LINES) : position]):
        if _is_sentence(line) or _CLERK.match(line) or (_POST.search(line) and _name_in(line, posted=True)):
            break
        near.append(line)
    return near


def _clerk_above(lines: Sequence[tuple[int, str]], position: int) -> bool:
    return position > 0 and bool(_CLERK.match(lines[position - 1][1]))


def _last_block(found: Sequence[_Signature]) -> list[_Signature]:
    """The signatures that end the text, one after another, at most five lines apart."""
    block: list[_Signature] = []
    for signature in reversed(found):
        if block and block[0].line - signature.line > 5:
            break
        block.insert(0, signature)
    return block


def _name_in(line: str, *, posted: bool) -> str | None:
    """The person's name that ends the line, spelt as signed. A surname in lower case counts only below or behind a post."""
    line = re.sub(r"\s+", " ", _FILL.sub(" ", same_script(line))).strip(" ,;*:")
    key = unify_apostrophes(line)
    for pattern in (*_NAMES, *(_PLAIN if posted else ())):
        match = pattern.search(key)
        while match is not None and _POST.search(
            re.sub(_INITIALS, "", match["name"])
        ):  # «Директор Роман ДЗЮБА» has the shape of three names
            match = pattern.search(key, match.start() + 1)
        if match is None or _NOT_NAMES.search(match["name"]) or not _spoken(match["name"]):
            continue
        before = key[: match.start("name")].strip()
        if (posted or not before) and not (pattern is _NAMES[-1] and before and not _POST.search(before)):
            return line[match.start("name") : match.end("name")]
    return None

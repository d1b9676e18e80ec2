"""What the models cannot write or confuse is put back where only it can stand: №, %, Roman numerals, small letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from ingest.scan.given_names import with_beginning
from ingest.scan.sum_labels import sum_label
from ingest.scan.words import has_words, with_g

# «№ з/п» is read as «Мо з/п», «Ме з/п», «Хо п/п»; before a number as «Мо 792»; alone in a header cell as «Ме».
_NUMBER_SIGN = re.compile(r"(?<![^\W\d_])(?:(?:[МNХ][оеo0е2в»«\"?]?|Л[оео]|[NМ][°º]|JN?[№о]){1,2})(?=\s*(?:[зп]\s?[/іІl|]\s?п\b|\d))")
# Behind a date nothing else can stand before a number, and at the end of a stamp that nobody filled in.
_BEHIND_DATE = re.compile(r"((?:\d{4}|\d{4}\s?р\.|року)\s+)(?:[МЛ][^\W\d]{1,2}|[Юю])(?=\s*\d)")
_AFTER_DATE = re.compile(r"(?<=\d{4})((?:\s?р\.|\s?року)?\s+)(?:М[оегв»]?|Хо|Ло)$")
_UNFILLED = re.compile(r"(?<=\bвід)(\s+)М[оегв»]{1,2}$")
_NUMBER_HEAD = re.compile(r"(?:[^\s\d]\s)?(?:(?:[Мм][оеo2eї]*|Хо|N[oо]?|№|Ж|[Юю])[\s.]*){1,3}([зЗ3нп])\s?[іІ]?\s?[/іІl|]\s?[пнил]\.?")
_LONE_SIGN = re.compile(r"(?:[МNХ][оеoeв2]|м[оеoe]|М[°º»«]|Nº)\.?$")
_ROW_NUMBER = re.compile(r"№\s*([зп])\s?[/іІl|]\s?п\b")
_PERCENT_WORD = re.compile(r"(?<=[а-яіїєґ])(,?\s+)(?:96|9[бo0]|Уо|У9|Фо|Зо|ж)(?=$|\s*\n|\s*\))")
_PERCENT_FIRST = re.compile(
    r"^(?!(?:на|за|до|не|про|від|хід|цін)\b)[^\s(]{1,3}(?=\s+(?:вико[-\s]{0,2}(?:н|ри)|освоє|вик\.|вик$|фін\.))", re.IGNORECASE
)
# «% до плану на рік», its sign read as a letter or two, or lost.
_PERCENT_TO_PLAN = re.compile(r"^(?!(?:на|за|від)\b)(?:[^\s(]{1,3}\s+)?(?=до\s(?:(?:річн|уточнен|затверджен)\w+\s)?план(?:у|ових)\b)")
_PERCENT_LAST = re.compile(r"(?<=[а-яіїєґ])(,\s+)(?:9[\dбo]|[чц]о|[УЗФ][оо0Оогб6]|0[\dо/]|[\d]{1,2}[оОо])$")
# «План на» with its blanks lost.
_PLAN_FOR = re.compile(r"\b([Пп]лан)\s?на[?\s]{0,2}(?=\d|рік\b)")
# Whatever short thing a head of percents ends with, where no unit stands there.
_OF_PERCENT = re.compile(
    r"^((?:викон(?!ано|али)|відсот|процент|рівень|освоє|використ)[^,\d]*,\s*)(?!(?:грн|тис|млн|рік|рок|од|шт|км|га|чол)\b)[^\s%]{1,2}$",
    re.IGNORECASE,
)
# What stands behind «Відхилення» in a head: signs, or one of these.
_DEVIATION = re.compile(r"((?i:відхи(?:-\s*)?лення))\s+([^\s\d%]{1,7}?|\(\d?[^\s%\w]\d?\)?)(,?(?:\s.*)?)$", re.DOTALL)
_SIGNS = re.compile(r"(?<=лення )\(?\s?\+\s?[;,/]?\s?[-–—]\s?\)?")
_NO_SIGNS = re.compile(r"\(?(?:від|за|на|до|у|в|по|грн|тис|млн|план\w*|факт\w*|рік|року|сум\w*|усього|разом)\b", re.IGNORECASE)
# What a border or a speck left at a text's ends.
_RESTS = re.compile(r"^[|.!;:_'`\\/]+\s+(?=[А-ЯІЇЄҐ«\"])|\s+(?:[|/\\_!]\s*)+$|[ \t]+\|+(?=[ \t])")
_PERCENT_NUMBER = re.compile(r"(?<=\d)\s(?:96|9[бo]|Уо|Фо)(?=$|[\s,.;)])")
# A space lost between a word and a number.
_JOINED = re.compile(r"(?<=[а-яіїєґ]{4})(?=\d)|(?<=\b(?:на|за|до|по))(?=\d)|(?<=\b(?:від|про))(?=\d)", re.IGNORECASE)
# «зарік», «наквартал»: a head's two words as one.
_GLUED = re.compile(r"(?<![^\W\d_])(за|на)(рік|роки|квартал|півріччя)(?![^\W\d_])", re.IGNORECASE)
_YEARS_AND_WORD = re.compile(r"\b(роки|років|року|рік)(у|в|за|на)\s(?=\d)")
# «роки за І півріччя» with its blanks lost, and what a torn line begins with before its years' word.
_PERIOD_JOINED = re.compile(r"\b(роки|років|року|рік)\s?за\s?([IІЇїіП1]{1,3}|\d{1,2})?\s?(півріч|квартал|місяц)(?=[а-яіїєґ]{0,4}\s\d{4})")
# «План на І півріччя» with its blanks lost, its numeral a letter of the word before.
_HALF = re.compile(r"(?<![^\W\d_])([Пп]лан\s?)?на([їіІI1])\s?(?=півріч|квартал)")
_BEFORE_YEARS = re.compile(r"^\W*\d{5,}\s(?=(?:роки|років)\b)")
_PERIOD_STROKES = str.maketrans("ІЇїі", "IIII")
_SIGN_AND_DIGIT = re.compile(r"(?<![^\W\d_])[МN][оеo]\s?([бБЗзОо])(?=\d)|(?<=[а-яіїєґ»] )М[оеo] ([бЗ])(?=$|[\s.,;)])")
# Behind «… скликання» the number of its decision ends with the same numeral.
_CONVOCATION = re.compile(
    r"\b([IVX]{1,5})( скликання(?:(?!скликання).){0,60}?№\s?\d[\d-]*/)(?![IVX]{1,5}\b)([^\W\d_/][^\s\d]{0,5})(?=$|[\s,;)])"
)
_DIGITS = str.maketrans("бБЗзОо", "663300")
_YEAR_DIGITS = str.maketrans("ОOЗзБбВІ", "00336681")
# A year with a letter in it: «202Зр.».
_YEAR_WORD = re.compile(r"\b2[0ОO][0-9ОЗБбзВІ]{2}(?=\s?(?:рр?\b|рік|рок|-|–))")
# Its last digit written twice, once as the letter: «2023Зр.».
_YEAR_TWICE = re.compile(r"\b(20\d(?:0(?=О)|3(?=З)|4(?=А)|6(?=[бБ])|8(?=В)))[ОЗАбБВ](?=\s?рр?\b)")
# No report speaks of a later century: a zero with a dot or a stroke in it was read as another digit.
_YEAR_AHEAD = re.compile(r"(?<!\d)2[1-9]([0-4]\d)(?=\s(?:рік|рок|роц))")
# A session's number: «рішенням б сесії», «2З сесії».
_SESSION = re.compile(r"(?<![^\W\d_])\d?[бЗО](?=(?:-?[їоі])?\s(?:сесі[їя]|позачергов\w+ сесі))")
# «23-ї сесії» gets a stroke before its ending.
_ORDINAL = re.compile(r"(?<=\d-)1(?=[їіоа]\b)")
# «Разом'за розділом II»: a speck for the blank behind a sum's word.
_SPECKED_SUM = re.compile(r"^(Разом|Всього|Усього|РАЗОМ|ВСЬОГО|УСЬОГО)['’`.,_-]+(?=(?:за|по|ЗА|ПО)\b)")
# A three behind what is counted («за завданням З»), or among small letters, where no sentence and no name begins.
_THREE = re.compile(
    r"((?:\b[Зз]авдання(?:м|ю)?|\b[Ее]тап\w*|[Рр]озділ(?:у|ом)|\b[Пп]ідрозділ\w*|\b[Пп]ункт\w*)\s)З(?=[.:]?(?:\s|$))|(?<=[а-яіїєґ]{2} )З(?= [а-яіїєґ]{3})"
)
# A six that counts what was done: «Проведено б акцій»; behind other words «б» may be the particle.
_SIX = re.compile(r"(?<=(?:[еа]но|[яиу]то) )б(?= [а-яіїєґ]{3})")
# Roman numerals as strokes of Cyrillic letters, where nothing but a numeral can stand.
_IN_STROKES = re.compile(
    r"(?<![^\W\d_])([УМПІШТГХIЇії]{2,4}|[УМПІШТГХ])(?=\s+(?:квартал|півріч|скликан))|(?<=\d[-/])([УМПІШ]{2,4})(?!\w)|(?<=[Рр]озділ )([УПІШТГХ]{1,4})(?=\.)"
)
_SPAN = re.compile(r"(?<=\bрозділ)((?:ах|и|ів|ам|ами)\s+)([IVІПШУХ]{1,4})(\s?[-–]\s?)([IVІПШУХ]{1,4})\b", re.IGNORECASE)
_ONE_STROKE = "ІIЇїіiТ1l|!"
_STROKES_OF = {"I": "I", "V": "V", "У": "V", "М": "V", "П": "II", "І": "I", "Ш": "III", "Х": "X", "Ї": "I", "і": "I", "ї": "I"}
# Strokes that a letter may stand for, where only one choice makes a numeral: «МІТІ».
_MAY_BE = {"У": ("V",), "М": ("V", "VI"), "П": ("II",), "І": ("I",), "Ш": ("III",), "Т": ("I", "II"), "Х": ("X",)}
# A day, and the first digit of a sum, for which a letter was read.
_DAY = re.compile(r"(?<=\bвід )[ЗбО]?\d?[ЗбО]?(?=\s(?:січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд))")
_SUM = re.compile(r"(?<![^\W\d_])(?<!\d )З(?=\s\d{3}(?:\s\d{3})*,\d)")
# „quotes” of which the model knows but the last: the first comes out as commas or »; a closing one is followed by a «?» that is not there.
_LOW_QUOTE = re.compile(r"(?:^|(?<=\s))(?:,{1,2}|»)\s?(?=[^\s\"«»„][^\"«»„”]*\")([^\"]*)\"")
_QUOTE_MARKED = re.compile(r"(?<=[^\W\d_])(?:\?\"|\"\?)(?=$|[\s,.;)])")
_LOOSE_QUOTE = re.compile(r"(?<=[^\W\d_]) » (?=\w)")
# A speck between two words.
_SPECK = re.compile(r"(?<=[а-яіїєґ]{4})\"(?=[а-яіїєґ]{4})")
_TWO_KINDS = re.compile(r"«([^«»\"„”]*)\"")
# A border left standing before a capital.
_BORDER = re.compile(r"^[ШІЇЦЩН|!](?=[А-ЯІЇЄҐ][а-яіїєґ']{3,})")
_SHORTENED = re.compile(r"(?<![^\W\d_])(?:т?к[пинл]квк(?:мб)?|кфквк|пдв|єдрпоу)(?![^\W\d_])", re.IGNORECASE)
# A name is an initial or a first name and the surname in capitals; so long is the line of a signature.
_BESIDE_NAME = re.compile(r"((?:(?:[А-ЯІЇЄҐ]\.\s?){1,2}|[А-ЯІЇЄҐ][а-яіїєґ'’]+\s)[А-ЯІЇЄҐ][А-ЯІЇЄҐ'’-]{2,})(?:\t\S{1,8}|\s+У?КРАЇНА)+$")
_BEFORE_NAME = re.compile(r"\t[\"'|.,]+\s?(?=[А-ЯІЇЄҐ](?:\.|[а-яіїєґ]))")
_SIGNATURE = 90
# What stands in the middle of a stamp, beside a name.
_STAMPED = re.compile(r"(?<=[\t ])Печатка\b[ \t]?(?=[А-ЯІЇЄҐ])|(?<=[А-ЯІЇЄҐ]{3})[ \t]Печатка$")
# Letters that look alike in both alphabets, in a word that has Cyrillic ones; digits inside a word.
_LATIN = str.maketrans("aceiopxyABCEHIKMOPTXïÏ", "асеіорхуАВСЕНІКМОРТХїЇ")
_MIXED = re.compile(r"\b(?![IVXІХ]+\b)(?=\w*[А-ЯІЇЄҐа-яіїєґ])(?=\w*[A-Za-z])[^\W\d_]{3,}\b")
_DIGIT_INSIDE = re.compile(r"(?<=[а-яіїєґ])[036](?=[а-яіїєґ]{2})|\b3(?=[а-яіїєґ]{4})")
# «Розділ І.» with its space lost; a comma for the dot behind a section's or a row's number.
_JOINED_SECTION = re.compile(r"\b(розділ|Розділ|РОЗДІЛ)[іІI|]\.(?=\s+[«А-ЯІЇЄҐ])|\b(Розділ|РОЗДІЛ)\.[іІI|]\.(?=\s+[«А-ЯІЇЄҐ])")
_NUMERAL_COMMA = re.compile(r"^([IVXІХ]{1,5}|\d{1,2}\.\d{1,2}),(?=\s+[А-ЯІЇЄҐ])")
_COMMA_WITHIN = re.compile(r"^(\d{1,2}),(?=\d{1,2}\.\s+[А-ЯІЇЄҐ])")
# Units of money, whose short words no dictionary sets right.
_UNITS = (
    (re.compile(r"\bмл[иіпй](?=\.?\s*гр)"), "млн"),
    (re.compile(r"\bт[инй][сеєц](?=\.?\s*гр)"), "тис"),
    (re.compile(r"(?<=тис\.)(\s*)[Тг7]ривень\b"), r"\1гривень"),
    (re.compile(r"(?<=[а-яіїєґ] )[3З](?= урахуванням\b)"), "з"),
    (re.compile(r"(?<=тис\.)(\s*)(?!грн\b)(?:[гГіїтТ]р[нийпк]{1,2}|гон)\b"), r"\1грн"),
    (re.compile(r"\bтис\s?гр[ни]\b|\bтис, ?гр[ни]\b"), "тис.грн"),
    (re.compile(r"\b([Оо]д),(?= вим)|\b(шт),$"), r"\1\2."),
    (re.compile(r"\bкВт(?:[тг•*.-]{1,2}|т)?[тг]од\b"), "кВт·год"),
    # An enterprise's kind, and a word whose last letter the engine tears off or reads twice.
    (re.compile(r"(?<![^\W\d_])[кК][нН][ипИ](?=\s?[«\"„]|$)|(?<=, )кни(?![^\W\d_])"), "КНП"),
    (re.compile(r"(?<![^\W\d_])(?:КНПП|КН|кн|КНІ|КНГ)(?=\s[«\"„])"), "КНП"),
    # The centres of primary care, in every community.
    (re.compile(r"(?<=КНП [«\"„])Ц[А-ЯІЇЄ]{1,2}МСД(?=[»\"”])"), "ЦПМСД"),
    (re.compile(r"\b([Вв])ідді(?: ідділ)?(?= [а-яіїєґ])"), r"\1ідділ"),
    (re.compile(r"(?<=[а-яіїєґ], )ТИС\.(\s?)[Гг]рн"), r"тис.\1грн"),
    # A comma that begins a narrow head's line.
    (re.compile(r"(?<=[а-яіїєґ])\s[:;]\s?гр[ни]\.?$"), ", грн"),
    (re.compile(r"(?<=, )(?:гри|трн)\.?$|^(?:гри|трн)\.?$|(?<=\d )(?:гри|трн)\b"), "грн"),
)
_ROMAN = re.compile(r"[IVXІХ]{1,5}\.?$")
# What the Ukrainian model makes of I, V and X beside each other.
_STROKES = "УПІМШХЇЛЦНГИЙIVX|!"
_NUMERAL = re.compile(rf"[{_STROKES}-]{{1,6}}$")
_LONE_NUMERAL = re.compile(rf"[{_STROKES}шпуіїмтгlІ1]{{1,6}}\W?$")
_OF_SECTION = re.compile(
    r"\b[Рр][Оое][Зз][Дд][Іі][Лл]\w*\s+((?:[А-ЯІЇЄҐIVX|!][А-ЯІЇЄҐIVXпшіїl|!]{0,4}|[іїпшl|!]{1,4}|1[ІЇIіїl|!]{1,3})(?:[-–][А-ЯІЇЄҐIVX]{1,5})?)(?=[.,:\s]|$)"
)
_HEADS_TITLE = re.compile(rf"\s*([{_STROKES}ТЮшпи]{{1,5}})\.?(?=\s*[«\"„])")
_HEADS_ROW = re.compile(rf"\s*([{_STROKES}]{{1,5}})[.,)]?(?=\s+[А-ЯІЇЄҐ][а-яіїєґ])")
_BEHIND_FIGURES = re.compile(rf"(?:(?:№|[МN][оеo2]?)\s?)?(\d[\d.ЗОбБ-]*[/-])([{_STROKES}ТМ][{_STROKES}ТМ/1]{{0,5}})")
# «1665-12/VIII» with its slash taken for a letter, or lost.
_BEHIND_TWO = re.compile(rf"(?:(?:№|[МN][оеo2]?)\s?)?(\d{{1,4}}-[\dЗОбБ]{{1,3}})([ЛІ]?[{_STROKES}]{{2,5}})")
_OF_ROW = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")


def restored(text: str) -> str:
    """A text cell or paragraph with what the models cannot write, or take for something else, where only one thing can stand."""
    if _LONE_SIGN.match(text):
        return "№"
    text = _NUMERAL_COMMA.sub(r"\1.", _COMMA_WITHIN.sub(r"\1.", _JOINED_SECTION.sub(lambda m: f"{m[1] or m[2]} I.", _quoted(text))))
    text = _ROW_NUMBER.sub(r"№ \1/п", _NUMBER_SIGN.sub("№", text))
    text = _AFTER_DATE.sub(r"\1№", _UNFILLED.sub(r"\1№", _BEHIND_DATE.sub(r"\1№", text)))
    text = _SIX.sub("6", _THREE.sub(lambda m: f"{m[1] or ''}3", _SPECKED_SUM.sub(r"\1 ", text)))
    text = _PERCENT_WORD.sub(r"\1%", text)
    for misread, unit in _UNITS:
        text = misread.sub(unit, text)
    text = _SIGN_AND_DIGIT.sub(lambda m: "№ " + (m[1] or m[2]).translate(_DIGITS), text)
    text = _YEAR_WORD.sub(lambda m: m.group().translate(_YEAR_DIGITS), _YEAR_TWICE.sub(r"\1", text))
    text = _YEAR_AHEAD.sub(r"20\1", text)
    text = _SESSION.sub(lambda m: m.group().translate(_DIGITS), text)
    text = _SUM.sub("3", _DAY.sub(lambda m: m.group().translate(_DIGITS), text))
    text = _IN_STROKES.sub(_from_strokes, _ORDINAL.sub("", text))
    text = _SPAN.sub(lambda m: f"{m[1]}{_numeral(m[2])}{m[3]}{_numeral(m[4])}", text)
    text = _CONVOCATION.sub(r"\1\2\1", text)
    text = _HALF.sub(lambda m: f"{m[1].strip() + ' ' if m[1] else ''}на I ", text)
    text = _YEARS_AND_WORD.sub(r"\1 \2 ", _BEFORE_YEARS.sub("", _PERIOD_JOINED.sub(_period, text)))
    return _spelled(_JOINED.sub(" ", _GLUED.sub(r"\1 \2", _PERCENT_NUMBER.sub(" %", text))))


def _from_strokes(found: re.Match[str]) -> str:
    return _numeral("".join(found.groups("")))


def _period(found: re.Match[str]) -> str:
    """The years' word, «за» and the part of a year, blanks between them; its numeral as nothing but one or two strokes can be meant."""
    strokes = (found[2] or "").translate(_PERIOD_STROKES).replace("П", "II")
    return " ".join(part for part in (found[1], "за", strokes, found[3]) if part)


def _numeral(strokes: str) -> str:
    """A Roman numeral for its strokes; what makes no numeral stays."""
    four = re.fullmatch(r"[ТГІ][УМ]", strokes)
    numeral = "IV" if four else "".join(_STROKES_OF.get(c, "?") for c in strokes)
    if re.fullmatch(r"X{0,2}(?:IX|IV|V?I{0,3})", numeral):
        return numeral
    meant = {"".join(found) for found in product(*(_MAY_BE.get(c, "?") for c in strokes))}
    sound = [found for found in meant if re.fullmatch(r"X{0,2}V?I{1,3}", found)]
    return sound[0] if len(sound) == 1 else strokes


def _quoted(text: str) -> str:
    """Quotes in pairs of one kind."""
    text = _SPECK.sub(" ", _QUOTE_MARKED.sub('"', text))
    if "«" not in text:
        text = _LOOSE_QUOTE.sub(", ", text)
    if text.count('"') % 2:
        text = _TWO_KINDS.sub(r"«\1»", _LOW_QUOTE.sub(r"„\1”", text))
    return text


def _spelled(text: str) -> str:
    """Letters of the right alphabet in words, ґ and the capitals of well-known abbreviations."""
    text = _MIXED.sub(lambda m: m.group().translate(_LATIN), text)
    text = _DIGIT_INSIDE.sub(lambda m: {"0": "о", "3": "з", "6": "б"}[m.group()] if m.start() else "З", text)
    return with_g(_SHORTENED.sub(_abbreviation, _BORDER.sub("", text)))


def _abbreviation(found: re.Match[str]) -> str:
    return re.sub(r"К[ИНЛ]КВК", "КПКВК", found.group().upper())


def signed(text: str) -> str:
    """A short paragraph that ends with a signatory's name, without what the stamp and the signature beside it were read as."""
    return with_beginning(_BESIDE_NAME.sub(r"\1", _BEFORE_NAME.sub("\t", _STAMPED.sub("", text)))) if len(text) < _SIGNATURE else text


# «в 2,1 р.б.»: what the models make of its four letters.
_TIMES_MORE = re.compile(r"(?:[вВBуУ8]\s*)?(\d{1,2},\d)\s?(?:[рpРP]\s?[.,]?|[.,])\s?[бБ6]{1,2}[.,]{1,2}")


def times_more(text: str) -> str:
    """A percent told as so many times more, whole; else the text as it is."""
    found = _TIMES_MORE.fullmatch(text.strip())
    return f"в {found.group(1)} р.б." if found else text


def restored_cell(text: str) -> str:
    """A cell's text as ``restored``, and with the signs that begin or end a header: «№ з/п», «% виконання», «Виконання, %»."""
    head = _NUMBER_HEAD.fullmatch(text.strip())
    if head:
        return "№ п/п" if head.group(1) == "п" else "№ з/п"
    text = _PERCENT_TO_PLAN.sub("% ", _PERCENT_FIRST.sub("%", restored(_RESTS.sub("", text))))
    text = sum_label(_deviation(_PLAN_FOR.sub(r"\1 на ", text)))
    return _OF_PERCENT.sub(r"\1%", _PERCENT_LAST.sub(r"\1%", text))


def _deviation(text: str) -> str:
    """A head «Відхилення (+,-)», whose signs the models read as letters."""
    text = _SIGNS.sub("(+,-)", text)
    found = _DEVIATION.match(text)
    if found is None or _NO_SIGNS.match(found.group(2)) or (has_words(found.group(2)) and text.count("(") == text.count(")")):
        return text
    return f"{found.group(1)} (+,-){found.group(3)}"


def number_head(text: str, confidence: float, below: Sequence[str]) -> str:
    """The head of a table's first column: «№ з/п» where it was read poorly and numbers of rows stand below it."""
    filled = [cell for cell in below if cell]
    rows = sum(bool(_OF_ROW.fullmatch(cell)) for cell in filled)
    poor = confidence < 0.6 and 0 < len(text) <= 9 and "№" not in text
    return "№ з/п" if poor and rows >= 2 and 2 * rows >= len(filled) else text


def numeral_of_letters(strokes: str) -> str | None:
    """The Roman numeral that a word of a section's number can only mean, letter by letter («ІТІ», «УЇ»); None where it makes none."""
    counted = "".join("I" if c in _ONE_STROKE else _STROKES_OF.get(c, "?") for c in strokes)
    return counted if re.fullmatch(r"X{0,2}(?:IX|IV|V?I{2,3}|VI)", counted) else None


def bare(word: str) -> str:
    """A word without the marks around it."""
    return word.strip('.,;:()«»"„')


def numbered_numeral(word: str) -> tuple[str, str] | None:
    """A decision's number such as ``№38-14/VIII`` as the Ukrainian model wrote it: its figures, and these with the numeral; None for other words."""
    if found := _BEHIND_FIGURES.fullmatch(bare(word)):
        return found.group(1), found.group(1) + found.group(2)
    found = _BEHIND_TWO.fullmatch(bare(word))
    return (found.group(1) + "/", found.group(1) + found.group(2)) if found else None


def like_numeral(word: str) -> bool:
    """Whether a word, as the Ukrainian model wrote it, may be a Roman numeral of two strokes and more."""
    return len(bare(word)) > 1 and bool(_NUMERAL.match(bare(word))) or bare(word) == "П"


def like_lone_numeral(text: str) -> bool:
    """Whether all that a cell of the number column holds may be a Roman numeral."""
    return bool(_LONE_NUMERAL.match(text.strip()))


def section_numerals(text: str, *, wide: bool = False) -> list[str]:
    """The words of a text that stand where only a section's number can: «Розділ ПІ.», «по розділу ГУ», «ПІ «Назва»»; in a ``wide`` row «П. Назва»."""
    found = [m.group(1) for m in _OF_SECTION.finditer(text)]
    first = _HEADS_TITLE.match(text) or (_HEADS_ROW.match(text) if wide else None)
    return found or ([first.group(1)] if first else [])


def is_roman(text: str) -> bool:
    """Whether a reading is a Roman numeral in whichever alphabet."""
    return bool(_ROMAN.match(text.strip()))


def latin_roman(text: str) -> str:
    """A Roman numeral in Latin letters."""
    return text.strip().translate(str.maketrans("ІХ", "IX"))

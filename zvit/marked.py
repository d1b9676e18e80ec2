"""The page of a record as a picture with its cells marked: found in the user's own file, drawn in a process of its own, written to a file."""

from __future__ import annotations

import hashlib
import io
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.reading import Container, Format, Limits, Probe, Refused, formats, recognise
from ingest.unpack import walk
from zvit import refusals
from zvit.config import Settings
from zvit.errors import RunError, UsageError
from zvit.language import Language, say
from zvit.marks import Mark, marks_of
from zvit.workers import Bounds, Lost, Workers

if TYPE_CHECKING:
    from queries.reading import Explanation


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is to draw: the content by its ``sha256`` out of the first of ``places`` that holds it. ``turns``: degrees clockwise by page."""

    places: tuple[str, ...]
    sha256: str
    kind: str
    marks: tuple[Mark, ...]
    turns: Mapping[int, int]
    caption: str
    lang: Language


def write_marked(settings: Settings, explanation: Explanation, places: Sequence[str], turns: Mapping[int, int], out: Path) -> None:
    """Draw the page or pages of a record into a PNG file. Raises ``UsageError`` where there is nothing to draw or nowhere to, ``RunError`` where it fails."""
    _check_target(out, places)
    kind = _kind(str(explanation.document["format"] or ""))
    if kind is None:
        raise UsageError(_no_pages(explanation))
    lang = drawable(settings.lang)  # type: ignore[arg-type]
    marks = marks_of(explanation, lang)
    if not marks:
        raise UsageError(_no_places(explanation))
    above = caption(explanation, lang, doubtful=any(mark.doubtful for mark in marks))
    order = Order(tuple(places), explanation.document["sha256"], kind, tuple(marks), dict(turns), above, lang)
    content = _apart(settings, order, str(explanation.document["file"]))
    try:
        out.write_bytes(content)
    except OSError as error:
        raise UsageError(say(f"Не вдалося записати {out}: {error.strerror}", f"Cannot write {out}: {error.strerror}")) from error


def _check_target(out: Path, places: Sequence[str]) -> None:
    if out.suffix.lower() != ".png":
        raise UsageError(say(f"Зображення пишеться у файл .png, а не «{out.name}»", f"The picture is written as .png, not “{out.name}”"))
    if str(out.resolve()) in {str(Path(place).resolve()) for place in places}:
        raise UsageError(say(f"{out} — це сам звіт; назвіть інший файл", f"{out} is the report itself; name another file"))


def _kind(told: str) -> str | None:
    """The format (by its name) that can draw pages of a document of format ``told``."""
    name = told.partition("-")[0]
    return next((known.name for known in formats() if known.name == name and known.picture is not None), None)


def drawable(lang: Language) -> Language:
    """The language of the labels: English, with a word about it, where the machine has no font with Cyrillic letters."""
    from zvit.drawing import has_cyrillic

    if has_cyrillic():
        return lang
    if lang == "uk":
        print(
            "Шрифту з кирилицею немає, тож підписи англійські; встановіть, наприклад: sudo apt-get install -y fonts-dejavu-core",
            file=sys.stderr,
        )
    return "en"


def caption(explanation: Explanation, lang: Language, *, doubtful: bool) -> str:
    """What stands above the page: the file, the record, and what the second colour means; no letters that the machine cannot draw."""
    from zvit.drawing import has_cyrillic

    file = str(explanation.document["file"])
    told = [file] if file.isascii() or has_cyrillic() else []
    told.append(str(explanation.record["record_id"])[:8])
    if doubtful:
        told.append("помаранчеве має зауваження" if lang == "uk" else "orange has a finding")
    return " · ".join(told)


def _no_pages(explanation: Explanation) -> str:
    told, file, record = explanation.document["format"], explanation.document["file"], explanation.record
    table, row = record.get("table_number"), record.get("row_number")
    return say(
        f"Формат {told} не має сторінок зі сталим місцем клітинок, тож зображення немає: відкрийте «{file}», таблиця {table}, рядок {row}; "
        "збережений як PDF і прочитаний наново (zvit ingest), файл матиме й зображення",
        f"The format {told} has no pages on which cells have a fixed place, so there is no picture: open “{file}”, table {table}, row {row}; "
        "saved as PDF and read anew (zvit ingest), the file will have one",
    )


def _no_places(explanation: Explanation) -> str:
    file = explanation.document["file"]
    return say(
        f"Для цього запису «{file}» не відомо, де на сторінці його клітинки",
        f"It is not known where on the page of “{file}” this record's cells are",
    )


def _apart(settings: Settings, order: Order, file: str) -> bytes:
    """The picture, made within the limits of one file, so that a hostile one costs this answer only."""
    limits = settings.limits
    bounds = Bounds(limits.seconds, limits.seconds_per_page, limits.memory_bytes)
    try:
        with tempfile.TemporaryDirectory(prefix="zvit-") as scratch, Workers(1, bounds, scratch=Path(scratch)) as workers:
            drawn = workers.submit(picture_of, order, limits).result()
    except Refused as refused:
        raise RunError(f"{file}: {refusals.explain(refused.code, refused.args_)}") from refused
    except Lost as lost:
        raise RunError(f"{file}: {refusals.explain(lost.code, {})}") from lost
    if isinstance(drawn, bytes):
        return drawn
    places = ", ".join(order.places) or file
    if drawn == "gone":
        raise UsageError(say(f"Файлу вже немає: {places}", f"The file is gone: {places}"))
    raise UsageError(
        say(
            f"Вміст файлу змінився відтоді, як його прочитано: {places}; прочитайте наново: zvit ingest",
            f"The file's content has changed since it was read: {places}; read it anew: zvit ingest",
        )
    )


def picture_of(order: Order, limits: Limits) -> bytes | str:
    """A PNG; ``gone`` or ``changed`` where no place holds the content. Raises ``Refused``."""
    from zvit.drawing import draw, stacked

    kind: Format = next(known for known in formats() if known.name == order.kind)
    content, missing = None, "gone"
    for place in order.places:
        if Path(place).is_file():
            missing = "changed"
            content = _content(Path(place), order.sha256, limits)
        if content is not None:
            break
    if content is None:
        return missing
    assert kind.picture is not None
    pages = []
    for number in sorted({mark.page for mark in order.marks}):
        picture = kind.picture(content, number, limits).turned(order.turns.get(number, 0))
        here = [mark for mark in order.marks if mark.page == number]
        pages.append(draw(picture, here, f"{'с.' if order.lang == 'uk' else 'p.'} {number} · {order.caption}"))
    buffer = io.BytesIO()
    stacked(pages).save(buffer, "PNG")
    return buffer.getvalue()


def _content(path: Path, sha256: str, limits: Limits) -> bytes | None:
    """The content known by ``sha256``: the file's own, what its envelope holds, or a member's at any depth."""
    try:
        if path.stat().st_size > limits.file_bytes:
            raise Refused.too_large(limits, "file_bytes")
        probe = Probe(path.name, path.read_bytes())
    except OSError as error:
        raise Refused("unreadable", why=error.strerror or str(error)) from error
    whole = hashlib.sha256(probe.content).hexdigest() == sha256
    if not isinstance(recognise(probe), Container):
        return probe.content if whole else None
    for name, leaf in walk(probe, limits):
        if isinstance(leaf, Probe) and (name == probe.name if whole else hashlib.sha256(leaf.content).hexdigest() == sha256):
            return leaf.content
    return None

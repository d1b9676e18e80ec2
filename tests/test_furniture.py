"""Lines at the foot of every page are the pages' own: they head no section, name no unit and cut no table."""

from __future__ import annotations

from dataclasses import replace

import paper
import pytest

from ingest.model import Block, Document, Paragraph
from normalize.document import normalize
from normalize.furniture import without_furniture
from normalize.lexicon import load

TITLE = Paragraph("Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади за 2024 рік", page=1)
HEAD = ["№", "Захід", "План, тис. грн", "Профінансовано, тис. грн"]


def pages(foot: str) -> tuple[Block, ...]:
    """A table over two pages, each with ``foot`` ({} is the page's number) below it."""
    first = replace(paper.table([HEAD, ["Розділ 1. Вікна", "<", "<", "<"], ["1.1", "Рами", "4,0", "3,0"]]), page=1)
    second = replace(paper.table([HEAD, ["1.2", "Скло", "2,0", "1,0"]]), page=2)
    return TITLE, first, Paragraph(foot.format(1), page=1), second, Paragraph(foot.format(2), page=2)


@pytest.mark.parametrize(
    "foot", ["Виконавець: Петренко О. М., тел. 2-15-44", "СЕД № 14 стор. {} з 2", "* кошти бюджету територіальної громади, тис. грн"]
)
def test_a_foot_line_is_no_section_and_cuts_no_table(foot: str) -> None:
    read = normalize(Document("pdf", pages(foot)), "звіт.pdf", load())
    assert [(r.section_number, r.measure, str(r.planned.uah)) for r in read.reports[0].funding] == [
        ("1", "Рами", "4000.00"), ("1", "Скло", "2000.00"),
    ]  # fmt: skip


def test_a_note_of_one_page_that_ends_a_table_on_another_is_that_note() -> None:
    note = Paragraph("* кошти бюджету територіальної громади, тис. грн", page=1)
    blocks = (replace(note, role="footnote"), replace(note, page=2))
    assert [b.role for b in without_furniture(blocks, load()) if isinstance(b, Paragraph)] == ["footnote", "footnote"]


def test_a_section_that_ends_a_page_stays_text() -> None:
    blocks = (Paragraph("Розділ 1", page=1), Paragraph("Розділ 2", page=2))
    assert without_furniture(blocks, load()) == blocks


def test_the_head_who_signs_each_report_of_a_file_is_no_foot_line() -> None:
    signed = "Міський голова Богдан ДЗЮБА"
    second = [Paragraph(TITLE.text.replace("оселя", "вода"), page=2), replace(paper.table([HEAD, ["1", "Труби", "2,0", "1,0"]]), page=2)]
    first = [TITLE, replace(paper.table([HEAD, ["1", "Рами", "4,0", "3,0"]]), page=1)]
    blocks = (*first, Paragraph(signed, page=1), *second, Paragraph(signed, page=2))
    read = normalize(Document("pdf", blocks), "звіт.pdf", load())
    assert [r.signatory for r in read.reports] == ["Богдан ДЗЮБА"] * 2

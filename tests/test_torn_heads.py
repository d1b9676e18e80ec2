"""A head that a page break tore is one head."""

from __future__ import annotations

from dataclasses import replace

import paper

from ingest.model import Block, Document, Paragraph
from normalize.document import normalize
from normalize.lexicon import load
from normalize.torn_heads import with_whole_heads

TITLE = Paragraph("Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади за 2024 рік", page=1)
HEAD = ["№", "Захід", "Затвердже", "Профінан"]
REST = ["з/п", "програми", "но, тис. грн", "совано, тис. грн"]


def torn(first: list[list[str]], second: list[list[str]]) -> tuple[Block, ...]:
    return TITLE, replace(paper.table(first), page=1), Paragraph("2", role="header", page=2), replace(paper.table(second), page=2)


def test_the_rest_of_a_head_on_the_next_page_is_read_with_it() -> None:
    read = normalize(Document("pdf", torn([HEAD], [REST, ["1", "Рами", "4,0", "3,0"]]), 2), "звіт.pdf", load())
    assert [(r.measure, str(r.planned.uah), str(r.actual.uah)) for r in read.reports[0].funding] == [("Рами", "4000.00", "3000.00")]
    assert not {"row_lost", "unknown_header"} & {f.rule for f in read.findings}


def test_the_end_of_a_rows_text_is_no_rest_of_a_head() -> None:
    blocks = torn([HEAD, ["1", "Ремонт вікон у", "4,0", "3,0"]], [["", "школі", "", ""], ["2", "Рами", "4,0", "3,0"]])
    assert with_whole_heads(blocks) == blocks


def test_a_head_of_its_own_on_the_next_page_stays() -> None:
    blocks = torn([HEAD], [["№", "Показник", "План", "Факт"], ["1", "Рами", "4,0", "3,0"]])
    assert with_whole_heads(blocks) == blocks

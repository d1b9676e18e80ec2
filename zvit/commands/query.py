"""``zvit query``: the questions that are ready, and their answers."""

from __future__ import annotations

from typing import Annotated

import typer

from zvit.answers import Format, Output, give
from zvit.config import Settings
from zvit.errors import UsageError
from zvit.language import half, say
from zvit.opened import opened

HELP = say(
    "Готові запитання: без назви — їх перелік, з назвою — відповідь.",
    "The questions that are ready: without a name their list, with one the answer.",
)
EXAMPLES = (
    "zvit query",
    "zvit query plan-vs-actual --param year=2024",
    "zvit query unfunded-measures --format xlsx --output unfunded.xlsx",
)


def query(
    settings: Settings,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=say("Назва запитання", "The question's name"))] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="K=V", help=say("Параметр запитання, можна кілька", "A parameter of the question, any number"))
    ] = None,
    format_name: Format = "table",
    output: Output = None,
) -> None:  # fmt: skip
    """List the questions, or ask one."""
    from queries.catalogue import UnknownQuery
    from queries.catalogue import query as named

    if name is None:
        _list(settings.lang)
        return
    try:
        question = named(name)
    except UnknownQuery as error:
        raise UsageError(half(str(error))) from error
    given = dict(_parameter(text) for text in param or ())
    with opened(settings) as con:
        give(settings, question.run(con, given), format_name, output)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(say(f"Параметр пишеться як НАЗВА=ЗНАЧЕННЯ, а не «{text}»", f"A parameter is written as NAME=VALUE, not “{text}”"))
    return name.strip(), value


def _list(lang: str) -> None:
    """The catalogue as text: what each question asks, its parameters and their defaults."""
    from queries.catalogue import catalogue

    for question in catalogue().values():
        print(f"{question.name} — {question.title.of(lang)}")
        print(f"    {question.about.of(lang)}")
        for parameter in question.parameters:
            default = "" if parameter.default in (None, "") else f" = {parameter.default}"
            print(f"    --param {parameter.name}{default}: {parameter.about.of(lang)}")

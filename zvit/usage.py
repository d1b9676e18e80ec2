"""How the command line speaks of itself, in the user's language: typer's own words in the help, and one line for what was typed wrong."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer._click import Context, HelpFormatter  # typer brings its own click along and gives these names no public place
from typer._click.core import Parameter
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoArgsIsHelpError, NoSuchOption, UsageError
from typer.core import TyperCommand, TyperGroup, TyperOption

from zvit.called import called
from zvit.language import say

_QUOTED = re.compile(r"'([^']*)'")


class Command(TyperCommand):
    """A command whose help is in one language throughout."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The line of usage."""
        _write_usage(self, ctx, formatter)

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Its parameters, ``--help`` among them."""
        return _plain(super().get_params(ctx))


class Commands(TyperGroup):
    """As ``Command``, for the program as a whole."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The line of usage."""
        _write_usage(self, ctx, formatter)

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Its parameters, ``--help`` among them."""
        return _plain(super().get_params(ctx))


def _write_usage(command: Command | Commands, ctx: Context, formatter: HelpFormatter) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), say("Використання: ", "Usage: "))


def _plain(parameters: list[Parameter]) -> list[Parameter]:
    """The same, without «<bool>» beside what takes no value, and with a word on ``--help``."""
    for option in parameters:
        if isinstance(option, TyperOption) and option.is_flag:
            option.metavar = ""
            if "--help" in option.opts:
                option.help = say("Показати цю довідку", "Show this help")
    return parameters


def options() -> str:
    """The stand-in for options in the line of usage."""
    return say("[ПАРАМЕТРИ]", "[OPTIONS]")


def name_panels() -> None:
    """typer's headings."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = say("Аргументи", "Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = say("Параметри", "Options")
    rich_utils.COMMANDS_PANEL_TITLE = say("Команди", "Commands")
    rich_utils.DEFAULT_STRING = say("[інакше: {}]", "[default: {}]")
    rich_utils.REQUIRED_LONG_STRING = say("[обов'язково]", "[required]")


def run(app: typer.Typer, arguments: list[str]) -> int:
    """Run the command line and return the exit status. Raises ``Mistyped``."""
    try:
        return int(app(arguments, prog_name=called(), standalone_mode=False) or 0)
    except NoArgsIsHelpError as error:  # nothing was asked for: the help has been shown
        return error.exit_code
    except UsageError as error:
        raise Mistyped(_explained(error), error.ctx.command_path if error.ctx else called()) from error


class Mistyped(Exception):
    """What was typed is no call of this program; the message is one line, with the call that tells more."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__(f"{text} ({say('довідка', 'help')}: {path} --help)")


def _explained(error: UsageError) -> str:
    if isinstance(error, NoSuchOption):
        return say(f"немає параметра {error.option_name}", f"no such option: {error.option_name}") + _perhaps(error.possibilities)
    if isinstance(error, BadOptionUsage):
        uk = "не приймає значення" if "not take" in error.message else "потребує значення"
        return say(f"параметр {error.option_name} {uk}", error.message.rstrip("."))
    if isinstance(error, MissingParameter):
        return say(f"бракує: {_hint(error)}", f"missing: {_hint(error)}")
    if isinstance(error, BadParameter):
        return say(f"{_hint(error)}: таке значення не годиться", f"{_hint(error)}: {error.message}")
    quoted = _QUOTED.findall(error.message)
    if error.message.startswith("No such command") and quoted:
        return say(f"немає команди «{quoted[0]}»", f"no such command: {quoted[0]}") + _perhaps(quoted[1:])
    if "extra argument" in error.message:
        return say("зайве: ", "unexpected: ") + error.message.partition("(s) (")[2].rstrip(")")
    return error.message


def _hint(error: BadParameter) -> str:
    parameter: Any = error.param
    return " / ".join(_QUOTED.findall(str(parameter.get_error_hint()))) or str(parameter.name)


def _perhaps(names: Any) -> str:
    return say("; може, ", "; perhaps ") + ", ".join(names) if names else ""

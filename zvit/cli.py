"""The command ``zvit``: which commands there are, the options that all of them take, and what every way of ending means to the caller.

Start-up imports nothing that reads a file or a warehouse; each command does that for itself when it runs.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from zvit import __version__, language, streams, usage
from zvit.errors import Exit, ZvitError
from zvit.language import say

COMMANDS = ("ingest", "query", "sql", "findings", "status", "headers", "explain", "doctor")
"""In the order of the help; ``zvit/commands/NAME.py`` has a function ``NAME`` whose docstring-like ``HELP`` and ``EXAMPLES`` are shown."""


def _options() -> dict[str, Any]:
    """The options of every command, in the language of this call."""
    return {
        "warehouse": Annotated[
            Path | None,
            typer.Option("--warehouse", metavar="FILE", help=say("Сховище (ZVIT_WAREHOUSE; інакше zvit.duckdb)", "The warehouse (ZVIT_WAREHOUSE; else zvit.duckdb)")),
        ],
        "lang": Annotated[str | None, typer.Option("--lang", metavar="uk|en", help=say("Мова: uk або en", "Language: uk or en"))],
        "debug": Annotated[bool, typer.Option("--debug", help=say("Показувати повний слід помилки", "Show an error's full trace"))],
    }  # fmt: skip


def with_common_options(command: Callable[..., int | None]) -> Callable[..., None]:
    """The command as typer sees it: its own parameters, then the common ones; its ``settings`` are made from these.

    What the command returns is the exit status; every error of use becomes one line and its status.
    """
    own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name not in ("settings", "given")]
    accepts = inspect.signature(command).parameters
    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False if name == "debug" else None, annotation=annotation)
        for name, annotation in _options().items()
    ]

    @functools.wraps(command)
    def run(ctx: typer.Context, **values: Any) -> None:
        from zvit import config

        options = {name: values.pop(name) or (ctx.obj or {}).get(name) for name in _options()}
        given = {name: values[name] for name in ("workers", "lexicon") if values.get(name) is not None}
        debug = bool(options["debug"])

        def call() -> int | None:
            settings = config.load(os.environ, **{**options, "debug": debug or None}, **given)
            return command(settings, **{name: value for name, value in values.items() if name in accepts})

        raise typer.Exit(_guarded(call, debug))

    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    positional = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    run.__signature__ = inspect.Signature([context, *positional, *common])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (context, *positional, *common)}
    return run


def _guarded(call: Callable[[], int | None], debug: bool) -> int:
    """Run a command and turn every way of ending into an exit status."""
    status = int(Exit.OK)
    try:
        with streams.listener_may_leave():
            status = int(call() or Exit.OK)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _complain(say("Зупинено; сховище лишилося, як було", "Stopped; the warehouse is as it was"))
        return Exit.INTERRUPTED
    except ZvitError as error:
        _complain(traceback.format_exc() if debug else str(error))
        return error.status
    except Exception as error:  # noqa: BLE001 # the last line of defence: one line, and how to see more
        _complain(traceback.format_exc() if debug else f"{type(error).__name__}: {error} ({say('докладно', 'in full')}: --debug)")
        return Exit.FAILED
    return status


def _complain(text: str) -> None:
    streams.tell(f"zvit: {text.rstrip()}")


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"zvit {__version__}")
        raise typer.Exit


def build() -> typer.Typer:
    """The whole command line, in the current language."""
    app = typer.Typer(
        name="zvit",
        cls=usage.Commands,
        no_args_is_help=True,
        subcommand_metavar=say("КОМАНДА …", "COMMAND …"),
        options_metavar=usage.options(),
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["--help", "-h"]},
        help=say(
            "Звіти про виконання програм стають відповідями: що планували і що профінансували.",
            "Implementation reports become answers: what was planned and what was financed.",
        ),
        epilog=say("Почніть із: [bold]zvit ingest ТЕКА[/], тоді zvit query", "Start with: [bold]zvit ingest FOLDER[/], then zvit query"),
    )
    options = _options()

    def common(ctx: typer.Context, *, version: bool, **values: Any) -> None:
        ctx.obj = values

    version = Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help=say("Показати версію", "Show the version")),
    ]
    annotations = {"ctx": typer.Context, "version": version, **options}
    kind = inspect.Parameter.KEYWORD_ONLY
    defaults: dict[str, Any] = {"ctx": inspect.Parameter.empty, "version": False, "debug": False}
    common.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, kind, default=defaults.get(name), annotation=annotation) for name, annotation in annotations.items()]
    )
    common.__annotations__ = annotations
    app.callback()(common)
    for name in COMMANDS:
        module = importlib.import_module(f"zvit.commands.{name}")
        examples = "\n\n".join(f"[dim]{line}[/]" for line in module.EXAMPLES)
        command = app.command(name, cls=usage.Command, help=module.HELP, epilog=examples, options_metavar=usage.options())
        command(with_common_options(getattr(module, name)))
    return app


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> NoReturn:
    """The entry point of the installed command."""
    signal.signal(signal.SIGTERM, _stop)
    streams.open_all()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal without Ukrainian letters: what it cannot show is told by number, not by an end of the run
            stream.reconfigure(errors="backslashreplace")
    try:
        language.use(language.asked_for(sys.argv[1:], os.environ.get("ZVIT_LANG") or "uk"))
    except ValueError as error:
        _complain(f"--lang: uk | en, not “{error}”")
        sys.exit(Exit.USAGE)
    try:
        app = build()
        if "--help" in sys.argv or "-h" in sys.argv or len(sys.argv) == 1:
            usage.name_panels()
        sys.exit(usage.run(app, sys.argv[1:]))
    except usage.Mistyped as error:
        _complain(str(error))
        sys.exit(Exit.USAGE)
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)

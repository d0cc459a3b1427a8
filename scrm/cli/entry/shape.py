"""How click sees our commands: loaded when called, translated when shown, the common options on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from scrm.base.i18n import N_, _
from scrm.cli.entry import commands
from scrm.cli.entry.options import Option, common, session_of


def _help_option() -> click.Option:
    """The one of click writes to the process's stdout, which may be a screen."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            session_of(ctx).output.raw(ctx.get_help() + "\n")
            ctx.exit()

    return Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=N_("Show this message and exit."),
    )


class _Said(click.Command):
    """A command whose help is an untranslated sentence until it is shown."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **values: Any) -> None:
        values["params"] = [*(values.get("params") or ()), *common()]
        super().__init__(*args, **values)
        self.examples = examples
        self._help = _help_option()

    def get_help_option(self, _ctx: click.Context) -> click.Option:
        return self._help

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; a complaint always knows whose help answers it."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    @contextmanager
    def _in_language(self) -> Iterator[None]:
        source, self.help = self.help, _(self.help) if self.help else self.help
        try:
            yield
        finally:
            self.help = source

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with self._in_language():
            super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        with self._in_language():
            return super().get_short_help_str(limit)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            with formatter.section(_("Examples")):
                for line in self.examples:
                    formatter.write(f"  {_(line)}\n")


class Verb(_Said):
    """A command that does something."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it. Raises UnicodeEncodeError for words whose bytes are no UTF-8; only a file may be called so."""
        for param in self.params:
            if not isinstance(param.type, click.Path):
                _check_text(ctx.params.get(str(param.name)))
        return super().invoke(ctx)


def _check_text(value: object) -> None:
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, tuple):
        for each in value:
            _check_text(each)


class Noun(_Said, click.Group):
    """A group of verbs about one thing, in the order in which help shows them."""

    def __init__(self, name: str, about: str, *verbs: click.Command) -> None:
        super().__init__(name=name, help=about, no_args_is_help=True, commands=verbs)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)


def verb(
    name: str, about: str, *, examples: Sequence[str] = ()
) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a verb that gets the session first; `about` is an untranslated sentence."""

    def make(function: Callable[..., Any]) -> click.Command:
        return click.command(name, cls=Verb, help=about, examples=examples)(click.pass_obj(function))

    return make


class Root(_Said, click.Group):
    """`scrm` itself: imports the module of a command when that is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return [entry.name for entry in commands.COMMANDS]

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        entry = commands.find(name)
        if entry is None:
            return None
        command: click.Command = import_module(entry.module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        entry = commands.find(args[0])
        return super().resolve_command(ctx, [entry.name, *args[1:]] if entry else args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(", ".join((entry.name, *entry.aliases)), _(entry.help)) for entry in commands.COMMANDS]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
        return [
            CompletionItem(entry.name, help=_(entry.help))
            for entry in commands.COMMANDS
            if entry.name.startswith(incomplete)
        ]

"""The options that many commands share. Each writes its value onto the session, before and after the verb alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scrm.base.i18n import N_, _, ngettext
from scrm.cli.entry.choice import Choice, Number

if TYPE_CHECKING:
    from scrm.cli.session import Session

F = TypeVar("F", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is an untranslated sentence until it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        source, self.help = self.help, _(self.help) if self.help else self.help
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = source


def option(*names: str, about: str, **values: Any) -> Callable[[F], F]:
    """An option of one command; `about` is an untranslated sentence."""
    return click.option(*names, cls=Option, help=about, **values)


def many(*names: str, about: str, metavar: str = "TEXT") -> Callable[[F], F]:
    """An option that may be given several times."""
    return click.option(*names, cls=Option, multiple=True, help=about, metavar=metavar)


def session_of(ctx: click.Context) -> Session:
    """What the whole command shares."""
    found: Session = ctx.obj
    return found


def _noted(attribute: str, constant: Any = None) -> Callable[[click.Context, click.Parameter, Any], None]:
    def note(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value is not None and value is not False and ctx.obj is not None:
            setattr(session_of(ctx).flags, attribute, value if constant is None else constant)

    return note


def _shared(*names: str, attribute: str, about: str, constant: Any = None, **values: Any) -> Option:
    if "type" not in values:  # click takes an is_flag that is False for an option whose value may be left out
        values["is_flag"] = True
    return Option(names, expose_value=False, callback=_noted(attribute, constant), help=about, **values)


def common() -> list[click.Parameter]:
    """The options of every command. `-h` is click's own."""
    colours = Choice(["auto", "always", "never"])
    return [
        _shared(
            "--home",
            attribute="home",
            type=click.Path(readable=False),  # opening it says what is wrong, in words of ours
            metavar="PATH",
            about=N_("Folder of the workspace."),
        ),
        _shared(
            "--lang", attribute="lang", type=click.Choice(["en", "es"]), about=N_("Language of messages.")
        ),
        _shared("--color", attribute="color", type=colours, about=N_("When to use colour.")),
        _shared("--no-color", attribute="color", constant="never", about=N_("The same as --color never.")),
        _shared("-q", "--quiet", attribute="quiet", about=N_("Say nothing but errors on stderr.")),
        _shared("-v", "--verbose", attribute="verbose", about=N_("Say more on stderr.")),
    ]


def _json() -> Option:
    return _shared("--json", attribute="json", about=N_("Print one JSON document."))


def _header() -> Option:
    about = N_("Print headings when the output is no terminal too.")
    return _shared("--header", attribute="header", about=about)


def headed() -> Callable[[F], F]:
    """`--header` on a verb that prints a table before it writes."""
    return _added([_header()])


def reading(schema: str, *, listed: bool = False) -> Callable[[F], F]:
    """`--json` and `--fields`; with `listed` also `--header` and `--limit`."""
    parameters = [_json(), _fields(schema)]
    if listed:
        parameters += [
            _header(),
            _shared(
                "--limit",
                attribute="limit",
                type=Number(min=0),
                metavar="N",
                about=N_("Print at most N rows."),
            ),
        ]
    return _added(parameters)


def writing() -> Callable[[F], F]:
    """`--json` and `--dry-run`."""
    dry = _shared("--dry-run", attribute="dry_run", about=N_("Print what would change, and change nothing."))
    return _added([_json(), dry])


def confirmed() -> Callable[[F], F]:
    """`--yes`."""
    return _added([_shared("-y", "--yes", attribute="yes", about=N_("Do not ask."))])


def _added(parameters: Sequence[click.Parameter]) -> Callable[[F], F]:
    def add(function: F) -> F:
        waiting: list[click.Parameter] = function.__dict__.setdefault("__click_params__", [])
        waiting.extend(reversed(parameters))
        return function

    return add


def _fields(schema: str) -> Option:
    def choose(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value is None or ctx.obj is None:
            return
        from scrm.cli.output.schemas import choice, print_fields

        if value == "help":
            print_fields(session_of(ctx), schema)
            ctx.exit(0)
        session_of(ctx).flags.fields = choice(schema, value)

    return Option(
        ["--fields"],
        expose_value=False,
        callback=choose,
        metavar="A,B",
        help=N_("Only these fields; --fields help lists them."),
    )


def needs_yes(session: Session, count: int, bulk: int = 100) -> None:
    """Ask before more than `bulk` records change at once. Raises UsageError for a no, or where nobody can answer."""
    if count <= bulk or session.flags.yes or session.flags.dry_run:
        return
    question = ngettext(
        "%(n)d record would change. Type the number to go on: ",
        "%(n)d records would change. Type the number to go on: ",
        count,
    ) % {"n": count}
    session.confirm(question, str(count))

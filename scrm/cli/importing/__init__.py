"""`scrm import`: one verb for each installed format, and the questions and history of all of them."""

from __future__ import annotations

from pathlib import Path

import click

from scrm.base.errors import NotFound, UsageError
from scrm.base.i18n import N_, _
from scrm.cli.entry.options import confirmed, headed, option, writing
from scrm.cli.entry.shape import Noun, verb
from scrm.cli.importing.history import list_, show, undo_
from scrm.cli.importing.review import review
from scrm.cli.importing.running import run
from scrm.cli.session import Session


class Formats(Noun):
    """The noun `import`: installed formats are looked for only when a word is no verb of ours."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        found = super().get_command(ctx, name)
        if found is not None:
            return found
        from scrm.intake.formats import names

        return _format(name) if name in names() else None

    def list_commands(self, ctx: click.Context) -> list[str]:
        from scrm.intake.formats import names

        return [*names(), *super().list_commands(ctx)]


def _format(name: str) -> click.Command:
    @verb(
        name,
        N_("Import a file or folder: first a preview, then one change that one undo takes back."),
        examples=[
            f"scrm import {name} ~/Downloads/export.zip",
            f"scrm import {name} export.zip --dry-run --json",
        ],
    )
    @click.argument("path", type=click.Path(readable=False))
    @option(
        "--me",
        metavar="URL|NAME",
        default="",
        about=N_("Who you are in it: your profile's address or your name."),
    )
    @confirmed()
    @headed()
    @writing()
    def command(session: Session, path: str, me: str) -> None:
        if not path:  # an unset variable of a script must not mean the current folder
            raise UsageError(_("The name of the file is empty"), f"scrm import {name} --help")
        if not Path(path).exists():
            raise NotFound(_("%(path)s is not there") % {"path": path}, _("check the name and the folder"))
        run(session, name, Path(path), me)

    return command


command = Formats(
    "import",
    N_("Bring in people and messages, always with a preview first."),
    review,
    list_,
    show,
    undo_,
)

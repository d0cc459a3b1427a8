"""The command `scrm` itself."""

from __future__ import annotations

from scrm.base.i18n import N_
from scrm.cli.shape import Root

root = Root(
    name="scrm",
    help=N_("Whom to write to this morning, and why. Without a command it opens the screens."),
    no_args_is_help=False,
)

"""`scrm completion`."""

from __future__ import annotations

import click

from scrm.base.i18n import N_
from scrm.cli.entry.choice import Choice
from scrm.cli.entry.shape import verb
from scrm.cli.session import Session

SHELLS = ("bash", "zsh", "fish")


@verb(
    "completion",
    N_("Print a script that completes commands, options, people and tags."),
    examples=[
        'eval "$(scrm completion bash)"',
        "scrm completion fish > ~/.config/fish/completions/scrm.fish",
    ],
)
@click.argument("shell", type=Choice(SHELLS))
def command(session: Session, shell: str) -> None:
    from click.shell_completion import ShellComplete, get_completion_class

    root = click.get_current_context().find_root().command
    kind = get_completion_class(shell)
    assert kind is not None
    # bash's own `source` starts a bash to ask for its version.
    session.output.raw(ShellComplete.source(kind(root, {}, "scrm", "_SCRM_COMPLETE")) + "\n")

"""`scrm demo`."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from scrm.base.errors import Conflict
from scrm.base.i18n import N_, _, language
from scrm.cli.entry.choice import Number
from scrm.cli.entry.options import option
from scrm.cli.entry.shape import verb
from scrm.cli.session import Session


@verb(
    "demo",
    N_(
        "Open the screens on a made-up network that is deleted at the end; without a terminal print its morning."
    ),
    examples=["scrm demo", "scrm demo --keep ~/scrm-demo"],
)
@option(
    "--keep", type=click.Path(path_type=Path), metavar="DIR", about=N_("Make it in a new folder that stays.")
)
@option("--seed", type=Number(min=0), default=1, metavar="N", about=N_("Another number, another network."))
def command(session: Session, keep: Path | None, seed: int) -> int:
    root = click.get_current_context().find_root().command
    if keep is None:
        return look_around(session, root, seed)
    if (keep / "scrm.db").exists():
        raise Conflict(_("%(path)s holds a workspace already") % {"path": keep}, "scrm demo --keep DIR")
    existed = keep.exists()
    try:
        _build(session, keep, seed)
    except BaseException:
        if not existed:  # half a network would stand in the way of the next try
            shutil.rmtree(keep, ignore_errors=True)
        raise
    return _show(session, root, keep)


def look_around(session: Session, root: click.Command, seed: int = 1) -> int:
    """Open a demo that is deleted at the end, and give the exit code."""
    with TemporaryDirectory(prefix="scrm-demo-") as folder:
        _build(session, Path(folder), seed)
        return _show(session, root, Path(folder))


def _build(session: Session, folder: Path, seed: int) -> None:
    from scrm.base.settings import Places, Settings
    from scrm.demo.build import build

    places = Places.at(folder)
    build(places, Settings.load(places), session.clock, language=language(), seed=seed)


def _show(session: Session, root: click.Command, folder: Path) -> int:
    from scrm.cli.entry.screens import screens
    from scrm.cli.today import show

    inner = Session(out=session.out, err=session.err, stdin=session.stdin, clock=session.clock)
    inner.main, inner.flags = session.main, session.flags
    inner.flags.home = str(folder)
    try:
        if inner.on_terminal:
            return screens(inner, root, demo=True)
        show(inner)
    finally:
        inner.close()
    return 0

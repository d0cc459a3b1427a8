"""The table of commands: help and did-you-mean read it, so that no command is imported before it is called."""

from __future__ import annotations

from typing import NamedTuple

from scrm.base.i18n import N_


class Entry(NamedTuple):
    """One command: `module` holds it as `command`; `help` is an untranslated sentence."""

    name: str
    module: str
    help: str
    aliases: tuple[str, ...] = ()


COMMANDS: tuple[Entry, ...] = (
    Entry("today", "scrm.cli.today", N_("Whom to write to this morning, and why.")),
    Entry("log", "scrm.cli.log", N_("Write down what happened, in one line.")),
    Entry("find", "scrm.cli.find", N_("Find people, notes and what was said.")),
    Entry("done", "scrm.cli.done", N_("Finish follow-ups.")),
    Entry("undo", "scrm.cli.undo", N_("Take back the last change, or change N.")),
    Entry("redo", "scrm.cli.redo", N_("Do again what the last undo took back.")),
    Entry("history", "scrm.cli.history", N_("What was changed, when and from where.")),
    Entry("contact", "scrm.cli.contact", N_("People: add, list, show, edit, tag, relate."), ("c",)),
    Entry("tag", "scrm.cli.tag", N_("Tags, and the rhythms they carry.")),
    Entry("rhythm", "scrm.cli.rhythm", N_("How often to be in touch: who is overdue, pauses.")),
    Entry("org", "scrm.cli.org", N_("Firms, and who works there.")),
    Entry("interaction", "scrm.cli.interaction", N_("What happened: calls, mails, meetings, chats.")),
    Entry("follow-up", "scrm.cli.follow_up", N_("Promises with a date, mine and theirs."), ("fu",)),
    Entry("note", "scrm.cli.note", N_("Notes: plain Markdown files."), ("n",)),
    Entry("segment", "scrm.cli.segment", N_("Saved searches.")),
    Entry("import", "scrm.cli.importing", N_("Bring in people and messages, with a preview first.")),
    Entry("vault", "scrm.cli.vault", N_("Where everything is, and whether it is sound.")),
    Entry("backup", "scrm.cli.backup", N_("Verified copies of everything.")),
    Entry("config", "scrm.cli.config", N_("Settings: what holds, why, and how to change it.")),
    Entry("doctor", "scrm.cli.doctor", N_("What is wrong, and what to do about it.")),
    Entry("demo", "scrm.cli.demo", N_("Look around in a made-up network that is deleted at the end.")),
    Entry("completion", "scrm.cli.completion", N_("Print a script for bash, zsh or fish.")),
    Entry("version", "scrm.cli.version", N_("The version of scrm.")),
)
_BY_NAME = {name: entry for entry in COMMANDS for name in (entry.name, *entry.aliases)}


def find(name: str) -> Entry | None:
    """The command of this name or alias."""
    return _BY_NAME.get(name)


def nearest(name: str) -> str:
    """The command most like a mistyped one, or an empty text."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name[:40], [entry.name for entry in COMMANDS], n=1, cutoff=0.6)), "")

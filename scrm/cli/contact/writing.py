"""`scrm contact add|edit|remove|restore`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from scrm.base.errors import NotFound, UsageError
from scrm.base.i18n import N_, _, ngettext
from scrm.base.refs import is_ref
from scrm.base.text import clean, fold
from scrm.cli.contact.fields import field_options, position_options, stored
from scrm.cli.entry.options import confirmed, many, needs_yes, option, writing
from scrm.cli.entry.shape import verb
from scrm.cli.output.changes import change
from scrm.cli.people import complete_who, everyone
from scrm.cli.piped import of_line
from scrm.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrm.workspace import Workspace

LONGEST_LINE = 100_000


@verb(
    "add",
    N_("Add a person. With --jsonl - many, one JSON object a line, with the keys of scrm.contact/1."),
    examples=['scrm contact add "Ana García" --org Acme --email ana@example.com --tag vip'],
)
@click.argument("name", required=False)
@position_options
@many("--email", metavar="ADDRESS", about=N_("E-mail address."))
@many("--phone", metavar="NUMBER", about=N_("Telephone number."))
@many("--profile", metavar="URL", about=N_("Web address of a profile or site."))
@many("--tag", metavar="TAG", about=N_("Tag."))
@field_options
@option("--jsonl", is_flag=True, about=N_("Read JSON objects, one a line, from stdin."))
@writing()
def add(session: Session, name: str | None, jsonl: bool, **given: Any) -> None:
    if jsonl:
        if name not in (None, "-"):
            raise UsageError(_("--jsonl reads everything from stdin"), "scrm contact add --jsonl -")
        _add_lines(session)
        return
    if not name:
        raise UsageError(_("A person needs a name"), 'scrm contact add "Ana García"')
    workspace = session.writable()
    addresses = [address for sort in ("email", "phone", "profile") for address in given.pop(sort)]
    more = {name: given.pop(name) for name in ("organization", "title", "tag")}
    namesakes = workspace.lists.named(fold(name))
    with change(session, "contact add", name):
        id = workspace.contacts.add(
            name,
            organization=more["organization"] or "",
            title=more["title"] or "",
            addresses=addresses,
            tags=more["tag"],
            **stored(session, given),
        )
    _print_added(session, [id])
    if namesakes:
        _say_namesakes(session, name, namesakes)


def _say_namesakes(session: Session, name: str, ids: list[str]) -> None:
    """That others bear the name already: it may have been typed twice."""
    from scrm.db.refs import refs

    short = refs(session.workspace.database, "contacts", ids)
    fields = {"name": clean(name), "refs": ", ".join(short[id] for id in ids)}
    session.talk.say(_("There was somebody called %(name)s already: %(refs)s") % fields)


def _print_added(session: Session, ids: list[str]) -> None:
    """Ref and name of those who are there now: what a script goes on with."""
    if session.flags.json or session.flags.dry_run:
        return
    workspace = session.workspace
    from scrm.db.refs import refs

    short = refs(workspace.database, "contacts", ids)
    for contact in workspace.people.contacts(ids):
        session.output.raw(f"{short[contact.id]}\t{clean(contact.name)}\n")


def _add_lines(session: Session) -> None:
    workspace = session.writable()
    found, ids = [], []
    for number, line in session.numbered_lines():
        with of_line(number, line):
            found.append((number, line, _object(line)))
    with change(session, "contact add", str(len(found))):
        for number, line, values in found:
            with of_line(number, line):
                ids.append(_add_one(session, workspace, values))
    _print_added(session, ids)


def _object(line: str) -> dict[str, Any]:
    import json

    try:
        values = json.loads(line) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise UsageError(_("it is no JSON object"), '{"name": "Ana García", "tags": ["vip"]}')
    return values


_LISTS = ("emails", "phones", "profiles", "tags")
_ITS_OWN = {"id", "ref", "last_contact", "next_follow_up", "source_date", "created", "updated"}
"""keys of a contact's document that only describe it"""


def _add_one(session: Session, workspace: Workspace, values: dict[str, Any]) -> str:
    values = {key: value for key, value in values.items() if value is not None and key not in _ITS_OWN}
    lists = {key: values.pop(key, []) for key in _LISTS}
    wrong = [key for key, value in lists.items() if not _is_texts(value)]
    wrong += [key for key, value in values.items() if not _FORMS.get(key, _is_word)(value)]
    if wrong:
        raise UsageError(
            _("%(field)s has another form than a contact's document") % {"field": clean(wrong[0])},
            "scrm contact list --json",
        )
    texts: dict[str, Any] = {
        key: str(values.pop(key))
        for key in ("name", "organization", "title", "source", "basis")
        if key in values
    }
    ready = {key: value for key, value in values.items() if key in _FORMS}
    read: dict[str, Any] = {key: int(value) for key, value in ready.items()}
    read |= stored(session, {key: str(value) for key, value in values.items() if key not in ready})
    return workspace.contacts.add(
        texts.pop("name", ""),
        addresses=[*lists["emails"], *lists["phones"], *lists["profiles"]],
        tags=lists["tags"],
        **texts,
        **read,
    )


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_word(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


_FORMS: dict[str, Callable[[object], bool]] = {
    "cadence": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "ambient": lambda value: isinstance(value, bool),
}
"""keys that hold something else than a text"""


@verb(
    "edit",
    N_("Change facts of a person; an empty text clears one."),
    examples=[
        N_('scrm contact edit @ana --title "Head of operations"'),
        'scrm contact edit @ana --nickname ""',
    ],
)
@click.argument("who", shell_complete=complete_who)
@option("--name", metavar="NAME", about=N_("The whole name."))
@position_options
@many(
    "--add",
    "--email",
    "--phone",
    "--profile",
    "add",
    metavar="ADDRESS",
    about=N_("Add an e-mail, phone or web address."),
)
@many("--drop", metavar="ADDRESS", about=N_("Remove an address."))
@field_options
@writing()
def edit(session: Session, who: str, add: tuple[str, ...], drop: tuple[str, ...], **given: Any) -> None:
    workspace = session.workspace
    contact = workspace.contacts.get(workspace.who.one(who))
    position = {name: given.pop(name) for name in ("organization", "title")}
    with change(session, "contact edit", contact.name) as operation:
        workspace.contacts.edit(
            contact.id, add_addresses=add, remove_addresses=drop, **position, **stored(session, given)
        )
    if operation.number is not None:
        session.talk.say(_("Changed: %(name)s") % {"name": contact.name})


@verb(
    "remove",
    N_("Put people into the trash; undo and restore bring them back."),
    examples=["scrm contact remove @ana"],
)
@click.argument("who", nargs=-1, required=True, shell_complete=complete_who)
@confirmed()
@writing()
def remove(session: Session, who: tuple[str, ...]) -> None:
    ids = everyone(session, who)
    needs_yes(session, len(ids))
    people = session.workspace.people.contacts(ids)
    summary = people[0].name if len(people) == 1 else str(len(people))
    with change(session, "contact remove", summary) as operation:
        session.workspace.contacts.remove(ids)
    if operation.number is not None:
        count = ngettext("To the trash: %(n)d person", "To the trash: %(n)d people", len(ids))
        session.talk.say(count % {"n": len(ids)})


@verb("restore", N_("Take a person out of the trash."), examples=["scrm contact restore 7f3a2c"])
@click.argument("who")
@writing()
def restore(session: Session, who: str) -> None:
    workspace = session.workspace
    id, name = _trashed(workspace, who)
    with change(session, "contact restore", name) as operation:
        workspace.contacts.restore(id)
    if operation.number is not None:
        session.talk.say(_("Restored: %(name)s") % {"name": name})


def _trashed(workspace: Workspace, who: str) -> tuple[str, str]:
    """Id and name of the one in the trash who is meant. Raises NotFound or Ambiguous."""
    wanted = who.strip().removeprefix("@").replace("_", " ")
    bin_ = workspace.people.trash()
    by_ref = set(workspace.people.ids_by_ref(wanted, trashed=True)) if is_ref(wanted) else set()
    part = fold(wanted)
    found = [(id, name) for id, name, _since in bin_ if id in by_ref or (part and part in fold(name))]
    if len(found) > 1:
        from scrm.base.errors import Ambiguous
        from scrm.db.refs import refs

        short = refs(workspace.database, "contacts", [id for id, _name in found])
        raise Ambiguous(
            _("Several people in the trash match %(text)s") % {"text": clean(who)},
            [f"{short[id]}  {clean(name)}" for id, name in found],
            _("use the six-digit ref of one of them"),
        )
    if not found:
        what = _("Nobody in the trash matches %(text)s") % {"text": clean(who)}
        raise NotFound(what, "scrm contact list --trash")
    return found[0]

"""The forms of a person. Any place opens them; all are coroutines and say themselves what was saved.

await person_form.add(shell)                 an empty form; `name` may be given
await person_form.edit(shell, contact_id)    everything known, only what differs is written
await person_form.tags(shell, who)           tags of one person, or to put on and take off several
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scrm.base import dates
from scrm.base.i18n import _, ngettext
from scrm.base.text import clean, fold
from scrm.contacts.model import CHANNELS, KINDS, SALUTATIONS, Contact, channel_name, contact_kind, manner_name
from scrm.followups.model import Who
from scrm.workspace import Workspace
from tui.screens.forms import reading
from tui.screens.forms.reading import Days, Words, pieces
from tui.widgets.boxes.forms import FieldSpec
from tui.widgets.fields import typed

if TYPE_CHECKING:
    from tui.host import Host

_ADDRESSES = {
    "email": (("email",), "ana@example.com"),
    "phone": (("phone",), "+34 600 000 000"),
    "web": (("url", "profile"), "https://example.com"),
}
_TEXTS = ("nickname", "city", "language", "interests", "preferred_times", "expectations", "how_met")


async def add(shell: Host, name: str = "") -> None:
    """Open the form for a new person."""

    def save(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
        told = {field: value for field, value in values.items() if value.strip() and field != "name"}
        fields = _facts(shell, told)
        addresses = [part for field in _ADDRESSES for part in pieces(values[field])]
        firm, title, tags = values["organization"].strip(), values["title"].strip(), pieces(values["tags"])

        def use(workspace: Workspace) -> str:
            return workspace.contacts.add(
                values["name"], organization=firm, title=title, addresses=addresses, tags=tags, **fields
            )

        said = _("Added: %(name)s") % {"name": clean(values["name"].strip())}
        shell.gateway.edit(use, lambda _id: shell.form_saved(said), failed=shell.form_failed)

    specs = _specs(shell, None)
    wanted = {"name", "organization", "title", *_ADDRESSES, "kind", "city", "tags", "cadence"}
    first = FieldSpec("name", _("Name"), typed(name), check=_check_name)
    await shell.form(
        "person add", _("New person"), [first, *(s for s in specs if s.name in wanted - {"name"})], save
    )


async def edit(shell: Host, contact_id: str) -> None:
    """Read a person, then open the form with everything known."""

    async def opened(contact: Contact) -> None:
        def save(_values: Mapping[str, str], changed: Mapping[str, str]) -> None:
            _save(shell, contact, changed)

        title = _("Edit %(name)s") % {"name": contact.name}
        await shell.form(f"person edit {contact_id}", title, _specs(shell, contact), save)

    shell.gateway.ask(
        shell,
        "person form",
        lambda w: w.contacts.get(contact_id),
        lambda contact: shell.call_later(opened, contact),
    )


async def tags(shell: Host, who: Sequence[Who]) -> None:
    """Open the field of tags: for one person it holds theirs, for several what to put on, and with `-` take off."""
    ids = [one.contact_id for one in who]

    async def opened(answer: tuple[list[str], list[str]]) -> None:
        before, known = answer
        value = ", ".join(typed(tag) for tag in before)
        hint = _("vip, proposal") if len(ids) == 1 else _("vip, -old puts on vip and takes old off")
        label = FieldSpec("tags", _("Tags"), value, hint, completer=reading.completing(known))
        many = ngettext("Tags of %(n)d person", "Tags of %(n)d people", len(ids)) % {"n": len(ids)}
        title = _("Tags of %(name)s") % {"name": who[0].name} if len(ids) == 1 else many

        def save(values: Mapping[str, str], _changed: Mapping[str, str]) -> None:
            on, off = _tag_changes(values["tags"], before if len(ids) == 1 else None)
            _write_tags(shell, who, on, off)

        await shell.form(f"person tags {' '.join(ids)}", title, [label], save)

    def use(workspace: Workspace) -> tuple[list[str], list[str]]:
        mine = list(workspace.contacts.get(ids[0]).tags) if len(ids) == 1 else []
        return mine, [name for name, _people, _days in workspace.ties.tags()]

    shell.gateway.ask(shell, "tags form", use, lambda answer: shell.call_later(opened, answer))


def _write_tags(shell: Host, who: Sequence[Who], on: Sequence[str], off: Sequence[str]) -> None:
    ids = [one.contact_id for one in who]
    summary = who[0].name if len(who) == 1 else str(len(who))

    def use(workspace: Workspace) -> int:
        with workspace.ledger.operation("contact tag", summary) as operation:
            workspace.contacts.tag(ids, on)
            workspace.contacts.untag(ids, off)
        return operation.changed

    def told(changed: int) -> None:
        words = " ".join([*(f"+{clean(tag)}" for tag in on), *(f"-{clean(tag)}" for tag in off)])
        fields = {"tags": words, "name": clean(summary)}
        if not changed:
            shell.form_saved(_("Nothing was changed"), undo=False)
        elif len(who) == 1:
            shell.form_saved(_("Tags of %(name)s: %(tags)s") % fields)
        else:
            many = ngettext("Tags of %(n)d person: %(tags)s", "Tags of %(n)d people: %(tags)s", len(who))
            shell.form_saved(many % {**fields, "n": len(who)})

    shell.gateway.edit(use, told, failed=shell.form_failed)


def _tag_changes(text: str, before: Sequence[str] | None) -> tuple[list[str], list[str]]:
    """What to put on and what to take off; `before` are the tags of the one person meant."""
    words = [fold(word.lstrip("#")) for word in pieces(text)]
    if before is None:
        return [w for w in words if not w.startswith("-")], [w[1:] for w in words if w.startswith("-")]
    shown = {fold(typed(tag)): tag for tag in before}
    on = [word for word in words if word not in shown]
    return on, [tag for word, tag in shown.items() if word not in words]


def _save(shell: Host, contact: Contact, changed: Mapping[str, str]) -> None:
    fields = _facts(shell, changed)
    position = {name: changed[name].strip() for name in ("organization", "title") if name in changed}
    more, less = _address_changes(contact, changed)
    on, off = _tag_changes(changed["tags"], contact.tags) if "tags" in changed else ([], [])

    def use(workspace: Workspace) -> bool:
        verbs = workspace.contacts
        with workspace.ledger.operation("contact edit", contact.name) as operation:
            verbs.edit(contact.id, add_addresses=more, remove_addresses=less, **position, **fields)
            verbs.tag([contact.id], on)
            verbs.untag([contact.id], off)
        return operation.changed > 0

    def told(differed: bool) -> None:
        name = clean(changed.get("name", contact.name))
        text = _("Saved: %(name)s") % {"name": name} if differed else _("Nothing was changed")
        shell.form_saved(text, undo=differed)

    shell.gateway.edit(use, told, failed=shell.form_failed)


def _facts(shell: Host, given: Mapping[str, str]) -> dict[str, Any]:
    """Columns for the fields given, which have passed their checks."""
    values: dict[str, Any] = {name: given[name].strip() for name in _TEXTS if name in given}
    if "name" in given:
        values["name"] = " ".join(given["name"].split())
    if "kind" in given:
        values["kind"] = _kinds().read(given["kind"]) or "other"
    if "preferred_channel" in given:
        values["preferred_channel"] = _channels().read(given["preferred_channel"]) or ""
    if "salutation" in given:
        values["salutation"] = _manners().read(given["salutation"]) or ""
    if "birthday" in given:
        values["birthday"] = Days(shell).birthday(given["birthday"]) or ""
    if "cadence" in given and (rhythm := reading.rhythm(given["cadence"])):
        values["cadence"], values["ambient"] = rhythm[0], int(rhythm[1])
    return values


def _address_changes(contact: Contact, changed: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Addresses to add, and to remove as they are stored."""
    more: list[str] = []
    less: list[str] = []
    for field, (sorts, _example) in _ADDRESSES.items():
        if field in changed:
            stored = {typed(value): value for sort in sorts for value in contact.values(sort)}
            wanted = pieces(changed[field])
            more += [value for value in wanted if value not in stored]
            less += [value for text, value in stored.items() if text.strip() not in wanted]
    return more, less


def _specs(shell: Host, contact: Contact | None) -> list[FieldSpec]:
    """All fields of a person in the order of the form."""

    def told(name: str) -> str:
        return str(getattr(contact, name) or "") if contact else ""

    days, kinds, channels, manners = Days(shell), _kinds(), _channels(), _manners()
    return [
        FieldSpec("name", _("Name"), told("name"), check=_check_name),
        FieldSpec("organization", _("Organisation"), told("organization")),
        FieldSpec("title", _("Position"), told("title")),
        *_address_specs(contact),
        FieldSpec("kind", _("Kind"), contact_kind(contact.kind) if contact else "", contact_kind("client"),
                  kinds.check, completer=kinds.complete),
        FieldSpec("city", _("City"), told("city")),
        FieldSpec("tags", _("Tags"), ", ".join(contact.tags) if contact else "", _("vip, proposal")),
        FieldSpec("cadence", _("Rhythm"), _rhythm_text(contact), _("30d, 2 weeks, monthly or never"),
                  reading.check_rhythm, reading.echo_rhythm),
        FieldSpec("birthday", _("Birthday"), told("birthday"), _("12 Apr, with the year or without"),
                  days.check_birthday, days.echo_birthday),
        FieldSpec("nickname", _("Nickname"), told("nickname")),
        FieldSpec("language", _("Language"), told("language")),
        FieldSpec("salutation", _("Form of address"), told("salutation") and manner_name(told("salutation")),
                  check=manners.check, completer=manners.complete),
        FieldSpec("preferred_channel", _("Prefers"), _channel_text(contact), channel_name("mail"),
                  channels.check, completer=channels.complete),
        FieldSpec("preferred_times", _("Preferred times"), told("preferred_times"), _("mornings, not on Friday")),
        FieldSpec("expectations", _("Expects"), told("expectations")),
        FieldSpec("interests", _("Interests"), told("interests")),
        FieldSpec("how_met", _("How you met"), told("how_met")),
    ]  # fmt: skip


def _address_specs(contact: Contact | None) -> list[FieldSpec]:
    labels = {"email": _("Mail"), "phone": _("Phone"), "web": _("Profiles, web")}
    return [
        FieldSpec(
            field,
            labels[field],
            ", ".join(value for sort in sorts for value in contact.values(sort)) if contact else "",
            example,
            reading.check_addresses(sorts, example),
        )
        for field, (sorts, example) in _ADDRESSES.items()
    ]


def _check_name(text: str) -> str:
    return "" if text.strip() else _("A person needs a name")


def _rhythm_text(contact: Contact | None) -> str:
    if contact is None or not (contact.ambient or contact.cadence):
        return ""
    return _("never") if contact.ambient else dates.every(contact.cadence or 0)


def _channel_text(contact: Contact | None) -> str:
    return channel_name(contact.preferred_channel) if contact and contact.preferred_channel else ""


def _kinds() -> Words:
    return Words(KINDS, contact_kind)


def _channels() -> Words:
    return Words(CHANNELS, channel_name)


def _manners() -> Words:
    return Words(SALUTATIONS, manner_name)

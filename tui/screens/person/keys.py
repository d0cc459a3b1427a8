"""The keys that act on people, the same in Today, People and Person: they ask `subjects()` whom they are about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from scrm.base.i18n import _, ngettext, pgettext
from scrm.base.text import clean
from scrm.followups.model import Who
from tui import keys
from tui.place import Place
from tui.screens.person.links import addresses, host, links, openable
from tui.words import number

if TYPE_CHECKING:
    from scrm.contacts.model import Contact, Identity

DIGITS = "123456789"
MANY = 100
"""more people than this are removed only by typing their number"""
_ABOUT_PEOPLE = (
    "follow-up.new", "note.new", "record.edit", "record.editor", "person.contact", "link.open", "tag.edit",
    "rhythm.bump", "record.remove",
)  # fmt: skip


class PersonKeys(Place):
    """A place with people in it."""

    def nobody(self) -> dict[str, str]:
        """The reasons while there is nobody to act on."""
        return {} if self.subjects() else dict.fromkeys(_ABOUT_PEOPLE, _("nobody is selected"))

    def _someone(self) -> Sequence[Who]:
        """The people meant; says so when there is nobody."""
        people = self.subjects()
        if not people:
            self.shell.say(_("Nobody is selected"))
        return people

    async def action_record_add(self) -> None:
        from tui.screens.forms import person_form

        await person_form.add(self.shell)

    async def action_record_edit(self) -> None:
        from tui.screens.forms import person_form

        if people := self._someone():
            await person_form.edit(self.shell, people[0].contact_id)

    async def action_tag_edit(self) -> None:
        from tui.screens.forms import person_form

        if people := self._someone():
            await person_form.tags(self.shell, people)

    async def action_follow_up_new(self) -> None:
        from tui.screens.forms import followup_form

        if people := self._someone():
            await followup_form.new(self.shell, people)

    async def action_note_new(self) -> None:
        from tui.screens.forms import note_form

        if people := self._someone():
            await note_form.new(self.shell, people)

    async def action_import_open(self) -> None:
        await self.shell.go(keys.IMPORT)

    async def action_record_editor(self) -> None:
        """`E`: the note about the person in $EDITOR, made if there is none."""
        from tui.screens.forms import note_form

        for who in self._someone()[:1]:
            await note_form.edit(self.shell, who)

    def action_rhythm_bump(self) -> None:
        """`b`: the rhythm counts from today, without a contact."""
        if people := self._someone():
            ids = [who.contact_id for who in people]
            told = _("Counted from today: %(names)s") % {"names": names(people)}
            self.shell.gateway.edit(
                lambda w: w.contacts.bump(ids), lambda _n: self.shell.say(told, undo=True)
            )

    def action_record_remove(self) -> None:
        """`x`: one at once, several after a look at how many, very many by typing their number."""
        people = self._someone()
        if len(people) < 2:
            self._remove(people)
            return
        question = ngettext(
            "Move %(n)d person to the trash?", "Move %(n)d people to the trash?", len(people)
        ) % {"n": len(people)}
        typed = str(len(people)) if len(people) > MANY else ""
        lines = [names(people), _("One undo brings them all back; the trash keeps them for 30 days.")]
        self.shell.confirm(question, lines, lambda: self._remove(people), typed=typed)

    def _remove(self, people: Sequence[Who]) -> None:
        if people:
            ids = [who.contact_id for who in people]
            told = _("Moved to the trash: %(names)s") % {"names": names(people)}
            self.shell.gateway.edit(
                lambda w: w.contacts.remove(ids), lambda _n: self.shell.say(told, undo=True)
            )

    def action_person_contact(self) -> None:
        """`c`: the addresses; a mail or profile opens, a number is copied, then the log is offered."""
        if people := self._someone():
            self._with_contact(people[0], self._offer_addresses)

    def known(self) -> Contact | None:
        """The contact that a pane shows already."""
        return None

    def _with_contact(self, who: Who, then: Callable[[Contact], None]) -> None:
        # At once where it can be: a letter typed ahead must meet the menu, not the place.
        known = self.known()
        if known is not None and known.id == who.contact_id:
            then(known)
            return
        self.shell.gateway.ask(self, "contact", lambda w: w.contacts.get(who.contact_id), then)

    def _offer_addresses(self, contact: Contact) -> None:
        from tui.widgets.boxes.menu import Choice

        found = [each for each in addresses(contact) if each.type == "phone" or openable(each)]
        if not found:
            told = _("%(name)s has no address yet. %(key)s adds one")
            key = self.shell.keymap.display("record.edit")
            self.shell.say(told % {"name": clean(contact.name), "key": key})
            return
        choices = [Choice(str(i), DIGITS[i : i + 1], address_label(each)) for i, each in enumerate(found)]
        title = _("Contact %(name)s") % {"name": contact.name}
        self.shell.menu(title, choices, lambda i: self._contact(contact, found[int(i)]))

    def _contact(self, contact: Contact, address: Identity) -> None:
        if address.type == "phone":
            self.shell.copy_to_clipboard(clean(address.value))
            self.shell.say(_("Copied: %(text)s") % {"text": clean(address.value)})
            kind = "call"
        else:
            self.shell.open_url(openable(address))
            kind = "mail" if address.type == "email" else "chat"
        self.shell.log_about([Who(contact.id, contact.name)], f"{kind} ")

    def action_link_open(self) -> None:
        """`o`: a menu that shows where each link leads; choosing it opens it."""
        if people := self._someone():
            self._with_contact(people[0], self._offer_links)

    def _offer_links(self, contact: Contact) -> None:
        from tui.widgets.boxes.menu import Choice

        found = links(contact)
        if not found:
            self.shell.say(_("%(name)s has no link that can be opened") % {"name": clean(contact.name)})
            return
        choices = [
            Choice(str(i), DIGITS[i : i + 1], f"{host(address)}  {each.value}")
            for i, (each, address) in enumerate(found)
        ]
        title = _("Open in the browser?")
        self.shell.menu(title, choices, lambda i: self._open(found[int(i)][1]))

    def _open(self, address: str) -> None:
        self.shell.open_url(address)
        self.shell.say(_("Opened: %(address)s") % {"address": clean(address)})


def address_label(address: Identity) -> str:
    """`Mail  ana@example.com`."""
    label = {
        "email": _("Mail"),
        "phone": _("Phone"),
        "profile": pgettext("address", "Profile"),
        "url": _("Web"),
    }
    return f"{label.get(address.type, '')}  {address.value}"


def names(people: Sequence[Who]) -> str:
    """`Ana García, Luis Pérez`, or how many there are."""
    if len(people) > 3:
        return ngettext("%(n)s person", "%(n)s people", len(people)) % {"n": number(len(people))}
    return ", ".join(clean(who.name) for who in people)


def copies_of(contact: Contact) -> list[tuple[str, str]]:
    """What `y` offers of a person."""
    found = [(_("Name"), contact.name)]
    found += [(address_label(each).split("  ")[0], each.value) for each in addresses(contact)]
    return found

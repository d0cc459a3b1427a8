"""The verbs of people: add, edit, tag, relate, prefer, bump, remove, restore."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scrm.base import ids
from scrm.base.addresses import classify
from scrm.base.errors import Conflict, NotFound, UsageError
from scrm.base.i18n import N_, _
from scrm.base.text import clean, fold
from scrm.contacts.model import FIELDS, KINDS, RELATIONS, Contact
from scrm.contacts.names import split_name
from scrm.contacts.organizations import set_position
from scrm.contacts.store import PeopleStore
from scrm.db.ledger.operations import Ledger, Operation

BASIS_TYPED = N_("professional contact data")


class Directory:
    """What one can do to people. Every method that writes is one operation (or joins the open one)."""

    def __init__(self, people: PeopleStore, ledger: Ledger) -> None:
        self._people = people
        self._ledger = ledger

    def get(self, id: str) -> Contact:
        """A contact that is not in the trash. Raises NotFound."""
        contact = self._people.contact(id)
        if contact is None:
            raise NotFound(_("This person is not here (or in the trash)"), "scrm contact list --trash")
        return contact

    def add(
        self,
        name: str,
        *,
        organization: str = "",
        title: str = "",
        addresses: Iterable[str] = (),
        tags: Iterable[str] = (),
        source: str = "typed",
        basis: str = BASIS_TYPED,
        **fields: Any,
    ) -> str:
        """Add a person; `fields` are columns of FIELDS. Gives the id. Raises UsageError."""
        name = _named(name)
        id = ids.new_id(self._ledger.clock.now())
        today = self._today()
        given, family = split_name(name)
        values = {"given_name": given, "family_name": family, **_checked(fields)}
        with self._ledger.operation("contact add", name) as op:
            op.insert("contacts", id=id, name=name, source=source, source_date=today, basis=basis, **values)
            if organization or title:
                set_position(op, id, None, organization, title, today, source)
            self._add_addresses(op, id, addresses, source)
            self._add_tags(op, id, tags)
        return id

    def edit(
        self,
        id: str,
        *,
        organization: str | None = None,
        title: str | None = None,
        add_addresses: Iterable[str] = (),
        remove_addresses: Iterable[str] = (),
        **fields: Any,
    ) -> bool:
        """Change facts of a person; says whether anything differed. Raises NotFound, UsageError."""
        values = _checked(fields)
        if "name" in values:
            values["name"] = _named(str(values["name"]))
            if not {"given_name", "family_name"} & set(values):
                values["given_name"], values["family_name"] = split_name(values["name"])
        with self._ledger.operation("contact edit", self.get(id).name) as op:
            contact = self.get(id)  # again under the lock: another process may just have moved them
            if values:
                op.update("contacts", id, **values)
            if organization is not None or title is not None:
                set_position(op, id, contact.position, organization, title, self._today())
            self._remove_addresses(op, contact, remove_addresses)
            behind = max((identity.rank + 1 for identity in contact.identities), default=0)
            self._add_addresses(op, id, add_addresses, "typed", after=behind)
        return op.changed > 0

    def tag(self, contact_ids: Sequence[str], tags: Iterable[str]) -> int:
        """Put tags on people; gives how many were new."""
        tags = list(tags)
        with self._ledger.operation("contact tag", self._subject(contact_ids)) as op:
            for id in contact_ids:
                self._add_tags(op, id, tags)
        return op.changed

    def untag(self, contact_ids: Sequence[str], tags: Iterable[str]) -> int:
        """Take tags off people; gives how many were there."""
        names = [fold(tag.lstrip("#")) for tag in tags]
        with self._ledger.operation("contact untag", self._subject(contact_ids)) as op:
            for id in contact_ids:
                for name in names:
                    op.remove("contact_tags", ids.child_id(id, "tag", name))
        return op.changed

    def relate(self, id: str, kind: str, other_id: str, since: str | None = None) -> str:
        """Say that `id` is tied to `other_id`; gives the relation's id. Raises UsageError."""
        if kind not in RELATIONS:
            raise UsageError(_("%(kind)s is no relation") % {"kind": clean(kind)}, ", ".join(RELATIONS))
        if id == other_id:
            raise UsageError(_("A person cannot be related to themselves"))
        contact = self.get(id)
        self.get(other_id)
        relation = ids.child_id(id, f"relation/{kind}", other_id)
        with self._ledger.operation("contact relate", contact.name) as op:
            op.put(
                "relations",
                id=relation,
                contact_id=id,
                other_id=other_id,
                kind=kind,
                since=since,
                source="typed",
            )
            if kind == "introduced":
                op.update("contacts", other_id, introduced_by=id)
        return relation

    def bump(self, contact_ids: Sequence[str]) -> int:
        """Count people as considered today: their rhythm starts again without a contact."""
        with self._ledger.operation("contact bump", self._subject(contact_ids)) as op:
            for id in contact_ids:
                op.update("contacts", id, bumped_on=self._today())
        return op.changed

    def remove(self, contact_ids: Sequence[str]) -> int:
        """Put people into the trash; gives how many were not there already."""
        with self._ledger.operation("contact remove", self._subject(contact_ids)) as op:
            return sum(op.remove("contacts", id) for id in contact_ids)

    def restore(self, id: str) -> None:
        """Take a person out of the trash. Raises NotFound, or Conflict when they are not in it."""
        found = self._people.contacts([id], trashed=True)
        if not found:
            raise NotFound(_("This person is not in the trash"), "scrm contact list --trash")
        if found[0].deleted_at is None:
            raise Conflict(_("%(name)s is not in the trash") % {"name": clean(found[0].name)})
        with self._ledger.operation("contact restore", found[0].name) as op:
            op.restore("contacts", id)

    def set_tag_rhythm(self, tag: str, cadence: int | None) -> None:
        """Give a tag a rhythm in days, or take it away with None. Raises UsageError."""
        name = fold(tag.lstrip("#"))
        if not name:
            raise UsageError(_("A tag needs a name"), "scrm tag rhythm vip 30d")
        _checked({"cadence": cadence})
        with self._ledger.operation("tag rhythm", name) as op:
            op.put("tags", id=ids.id_for(f"tag/{name}"), name=name, cadence=cadence)

    def _add_tags(self, op: Operation, id: str, tags: Iterable[str]) -> None:
        for tag in tags:
            if name := fold(tag.lstrip("#")):
                op.put("contact_tags", id=ids.child_id(id, "tag", name), contact_id=id, tag=name)

    def _add_addresses(
        self, op: Operation, id: str, addresses: Iterable[str], source: str, *, after: int = 0
    ) -> None:
        """Write addresses in the order of preference they are given in, behind those there are."""
        for rank, address in enumerate(addresses, after):
            sort, network, key = classify(address)
            if not sort:
                raise UsageError(
                    _("%(text)s is no e-mail, phone or web address") % {"text": clean(address)},
                    "ana@example.com, +34 600 000 000, https://example.com",
                )
            identity, value = ids.child_id(id, sort, key), address.strip()
            if op.lives("identities", identity):
                op.update("identities", identity, value=value)
                continue
            op.put(
                "identities",
                id=identity,
                contact_id=id,
                type=sort,
                network=network,
                value=value,
                key=key,
                rank=rank,
                source=source,
            )

    def _remove_addresses(self, op: Operation, contact: Contact, addresses: Iterable[str]) -> None:
        for address in addresses:
            key = classify(address)[2]
            mine = [i for i in contact.identities if i.key == key]
            if not mine:
                raise NotFound(
                    _("%(name)s has no address %(text)s")
                    % {"name": clean(contact.name), "text": clean(address)}
                )
            op.remove("identities", mine[0].id)

    def _subject(self, contact_ids: Sequence[str]) -> str:
        if len(contact_ids) == 1:
            found = self._people.contacts(contact_ids, trashed=True)
            return found[0].name if found else ""
        return str(len(contact_ids))

    def _today(self) -> str:
        return self._ledger.clock.today().isoformat()


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not clean(name).strip("\ufffd "):
        raise UsageError(_("A person needs a name"), 'scrm contact add "Ana García"')
    return name


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    for name in fields:
        if name not in FIELDS:
            raise UsageError(_("%(field)s is not a field of a person") % {"field": name}, ", ".join(FIELDS))
    if fields.get("kind") not in (None, *KINDS):
        raise UsageError(
            _("%(kind)s is no kind of person") % {"kind": clean(str(fields["kind"]))}, ", ".join(KINDS)
        )
    if isinstance(fields.get("cadence"), int) and fields["cadence"] <= 0:
        raise UsageError(_("A rhythm is at least one day"), "--every 30d")
    return dict(fields)

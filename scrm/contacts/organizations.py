"""Firms, and who works there as what: a changed position is a new affiliation."""

from __future__ import annotations

from scrm.base import ids
from scrm.base.errors import Ambiguous, NotFound
from scrm.base.i18n import _
from scrm.base.text import clean, fold
from scrm.contacts.model import Affiliation, Organization
from scrm.contacts.store.ties import TieStore, firm_names
from scrm.db.ledger import Ledger, Operation
from scrm.db.refs import ids_by_ref


def organization_id(name: str) -> str:
    """The id of a firm: one for all spellings that fold alike."""
    return ids.id_for(f"organization/{fold(name)}")


class Organizations:
    """The firms' verbs."""

    def __init__(self, ties: TieStore, ledger: Ledger) -> None:
        self._ties = ties
        self._ledger = ledger

    def search(self, text: str = "") -> list[Organization]:
        """Firms whose name holds `text`, by name."""
        return self._ties.organizations(fold(text))

    def members(self, id: str) -> list[str]:
        """Contact ids of the people who work there now, by name."""
        return self._ties.members(id)

    def one(self, text: str) -> Organization:
        """The firm a name, a beginning of it or a ref means. Raises NotFound or Ambiguous."""
        everyone = self._ties.organizations()
        folded = fold(text)
        by_ref = set(ids_by_ref(self._ties.database, "organizations", text)) if len(text) >= 6 else set()
        found = [o for o in everyone if o.id in by_ref or fold(o.name) == folded]
        found = found or [o for o in everyone if fold(o.name).startswith(folded)]
        found = found or [o for o in everyone if folded in fold(o.name)]
        if len(found) > 1:
            names = [clean(o.name) for o in found[:8]]
            raise Ambiguous(_("Several organisations match %(text)s") % {"text": clean(text)}, names)
        if not found:
            raise NotFound(_("No organisation matches %(text)s") % {"text": clean(text)}, "scrm org list")
        return found[0]

    def add(self, name: str, *, website: str = "", city: str = "") -> str:
        """Add a firm, or fill in what is known of it; gives its id."""
        with self._ledger.operation("org add", name) as op:
            id = _firm(op, name)
            extra = {k: v for k, v in (("website", website), ("city", city)) if v}
            op.put("organizations", id=id, name=name, **extra)
        return id

    def edit(self, id: str, **values: str) -> bool:
        """Change a firm's name, website or city; says whether anything differed."""
        organization = next(o for o in self._ties.organizations() if o.id == id)
        with self._ledger.operation("org edit", values.get("name", organization.name)) as op:
            return op.update("organizations", id, **values)


def _firm(op: Operation, name: str) -> str:
    """The firm of that name, else a free id for it: a firm keeps its id when it is given another name."""
    id = organization_id(name)
    known = firm_names(op.conn, id)
    if known and fold(known[id]) == fold(name):
        return id
    alike = (other for other, known_as in firm_names(op.conn).items() if fold(known_as) == fold(name))
    return next(alike, ids.child_id(id, "organization", fold(name)) if known else id)


def set_position(
    op: Operation,
    contact_id: str,
    before: Affiliation | None,
    organization: str | None,
    title: str | None,
    today: str,
    source: str = "typed",
) -> bool:
    """Make this the person's present position, the one before becoming history; None keeps that half.

    A title corrected within the same firm by hand is a correction; from any
    other source it is a promotion, and so history too.
    """
    firm = before.organization if before and organization is None else (organization or "").strip()
    role = before.title if before and title is None else (title or "").strip()
    if before is not None:
        if (fold(before.organization), before.title) == (fold(firm), role):
            return False
        if source == "typed" and fold(before.organization) == fold(firm) and role:
            return op.update("affiliations", before.id, title=role)
        op.update("affiliations", before.id, ended=today)
    if not firm and not role:
        return before is not None
    firm_id = _firm(op, firm) if firm else None
    if firm_id is not None and op.lives("organizations", firm_id) is not True:
        op.put("organizations", id=firm_id, name=firm)
    op.put(
        "affiliations",
        id=ids.child_id(contact_id, "affiliation", f"{firm_id or ''}/{role}/{today}"),
        contact_id=contact_id,
        organization_id=firm_id,
        title=role,
        ended=None,
        noted_on=today,
        source=source,
    )
    return True

"""Firms, and who works there as what: a changed position is a new affiliation."""

from __future__ import annotations

from scrm.base import ids
from scrm.base.errors import Ambiguous, NotFound
from scrm.base.i18n import _
from scrm.base.text import clean, fold, sort_key
from scrm.contacts.model import Affiliation, Organization
from scrm.contacts.store.ties import TieStore, changed_firms, firm_name
from scrm.db.ledger.operations import Ledger, Operation
from scrm.db.refs import ids_by_ref, refs

_RENAMED = "renamed firms"


def organization_id(name: str) -> str:
    """The id of a firm: one for all spellings that fold alike."""
    return ids.id_for(f"organization/{fold(name)}")


class Organizations:
    """The firms' verbs."""

    def __init__(self, ties: TieStore, ledger: Ledger) -> None:
        self._ties = ties
        self._ledger = ledger

    def search(self, text: str = "", limit: int | None = None) -> tuple[list[Organization], int]:
        """The first firms, by name, whose name holds `text`, and how many there are."""
        folded, found = fold(text), self._ties.firms()
        if folded:
            found = [(id, name) for id, name in found if folded in fold(name)]
        found.sort(key=lambda firm: sort_key(firm[1]))
        return self._ties.organizations([id for id, _name in found[:limit]]), len(found)

    def members(self, id: str) -> list[str]:
        """Contact ids of the people who work there now, by name."""
        return self._ties.members(id)

    def one(self, text: str) -> Organization:
        """The firm a name, a beginning of it or a ref means. Raises NotFound or Ambiguous."""
        folded = fold(text)
        everyone = [(id, name, fold(name)) for id, name in self._ties.firms()]
        by_ref = set(ids_by_ref(self._ties.database, "organizations", text)) if len(text) >= 6 else set()
        found = [firm for firm in everyone if firm[0] in by_ref or firm[2] == folded]
        if folded:
            found = found or [firm for firm in everyone if firm[2].startswith(folded)]
            found = found or [firm for firm in everyone if folded in firm[2]]
        if len(found) > 1:
            what = _("Several organisations match %(text)s") % {"text": clean(text)}
            raise Ambiguous(what, self._lines(found), _("one of the refs in front"))
        if not found:
            raise NotFound(_("No organisation matches %(text)s") % {"text": clean(text)}, "scrm org list")
        return self._ties.organizations([found[0][0]])[0]

    def _lines(self, found: list[tuple[str, str, str]]) -> list[str]:
        """The first by name, each with its ref: two may bear one name."""
        shown = sorted(found, key=lambda firm: sort_key(firm[1]))[:8]
        short = refs(self._ties.database, "organizations", [id for id, _name, _folded in shown])
        return [f"{short[id]}  {clean(name)}" for id, name, _folded in shown]

    def add(self, name: str, *, website: str = "", city: str = "") -> str:
        """Add a firm, or fill in what is known of it; gives its id."""
        with self._ledger.operation("org add", name) as op:
            id = _firm(op, name)
            extra = {k: v for k, v in (("website", website), ("city", city)) if v}
            op.put("organizations", id=id, name=name, **extra)
        return id

    def edit(self, id: str, **values: str) -> bool:
        """Change a firm's name, website or city; says whether anything differed."""
        (organization,) = self._ties.organizations([id])
        with self._ledger.operation("org edit", values.get("name", organization.name)) as op:
            differed = op.update("organizations", id, **values)
            op.memo.pop(_RENAMED, None)
        return differed


def _firm(op: Operation, name: str) -> str:
    """The firm of that name, else a free id for it: a firm keeps its id when it is given another name."""
    folded = fold(name)
    id = organization_id(name)
    if (known := firm_name(op.conn, id)) is None or fold(known) != folded:
        id = _renamed(op).get(folded, id)
    while (known := firm_name(op.conn, id)) is not None and fold(known) != folded:
        id = ids.child_id(id, "organization", folded)
    return id


def _renamed(op: Operation) -> dict[str, str]:
    """Folded name -> id of firms whose id may not be that of their name, read once in an operation."""
    if _RENAMED not in op.memo:
        op.memo[_RENAMED] = {fold(name): id for id, name in reversed(changed_firms(op.conn))}
    found: dict[str, str] = op.memo[_RENAMED]
    return found


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

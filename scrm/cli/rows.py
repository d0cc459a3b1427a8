"""Which follow-ups and rows of Today are meant on a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrm.base.errors import Ambiguous, NotFound
from scrm.base.i18n import _
from scrm.base.refs import is_ref
from scrm.base.text import clean
from scrm.cli.entry.options import needs_yes
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.agenda.model import Item
    from scrm.followups.model import FollowUp


def one(session: Session, text: str) -> FollowUp:
    """The follow-up a ref or words of its title mean, or the only open one of a person (`@ana`).

    Raises NotFound, and Ambiguous with those of a person who has several.
    """
    if not text.startswith("@"):
        return session.workspace.promises.one(text)
    from scrm.followups.resolve import lines

    store, who = session.workspace.follow_ups, session.workspace.who.one(text)
    found = [each for each in store.of_person(who) if each.state == "open"]
    if len(found) == 1:
        return found[0]
    (person,) = session.workspace.people.contacts([who])
    name = {"name": clean(person.name)}
    if found:
        remedy = _("use the six-digit ref of one of them")
        raise Ambiguous(_("%(name)s has several open follow-ups") % name, lines(store, found), remedy)
    command = _('scrm today, or scrm follow-up add %(who)s "send the proposal" fri') % {"who": clean(text)}
    raise NotFound(_("%(name)s has no open follow-up") % name, command)


def chosen(session: Session, refs: Sequence[str]) -> list[FollowUp]:
    """The follow-ups that the words mean, each once; a `-` takes refs from stdin. Raises NotFound, Ambiguous."""
    found = list({each.id: each for each in (one(session, word) for word in _typed(session, refs))}.values())
    needs_yes(session, len(found))
    return found


def rows(session: Session, refs: Sequence[str]) -> tuple[list[FollowUp], list[Item]]:
    """As `chosen`, and the rows of Today that are no follow-ups. Raises NotFound, Ambiguous."""
    found: dict[str, FollowUp] = {}
    items: dict[str, Item] = {}
    for word in _typed(session, refs):
        try:
            each = one(session, word)
            found[each.id] = each
        except Ambiguous:
            raise
        except NotFound:
            if not is_ref(word):
                raise
            items |= {item.id: item for item in session.workspace.today.pick([word])}
    needs_yes(session, len(found) + len(items))
    return list(found.values()), list(items.values())


def _typed(session: Session, refs: Sequence[str]) -> list[str]:
    return [word for ref in refs for word in (session.first_words() if ref == "-" else [ref])]


def subject(found: Sequence[FollowUp], items: Sequence[Item] = ()) -> str:
    """The title of one, else how many."""
    titles = [*(each.title for each in found), *(item.name for item in items)]
    return titles[0] if len(titles) == 1 else str(len(titles))

"""Which follow-ups and rows of Today are meant on a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrm.base.errors import Ambiguous, NotFound
from scrm.base.refs import is_ref
from scrm.cli.entry.options import needs_yes
from scrm.cli.session import Session

if TYPE_CHECKING:
    from scrm.agenda.model import Item
    from scrm.followups.model import FollowUp


def chosen(session: Session, refs: Sequence[str]) -> list[FollowUp]:
    """The follow-ups that the words mean, each once; a `-` takes refs from stdin. Raises NotFound, Ambiguous."""
    promises = session.workspace.promises
    found = list({one.id: one for one in map(promises.one, _typed(session, refs))}.values())
    needs_yes(session, len(found))
    return found


def rows(session: Session, refs: Sequence[str]) -> tuple[list[FollowUp], list[Item]]:
    """As `chosen`, and the rows of Today that are no follow-ups. Raises NotFound, Ambiguous."""
    promises = session.workspace.promises
    found: dict[str, FollowUp] = {}
    items: dict[str, Item] = {}
    for word in _typed(session, refs):
        try:
            one = promises.one(word)
            found[one.id] = one
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
    titles = [*(one.title for one in found), *(item.name for item in items)]
    return titles[0] if len(titles) == 1 else str(len(titles))

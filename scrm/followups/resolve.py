"""Which follow-up is meant: a ref, or words of an open one's title."""

from __future__ import annotations

from collections.abc import Sequence

from scrm.base.errors import Ambiguous, NotFound
from scrm.base.i18n import _
from scrm.base.refs import is_ref
from scrm.base.text import clean, fold, shorten
from scrm.followups.model import FollowUp
from scrm.followups.store import FollowUpStore

TRY = "scrm follow-up list"
_SHOWN = 8


def one(store: FollowUpStore, text: str, trashed: bool = False) -> FollowUp:
    """The one follow-up a text means; `trashed` looks into the trash. Raises NotFound or Ambiguous."""
    found: list[FollowUp] = []
    if is_ref(text):
        found = store.followups(store.ids_by_ref(text, trashed=trashed), trashed=trashed)
    if not found and (wanted := fold(text)):
        found = [f for f in (store.trash() if trashed else store.open()) if wanted in fold(f.title)]
    if len(found) > 1:
        raise Ambiguous(
            _("Several follow-ups match %(text)s") % {"text": clean(text)},
            lines(store, found),
            _("use the six-digit ref of one of them"),
        )
    if not found:
        raise NotFound(_("No follow-up matches %(text)s") % {"text": clean(text)}, TRY)
    return found[0]


def lines(store: FollowUpStore, followups: Sequence[FollowUp]) -> list[str]:
    """One line a candidate: ref, day, title, people."""
    shown = followups[:_SHOWN]
    names = store.refs(followup.id for followup in shown)
    told = [
        f"{names[f.id]}  {f.due_day}  {shorten(clean(f.title), 40)}  "
        f"{', '.join(clean(who.name) for who in f.people)}".rstrip()
        for f in shown
    ]
    return [*told, "..."] if len(followups) > _SHOWN else told

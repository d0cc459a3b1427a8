"""Undo and redo, of whatever front's change came last."""

from __future__ import annotations

from typing import NamedTuple

from scrm.base.i18n import _, ngettext
from scrm.base.text import clean
from scrm.workspace import Workspace
from tui.shell.asking import Asking

FRONT = "screen"
"""as the ledger names the screens"""


class Reversal(NamedTuple):
    """An operation taken back or done again; with `asks` only named, because another front did it."""

    number: int
    what: str
    front: str = ""
    asks: bool = False
    left: int = 0
    """rows and notes left alone, because they changed since"""


class Changes(Asking):
    """The part of the app that takes changes back."""

    _named = -1

    def action_change_undo(self) -> None:
        """Take back the last change; one of another front is named, and a second `u` takes it back."""
        from scrm.db.model import front_name, operation_name

        named = self._named

        def use(workspace: Workspace) -> Reversal:
            last = workspace.last_done()
            if last is not None and last.front != FRONT and last.number != named:
                what = operation_name(last.verb, last.summary)
                return Reversal(last.number, what, front_name(last.front), asks=True)
            undone = workspace.undo(last.number if last else None)
            facts = undone.operation
            return Reversal(facts.number, operation_name(facts.verb, facts.summary), left=len(undone.left))

        self.gateway.edit(use, self._undone)

    def action_change_redo(self) -> None:
        """Do again what the last undo took back."""
        from scrm.db.model import operation_name

        def use(workspace: Workspace) -> Reversal:
            facts = workspace.redo().operation
            return Reversal(facts.number, operation_name(facts.verb, facts.summary))

        self.gateway.edit(use, self._redone)

    def _undone(self, reversal: Reversal) -> None:
        what = clean(reversal.what).strip()
        self._named = reversal.number if reversal.asks else -1
        if reversal.asks:
            told = _("%(key)s again takes back the last change (%(front)s): %(what)s")
            key = self.keymap.display("change.undo")
            self.say(told % {"front": reversal.front, "what": what, "key": key}, "warn")
        elif reversal.left:
            told = ngettext(
                "Taken back: %(what)s · %(n)d row was changed since and stayed",
                "Taken back: %(what)s · %(n)d rows were changed since and stayed",
                reversal.left,
            )
            self.say(told % {"what": what, "n": reversal.left}, "warn")
        else:
            self.say(
                _("Taken back: %(what)s · %(key)s does it again")
                % {"what": what, "key": self.keymap.display("change.redo")}
            )

    def _redone(self, reversal: Reversal) -> None:
        self.say(_("Done again: %(what)s") % {"what": clean(reversal.what).strip()}, undo=True)

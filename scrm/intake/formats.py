"""The formats that can be imported: found by name among the installed entry points, ours and other people's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrm.base.errors import BadInput, UsageError
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.intake.contract import Importer

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

GROUP = "scrm.importers"


def names() -> list[str]:
    """The words that name a format, sorted."""
    return sorted(_registered().names)


def load(name: str) -> Importer:
    """The importer of a format. Raises UsageError for a name nobody registered or one that cannot be loaded."""
    found = tuple(_registered().select(name=name))
    if not found:
        what = _("There is no format %(name)s to import") % {"name": clean(name)}
        raise UsageError(what, ", ".join(names()))
    try:
        made: Any = found[0].load()
    except (ImportError, AttributeError) as error:
        what = _("The importer for %(name)s could not be loaded: %(reason)s")
        raise UsageError(what % {"name": clean(name), "reason": clean(str(error))}) from error
    importer: Importer = made()
    return importer


def recognise(path: Path) -> Importer:
    """The importer that knows what the path holds; with a single format, that one, whose own words say why not.

    Raises BadInput when several formats are there and none of them, or more than one, knows it.
    """
    known = [load(name) for name in names()]
    claiming = [importer for importer in known if importer.identify(path)]
    if len(claiming) == 1 or len(known) == 1:
        return (claiming or known)[0]
    if claiming:
        what = _("%(path)s could be any of %(formats)s")
        told = ", ".join(importer.name for importer in claiming)
    else:
        what = _("%(path)s is in none of the formats known: %(formats)s")
        told = ", ".join(importer.name for importer in known)
    raise BadInput(what % {"path": clean(str(path)), "formats": told}, "scrm import FORMAT PATH")


def _registered() -> EntryPoints:
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)

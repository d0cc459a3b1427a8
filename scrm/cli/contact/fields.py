"""The facts of a person as options, and what was typed as stored values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from scrm.base.errors import UsageError
from scrm.base.i18n import N_, _
from scrm.base.text import clean
from scrm.cli.entry.choice import one_of
from scrm.cli.entry.options import option
from scrm.contacts.model import CHANNELS, KINDS, SALUTATIONS

if TYPE_CHECKING:
    from scrm.cli.session import Session

F = TypeVar("F", bound=Callable[..., Any])
_Reader = Callable[[Any, Any], Any]

TEXTS: tuple[tuple[str, str], ...] = (
    ("given_name", N_("Given name, where the whole name is split wrongly.")),
    ("family_name", N_("Surnames, where the whole name is split wrongly.")),
    ("nickname", N_("What friends call the person.")),
    ("kind", N_("client, prospect, lapsed, partner, influencer, colleague, supplier, friend or other.")),
    ("city", N_("City.")),
    ("country", N_("Country, as two letters.")),
    ("time_zone", N_("Time zone, such as Europe/Madrid.")),
    ("language", N_("Language you speak with the person.")),
    ("salutation", N_("tu or usted.")),
    ("birthday", N_("Birthday, with the year or without.")),
    ("interests", N_("What the person cares about.")),
    ("how_met", N_("How you met.")),
    ("introduced_by", N_("Who introduced the person.")),
)
_WHO = "WHO"


def field_options(function: F) -> F:
    """An option for each fact; None when not given."""
    for name, about in reversed(TEXTS):
        flag = "--" + name.replace("_", "-")
        function = option(flag, name, metavar=_WHO if name == "introduced_by" else "TEXT", about=about)(
            function
        )
    function = option("--every", "cadence", metavar="SPAN", about=N_("Rhythm: 30d, 2 weeks, monthly."))(
        function
    )
    ambient = N_("Never count the person as overdue; --not-ambient does again.")
    return option("--ambient/--not-ambient", "ambient", default=None, about=ambient)(function)


def position_options(function: F) -> F:
    """The firm and the job."""
    function = option("--title", metavar="TEXT", about=N_("Job title."))(function)
    return option("--org", "organization", metavar="NAME", about=N_("Firm, made when it is not known."))(
        function
    )


def stored(session: Session, given: Mapping[str, Any]) -> dict[str, Any]:
    """Columns for those options that were given; an empty text clears. Raises UsageError for what makes no sense."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        if value is None:
            continue
        read = _READERS.get(name)
        values[name] = read(session, value) if read else value
    return values


def rhythm(_session: Session, text: str) -> int | None:
    """Days of a rhythm; None clears it."""
    if not text.strip():
        return None
    from scrm.base.dates import parse_every

    days = parse_every(text)
    if days is None:
        raise UsageError(_("%(text)s is no rhythm") % {"text": clean(text)}, _("30d, 2 weeks, monthly"))
    return days


def _chosen(name: str, allowed: tuple[str, ...], field: str = "", empty: str = "") -> _Reader:
    """A reader of a text that must be one of `allowed`; an empty one is stored as `empty`."""

    def read(_session: Session, text: str) -> str:
        return one_of(name, allowed, text, field) if text else empty

    return read


def _birthday(session: Session, text: str) -> str:
    from scrm.base.dates import parse_partial_birthday

    if not text:
        return ""
    found = parse_partial_birthday(text, day_first=session.day_first)
    if found is None:
        raise UsageError(
            _("%(text)s is no birthday") % {"text": clean(text)}, _("1980-04-12, --04-12, 12 Apr")
        )
    return found


def _introducer(session: Session, text: str) -> str | None:
    return session.workspace.who.one(text) if text else None


_READERS: dict[str, _Reader] = {
    "kind": _chosen("kind", KINDS, "kind", empty="other"),
    "birthday": _birthday,
    "cadence": rhythm,
    "introduced_by": _introducer,
    "salutation": _chosen("salutation", SALUTATIONS),
    "preferred_channel": _chosen("channel", CHANNELS, "channel"),
    "ambient": lambda _session, value: int(value),
}

"""The documents that `--json` prints: every schema with its fields. docs/json.md is held to this table by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.base.errors import UsageError
from scrm.base.i18n import N_, _
from scrm.base.text import clean

if TYPE_CHECKING:
    from scrm.cli.session import Session

ID = ("id", N_("The whole identifier."))
REF = ("ref", N_("The last hex digits of the id: six, more on a clash."))
CREATED = ("created", N_("Moment when the entry was made."))
UPDATED = ("updated", N_("Moment of the last change."))

SCHEMAS: dict[str, tuple[tuple[str, str], ...]] = {
    "scrm.contact/1": (
        ID,
        REF,
        ("name", N_("The whole name.")),
        ("given_name", N_("The given name.")),
        ("family_name", N_("The surnames.")),
        ("nickname", N_("What friends call the person.")),
        ("kind", N_("client, prospect, lapsed, partner, influencer, colleague, supplier, friend or other.")),
        ("organization", N_("Name of the firm at present.")),
        ("title", N_("Job title at present.")),
        ("emails", N_("E-mail addresses, the preferred one first.")),
        ("phones", N_("Telephone numbers, the preferred one first.")),
        ("profiles", N_("Web addresses of profiles and sites, the preferred one first.")),
        ("tags", N_("Tags, by name.")),
        ("last_contact", N_("Moment of the last real contact.")),
        ("next_follow_up", N_("Day of the next open follow-up.")),
        ("cadence", N_("Rhythm of the person alone, in days.")),
        ("ambient", N_("Whether the person never becomes overdue.")),
        ("city", N_("City.")),
        ("country", N_("Country.")),
        ("time_zone", N_("Time zone, such as Europe/Madrid.")),
        ("language", N_("Language you speak with the person.")),
        ("salutation", N_("tu or usted.")),
        ("birthday", N_("Birthday; --04-12 without a year.")),
        ("interests", N_("What the person cares about.")),
        ("preferred_channel", N_("mail, call, chat, meeting or linkedin.")),
        ("preferred_times", N_("When the person likes to be contacted.")),
        ("expectations", N_("What the person expects of you.")),
        ("how_met", N_("How you met.")),
        ("introduced_by", N_("Id of the contact who introduced the person.")),
        ("source", N_("Where the entry came from.")),
        ("source_date", N_("Day of the source.")),
        ("basis", N_("Legal basis for keeping the entry.")),
        CREATED,
        UPDATED,
    ),
    "scrm.history/1": (
        ("operation", N_("Running number of the operation.")),
        ("at", N_("Moment of the operation.")),
        ("verb", N_("What was done.")),
        ("summary", N_("To whom or what.")),
        ("front", N_("Who did it: cli, screen, import.")),
        ("kind", N_("do, undo or redo.")),
        ("target", N_("Operation that an undo or redo was about.")),
        ("state", N_("done or undone.")),
        ("changed", N_("How many rows changed.")),
    ),
    "scrm.operation/1": (
        ("operation", N_("Running number, null when nothing changed.")),
        ("changed", N_("How many rows changed.")),
    ),
    "scrm.version/1": (
        ("version", N_("Version of scrm.")),
        ("python", N_("Version of Python.")),
        ("sqlite", N_("Version of SQLite.")),
        ("schema_version", N_("Version of the workspace file that this scrm writes.")),
    ),
}
"""schema to (field, untranslated sentence); of a list, the fields of one item"""


def names(schema: str) -> list[str]:
    """The field names of a schema, in their order."""
    return [name for name, _help in SCHEMAS[schema]]


def choice(schema: str, text: str) -> list[str]:
    """The fields named in `a,b`. Raises UsageError for one that the schema does not have."""
    chosen = [name.strip() for name in text.split(",") if name.strip()]
    known = names(schema)
    for name in chosen:
        if name not in known:
            raise UsageError(_("There is no field %(name)s") % {"name": clean(name)}, ",".join(known))
    if not chosen:
        raise UsageError(_("--fields needs the name of a field"), "--fields help")
    return chosen


def print_fields(session: Session, schema: str) -> None:
    """What `--fields help` prints."""
    width = max(map(len, names(schema)))
    for name, about in SCHEMAS[schema]:
        session.output.raw(f"{name:{width}}  {_(about)}\n")

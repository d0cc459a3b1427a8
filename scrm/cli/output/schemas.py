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
    "scrm.today/1": (
        (
            "kind",
            N_(
                "follow-up, waiting, reply, answer, rhythm, guess, position, connection, birthday, anniversary."
            ),
        ),
        ID,
        REF,
        ("contact", N_("Id of the contact it is about.")),
        ("name", N_("Name of the person.")),
        ("title", N_("What it is about.")),
        ("why", N_("Why it is here today, in words.")),
        ("due", N_("Day, or moment, when it is due.")),
    ),
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
    "scrm.interaction/1": (
        ID,
        REF,
        ("at", N_("Moment when it happened.")),
        ("day_only", N_("Whether only the day is known; the time of the moment then says nothing.")),
        ("kind", N_("call, mail, meeting, chat, social or event.")),
        ("direction", N_("in, out or both.")),
        ("minutes", N_("How long it took.")),
        ("mood", N_("+, = or -.")),
        ("summary", N_("What was said, in short.")),
        ("text", N_("What was said, in full.")),
        ("people", N_("Who took part: contact (its id, null for a stranger), name and role.")),
        ("tags", N_("Tags, by name.")),
        ("source", N_("Where the entry came from.")),
        CREATED,
    ),
    "scrm.stranger/1": (
        ("name", N_("Name of the person.")),
        ("type", N_("email, phone, url or profile.")),
        ("network", N_("Network of a profile.")),
        ("address", N_("The address, as given.")),
        ("interactions", N_("How many interactions the person is in.")),
        ("last", N_("Moment of the latest one.")),
    ),
    "scrm.followup/1": (
        ID,
        REF,
        ("title", N_("What is promised.")),
        ("due", N_("Day, or moment, when it is due.")),
        ("state", N_("open, done or dropped.")),
        ("standing", N_("Of an open one: late, due (today), week or later.")),
        ("waiting", N_("Whether it is their promise.")),
        ("people", N_("Whom it is about: contact (its id) and name.")),
        ("tags", N_("Tags, by name.")),
        ("repeat", N_("How it repeats, as an RRULE.")),
        ("repeat_from", N_("What a repeat counts from: due or done.")),
        ("owner", N_("Id of the colleague who promised it, null for you.")),
        ("snoozes", N_("How often it was moved.")),
        ("times_done", N_("How often it was done.")),
        ("done", N_("Moment when it was last done or dropped.")),
        ("source", N_("Where the entry came from.")),
        CREATED,
        UPDATED,
    ),
    "scrm.hit/1": (
        ("kind", N_("person, note or interaction.")),
        ID,
        REF,
        ("name", N_("Name of the person, title of the note, or who took part.")),
        ("contact", N_("Id of the contact it is about.")),
        ("organization", N_("Name of the firm at present.")),
        ("title", N_("Job title at present.")),
        ("at", N_("Last real contact, day of the note, or moment of the interaction.")),
        ("text", N_("The words around, or what was said.")),
        ("guess", N_("Whether the name is only like what was typed.")),
    ),
    "scrm.note/1": (
        ID,
        REF,
        ("title", N_("Title of the note.")),
        ("path", N_("File below the notes folder.")),
        ("created", N_("Day in its front matter.")),
        ("people", N_("Whom it is about: contact (its id) and name.")),
        ("tags", N_("Tags, by name.")),
        ("problem", N_("What is wrong with its front matter.")),
        ("text", N_("The text below the front matter.")),
    ),
    "scrm.problem/1": (
        ("path", N_("File below the notes folder.")),
        ("line", N_("Line of the file, null when unknown.")),
        ("what", N_("What is wrong, in words.")),
    ),
    "scrm.import/1": (
        ("summary", N_("Source rows by what becomes of them: new, update, same, review, skipped.")),
        ("files", N_("Files of the source: name, used, rows and the five counts.")),
        ("skipped", N_("Rows left out: file, row and reason.")),
        ("operation", N_("Running number, null when nothing changed.")),
    ),
    "scrm.run/1": (
        ("operation", N_("Running number of the operation.")),
        ("at", N_("Moment of the operation.")),
        ("format", N_("Name of the importer.")),
        ("path", N_("What was imported.")),
        ("summary", N_("Source rows by what becomes of them: new, update, same, review, skipped.")),
        ("files", N_("Files of the source: name, used, rows and the five counts.")),
        ("state", N_("done or undone.")),
    ),
    "scrm.review/1": (
        ID,
        REF,
        ("format", N_("Name of the importer.")),
        ("file", N_("File of the row.")),
        ("row", N_("Number of the row.")),
        ("kind", N_("person, evidence, invitation or owner.")),
        ("question", N_("What has to be decided, in English.")),
        ("name", N_("Name in the row.")),
    ),
    "scrm.backup/1": (
        ("name", N_("File name.")),
        ("path", N_("Whole path.")),
        ("made", N_("Moment when it was made.")),
        ("size", N_("Bytes.")),
    ),
    "scrm.vault/1": (
        ("data", N_("Folder of the workspace.")),
        ("database", N_("The database file.")),
        ("notes", N_("Folder of the notes.")),
        ("backups", N_("Folder of the backups.")),
        ("settings", N_("The settings file.")),
        ("people", N_("How many people are known.")),
        ("note_count", N_("How many notes are known.")),
        ("database_size", N_("Bytes of the database file.")),
        ("history_size", N_("Bytes in it that undo goes by.")),
    ),
    "scrm.finding/1": (
        ("level", N_("ok, warn or fail.")),
        ("what", N_("What was found, in words.")),
        ("remedy", N_("What to do about it.")),
    ),
    "scrm.segment/1": (
        ("name", N_("Name of the segment.")),
        ("query", N_("Its search.")),
        UPDATED,
    ),
    "scrm.quiet/1": (
        ID,
        REF,
        ("name", N_("The whole name.")),
        ("cadence", N_("Rhythm that holds, in days.")),
        ("overdue", N_("Days since the rhythm was over.")),
        ("silent", N_("Days since the last real contact.")),
        ("last_contact", N_("Day of the last real contact.")),
    ),
    "scrm.organization/1": (
        ID,
        REF,
        ("name", N_("The whole name.")),
        ("website", N_("Web address.")),
        ("city", N_("City.")),
        ("people", N_("How many people work there now.")),
    ),
    "scrm.tag/1": (
        ("tag", N_("The tag, folded.")),
        ("people", N_("How many people bear it.")),
        ("cadence", N_("Rhythm of everybody with the tag, in days.")),
    ),
    "scrm.setting/1": (
        ("name", N_("Name of the setting.")),
        ("value", N_("Value that holds.")),
        ("source", N_("Who set it: flag, environment, file or default.")),
        ("default", N_("Value when nobody sets it.")),
        ("variable", N_("Environment variable that sets it.")),
        ("help", N_("What it means, in English.")),
    ),
    "scrm.key/1": (
        ("action", N_("Identifier of the action, as in the [keys] of config.toml.")),
        ("keys", N_("Its keys, the shown one first.")),
        ("places", N_("Screens where they hold.")),
        ("label", N_("What it does, in English.")),
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
        (
            "left_out",
            N_(
                "Of backup create alone: files that are not in it, path and why (big, link, closed, name, kind)."
            ),
        ),
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

"""Lists and single things: one row of JSON-ready values, printed as a document or as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scrm.base.i18n import _, ngettext
from scrm.cli.output.data import table

if TYPE_CHECKING:
    from datetime import date

    from scrm.cli.output.columns import Keep
    from scrm.cli.session import Session

Item = Mapping[str, Any]
Show = Callable[["Session", Any], str]


class Column(NamedTuple):
    """A column of the table: `heading` untranslated; one to `keep` is cut last, one kept `whole` never."""

    field: str
    heading: str
    show: Show | None = None
    keep: Keep = False


def wanted(session: Session, schema: str, columns: Sequence[Column]) -> set[str]:
    """The fields that will be printed: no others need to be looked up."""
    if session.flags.fields is not None:
        return set(session.flags.fields)
    from scrm.cli.output import schemas

    return set(schemas.names(schema)) if session.flags.json else {column.field for column in columns}


class Nothing(NamedTuple):
    """What a person is told in the place of an empty list: a sentence without its stop, and what to type next."""

    what: str
    remedy: str = ""


def print_list(
    session: Session,
    schema: str,
    items: Iterable[Item],
    count: int,
    columns: Sequence[Column],
    none: Nothing | None = None,
) -> None:
    """The items in the form that was asked for. `count` is the number of matches before `--limit`."""
    flags = session.flags
    if flags.json:
        session.output.document(schema, _chosen(session, items), count)
        return
    if not count and none is not None:
        fields = {"what": none.what, "remedy": none.remedy}
        session.talk.hint(_("%(what)s. Try: %(remedy)s") % fields if none.remedy else none.what)
    if flags.fields is not None:
        kept = {column.field: column.keep for column in columns}
        columns = [Column(name, name, keep=_keep(name, kept)) for name in flags.fields]
    rows = [[_shown(session, column, item) for column in columns] for item in items]
    headings = [_(column.heading) if flags.fields is None else column.heading for column in columns]
    keep = [column.keep for column in columns]
    table(session.output, headings, rows, header=flags.header, kept=keep)
    if len(rows) < count:
        left = count - len(rows)
        more = ngettext("and %(n)d more (--limit)", "and %(n)d more (--limit)", left) % {"n": left}
        # Who set no limit must not take a part for all, in a pipe either.
        (session.talk.say if flags.limit is None else session.talk.hint)(more)


def _keep(field: str, kept: Mapping[str, Keep]) -> Keep:
    """An identifier is asked for to be typed elsewhere."""
    return "whole" if field in ("id", "ref") else kept.get(field, False)


def print_one(session: Session, schema: str, item: Item, lines: Callable[[], None]) -> None:
    """One thing: a document with one item, the fields asked for, or what `lines` prints."""
    if session.flags.json:
        session.output.document(schema, _chosen(session, [item]), 1)
    elif session.flags.fields is not None:
        for name in session.flags.fields:
            session.output.line(plain(item[name]))
    else:
        lines()


def _chosen(session: Session, items: Iterable[Item]) -> Iterable[Item]:
    fields = session.flags.fields
    if fields is None:
        return items
    return ({name: item[name] for name in fields} for item in items)


def _shown(session: Session, column: Column, item: Item) -> str:
    value = item[column.field]
    return column.show(session, value) if column.show and value is not None else plain(value)


def plain(value: Any) -> str:
    """A JSON value as text: nothing for null, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    return str(value)


def day(session: Session, value: str) -> str:
    """A day or moment as lists say it: `today`, `12 Nov`."""
    from scrm.base.dates import short_day

    return short_day(day_of(session, value), session.clock.today())


def day_of(session: Session, value: str) -> date:
    """The local day of a day or moment in ISO 8601."""
    from datetime import date, datetime

    if len(value) == 10:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value).astimezone(session.clock.zone).date()


def moment(session: Session, stored: str | None) -> str | None:
    """A stored moment as JSON has it: ISO 8601 with the offset of the local zone."""
    from scrm.base.clock import from_text

    return (
        None
        if stored is None
        else from_text(stored).astimezone(session.clock.zone).isoformat(timespec="seconds")
    )

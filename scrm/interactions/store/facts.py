"""What follows from interactions for each person, kept in a local table by the write path."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from scrm.base.clock import Clock, stored_day, to_text
from scrm.base.dates import parse_when
from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.db.opening.connection import Database, Row
from scrm.db.portions import placeholders, portions
from scrm.interactions.model import CROWD, ENOUGH, EXCHANGE_DAYS, Facts
from scrm.interactions.store.shares import rebuild_shares, refresh_shares, touch, touch_nobody
from scrm.search.terms import days
from scrm.search.tree import Term

REAL = f"(i.kind IN ('call', 'mail', 'meeting', 'chat') AND i.people <= {CROWD} OR i.form = 'invitation')"
"""SQL that holds for a real contact, if it is not in the future"""

_FIELDS = (
    "contact_id, first_at, last_at, last_id, last_direction, exchanges, gap, talk_id, talk_at, talk_direction, "
    "mood, spoken, channels, quiet_on"
)
_READ = "contact_id, last_at, exchanges, gap, talk_id, talk_direction, mood, spoken"


class FactStore:
    """Reads what people's interactions come to."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def of(self, contact_ids: Sequence[str]) -> dict[str, Facts]:
        """The facts of these people; one without interactions has none of them."""
        found = {id: Facts(id) for id in contact_ids}
        for part in portions(contact_ids):
            for row in self.database.rows(
                f"SELECT {_READ} FROM local_contact_facts WHERE contact_id IN ({placeholders(part)})", part
            ):
                found[row["contact_id"]] = Facts(**dict(row) | {"spoken": bool(row["spoken"])})
        return found


def condition(term: Term, clock: Clock, day_first: bool) -> tuple[str, list[Any]] | None:
    """SQL over `local_people p` for the terms about contact: silent, last, mood, channel, has:interaction."""
    if term.field == "silent":
        count, op = days(term.values[0]), term.op if term.op != ":" else ">="
        day = max(1, clock.today().toordinal() - count) + (op in (">=", "<"))
        # Silent for more days = no contact since a day; who never spoke is silent for ever.
        sign = "NOT IN" if op in (">", ">=") else "IN"
        return _among("f.last_at >= ?", sign), [midnight(date.fromordinal(day), clock)]
    if term.field == "last":
        when = parse_when(term.values[0], clock, past=True, day_first=day_first)
        if when is None:
            raise UsageError(
                _("%(text)s is no date") % {"text": clean(term.values[0])}, "last<2026-01-01, last>monday"
            )
        held, bound = _on_day("=" if term.op == ":" else term.op, when.day, clock)
        return _among(held), bound
    if term.field == "mood":
        return _among(f"f.mood IN ({placeholders(term.values)}) AND f.mood <> ''"), list(term.values)
    if term.field == "channel":
        return _among(" OR ".join("instr(f.channels, ?) > 0" for _value in term.values)), list(term.values)
    if term.field == "has" and term.values == ("interaction",):
        return "EXISTS (SELECT 1 FROM local_contact_facts f WHERE f.contact_id = p.contact_id)", []
    return None


def _among(held: str, sign: str = "IN") -> str:
    return f"p.contact_id {sign} (SELECT f.contact_id FROM local_contact_facts f WHERE {held})"


def _on_day(op: str, day: date, clock: Clock) -> tuple[str, list[Any]]:
    """SQL and values for `last_at` being before, on or after a day of the user's, who may not live in UTC."""
    start, end = midnight(day, clock), midnight(date.fromordinal(day.toordinal() + 1), clock)
    if op == "=":
        return "f.last_at >= ? AND f.last_at < ?", [start, end]
    return f"f.last_at {'<' if op in ('<', '<=') else '>='} ?", [start if op in ("<", ">=") else end]


def refresh_facts(conn: sqlite3.Connection, operation: int) -> None:
    """Bring the facts level with the interactions an operation touched, and with those the time has reached."""
    now = conn.execute("SELECT at FROM local_operations WHERE number = ?", (operation,)).fetchone()[0]
    before = conn.execute(
        "SELECT at FROM local_operations WHERE number < ? ORDER BY number DESC LIMIT 1", (operation,)
    )
    since = (before.fetchone() or (now,))[0]
    touch(conn, operation, since, now)
    refresh_shares(conn, operation)
    _put_facts(conn, now)
    touch_nobody(conn)  # an import's are megabytes


def rebuild_facts(conn: sqlite3.Connection) -> None:
    """Make everybody's facts again from the interactions, as they stood at the last operation."""
    now = conn.execute("SELECT max(at) FROM local_operations").fetchone()[0]
    rebuild_shares(conn)
    touch_nobody(conn)
    conn.execute(
        """INSERT INTO temp.touched_facts SELECT contact_id FROM local_contact_facts
        UNION SELECT contact_id FROM local_shares"""
    )
    _put_facts(conn, now)


def _put_facts(conn: sqlite3.Connection, now: str) -> None:
    """Replace the facts of everybody in temp.touched_facts by what their interactions up to `now` come to."""
    # Led by those who were touched, and in the order of both keys: nothing is sorted.
    rows = conn.execute(
        f"""SELECT i.contact_id, i.interaction_id AS id, i.at, i.kind, i.form, i.direction, i.people, i.mood,
            {REAL} AS real
        FROM temp.touched_facts t CROSS JOIN local_shares i ON i.contact_id = t.id AND i.at <= ?
        ORDER BY t.id, i.at, i.interaction_id""",
        (now,),
    )
    people = [_facts(id, list(group)) for id, group in groupby(rows, key=lambda row: row["contact_id"])]
    conn.execute("DELETE FROM local_contact_facts WHERE contact_id IN (SELECT id FROM temp.touched_facts)")
    conn.executemany(
        f"INSERT INTO local_contact_facts ({_FIELDS}) VALUES ({placeholders(_FIELDS.split(','))})",
        people,
    )


def _facts(contact_id: str, rows: Sequence[Row]) -> tuple[Any, ...]:
    """One person's interactions, oldest first, come to this row."""
    real = [row for row in rows if row["real"]]
    talk = _open_talk(real)
    seen = sorted({row["at"][:10] for row in real})
    began = _exchanges(seen)
    gap = _gap(began)
    last = real[-1] if real else None
    return (
        contact_id,
        real[0]["at"] if real else None,
        last["at"] if last else None,
        last["id"] if last else None,
        last["direction"] if last else None,
        len(began),
        gap,
        *((talk["id"], talk["at"], talk["direction"]) if talk else (None, None, None)),
        next((row["mood"] for row in reversed(rows) if row["mood"]), ""),
        any(row["form"] != "invitation" for row in rows),
        " ".join(sorted({row["kind"] for row in rows})),
        _quiet_on(seen[-1], gap) if gap is not None and len(began) >= ENOUGH else None,
    )


def _open_talk(real: Iterable[Row]) -> Row | None:
    """The last one-to-one message, unless a call, a meeting or an exchange both ways came after it."""
    talk: Row | None = None
    for row in real:
        if row["kind"] in ("mail", "chat") and row["people"] == 1:
            talk = row if row["direction"] in ("in", "out") else None
        elif row["kind"] in ("call", "meeting"):
            talk = None
    return talk


def _exchanges(seen: Sequence[str]) -> list[int]:
    """The first day of each exchange, as ordinals, from the days of contact: what follows within a week goes on it."""
    began: list[int] = []
    for day in map(date.toordinal, map(stored_day, seen)):
        if not began or day - began[-1] >= EXCHANGE_DAYS:
            began.append(day)
    return began


def _gap(began: Sequence[int]) -> float | None:
    gaps = sorted(b - a for a, b in pairwise(began))
    # Not statistics.median: its import costs more than the whole of `today --brief` may.
    return (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) / 2 if gaps else None


def _quiet_on(last: str, gap: float) -> str:
    """The first day that is more than twice the own gap after the last contact."""
    day = stored_day(last).toordinal() + int(2 * gap) + 1
    return date.fromordinal(min(day, date.max.toordinal())).isoformat()


def midnight(day: date, clock: Clock) -> str:
    """The first instant of a local day as stored, for bounds."""
    from scrm.base.clock import day_bounds

    return to_text(day_bounds(day, clock.zone)[0])

"""Random days of work: undo all leads back to the start, redo all to the end, and the ledger tells every row."""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrm.base.clock import ManualClock
from scrm.base.dates import When
from scrm.base.errors import NotFound, ScrmError
from scrm.base.settings import Places, Settings
from scrm.db.ledger import history
from scrm.workspace import Workspace

KEPT = {"created_at", "updated_at", "updated_by"}
NAMES = ["Ana García", "Luis Núñez", "Åsa Öberg", "Ana", "Zoe"]
FIRMS = ["Acme", "ACME", "Globex", ""]


@contextmanager
def opened():
    with tempfile.TemporaryDirectory() as folder:
        places = Places.at(Path(folder))
        clock = ManualClock(datetime(2026, 11, 24, 9, 2, tzinfo=UTC))
        with Workspace(places, Settings.load(places), clock=clock, create=True, patience=0.0) as workspace:
            yield workspace


def tables(workspace):
    rows = workspace.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return sorted(r[0] for r in rows if not r[0].startswith(("local_", "sqlite_", "_sqlite")))


def rows_of(workspace, *, trashed=False):
    """Rows by (table, id): the living, or all with what says that they are in the trash."""
    found = {}
    for table in tables(workspace):
        which = "" if trashed else "WHERE deleted_at IS NULL"
        for row in workspace.database.rows(f"SELECT * FROM {table} {which}"):
            found[table, row["id"]] = {k: row[k] for k in row.keys() if k not in KEPT}  # noqa: SIM118
    return found


def indexed(workspace):
    """What the derived tables hold, apart from their numbers."""
    people = "SELECT contact_id, name, sort, organization, title, kind, folded, firm, more FROM local_people ORDER BY 1"
    said = "SELECT interaction_id, body FROM local_interactions ORDER BY 1"
    facts = "SELECT * FROM local_contact_facts ORDER BY 1"
    shares = "SELECT * FROM local_shares ORDER BY 1, 2, 3"
    return [[tuple(row) for row in workspace.database.rows(sql)] for sql in (people, said, facts, shares)]


class Work:
    """Verbs by name, each with small numbers that choose whom and what it is about."""

    def __init__(self, workspace):
        self.w = workspace

    def one(self, n):
        ids = [
            r[0] for r in self.w.database.rows("SELECT id FROM contacts WHERE deleted_at IS NULL ORDER BY id")
        ]
        return ids[n % len(ids)] if ids else self.w.contacts.add(NAMES[n % len(NAMES)])

    def talk(self, n):
        rows = self.w.database.rows("SELECT id FROM interactions WHERE deleted_at IS NULL ORDER BY id")
        return rows[n % len(rows)][0] if rows else self.log(n, n)

    def promise(self, n):
        rows = self.w.database.rows(
            "SELECT id FROM followups WHERE deleted_at IS NULL AND state = 'open' ORDER BY id"
        )
        return rows[n % len(rows)][0] if rows else self.promised(n, n)

    def add(self, a, b):
        self.w.contacts.add(NAMES[a % 5], organization=FIRMS[b % 4], tags=["vip"] if b % 2 else [])

    def edit(self, a, b):
        self.w.contacts.edit(self.one(a), city=["Vigo", "Lugo"][b % 2], name=NAMES[b % 5])

    def move(self, a, b):
        self.w.contacts.edit(self.one(a), organization=FIRMS[b % 4], title=["CEO", "COO", ""][b % 3])

    def address(self, a, b):
        self.w.contacts.edit(self.one(a), add_addresses=[f"p{b % 3}@example.com"])

    def no_address(self, a, b):
        self.w.contacts.edit(self.one(a), remove_addresses=[f"p{b % 3}@example.com"])

    def tag(self, a, b):
        self.w.contacts.tag([self.one(a), self.one(b)], ["vip", "Ñandú"][: 1 + b % 2])

    def untag(self, a, b):
        self.w.contacts.untag([self.one(a)], ["#vip"])

    def relate(self, a, b):
        self.w.contacts.relate(self.one(a), "introduced", self.one(b))

    def bump(self, a, b):
        self.w.contacts.bump([self.one(a)])

    def remove(self, a, b):
        self.w.contacts.remove([self.one(a)])

    def restore(self, a, b):
        trash = self.w.people.trash()
        if trash:
            self.w.contacts.restore(trash[a % len(trash)][0])

    def rhythm(self, a, b):
        self.w.contacts.set_tag_rhythm("vip", [10, 20, None][b % 3])

    def rename(self, a, b):
        firms = self.w.organizations.search()[0]
        if firms:
            self.w.organizations.edit(firms[a % len(firms)].id, name=FIRMS[b % 3])

    def log(self, a, b):
        people = dict.fromkeys((self.one(a), self.one(b)), "x")
        return self.w.diary.log(list(people.items()), kind=["call", "chat", "meeting"][b % 3], summary=f"said {a}",
                                direction=["in", "out"][a % 2], tags=["proposal"][: b % 2])  # fmt: skip

    def relog(self, a, b):
        self.w.diary.edit(self.talk(a), summary=f"other {b}", people=[(self.one(b), "x")], tags=["b"])

    def unlog(self, a, b):
        self.w.diary.remove([self.talk(a)])

    def promised(self, a, b):
        return self.w.promises.add(f"do {a}", When(date(2026, 12, 1 + b % 20)), [self.one(a)])

    def kept(self, a, b):
        self.w.promises.done([self.promise(a)])

    def snooze(self, a, b):
        self.w.promises.snooze([self.promise(a)], timedelta(days=1 + b % 5))

    def drop(self, a, b):
        self.w.promises.remove([self.promise(a)])

    def pause(self, a, b):
        self.w.rhythm.pause(date(2026, 12, 20))


VERBS = sorted(name for name in vars(Work) if name[0] != "_" and name not in ("one", "talk", "promise"))
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=14
)
SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def play(workspace, steps):
    work = Work(workspace)
    for verb, a, b in steps:
        workspace.clock.move(minutes=7)
        # A verb may have nothing to do here: what matters is that it leaves nothing behind.
        with suppress(ScrmError):
            getattr(work, verb)(a, b)


def undo_all(workspace):
    done = 0
    while True:
        try:
            result = workspace.undo()
        except NotFound:
            return done
        assert result.left == []
        done += 1


@SOME
@given(STEPS, STEPS)
def test_undo_all_leads_to_the_start_and_redo_all_to_the_end(before, steps):
    with opened() as workspace:
        play(workspace, before)
        workspace.database.conn.execute("UPDATE local_operations SET kind = 'old'")
        start, start_index = rows_of(workspace), indexed(workspace)
        play(workspace, steps)
        end, end_index = rows_of(workspace), indexed(workspace)
        done = undo_all(workspace)
        assert rows_of(workspace) == start
        assert indexed(workspace) == start_index
        for _step in range(done):
            workspace.redo()
        assert rows_of(workspace) == end
        assert indexed(workspace) == end_index
        with pytest.raises(NotFound):
            workspace.redo()


@SOME
@given(STEPS, st.lists(st.sampled_from(["undo", "redo"]), max_size=4))
def test_every_changed_row_stands_in_the_ledger_with_its_columns(steps, after):
    """For every shared table: what differs between two states is what the operations between them tell."""
    with opened() as workspace:
        for step in [*steps, *after]:
            last = workspace.database.value("SELECT coalesce(max(number), 0) FROM local_operations")
            before = rows_of(workspace, trashed=True)
            if isinstance(step, str):
                with suppress(NotFound):
                    getattr(workspace, step)()
            else:
                play(workspace, [step])
            compare(workspace, last, before, rows_of(workspace, trashed=True))


def compare(workspace, last, before, after):
    told = {}
    for row in workspace.database.rows(
        "SELECT * FROM local_touched WHERE operation > ? ORDER BY operation", (last,)
    ):
        told.setdefault((row["tbl"], row["row"]), []).append(row)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert changed <= told.keys()
    for key in changed:
        if key not in before:
            assert told[key][0]["kind"] == "new"
            continue
        columns = {name for name in before[key] if before[key][name] != after[key][name]}
        entries = [(json.loads(row["before"]), json.loads(row["after"])) for row in told[key]]
        assert columns <= set().union(*(entry[0] for entry in entries))
        for name in columns:
            values = [entry for entry in entries if name in entry[0]]
            assert (values[0][0][name], values[-1][1][name]) == (before[key][name], after[key][name])


def test_the_random_work_touches_every_table_of_its_rooms(workspace):
    play(workspace, [(verb, 1, 3) for verb in VERBS] + [(verb, 2, 1) for verb in VERBS])
    told = {r[0] for r in workspace.database.rows("SELECT DISTINCT tbl FROM local_touched")}
    elsewhere = {"sightings", "evidence", "own_identities", "reviews", "occasions", "segments"}
    assert told == set(tables(workspace)) - elsewhere - {"followup_tags"}


def test_a_row_changed_twice_in_one_operation_has_one_entry(workspace):
    ana = workspace.contacts.add("Ana García")
    with workspace.ledger.operation("two steps"):
        workspace.contacts.edit(ana, city="Vigo")
        workspace.contacts.edit(ana, city="Lugo", kind="client")
    (told,) = history.changes(workspace.database, 2)
    assert (told.before, told.after) == ({"city": "", "kind": "other"}, {"city": "Lugo", "kind": "client"})


@SOME
@given(STEPS)
def test_a_dry_run_changes_nothing_at_all(steps):
    with opened() as workspace:
        play(workspace, [*steps, ("add", 0, 1), ("log", 1, 1), ("promised", 1, 1)])
        before = rows_of(workspace, trashed=True), indexed(workspace)
        number = workspace.database.value("SELECT max(number) FROM local_operations")
        workspace.ledger.dry_run = True
        work = Work(workspace)
        for verb in VERBS:
            with suppress(ScrmError):
                getattr(work, verb)(1, 3)
        assert (rows_of(workspace, trashed=True), indexed(workspace)) == before
        assert workspace.database.value("SELECT max(number) FROM local_operations") == number

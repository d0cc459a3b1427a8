"""While another process writes: every read of every room answers, every verb is Busy and writes nothing.

The methods are found by looking: one that is new stands in neither table, and a test says so.
"""

from __future__ import annotations

import inspect
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import pytest

from scrm.base.dates import When
from scrm.base.errors import Busy
from scrm.contacts.store import condition as of_contacts
from scrm.db import refs
from scrm.db.ledger import history
from scrm.db.opening.connection import connect
from scrm.intake.contract import EvidenceDraft, FileSeen, Handle, Party, PersonDraft
from scrm.intake.model import Decision
from scrm.interactions.store import search
from scrm.search import index
from scrm.search.query import Term
from scrm.search.tree import Word
from scrm.workspace import Workspace

FRIDAY = When(date(2026, 11, 27))
TODAY = date(2026, 11, 24)


class Source:
    """Two people: one new, one of a name that is here already."""

    name = "linkedin"

    def read(self, path, options):
        for row, slug, name in ((2, "zoe", "Zoe Ruiz"), (3, "ana-g", "Ana García")):
            handle = Handle("profile", f"https://www.linkedin.com/in/{slug}", slug, "linkedin")
            yield PersonDraft("Connections.csv", row, f"linkedin/{slug}", name, handles=(handle,))
        yield EvidenceDraft(
            "Rec.csv", 2, "linkedin/r/1", "recommendation", "in", Party("Bob Twin"), text="good"
        )
        yield FileSeen("Connections.csv", True, 2)
        yield FileSeen("Rec.csv", True, 1)


@dataclass
class Case:
    w: Workspace
    ana: str
    luis: str
    trashed: str
    firm: str
    talk: str
    promise: str
    dropped: str
    note: object
    draft: object
    gone: object
    plan: object
    review: object
    waiting: object


@pytest.fixture
def case(workspace, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    w = workspace
    ana = w.contacts.add(
        "Ana García", organization="Acme", addresses=["ana@acme.example"], tags=["vip"], cadence=5
    )
    luis = w.contacts.add("Luis Pérez")
    trashed = w.contacts.add("Eva Gil")
    w.contacts.remove([trashed])
    w.contacts.add("Bob Twin")
    w.contacts.add("Bob Twin")
    w.contacts.relate(ana, "introduced", luis)
    talk = w.diary.log([(ana, "Ana García")], kind="chat", direction="in", summary="scope")
    promise = w.promises.add("send", FRIDAY, [ana])
    dropped = w.promises.add("old", FRIDAY)
    w.promises.remove([dropped])
    w.segments.save("mine", "kind:client")
    w.rhythm.pause(date(2027, 1, 6), date(2026, 12, 24))
    note = w.notebook.new("Plan", people=[ana])
    w.notebook.remove(w.notebook.new("Gone"))
    draft = w.notebook.draft("New")
    draft.path.write_bytes(b"text")
    w.gate.apply(w.gate.preview(Source(), Path("x.zip")), Source())
    asked = {review.kind: review for review in w.reviews.open()}
    clock.move(days=12)
    return Case(
        w, ana, luis, trashed, w.organizations.one("acme").id, talk, promise, dropped, note,
        draft, w.notebook.trash.find("gone"), w.gate.preview(Fresh(), Path("y.zip")), asked["person"],
        asked["evidence"],
    )  # fmt: skip


class Fresh(Source):
    """One more person."""

    def read(self, path, options):
        handle = Handle("profile", "https://www.linkedin.com/in/new", "new", "linkedin")
        yield PersonDraft("Connections.csv", 2, "linkedin/new", "Nia New", handles=(handle,))
        yield FileSeen("Connections.csv", True, 1)


def _talk(c):
    return c.w.timeline.interactions([c.talk])


def _rows(c):
    return c.w.lists.rows_at(c.w.lists.everybody())


READS = {
    "briefs.of": lambda c: c.w.briefs.of(c.ana),
    "candidates.of": lambda c: c.w.candidates.of([c.review]),
    "contacts.get": lambda c: c.w.contacts.get(c.ana),
    "diary.one": lambda c: c.w.diary.one(c.talk[-6:]),
    "facts.of": lambda c: c.w.facts.of([c.ana])[c.ana].last_at,
    "follow_ups.closed": lambda c: c.w.follow_ups.closed() == [],
    "follow_ups.counts": lambda c: c.w.follow_ups.counts()[0] == 1,
    "follow_ups.done_since": lambda c: c.w.follow_ups.done_since("2020") == 0,
    "follow_ups.due_from": lambda c: c.w.follow_ups.due_from(TODAY),
    "follow_ups.followup": lambda c: c.w.follow_ups.followup(c.promise),
    "follow_ups.followups": lambda c: c.w.follow_ups.followups([c.promise]),
    "follow_ups.ids_by_ref": lambda c: c.w.follow_ups.ids_by_ref(c.promise[-6:]),
    "follow_ups.names": lambda c: c.w.follow_ups.names([c.ana]),
    "follow_ups.next_due": lambda c: c.w.follow_ups.next_due([c.ana]),
    "follow_ups.of_person": lambda c: c.w.follow_ups.of_person(c.ana),
    "follow_ups.open": lambda c: c.w.follow_ups.open(),
    "follow_ups.refs": lambda c: c.w.follow_ups.refs([c.promise]),
    "follow_ups.trash": lambda c: c.w.follow_ups.trash(),
    "gate.preview": lambda c: c.w.gate.preview(Source(), Path("x.zip")).summary["same"] == 1,
    "gate.runs": lambda c: c.w.gate.runs(),
    "imports.answers": lambda c: c.w.imports.answers("linkedin"),
    "imports.fates": lambda c: c.w.imports.fates("contacts"),
    "imports.firms": lambda c: c.w.imports.firms(),
    "imports.holders": lambda c: c.w.imports.holders(),
    "imports.names": lambda c: c.w.imports.names(),
    "imports.namesakes": lambda c: c.w.imports.namesakes("linkedin"),
    "imports.open_reviews": lambda c: c.w.imports.open_reviews(),
    "imports.own": lambda c: c.w.imports.own() == [],
    "imports.positions": lambda c: c.w.imports.positions(),
    "imports.profiles": lambda c: c.w.imports.profiles("linkedin"),
    "imports.reviews_by_ref": lambda c: c.w.imports.reviews_by_ref(c.review.id[-6:]),
    "imports.runs": lambda c: c.w.imports.runs(),
    "imports.sightings": lambda c: c.w.imports.sightings("linkedin"),
    "lists.beginning": lambda c: c.w.lists.beginning('"an"*', 5),
    "lists.count": lambda c: c.w.lists.count() == 5,
    "lists.everybody": lambda c: c.w.lists.everybody("last"),
    "lists.ids_at": lambda c: c.w.lists.ids_at(c.w.lists.everybody()),
    "lists.named": lambda c: c.w.lists.named("ana garcia"),
    "lists.number_of": lambda c: c.w.lists.number_of(c.ana) is not None,
    "lists.rows_at": _rows,
    "logbook.hear": lambda c: c.w.logbook.hear("@ana call").known,
    "notebook.about": lambda c: c.w.notebook.about(c.luis) is None,
    "notebook.check": lambda c: c.w.notebook.check() == [],
    "notebook.files": lambda c: c.w.notebook.files(),
    "notebook.find": lambda c: c.w.notebook.find("plan"),
    "notebook.open": lambda c: c.w.notebook.open(c.note),
    "notebook.refresh": lambda c: c.w.notebook.refresh(),
    "notebook.draft": lambda c: c.w.notebook.draft("New").path.exists(),
    "notebook.vanished": lambda c: c.w.notebook.vanished() is None,
    "organizations.members": lambda c: c.w.organizations.members(c.firm),
    "organizations.one": lambda c: c.w.organizations.one("acme"),
    "organizations.search": lambda c: c.w.organizations.search("ac")[1] == 1,
    "people.contact": lambda c: c.w.people.contact(c.ana),
    "people.contacts": lambda c: c.w.people.contacts([c.trashed], trashed=True),
    "people.ids_by_key": lambda c: c.w.people.ids_by_key("ana@acme.example", "email"),
    "people.ids_by_ref": lambda c: c.w.people.ids_by_ref(c.ana[-6:]),
    "people.trash": lambda c: c.w.people.trash(),
    "promises.get": lambda c: c.w.promises.get(c.promise),
    "promises.one": lambda c: c.w.promises.one("send"),
    "reviews.asked_by": lambda c: c.w.reviews.asked_by(c.plan) == [],
    "reviews.one": lambda c: c.w.reviews.one(c.review.id[-6:]),
    "reviews.open": lambda c: c.w.reviews.open(),
    "rhythm.left_today": lambda c: c.w.rhythm.left_today() == 5,
    "rhythm.pauses": lambda c: c.w.rhythm.pauses(),
    "rhythm.quiet": lambda c: c.w.rhythm.quiet(),
    "segments.all": lambda c: c.w.segments.all(),
    "segments.one": lambda c: c.w.segments.one("mine"),
    "sheets.sheets": lambda c: c.w.sheets.sheets([c.ana], ["name", "organization", "emails", "tags"]),
    "ties.evidence": lambda c: c.w.ties.evidence(c.ana) == [],
    "ties.members": lambda c: c.w.ties.members(c.firm),
    "ties.firms": lambda c: c.w.ties.firms(),
    "ties.organizations": lambda c: c.w.ties.organizations([c.firm]),
    "ties.relations": lambda c: c.w.ties.relations(c.ana),
    "ties.tags": lambda c: c.w.ties.tags(),
    "timeline.count_of": lambda c: c.w.timeline.count_of(c.ana),
    "timeline.ids_by_ref": lambda c: c.w.timeline.ids_by_ref(c.talk[-6:]),
    "timeline.interactions": _talk,
    "timeline.of_contact": lambda c: c.w.timeline.of_contact(c.ana),
    "timeline.select": lambda c: c.w.timeline.select(kind="chat")[1] == 1,
    "timeline.strangers": lambda c: c.w.timeline.strangers() == [],
    "today.ahead": lambda c: c.w.today.ahead() is None,
    "today.done_today": lambda c: c.w.today.done_today() == 0,
    "today.pick": lambda c: c.w.today.pick([c.promise]),
    "today.sections": lambda c: c.w.today.sections(),
    "who.lines": lambda c: c.w.who.lines(_rows(c)),
    "who.matches": lambda c: c.w.who.matches("an"),
    "who.one": lambda c: c.w.who.one("@luis"),
    "workspace.alike_people": lambda c: c.w.alike_people("luiz peres", 5),
    "workspace.count_people": lambda c: c.w.count_people("an") > 0,
    "workspace.first_people": lambda c: c.w.first_people("an", 5),
    "workspace.find_people": lambda c: c.w.find_people("an", 5),
    "workspace.importer": lambda c: c.w.importer(Path("x"), "linkedin"),
    "workspace.last_done": lambda c: c.w.last_done(),
    "workspace.last_number": lambda c: c.w.last_number() > 0,
}
WRITES = {
    "contacts.add": lambda c: c.w.contacts.add("Nia"),
    "contacts.bump": lambda c: c.w.contacts.bump([c.ana]),
    "contacts.edit": lambda c: c.w.contacts.edit(c.ana, city="Vigo"),
    "contacts.relate": lambda c: c.w.contacts.relate(c.luis, "family", c.ana),
    "contacts.remove": lambda c: c.w.contacts.remove([c.luis]),
    "contacts.restore": lambda c: c.w.contacts.restore(c.trashed),
    "contacts.set_tag_rhythm": lambda c: c.w.contacts.set_tag_rhythm("vip", 30),
    "contacts.tag": lambda c: c.w.contacts.tag([c.luis], ["new"]),
    "contacts.untag": lambda c: c.w.contacts.untag([c.ana], ["vip"]),
    "diary.edit": lambda c: c.w.diary.edit(c.talk, summary="else"),
    "diary.log": lambda c: c.w.diary.log([(c.ana, "Ana")]),
    "diary.remove": lambda c: c.w.diary.remove([c.talk]),
    "gate.apply": lambda c: c.w.gate.apply(c.plan, Fresh()),
    "logbook.done": lambda c: c.w.logbook.done(c.w.follow_ups.followups([c.promise]), "call"),
    "logbook.save": lambda c: c.w.logbook.save(c.w.logbook.hear("@ana call").capture, [(c.ana, "Ana")]),
    "notebook.append": lambda c: c.w.notebook.append(c.note, "more"),
    "notebook.edited": lambda c: c.w.notebook.edited(c.note, b"before"),
    "notebook.link": lambda c: c.w.notebook.link(c.note, [c.luis]),
    "notebook.keep": lambda c: c.w.notebook.keep(c.draft),
    "notebook.new": lambda c: c.w.notebook.new("New"),
    "notebook.remove": lambda c: c.w.notebook.remove(c.note),
    "notebook.restore": lambda c: c.w.notebook.restore(c.gone),
    "organizations.add": lambda c: c.w.organizations.add("Globex"),
    "organizations.edit": lambda c: c.w.organizations.edit(c.firm, city="Vigo"),
    "promises.add": lambda c: c.w.promises.add("x", FRIDAY),
    "promises.done": lambda c: c.w.promises.done([c.promise]),
    "promises.drop": lambda c: c.w.promises.drop([c.promise]),
    "promises.edit": lambda c: c.w.promises.edit(c.promise, title="x"),
    "promises.remove": lambda c: c.w.promises.remove([c.promise]),
    "promises.restore": lambda c: c.w.promises.restore(c.dropped),
    "promises.snooze": lambda c: c.w.promises.snooze([c.promise], timedelta(days=1)),
    "promises.wait": lambda c: c.w.promises.wait([c.promise]),
    "reviews.answer": lambda c: c.w.reviews.answer([(c.review, Decision("new"))]),
    "reviews.match": lambda c: c.w.reviews.match(c.review, c.ana),
    "reviews.new": lambda c: c.w.reviews.new(c.review),
    "reviews.skip": lambda c: c.w.reviews.skip([c.waiting]),
    "reviews.write": lambda c: c.w.reviews.write(c.plan, Fresh(), {}),
    "rhythm.pause": lambda c: c.w.rhythm.pause(date(2027, 3, 1), date(2027, 2, 1)),
    "rhythm.resume": lambda c: c.w.rhythm.resume(),
    "rhythm.spread": lambda c: c.w.rhythm.spread(3),
    "segments.remove": lambda c: c.w.segments.remove("mine"),
    "segments.save": lambda c: c.w.segments.save("yours", "kind:friend"),
    "today.close": lambda c: c.w.today.close(_guess(c)),
    "today.snooze": lambda c: c.w.today.snooze(_guess(c), timedelta(days=3)),
    "workspace.redo": lambda c: c.w.redo(),
    "workspace.undo": lambda c: c.w.undo(),
}
ELSEWHERE = {
    "gate.settle": "writes inside the operation of `reviews.answer`",
    "ledger.operation": "is what every verb stands on",
    "ledger.rebuild": "derived tables: below",
    "notebook.rebuild": "a cache: tests/notes",
    "workspace.rebuild_index": "derived tables: below",
    "workspace.settle": "makes the file of a new workspace: test_birth",
    "workspace.close": "ends everything",
}


def _guess(c):
    return [item for section in c.w.today.sections() for item in section.items if section.name == "owed"][:1]


def public_methods(workspace):
    found = {f"workspace.{name}" for name in _methods(type(workspace))}
    for name, _room in inspect.getmembers(type(workspace), lambda m: isinstance(m, cached_property)):
        found |= {f"{name}.{method}" for method in _methods(type(getattr(workspace, name)))}
    return found


def _methods(kind):
    members = inspect.getmembers(kind, inspect.isfunction)
    return {name for name, _ in members if not name.startswith("_") and kind.__module__.startswith("scrm.")}


def test_no_method_of_any_room_is_left_out(workspace):
    assert public_methods(workspace) == READS.keys() | WRITES.keys() | ELSEWHERE.keys()


def test_every_read_answers(case, foreign_lock):
    silent = [name for name, read in READS.items() if not read(case)]
    assert silent == []
    assert not case.w.database.conn.in_transaction


def test_searching_answers(case, foreign_lock):
    w = case.w
    assert index.people(w.database, Word("an"), w.conditions, 10)[1] == 1
    assert search(w.database, '"scope"', 5)[1] == 1
    assert of_contacts(w.database, Term("city", ":", ("vigo",)))
    assert refs.refs(w.database, "contacts", [case.ana])
    assert history.history(w.database)
    assert history.changes(w.database, 1)


def everything(case):
    """All rows of all plain tables, and the bytes of all notes."""
    with ExitStack() as stack:
        conn = connect(case.w.places.database)
        stack.callback(conn.close)
        names = [r[0] for r in conn.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")]
        rows = {
            name: [tuple(r) for r in conn.execute(f"SELECT * FROM {name}")]
            for name in names
            if "stat" not in name
        }
    notes = case.w.settings.notes_folder(case.w.places)
    files = {str(path): path.read_bytes() for path in notes.rglob("*") if path.is_file()}
    return rows, files


@pytest.mark.parametrize("verb", sorted(WRITES.keys() - {"workspace.redo"}))
def test_every_verb_is_busy_writes_nothing_and_works_afterwards(verb, case, foreign_lock):
    before = everything(case)
    with pytest.raises(Busy):
        WRITES[verb](case)
    rows, files = everything(case)
    assert rows == before[0]
    assert files == before[1]
    assert not case.w.database.conn.in_transaction
    foreign_lock()
    WRITES[verb](case)
    assert everything(case) != before


def test_redo_is_busy_and_works_afterwards(case, workspace):
    workspace.undo()
    other = connect(workspace.places.database)
    other.execute("BEGIN IMMEDIATE")
    workspace.database.conn.execute("PRAGMA busy_timeout=0")
    before = everything(case)
    with pytest.raises(Busy):
        workspace.redo()
    assert everything(case) == before
    other.execute("ROLLBACK")
    other.close()
    assert workspace.redo().changed


def test_making_the_index_again_is_busy_and_works_afterwards(case, foreign_lock):
    before = everything(case)
    with pytest.raises(Busy):
        case.w.rebuild_index()
    assert everything(case) == before
    foreign_lock()
    case.w.rebuild_index()
    assert case.w.who.one("luis") == case.luis


def test_a_verb_waits_for_the_other_process(workspace, home, child):
    process = child(
        """
from scrm.db.opening.connection import connect
conn = connect(home / "scrm.db")
conn.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
""",
        home,
    )
    assert process.stdout.readline() == "locked\n"
    workspace.database.conn.execute("PRAGMA busy_timeout=10")
    workspace.database.patience = 30.0
    threading.Timer(0.3, process.kill).start()
    workspace.contacts.add("Nia")
    assert workspace.who.one("nia")

"""The import preview: read in a worker, decided in place, written by W as one operation, or not at all."""

from __future__ import annotations

import os
import re
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bench.linkedin_archive import make
from scrm.intake.batch import Gate
from tui import keys
from tui.place import Start
from tui.screens.importing.place import ImportPreview
from tui.widgets.boxes.forms import Form, FormField
from tui.widgets.detail import Detail
from tui.widgets.lists.rows import Rows

PICTURES = Path(__file__).parent / "snapshots"


def as_agreed(name, picture):
    """Compare with the picture kept; `SCRM_PICTURES=write pytest …` draws it anew."""
    path = PICTURES / f"{name}.txt"
    if os.environ.get("SCRM_PICTURES") == "write":
        path.write_text(picture, encoding="utf-8")
    assert picture == path.read_text(encoding="utf-8")


TODAY = date(2026, 11, 24)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MESSAGES = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"


@pytest.fixture
def archive(tmp_path):
    """Write a zip of these people as (first name, last name, firm, position), and of other files."""

    def write(*people, name="export.zip", **files):
        rows = [
            f"{first},{last},https://www.linkedin.com/in/person-{n},,{firm},{position},01 Oct 2026\n"
            for n, (first, last, firm, position) in enumerate(people)
        ]
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as target:
            target.writestr("Connections.csv", CONNECTIONS + "".join(rows))
            for file, text in files.items():
                target.writestr(f"{file}.csv", text)
        return path

    return write


@pytest.fixture
def large(tmp_path):
    make(tmp_path / "large.zip", 300, 100, 1, TODAY)
    return tmp_path / "large.zip"


def importing(path, **more):
    return Start(keys.IMPORT, {"path": str(path), **more})


def place(app):
    return app.app.query_one(ImportPreview)


def head(app):
    return app.lines[1].strip()


def known(app):
    rows = app.workspace.lists.rows_at(app.workspace.lists.everybody())
    return [row.name for row in rows]


ROSA = ("Rosa", "Vidal", "Vidal & Co", "Owner")
MARC = ("Marc", "Soler", "Acme", "Buyer")
JULIA = ("Julia", "Chen", "Hexa", "CTO")
"""of the same name at the same firm as somebody known, who has no profile yet"""


async def test_everything_is_listed_and_nothing_is_written(shell, network, archive, size):
    path = archive(ROSA, MARC)
    async with shell(size=size, start=importing(path)) as app:
        assert head(app) == "Import · export.zip · 2 rows"
        assert "[New 2]" in app.text
        assert "Rosa Vidal" in app.text
        assert "Nothing is written until you press W" in app.text
        assert len(known(app)) == 4
        assert app.workspace.gate.runs() == []


async def test_tabs_list_each_verdict(shell, network, large):
    async with shell(start=importing(large)) as app:
        summary = place(app).preview.plan.summary
        for view in ("new", "update", "same", "skipped", "review"):
            assert place(app).shows == view
            rows = place(app).query_one(Rows)
            listed = sum(rows.source.key(i) is not None for i in range(rows.source.count()))
            assert listed == summary[view]
            await app.press("]")
        await app.press("[")
        assert place(app).shows == "review"


async def test_every_line_of_a_list_has_its_own_key_and_titles_have_none(shell, network, large):
    async with shell(start=importing(large)) as app:
        source = place(app).query_one(Rows).source
        items = place(app).preview.items["new"]
        keys_of = [source.key(i) for i in range(source.count())]
        assert [source.item(key) for key in keys_of if key is not None] == items
        assert all(
            (key is None) == (type(source.row(i)).__name__ == "Section") for i, key in enumerate(keys_of)
        )


async def test_w_writes_once_and_u_takes_it_back(shell, network, archive):
    path = archive(ROSA, MARC)
    async with shell(start=importing(path)) as app:
        await app.press("W")
        assert app.said == "Imported: 2 new, 0 updated, 0 left out · u undo"
        assert known(app) == [
            "Ana García",
            "Iñaki Etxea",
            "Julia Chen",
            "Luis Pérez",
            "Marc Soler",
            "Rosa Vidal",
        ]
        assert head(app).endswith("written")
        await app.press("W")
        assert app.said == "Nothing to write: it is written: u takes it back"
        assert len(app.workspace.gate.runs()) == 1
        await app.press("u")
        assert len(known(app)) == 4
        assert "[New 2]" in app.text, "it is read again, ready to be written"
        await app.press("W")
        assert len(known(app)) == 6


async def test_the_same_again_says_so_and_has_nothing_to_write(shell, network, archive):
    path = archive(ROSA, MARC)
    async with shell(start=importing(path)) as app:
        await app.press("W")
        await app.app.go(keys.IMPORT, path=str(path))
        await app.rest()
        assert "[Same 2]" in app.text
        assert "All 2 are already here and equal" in app.text
        await app.press("W")
        assert app.said == "Nothing to write: everything is here already"


async def test_a_question_shows_both_sides(shell, network, archive, size, house):
    house.contacts.edit(network.people["julia"], title="Head of data")
    path = archive(JULIA)
    async with shell(size=size, start=importing(path)) as app:
        assert "[Review 1]" in app.text
        assert any("Julia Chen · Hexa" in line for line in app.lines)
        if size[0] < 90:
            await app.press("enter")
        assert "in the file" in app.text
        assert "yours" in app.text
        assert any("Head of data" in line and "CTO" in line for line in app.lines)
        assert "somebody of this name is here" in app.text


@pytest.mark.parametrize(
    ("key", "there", "told"),
    [("m", 4, "same as Julia Chen"), ("b", 5, "somebody new"), ("x", 4, "left out")],
)
async def test_an_answer_is_a_draft_until_w_and_part_of_the_import_then(
    shell, network, archive, key, there, told
):
    path = archive(JULIA)
    async with shell(start=importing(path)) as app:
        await app.press(key)
        assert app.said == f"Julia Chen: {told} · u undo"
        assert "Answered 1 of 1" in app.text
        assert len(known(app)) == 4
        assert app.workspace.reviews.open() == []
        await app.press("W")
        assert len(known(app)) == there
        assert app.workspace.reviews.open() == []
        profiles = app.workspace.people.contact(network.people["julia"]).values("profile")
        assert ("https://www.linkedin.com/in/person-0" in profiles) == (key == "m")
        await app.press("u")
        assert len(known(app)) == 4


async def test_u_takes_back_a_draft_answer_before_anything_written(shell, network, archive):
    path = archive(JULIA)
    before = None
    async with shell(start=importing(path)) as app:
        before = app.workspace.last_done().number
        await app.press("b", "u")
        assert app.said == "Taken back: the question is open again"
        assert place(app).decided == {}
        assert app.workspace.last_done().number == before


async def test_of_several_candidates_a_menu_asks_which(shell, network, archive, house):
    other = house.contacts.add("Julia Chen", organization="Bidea")
    path = archive(JULIA)
    async with shell(start=importing(path)) as app:
        await app.press("m")
        assert "Whom does Julia Chen mean?" in app.text
        assert "Bidea" in app.text
        number = [side.contact_id for side in place(app).cases[0].alike].index(other) + 1
        await app.press(str(number), "W")
        assert app.workspace.people.contact(other).values("profile") == [
            "https://www.linkedin.com/in/person-0"
        ]


async def test_somebody_else_can_be_named(shell, network, archive, house):
    house.contacts.add("Julia Chen", organization="Bidea")
    path = archive(JULIA)
    async with shell(start=importing(path)) as app:
        await app.press("m", "o")
        await app.type("nobody")
        await app.press("enter")
        assert "Nobody matches nobody" in app.text
        await app.press(*["backspace"] * 6)
        await app.type("luis")
        await app.press("enter", "W")
        assert app.workspace.people.contact(network.people["luis"]).values("profile")


async def test_a_accepts_every_sure_match(shell, network, archive):
    path = archive(JULIA, ("Luis", "Pérez", "Another firm", "CEO"), ("Iñaki", "Etxea", "ibaia", ""))
    async with shell(start=importing(path)) as app:
        await app.press("A")
        assert app.said == "2 questions answered · u undo"
        assert {case.told.name for case in place(app).cases if case.review.id in place(app).decided} == {
            "Iñaki Etxea",
            "Julia Chen",
        }
        await app.press("A")
        assert app.said == "No question has one sure match"


async def test_marked_questions_are_answered_together(shell, network, archive):
    path = archive(JULIA, ("Luis", "Pérez", "Another firm", "CEO"))
    async with shell(start=importing(path)) as app:
        await app.press("space", "space", "x")
        assert app.said == "2 questions answered · u undo"
        await app.press("W")
        assert len(known(app)) == 4


async def test_what_is_not_answered_waits_and_is_answered_later(shell, network, archive):
    path = archive(JULIA, ROSA)
    async with shell(start=importing(path)) as app:
        await app.press("W")
        assert "1 question waits for you" in app.text
        assert len(app.workspace.reviews.open()) == 1
    async with shell(start=Start(keys.IMPORT, {"review": True})) as app:
        assert "Import · open questions" in app.text
        assert "[Review 1]" in app.text
        await app.press("m")
        assert app.workspace.reviews.open() == []
        assert (
            app.workspace.people.contact(network.people["julia"]).values("profile")[-1].endswith("person-0")
        )
        assert any("same as Julia Chen" in line for line in app.lines), "it stays, greyed"
        await app.press("u")
        assert len(app.workspace.reviews.open()) == 1
        assert "[Review 1]" in app.text


async def test_without_open_questions_the_review_says_so(shell, network):
    async with shell(start=Start(keys.IMPORT, {"review": True})) as app:
        assert "No question is open." in app.text


async def test_who_are_you_is_asked_and_the_file_read_again(shell, network, archive):
    def message(n, sender, slug, to, to_slug):
        inside = "https://www.linkedin.com/in/"
        return f"c{n},{sender},{inside}{slug},{to},{inside}{to_slug},2026-11-0{n} 10:00:00 UTC,Hello\n"

    rows = message(1, "Rosa Vidal", "person-0", "Me Myself", "me") + message(
        2, "Me Myself", "me", "Marc Soler", "person-1"
    )
    path = archive(ROSA, MARC, messages=MESSAGES + rows)
    async with shell(start=importing(path)) as app:
        assert "Who are you?" in app.text
        assert "2 rows wait" in app.text
        await app.press("m")
        assert app.said == "Enter answers who you are"
        await app.press("enter")
        await app.type("Me Myself")
        await app.press("enter")
        assert "Who are you?" not in app.text
        await app.press("W")
        latest = app.workspace.timeline.of_contact(app.workspace.who.one("rosa"), limit=5)
        assert [each.direction for each in latest] == ["in"]


async def test_i_asks_for_the_file_and_tab_completes_it(shell, network, archive, tmp_path):
    archive(ROSA)
    async with shell() as app:
        await app.press("I")
        assert app.place == "import"
        form = app.app.query_one(Form)
        assert form.is_open
        await app.type(f"{tmp_path}/exp")
        await app.press("tab")
        assert form.query_one(FormField).field.value == f"{tmp_path}/export.zip"
        await app.press("ctrl+s")
        assert head(app) == "Import · export.zip · 1 row"
        await app.press("q")
        assert app.place == "today"
        await app.app.go(keys.IMPORT)
        await app.rest()
        assert head(app) == "Import · export.zip · 1 row", "kept as a draft when it was left"
        assert not form.is_open


async def test_a_path_that_is_not_there_is_told_under_its_field(shell, network, tmp_path):
    async with shell() as app:
        await app.press("I")
        await app.type(f"{tmp_path}/nothing.zip")
        await app.press("ctrl+s")
        assert "There is no such file" in app.text
        assert app.app.query_one(Form).is_open


async def test_the_command_line_opens_it_too(shell, network, archive):
    path = archive(ROSA)
    async with shell() as app:
        await app.press(":")
        await app.type(f"import linkedin {path}")
        await app.press("enter")
        assert head(app) == "Import · export.zip · 1 row"
        await app.press(":")
        await app.type("import review")
        await app.press("enter")
        assert "No question is open." in app.text


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("import linkedin 'a b.zip' --me Me", {"format": "linkedin", "path": "a b.zip", "me": "Me"}),
        ("import review", {"review": True}),
        ("import review list", None),
        ("import list", None),
        ("import undo 7", None),
        ("import linkedin x.zip --dry-run", None),
        ("import linkedin 'x", None),
        ("log @ana call", None),
    ],
)
def test_only_what_needs_a_look_leaves_the_command_line(line, opens):
    from tui.screens.importing.questions import screen_arguments

    assert screen_arguments(line) == opens


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"Dear Ana,\nhow are you?\n", b""])
async def test_a_file_that_is_something_else_is_a_clear_failure(shell, network, tmp_path, content, size):
    path = tmp_path / "letter.zip"
    path.write_bytes(content)
    async with shell(size=size, start=importing(path)) as app:
        text = " ".join(word for line in app.lines for word in line.partition("│")[0].split())
        assert "letter.zip" in text
        assert "Nothing was written." in text
        assert "I takes another file" in text
        assert len(known(app)) == 4


async def test_esc_leaves_a_reading_and_the_screens_stay_alive(shell, network, large, monkeypatch):
    import threading

    gate, at = threading.Event(), []
    real = Gate.preview

    def slow(self, importer, path, *, me="", progress=None):
        at.append(1)
        gate.wait(10)
        progress(1000)
        return real(self, importer, path, me=me, progress=progress)

    monkeypatch.setattr(Gate, "preview", slow)
    async with shell() as app:
        await app.app.go(keys.IMPORT, path=str(large))
        await app.pilot.pause(0.1)
        assert at
        assert place(app).stage == "reading"
        await app.pilot.press("escape")
        await app.pilot.pause()
        assert app.said == "Left: nothing was written"
        gate.set()
        await app.rest()
        assert place(app).preview is None
        assert app.place == "import"


async def test_progress_is_counted_while_it_is_read(shell, network, large, monkeypatch):
    import threading

    gate = threading.Event()
    real = Gate.preview

    def slow(self, importer, path, *, me="", progress=None):
        progress(12000)
        gate.wait(10)
        return real(self, importer, path, me=me, progress=progress)

    monkeypatch.setattr(Gate, "preview", slow)
    async with shell() as app:
        await app.app.go(keys.IMPORT, path=str(large))
        await app.pilot.pause(0.2)
        assert "12,000 rows read." in app.text
        gate.set()
        await app.rest()
        assert "Nothing is written until you press W" in app.text


async def test_w_under_a_foreign_lock_waits_says_so_and_is_written_once_it_is_free(
    shell, network, archive, house, clock
):
    path = archive(JULIA, ROSA)
    async with shell(start=importing(path)) as app:
        await app.press("m")
        other = sqlite3.connect(house.places.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        app.app.gateway.edit(lambda w: w.database.conn.execute("PRAGMA busy_timeout=50"))
        await app.pilot.press("W")
        for _turn in range(100):
            await app.pilot.pause(0.02)
            clock.move(seconds=1)
            if "Another scrm is writing" in app.text:
                break
        assert "Another scrm is writing: 1 change waits" in app.text
        assert place(app).stage == "writing"
        await app.pilot.press("]")
        await app.pilot.pause()
        assert place(app).shows == "new", "the screens are alive"
        assert len(known(app)) == 4
        other.execute("ROLLBACK")
        other.close()
        await app.rest()
        assert place(app).stage == "written"
        assert len(known(app)) == 5
        assert (
            app.workspace.people.contact(network.people["julia"]).values("profile")[-1].endswith("person-0")
        )


async def test_a_full_disk_at_w_keeps_everything_and_w_works_again(shell, network, archive, monkeypatch):
    from scrm.base.errors import StorageFailed
    from scrm.db.ledger.operations import Operation

    path = archive(JULIA, ROSA)
    async with shell(start=importing(path)) as app:
        await app.press("m")
        real = Operation.insert_many

        def full(self, table, columns, rows):
            raise StorageFailed("The disk is full; nothing was changed", "free some space")

        monkeypatch.setattr(Operation, "insert_many", full)
        await app.press("W")
        monkeypatch.setattr(Operation, "insert_many", real)
        assert "The disk is full" in app.said
        assert len(known(app)) == 4
        assert place(app).stage == "ready"
        assert len(place(app).decided) == 1
        await app.press("W")
        assert len(known(app)) == 5


async def test_what_changed_meanwhile_is_decided_again_before_it_is_written(shell, network, archive, house):
    path = archive(ROSA)
    async with shell(start=importing(path)) as app:
        house.contacts.add("Rosa Vidal")
        await app.press("W")
        assert len(app.workspace.reviews.open()) == 1
        assert known(app).count("Rosa Vidal") == 1


async def test_the_end_of_a_write_is_told_where_the_user_is(shell, network, archive, house):
    path = archive(ROSA)
    async with shell(start=importing(path)) as app:
        other = sqlite3.connect(house.places.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        app.app.gateway.edit(lambda w: w.database.conn.execute("PRAGMA busy_timeout=50"))
        await app.pilot.press("W")
        await app.pilot.pause(0.2)
        await app.pilot.press("2")
        await app.pilot.pause()
        assert app.place == "people"
        other.execute("ROLLBACK")
        other.close()
        await app.rest()
        assert "Imported: 1 new" in app.said
        assert "Rosa Vidal" in app.text


async def test_hostile_names_are_harmless_in_every_list_and_question(
    shell, house, network, archive, harmless
):
    bad = "Smith [/b] \x1b]52;c;aGVsbG8=\x07[@click=app.quit]x\u202e"
    house.contacts.add(f"Eve {bad}", organization=bad)
    path = archive(("Eve", bad, bad, bad), ("Zoe", bad, bad, bad), name="[b]ev\u202eil\x1b.zip")
    async with shell(size=(160, 40), start=importing(path)) as app:
        assert harmless(app.lines)
        for key in ("]", "]", "]", "]", "]", "m", "k", "b", "k", "x", "W"):
            await app.press(key)
            assert harmless(app.lines)
        assert "Smith [/b]" in app.text


@pytest.mark.parametrize("name", ["80x24", "100x30"])
async def test_the_picture_is_as_agreed(shell, network, archive, speak, language, name, house):
    house.contacts.add("Luis Perez", organization="Bidea")
    path = archive(JULIA, ("Luis", "Pérez", "Norte Log.", "CEO"), ROSA, MARC, ("", "", "", ""))
    width, height = map(int, name.split("x"))
    async with shell(size=(width, height), start=importing(path)) as app:
        await app.press("m")
        picture = "\n".join(f"{line}|" for line in app.lines) + "\n"
    # The last digits of an id are different each time.
    as_agreed(f"import-{width}-{language}", re.sub(r"(?<= )[0-9a-f]{6}(?= )", "123abc", picture))


async def test_the_files_and_what_is_not_used_are_listed(shell, network, large):
    async with shell(size=(100, 60), start=importing(large)) as app:
        pane = place(app).query_one(Detail).plain
        assert "Connections.csv" in pane
        assert "Not used" in pane
        assert "Ad_Targeting.csv" in pane

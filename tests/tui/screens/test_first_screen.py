"""The first run: nothing is written before a choice, each choice does what it says."""

from __future__ import annotations

import pytest

from scrm.base import i18n
from scrm.base.settings import Places, Settings
from scrm.workspace import Workspace
from tui import app as starting
from tui.look.theme import Look
from tui.screens.first_run import FirstRun, keep
from tui.widgets.boxes.forms import Form
from tui.widgets.fields import Field


@pytest.fixture
def first(home):
    def make(with_demo=True):
        places = Places.at(home)
        return FirstRun(places, Settings.load(places), Look("scrm-dark", None, False), with_demo=with_demo)

    return make


def text_of(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def press(pilot, *names):
    for name in names:
        await pilot.press(name)
        await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_fits_and_writes_nothing(first, home, size):
    app = first()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Welcome to scrm" in text_of(app)
        assert "ctrl+q quit" in text_of(app)
        await press(pilot, "f2", "f2", "j", "j", "k")
        await press(pilot, "ctrl+q")
    assert app.return_value is None
    assert not home.exists()


async def test_f2_speaks_the_other_language_and_keeps_the_name(first, speak, monkeypatch):
    app = first()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.query_one("#name", Field).value = "Marta"
        await press(pilot, "f2")
        assert i18n.language() == "es"
        assert "[Español]" in text_of(app)
        assert app.query_one("#name", Field).value == "Marta"
        await press(pilot, "d")
    assert (app.return_value.demo, app.return_value.language, app.return_value.name) == (True, "es", "Marta")


async def test_demo_is_absent_where_nobody_can_make_one(first):
    app = first(with_demo=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "made-up" not in text_of(app)
        await press(pilot, "d")
        assert app.is_running


async def test_an_import_needs_a_file_that_is_there(first, tmp_path, home):
    archive = tmp_path / "Basic_export.zip"
    archive.write_bytes(b"PK")
    app = first()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "l")
        app.query_one(Form).query_one(Field).value = str(tmp_path / "nothing.zip")
        await press(pilot, "enter")
        assert "There is no such file" in text_of(app)
        app.query_one(Form).query_one(Field).value = str(archive)
        await press(pilot, "enter")
    assert app.return_value.start.place == "import"
    assert app.return_value.start.arguments == {"path": str(archive)}
    assert not home.exists()


async def test_an_existing_workspace_is_opened_in_its_folder(first, tmp_path):
    other = Places.at(tmp_path / "other")
    Workspace(other, Settings.load(other), create=True).close()
    app = first()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "o")
        field = app.query_one(Form).query_one(Field)
        field.value = str(tmp_path)
        await press(pilot, "enter")
        assert "There is no scrm.db in this folder" in text_of(app)
        field.value = str(other.data)
        await press(pilot, "enter")
    assert app.return_value.places == other


async def test_a_person_by_hand_begins_with_the_form(first):
    app = first()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
    assert (app.return_value.start.place, app.return_value.start.then) == ("people", "record.add")


async def test_a_folder_with_other_files_is_asked_about(first, home):
    home.mkdir()
    (home / "letter.txt").write_text("mine")
    app = first()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
        assert "This folder has other files" in text_of(app)
        await press(pilot, "enter")
        assert app.is_running
        await press(pilot, "a", "y")
    assert app.return_value is not None


def test_language_and_name_are_kept_after_the_choice(first, home):
    from tui.place import Start
    from tui.screens.first_run import Opening

    places = Places.at(home)
    keep(Opening(places, Start(), language="es", name="Marta"))
    settings = Settings.load(places)
    assert (settings.text("language"), settings.text("name")) == ("es", "Marta")


def test_leaving_the_first_screen_is_no_error(home, monkeypatch):
    places = Places.at(home)
    monkeypatch.setattr(FirstRun, "run", lambda self, **_options: None)
    assert starting.run(places, Settings.load(places)) == 0
    assert not home.exists()


def test_looking_around_runs_the_demo(home, monkeypatch):
    from tui.place import Start
    from tui.screens.first_run import Opening

    places = Places.at(home)
    monkeypatch.setattr(FirstRun, "run", lambda self, **_options: Opening(places, Start(), demo=True))
    assert starting.run(places, Settings.load(places), demo_runner=lambda: 7) == 7
    assert not home.exists()

"""Places and settings: which source wins, what a bad file does, how one line is changed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrm.base.errors import ScrmError, UsageError
from scrm.base.settings import OPTIONS, Places, Settings, find_option, read_value, set_value, template


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "scrm")


def write(places: Places, text: str) -> None:
    places.config.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text(text, encoding="utf-8")


def load(places: Places, environ: dict[str, str] | None = None, **flags: str | None) -> Settings:
    return Settings.load(places, flags, environ or {})


def test_home_flag_beats_environment(tmp_path: Path) -> None:
    chosen = Places.find(str(tmp_path / "a"), {"SCRM_HOME": str(tmp_path / "b")})
    assert (chosen.data, chosen.config, chosen.source) == (tmp_path / "a", tmp_path / "a", "flag")
    chosen = Places.find(None, {"SCRM_HOME": str(tmp_path / "b")})
    assert (chosen.database, chosen.source) == (tmp_path / "b" / "scrm.db", "environment")
    assert chosen.settings_file == tmp_path / "b" / "config.toml"
    assert chosen.backups == tmp_path / "b" / "backups"


def test_default_places_keep_settings_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SCRM_HOME", "")
    chosen = Places.find()
    assert (chosen.data.name, chosen.config.name, chosen.source) == ("scrm", "scrm", "default")
    assert str(tmp_path) in str(chosen.data)
    assert not chosen.data.exists()
    assert not chosen.config.exists()


def test_relative_home_does_not_follow_a_change_of_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = Places.find("here", {})
    monkeypatch.chdir("/")
    assert chosen.data == tmp_path / "here"


def test_tilde_is_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Places.find("~/crm", {}).data == tmp_path / "crm"


def test_defaults_without_a_file(places: Places) -> None:
    now = load(places)
    assert {s.source for s in now.values.values()} == {"default"}
    assert (now.text("language"), now.number("today.budget"), now.yes("mouse")) == ("auto", 5, True)
    assert (now.problems, dict(now.keys)) == ((), {})
    assert now.notes_folder(places) == places.data / "notes"


def test_flag_beats_environment_beats_file(places: Places) -> None:
    write(places, 'language = "es"\nname = "Marta"\n[today]\nrows = 7\nbudget = 8\n')
    environ = {"SCRM_LANGUAGE": "en", "SCRM_TODAY_ROWS": "9"}
    now = load(places, environ, language="es", theme=None)
    assert (now.text("language"), now.values["language"].source) == ("es", "flag")
    assert (now.number("today.rows"), now.values["today.rows"].source) == (9, "environment")
    assert (now.number("today.budget"), now.values["today.budget"].source) == (8, "file")
    assert (now.text("theme"), now.values["theme"].source) == ("auto", "default")
    assert now.text("name") == "Marta"


def test_bad_environment_leaves_the_file_in_force(places: Places) -> None:
    write(places, "[today]\nrows = 7\n")
    now = load(places, {"SCRM_TODAY_ROWS": "many"})
    assert (now.number("today.rows"), now.values["today.rows"].source) == (7, "file")
    assert "SCRM_TODAY_ROWS" in now.problems[0].what
    assert "many" in now.problems[0].what


def test_bad_flag_is_refused(places: Places) -> None:
    with pytest.raises(UsageError, match="klingon"):
        load(places, language="klingon")


def test_bad_line_is_told_and_its_default_holds(places: Places) -> None:
    write(
        places,
        'language = "xx"\nmouse = "perhaps"\nname = "Marta"\ncolour = "red"\n[today]\nrows = 0\nbudgt = 3\n',
    )
    now = load(places)
    assert (now.text("language"), now.yes("mouse"), now.number("today.rows")) == ("auto", True, 5)
    assert now.text("name") == "Marta"
    told = [(problem.what, problem.remedy) for problem in now.problems]
    assert len(told) == 5
    assert all(str(places.settings_file) in what for what, _remedy in told)
    assert any("today.budgt" in what and remedy == "today.budget" for what, remedy in told)
    assert any("“xx”" in what and remedy == "auto, en, es" for what, remedy in told)
    assert any("today.rows" in what and "1" in remedy and "100" in remedy for what, remedy in told)


@pytest.mark.parametrize(
    "text", ["language = ", "= 3", "a" * 200_000, "x = " + "[" * 5000, "\ufeffname = 'x'"]
)
def test_broken_file_never_stops_reading(places: Places, text: str) -> None:
    write(places, text)
    now = load(places)
    assert len(now.problems) == 1
    assert str(places.settings_file) in now.problems[0].what
    assert now.text("language") == "auto"


def test_file_of_other_bytes_and_folder_in_its_place(places: Places) -> None:
    places.config.mkdir(parents=True)
    places.settings_file.write_bytes(b"name = '\xff'")
    assert len(load(places).problems) == 1
    places.settings_file.unlink()
    places.settings_file.mkdir()
    assert len(load(places).problems) == 1


def test_broken_file_shows_no_hostile_text(places: Places) -> None:
    write(places, '"a\\u001b]0;x\\u0007b" = 1\nlanguage = "\\u202e"\n')
    for problem in load(places).problems:
        assert not set("\x1b\x07\u202e") & set(problem.what + problem.remedy)


def test_keys_by_action(places: Places) -> None:
    """Dotted, quoted and in a table of their own: one spelling each for the reader."""
    write(
        places, '[keys]\npreset = "safe"\nfollow-up.done = "D"\n"person.log" = "L"\n[keys.list]\nopen = "o"\n'
    )
    now = load(places)
    assert now.text("keys.preset") == "safe"
    assert now.keys == {"follow-up.done": "D", "person.log": "L", "list.open": "o"}
    assert now.problems == ()


@pytest.mark.parametrize("line", ["follow-up.done = 3.5", "done = 'd'", "Follow.Up = 'd'", "a.b = ['c']"])
def test_bad_key_lines_are_told(places: Places, line: str) -> None:
    write(places, f"[keys]\n{line}\n")
    now = load(places)
    assert now.keys == {}
    assert len(now.problems) == 1


def test_notes_anywhere(places: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load(places, {"SCRM_NOTES": "~/Vault"}).notes_folder(places) == tmp_path / "Vault"
    assert load(places, {"SCRM_NOTES": "mine"}).notes_folder(places) == places.data / "mine"
    assert load(places, {"SCRM_NOTES": "/srv/v"}).notes_folder(places) == Path("/srv/v")


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("mouse", "no", False),
        ("mouse", "Sí", True),
        ("mouse", True, True),
        ("mouse", "off", False),
        ("today.rows", "12", 12),
        ("today.rows", 12, 12),
        ("language", "ES", "es"),
        ("name", "Marta Vidal", "Marta Vidal"),
        ("dates", "day-first", "day-first"),
    ],
)
def test_values_in_words(name: str, given: object, value: object) -> None:
    assert read_value(find_option(name), given) == value


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("mouse", "maybe"),
        ("today.rows", "0"),
        ("today.rows", "-1"),
        ("today.rows", "1e3"),
        ("today.rows", 2.5),
        ("today.rows", True),
        ("name", "a\nb"),
        ("name", 3),
        ("name", ["x"]),
        ("notes", "\x1b[31m"),
        ("name", "\udcff"),
    ],
)
def test_wrong_values(name: str, given: object) -> None:
    with pytest.raises(UsageError) as caught:
        read_value(find_option(name), given)
    assert name in caught.value.what
    assert caught.value.remedy == find_option(name).accepts


def test_first_write_makes_a_file_that_explains_itself(places: Places) -> None:
    assert set_value(places.settings_file, "today.rows", "8") == 8
    text = places.settings_file.read_text(encoding="utf-8")
    assert "\nrows = 8\n" in text
    assert text.replace("\nrows = 8\n", "\n# rows = 5\n") == template()
    for option in OPTIONS:
        assert option.help in text
    now = load(places)
    assert now.number("today.rows") == 8
    assert [name for name, setting in now.values.items() if setting.source == "file"] == ["today.rows"]
    assert now.problems == ()
    assert stat.S_IMODE(places.settings_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(places.config.stat().st_mode) == 0o700


def test_template_changes_nothing(places: Places) -> None:
    write(places, template())
    assert load(places) == load(Places.at(places.data.parent / "none"))


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_can_be_written_twice(places: Places, option: object) -> None:
    """The commented line becomes the value's line, and a second write changes that same line."""
    assert option in OPTIONS
    texts = {
        "language": "es",
        "dates": "day-first",
        "glyphs": "ascii",
        "keys.preset": "safe",
    }
    name = option.name  # type: ignore[attr-defined]
    kind = type(find_option(name).default)
    first, second = {
        bool: ("no", "yes"),
        int: ("7", "8"),
        str: (texts.get(name, "one"), texts.get(name, "two")),
    }[kind]
    set_value(places.settings_file, name, first)
    lines = places.settings_file.read_text(encoding="utf-8").count("\n")
    value = set_value(places.settings_file, name, second)
    assert places.settings_file.read_text(encoding="utf-8").count("\n") == lines == template().count("\n")
    assert load(places).values[name].value == value


def test_own_comments_and_order_stay(places: Places) -> None:
    mine = '# mine\nname  =  "Marta"   # that is me\r\n\n[today] # morning\nbudget = 3 # calm\n\n'
    mine += '[keys]\nfollow-up.done = "d"\n'
    places.config.mkdir(parents=True)
    places.settings_file.write_bytes(mine.encode())
    set_value(places.settings_file, "today.budget", "4")
    set_value(places.settings_file, "keys.follow-up.done", "D")
    after = places.settings_file.read_bytes().decode()
    assert after == mine.replace("= 3 #", "= 4 #").replace('"d"', '"D"')
    set_value(places.settings_file, "mouse", "no")
    set_value(places.settings_file, "keys.follow-up.snooze", "S")
    set_value(places.settings_file, "keys.person.log", "L")
    now = load(places)
    assert (now.yes("mouse"), now.text("name"), now.number("today.budget")) == (False, "Marta", 4)
    assert now.keys == {"follow-up.done": "D", "follow-up.snooze": "S", "person.log": "L"}
    kept = places.settings_file.read_bytes().decode()
    assert all(line in kept for line in after.splitlines())


def test_quoted_action_is_changed_where_it_stands(places: Places) -> None:
    write(places, '[keys]\n"person.log" = "l"\n')
    set_value(places.settings_file, "keys.person.log", "L")
    assert places.settings_file.read_text(encoding="utf-8") == '[keys]\n"person.log" = "L"\n'


def test_comment_inside_a_text_is_no_comment(places: Places) -> None:
    write(places, 'name = """\n"""\nnotes = """\n# mouse = true\n"""\n')
    set_value(places.settings_file, "mouse", "no")
    text = places.settings_file.read_text(encoding="utf-8")
    assert "# mouse = true\n" in text
    assert "\nmouse = false\n" in text


@pytest.mark.parametrize(
    ("present", "name", "value"),
    [
        ("today = 5\n", "today.rows", "3"),
        ("[keys]\na.b.c = 'x'\n", "keys.a.b", "y"),
        ("[keys]\na = 'x'\n", "keys.a.b", "y"),
        ("language =\n", "mouse", "no"),
    ],
)
def test_what_cannot_be_changed_is_left_alone(places: Places, present: str, name: str, value: str) -> None:
    write(places, present)
    with pytest.raises(UsageError) as caught:
        set_value(places.settings_file, name, value)
    assert str(places.settings_file) in caught.value.what
    assert places.settings_file.read_text(encoding="utf-8") == present


@pytest.mark.parametrize("name", ["langage", "keys.x", "", "today", "keys.A.b", "\x1b]0;"])
def test_unknown_name_writes_nothing(places: Places, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        set_value(places.settings_file, name, "x")
    assert "\x1b" not in caught.value.what
    assert not places.config.exists()


def test_link_to_a_file_of_dot_files_stays(places: Places, tmp_path: Path) -> None:
    real = tmp_path / "dot" / "scrm.toml"
    real.parent.mkdir()
    real.write_text("# mine\n", encoding="utf-8")
    places.config.mkdir(parents=True)
    places.settings_file.symlink_to(real)
    set_value(places.settings_file, "name", "Marta")
    assert places.settings_file.is_symlink()
    assert 'name = "Marta"' in real.read_text(encoding="utf-8")


def test_file_in_the_place_of_the_folder_is_told(places: Places) -> None:
    places.config.write_text("mine", encoding="utf-8")
    with pytest.raises(ScrmError) as caught:
        set_value(places.settings_file, "name", "Marta")
    assert str(places.config) in caught.value.what
    assert places.config.read_text(encoding="utf-8") == "mine"


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_is_kept_or_refused(places: Places, text: str) -> None:
    try:
        set_value(places.settings_file, "name", text)
    except UsageError:
        assert set(text) & {chr(code) for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000))}
    else:
        assert load(places).text("name") == text


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_load(places: Places, data: bytes) -> None:
    places.config.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_bytes(data)
    assert set(load(places).values) == {option.name for option in OPTIONS}


@pytest.mark.parametrize(
    ("chosen", "spoken", "day_first"),
    [
        ("auto", "es_ES.UTF-8", True),
        ("auto", "en_GB.UTF-8", True),
        ("auto", "en_US.UTF-8", False),
        ("auto", "", True),
        ("day-first", "en_US.UTF-8", True),
        ("month-first", "es_ES.UTF-8", False),
    ],
)
def test_dates_are_read_by_the_setting_then_by_the_surroundings(
    places: Places, monkeypatch: pytest.MonkeyPatch, chosen: str, spoken: str, day_first: bool
) -> None:
    monkeypatch.delenv("LC_TIME", raising=False)
    monkeypatch.setenv("LANG", spoken)
    assert Settings.load(places, {"dates": chosen}).day_first is day_first

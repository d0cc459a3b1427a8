"""Lists for a person: columns that stay in line, a sentence in the place of nothing; pipes get neither."""

from __future__ import annotations

import shutil

import pytest

from scrm.base.cells import cell_len
from scrm.cli.output.columns import aligned

NAMES = [
    "Ana",
    "Ana García de la Fuente y Rodríguez-Mendoza de los Ángeles",
    "山田太郎" * 8,
    "Åsa 🎉 Nilsson",
]


@pytest.fixture
def width(monkeypatch):
    """Sets how many columns the terminal has."""
    monkeypatch.setenv("NO_COLOR", "1")

    def choose(columns: int) -> None:
        size = shutil.os.terminal_size((columns, 24))
        monkeypatch.setattr(shutil, "get_terminal_size", lambda *_: size)

    return choose


@pytest.fixture
def crowd(ok):
    """People whose names are long or wide, all of one firm with a long name."""
    for name in NAMES:
        ok("contact", "add", name, "--org", "Firm" * 12, "--title", "t" * 70)
        ref = ok("contact", "list", "--sort", "recent", "--fields", "ref").lines[0]
        ok("fu", "add", f"@{ref}", "send the proposal", "fri")
        ok("log", f"@{ref}", "call", "words " * 30)


def at(line, word):
    """The cell in which a word begins."""
    return cell_len(line[: line.index(word)])


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("contact list", "Kind"),
        ("follow-up list", "What"),
        ("interaction list", "Kind"),
        ("find firm", "Organisation"),
        ("org list", "People"),
    ],
)
def test_columns_stay_in_line_and_in_the_terminal(ok, crowd, width, words, heading, columns):
    width(columns)
    first, *rows = ok(*words.split(), tty=True).lines
    start = at(first, heading[:4])
    assert rows
    for row in rows:
        assert cell_len(row) <= columns
        assert cell_len(row) <= start or row[_place(row, start) - 2 : _place(row, start)] == "  "


def _place(row, cells):
    """The index of the character in a cell."""
    return next(index for index in range(len(row) + 1) if cell_len(row[:index]) >= cells)


def test_a_name_gives_way_only_when_all_else_is_narrow(ok, crowd, width):
    width(120)
    out = ok("contact", "list", tty=True).out
    assert "Ana García de la Fuente y Rodríguez-Mendoza" in out
    assert "tttt..." in out


def test_in_a_pipe_nothing_is_cut(ok, crowd):
    assert {cells[1] for cells in ok("contact", "list").cells} == set(NAMES)


def test_what_is_copied_is_never_cut(ok, crowd, width):
    width(40)
    (first, *ids) = ok("contact", "list", "--fields", "id,name", tty=True).lines
    assert first.startswith("id")
    assert {len(line.split()[0]) for line in ids} == {36}
    assert aligned(["A", "B"], [["x" * 60, "y" * 9]], ["whole", True], 40).cells == (60, 8)


EMPTY = {
    "contact list": "Nobody is here yet. Try: scrm import linkedin ARCHIVE.zip, scrm contact add",
    "contact list --tag nobody": "Nobody is like that. Try: scrm contact list\n",
    "contact list --trash": "Nobody is in the trash. Try: scrm contact list\n",
    "tag list": "No tags yet. Try: scrm contact tag vip @ana\n",
    "rhythm list": "Nobody is overdue. Try: scrm contact prefer @ana --every 30d\n",
    "org list": "No firms yet. Try: scrm org add",
    "org list acme": "No firm is called that. Try: scrm org list\n",
    "interaction list": "Nothing is written down yet. Try: scrm log @ana call 25m",
    "interaction list --kind call": "No interaction is like that. Try: scrm interaction list\n",
    "interaction strangers": "Nobody is left to file. Try: scrm today\n",
    "follow-up list": 'No open follow-ups. Try: scrm follow-up add @ana "send the proposal" fri\n',
    "fu list --late": "No follow-up is like that. Try: scrm follow-up list\n",
    "note list": "No notes yet. Try: scrm note new @ana\n",
    "note list --trash": "No note is in the trash. Try: scrm note list\n",
    "note list --tag x": "No note is like that. Try: scrm note list\n",
    "segment list": "No saved searches yet. Try: scrm segment save",
    "segment show mine": "Nobody is like that now: tag:nobody. Try: scrm segment list\n",
    "import list": "There is no import yet. Try: scrm import linkedin ARCHIVE.zip\n",
    "import review list": "No row waits for an answer. Try: scrm import list\n",
    "backup list": "There is no backup yet. Try: scrm backup create\n",
}


@pytest.fixture
def bare(ok):
    """A workspace with nobody in it."""
    ok("segment", "save", "mine", "tag:nobody")
    return ok


@pytest.mark.parametrize("words", [words for words in EMPTY if words != "segment list"])
def test_an_empty_list_says_so_to_a_person_alone(bare, words):
    ran = bare(*words.split(), tty=True)
    assert (ran.out, ran.err[: len(EMPTY[words])]) == ("", EMPTY[words])
    assert bare(*words.split(), "-q", tty=True).err == ""
    piped = bare(*words.split())
    assert (piped.out, piped.err) == ("", "")
    document = bare(*words.split(), "--json", tty=True)
    assert (document.json["count"], document.err) == (0, "")


def test_no_saved_search_is_told_too(ok, ana):
    assert EMPTY["segment list"] in ok("segment", "list", tty=True).err


def test_the_sentence_is_spanish_too(bare):
    ran = bare("fu", "list", "--lang", "es", tty=True)
    assert ran.err == (
        "No hay seguimientos abiertos. Se puede probar: "
        'scrm follow-up add @ana "enviar la propuesta" viernes\n'
    )


def test_the_doctor_tells_a_person_what_to_do_below_each_finding(ok, ana, width):
    width(80)
    ran = ok("doctor", tty=True)
    assert "\nwarning  There is no backup yet\n         Try: scrm backup create\n" in ran.out
    assert "warning\tThere is no backup yet\tscrm backup create\n" in ok("doctor").out


def test_a_person_on_a_narrow_terminal_is_broken_between_words(ok, ana, width):
    width(40)
    ok("contact", "edit", ana, "--interests", "the history of ports of the Mediterranean, good bread")
    assert (
        "\nInterests: the history of ports of the\n  Mediterranean, good bread\n"
        in ok("contact", "show", ana, tty=True).out
    )
    assert "ports of the Mediterranean, good" in ok("contact", "show", ana).out


def test_labels_for_a_person_are_words_and_for_a_pipe_keys(ok, ana):
    assert ok("vault", "info", "--lang", "es", tty=True).lines[1].startswith("Base de datos    ")
    assert ok("vault", "info", "--lang", "es").lines[1].startswith("database\t")


def test_a_morning_without_anything_says_what_comes_next(ok, ana):
    remedy = 'Nothing to do today. Try: scrm follow-up add @ana "send the proposal" fri\n'
    for tty in (False, True):
        ran = ok("today", tty=tty)
        assert (ran.out, ran.err) == ("", remedy)
    ok("fu", "add", "@ana", "review", "1 dec")
    ran = ok("today", tty=True)
    assert (ran.out, ran.err) == ("", "Nothing to do today. Next: review (Ana García), Tue 1 Dec\n")
    ran = ok("today", "--lang", "es", "--fields", "ref")
    assert (ran.out, ran.err) == ("", "Nada que hacer hoy. Después: review (Ana García), mar 1 dic\n")
    ok("done", "review")
    assert ok("today").err == (
        'All done. 1 done today. Try: scrm follow-up add @ana "send the proposal" fri\n'
    )
    assert ok("today", "-q").err == ""


def test_a_morning_without_anybody_says_how_to_begin(ok, born):
    ran = ok("today", tty=True)
    assert (ran.out, ran.err.count("\n")) == ("", 1)
    assert ran.err.startswith("Nothing to do today. Try: scrm import linkedin")


@pytest.mark.parametrize("line", ["today", "find zz", "contact list --trash", "note list --trash", "fu list"])
def test_an_empty_list_says_one_line_with_the_next_step_and_prints_nothing(ok, born, line):
    ok("contact", "add", "Ana García")
    for language, step in (("en", " Try: "), ("es", " Se puede probar: ")):
        ran = ok(*line.split(), "--lang", language, tty=True)
        assert (ran.out, ran.err.count("\n")) == ("", 1)
        assert step in ran.err


def test_a_second_person_of_a_name_is_told(ok, ana):
    assert f"There was somebody called ana garcia already: {ana}\n" in ok("contact", "add", "ana garcia").err
    assert ok("contact", "add", "Ana").err == ""


def test_a_person_who_declines_reads_that_nothing_was_written(run, home):
    ran = run("log", "@zoe", "call", tty=True, stdin="n\n")
    assert (ran.code, ran.err.endswith("scrm: Nothing was written, and nobody was added.\n")) == (3, True)
    ran = run("log", "@zoe", "call", tty=True, stdin="y\n")
    assert f"Written down: scrm interaction show {ran.lines[0]}\n" in ran.err

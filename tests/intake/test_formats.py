"""Formats are found by name among what is installed; a foreign one that fails is named, and breaks nothing."""

from __future__ import annotations

from datetime import date

import pytest

from bench.linkedin_archive import make
from scrm.base.errors import BadInput, UsageError
from scrm.intake import formats


@pytest.fixture
def archive(tmp_path):
    make(tmp_path / "export.zip", 20, 10, 1, date(2026, 11, 24))
    return tmp_path / "export.zip"


@pytest.fixture
def foreign(tmp_path, monkeypatch):
    """Install a distribution that registers importers, given as lines of an entry-point group."""

    def install(*lines, module=""):
        folder = tmp_path / "foreign_importer-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: foreign-importer\nVersion: 1.0\n")
        (folder / "entry_points.txt").write_text("\n".join(["[scrm.importers]", *lines]) + "\n")
        (tmp_path / "foreign_importer.py").write_text(module)
        monkeypatch.syspath_prepend(str(tmp_path))

    return install


CLAIMS_ALL = """
class Everything:
    name = "everything"
    def identify(self, path):
        return "anything at all"
class Nothing(Everything):
    name = "nothing"
    def identify(self, path):
        return None
"""


def test_our_own_format_is_there_by_name():
    assert "linkedin" in formats.names()
    assert formats.load("linkedin").name == "linkedin"


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(UsageError) as refused:
        formats.load("outlook\x1b[31m")
    assert "linkedin" in refused.value.remedy
    assert "\x1b" not in refused.value.what


def test_a_source_is_recognised_by_what_it_holds(archive):
    assert formats.recognise(archive).name == "linkedin"


def test_with_one_format_its_own_words_say_why_not(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Ana")
    importer = formats.recognise(tmp_path / "letter.txt")
    assert importer.name == "linkedin"


def test_two_formats_that_claim_one_source_are_both_named(foreign, archive):
    foreign("everything = foreign_importer:Everything", module=CLAIMS_ALL)
    with pytest.raises(BadInput, match="everything, linkedin"):
        formats.recognise(archive)


def test_a_source_that_none_of_several_formats_knows(foreign, tmp_path):
    foreign("nothing = foreign_importer:Nothing", module=CLAIMS_ALL)
    (tmp_path / "letter.txt").write_text("Dear Ana")
    with pytest.raises(BadInput, match="linkedin, nothing"):
        formats.recognise(tmp_path / "letter.txt")


def test_an_importer_that_cannot_be_loaded_is_named(foreign):
    foreign("broken = foreign_importer:Missing")
    with pytest.raises(UsageError, match="broken"):
        formats.load("broken")

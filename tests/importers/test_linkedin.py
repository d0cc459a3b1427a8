"""The LinkedIn importer keeps the contract, and each oddity of the format has its outcome."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from importers.linkedin import LinkedIn
from scrm.base.errors import BadInput
from scrm.intake.contract import (
    FileSeen,
    Handle,
    InteractionDraft,
    Options,
    OwnerDraft,
    PersonDraft,
    Undecided,
)
from tests.importers.conformance import CASES, ImporterContract

PROFILE = "https://www.linkedin.com/in/"
MESSAGES = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"


def drafts(path: Path, **options: object) -> list:
    return list(LinkedIn().read(path, Options(**options)))


class TestLinkedIn(ImporterContract):
    importer = LinkedIn()
    sources = sorted(CASES.glob("*/source"))


def test_zip_folder_and_nested_folder_read_alike(
    tmp_path: Path, zipped: Callable[..., Path], connections: str
) -> None:
    folder = tmp_path / "Basic_LinkedInDataExport_11-21-2026.zip"
    folder.mkdir()
    (folder / "Connections.csv").write_text(connections)
    assert drafts(folder) == drafts(zipped(("Connections.csv", connections)))
    assert drafts(folder) == drafts(folder / "Connections.csv")
    nested = drafts(zipped(("Basic/Connections.csv", connections), name="nested.zip"))
    assert [draft.key for draft in nested if isinstance(draft, PersonDraft)] == ["linkedin/ana-ruiz"]


def test_one_file_may_have_any_ending(tmp_path: Path, connections: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(connections)
    assert isinstance(drafts(path)[0], PersonDraft)


def test_files_of_the_system_are_left_alone(zipped: Callable[..., Path], connections: str) -> None:
    path = zipped(
        ("Connections.csv", connections), ("__MACOSX/._Connections.csv", b"\0\1"), (".DS_Store", b"\0")
    )
    assert {draft.name: draft.used for draft in drafts(path) if isinstance(draft, FileSeen)} == {
        "Connections.csv": True,
        "__MACOSX/._Connections.csv": False,
        ".DS_Store": False,
    }


def test_an_unknown_header_is_shown_with_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text("Etunimi,Sukunimi\nAna,Ruiz\n")
    with pytest.raises(BadInput, match="found Etunimi,Sukunimi, expected First Name, Last Name"):
        drafts(path)


def test_a_header_is_missed_in_one_file_of_many(zipped: Callable[..., Path], connections: str) -> None:
    path = zipped(("Connections.csv", connections), ("messages.csv", "2-a==,,Ana,,Clara\n"))
    with pytest.raises(BadInput, match=r"messages\.csv has no header"):
        drafts(path)
    assert LinkedIn().identify(path) is None


def test_another_program_s_contact_list_is_not_taken_for_connections(tmp_path: Path) -> None:
    path = tmp_path / "outlook.csv"
    path.write_text("First Name,Last Name,Company,E-mail Address\nAna,Ruiz,Acme,\n")
    with pytest.raises(BadInput, match="is not a LinkedIn export: found First Name,Last Name"):
        drafts(path)


def test_a_cell_may_be_larger_than_the_library_allows(zipped: Callable[..., Path]) -> None:
    text = "word " * 60_000
    path = zipped(
        (
            "messages.csv",
            MESSAGES + f"c,Ana,{PROFILE}ana,Clara,{PROFILE}clara,2023-12-05 17:02:11 UTC,{text}\n",
        )
    )
    found = [draft for draft in drafts(path, me="Clara") if isinstance(draft, InteractionDraft)]
    assert [draft.text for draft in found] == [text]


def test_an_address_known_from_before_tells_who_the_owner_is(zipped: Callable[..., Path]) -> None:
    path = zipped(
        ("messages.csv", MESSAGES + f"c,Ana,{PROFILE}ana,Clara,{PROFILE}clara,2023-12-05 17:02:11 UTC,Hi\n")
    )
    known = Handle("profile", PROFILE + "clara", "clara", "linkedin")
    assert isinstance(drafts(path)[0], Undecided)
    assert drafts(path, known_me=(known,))[0].direction == "in"


def test_an_owner_without_an_address_in_the_messages_may_still_give_it(zipped: Callable[..., Path]) -> None:
    path = zipped(
        (
            "messages.csv",
            MESSAGES
            + "".join(f"c{n},Ana {n},{PROFILE}a{n},Clara,,2023-12-05 17:02:11,Hi\n" for n in range(3)),
        ),
        ("Profile.csv", "First Name,Last Name,Headline\nClara,,x\n"),
    )
    found = drafts(path, me=PROFILE + "clara")
    owner = next(draft for draft in found if isinstance(draft, OwnerDraft))
    assert [handle.key for handle in owner.handles] == ["clara"]
    assert {draft.direction for draft in found if isinstance(draft, InteractionDraft)} == {"in"}


def test_two_people_of_the_name_given_need_the_address(zipped: Callable[..., Path]) -> None:
    row = f"c,Clara,{PROFILE}one,Clara,{PROFILE}two,2023-12-05 17:02:11 UTC,Hi\n"
    options = Options(me="Clara")
    found = list(LinkedIn().read(zipped(("messages.csv", MESSAGES + row)), options))
    assert isinstance(found[0], Undecided)
    assert options.notes == ["Several people are named Clara: give the address of your profile with --me."]


def test_keys_do_not_depend_on_the_order_of_rows(zipped: Callable[..., Path]) -> None:
    rows = [
        f"c,Clara,{PROFILE}clara,Ana,{PROFILE}ana,2023-12-05 17:02:11 UTC,ok\n",
        f"c,Clara,{PROFILE}clara,Eva,{PROFILE}eva,2023-12-05 17:02:11 UTC,ok\n",
        f"c,Ana,{PROFILE}ana,Clara,{PROFILE}clara,2023-12-05 17:02:11 UTC,ok\n",
    ]

    def keys(order: list[str], name: str) -> dict[str, tuple[str, ...]]:
        found = drafts(zipped(("messages.csv", MESSAGES + "".join(order)), name=name), me="Clara")
        return {d.key: tuple(p.name for p in d.parties) for d in found if isinstance(d, InteractionDraft)}

    assert keys(rows, "one.zip") == keys(rows[::-1], "two.zip")
    assert len(keys(rows, "one.zip")) == 3


def test_the_same_archive_gives_the_same_keys_wherever_it_lies(tmp_path: Path) -> None:
    case = CASES / "messages_group" / "source"
    moved = tmp_path / "elsewhere"
    shutil.copytree(case, moved)
    assert drafts(case) == drafts(moved)


class TestCorpora:
    """Files of other projects."""

    def test_every_row_is_read(self, corpora: Path) -> None:
        expected = {
            "kawsay/linkedin": {"Connections.csv": 2, "Rich_Media.csv": 1, "messages.csv": 3},
            "linkedin-network-intelligence": {"Connections.csv": 10, "Messages.csv": 11},
            "network-jobs": {"Connections.csv": 10},
        }
        for folder, files in expected.items():
            found = drafts(corpora / "linkedin" / folder)
            assert {draft.name: draft.rows for draft in found if isinstance(draft, FileSeen)} == files

    def test_the_one_person_in_every_conversation_is_the_owner(self, corpora: Path) -> None:
        found = drafts(corpora / "linkedin" / "linkedin-network-intelligence")
        ways = [draft.direction for draft in found if isinstance(draft, InteractionDraft)]
        assert (ways.count("in"), ways.count("out")) == (6, 5)
        assert {p.name for d in found if isinstance(d, InteractionDraft) for p in d.parties} == {
            "Alice Johnson", "Bob Williams", "Carol Davis", "Eve Wilson",
        }  # fmt: skip

    def test_two_conversations_are_too_few_to_tell(self, corpora: Path) -> None:
        found = drafts(corpora / "linkedin" / "kawsay" / "linkedin")
        assert sum(isinstance(draft, Undecided) for draft in found) == 2
        answered = drafts(corpora / "linkedin" / "kawsay" / "linkedin", me="Pedro Fuentes")
        assert [draft.direction for draft in answered if isinstance(draft, InteractionDraft)] == ["in", "out"]

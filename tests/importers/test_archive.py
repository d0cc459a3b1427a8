"""An archive that plays tricks is refused in one sentence, before anything is believed."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from importers import archive
from importers.archive import open_archive
from importers.linkedin import LinkedIn
from scrm.base.errors import BadInput, NotFound
from scrm.intake.contract import Options


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as error:
        list(LinkedIn().read(path, Options()))
    assert error.value.remedy
    assert not error.value.what.endswith(".")
    assert LinkedIn().identify(path) is None
    return error.value.what


@pytest.mark.parametrize(
    "name",
    [
        "../Connections.csv",
        "/etc/Connections.csv",
        "a/../../b.csv",
        "C:/x.csv",
        "a\\..\\b.csv",
        "a\x1b]0;x.csv",
    ],
)
def test_names_that_lead_outside_are_refused(
    zipped: Callable[..., Path], connections: str, name: str
) -> None:
    what = refusal(zipped(("Connections.csv", connections), (name, "x")))
    assert "leads outside" in what
    assert "\x1b" not in what


def test_a_link_in_a_zip_is_refused(zipped: Callable[..., Path], connections: str) -> None:
    link = zipfile.ZipInfo("Connections.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link that leads outside" in refusal(zipped((link, "/etc/passwd")))


def test_a_link_in_a_folder_is_refused(tmp_path: Path, connections: str) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text(connections)
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Connections.csv").symlink_to(outside)
    assert "Connections.csv" in refusal(folder)


def test_a_pipe_in_a_folder_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Connections.csv")
    assert "plain files" in refusal(tmp_path)
    assert "neither a file nor a folder" in refusal(tmp_path / "Connections.csv")


def test_a_link_given_by_the_user_is_followed(
    tmp_path: Path, zipped: Callable[..., Path], connections: str
) -> None:
    link = tmp_path / "latest"
    link.symlink_to(zipped(("Connections.csv", connections)))
    assert len(list(LinkedIn().read(link, Options()))) == 2


@pytest.mark.parametrize("second", ["Connections.csv", "connections.CSV"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(
    zipped: Callable[..., Path], connections: str, second: str
) -> None:
    assert "two files named" in refusal(zipped(("Connections.csv", connections), (second, connections)))


def test_an_encrypted_zip_is_refused(zipped: Callable[..., Path], connections: str) -> None:
    path = zipped(("Connections.csv", connections))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert refusal(path) == "export.zip is encrypted"


def test_a_method_other_than_deflate_is_refused(tmp_path: Path, connections: str) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("Connections.csv", connections)
    assert "not supported" in refusal(path)


@pytest.mark.parametrize("megabytes", [2, 101])
def test_a_bomb_is_refused(zipped: Callable[..., Path], connections: str, megabytes: int) -> None:
    bomb = b"\0" * (megabytes * archive.MEGABYTE)
    assert "too large when unpacked" in refusal(
        zipped(("Connections.csv", connections), ("Rich_Media.csv", bomb))
    )


def test_small_files_may_be_packed_tightly(zipped: Callable[..., Path], connections: str) -> None:
    path = zipped(("Connections.csv", connections), ("Skills.csv", "Name\n" + "same\n" * 100_000))
    assert [draft.rows for draft in LinkedIn().read(path, Options()) if hasattr(draft, "rows")] == [
        1,
        100_000,
    ]


def test_real_bytes_are_counted_whatever_was_declared(
    tmp_path: Path, connections: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", len(connections) + 10)
    (tmp_path / "Connections.csv").write_text(connections)
    assert len(list(LinkedIn().read(tmp_path, Options()))) == 2
    (tmp_path / "messages.csv").write_text(connections)
    assert "too large" in refusal(tmp_path)


def test_a_size_that_was_declared_too_small_is_damage(zipped: Callable[..., Path]) -> None:
    path = zipped(("Connections.csv", os.urandom(5000)))
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\1\2") + 24
    data[place : place + 4] = (4000).to_bytes(4, "little")
    path.write_bytes(data)
    assert "damaged" in refusal(path)


def test_too_many_files_are_refused(zipped: Callable[..., Path], tmp_path: Path) -> None:
    assert "more than 2000" in refusal(zipped(*((f"{number}.csv", "") for number in range(2001))))


def test_a_huge_table_of_contents_is_refused_unread(zipped: Callable[..., Path], connections: str) -> None:
    path = zipped(("Connections.csv", connections))
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\5\6") + 12
    data[place : place + 4] = (0xFFFFFFF).to_bytes(4, "little")
    path.write_bytes(data)
    assert "more than 2000" in refusal(path)


def test_a_zip_cut_anywhere_is_refused(zipped: Callable[..., Path], connections: str) -> None:
    path = zipped(("Connections.csv", connections), ("Skills.csv", "Name\nSQL\n"))
    whole = path.read_bytes()
    for size in range(0, len(whole) - 1, 7):
        path.write_bytes(whole[:size])
        assert "export.zip" in refusal(path)


def test_a_flipped_byte_in_a_file_is_noticed(zipped: Callable[..., Path], connections: str) -> None:
    path = zipped(("Connections.csv", connections * 20))
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(BadInput, match="damaged"):
        list(LinkedIn().read(path, Options()))


def test_files_that_share_bytes_are_refused(zipped: Callable[..., Path], connections: str) -> None:
    path = zipped(("Connections.csv", connections), ("Skills.csv", "Name\n"))
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    data[second + 42 : second + 46] = (3).to_bytes(4, "little")
    path.write_bytes(data)
    assert "damaged" in refusal(path)


def test_members_come_in_the_order_of_their_names(zipped: Callable[..., Path]) -> None:
    with open_archive(zipped(("b/x.csv", ""), ("a.csv", ""), ("b/", ""))) as opened:
        assert [member.name for member in opened.members] == ["a.csv", "b/x.csv"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(tmp_path: Path, connections: str) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text(connections)
    path.chmod(0)
    assert "Connections.csv cannot be read" in refusal(path)


def test_a_path_below_a_file_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotFound):
        open_archive(tmp_path / "file" / "export.zip")

"""Makes the tiny database of the present schema: `python -m tests.db.make_released` before a release, never after.

Its file `tests/db/released/NNNN.db` is committed and stays as it is: every later
version of scrm must open it. All people are invented.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from scrm.base.clock import ManualClock
from scrm.base.dates import parse_when
from scrm.base.settings import Places, Settings
from scrm.db.opening.connection import connect
from scrm.db.opening.migrations import VERSION
from scrm.interactions.diary import moment
from scrm.workspace import Workspace

RELEASED = Path(__file__).parent / "released"


def fill(workspace: Workspace, clock: ManualClock) -> None:
    """A little of everything, one thing undone."""
    contacts, diary = workspace.contacts, workspace.diary
    ana = contacts.add(
        "Ana García", organization="Acme", title="COO", tags=["vip"], kind="client", cadence=30, city="Vigo",
        birthday="1980-03-01", addresses=["ana@acme.example", "https://www.linkedin.com/in/ana-garcia"],
    )  # fmt: skip
    luis = contacts.add("Luis Núñez", organization="Globex", addresses=["+34 600 000 001"])
    contacts.relate(ana, "introduced", luis)
    contacts.set_tag_rhythm("vip", 20)
    clock.move(days=3)
    contacts.edit(ana, organization="Initech", title="CEO")
    diary.log([(ana, "Ana García")], kind="call", minutes=25, summary="scope agreed", tags=["proposal"])
    diary.log([(ana, "Ana García"), (luis, "Luis Núñez")], kind="meeting", when=moment(clock, clock.today()))
    when = parse_when("2027-01-04", clock)
    assert when is not None
    workspace.promises.add("Send the proposal", when, [ana])
    clock.move(days=1)
    contacts.edit(luis, city="Lugo")
    workspace.undo()


def make(path: Path) -> None:
    """Write the file; it is whole without its WAL."""
    clock = ManualClock(datetime(2026, 11, 20, 9, 2, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        places = Places.at(Path(folder))
        with Workspace(places, Settings.load(places), clock=clock, create=True) as workspace:
            fill(workspace, clock)
            workspace.database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path.unlink(missing_ok=True)
        conn = connect(places.database)
        # The same rows in small pages: an eighth of the size, since most tables hold a row or two.
        conn.execute("PRAGMA page_size=1024")
        conn.execute("VACUUM INTO ?", (str(path),))
        conn.close()


if __name__ == "__main__":
    RELEASED.mkdir(exist_ok=True)
    make(RELEASED / f"{VERSION:04d}.db")

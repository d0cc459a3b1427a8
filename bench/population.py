"""A workspace of any size with made-up people, written through the ledger like everything else.

python -m bench.population FOLDER PEOPLE INTERACTIONS
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrm.base.clock import to_text
from scrm.base.ids import id_for
from scrm.base.settings import Places, Settings
from scrm.contacts.organizations import organization_id
from scrm.db.ledger.operations import Operation
from scrm.workspace import Workspace

GIVEN = "Ana Luis Marta José Carmen Iñaki Núria Paula Jordi Clara Hugo Inês Tomás Rosa Julia Pau Elena Marc".split()
FAMILY = (
    "García Martínez López Sánchez Pérez Gómez Ruiz Vidal Ferrer Núñez Soler Castro Ortega Rubio Molina "
    "Delgado Ibarra Etxea Rocha Silva Costa Chen Novak Berg Lindholm Okafor Haddad Tanaka Moreau Rossi"
).split()
FIRMS = [
    f"{a} {b}"
    for a in "Norte Sur Delta Alba Orion Vega Lumen Terra".split()
    for b in "Logística Labs Foods".split()
]
WORDS = "proposal budget pilot meeting invoice contract delivery team launch review question thanks".split()
BATCH = 50_000


def make(home: Path, people: int, interactions: int, seed: int = 1) -> Workspace:
    """Fill an empty workspace; interactions spread over three years, half of them with a tenth of the people."""
    chance = random.Random(seed)
    places = Places.at(home)
    workspace = Workspace(places, Settings.load(places), create=True)
    ids = [id_for(f"bench/person/{n}") for n in range(people)]
    with workspace.ledger.operation("bench", "people") as op:
        _write_people(op, chance, ids, workspace.clock.today().isoformat())
    now = workspace.clock.now()
    for start in range(0, interactions, BATCH):
        with workspace.ledger.operation("bench", "interactions") as op:
            _write_interactions(op, chance, ids, now, range(start, min(start + BATCH, interactions)))
    return workspace


def _write_people(op: Operation, chance: random.Random, ids: list[str], today: str) -> None:
    firms = [(organization_id(name), name) for name in FIRMS]
    op.insert_many("organizations", ("id", "name"), firms)
    names = [(chance.choice(GIVEN), f"{chance.choice(FAMILY)} {chance.choice(FAMILY)}") for _id in ids]
    op.insert_many(
        "contacts",
        ("id", "name", "given_name", "family_name", "kind", "source", "source_date", "basis"),
        [
            (
                id,
                f"{given} {family}",
                given,
                family,
                chance.choice(("client", "other", "other")),
                "bench",
                today,
                "x",
            )
            for id, (given, family) in zip(ids, names, strict=True)
        ],
    )
    op.insert_many(
        "affiliations",
        ("id", "contact_id", "organization_id", "title", "noted_on", "source"),
        [
            (id_for(f"{id}/job"), id, chance.choice(firms)[0], "Head of operations", today, "bench")
            for id in ids
        ],
    )
    op.insert_many(
        "identities",
        ("id", "contact_id", "type", "value", "key", "source"),
        [
            (id_for(f"{id}/mail"), id, "email", f"p{n}@example.com", f"p{n}@example.com", "bench")
            for n, id in enumerate(ids)
        ],
    )


def _write_interactions(
    op: Operation, chance: random.Random, ids: list[str], now: datetime, numbers: range
) -> None:
    close = ids[: max(1, len(ids) // 10)]
    events, parts = [], []
    for number in numbers:
        at = now - timedelta(minutes=chance.randrange(3 * 365 * 24 * 60))
        id = id_for(f"bench/interaction/{number}")
        person = chance.choice(close if number % 2 else ids)
        kind = chance.choice(("chat", "mail", "call", "meeting"))
        direction = "both" if kind == "meeting" else chance.choice(("in", "out"))
        text = " ".join(chance.choices(WORDS, k=12))
        events.append((id, to_text(at.astimezone(UTC)), kind, direction, text, 1, "bench"))
        parts.append((id_for(f"{id}/{person}"), id, person, ""))
    op.insert_many("interactions", ("id", "at", "kind", "direction", "summary", "people", "source"), events)
    op.insert_many("interaction_people", ("id", "interaction_id", "contact_id", "name"), parts)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])).close()

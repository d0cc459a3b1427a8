"""The brief of a person: last words, promises both ways, wishes, dates."""

from __future__ import annotations

from datetime import date

import pytest

from scrm.base.dates import When
from scrm.base.errors import NotFound


def _ana(morning):
    ana = morning.person(
        organization="Acme", title="Head of operations", birthday="1980-12-04", preferred_channel="mail",
        preferred_times="mornings", expectations="an answer within two days", salutation="tu", language="es",
    )  # fmt: skip
    morning.workspace.promises.add("revised proposal", When(morning.day(3)), [ana])
    morning.workspace.promises.add("her signature", When(morning.day(-2)), [ana], waiting=True)
    morning.workspace.promises.done([morning.promise("old", 9, ana)])
    for ago, words in ((30, "oldest"), (20, "older"), (12, "agreed scope"), (1, "asked for less")):
        morning.talk(ana, ago=ago, words=words)
    morning.connect_on(ana, date(2020, 5, 4))
    return ana


def test_a_brief_gathers_what_the_rooms_know(morning):
    found = morning.workspace.briefs.of(_ana(morning))
    assert [i.words for i in found.recent] == ["asked for less", "agreed scope", "older", "oldest"]
    assert [f.title for f in found.mine] == ["revised proposal"]
    assert [f.title for f in found.theirs] == ["her signature"]
    assert (found.birthday, found.connected) == (date(2026, 12, 4), date(2020, 5, 4))
    assert found.facts.exchanges == 4


def test_somebody_new_has_a_short_brief(morning):
    found = morning.workspace.briefs.of(morning.person())
    assert (found.recent, found.mine, found.theirs, found.birthday, found.connected) == (
        (),
        (),
        (),
        None,
        None,
    )


def test_nobody_in_the_trash_has_a_brief(morning):
    ana = _ana(morning)
    morning.workspace.contacts.remove([ana])
    with pytest.raises(NotFound):
        morning.workspace.briefs.of(ana)


def test_done_may_log_the_contact_in_the_same_operation(morning):
    ana = morning.person()
    ids = [morning.promise("call about the pilot", 0, ana, tags=["pilot"]), morning.promise("alone", 0)]
    found = [morning.workspace.promises.get(id) for id in ids]
    finished, logged = morning.workspace.logbook.done(found, "mail")
    assert [f.id for f in finished] == ids
    (written,) = morning.workspace.timeline.interactions(logged)
    assert (written.kind, written.direction, written.summary, written.tags) == (
        "mail", "out", "call about the pilot", ("pilot",),
    )  # fmt: skip
    morning.workspace.undo()
    assert morning.total("due") == 2
    assert morning.workspace.timeline.count_of(ana) == 0


def test_done_logs_others_alone_unless_a_promise_is_logged_with_them(morning):
    ana, luis = morning.person(), morning.person("Luis Pérez")
    found = [morning.workspace.promises.get(morning.promise("call about the pilot", 0, ana))]
    others = [(ana, "Ana García"), (luis, "Luis Pérez")]
    _finished, logged = morning.workspace.logbook.done(found, "call", others)
    written = morning.workspace.timeline.interactions(logged)
    assert sorted((one.summary, one.participants[0].contact_id) for one in written) == [
        ("", luis), ("call about the pilot", ana),
    ]  # fmt: skip
    assert morning.workspace.last_done().summary == "call about the pilot"


def test_done_logs_only_what_was_still_open(morning):
    found = [morning.workspace.promises.get(morning.promise("call", 0, morning.person()))]
    morning.workspace.promises.done([found[0].id])
    assert morning.workspace.logbook.done(found, "call") == ([], [])

"""The quick log through the real logbook: read back while typed, saved as one operation."""

from __future__ import annotations

import pytest

from tui.shell.hearing import mention, offers
from tui.widgets.boxes.quicklog import QuickLog
from tui.widgets.fields import Field


async def test_what_is_understood_shows_while_typing(shell, network):
    async with shell() as app:
        await app.press("G", "i", "home")
        await app.press(*["delete"] * 20)
        await app.type("@ana call 25m + scope agreed >yesterday +1w #proposal")
        assert "Ana García · Acme" in app.text
        assert "call, out, 25 min, Mon 23 Nov" in app.text
        assert "scope agreed · + good · #proposal" in app.text
        assert "“scope agreed”, Tue 1 Dec" in app.text


async def test_enter_saves_interaction_and_follow_up_as_one(shell, network):
    async with shell() as app:
        await app.press("i")
        await app.type("call 25m + scope agreed +1w")
        await app.press("enter")
        assert app.said == "Logged: call, Ana García. Follow-up on Tue 1 Dec · u undo"
        latest = app.workspace.timeline.of_contact(network.people["ana"], limit=1)[0]
        assert (latest.kind, latest.minutes, latest.mood, latest.summary) == ("call", 25, "+", "scope agreed")
        assert app.workspace.follow_ups.counts() == (5, 0)
        await app.press("u")
        assert app.workspace.follow_ups.counts() == (4, 0)
        assert app.workspace.timeline.count_of(network.people["ana"]) == 3


async def test_tab_completes_a_person(shell, network):
    async with shell(size=(80, 24)) as app:
        await app.press("G", "i")
        await app.press(*["backspace"] * 20)
        await app.type("@lui")
        await app.press("tab")
        await app.type("mail sent the offer")
        await app.press("enter")
        assert app.said.startswith("Logged: mail, Luis Pérez")


async def test_somebody_else_typed_or_pasted_quickly_loses_no_character(shell, network):
    """The person of the row leaves the line when another is named, however much was typed by then."""
    async with shell() as app:
        await app.press("G", "i")
        line = app.app.query_one(QuickLog).query_one(Field)
        line.insert_text_at_cursor("@")
        line.insert_text_at_cursor("luis mail sent the offer")
        await app.pilot.pause()
        assert line.value == "@luis mail sent the offer"
        assert "Luis Pérez" in app.text


async def test_an_unknown_person_is_added_after_being_shown(shell, network):
    async with shell() as app:
        await app.press("i")
        await app.press(*["backspace"] * 20)
        await app.type("@zoe_quill call first talk")
        assert "Nobody called zoe_quill. Enter adds them" in app.text
        await app.press("enter")
        assert app.workspace.lists.count() == 5
        await app.press("u")
        assert app.workspace.lists.count() == 4


async def test_an_unknown_person_is_not_added_unseen(shell, network):
    """Enter pressed before the answer came must not make people."""
    async with shell() as app:
        box = app.app.query_one(QuickLog)
        await app.press("i")
        app.app._understood = ("", app.app._understood[1])
        box.post_message(QuickLog.Save("@zoe_quill call first talk"))
        await app.rest()
        assert app.workspace.lists.count() == 4
        assert box.is_open
        assert "Nobody called zoe_quill. Enter adds them" in app.text


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("call about it", "Who? Start with @"),
        ("@ana call >soonish", ">soonish is not understood"),
        ("@ana call >tomorrow", "lies ahead"),
    ],
)
async def test_what_cannot_be_saved_says_why_and_keeps_the_line(shell, network, line, problem):
    async with shell() as app:
        await app.press("i")
        await app.press(*["backspace"] * 20)
        await app.type(line)
        await app.press("enter")
        assert problem in app.text
        assert app.app.query_one(QuickLog).is_open
        assert app.workspace.timeline.count_of(network.people["ana"]) == 3


async def test_two_people_of_one_beginning_have_to_be_told_apart(shell, network, house):
    house.contacts.add("Ana Ruiz")
    async with shell() as app:
        await app.press("i")
        await app.press(*["backspace"] * 20)
        await app.type("@ana call hello")
        await app.press("enter")
        assert "ana may be several people: tab completes" in app.text


async def test_a_word_that_looks_like_a_date_is_said(shell, network):
    async with shell() as app:
        await app.press("i")
        await app.type("call wants it by friday")
        assert "“friday” stays in the note" in app.text


async def test_esc_keeps_the_draft_and_i_brings_it_back(shell, network):
    async with shell() as app:
        await app.press("i")
        await app.type("call half")
        await app.press("escape", "j", "i")
        assert "@Ana_García call half" in app.text


async def test_ctrl_n_saves_and_waits_for_the_next(shell, network):
    async with shell() as app:
        await app.press("i")
        await app.type("call one")
        await app.press("ctrl+n")
        assert app.app.query_one(QuickLog).is_open
        assert app.workspace.timeline.count_of(network.people["ana"]) == 4


async def test_an_empty_line_shows_examples(shell, network):
    async with shell() as app:
        await app.press("i")
        await app.press(*["backspace"] * 20)
        assert "@ana call 25m + scope agreed" in app.text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ana García", "@Ana_García"),
        ("Jean-Luc O'Neil", "@Jean-Luc_O'Neil"),
        ("Smith, John", '@"Smith, John"'),
        ('Ann "Bee" Cee', "@\"Ann 'Bee' Cee\""),
    ],
)
def test_a_mention_is_what_the_grammar_takes(workspace, name, typed):
    id = workspace.contacts.add(name)
    assert mention(name) == typed
    assert [who for who, _name in workspace.logbook.hear(f"{typed} call").known] in ([id], [])
    if '"Bee"' not in name:
        assert [who for who, _name in workspace.logbook.hear(f"{typed} call").known] == [id]


def test_offers_replace_the_last_mention_only(workspace):
    workspace.contacts.add("Luis Pérez", organization="Norte")
    workspace.contacts.add("Ana García")
    found = offers(workspace, "@Ana_García,@lu")
    assert [(each.insert, each.label, each.start) for each in found] == [("@Luis_Pérez ", "Norte", 12)]
    assert offers(workspace, "@ana call lu") == []

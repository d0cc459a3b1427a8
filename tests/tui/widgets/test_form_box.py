"""The form: errors under their fields, only changed values are told, drafts kept."""

from __future__ import annotations

import pytest

from tui.widgets.boxes.forms import FieldSpec, Form, FormField
from tui.widgets.completion import Completion
from tui.widgets.fields import Field
from tui.widgets.lists.rows import Column, Rows


def needs_date(value):
    return "" if value in ("", "fri") else "Use a date such as fri, +3d or 2026-12-01"


def person(name="Ana García"):
    return [
        FieldSpec("name", "Name", name),
        FieldSpec("organization", "Organisation", "", "firm"),
        FieldSpec("due", "Due", "", check=needs_date),
    ]


@pytest.fixture
def form():
    return Form()


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_fields_are_drawn_with_labels_hints_and_keys(stage, form, look, language, size):
    app = stage(form)
    async with app.run_test(size=size) as pilot:
        await form.open("contact.edit a", "Ana", person())
        await pilot.pause()
        text = "\n".join(look(app))
        assert "Name              Ana García" in text
        assert {"en": "e.g. firm", "es": "p. ej. firm"}[language] in text
        assert {"en": "ctrl+s saves", "es": "ctrl+s guarda"}[language] in text


async def test_enter_goes_on_and_saves_at_the_end_with_what_changed(stage, form):
    rows = Rows([Column("Name", 10)])
    app = stage(rows, form)
    async with app.run_test() as pilot:
        rows.focus()
        await pilot.pause()
        await form.open("contact.edit a", "Ana", person())
        await pilot.press("enter", *"Acme", "enter", *"fri", "enter")
        await pilot.pause()
        (save,) = app.got(Form.Save)
        assert save.form == "contact.edit a"
        assert save.values == {"name": "Ana García", "organization": "Acme", "due": "fri"}
        assert save.changed == {"organization": "Acme", "due": "fri"}
        assert form.is_open
        form.saved()
        await pilot.pause()
        assert not form.is_open
        assert rows.has_focus


async def test_a_wrong_value_is_told_under_its_field_and_nothing_is_saved(stage, form, look):
    app = stage(form)
    async with app.run_test() as pilot:
        await form.open("x", "Ana", person())
        await pilot.press("tab", "tab", *"someday", "shift+tab", "ctrl+s")
        await pilot.pause()
        assert not app.got(Form.Save)
        assert any("Use a date such as fri" in line for line in look(app))
        assert form.query(FormField).last().field.has_focus
        await pilot.press("ctrl+u", "ctrl+s")
        await pilot.pause()
        assert len(app.got(Form.Save)) == 1
        assert not any("Use a date such as fri" in line for line in look(app))


async def test_the_answer_of_the_workspace_can_refuse_a_field(stage, form, look):
    app = stage(form)
    async with app.run_test() as pilot:
        await form.open("x", "Ana", person())
        await pilot.press("ctrl+s")
        form.refuse({"organization": "There is no firm called Acmé"})
        await pilot.pause()
        assert any("There is no firm called Acmé" in line for line in look(app))
        assert form.query(FormField)[1].field.has_focus
        assert form.is_open


async def test_esc_keeps_a_draft_for_this_record_only(stage, form):
    app = stage(form)
    async with app.run_test() as pilot:
        await form.open("edit a", "Ana", person())
        await pilot.press("tab", *"Ac", "escape")
        await pilot.pause()
        assert not form.is_open
        await form.open("edit b", "Luis", person("Luis Pérez"))
        assert [f.value for f in form.query(Field)] == ["Luis Pérez", "", ""]
        await pilot.press("escape")
        await form.open("edit a", "Ana", person())
        assert [f.value for f in form.query(Field)] == ["Ana García", "Ac", ""]
        form.saved()
        await form.open("edit a", "Ana", person())
        assert form.query(Field)[1].value == ""
        assert form.drafts == {}


async def test_a_draft_is_told_and_can_be_dropped(stage, form, look):
    app = stage(form)
    async with app.run_test() as pilot:
        await form.open("edit a", "Ana", person())
        assert not any("ctrl+r" in line for line in look(app))
        await pilot.press("tab", *"Ac", "escape")
        await form.open("edit a", "Ana", person())
        await pilot.pause()
        assert any("ctrl+r drops this draft" in line for line in look(app))
        await pilot.press("ctrl+r")
        assert [f.value for f in form.query(Field)] == ["Ana García", "", ""]
        assert form.query(Field)[0].has_focus
        await pilot.press("escape")
        assert form.drafts == {}


async def test_what_is_typed_takes_the_place_of_a_proposed_value(stage, form):
    app = stage(form)
    async with app.run_test() as pilot:
        specs = [FieldSpec("what", "What", "call"), FieldSpec("due", "Due", "+1w", proposed=True)]
        await form.open("new", "New", specs)
        await pilot.press("tab", *"fri", "shift+tab", "tab", "x")
        assert [f.value for f in form.query(Field)] == ["call", "frix"]


async def test_a_form_of_one_field_saves_with_enter(stage, form):
    app = stage(form)
    async with app.run_test() as pilot:
        await form.open("tag a", "Tags", [FieldSpec("tags", "Tags", "vip")])
        await pilot.press("x", "enter")
        await pilot.pause()
        assert app.got(Form.Save)[0].changed == {"tags": "vipx"}


async def test_hostile_values_are_shown_harmless_and_stay_as_stored_if_left_alone(
    stage, form, look, harmless, hostile
):
    app = stage(form)
    async with app.run_test() as pilot:
        specs = [FieldSpec("a", hostile, hostile, hostile, lambda value: hostile if value == "bad" else "")]
        await form.open("x", hostile, [*specs, FieldSpec("b", "B", "", hostile)])
        await pilot.press("ctrl+s")
        form.refuse({"a": hostile})
        await pilot.pause()
        assert harmless(look(app))
        assert app.got(Form.Save)[0].changed == {}


async def test_a_long_form_scrolls_to_the_field_in_focus(stage, form, look):
    app = stage(form)
    async with app.run_test(size=(80, 16)) as pilot:
        await form.open("x", "Long", [FieldSpec(str(n), f"Field {n}") for n in range(30)])
        await pilot.press("shift+tab", *"last one"[:4])
        await pilot.pause()
        assert any("Field 29" in line for line in look(app))


async def test_what_is_understood_is_said_under_the_field_while_it_is_typed(stage, form, look):
    app = stage(form)
    async with app.run_test() as pilot:
        spec = FieldSpec(
            "due", "Due", "", check=needs_date, echo=lambda value: f"means {value}" if value else ""
        )
        await form.open("x", "Ana", [spec])
        await pilot.pause()
        before = form.region.height
        await pilot.press(*"fri")
        await pilot.pause()
        assert any("means fri" in line for line in look(app))
        assert form.region.height == before, "nothing jumps"
        await pilot.press("x", "enter")
        await pilot.pause()
        assert any("Use a date such as fri" in line for line in look(app))
        assert not any("means" in line for line in look(app))
        await pilot.press("backspace")
        await pilot.pause()
        assert any("means fri" in line for line in look(app))
        assert not any("Use a date such as fri" in line for line in look(app))


async def test_tab_completes_while_there_is_something_to_complete_then_goes_on(stage, form, look):
    words = ["vip", "vine"]

    def complete(before):
        return [Completion(word) for word in words if word.startswith(before) and before]

    app = stage(form)
    async with app.run_test() as pilot:
        await form.open("x", "Ana", [FieldSpec("a", "A", completer=complete), FieldSpec("b", "B")])
        first, second = form.query(FormField)
        await pilot.press("v")
        await pilot.pause()
        assert any("vine" in line for line in look(app))
        await pilot.press("tab")
        assert first.field.value == "vip"
        await pilot.press("tab")
        assert first.field.value == "vine"
        await pilot.press("down")
        await pilot.pause()
        assert second.field.has_focus
        assert not any("vip" in line for line in look(app)), "offered only where it is typed"
        await pilot.press("up", "p", "tab")
        assert second.field.has_focus


async def test_what_an_empty_field_shows_is_no_value_even_without_colours(stage, form, look):
    specs = [
        FieldSpec("a", "A", example="vip"),
        FieldSpec("b", "B", hint="may stay empty"),
        FieldSpec("c", "C"),
    ]
    app = stage(form, theme="ansi-dark")
    async with app.run_test() as pilot:
        await form.open("x", "Ana", specs)
        await pilot.pause()
        drawn = [line for line in look(app) if line.strip("│ ")[:2] in ("A ", "B ", "C", "C ")]
        assert [line.strip("│ ")[1:].strip() for line in drawn] == ["e.g. vip", "(may stay empty)", ""]
        style = form.query(Field).first().get_component_rich_style("input--placeholder")
        assert (style.italic, style.dim) == (True, True)


@pytest.mark.parametrize("cells", [60, 80])
async def test_words_to_choose_from_stand_side_by_side_and_none_is_cut(stage, form, look, cells):
    words = ["cliente", "cliente potencial", "cliente perdido", "socio", "influyente", "colega", "proveedor"]
    app = stage(form)
    async with app.run_test(size=(cells, 24)) as pilot:
        complete = lambda before: [Completion(word) for word in words if word.startswith(before)]  # noqa: E731
        await form.open("x", "Ana", [FieldSpec("kind", "Kind", completer=complete)])
        await pilot.pause()
        seen = " ".join(" ".join(line.strip("│ ") for line in look(app)).split())
        assert " ".join(words) in seen
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert any("› cliente potencial" in line or "›cliente potencial" in line for line in look(app))


async def test_words_that_do_not_fit_are_told_and_come_into_sight_with_tab(stage, form, look):
    words = [f"word{n:02}" for n in range(60)]
    app = stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await form.open(
            "x", "Ana", [FieldSpec("kind", "Kind", completer=lambda _text: list(map(Completion, words)))]
        )
        await pilot.pause()
        assert any(line.rstrip("│ ").endswith("...") for line in look(app))
        await pilot.press("shift+tab", *["tab"] * 59)
        await pilot.pause()
        assert any("›word58" in line for line in look(app))

"""A form: label, field, and under the field what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from scrm.base.i18n import _
from tui.widgets.boxes.overlay import Overlay
from tui.widgets.completion import Completer, Completions, Words
from tui.widgets.fields import Field, typed
from tui.widgets.paint import shown

COMPLETIONS = 3
"""lines for what Tab offers"""


def _no_problem(value: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field. `check` gives the sentence that says what is wrong with a value, or "".

    While it is empty it shows, told apart from a value without any colour, an
    `example` of what may stand there, or a `hint` what to do. `echo` says under
    the field, while it is typed, what a value is understood as. With a
    `completer` Tab completes as long as there is something to complete, then
    goes on.
    """

    name: str
    label: str
    value: str = ""
    example: str = ""
    check: Callable[[str], str] = _no_problem
    echo: Callable[[str], str] | None = None
    completer: Completer | None = None
    hint: str = ""
    proposed: bool = False
    """whether the value is only proposed: what is typed takes its place"""

    @property
    def placeholder(self) -> str:
        """What the empty field shows."""
        if self.example:
            return _("e.g. %(example)s") % {"example": self.example}
        return f"({self.hint})" if self.hint else ""


class FormField(Vertical):
    """A label, its field, and under it the error, else what is understood, and the completions."""

    DEFAULT_CSS = """
    FormField { height: auto; }
    FormField Horizontal { height: 1; }
    FormField .label { width: 18; height: 1; }
    FormField Field { width: 1fr; }
    FormField .error, FormField .echo { height: auto; padding: 0 0 0 18; }
    FormField Words { margin: 0 0 0 17; display: none; }
    """

    def __init__(self, spec: FieldSpec, value: str) -> None:
        super().__init__()
        self.spec = spec
        self._value = value

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(Content(shown(self.spec.label)), classes="label role--muted")
            yield Field(self._value, placeholder=shown(self.spec.placeholder))
        error = Static(Content(), classes="error role--bad")
        error.display = False
        yield error
        if self.spec.echo is not None:
            yield Static(Content(shown(self.spec.echo(self._value) or " ")), classes="echo role--muted")
        if self.spec.completer is not None:
            yield Words(self.spec.completer, COMPLETIONS)

    def on_mount(self) -> None:
        self._look_again()

    def on_descendant_focus(self) -> None:
        self._show_completions(True)
        if self.spec.proposed and self.field.value == typed(self.spec.value):
            self.field.action_select_all()

    def on_descendant_blur(self) -> None:
        self._show_completions(False)

    def _show_completions(self, on: bool) -> None:
        """Only of the field that is typed into: Textual does not look at `:focus-within` for what is inside."""
        for completions in self.query(Completions):
            completions.display = on

    @property
    def field(self) -> Field:
        return self.query_one(Field)

    def complete(self) -> bool:
        """Put the next completion into the field; False when there is none, or only what stands there."""
        if self.spec.completer is None:
            return False
        completions, before = self.query_one(Completions), self.field.value
        taken = completions.take(self.field) and self.field.value != before
        if taken and len(completions.found) == 1:
            # The only one may be a folder, whose files are next.
            completions.follow(self.field)
        self._say_echo()
        return taken

    @on(Input.Changed)
    def _typed(self) -> None:
        self.complain("")
        self._look_again()

    def _look_again(self) -> None:
        self._say_echo()
        for completions in self.query(Completions):
            completions.follow(self.field)

    def _say_echo(self) -> None:
        if self.spec.echo is not None:
            self.query_one(".echo", Static).update(Content(shown(self.spec.echo(self.field.value) or " ")))

    def complain(self, problem: str) -> bool:
        """Say what is wrong (nothing for ""); True if something is."""
        error = self.query_one(".error", Static)
        error.update(Content(shown(problem)))
        error.display = bool(problem)
        for echo in self.query(".echo"):
            echo.display = not problem
        return bool(problem)


class Form(Overlay):
    """Opens with `open`, posts `Save` and waits for `saved` or `refuse`. Esc keeps a draft by name."""

    keeps_draft = True
    BINDINGS = [
        Binding("escape", "cancel"),
        Binding("ctrl+s", "save", priority=True),
        Binding("ctrl+r", "afresh", priority=True),
        Binding("tab", "complete"),
        Binding("down", "move(1)"),
        Binding("shift+tab,up", "move(-1)"),
    ]
    DEFAULT_CSS = """
    Form VerticalScroll { height: auto; max-height: 70vh; scrollbar-size-vertical: 1; }
    Form #hint { height: auto; }
    """

    @dataclass
    class Save(Message):
        """All fields passed their checks. `changed` holds those that differ from what was given.

        A stored value with hostile codes is shown without them; left alone it
        is not in `changed`, so it stays as received.
        """

        form: str
        values: Mapping[str, str]
        changed: Mapping[str, str]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.drafts: dict[str, dict[str, str]] = {}
        self._opened = ""

    def compose(self) -> ComposeResult:
        yield VerticalScroll(can_focus=False)
        yield Static(Content(), id="hint", classes="role--muted")

    async def open(self, name: str, title: str, specs: Sequence[FieldSpec]) -> None:
        """Show a form. `name` keys the draft, so give it the record's id (`contact.edit 7f3a2c`)."""
        self._opened = name
        draft = self.drafts.get(name, {})
        holder = self.query_one(VerticalScroll)
        await holder.remove_children()
        await holder.mount_all(FormField(spec, draft.get(spec.name, spec.value)) for spec in specs)
        hint = _("enter confirms · esc cancels (draft kept)")
        if len(specs) > 1:
            hint = _("ctrl+s saves · enter next field · esc cancels (draft kept)")
        if draft:
            hint = _("ctrl+r drops this draft · %(keys)s") % {"keys": hint}
        self.query_one("#hint", Static).update(Content(shown(hint)))
        self.reveal(self._fields()[0].field, title)

    def saved(self) -> None:
        """The values are stored: forget the draft, close."""
        self.drafts.pop(self._opened, None)
        self.close()

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Say under each named field why it was not stored, and go to the first of them."""
        wrong = [field for field in self._fields() if field.complain(problems.get(field.spec.name, ""))]
        if wrong:
            wrong[0].field.focus()

    def cancel(self) -> None:
        values = self._values()
        if values != {field.spec.name: typed(field.spec.value) for field in self._fields()}:
            self.drafts[self._opened] = values
        super().cancel()

    def action_afresh(self) -> None:
        """Put back what was given: the draft was no good."""
        self.drafts.pop(self._opened, None)
        for field in self._fields():
            field.field.value = field.spec.value
        self._fields()[0].field.focus()

    def action_save(self) -> None:
        problems = {field.spec.name: field.spec.check(field.field.value) for field in self._fields()}
        self.refuse(problems)
        if any(problems.values()):
            return
        values = self._values()
        given = {field.spec.name: typed(field.spec.value) for field in self._fields()}
        changed = {name: value for name, value in values.items() if value != given[name]}
        self.post_message(self.Save(self._opened, values, changed))

    def action_complete(self) -> None:
        here = next((field for field in self._fields() if field.field.has_focus), None)
        if here is None or not here.complete():
            self.action_move(1)

    def action_move(self, step: int) -> None:
        fields = [field.field for field in self._fields()]
        here = next((i for i, field in enumerate(fields) if field.has_focus), 0)
        fields[(here + step) % len(fields)].focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field; on the last one it saves."""
        event.stop()
        if event.input is self._fields()[-1].field:
            self.action_save()
        else:
            self.action_move(1)

    def _fields(self) -> list[FormField]:
        return list(self.query(FormField))

    def _values(self) -> dict[str, str]:
        return {field.spec.name: field.field.value for field in self._fields()}

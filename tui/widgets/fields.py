"""One-line input that only ever holds text a terminal can show."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from scrm.base.text import clean


class Field(Input):
    """An Input without a border; hostile and invisible codes do not enter it, however they come.

    Textual draws an Input's value as it is, so a pasted escape sequence would
    reach the terminal.
    """

    DEFAULT_CSS = """
    Field { border: none; height: 1; padding: 0; background: $surface; }
    Field:focus { border: none; background-tint: 0%; }
    Field > .input--placeholder { text-style: italic; }
    Field:ansi > .input--placeholder { text-style: dim italic; }
    """

    # Textual's own lays out the whole screen anew at each key; a field's size does not hang on its text.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False)
        self.cursor_blink = False
        self.value = value

    def validate_value(self, value: str) -> str:
        return typed(value)

    def put(self, value: str, cursor: int | None = None) -> None:
        """Replace the value without a `Changed`; the cursor goes to its end or to `cursor` (in characters)."""
        with self.prevent(Input.Changed):
            self.value = value
        self.cursor_position = len(self.value) if cursor is None else cursor


def typed(text: str) -> str:
    """`text` as a field takes it: character by character, hostile ones left out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(clean(character) for character in text).replace("\ufffd", "")

"""What can be set: names, defaults, what each takes, and texts read as values."""

from __future__ import annotations

import re
from typing import NamedTuple

from scrm.base.errors import UsageError
from scrm.base.i18n import N_, _
from scrm.base.text import clean, fold, shorten

Value = str | int | bool


class Option(NamedTuple):
    """One setting, of its default's type. Numbers lie within `bounds`, texts are one of `choices` if any."""

    name: str
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] = (1, 100)

    @property
    def variable(self) -> str:
        """The environment variable that sets it: `today.rows` by SCRM_TODAY_ROWS."""
        return "SCRM_" + self.name.upper().replace(".", "_")

    @property
    def accepts(self) -> str:
        """What may be given, in words."""
        if isinstance(self.default, bool):
            return "true, false"
        if isinstance(self.default, int):
            return _("a number from %(least)d to %(most)d") % dict(
                zip(("least", "most"), self.bounds, strict=True)
            )
        return ", ".join(self.choices) or _("a line of text")


OPTIONS: tuple[Option, ...] = (
    Option("language", "auto", N_("Language of screens and messages."), ("auto", "en", "es")),
    Option("name", "", N_("Your own name, to tell you from the others in what you import.")),
    Option(
        "notes", "", N_("Folder of your notes, an existing one too. Empty: the folder notes beside the data.")
    ),
    Option("dates", "auto", N_("How 01/12 is read."), ("auto", "day-first", "month-first")),
    Option("theme", "auto", N_("Colours of the screens, by the name of a theme.")),
    Option(
        "glyphs", "auto", N_("Signs on screen: all of Unicode, or plain ASCII."), ("auto", "unicode", "ascii")
    ),
    Option("mouse", True, N_("Whether the screens take the mouse.")),
    Option("today.budget", 5, N_("How many people of a rhythm Today offers a day.")),
    Option("today.rows", 5, N_("How many rows a section of Today shows.")),
    Option(
        "keys.preset",
        "normal",
        N_("safe: letters only move, actions go through the menu."),
        ("normal", "safe"),
    ),
)
BY_NAME = {option.name: option for option in OPTIONS}


def find_option(name: str) -> Option:
    """The option of that name, `keys.<action>` included; raises UsageError with the nearest one."""
    if option := BY_NAME.get(name):
        return option
    if re.fullmatch(r"keys(\.[a-z][a-z0-9-]*){2,}", name):
        return Option(name, "", N_("The key of one action."))
    from difflib import get_close_matches

    near = get_close_matches(name[:40], BY_NAME, n=1)
    raise UsageError(
        _("There is no setting %(name)s") % {"name": shown(name)}, near[0] if near else "scrm config list"
    )


def read_value(option: Option, given: object, where: str = "") -> Value:
    """A value from TOML or from a text; raises UsageError that says what the option takes."""
    value = _read(option, given)
    if value is None:
        what = _("%(name)s cannot be “%(value)s”") % {"name": option.name, "value": shown(str(given))}
        raise UsageError(f"{where}: {what}" if where else what, option.accepts)
    return value


def _read(option: Option, given: object) -> Value | None:
    if not isinstance(given, str | int):
        return None
    word = fold(str(given))
    if isinstance(option.default, bool):
        return _BOOLEANS.get(word)
    if isinstance(option.default, int):
        number = int(word) if re.fullmatch(r"[0-9]{1,6}", word) else -1
        return number if option.bounds[0] <= number <= option.bounds[1] else None
    if option.choices:
        return word if word in option.choices else None
    return given if isinstance(given, str) and len(given) <= 1000 and not _CONTROL.search(given) else None


_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "1", "si"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def shown(text: str) -> str:
    """A text from a file or a flag, short and harmless."""
    return shorten(clean(text), 60)

"""Colours: six roles, our own dark and light theme, and what to do with few colours or none.

A role is a word (`muted`, `bad`), never a hue: `scrm.tcss` says which theme
colour each one takes, so every stock theme of Textual serves as well.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from textual.theme import Theme

Role = Literal["text", "muted", "accent", "good", "warn", "bad"]
ROLES: tuple[Role, ...] = get_args(Role)
NO_THEME_SETTING = "auto"


class Look(NamedTuple):
    """How an app is to be built: `App(ansi_color=look.ansi_color)`, then `app.theme = look.theme`."""

    theme: str
    ansi_color: bool | None
    no_color: bool


def settle(environ: MutableMapping[str, str], setting: str = NO_THEME_SETTING) -> Look:
    """Decide the look from the environment; call it before an App is made.

    Takes an empty NO_COLOR out of `environ`, because Textual counts it as set.
    A non-empty one stays: with `ansi_color=True` Textual then sends no colour
    at all, without it 24-bit greys.
    """
    if not environ.get("NO_COLOR"):
        environ.pop("NO_COLOR", None)
    no_color = "NO_COLOR" in environ
    shade = "light" if _light_background(environ) else "dark"
    if no_color or (setting == NO_THEME_SETTING and not _many_colours(environ)):
        return Look(f"ansi-{shade}", True, no_color)
    if setting == NO_THEME_SETTING:
        return Look(f"scrm-{shade}", None, False)
    return Look(setting, None, False)


def own_themes() -> list[Theme]:
    """The two themes to register: `scrm-dark` and `scrm-light`."""
    from textual.theme import Theme

    return [
        Theme(
            name="scrm-dark", dark=True, primary="#5fafaf", secondary="#87afd7", accent="#5fd7d7",
            foreground="#d0d0d0", background="#1c1c1c", surface="#1c1c1c", panel="#262626",
            success="#87d787", warning="#d7af5f", error="#ff8787",
        ),
        Theme(
            name="scrm-light", dark=False, primary="#005f87", secondary="#00005f", accent="#005f87",
            foreground="#262626", background="#f8f8f8", surface="#f8f8f8", panel="#e4e4e4",
            success="#005f00", warning="#875f00", error="#af0000",
        ),
    ]  # fmt: skip


def _many_colours(environ: MutableMapping[str, str]) -> bool:
    """Whether the terminal says it has 256 colours or more."""
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return True
    return environ.get("TERM", "").rpartition("-")[2] in ("256color", "direct", "kitty")


def _light_background(environ: MutableMapping[str, str]) -> bool:
    """Whether COLORFGBG (`foreground;background`) names a white or light grey ground."""
    return environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")

"""Options that take one of some words, or a number: what is wrong is told with what may be given.

Of words other spellings are understood, too, in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.text import clean, fold, shorten


def one_of(name: str, allowed: Sequence[str], text: str, field: str = "") -> str:
    """The word of `allowed` that a text means; `field` is the search field whose spellings are understood too.

    Raises UsageError with the words that may be given for `name`.
    """
    word = fold(text)
    if word not in allowed and field:
        word = _spelled(field, text)
    if word not in allowed:
        raise _wrong(name, text, ", ".join(filter(None, allowed)))
    return word


def _spelled(field: str, text: str) -> str:
    from scrm.search.terms import find_field, stored_value

    known = find_field(field)
    assert known is not None
    try:
        return stored_value(known, text)
    except UsageError:
        return text


def _wrong(name: str, text: str, remedy: str) -> UsageError:
    fields = {"field": name, "value": shorten(clean(text), 40)}
    return UsageError(_("%(field)s cannot be “%(value)s”") % fields, remedy)


class Choice(click.Choice[str]):
    """As `one_of`, for an option or an argument."""

    def __init__(self, choices: Sequence[str], field: str = "") -> None:
        super().__init__(choices)
        self.field = field

    def convert(self, value: Any, param: click.Parameter | None, _ctx: click.Context | None) -> str:
        """The word meant. Raises UsageError."""
        return one_of(_named(param), self.choices, str(value), self.field)


def _named(param: click.Parameter | None) -> str:
    if isinstance(param, click.Argument):
        return (param.metavar or str(param.name).upper()).strip("[]")
    return param.opts[-1] if param else ""


class Number(click.IntRange):
    """A whole number from `min` on."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises UsageError."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            least = _("a number from %(least)d on") % {"least": int(self.min or 0)}
            raise _wrong(_named(param), str(value), least) from error

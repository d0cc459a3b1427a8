"""Where a workspace lies and what its owner prefers, one door: `places`, `options`, `reading` of what holds, `writing`.

A flag wins over SCRM_*, that over config.toml, that over the default. A bad line never stops a
reading command: the next weaker source holds and `Settings.problems` tells about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrm.base.lazy import lazily
from scrm.base.settings.options import OPTIONS, Option, Value, find_option, read_value
from scrm.base.settings.places import Places
from scrm.base.settings.reading import Setting, Settings

if TYPE_CHECKING:
    from scrm.base.settings.writing import plan_value, set_value, template

# Every command reads settings, and two write one.
__getattr__ = lazily(globals(), dict.fromkeys(("plan_value", "set_value", "template"), "writing"))

__all__ = [
    "OPTIONS",
    "Option",
    "Places",
    "Setting",
    "Settings",
    "Value",
    "find_option",
    "plan_value",
    "read_value",
    "set_value",
    "template",
]

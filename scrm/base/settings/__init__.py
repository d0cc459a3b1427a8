"""Where a workspace lies and what its owner prefers, one door: `places`, `options`, and `reading` of what holds.

A flag wins over SCRM_*, that over config.toml, that over the default. A bad line never stops a
reading command: the next weaker source holds and `Settings.problems` tells about it.
"""

from __future__ import annotations

from scrm.base.settings.options import OPTIONS, Option, Value, find_option, read_value
from scrm.base.settings.places import Places
from scrm.base.settings.reading import Setting, Settings

__all__ = ["OPTIONS", "Option", "Places", "Setting", "Settings", "Value", "find_option", "read_value"]

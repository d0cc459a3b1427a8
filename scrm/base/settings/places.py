"""Where a workspace and its settings lie. Nothing needs to exist; only `notes` looks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from scrm.base.errors import UsageError
from scrm.base.i18n import _
from scrm.base.text import clean

Source = Literal["flag", "environment", "file", "default"]


class Places(NamedTuple):
    """Where a workspace and its settings lie; `source` says who chose."""

    data: Path
    config: Path
    source: Source = "flag"

    @classmethod
    def at(cls, home: Path, source: Source = "flag") -> Places:
        """Everything in one folder, settings too."""
        return cls(home.absolute(), home.absolute(), source)

    @classmethod
    def find(cls, home: str | None = None, environ: Mapping[str, str] | None = None) -> Places:
        """By `--home`, else SCRM_HOME, else the system's folders for the user's data and settings."""
        wanted = (os.environ if environ is None else environ).get("SCRM_HOME")
        if home:
            return cls.at(Path(os.path.expanduser(home)), "flag")
        if wanted:
            return cls.at(Path(os.path.expanduser(wanted)), "environment")
        from platformdirs import user_config_path, user_data_path

        return cls(user_data_path("scrm", False), user_config_path("scrm", False), "default")

    @property
    def database(self) -> Path:
        """The CRM's one file."""
        return self.data / "scrm.db"

    @property
    def backups(self) -> Path:
        """The folder of verified copies."""
        return self.data / "backups"

    @property
    def settings_file(self) -> Path:
        """config.toml."""
        return self.config / "config.toml"

    def notes(self, given: str) -> Path:
        """The folder of notes that a text names; a relative one lies below the data, an empty one is `notes`."""
        return self.data / os.path.expanduser(given or "notes")

    def check_notes(self, given: str) -> None:
        """Raises UsageError for what cannot be the folder of notes: a file, or a folder that holds much else.

        All below it is read, so it cannot be the home folder or one above, nor the one of the database.
        """
        folder = Path(os.path.realpath(self.notes(given)))
        wide = Path(os.path.realpath(os.path.expanduser("~"))).is_relative_to(folder)
        if wide or folder == Path(os.path.realpath(self.data)):
            what = _("%(path)s cannot be the folder of notes: everything below it would be read")
            raise UsageError(what % {"path": clean(str(folder))}, _("a folder of its own, such as ~/notes"))
        if os.path.exists(folder) and not os.path.isdir(folder):  # a folder above it may be closed
            what = _("%(path)s is not a folder") % {"path": clean(str(folder))}
            raise UsageError(what, _("a folder of its own, such as ~/notes"))

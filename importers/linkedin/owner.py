"""Profile.csv and Email Addresses.csv: facts about the owner of the archive, never a contact."""

from __future__ import annotations

from collections.abc import Callable

from importers.linkedin.names import full_name, is_name
from importers.linkedin.profile import email
from importers.linkedin.reasons import ADDRESS_UNCONFIRMED, NO_ADDRESS, NO_NAME
from importers.tables import Table
from scrm.intake.contract import Draft, Handle, OwnerDraft, Skipped


def owner_name(table: Table) -> str:
    """The full name in a profile; empty when the file has no usable row."""
    first, last = table.column("firstname"), table.column("lastname")
    for _row, cells, problem in table:
        if not problem:
            return full_name(cells[first].strip(), cells[last].strip())
    return ""


def owners(table: Table, profile: Handle | None) -> Callable[[int, list[str]], Draft]:
    """A function from a profile's row to the owner, with the profile address found elsewhere."""
    first, last = table.column("firstname"), table.column("lastname")

    def owner(row: int, cells: list[str]) -> Draft:
        name = full_name(cells[first].strip(), cells[last].strip())
        if not is_name(name):
            return Skipped(table.name, row, NO_NAME)
        return OwnerDraft(table.name, row, name, (profile,) if profile else ())

    return owner


def addresses(table: Table) -> Callable[[int, list[str]], Draft]:
    """A function from row to one e-mail address of the owner; unconfirmed ones may be anybody's."""
    address, confirmed = table.column("emailaddress"), table.column("confirmed")

    def own_address(row: int, cells: list[str]) -> Draft:
        handle = email(cells[address])
        if not handle:
            return Skipped(table.name, row, NO_ADDRESS)
        if cells[confirmed].strip().lower() in ("no", "false"):
            return Skipped(table.name, row, ADDRESS_UNCONFIRMED)
        return OwnerDraft(table.name, row, handles=(handle,))

    return own_address

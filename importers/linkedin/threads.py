"""Messages and the conversations they form: who takes part, as far as the rows tell.

People are told apart by profile address only. A name without an address takes
the address that this name has elsewhere in the same conversation, if it has
one there and only one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from importers.linkedin.names import is_anonymous, listed, match_key


class Person(NamedTuple):
    """Somebody as a row names them; any part may be empty."""

    name: str
    slug: str = ""
    url: str = ""

    @property
    def token(self) -> str:
        """Who it is inside this archive: `/slug`, else the name's key (a slug holds no `/`)."""
        return f"/{self.slug}" if self.slug else match_key(self.name)


@dataclass(slots=True)
class Message:
    """One usable row."""

    file: str
    row: int
    conversation: str
    at: datetime
    sender: Person
    to: str
    urls: tuple[tuple[str, str], ...]
    """slug and address of each recipient that has one"""
    subject: str
    content: str
    attachments: str
    way: str = ""
    """`in` or `out` where the row says it itself (2018)"""
    recipients: tuple[Person, ...] = ()
    unnamed: int = 0
    """recipients beyond those that could be told"""


@dataclass(slots=True)
class Thread:
    """A conversation, by time."""

    key: str
    """its id in the export; without one, its participants"""
    messages: list[Message] = field(default_factory=list)

    def people(self) -> Iterator[Person]:
        """Everybody named in it, repeatedly."""
        for message in self.messages:
            if message.sender.name or message.sender.slug:
                yield message.sender
            yield from message.recipients


def threads(messages: Iterable[Message]) -> list[Thread]:
    """Conversations in the order of their keys, participants resolved.

    Messages without a conversation id (all of 2018) form one thread for each
    set of participants.
    """
    by_key: dict[str, list[Message]] = defaultdict(list)
    loose: list[Message] = []
    for message in messages:
        (by_key[message.conversation] if message.conversation else loose).append(message)
    names = _names(each for group in (*by_key.values(), loose) for each in group)
    for group in by_key.values():
        _resolve(group, names)
    for message in loose:
        _resolve([message], names)
        tokens = {person.token for person in (message.sender, *message.recipients)}
        by_key["~" + "~".join(sorted(tokens))].append(message)
    return [
        Thread(key, sorted(by_key[key], key=lambda message: (message.at, message.file, message.row)))
        for key in sorted(by_key)
    ]


def _names(messages: Iterable[Message]) -> dict[str, str]:
    """A name for each slug, from rows that leave no doubt."""
    names: dict[str, str] = {}
    for message in messages:
        sender = message.sender
        if sender.slug and sender.name and not is_anonymous(sender.name):
            names[sender.slug] = sender.name
        if len(message.urls) == 1 and len(listed(message.to)) == 1 and not is_anonymous(message.to):
            names.setdefault(message.urls[0][0], message.to)
    return names


def _resolve(messages: list[Message], names: dict[str, str]) -> None:
    """Fill in the recipients, and addresses by name, of one conversation."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for message in messages:
        people = [message.sender]
        if len(message.urls) == 1:
            people.append(Person(message.to, *message.urls[0]))
        for person in people:
            if person.slug and person.name and not is_anonymous(person.name):
                found[match_key(person.name)].add((person.slug, person.url))
    known = {name: next(iter(who)) for name, who in found.items() if len({slug for slug, _ in who}) == 1}
    for message in messages:
        if not message.sender.slug:
            message.sender = _with_address(message.sender.name, known)
        message.recipients, message.unnamed = _recipients(message, known, names)


def _with_address(name: str, known: dict[str, tuple[str, str]]) -> Person:
    slug, url = known.get(match_key(name), ("", ""))
    return Person(name, slug, url)


def _recipients(
    message: Message, known: dict[str, tuple[str, str]], names: dict[str, str]
) -> tuple[tuple[Person, ...], int]:
    """The recipients that can be told, and how many more there seem to be."""
    seeming = listed(message.to)
    if message.urls:
        alone = message.to if len(message.urls) == len(seeming) == 1 else ""
        people = [Person(alone or names.get(slug, ""), slug, url) for slug, url in message.urls]
        return tuple(people), max(0, len(seeming) - len(people))
    if len(seeming) == 1 or match_key(message.to) in known:
        return (_with_address(message.to, known),), 0
    told = [person for name in seeming if (person := _with_address(name, known)).slug]
    return tuple(told), len(seeming) - len(told)

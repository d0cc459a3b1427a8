"""Who the owner of the archive is. No column says it, and it is never guessed.

Each sign names the people it allows: what the user said, the name in
Profile.csv, addresses known from earlier imports, the inviter of every
outgoing invitation, the sender of rows marked OUTGOING (2018), and whoever
takes part in every conversation, if there are three or more. The owner is the
one person whom all signs allow; otherwise the user is asked. How often
somebody writes is no sign: among eleven exports the owner's share was 22 to 69 %.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from importers.linkedin.names import is_anonymous, match_key
from importers.linkedin.profile import NETWORK, slug_of
from importers.linkedin.threads import Person, Thread
from scrm.base.i18n import _
from scrm.base.text import clean
from scrm.intake.contract import Options

CONVERSATIONS = 3
"""from this many on, being in all of them is a sign"""


@dataclass(frozen=True, slots=True)
class Me:
    """The owner as messages show them."""

    names: frozenset[str]
    """match keys"""
    slug: str = ""
    url: str = ""

    def is_me(self, person: Person) -> bool:
        """By address where the person has one, else by name."""
        if person.slug:
            return person.slug == self.slug
        return match_key(person.name) in self.names


@dataclass(frozen=True, slots=True)
class Signs:
    """What other files say about the owner."""

    profile: str = ""
    """the name in Profile.csv"""
    inviters: frozenset[tuple[str, str]] = frozenset()
    """name and slug of the owner's side of each invitation"""


class Book:
    """All people in a set of conversations, by address and by name."""

    def __init__(self, conversations: Sequence[Thread]) -> None:
        self._threads = conversations
        self._slugs: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._urls: dict[str, str] = {}
        self._nameless: set[str] = set()
        for person in {person for thread in conversations for person in thread.people()}:
            key = "" if is_anonymous(person.name) else match_key(person.name)
            if person.slug:
                self._names[person.slug].add(key)
                self._urls.setdefault(person.slug, person.url)
                self._slugs[key].add(person.slug)
            else:
                self._nameless.add(key)

    def by_slug(self, slug: str) -> set[str]:
        """The token of the person with this address, if there is one."""
        return {f"/{slug}"} if slug in self._names else set()

    def by_name(self, name: str) -> set[str]:
        """The tokens of the people with this name."""
        key = match_key(name)
        if not key:
            return set()
        return {f"/{slug}" for slug in self._slugs.get(key, ())} or ({key} & self._nameless)

    def everywhere(self) -> set[str]:
        """Who takes part in every conversation; empty below three of them.

        A conversation in which only one side is named says nothing.
        """
        groups = [self._tokens(thread) for thread in self._threads if not thread.key.startswith("~")]
        groups = [group for group in groups if len(group) > 1]
        return set.intersection(*groups) if len(groups) >= CONVERSATIONS else set()

    def _tokens(self, thread: Thread) -> set[str]:
        people = {person for person in thread.people() if not is_anonymous(person.name) or person.slug}
        return {token for person in people if (token := self._token(person))}

    def _token(self, person: Person) -> str:
        """A person's token, a bare name standing for the one address it has."""
        slugs = self._slugs.get(match_key(person.name), set())
        return f"/{next(iter(slugs))}" if not person.slug and len(slugs) == 1 else person.token

    def me(self, token: str) -> Me:
        """The person behind a token, as the owner."""
        if not token.startswith("/"):
            return Me(frozenset((token,)))
        slug = token[1:]
        return Me(frozenset(self._names[slug] - {""}), slug, self._urls[slug])


def find_me(options: Options, signs: Signs, conversations: Sequence[Thread]) -> Me | None:
    """The owner, or None when only the user can tell. What was odd about `--me` goes to the notes."""
    book = Book(conversations)
    allowed = _signs(options, signs, conversations, book)
    if options.me:
        return _asked(options, book, allowed)
    return book.me(next(iter(allowed))) if allowed and len(allowed) == 1 else None


def _signs(options: Options, signs: Signs, conversations: Sequence[Thread], book: Book) -> set[str] | None:
    """The people whom all signs allow; None without a sign."""
    allowed: list[set[str]] = []
    if signs.profile:
        allowed.append(book.by_name(signs.profile))
    known = [book.by_slug(h.key) for h in options.known_me if h.type == "profile" and h.network == NETWORK]
    outgoing = [
        book.by_slug(message.sender.slug) or book.by_name(message.sender.name)
        for thread in conversations
        for message in thread.messages
        if message.way == "out"
    ]
    inviters = [book.by_slug(slug) or book.by_name(name) for name, slug in signs.inviters]
    constant = [set.intersection(*found) for found in (outgoing, inviters) if found]
    allowed += [found for found in (set().union(*known), *constant, book.everywhere()) if found]
    return set.intersection(*allowed) if allowed else None


def _asked(options: Options, book: Book, allowed: set[str] | None) -> Me | None:
    """The person the user named, if the messages know them."""
    slug = slug_of(options.me)
    found = book.by_slug(slug) if slug else book.by_name(options.me)
    if slug and not found:
        # Older exports leave the owner's own address out: then the other signs must give a bare name.
        bare = {token for token in allowed or () if not token.startswith("/")}
        if len(bare) == 1:
            return Me(book.me(bare.pop()).names, slug, options.me.strip())
    if len(found) > 1 and allowed:
        found &= allowed
    if len(found) == 1:
        return book.me(found.pop())
    options.notes.append(
        (
            _("Several people are named %(me)s: give the address of your profile with --me.")
            if found
            else _("Nobody in the messages is %(me)s: give your name or profile as the export has it.")
        )
        % {"me": clean(options.me)}
    )
    return None

"""messages.csv: conversations, message by message."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from importers.linkedin import html
from importers.linkedin.dates import instant
from importers.linkedin.invitations import DIRECTIONS
from importers.linkedin.me import Me
from importers.linkedin.profile import handle, slug_of
from importers.linkedin.reasons import DRAFT, NO_DATE, SPAM, SPONSORED, WHO_ARE_YOU
from importers.linkedin.threads import Message, Person, Thread
from importers.tables import Table
from scrm.base.text import fold
from scrm.intake.contract import Draft, InteractionDraft, Party, Skipped, Undecided

_YES = ("yes", "true", "1")


def load(table: Table) -> Iterator[Message | Skipped]:
    """The usable messages of a file, and the rows left out: drafts, spam, advertisements, undated ones."""
    file = table.name
    column = table.column
    conversation, sender, url = column("conversationid"), column("from"), column("senderprofileurl")
    to, urls, date = column("to"), column("recipientprofileurls"), column("date")
    subject, content, folder = column("subject"), column("content"), column("folder")
    attachments, direction = column("attachments"), column("direction")
    drafts = column("ismessagedraft"), column("isconversationdraft")
    addressed = table.has("senderprofileurl")
    entities = not table.has("conversationid")
    memo: dict[str, str] = {}
    for row, cells, problem in table:
        if problem:
            yield Skipped(file, row, problem)
            continue
        address = cells[url].strip()
        person = Person(cells[sender].strip(), slug_of(address) if address else "", address)
        body = cells[content]
        at = instant(cells[date])
        if any(cells[draft].strip().lower() in _YES for draft in drafts):
            yield Skipped(file, row, DRAFT)
        elif cells[folder].strip().upper() == "SPAM":
            yield Skipped(file, row, SPAM)
        elif is_sponsored(person, body, addressed):
            yield Skipped(file, row, SPONSORED)
        elif not at:
            yield Skipped(file, row, NO_DATE)
        else:
            recipients = cells[urls]
            yield Message(
                file,
                row,
                memo.setdefault(cells[conversation].strip(), cells[conversation].strip()),
                at,
                Person(*(memo.setdefault(part, part) for part in person)),
                memo.setdefault(cells[to].strip(), cells[to].strip()),
                addresses(recipients) if recipients else (),
                cells[subject].strip(),
                html.entities(body) if entities and not html.is_markup(body) else body,
                cells[attachments].strip(),
                DIRECTIONS.get(cells[direction].strip().upper(), ""),
            )


def addresses(cell: str) -> tuple[tuple[str, str], ...]:
    """Slug and address of each person in a comma-separated list, each once; what names nobody is left out."""
    found: dict[str, str] = {}
    for url in cell.split(","):
        slug = slug_of(url)
        if slug:
            found.setdefault(slug, url.strip())
    return tuple(found.items())


def is_sponsored(sender: Person, content: str, addressed: bool) -> bool:
    """Whether a message is an advertisement or LinkedIn's own.

    Advertisements have the markup of InMail and, unlike a recruiter's InMail,
    no person's address. `addressed`: the export gives senders' addresses at all.
    """
    if sender.slug:
        return False
    name = fold(sender.name)
    if name == "linkedin":
        return True
    return html.is_spinmail(content) and (addressed or not name or name.startswith("linkedin"))


def interactions(conversations: Iterable[Thread], me: Me | None) -> Iterator[Draft]:
    """One interaction for each message, conversation by conversation, by time.

    Key: `linkedin/<conversation>/<date, UTC>/<sender>/<sha256 of the content, 16 digits>/<n>`.
    The sender is a slug, else a folded name; the owner, whose address may
    change, is `me`. A row that repeats another in all that is kept has the
    same key; `n` tells apart rows that agree in the rest of the key but differ
    in recipients, subject or attachments. Messages without a conversation id
    take `~` and their participants for it.
    """
    for thread in conversations:
        others = _others(thread, me)
        numbers = _numbers(thread, me)
        for message in thread.messages:
            if me is None and not message.way:
                yield Undecided(message.file, message.row, WHO_ARE_YOU)
            else:
                yield _interaction(thread, message, me, others, numbers)


def _others(thread: Thread, me: Me | None) -> int:
    """How many people take part besides the owner, at least one."""
    if me is None:
        return max(1, *(max(1, len(m.recipients) + m.unnamed) for m in thread.messages))
    tokens = {person.token for person in thread.people() if not me.is_me(person)}
    return max(1, len(tokens) + max(message.unnamed for message in thread.messages))


def _way(message: Message, me: Me | None) -> str:
    """`in` or `out`; a row that names no sender is the owner's when it only goes to somebody else."""
    if message.way or me is None:
        return message.way
    if message.sender.name or message.sender.slug:
        return "out" if me.is_me(message.sender) else "in"
    alone = len(message.recipients) == 1 and not message.unnamed
    return "out" if alone and not me.is_me(message.recipients[0]) else "in"


def _parties(message: Message, me: Me | None, way: str) -> tuple[Party, ...]:
    """Everybody in the message but the owner, each once."""
    people = [] if way == "out" else [(message.sender, "from")]
    if me is not None or way == "out":
        people += [(person, "to") for person in message.recipients]
    found: dict[str, Party] = {}
    for person, role in people:
        if (person.name or person.slug) and not (me and me.is_me(person)):
            known = handle(person.url, person.slug) if person.slug else None
            found.setdefault(person.token, Party(person.name, known, role))
    return tuple(found.values())


def _base(thread: Thread, message: Message, me: Me | None) -> str:
    sender = message.sender
    who = "me" if _way(message, me) == "out" else sender.slug or fold(sender.name)
    content = message.content.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
    return f"linkedin/{thread.key}/{message.at.isoformat()}/{who}/{hashlib.sha256(content).hexdigest()[:16]}"


def _difference(message: Message) -> tuple[str, ...]:
    """What may still differ between messages that agree in the rest of their key."""
    return (message.to, message.subject, message.attachments, *(slug for slug, _url in message.urls))


def _numbers(thread: Thread, me: Me | None) -> dict[tuple[str, int], str]:
    """The key of each message by file and row, numbered alike in whatever order the rows come."""
    groups: dict[str, list[Message]] = defaultdict(list)
    for message in thread.messages:
        groups[_base(thread, message, me)].append(message)
    keys: dict[tuple[str, int], str] = {}
    for base, group in groups.items():
        order = sorted({_difference(message) for message in group})
        for message in group:
            keys[message.file, message.row] = f"{base}/{order.index(_difference(message))}"
    return keys


def _interaction(
    thread: Thread, message: Message, me: Me | None, others: int, keys: dict[tuple[str, int], str]
) -> InteractionDraft:
    way = _way(message, me)
    return InteractionDraft(
        message.file,
        message.row,
        keys[message.file, message.row],
        message.at,
        "chat",
        way,
        _parties(message, me, way),
        summary=message.subject,
        text=_text(message),
        form="inmail" if html.is_spinmail(message.content) else "message",
        conversation=message.conversation,
        people=others,
    )


def _text(message: Message) -> str:
    """What was said; addresses of attachments, which expire, stand below as text."""
    content = message.content
    text = html.plain_text(content) if html.is_markup(content) else content
    return f"{text}\n{message.attachments}".strip("\n") if message.attachments else text

"""The words in which `--dry-run` and undo tell what is touched: what a person calls it, not its table."""

from __future__ import annotations

from scrm.base.i18n import _, pgettext


def noun(kind: str) -> str:
    """What the rows of a table, or files of a kind, are to a person."""
    words = {
        "contacts": pgettext("plan", "contact"),
        "identities": pgettext("plan", "address of a contact"),
        "own_identities": pgettext("plan", "address of your own"),
        "organizations": pgettext("plan", "firm"),
        "affiliations": pgettext("plan", "position of a contact"),
        "sightings": pgettext("plan", "what a source says of a contact"),
        "tags": pgettext("plan", "tag"),
        "contact_tags": pgettext("plan", "tag of a contact"),
        "relations": pgettext("plan", "relation"),
        "evidence": pgettext("plan", "sign of trust"),
        "interactions": pgettext("plan", "interaction"),
        "interaction_people": pgettext("plan", "person of an interaction"),
        "interaction_tags": pgettext("plan", "tag of an interaction"),
        "followups": pgettext("plan", "follow-up"),
        "followup_people": pgettext("plan", "person of a follow-up"),
        "followup_tags": pgettext("plan", "tag of a follow-up"),
        "pauses": pgettext("plan", "pause of the rhythms"),
        "segments": pgettext("plan", "saved search"),
        "occasions": pgettext("plan", "row of Today"),
        "reviews": pgettext("plan", "question of an import"),
        **dict.fromkeys(
            ("local_operations", "local_changes", "local_births"), pgettext("plan", "entry of the history")
        ),
        "note": _("note"),
        "attachment": pgettext("plan", "attachment"),
        "setting": pgettext("plan", "setting"),
        "backup": pgettext("plan", "backup"),
        "database": pgettext("plan", "database"),
    }
    return words.get(kind, kind)


def deed(verb: str) -> str:
    """What becomes of it: `new`, `change`, `remove` or `restore` in the user's language."""
    words = {
        "new": pgettext("plan", "new"),
        "change": pgettext("plan", "change"),
        "remove": pgettext("plan", "remove"),
        "restore": pgettext("plan", "restore"),
    }
    return words.get(verb, verb)

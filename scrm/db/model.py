"""What the ledger keeps, in words: the stored verbs are English commands, people read these names."""

from __future__ import annotations

from scrm.base.i18n import _, pgettext


def operation_name(verb: str, summary: str) -> str:
    """A change as it is told: `edit person (Ana García)`; a bare number says how many it was about."""
    name = verb_name(verb)
    return _("%(what)s (%(whom)s)") % {"what": name, "whom": summary} if summary else name


def verb_name(verb: str) -> str:
    """A stored verb in words; one that is not known stays as it is."""
    if verb.startswith("import ") and verb != "import review":
        return pgettext("change", "import")
    return _names().get(verb, verb)


def kind_name(kind: str) -> str:
    """Whether a line of the history does, undoes or redoes."""
    names = {
        "do": pgettext("change", "do"),
        "undo": pgettext("change", "undo"),
        "redo": pgettext("change", "redo"),
    }
    return names.get(kind, kind)


def front_name(front: str) -> str:
    """By which door a change came in."""
    names = {"cli": _("command line"), "screen": _("screens"), "demo": _("demo")}
    return names.get(front, front)


def _names() -> dict[str, str]:
    return {
        "contact add": pgettext("change", "add person"),
        "contact bump": pgettext("change", "count the rhythm from today"),
        "contact edit": pgettext("change", "edit person"),
        "contact prefer": pgettext("change", "change preferences"),
        "contact relate": pgettext("change", "relate people"),
        "contact remove": pgettext("change", "remove person"),
        "contact restore": pgettext("change", "restore person"),
        "contact tag": pgettext("change", "tag people"),
        "contact untag": pgettext("change", "take tags off people"),
        "done": pgettext("change", "finish"),
        "follow-up add": pgettext("change", "add follow-up"),
        "follow-up done": pgettext("change", "finish follow-up"),
        "follow-up drop": pgettext("change", "give up follow-up"),
        "follow-up edit": pgettext("change", "edit follow-up"),
        "follow-up remove": pgettext("change", "remove follow-up"),
        "follow-up restore": pgettext("change", "restore follow-up"),
        "follow-up snooze": pgettext("change", "snooze follow-up"),
        "follow-up wait": pgettext("change", "change who waits"),
        "import review": pgettext("change", "answer questions of an import"),
        "interaction edit": pgettext("change", "edit interaction"),
        "interaction remove": pgettext("change", "remove interaction"),
        "log": pgettext("change", "log"),
        "note append": pgettext("change", "add to note"),
        "note edit": pgettext("change", "edit note"),
        "note link": pgettext("change", "link note"),
        "note new": pgettext("change", "new note"),
        "note remove": pgettext("change", "remove note"),
        "note restore": pgettext("change", "restore note"),
        "org add": pgettext("change", "add firm"),
        "org edit": pgettext("change", "edit firm"),
        "rhythm pause": pgettext("change", "pause rhythm"),
        "rhythm resume": pgettext("change", "resume rhythm"),
        "rhythm spread": pgettext("change", "spread rhythms"),
        "segment remove": pgettext("change", "remove saved search"),
        "segment save": pgettext("change", "save search"),
        "snooze": pgettext("change", "snooze"),
        "tag rhythm": pgettext("change", "set the rhythm of a tag"),
    }

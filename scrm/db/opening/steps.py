"""The schema as numbered steps: SQL text, added to and never edited once released.

Every shared table ends with the six columns the write path keeps (`_KEPT`).
Tables named `local_*` stay on this device: ledger, caches, indexes. No UNIQUE
beyond the keys, no AUTOINCREMENT, no triggers; lists are child rows whose id is
made from parent, type and key, so two devices make the same row.
"""

from __future__ import annotations

_KEPT = """created_at TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
    deleted_at TEXT, deleted_by TEXT"""


def _table(name: str, columns: str) -> str:
    return f"CREATE TABLE {name} (id TEXT PRIMARY KEY NOT NULL, {columns}, {_KEPT}) STRICT;\n"


def _of(table: str) -> str:
    return f"REFERENCES {table}(id) DEFERRABLE INITIALLY DEFERRED"


_CONTACTS = (
    _table(
        "contacts",
        f"""name TEXT NOT NULL, given_name TEXT NOT NULL DEFAULT '', family_name TEXT NOT NULL DEFAULT '',
    nickname TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'other', city TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '', time_zone TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '',
    salutation TEXT NOT NULL DEFAULT '', birthday TEXT NOT NULL DEFAULT '', interests TEXT NOT NULL DEFAULT '',
    preferred_channel TEXT NOT NULL DEFAULT '', preferred_times TEXT NOT NULL DEFAULT '',
    expectations TEXT NOT NULL DEFAULT '', how_met TEXT NOT NULL DEFAULT '', introduced_by TEXT {_of("contacts")},
    cadence INTEGER, ambient INTEGER NOT NULL DEFAULT 0, bumped_on TEXT,
    source TEXT NOT NULL, source_date TEXT NOT NULL, basis TEXT NOT NULL""",
    )
    + _table(
        "identities",
        f"""contact_id TEXT NOT NULL {_of("contacts")}, type TEXT NOT NULL, network TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL, key TEXT NOT NULL, rank INTEGER NOT NULL DEFAULT 0, since TEXT, source TEXT NOT NULL""",
    )
    + _table(
        "own_identities",
        """name TEXT NOT NULL DEFAULT '', type TEXT NOT NULL, network TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL, key TEXT NOT NULL, source TEXT NOT NULL""",
    )
    + _table(
        "organizations", "name TEXT NOT NULL, website TEXT NOT NULL DEFAULT '', city TEXT NOT NULL DEFAULT ''"
    )
    + _table(
        "affiliations",
        f"""contact_id TEXT NOT NULL {_of("contacts")}, organization_id TEXT {_of("organizations")},
    title TEXT NOT NULL DEFAULT '', started TEXT, ended TEXT, noted_on TEXT NOT NULL, source TEXT NOT NULL""",
    )
    + _table(
        "sightings",
        f"""contact_id TEXT NOT NULL {_of("contacts")}, source TEXT NOT NULL, name TEXT NOT NULL DEFAULT '',
    given_name TEXT NOT NULL DEFAULT '', family_name TEXT NOT NULL DEFAULT '',
    organization TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', handles TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL DEFAULT '', seen_on TEXT NOT NULL""",
    )
    + _table("tags", "name TEXT NOT NULL, cadence INTEGER")
    + _table("contact_tags", f"contact_id TEXT NOT NULL {_of('contacts')}, tag TEXT NOT NULL")
    + _table(
        "relations",
        f"""contact_id TEXT NOT NULL {_of("contacts")}, other_id TEXT NOT NULL {_of("contacts")},
    kind TEXT NOT NULL, since TEXT, source TEXT NOT NULL, guess INTEGER NOT NULL DEFAULT 0""",
    )
    + _table(
        "evidence",
        f"""contact_id TEXT NOT NULL {_of("contacts")}, kind TEXT NOT NULL, direction TEXT NOT NULL, at TEXT,
    text TEXT NOT NULL DEFAULT '', skill TEXT NOT NULL DEFAULT '', source TEXT NOT NULL, source_key TEXT NOT NULL""",
    )
    + """
CREATE INDEX contacts_ref ON contacts (substr(id, -6));
CREATE INDEX organizations_ref ON organizations (substr(id, -6));
CREATE INDEX organizations_changed ON organizations (id, name, deleted_at) WHERE updated_at <> created_at;
CREATE INDEX identities_key ON identities (key, type);
CREATE INDEX identities_contact ON identities (contact_id, type, network, deleted_at);
CREATE INDEX affiliations_contact ON affiliations (contact_id);
CREATE INDEX affiliations_organization ON affiliations (organization_id);
CREATE INDEX affiliations_ended ON affiliations (ended) WHERE ended IS NOT NULL;
CREATE INDEX contact_tags_contact ON contact_tags (contact_id, deleted_at);
CREATE INDEX contact_tags_tag ON contact_tags (tag, deleted_at, contact_id);
CREATE INDEX relations_contact ON relations (contact_id);
CREATE INDEX relations_other ON relations (other_id);
CREATE INDEX evidence_contact ON evidence (contact_id);
CREATE INDEX contacts_birthday ON contacts (substr(birthday, -5)) WHERE birthday <> '';
CREATE INDEX contacts_city ON contacts (city) WHERE city <> '';
CREATE INDEX contacts_country ON contacts (country) WHERE country <> '';
CREATE INDEX contacts_language ON contacts (language) WHERE language <> '';
CREATE INDEX contacts_source ON contacts (source);
CREATE INDEX contacts_ambient ON contacts (id) WHERE ambient = 1;
CREATE INDEX contacts_gone ON contacts (id) WHERE deleted_at IS NOT NULL;
CREATE INDEX contacts_cadence ON contacts (cadence) WHERE cadence IS NOT NULL;
CREATE INDEX contacts_introduced ON contacts (introduced_by) WHERE introduced_by IS NOT NULL;
CREATE INDEX identities_since ON identities (substr(since, 6), since) WHERE since IS NOT NULL;
CREATE TABLE local_people (n INTEGER PRIMARY KEY, contact_id TEXT NOT NULL, name TEXT NOT NULL, sort TEXT NOT NULL,
    organization TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
    folded TEXT NOT NULL, firm TEXT NOT NULL, more TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX local_people_contact ON local_people (contact_id);
CREATE INDEX local_people_sort ON local_people (sort, n);
CREATE VIRTUAL TABLE local_people_words USING fts5 (folded, firm, more, content='local_people', content_rowid='n',
    prefix='1 2 3', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE local_people_grams USING fts5 (folded, content='local_people', content_rowid='n',
    detail='none', columnsize=0, tokenize='trigram');
"""
)

_INTERACTIONS = (
    _table(
        "interactions",
        """at TEXT NOT NULL, day_only INTEGER NOT NULL DEFAULT 0, zone TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL,
    form TEXT NOT NULL DEFAULT '', direction TEXT NOT NULL, minutes INTEGER, mood TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', conversation TEXT NOT NULL DEFAULT '',
    people INTEGER NOT NULL DEFAULT 1, source TEXT NOT NULL, source_key TEXT NOT NULL DEFAULT ''""",
    )
    + _table(
        "interaction_people",
        f"""interaction_id TEXT NOT NULL {_of("interactions")}, contact_id TEXT {_of("contacts")},
    role TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', type TEXT NOT NULL DEFAULT '',
    network TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT '', key TEXT NOT NULL DEFAULT ''""",
    )
    + _table("interaction_tags", f"interaction_id TEXT NOT NULL {_of('interactions')}, tag TEXT NOT NULL")
    + """
CREATE INDEX interactions_ref ON interactions (substr(id, -6));
CREATE INDEX interactions_at ON interactions (at, kind, deleted_at);
CREATE INDEX interactions_conversation ON interactions (conversation) WHERE conversation <> '';
CREATE INDEX interaction_people_interaction ON interaction_people (interaction_id);
CREATE INDEX interaction_people_contact ON interaction_people (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX interaction_people_stranger ON interaction_people (key) WHERE contact_id IS NULL AND key <> '';
CREATE INDEX interaction_tags_interaction ON interaction_tags (interaction_id);
CREATE TABLE local_contact_facts (contact_id TEXT PRIMARY KEY NOT NULL, first_at TEXT, last_at TEXT,
    last_id TEXT, last_direction TEXT, exchanges INTEGER NOT NULL DEFAULT 0, gap REAL,
    talk_id TEXT, talk_at TEXT, talk_direction TEXT, mood TEXT NOT NULL DEFAULT '',
    spoken INTEGER NOT NULL DEFAULT 0, quiet_on TEXT,
    channels TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX local_contact_facts_last ON local_contact_facts (last_at);
CREATE INDEX local_contact_facts_mood ON local_contact_facts (mood) WHERE mood <> '';
CREATE INDEX local_contact_facts_talk ON local_contact_facts (talk_direction, talk_at, talk_id);
CREATE INDEX local_contact_facts_quiet ON local_contact_facts (quiet_on, last_at, exchanges,
    talk_direction, talk_at, talk_id) WHERE quiet_on IS NOT NULL;
CREATE TABLE local_shares (contact_id TEXT NOT NULL, at TEXT NOT NULL, interaction_id TEXT NOT NULL,
    kind TEXT NOT NULL, form TEXT NOT NULL, direction TEXT NOT NULL, people INTEGER NOT NULL, mood TEXT NOT NULL,
    PRIMARY KEY (contact_id, at, interaction_id)) STRICT, WITHOUT ROWID;
CREATE TABLE local_interactions (n INTEGER PRIMARY KEY, interaction_id TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX local_interactions_id ON local_interactions (interaction_id);
CREATE VIRTUAL TABLE local_interactions_words USING fts5 (body, content='local_interactions', content_rowid='n',
    prefix='2 3 4', tokenize='unicode61 remove_diacritics 2');
"""
)

_FOLLOWUPS = (
    _table(
        "followups",
        f"""title TEXT NOT NULL, due_day TEXT NOT NULL, due_time TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '', owner TEXT {_of("contacts")}, waiting INTEGER NOT NULL DEFAULT 0,
    repeat TEXT NOT NULL DEFAULT '', repeat_from TEXT NOT NULL DEFAULT 'due', state TEXT NOT NULL DEFAULT 'open',
    done_at TEXT, times_done INTEGER NOT NULL DEFAULT 0, snoozes INTEGER NOT NULL DEFAULT 0, first_due TEXT NOT NULL,
    origin TEXT {_of("interactions")}, source TEXT NOT NULL""",
    )
    + _table(
        "followup_people",
        f"followup_id TEXT NOT NULL {_of('followups')}, contact_id TEXT NOT NULL {_of('contacts')}",
    )
    + _table("followup_tags", f"followup_id TEXT NOT NULL {_of('followups')}, tag TEXT NOT NULL")
    + _table("pauses", "starts TEXT NOT NULL, ends TEXT NOT NULL")
    + """
CREATE INDEX followups_ref ON followups (substr(id, -6));
CREATE INDEX followups_due ON followups (state, due_day);
CREATE INDEX followup_people_followup ON followup_people (followup_id);
CREATE INDEX followup_people_contact ON followup_people (contact_id);
CREATE INDEX followup_tags_followup ON followup_tags (followup_id);
"""
)

_NOTES = """
CREATE TABLE local_notes (n INTEGER PRIMARY KEY, note_id TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL,
    created TEXT NOT NULL DEFAULT '', sha TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    problem TEXT NOT NULL DEFAULT '', folded TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX local_notes_path ON local_notes (path);
CREATE INDEX local_notes_id ON local_notes (note_id);
CREATE TABLE local_note_people (n INTEGER NOT NULL, contact_id TEXT NOT NULL, how TEXT NOT NULL,
    PRIMARY KEY (n, contact_id, how)) STRICT, WITHOUT ROWID;
CREATE INDEX local_note_people_contact ON local_note_people (contact_id);
CREATE TABLE local_note_links (n INTEGER NOT NULL, line INTEGER NOT NULL, target TEXT NOT NULL, folded TEXT NOT NULL,
    PRIMARY KEY (n, line, target)) STRICT, WITHOUT ROWID;
CREATE INDEX local_note_links_folded ON local_note_links (folded);
CREATE TABLE local_note_tags (n INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (n, tag)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE local_notes_words USING fts5 (folded, body, content='local_notes', content_rowid='n',
    prefix='2 3 4', tokenize='unicode61 remove_diacritics 2');
"""

_COMPOSED = (
    _table("segments", "name TEXT NOT NULL, query TEXT NOT NULL")
    + _table(
        "occasions",
        f"""section TEXT NOT NULL, contact_id TEXT {_of("contacts")}, occasion TEXT NOT NULL, state TEXT NOT NULL,
    until TEXT NOT NULL DEFAULT ''""",
    )
    + _table(
        "reviews",
        f"""format TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, row INTEGER NOT NULL, kind TEXT NOT NULL,
    question TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', draft TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
    contact_id TEXT {_of("contacts")}""",
    )
    + """
CREATE INDEX occasions_section ON occasions (section, state);
CREATE INDEX reviews_state ON reviews (state);
CREATE INDEX reviews_ref ON reviews (substr(id, -6));
CREATE TABLE local_imports (operation INTEGER PRIMARY KEY, format TEXT NOT NULL, path TEXT NOT NULL,
    summary TEXT NOT NULL) STRICT;
CREATE TABLE local_state (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
)

_LEDGER = """
CREATE TABLE local_operations (number INTEGER PRIMARY KEY, at TEXT NOT NULL, verb TEXT NOT NULL,
    summary TEXT NOT NULL, front TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'do', target INTEGER,
    state TEXT NOT NULL DEFAULT 'done', changed INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX local_operations_target ON local_operations (target) WHERE target IS NOT NULL;
CREATE TABLE local_births (operation INTEGER NOT NULL, tbl TEXT NOT NULL, ids TEXT NOT NULL,
    PRIMARY KEY (operation, tbl)) STRICT, WITHOUT ROWID;
CREATE TABLE local_changes (operation INTEGER NOT NULL, tbl TEXT NOT NULL, row TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, PRIMARY KEY (operation, tbl, row)) STRICT, WITHOUT ROWID;
CREATE INDEX local_changes_row ON local_changes (tbl, row);
CREATE VIEW local_touched AS SELECT b.operation, b.tbl, j.value AS row, 'new' AS kind, NULL AS before, NULL AS after
    FROM local_births b, json_each(b.ids) j
    UNION ALL SELECT operation, tbl, row, 'set', before, after FROM local_changes;
CREATE TABLE local_files (operation INTEGER NOT NULL, path TEXT NOT NULL, before BLOB, after BLOB,
    PRIMARY KEY (operation, path)) STRICT, WITHOUT ROWID;
"""

STEPS: list[tuple[str, str]] = [
    ("0001_house", _LEDGER + _CONTACTS + _INTERACTIONS + _FOLLOWUPS + _NOTES + _COMPOSED),
]

"""New: positions that are a reason to write, then connections nobody has written to."""

from __future__ import annotations

from scrm.agenda import wording
from scrm.agenda.days import month_days
from scrm.agenda.model import NEW_FOR, Item, Section
from scrm.agenda.sections.frame import Frame
from scrm.agenda.store.news import News, NewsStore
from scrm.agenda.store.occasions import Person
from scrm.base.clock import stored_day
from scrm.base.dates import ago


def new(frame: Frame) -> Section:
    """Each kind by its day, the latest first."""
    store = NewsStore(frame.rooms.database)
    since, today = frame.before(NEW_FOR).isoformat(), frame.today.isoformat()
    positions = store.positions(since, today)
    connections = store.connections(month_days(frame.today, NEW_FOR, 0), since, today)
    rows = [("position", news) for news in positions] + [("connection", news) for news in connections]
    shown = frame.cut(rows)
    before = store.positions_before([news.contact_id for kind, news in shown if kind == "position"])
    return Section("new", len(rows), tuple(_item(frame, kind, news, before) for kind, news in shown))


def _item(frame: Frame, kind: str, news: News, before: dict[str, tuple[str, str]]) -> Item:
    title = (
        wording.title_position(news.title, news.firm, *before.get(news.contact_id, ("", "")))
        if kind == "position"
        else wording.title_connection()
    )
    days = (frame.today - stored_day(news.day)).days
    who = news.contact_id, Person(news.name, news.organization)
    return frame.item("new", kind, who, news.occasion, title, ago(days), days)

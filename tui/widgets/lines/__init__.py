"""Widgets of one line: tabs, views, filter, messages, keys."""

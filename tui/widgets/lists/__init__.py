"""Lists of records: the widget, what it shows, how it is moved in and painted."""

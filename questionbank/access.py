"""From an id to a row for this person, else 404. The only place in this app that fetches one row."""

"""The order of a debrief: what may follow what, and what must be given."""

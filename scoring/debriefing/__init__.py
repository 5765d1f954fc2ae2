"""The order of a debrief as data: states, transitions, guards. Pure: no query, no request, no clock."""

"""Tells the database's planner what its tables hold, after many rows were written at once."""

from django.db import connection


def count_tables() -> None:
    """Takes the statistics anew that plans of queries are made by.

    The database does so by itself within a minute or so; until then it takes filled tables for empty ones,
    and a list over them can take minutes. May run inside a transaction; a second or less.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

"""Finds the questions of the bank that staged items resemble."""

from questionbank.models import ImportBatch


def find_matches(batch: ImportBatch) -> None:
    """Fills the batch's ImportMatch rows."""

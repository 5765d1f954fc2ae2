"""Which card came late, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from scoring.late_words import late_words

OVER = datetime(2026, 3, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
READING, BACK = (OVER + 30 * HOUR, "reading"), (OVER + 40 * HOUR, "collecting")


@pytest.mark.parametrize(
    ("hours", "steps", "said"),
    [
        (24, [], ""),
        (25, [], "Handed in 1 day after the interview."),
        (80, [], "Handed in 3 days after the interview."),
        (20, [(OVER + 10 * HOUR, "reading")], "Handed in after reading had begun."),
        (31, [READING], "Handed in 1 day after the interview. Handed in after reading had begun."),
        (45, [READING, BACK], "Handed in 1 day after the interview."),
        (30, [READING], "Handed in 1 day after the interview."),  # the one that began it
    ],
)
def test_late_is_a_day_after_the_interview_and_whatever_comes_while_others_are_read(hours, steps, said):
    assert late_words(OVER + hours * HOUR, OVER, steps) == said


def test_what_is_not_handed_in_or_has_no_interview_is_not_late():
    assert late_words(None, OVER, [READING]) == ""
    assert late_words(OVER, None) == ""

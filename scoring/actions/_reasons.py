"""A reason that somebody else is to understand later."""

from accounts.ground.verdict import Invalid

FEWEST_WORDS = 4
LONGEST = 300


def read_reason(reason: str) -> str:
    """The reason without white space around it; Invalid if it is too short to tell anything, or too long."""
    reason = reason.strip()
    if len(reason.split()) < FEWEST_WORDS:
        words = f"At least {FEWEST_WORDS} words, so that others can understand it."
        raise Invalid("Say why, in a sentence.", {"reason": words})
    if len(reason) > LONGEST:
        raise Invalid("The reason is too long.", {"reason": f"Up to {LONGEST} characters."})
    return reason

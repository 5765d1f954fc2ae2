"""The plain sentences of a run: what was refused, what cannot be compared, what there is too little of."""

from collections.abc import Sequence

SHOWN = 8  # names or subsets listed before "and 3 more"


def listed(names: Sequence[str]) -> str:
    """Names with commas, the tail of a long list as a count."""
    shown = ", ".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"


def too_little(n: int, needed: int) -> str:
    """The words for an element under the minimum."""
    return f"too little data: {n} rating{'' if n == 1 else 's'}, {needed} are needed"

"""Which rules cannot hold together, and which to loosen so that the others do."""

import time
from collections.abc import Iterator

from .wide import Rule, Wide

# What is asked whether it matters, in this order: what is asked first is blamed last.
ORDER = (
    *("enemies", "pilots", "maximum", "minutes", "twice", "minimum", "pin"),
    *("bans", "reserved", "barred", "kinds", "level", "met"),
)
LOOSER = ("minutes", "pilots", "kinds", "level", "barred", "reserved", "pin")
COST = 1.0  # of giving a rule up, whichever; a minute or a pilot more costs a hundredth of it
MOST_WAYS = 3


def conflict(wide: Wide, rule: Rule, until: float) -> frozenset[Rule] | None:
    """The other rules that cannot hold together with `rule`, none of them too many ("irreducible").

    A deletion filter (Chinneck & Dravnieks 1991): one rule after the other is left out, and stays out if the
    rest still cannot hold. None where all rules can hold together, or where time runs out.
    """
    out: set[Rule] = set()
    if not _impossible(wide, out, until):
        return None
    for kind in ORDER:
        of_kind = [other for other in wide.off if other.kind == kind and other != rule and other not in out]
        if len(of_kind) > 1 and _impossible(wide, out | set(of_kind), until):
            out |= set(of_kind)
            continue
        for other in of_kind:
            if _impossible(wide, out | {other}, until):
                out.add(other)
    if time.monotonic() > until:
        return None
    return frozenset(wide.off) - out - {rule}


def _impossible(wide: Wide, out: set[Rule], until: float) -> bool:
    """Whether it is proven that the rules that are not out cannot hold together."""
    state, _ = wide.solve(dict.fromkeys(out, 0.0), until - time.monotonic())
    return state == "infeasible"


def ways(wide: Wide, until: float) -> Iterator[dict[Rule, float]]:
    """Up to three smallest sets of rules that, when loosened, let all that is asked for be had.

    Each rule comes with by how much where it is one of numbers. No set holds another.
    """
    free = {rule: COST for rule in wide.off if rule.kind in LOOSER}
    for _ in range(MOST_WAYS):
        state, found = wide.solve(free, until - time.monotonic())
        if state != "optimal" or not found:
            return
        yield found
        wide.program.row({wide.off[rule]: 1.0 for rule in found}, most=len(found) - 1)

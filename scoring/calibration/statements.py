"""The plain sentences of a run: what was refused, what cannot be compared, what there is too little of."""

from collections.abc import Mapping, Sequence

from scoring.calibration.result import PLURALS, Elements, Subset

SHOWN = 8  # names or subsets listed before "and 3 more"


def listed(names: Sequence[str]) -> str:
    """Names with commas, the tail of a long list as a count."""
    shown = ", ".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"


def joined(names: Sequence[str], word: str) -> str:
    """All names with commas, and the word before the last."""
    return " ".join([*[", ".join(names[:-1])], word, names[-1]]) if len(names) > 1 else "".join(names)


def too_little(n: int, needed: int) -> str:
    """The words for an element under the minimum."""
    return f"too little data: {n} rating{'' if n == 1 else 's'}, {needed} are needed, {needed - n} more"


def say_refused(reason: str) -> str:
    """The sentence for a run without a fit."""
    return f"Nothing was adjusted: {reason}."


def say_apart(subsets: Sequence[Subset], unshared: Mapping[str, Sequence[str]]) -> list[str]:
    """One sentence for each facet that falls into several subsets, naming them and what they do not share."""
    said = []
    for facet in unshared:
        own = [subset for subset in subsets if subset.facet == facet]
        if len(own) < 2:
            continue
        others = joined(unshared[facet], "or")
        reason = f"with no {others} in common" if others else "that too few shared ratings tell apart"
        names = "; ".join(f"subset {subset.number}: {listed(subset.keys)}" for subset in own[:SHOWN])
        more = f"; and {len(own) - SHOWN} more subsets" if len(own) > SHOWN else ""
        said.append(
            f"The {PLURALS[facet]} fall into {len(own)} subsets {reason}: no comparison is made across them "
            f"({names}{more})."
        )
    return said


def say_connections(connections: Sequence[tuple[str, str]], shared_questions: bool) -> list[str]:
    """Which extra interviews would link the interviewers; nothing where they are linked."""
    if not connections:
        return []
    seatings = [f"{interviewer} with {candidate}" for interviewer, candidate in connections]
    how = "" if shared_questions else ", asking what that candidate's interviewers ask"
    one = len(connections) == 1
    return [
        f"{len(connections)} more interview{'' if one else 's'} would link all interviewers{how}: "
        f"{listed(seatings)}."
    ]


def say_too_little(elements: Mapping[str, Elements], needed: int) -> list[str]:
    """One sentence for each facet with elements under the minimum."""
    said = []
    for name, own in elements.items():
        few = int((own.n < needed).sum())
        if few:
            who = f"{few} of {len(own)} {PLURALS[name]} {'has' if few == 1 else 'have'}"
            said.append(f"{who} fewer than the {needed} ratings needed.")
    return said


def say_without_spread(variance: Mapping[str, float]) -> list[str]:
    """One sentence for each facet whose elements were found to be as good as equal."""
    return [
        f"Hardly any differences between {PLURALS[name]} were found beyond chance; the intervals show how "
        "large a difference could have gone unseen."
        for name, value in variance.items()
        if value < 1e-3
    ]

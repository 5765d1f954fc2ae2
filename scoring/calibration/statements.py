"""The plain sentences of a run: what was refused, what cannot be compared, what there is too little of."""

from collections.abc import Iterable, Mapping, Sequence

from scoring.calibration.result import PLURALS, Measure, Subset
from scoring.calibration.subsets import Partition

SHOWN = 8  # names or subsets listed before "and 3 more"


def listed(names: Sequence[str]) -> str:
    """Names with commas, the tail of a long list as a count."""
    shown = ", ".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"


def too_little(n: int, needed: int) -> str:
    """The words for an element under the minimum."""
    return f"too little data: {n} rating{'' if n == 1 else 's'}, {needed} are needed"


def say_confounded(sizes: Mapping[str, int], lost: Mapping[str, tuple[str, ...]]) -> list[str]:
    """One sentence for each facet that was left out of the model."""
    said = []
    for name, partners in lost.items():
        if sizes[name] == 1:
            said.append(
                f"There is only one {name}, so nothing is adjusted for differences between {PLURALS[name]}."
            )
        else:
            with_whom = " and ".join(PLURALS.get(partner, "single ratings") for partner in partners)
            said.append(
                f"The {PLURALS[name]} divide the ratings as the {with_whom} do, so their effects cannot be "
                f"told apart and no difficulty of {PLURALS[name]} is given."
            )
    return said


def say_apart(partitions: Iterable[Partition], subsets: Sequence[Subset]) -> list[str]:
    """One sentence for each facet that falls into several subsets, naming them and what they do not share."""
    said = []
    for partition in partitions:
        if partition.count < 2:
            continue
        plural = PLURALS[partition.facet]
        links = " or ".join(partition.apart)
        reason = f"with no {links} in common" if links else "that too few shared ratings tell apart"
        own = [subset for subset in subsets if subset.facet == partition.facet]
        names = "; ".join(f"subset {subset.number}: {listed(subset.keys)}" for subset in own[:SHOWN])
        more = f"; and {len(own) - SHOWN} more subsets" if len(own) > SHOWN else ""
        said.append(
            f"The {plural} fall into {len(own)} subsets {reason}: no comparison is made across them "
            f"({names}{more})."
        )
    return said


def say_without_spread(names: Iterable[str]) -> list[str]:
    """One sentence for each facet whose variance was estimated as zero."""
    return [
        f"No differences between {PLURALS[name]} were found beyond chance; their intervals show how large a "
        "difference could have gone unseen."
        for name in names
    ]


def say_too_little(measures: Mapping[str, Sequence[Measure]], needed: int) -> list[str]:
    """One sentence for each facet with elements under the minimum."""
    said = []
    for facet, own in measures.items():
        few = sum(measure.n < needed for measure in own)
        if few:
            said.append(f"{few} of {len(own)} {PLURALS[facet]} have fewer than the {needed} ratings needed.")
    return said

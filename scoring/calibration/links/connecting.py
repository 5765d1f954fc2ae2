"""Which extra interviews would link interviewers who cannot be compared."""

import numpy as np

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.links.meetings import Meetings


def connect(design: Design, subset: Ints, meetings: Meetings) -> tuple[tuple[str, str], ...]:
    """(interviewer, candidate) seatings, one fewer than there are subsets of interviewers: no smaller set
    links them all.

    In each, an interviewer of the largest subset, in turn those who met most candidates, meets a candidate of
    another subset: the latest one by day (without days the one with most ratings). The link holds when that
    interviewer asks what the candidate's own interviewers ask, on the same criteria.
    """
    count = int(subset.max(initial=0))
    if count < 2:
        return ()
    interviewer, candidate = meetings.pairs("interviewer", "candidate")
    met = np.bincount(interviewer, minlength=subset.size)
    hosts = np.flatnonzero(subset == 1)
    hosts = hosts[np.argsort(-met[hosts], kind="stable")]
    worth = _recency(design)
    order = np.lexsort([candidate, -worth[candidate], subset[interviewer]])
    first = np.unique(subset[interviewer][order], return_index=True)[1][1:]
    guests = candidate[order[first]]
    people, judges = design.facets["candidate"].keys, design.facets["interviewer"].keys
    return tuple(
        (judges[int(hosts[place % hosts.size])], people[int(guest)]) for place, guest in enumerate(guests)
    )


def _recency(design: Design) -> Floats:
    """By candidate: the last day, or without days the number of ratings."""
    facet = design.facets["candidate"]
    if design.day is None:
        return facet.counts
    last = np.full(facet.size, -np.inf)
    np.maximum.at(last, facet.codes, design.day)
    return last

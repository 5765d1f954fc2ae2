"""Spans of time: from a moment up to, not including, another; both aware. Lists of them in order, apart."""

from collections.abc import Iterable
from datetime import datetime

Span = tuple[datetime, datetime]
Spans = tuple[Span, ...]


def merged(spans: Iterable[Span]) -> Spans:
    """The same time in order, with what touches joined and what is empty left out."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def minus(spans: Iterable[Span], busy: Iterable[Span]) -> Spans:
    """What of the spans is in none of the others."""
    found: list[Span] = []
    taken = merged(busy)
    for start, end in merged(spans):
        for begins, ends in taken:
            if ends <= start or begins >= end:
                continue
            found.append((start, begins))
            start = ends
        found.append((start, end))
    return merged(found)


def shared(one: Iterable[Span], other: Iterable[Span]) -> Spans:
    """The time that is in both."""
    left, right = merged(one), merged(other)
    found: list[Span] = []
    here = there = 0
    while here < len(left) and there < len(right):
        found.append((max(left[here][0], right[there][0]), min(left[here][1], right[there][1])))
        if left[here][1] < right[there][1]:
            here += 1
        else:
            there += 1
    return merged(found)


def covers(spans: Iterable[Span], start: datetime, end: datetime) -> bool:
    """Whether all the time from start to end is in one of the spans; they are merged already."""
    return any(begins <= start and end <= ends for begins, ends in spans)


def overlap(one: Span, other: Span) -> bool:
    """Whether the two have a moment in common."""
    return one[0] < other[1] and other[0] < one[1]

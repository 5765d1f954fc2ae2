"""Adverse impact: whether one group of applicants is selected less often than another, and how surely.

Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4D, and the Questions and Answers of 1979
that explain them. Groups too small to say anything of, or so small that figures would name persons, are
left out.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from scipy.stats import fisher_exact

from scoring.calibration.impact.mantel_haenszel import CommonOdds, Opening, common_odds

FOUR_FIFTHS = 0.8
FEWEST, SHARE = 5, 0.02  # people, and share of all applicants, from which a group's figures are shown
LEVEL = 0.05

Counts = Mapping[str, tuple[int, int]]  # group -> selected, people


@dataclass(frozen=True, slots=True)
class Impact:
    """What is said of one group; all figures None and `hidden` the reason where it is too small.

    `ratio` is its rate over the highest rate; `below` whether that is under four fifths; `p` of Fisher's
    exact test against the group with the highest rate; `one_more` whether one more of it selected would lift
    the ratio to four fifths; `reversal` whether one different person selected (one of it in place of one of
    the highest) would give it the higher rate: then the numbers are too small for any finding (Question 21).
    """

    group: str
    words: str
    hidden: str = ""
    people: int | None = None
    selected: int | None = None
    rate: float | None = None
    ratio: float | None = None
    below: bool | None = None
    p: float | None = None
    one_more: bool | None = None
    reversal: bool | None = None
    across: CommonOdds | None = None


@dataclass(frozen=True)
class Fairness:
    """All groups, the one with the highest rate first, hidden ones last. Totals are of the groups shown only,
    so that no hidden count follows from them.
    """

    reference: str | None
    people: int
    selected: int
    groups: tuple[Impact, ...] = ()
    statements: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, never NaN."""
        return asdict(self)


def adverse_impact(openings: Mapping[str, Counts]) -> Fairness:
    """The impact on each group, over all openings together and, with more than one, across them as well.

    `openings` maps each opening to (selected, people) by group. ValueError where more were selected than
    there were people.
    """
    total = _together(openings)
    applicants = sum(people for _, people in total.values())
    reasons = {group: reason for group, (_, people) in total.items() if (reason := _hide(people, applicants))}
    shown = {group: counts for group, counts in sorted(total.items()) if group not in reasons}
    hidden = tuple(Impact(group, "not shown", reasons[group]) for group in sorted(reasons))
    people, selected = sum(n for _, n in shown.values()), sum(k for k, _ in shown.values())
    statements = _statements(shown, selected, len(hidden))
    if len(shown) < 2 or not selected:
        return Fairness(None, people, selected, tuple(map(_bare, shown.items())) + hidden, statements)
    best = max(shown, key=lambda group: (_rate(shown[group]), shown[group][1]))
    found = [_impact(group, shown[group], best, shown[best], openings) for group in shown]
    found.sort(key=lambda one: (one.group != best, -(one.rate or 0.0), one.group))
    return Fairness(best, people, selected, tuple(found) + hidden, statements)


def _together(openings: Mapping[str, Counts]) -> dict[str, tuple[int, int]]:
    total: dict[str, tuple[int, int]] = {}
    for groups in openings.values():
        for group, (selected, people) in groups.items():
            if not 0 <= selected <= people:
                raise ValueError(f"{group}: {selected} selected of {people}")
            before = total.get(group, (0, 0))
            total[group] = (before[0] + selected, before[1] + people)
    return total


def _hide(people: int, applicants: int) -> str:
    if people < FEWEST:
        return f"fewer than {FEWEST} people: figures could be traced to persons"
    if people < SHARE * applicants:
        return f"under {SHARE:.0%} of the applicants: too small a share to say anything of"
    return ""


def _bare(shown: tuple[str, tuple[int, int]]) -> Impact:
    group, (selected, people) = shown
    words = "nothing to compare with"
    return Impact(group, words, people=people, selected=selected, rate=_rate((selected, people)))


def _rate(counts: tuple[int, int]) -> float:
    return counts[0] / counts[1]


def _impact(
    group: str, own: tuple[int, int], best: str, top: tuple[int, int], openings: Mapping[str, Counts]
) -> Impact:
    (selected, people), (most, many) = own, top
    known = Impact(
        group, "", people=people, selected=selected, rate=_rate(own), ratio=_rate(own) / _rate(top)
    )
    if group == best:
        return replace(known, words="the highest rate: the others are compared with it", below=False)
    below = selected / people < FOUR_FIFTHS * most / many - 1e-12
    found = replace(
        known,
        below=below,
        p=float(fisher_exact([[selected, people - selected], [most, many - most]]).pvalue),
        one_more=below and (selected + 1) / people >= FOUR_FIFTHS * most / many - 1e-12,
        reversal=selected < people and (selected + 1) * many > (most - 1) * people,
        across=common_odds(_strata(group, best, openings)) if len(openings) > 1 else None,
    )
    return replace(found, words=_words(found))


def _strata(group: str, best: str, openings: Mapping[str, Counts]) -> list[Opening]:
    nobody = (0, 0)
    return [Opening(*groups.get(group, nobody), *groups.get(best, nobody)) for groups in openings.values()]


def _words(found: Impact) -> str:
    said = f"selected {found.ratio:.0%} as often as the group with the highest rate"
    sure = found.p is not None and found.p < LEVEL
    if found.reversal:
        return f"{said}; one different person selected would turn it round: too few for a finding"
    if not found.below:
        tail = "though the difference is beyond chance" if sure else "and chance explains the difference"
        return f"{said}: within four fifths, {tail}"
    tail = "; one more selected would lift it to four fifths" if found.one_more else ""
    if sure:
        return f"{said}: below four fifths and beyond chance{tail}. Find out why"
    return f"{said}: below four fifths, but chance may explain it{tail}"


def _statements(shown: Counts, selected: int, hidden: int) -> tuple[str, ...]:
    said = []
    if not shown:
        said.append("There is no group large enough to be shown.")
    elif len(shown) == 1:
        said.append("Only one group is large enough to be shown, so there is nothing to compare.")
    elif not selected:
        said.append("Nobody of the groups shown was selected, so there are no rates to compare.")
    if hidden:
        said.append(
            f"{hidden} group{'' if hidden == 1 else 's'} too small to be shown; the totals leave "
            f"{'it' if hidden == 1 else 'them'} out."
        )
    if len(shown) > 1 and selected:
        said.append("A difference is a reason to look for its cause, not a proof of unfair treatment.")
    return tuple(said)

"""Two runs beside each other: what went in, how it was counted, and whose measures moved most."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import NamedMeasure, facts_of, lowest_fitted, measures_of

LISTED = 30  # elements that the page lists; all are in the file
DRAWN = 12


@dataclass(frozen=True)
class Changed:
    """One thing of two runs, as words; `same` where nothing changed."""

    name: str
    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether both runs have the same."""
        return self.before == self.after


@dataclass(frozen=True)
class Move:
    """One element in both runs, in points of the scale and in logits."""

    name: str
    before: Measure
    after: Measure

    @property
    def points(self) -> float:
        """By how many points it moved; positive is harsher or harder now."""
        return (self.after.severity or 0.0) - (self.before.severity or 0.0)

    @property
    def logits(self) -> float:
        """The same in logits."""
        return (self.after.logit or 0.0) - (self.before.logit or 0.0)

    @property
    def beyond(self) -> bool:
        """Whether what it is now lies outside the interval that it had."""
        before, now = self.before, self.after.severity
        if before.low is None or before.high is None or now is None:
            return False
        return not before.low <= now <= before.high


@dataclass(frozen=True)
class StepMove:
    """One threshold in both runs (logits); None where a run has no such step."""

    step: str
    before: float | None
    after: float | None

    @property
    def moved(self) -> float | None:
        """By how much."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """All of it; `moves` the furthest first, `appeared` and `vanished` measured in one run only."""

    before: CalibrationRun
    after: CalibrationRun
    facet: Facet
    changes: list[Changed]
    steps: list[StepMove]
    moves: list[Move]
    appeared: list[str]
    vanished: list[str]

    @property
    def differences(self) -> list[Changed]:
        """Only what is not the same."""
        return [change for change in self.changes if not change.same]

    @property
    def beyond(self) -> int:
        """How many moved beyond their interval."""
        return sum(move.beyond for move in self.moves)


def compare_runs(before: CalibrationRun, after: CalibrationRun, facet: Facet) -> Comparison:
    """The second run against the first, of one facet. Four to eight queries."""
    was, now = (_known(measures_of(run, facet)) for run in (before, after))
    both = was.keys() & now.keys()
    moves = [Move(now[key].name, was[key].measure, now[key].measure) for key in both]
    return Comparison(
        before=before,
        after=after,
        facet=facet,
        changes=list(_changes(before, after)),
        steps=_steps(facts_of(before), facts_of(after)),
        moves=sorted(moves, key=lambda move: (-abs(move.points), move.name)),
        appeared=sorted(now[key].name for key in now.keys() - both),
        vanished=sorted(was[key].name for key in was.keys() - both),
    )


def _known(named: list[NamedMeasure]) -> dict[Any, NamedMeasure]:
    return {one.measure.subject: one for one in named if one.measure.severity is not None}


def _changes(before: CalibrationRun, after: CalibrationRun) -> Iterator[Changed]:
    for name, words in (
        ("Kind", lambda run: run.get_kind_display()),
        ("State", lambda run: run.get_state_display()),
        ("Ratings", lambda run: str(run.ratings)),
        ("Cards up to", lambda run: f"{run.watermark:%d.%m.%Y, %H:%M}" if run.watermark else "–"),
        ("As of", lambda run: f"{run.as_of:%d.%m.%Y}" if run.as_of else "all there was"),
        ("Inputs", lambda run: run.inputs_digest[:12]),
        ("Code", lambda run: run.code_version),
        ("Seed", lambda run: str(run.seed)),
    ):
        yield Changed(name, words(before), words(after))
    for key in sorted(before.settings.keys() | after.settings.keys()):
        said = [str(run.settings.get(key, "–")) for run in (before, after)]
        yield Changed(f"Setting: {key.replace('_', ' ')}", *said)
    variances = [facts_of(run).summary.get("variance") or {} for run in (before, after)]
    for key in sorted(variances[0].keys() | variances[1].keys()):
        spreads = [f"{one[key] ** 0.5:.2f} logits" if key in one else "–" for one in variances]
        yield Changed(f"Spread of {key}s" if key != "criterion" else "Spread of criteria", *spreads)


def _steps(before: CalibrationRun, after: CalibrationRun) -> list[StepMove]:
    was, now = (run.summary.get("thresholds") or [] for run in (before, after))
    lowest = lowest_fitted(after)
    return [
        StepMove(
            f"{lowest + place} to {lowest + place + 1}",
            was[place] if place < len(was) else None,
            now[place] if place < len(now) else None,
        )
        for place in range(max(len(was), len(now)))
    ]

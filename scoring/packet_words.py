"""The adjusted values of a packet in words; works on a frozen packet too. Pure."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

from scoring.snapshot import Packet
from scoring.wording import colleague_words, estimate_of


@dataclass(frozen=True)
class Fair:
    """The candidate's fair average with its interval, on the scale."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Adjusted:
    """What stands beside the raw figures: the run, the fair average or why there is none, the reasons."""

    run: Packet | None
    fair: Fair | None
    why_not: str
    reasons: list[str]

    @property
    def made(self) -> datetime | None:
        """When the run was made; packets before format 3 do not say."""
        return parse_datetime(self.run["made"]) if self.run and "made" in self.run else None


def adjusted_words(packet: Packet) -> Adjusted | None:
    """None where the organisation does not show adjusted values."""
    if not packet["show_adjusted"]:
        return None
    found = packet["adjusted"]
    if found is None:
        return Adjusted(
            None, None, "There is no calibration for this packet yet: the raw values are all there is.", []
        )
    fair, why_not = _fair(found["candidate"])
    return Adjusted(found["run"], fair, why_not, [_reason(one) for one in found["interviewers"]])


def _fair(measure: Packet | None) -> tuple[Fair | None, str]:
    if measure is None:
        return None, "The run was made before this candidate's cards were all in."
    if measure["fair"] is None or measure["low"] is None or measure["high"] is None:
        return None, f"Not adjusted: {measure['note'] or 'too little data'}."
    return Fair(measure["fair"], measure["low"], measure["high"], measure["n"]), ""


def _reason(one: Packet) -> str:
    measure = one["measure"]
    if measure is None:
        return f"{one['name']}: no ratings in this run."
    found = estimate_of(measure["severity"], measure["low"], measure["high"], measure["candidates"])
    if found is None:
        return f"{one['name']}: {measure['note'] or 'too little data'}."
    return colleague_words(one["name"], found)

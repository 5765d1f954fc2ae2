"""Draws what interviewers would have given, with known truth. Pure: numpy and the standard library.

The model is the rating-scale Rasch model that calibration is measured against: log P(k)/P(k-1) = ability -
severity - difficulty - criterion - threshold_k, in logits (Andrich 1978; Linacre 1989).
"""

from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np

THRESHOLDS = np.array([-2.5, -0.8, 1.2])  # steps from 1 to 2, 2 to 3, 3 to 4
SPREADS = {"ability": 1.1, "severity": 0.55, "difficulty": 0.45, "criterion": 0.25}
NOT_ASSESSED_SHARE = 0.04
SKIPPED_SHARE = 0.06

FIRST_NAMES = (
    "Amara",
    "Bruno",
    "Chidi",
    "Dana",
    "Elif",
    "Farid",
    "Greta",
    "Hana",
    "Ivo",
    "Jonas",
    "Kaya",
    "Lior",
    "Mira",
    "Nadia",
    "Omar",
    "Petra",
    "Quinn",
    "Rosa",
    "Sami",
    "Tara",
    "Uma",
    "Viktor",
    "Wanda",
    "Xenia",
    "Yusuf",
    "Zofia",
    "Anselm",
    "Bettina",
    "Carlos",
    "Delphine",
    "Emeka",
    "Freya",
    "Goran",
    "Hilde",
)
LAST_NAMES = (
    "Abel",
    "Brandt",
    "Castro",
    "Duval",
    "Ekström",
    "Ferrari",
    "Gupta",
    "Hartmann",
    "Ibarra",
    "Jansen",
    "Kowalski",
    "Lindqvist",
    "Moreau",
    "Novak",
    "Okafor",
    "Petrov",
    "Quist",
    "Rossi",
    "Schreiber",
    "Tanaka",
    "Unger",
    "Varga",
    "Weiss",
    "Yamada",
    "Zeman",
    "Adeyemi",
    "Bergmann",
    "Costa",
    "Dimitrov",
)


@dataclass
class Draws:
    """One seeded stream; what is drawn for a key once stays its truth."""

    seed: int
    truth: dict[str, dict[Hashable, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = np.random.default_rng(self.seed)

    def of(self, facet: str, key: Hashable) -> float:
        """The true measure of this element, in logits; positive severity is harsh, difficulty hard."""
        known = self.truth.setdefault(facet, {})
        if key not in known:
            known[key] = float(self.random.normal(0, SPREADS[facet]))
        return known[key]

    def rating(
        self, *, candidate: Hashable, interviewer: Hashable, question: Hashable, criterion: Hashable
    ) -> int:
        """A score from 1 to 4."""
        location = (
            self.of("ability", candidate)
            - self.of("severity", interviewer)
            - self.of("difficulty", question)
            - self.of("criterion", criterion)
        )
        weights = np.exp(np.concatenate(([0.0], np.cumsum(location - THRESHOLDS))))
        return int(self.random.choice(4, p=weights / weights.sum())) + 1

    def share(self, probability: float) -> bool:
        """True with this probability."""
        return bool(self.random.random() < probability)

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return int(self.random.integers(low, high + 1))

    def pick(self, count: int, size: int) -> list[int]:
        """`size` different indices below `count`."""
        return [int(index) for index in self.random.choice(count, size=size, replace=False)]

    def name(self) -> str:
        """A first and a last name of nobody."""
        first, last = self.whole(0, len(FIRST_NAMES) - 1), self.whole(0, len(LAST_NAMES) - 1)
        return f"{FIRST_NAMES[first]} {LAST_NAMES[last]}"


EVIDENCE = {
    1: (
        "Named the term but could not say what it does; two probes led nowhere.",
        "Went straight to a tool and could not say which problem it would solve.",
        "Mixed up cause and effect, and kept to it when asked again.",
    ),
    2: (
        "Got the outline after the first hint; the edge cases came from me.",
        "One workable way, no alternatives, and no idea what would break first.",
        "The idea was right, the example contradicted it; corrected when pointed out.",
    ),
    3: (
        "Asked about load and deadlines first, then chose, and gave the reason for it.",
        "Found the flaw in the first draft unprompted and mended it.",
        "Compared two ways on cost and risk, with a case from their own work.",
    ),
    4: (
        "Stated what they would measure, what would change their mind, and how to undo it.",
        "Saw the failure I had not planned to ask about and designed around it.",
        "Made the trade-off explicit with rough figures, and knew where those figures end.",
    ),
}
NOT_ASSESSED = "We ran out of time before this came up."
SKIPPED = "The one before took longer than planned."


def evidence(draws: Draws, value: int) -> str:
    """A sentence of the kind that an interviewer would write for this score."""
    lines = EVIDENCE[value]
    return lines[draws.whole(0, len(lines) - 1)]


def recommendation(values: list[int], draws: Draws) -> str:
    """The interviewer's word: mostly as their ratings go, now and then one step off."""
    mean = sum(values) / len(values) if values else 2.5
    step = (mean > 1.9) + (mean > 2.6) + (mean > 3.3) + (draws.share(0.1) - draws.share(0.1))
    return ("strong_no", "no", "yes", "strong_yes")[min(3, max(0, int(step)))]

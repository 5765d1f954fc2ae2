"""Chooses the questions of a loop: a request in, a plan out, no database.

Start at `assemble`; `alternatives` ranks what could stand in one question's place. Both are deterministic:
the same request gives the same answer, ties are broken by its seed. The shapes are in `shapes.py`.
"""

from .assemble import assemble
from .board import Board
from .relax import relax
from .replace import alternatives, why_none
from .shapes import (
    Alternative,
    BankQuestion,
    Choice,
    Plan,
    Quota,
    Relaxation,
    Request,
    SessionNeed,
    Target,
    Weights,
)
from .value import evaluate

__all__ = [
    "Alternative",
    "BankQuestion",
    "Board",
    "Choice",
    "Plan",
    "Quota",
    "Relaxation",
    "Request",
    "SessionNeed",
    "Target",
    "Weights",
    "alternatives",
    "assemble",
    "evaluate",
    "relax",
    "why_none",
]

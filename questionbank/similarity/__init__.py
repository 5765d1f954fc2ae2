"""Which questions ask the same: entries in, pairs with a score, a verdict and a reason out. No database.

Start at `find_pairs` (a whole collection) and `compare_with` (one question against some); both are
deterministic. Three tiers: the same words (a hash), the same rare terms in prompt and answer, and, if the
caller has an embedding, the same meaning. How it was calibrated and how well it does: docs/duplicates.md.
"""

from .finding import compare_pairs, compare_with, find_pairs
from .rarity import Rarity
from .reading import Entry, plain_words, read
from .verdicts import Pair

__all__ = ["Entry", "Pair", "Rarity", "compare_pairs", "compare_with", "find_pairs", "plain_words", "read"]

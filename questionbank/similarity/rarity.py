"""How much a term says: by how few questions it stands in."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .reading import COMMON_STEMS, Reading

# Before any question is read, we suppose to have read this many. It keeps the weights sensible where only two
# questions are compared: a word of the whole field has stood in a fifth of those, any other in one.
SUPPOSED = 200
COMMON_SHARE = 0.2


@dataclass(frozen=True)
class Rarity:
    """Of `questions` questions, how many have each term in the prompt, and how many have it anywhere.

    A term that is not listed stands in none.
    """

    questions: int = 0
    prompts: Mapping[str, int] = field(default_factory=dict)
    anywhere: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Rarity":
        """Counted over these questions."""
        prompts: Counter[str] = Counter()
        anywhere: Counter[str] = Counter()
        number = 0
        for reading in readings:
            number += 1
            prompts.update(reading.prompt.keys())
            anywhere.update(reading.prompt.keys() | set(reading.answer))
        return cls(number, prompts, anywhere)

    def in_prompts(self, term: str) -> float:
        """Between 0 (in every prompt) and 1 (in none so far): log(N/n) / log(N), with what we suppose."""
        return self._weight(term, self.prompts)

    def weight(self, term: str) -> float:
        """The same for prompt and answer together."""
        return self._weight(term, self.anywhere)

    def _weight(self, term: str, counts: Mapping[str, int]) -> float:
        supposed = SUPPOSED * COMMON_SHARE if term in COMMON_STEMS else 1.0
        total = self.questions + SUPPOSED
        return math.log(total / (counts.get(term, 0) + supposed)) / math.log(total)

"""Questions of ours that ask the same in other words, for the tests of duplicates."""

from accounts.models import Organization
from questionbank.enums import State
from questionbank.models import DuplicatePair, Question
from tests.cast import make_question

EVICTION = (
    "How does a cache decide what to evict?",
    "By least recently used, least frequently used or age. Eviction keeps the working set small.",
)
EVICTION_AGAIN = (
    "Explain eviction policies of caches.",
    "LRU drops what was least recently used, LFU the least frequently used entry of the working set.",
)
TOMBSTONE = ("What is a tombstone?", "A record that says that a key was deleted, kept until compaction.")


def ask(organization: Organization, text: tuple[str, str], state: State = State.DRAFT) -> Question:
    """A question with this prompt and answer."""
    return make_question(organization, text[0], answer=text[1], state=state)


def pair_up(one: Question, other: Question, verdict: str = "same", score: float = 0.8) -> DuplicatePair:
    """A pair that waits for a person."""
    first, second = sorted((one, other), key=lambda question: question.pk)
    return DuplicatePair.objects.create(
        organization_id=one.organization_id,
        first=first,
        second=second,
        score=score,
        verdict=verdict,
        why="Both ask about “eviction”.",
    )

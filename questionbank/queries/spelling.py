""" "Did you mean": words of the bank close to words that it does not know."""

import re

from django.db.models import F, Max, Q
from django.db.models.functions import Length, Reverse
from rapidfuzz.distance import OSA

from accounts.models import Organization
from questionbank.models import BankWord, SearchRow

WORD = re.compile(r"[^\W\d_]{4,60}")
MOST_WORDS = 5  # of one search are looked at
MOST_CANDIDATES = 5_000  # a word; the commonest come first
# A word in hardly any question may be a slip of the bank's own; only one so much commoner is better.
RARE, COMMONER = 2, 10


def better_spelling(text: str) -> str | None:
    """The text with words the bank hardly knows replaced by close ones that it does; None if there are none.

    Operators, quotes and everything else stay. Close is one slip in words of up to five letters and two in
    longer ones; a slip is a letter too many, too few, another one, or two changed about. The beginning or
    the end of a word, a third of it, must be right. Two queries at most.
    """
    words = list(dict.fromkeys(word.lower() for word in WORD.findall(text)))[:MOST_WORDS]
    known = dict(BankWord.objects.filter(word__in=words).values_list("word", "questions"))
    doubtful = {word: known.get(word, 0) for word in words if known.get(word, 0) <= RARE}
    better = _closest(doubtful) if doubtful else {}
    if not better:
        return None
    return WORD.sub(lambda found: better.get(found[0].lower(), found[0]), text)


def words_are_old(organization: Organization) -> bool:
    """Whether a question was written since the words of the bank were last counted. Two queries."""
    changed = SearchRow.objects.filter(organization=organization).aggregate(at=Max("changed_at"))["at"]
    counted = BankWord.objects.filter(organization=organization).aggregate(at=Max("created_at"))["at"]
    return changed is not None and (counted is None or changed > counted)


def _closest(doubtful: dict[str, int]) -> dict[str, str]:
    """For each word the closest one, the commonest of those; without words that have none."""
    near = Q()
    for word in doubtful:
        near |= _near(word)
    rows = BankWord.objects.alias(letters=Length("word"), backwards=Reverse("word")).filter(near)
    rows = rows.order_by(F("questions").desc())
    candidates = list(rows.values_list("word", "questions")[: MOST_CANDIDATES * len(doubtful)])
    found = {}
    for word, questions in doubtful.items():
        best = min(
            (
                (OSA.distance(word, other, score_cutoff=_slips(word)), -common, other)
                for other, common in candidates
                if other != word and common > questions * COMMONER
            ),
            default=None,
        )
        if best and best[0] <= _slips(word):
            found[word] = best[2]
    return found


def _near(word: str) -> Q:
    part = max(2, len(word) // 3)
    slips = _slips(word)
    same_end = Q(word__startswith=word[:part]) | Q(backwards__startswith=word[::-1][:part])
    return same_end & Q(letters__range=(len(word) - slips, len(word) + slips))


def _slips(word: str) -> int:
    return 1 if len(word) <= 5 else 2

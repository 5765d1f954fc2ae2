"""Small documents of our own, staged by the tests of the import."""

from typing import Any

from django.test import override_settings

from accounts.models import Membership
from questionbank.actions.stage_import import stage_import
from questionbank.enums import Likeness
from questionbank.models import ImportBatch, ImportItem, ImportMatch, Question

QUEUES = """# Queues and workers

## Delivery

### 1. What does at-least-once delivery ask of a consumer?

**Level:** Senior

The consumer must be idempotent, because a message may come twice.

```python
def handle(message):
    if seen(message.id):
        return
```

### 2. Why do we bound a queue?

An unbounded queue hides overload until memory runs out.

## Workers

### 3. How many workers does a pool need?

Measure the waiting time, then size by Little's law.

### 4. What is a dead letter?

A message that failed too often, put aside for a person.
"""
HOSTILE = """# Hostile

### 1. What is <script>alert(1)</script> doing here?

Text <img src=x onerror=alert(2)> and [a link](javascript:alert(3)) and <svg onload=alert(4)></svg>.

### 2. And what of the second?

Nothing special.
"""
NOT_A_DOCUMENT = "A note to myself.\n\nBuy bread on the way home and call the plumber about the tap.\n"


def stage(actor: Membership, text: str = QUEUES, name: str = "queues.md") -> ImportBatch:
    """A staged batch of the text, of which nobody said that it is like the bank's questions (some are)."""
    staged = stage_import(actor=actor, organization=actor.organization, name=name, data=text.encode())
    ImportMatch.objects.filter(item__batch=staged.batch).delete()
    return staged.batch


def warn(item: ImportItem, *warnings: str) -> None:
    """Gives the item warnings, as a reader does."""
    item.parsed = item.parsed | {"warnings": list(warnings) or ["Looks cut off."]}
    item.save()


def resemble(item: ImportItem, question: Question, **fields: Any) -> ImportMatch:
    """Says that the item is like a question of the bank, as the search for duplicates does."""
    said = {"score": 0.93, "verdict": Likeness.SAME, "why": "Seven of nine rare words are shared."}
    return ImportMatch.objects.create(
        organization_id=item.organization_id, item=item, question=question, **(said | fields)
    )


def waiting(actor: Membership, data: bytes = QUEUES.encode(), name: str = "queues.md") -> ImportBatch:
    """A document that waits to be read in the background, as a large one does."""
    with override_settings(IMPORT_AT_ONCE=0):
        return stage_import(actor=actor, organization=actor.organization, name=name, data=data).batch

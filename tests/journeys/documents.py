"""The documents that the journeys bring: one of our own, and one of the real ones where they are there."""

import os
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SEED_QUESTIONS = 36
OURS = """# Delivery of messages

## Delivery

### 1. What does at-least-once delivery ask of a consumer?

**Level:** Senior

The consumer must be **idempotent**, because a message may come twice.

```python
def handle(message):
    if seen(message.id):
        return
```

### 2. Why do we bound a queue?

**Level:** Senior

An unbounded queue hides overload until memory runs out.

| Queue | When it is full |
| --- | --- |
| bounded | it says no |
| unbounded | everything falls over |

## Workers

### 3. How many workers does a pool need?

**Level:** Senior

Measure the waiting time, then size by Little's law.
"""


def our_document(folder: Path) -> Path:
    """Three questions in two sections, with code and a table."""
    path = folder / "delivery.md"
    path.write_text(OURS, encoding="utf-8")
    return path


def real_document() -> Path | None:
    """The real document that names a level for each of its 36 questions; None where it is not there."""
    path = next(iter(SEEDS.glob("001_*")), None)
    if path is None and os.environ.get("REQUIRE_SEEDS") == "1":
        pytest.fail(f"REQUIRE_SEEDS is set, but {SEEDS} does not hold the document.")
    return path

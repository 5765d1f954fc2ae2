"""How often somebody asked a question, as plain values: interviews counts it, the bank keeps it."""

import uuid
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Use:
    """How often a member asked a question until now (at least once), and when last."""

    question_id: uuid.UUID
    member_id: uuid.UUID
    times: int
    last_at: datetime

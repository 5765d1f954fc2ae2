"""The only caller of Celery."""

from typing import Any

from celery import current_app
from django.db import transaction


def enqueue(task: str, *, priority: int = 0, **ids: Any) -> None:
    """Starts the named task once the running transaction has committed; nothing starts if it does not.

    Among those that wait the lowest `priority` (0, 3, 6 or 9) comes first, as Redis counts.

    By registry name, so that actions need not import tasks. A broker that is down does not undo what was
    committed: the beat schedule picks up what was not enqueued.
    """

    def send() -> None:
        given = {name: str(value) for name, value in ids.items()}
        current_app.tasks[task].apply_async(kwargs=given, priority=priority)

    transaction.on_commit(send, robust=True)

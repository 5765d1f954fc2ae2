"""The only caller of Celery."""

from typing import Any

from celery import current_app
from django.db import transaction


def enqueue(task: str, **ids: Any) -> None:
    """Starts the named task once the running transaction has committed; nothing starts if it does not.

    By registry name, so that actions need not import tasks. A broker that is down does not undo what was
    committed: the beat schedule picks up what was not enqueued.
    """

    def send() -> None:
        current_app.tasks[task].apply_async(kwargs={name: str(value) for name, value in ids.items()})

    transaction.on_commit(send, robust=True)

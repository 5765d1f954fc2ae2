"""Tells the open sheets of a loop that something of it changed."""

from accounts.ground.announce import announce
from interviews.models import Loop


def tell_sheets(loop: Loop) -> None:
    """Every open sheet of the loop looks again, once the transaction has committed. One query."""
    for session_id in loop.sessions.order_by().values_list("pk", flat=True):
        announce(f"session:{session_id}")

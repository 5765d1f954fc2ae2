"""Says whether recorded decisions, and every row behind them, are still what they were: for the operator."""

import json
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Organization
from scoring.models import Decision
from scoring.queries.verification import Verification, verify

DIFFERS, UNKNOWN = 1, 2  # exit codes


class Command(BaseCommand):
    help = (
        "Verifies a decision, all decisions of a loop, or all of an organisation. Exit code 0: nothing "
        "differs; 1: something does; 2: there is no such decision."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", nargs="?", metavar="ID", help="of a decision or a loop")
        parser.add_argument("--org", metavar="SLUG", help="of whom to verify all, with --all")
        parser.add_argument("--all", action="store_true", help="every decision of --org")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        sound = True
        for pk, organization in self._wanted(options):
            with organization_scope(organization):
                rows = Decision.objects.select_related("loop", "decided_by__user", "run")
                found = verify(rows.get(pk=pk))
            sound = sound and found.sound
            self.stdout.write(json.dumps(as_data(found)) if options["json"] else as_text(found))
        if not sound:
            raise CommandError("Not everything is what it was.", returncode=DIFFERS)

    def _wanted(self, options: dict[str, Any]) -> list[tuple[uuid.UUID, Organization]]:
        if bool(options["id"]) == bool(options["all"] and options["org"]):
            raise CommandError("Name one decision or loop, or --org SLUG --all.", returncode=UNKNOWN)
        with all_organizations():
            rows = Decision.objects.filter(_which(options)).select_related("organization")
            ordered = rows.order_by("created_at", "pk").only("pk", "organization")
            found = [(decision.pk, decision.organization) for decision in ordered]
        if not found:
            raise CommandError("There is no such decision.", returncode=UNKNOWN)
        return found


def _which(options: dict[str, Any]) -> Q:
    if options["all"]:
        return Q(organization__slug=options["org"])
    try:
        key = uuid.UUID(options["id"])
    except ValueError:
        raise CommandError("There is no such decision: that is no id.", returncode=UNKNOWN) from None
    return Q(pk=key) | Q(loop=key)


def as_data(found: Verification) -> dict[str, Any]:
    """What `--json` prints of one verification."""
    return {
        "decision": str(found.decision.pk),
        "loop": str(found.decision.loop_id),
        "number": found.decision.number,
        "sound": found.sound,
        "words": found.words,
        "rows": found.rows,
        "differences": list(found.differences),
        "notes": list(found.notes),
    }


def as_text(found: Verification) -> str:
    """The same for people, several lines."""
    decision = found.decision
    head = (
        f"Decision {decision.number} on {decision.loop.name}, {decision.created_at:%d %B %Y}: {found.words}"
    )
    return "\n".join([head, *(f"- {words}" for words in (*found.differences, *found.notes))])

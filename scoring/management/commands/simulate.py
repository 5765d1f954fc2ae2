"""A realistic history with known severities, written through the real tables."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import Organization
from accounts.queries.organizations import members_of
from scoring.actions.simulate_history import Simulated, simulate_history


class Command(BaseCommand):
    help = "Simulates decided loops over the past months; prints each interviewer's true severity in logits."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--org", required=True, metavar="SLUG")
        parser.add_argument("--candidates", type=int, default=100)
        parser.add_argument("--interviewers", type=int, default=12)
        parser.add_argument("--months", type=int, default=12)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in ("candidates", "interviewers", "months"):
            if options[name] < 1:
                raise CommandError(f"--{name} must be at least 1.")
        organization = Organization.objects.filter(slug=options["org"]).first()
        if organization is None:
            raise CommandError(f"There is no organisation “{options['org']}”.")
        with organization_scope(organization):
            planners = [m for m in members_of(organization) if m.has(Role.COORDINATOR, Role.ADMIN)]
            numbers = {k: options[k] for k in ("candidates", "interviewers", "months", "seed")}
            try:
                made = simulate_history(actor=planners[0], tell=self.stderr.write, **numbers)
            except Conflict as error:
                raise CommandError(error.reason) from None
        self._print(made, as_json=options["json"])

    def _print(self, made: Simulated, *, as_json: bool) -> None:
        if as_json:
            rows = [
                {"id": str(key), "name": made.names[key], "severity": value}
                for key, value in made.severities.items()
            ]
            self.stdout.write(json.dumps({"loops": made.loops, "interviewers": rows}, indent=2))
            return
        self.stdout.write(f"{made.loops} loops. True severities in logits, positive is harsh:")
        for key, value in sorted(made.severities.items(), key=lambda item: -item[1]):
            self.stdout.write(f"{value:+.2f}  {made.names[key]}")

"""Calibrates at once, in this process: for the operator."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.ground.tenancy import organization_scope
from accounts.ground.turns import CALIBRATION, turn
from accounts.models import Organization
from scoring.actions.calibrate import calibrate


class Command(BaseCommand):
    help = "Brings an organisation's calibration up to date and says which run holds it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--org", required=True, metavar="SLUG")
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            metavar="DATE",
            help="what was knowable at the end of that day",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(slug=options["org"]).first()
        if organization is None:
            raise CommandError(f"There is no organisation “{options['org']}”.")
        with organization_scope(organization), turn(CALIBRATION, organization, wait=True):
            run = calibrate(actor=None, organization=organization, as_of=options["as_of"])
        if run is None:
            self.stdout.write("No submitted ratings yet: nothing to calibrate.")
            return
        self.stdout.write(f"Run {run.number}: {run.ratings} ratings, {run.get_state_display().lower()}.")
        for statement in run.summary["statements"]:
            self.stdout.write(f"- {statement}")

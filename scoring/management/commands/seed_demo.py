"""The demonstration: an organisation with people in every role and a year behind it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import Organization
from scoring import demo


class Command(BaseCommand):
    help = "Fills the demonstration organisation, once; a second call changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show-logins", action="store_true", help="only print who can sign in")
        parser.add_argument("--candidates", type=int, default=demo.CANDIDATES)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["show_logins"]:
            self._seed(options["candidates"])
            return
        for role, email in demo.logins():
            self.stdout.write(f"{role:<22} {email}")
        self.stdout.write(f"{'Password of all':<22} {demo.PASSWORD}")

    def _seed(self, candidates: int) -> None:
        if Organization.objects.filter(slug=demo.SLUG).exists():
            self.stdout.write("The demonstration data is there already.")
            return
        demo.build(candidates=candidates, tell=self._tell)

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

"""Founds an organisation: the operator's first command on a server of their own."""

from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.create_organization import create_organization
from accounts.actions.create_user import create_user
from accounts.ground.verdict import Invalid
from accounts.models import User


class Command(BaseCommand):
    help = "Founds an organisation with its first administrator; asks for their password if they are new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True)
        parser.add_argument("--slug", required=True, help="stands in every address: /o/SLUG/")
        parser.add_argument("--email", required=True, help="the administrator's")
        parser.add_argument("--person", default="", help="the administrator's name, if they are new")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            founder = User.objects.filter(email__iexact=options["email"]).first() or create_user(
                actor=None,
                email=options["email"],
                name=options["person"] or options["email"],
                password=getpass("Password for the administrator: "),
            )
            made = create_organization(
                actor=None, name=options["name"], slug=options["slug"], founder=founder
            )
        except Invalid as error:
            lines = [error.reason, *(f"{field}: {words}" for field, words in error.fields.items())]
            raise CommandError("\n".join(lines)) from None
        self.stdout.write(f"{made.name} is founded: sign in as {founder.email} and open /o/{made.slug}/")

"""`manage.py export_questions --org SLUG [--format markdown] [--state live] [--output FILE]`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import Organization
from questionbank.actions.export_questions import Export, export_questions
from questionbank.enums import State
from questionbank.exporting import FORMATS
from questionbank.models import Question


class Command(BaseCommand):
    help = "Writes an organisation's questions as Markdown, JSON, CSV, Moodle XML or a QTI package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--org", metavar="SLUG", required=True, help="whose questions")
        parser.add_argument("--format", choices=list(FORMATS), default="markdown")
        parser.add_argument("--state", choices=State.values, action="append", help="only these; may repeat")
        parser.add_argument("--output", metavar="FILE", type=Path, help="instead of the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(slug=options["org"]).first()
        if organization is None:
            raise CommandError(f"There is no organisation “{options['org']}”.")
        with organization_scope(organization):
            rows = Question.objects.order_by("current__topic__name", "created_at", "id")
            if options["state"]:
                rows = rows.filter(state__in=options["state"])
            ids = list(rows.values_list("pk", flat=True))
            try:
                export = export_questions(
                    actor=None, organization=organization, question_ids=ids, format_name=options["format"]
                )
            except Conflict as nothing:
                raise CommandError(nothing.reason) from nothing
            self._write(export, options["output"])
        self.stderr.write(f"{len(ids)} questions written.")

    def _write(self, export: Export, path: Path | None) -> None:
        if path is None:
            for piece in export.pieces:
                sys.stdout.buffer.write(piece)
            return
        try:
            with path.open("wb") as out:
                for piece in export.pieces:
                    out.write(piece)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error

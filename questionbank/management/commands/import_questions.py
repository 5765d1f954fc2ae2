"""`manage.py import_questions FILE-OR-FOLDER… --dry-run --json`, or `--org SLUG [--accept]`.

A file that cannot be read is reported and the others go on; the exit code is then 1.
"""

import io
import json
import zipfile
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Organization
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.stage_import import stage_import
from questionbank.enums import ItemState
from questionbank.importing import Document, ImportRefused, Limits, parse_collection, parse_document
from questionbank.models import ImportItem


def columns(said: str) -> dict[str, str]:
    """Return the fields and columns of 'prompt=2,answer=Antwort'."""
    pairs = [part.partition("=") for part in said.split(",")]
    if not all(field.strip() and column.strip() for field, _, column in pairs):
        raise ArgumentTypeError("Write FIELD=COLUMN, more of them set apart by commas: prompt=2,answer=3")
    return {field.strip(): column.strip() for field, _, column in pairs}


def files_below(folder: Path, limits: Limits) -> list[tuple[str, bytes]]:
    """Return inner path and bytes of the files below a folder; links out of it are not followed.

    A file over the limit comes with one byte more than that, so that it is refused by name.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                found.append((path.relative_to(folder).as_posix(), stream.read(limits.size + 1)))
    return found


def packed(folder: Path) -> bytes:
    """Return a folder as a zip, the same bytes for the same files, so that it is known again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files_below(folder, Limits(size=settings.UPLOAD_LIMIT)):
            archive.writestr(zipfile.ZipInfo(path), data)
    return out.getvalue()


class Command(BaseCommand):
    help = "Reads documents of interview questions: as a dry run without a database, or into an organisation."
    requires_system_checks: list[str] = []  # a dry run must work where no database is

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a document or a folder")
        parser.add_argument(
            "--dry-run", action="store_true", help="only read; write nothing, need no database"
        )
        parser.add_argument("--json", action="store_true", help="print what was read as JSON (dry run only)")
        parser.add_argument(
            "--columns",
            metavar="FIELD=COLUMN,…",
            type=columns,
            default={},
            help="which column of a table is which field, by name or number: prompt=2,answer=3",
        )
        parser.add_argument("--org", metavar="SLUG", help="stage the documents in this organisation")
        parser.add_argument("--accept", action="store_true", help="accept every question without a warning")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"] == bool(options["org"]):
            raise CommandError("Say either --dry-run or --org SLUG.")
        if options["json"] and not options["dry_run"]:
            raise CommandError("--json goes with --dry-run.")
        if options["columns"] and not options["dry_run"]:
            raise CommandError(
                "--columns goes with --dry-run; staged tables are corrected on the review page."
            )
        if options["accept"] and options["dry_run"]:
            raise CommandError("--accept goes with --org.")
        if options["dry_run"]:
            failed = self._dry_run(options["files"], options["columns"], as_json=options["json"])
        else:
            failed = self._stage(options["files"], options["org"], accept=options["accept"])
        if failed:
            count = len(options["files"])
            raise CommandError(f"{failed} of {count} file{'s' if count > 1 else ''} could not be imported.")

    def _dry_run(self, paths: list[Path], chosen: dict[str, str], *, as_json: bool) -> int:
        documents = [document for path in paths if (document := self._parse(path, chosen)) is not None]
        if as_json:
            whole = {"documents": [document.as_json() for document in documents]}
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1))
        else:
            for document in documents:
                self._print(document)
        return len(paths) - len(documents)

    def _parse(self, path: Path, chosen: dict[str, str]) -> Document | None:
        limits = Limits(size=settings.UPLOAD_LIMIT)
        try:
            if path.is_dir():
                files = files_below(path, limits)
                return parse_collection(str(path), files, columns=chosen, limits=limits)
            return parse_document(str(path), path.read_bytes(), columns=chosen, limits=limits)
        except (OSError, ImportRefused) as error:
            self._refuse(path, error)
            return None

    def _stage(self, paths: list[Path], slug: str, *, accept: bool) -> int:
        organization = Organization.objects.filter(slug=slug).first()
        if organization is None:
            raise CommandError(f"There is no organisation “{slug}”.")
        with organization_scope(organization):
            return sum(not self._stage_one(path, organization, accept=accept) for path in paths)

    def _stage_one(self, path: Path, organization: Organization, *, accept: bool) -> bool:
        try:
            is_folder = path.is_dir()
            name = f"{path.resolve().name}.zip" if is_folder else path.name
            data = packed(path) if is_folder else path.read_bytes()
            staged = stage_import(actor=None, organization=organization, name=name, data=data)
        except (OSError, Invalid) as error:
            self._refuse(path, error)
            return False
        items = ImportItem.objects.filter(batch=staged.batch)
        said = "staged" if staged.is_new else "staged before, nothing changed"
        self.stdout.write(f"{path}: {items.count()} questions {said} (import {staged.batch.pk})")
        if accept:
            self._accept(path, staged.batch.pk)
        waiting = items.filter(state=ItemState.PENDING).count()
        self.stdout.write(f"{path}: {waiting} wait for review")
        return True

    def _accept(self, path: Path, batch_id: Any) -> None:
        try:
            questions = accept_import_items(actor=None, batch_id=batch_id)
        except Conflict as nothing:
            self.stdout.write(f"{path}: {nothing.reason}")
        else:
            self.stdout.write(f"{path}: {len(questions)} accepted as drafts")

    def _refuse(self, path: Path, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self.stderr.write(f"{path}: {reason}")

    def _print(self, document: Document) -> None:
        self.stdout.write(f"{document.path}: {document.found} questions ({document.reader})")
        for statement in (document.claimed or {}).get("statements", []):
            verdict = "true" if statement["true"] else f"false, {statement['found']} found"
            self.stdout.write(f"  claims “{statement['text']}”: {verdict}")
        for question in document.questions:
            first, last = question.lines
            self.stdout.write(f"  {question.ordinal:>4}  {question.prompt}  (lines {first}–{last})")
            for warning in question.warnings:
                self.stdout.write(f"        warning: {warning}")
        for label, count in (
            ("unanswered prompts", len(document.unanswered)),
            ("noise", len(document.noise)),
        ):
            if count:
                self.stdout.write(f"  {count} {label}")
        for first, last in document.unaccounted:
            self.stdout.write(f"  unaccounted: lines {first}–{last}")
        for warning in document.warnings:
            self.stdout.write(f"  warning: {warning}")

"""`manage.py find_duplicates FILE… [--json]`, or `--org SLUG`.

Over files it needs no database and says which questions of them ask the same; over an organisation it
writes what it finds to the page of duplicates. A file that cannot be read is reported and the others go on;
the exit code is then 1.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.ground.tenancy import organization_scope
from accounts.models import Organization
from questionbank.actions.scan_for_duplicates import scan_for_duplicates
from questionbank.importing import ImportRefused, parse_document
from questionbank.similarity import Entry, Pair, find_pairs

Key = tuple[int, bool, int]  # number of the file, whether a prompt without an answer, ordinal among those


class Command(BaseCommand):
    help = "Finds questions that ask the same: across and inside files, or in an organisation's bank."
    requires_system_checks: list[str] = []  # over files it must work where no database is

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", type=Path)
        parser.add_argument("--json", action="store_true", help="print the pairs as JSON (files only)")
        parser.add_argument("--org", metavar="SLUG", help="scan this organisation's bank")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["files"]) == bool(options["org"]):
            raise CommandError("Say either FILE… or --org SLUG.")
        if options["org"]:
            if options["json"]:
                raise CommandError("--json goes with FILE….")
            self._scan(options["org"])
        else:
            self._compare(options["files"], as_json=options["json"])

    def _scan(self, slug: str) -> None:
        organization = Organization.objects.filter(slug=slug).first()
        if organization is None:
            raise CommandError(f"There is no organisation “{slug}”.")
        with organization_scope(organization):
            scan = scan_for_duplicates(actor=None, organization=organization)
        self.stdout.write(
            f"{scan.questions} questions, {scan.found} pairs that are alike, {scan.new} of them new"
        )

    def _compare(self, paths: list[Path], *, as_json: bool) -> None:
        entries: list[Entry] = []
        failed = 0
        for number, path in enumerate(paths):
            try:
                entries += _entries(number, path)
            except (OSError, ImportRefused) as error:
                failed += 1
                reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
                self.stderr.write(f"{path}: {reason}")
        pairs = find_pairs(entries)
        if as_json:
            self.stdout.write(json.dumps(_as_json(pairs, paths), ensure_ascii=False, indent=1))
        else:
            self._print(pairs, paths, {entry.key: entry.prompt for entry in entries})
        if failed:
            raise CommandError(
                f"{failed} of {len(paths)} file{'s' if len(paths) > 1 else ''} could not be read."
            )

    def _print(self, pairs: list[Pair], paths: list[Path], prompts: dict[Key, str]) -> None:
        for pair in pairs:
            self.stdout.write(f"{pair.score:.2f} {pair.verdict}: {pair.why}")
            for key in (pair.first, pair.second):
                number, bare, ordinal = key
                note = ", without an answer" if bare else ""
                self.stdout.write(f"    {paths[number]} {ordinal}{note}: {prompts[key]}")
        same = sum(pair.verdict == "same" for pair in pairs)
        self.stdout.write(f"{same} same, {len(pairs) - same} related")


def _entries(number: int, path: Path) -> list[Entry]:
    document = parse_document(str(path), path.read_bytes())
    answered = [
        Entry(
            (number, False, question.ordinal), question.prompt, f"{question.summary or ''}\n{question.answer}"
        )
        for question in document.questions
    ]
    bare = [
        Entry((number, True, place), unanswered.prompt)
        for place, unanswered in enumerate(document.unanswered, 1)
    ]
    return answered + bare


def _as_json(pairs: list[Pair], paths: list[Path]) -> dict[str, Any]:
    """`pairs` names questions by path and ordinal. Pairs with a prompt that has no answer stand apart,
    since such a prompt has no ordinal: `unanswered` is its place in the document's list of those.
    """

    def side(key: Key) -> dict[str, Any]:
        number, bare, ordinal = key
        return {"path": str(paths[number]), "unanswered" if bare else "ordinal": ordinal}

    found: dict[str, Any] = {"pairs": [], "pairs_with_unanswered": []}
    for pair in pairs:
        bare = pair.first[1] or pair.second[1]
        found["pairs_with_unanswered" if bare else "pairs"].append(
            {
                "a": side(pair.first),
                "b": side(pair.second),
                "score": pair.score,
                "verdict": pair.verdict,
                "why": pair.why,
            }
        )
    return found

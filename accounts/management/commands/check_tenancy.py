"""The third tenancy guard: no row may point into another organisation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.queries.tenancy import crossing_links


class Command(BaseCommand):
    help = "Walks every foreign key and counts rows whose two ends belong to different organisations."

    def handle(self, *args: Any, **options: Any) -> None:
        links = list(crossing_links())
        broken = [(name, count) for name, count in links if count]
        for name, count in broken:
            self.stderr.write(f"{name}: {count} rows point into another organisation")
        if broken:
            raise CommandError(f"{len(broken)} of {len(links)} links are crossed.")
        self.stdout.write(f"{len(links)} links, none crosses organisations.")

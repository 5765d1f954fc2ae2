"""Reads about kits."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Greatest

from accounts.models import Membership
from interviews.models import Kit, KitQuestion
from questionbank.models import Level


@dataclass(frozen=True)
class KitSection:
    """One interview of a kit, with its lines in order."""

    title: str
    purpose: str
    level: Level
    minutes: int
    lines: list[KitQuestion]

    @property
    def filled(self) -> int:
        """Minutes that its questions take."""
        return sum(line.question.current.minutes or 0 for line in self.lines if line.question.current)


def kits_of(actor: Membership) -> QuerySet[Kit]:
    """The kits in use, by name, each with `questions` and `interviews`, how many. One query when read."""
    rows = Kit.objects.filter(organization_id=actor.organization_id, retired_at=None)
    rows = rows.select_related("level", "created_by__user")
    counts = {
        "questions": Count("lines", distinct=True),
        "interviews": Greatest(Count("parts", distinct=True), 1),
    }
    return rows.annotate(**counts).order_by("name")


def kit_sections(kit: Kit) -> list[KitSection]:
    """A kit's interviews in order: its parts, or the kit itself where it has none. Two queries."""
    rows = KitQuestion.objects.filter(kit=kit).order_by("part__position", "position")
    lines = list(
        rows.select_related("question__current__topic", "question__current__level", "question__measure")
    )
    parts = kit.parts.select_related("level")
    sections = [
        KitSection(
            part.title,
            part.purpose,
            part.level,
            part.minutes,
            [line for line in lines if line.part_id == part.pk],
        )
        for part in parts
    ]
    return sections or [KitSection(kit.name, kit.purpose, kit.level, kit.minutes, lines)]

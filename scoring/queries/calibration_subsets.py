"""The connected subsets of a run, with names as far as the reader may read them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.calibration import SUBJECTS, facts_of
from scoring.queries.calibration_tables import PLURALS

NAMED = 12  # elements of a subset that are named; how many more there are is said


@dataclass(frozen=True)
class SubsetLine:
    """One subset of one facet: its number, how many it holds, the first names."""

    facet: Facet
    number: int
    size: int
    ratings: int
    names: list[str]

    @property
    def plural(self) -> str:
        """What it holds."""
        return PLURALS[self.facet]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.size - len(self.names)


def subsets_of(run: CalibrationRun, facets: Collection[Facet]) -> list[SubsetLine]:
    """The subsets of each of these facets that falls apart into several. One query a facet."""
    found: dict[Facet, list[dict[str, object]]] = {}
    for one in facts_of(run).summary.get("subsets") or []:
        if one["facet"] in facets:
            found.setdefault(Facet(one["facet"]), []).append(one)
    return [line for facet, rows in found.items() if len(rows) > 1 for line in _lines(facet, rows)]


def _lines(facet: Facet, rows: list[dict[str, object]]) -> Iterable[SubsetLine]:
    shown = {number: _ids(row["keys"])[:NAMED] for number, row in enumerate(rows)}
    names = _names(facet, [key for keys in shown.values() for key in keys])
    for number, row in enumerate(rows):
        yield SubsetLine(
            facet,
            int(str(row["number"])),
            len(_ids(row["keys"])),
            int(str(row["ratings"])),
            [names.get(key, "(gone)") for key in shown[number]],
        )


def _ids(keys: object) -> list[UUID]:
    return [UUID(str(key)) for key in keys] if isinstance(keys, list | tuple) else []


def _names(facet: Facet, keys: list[UUID]) -> dict[UUID, str]:
    rows = SUBJECTS[facet]._default_manager.filter(pk__in=keys)
    rows = rows.select_related("user") if facet == Facet.INTERVIEWER else rows
    return {row.pk: str(row) for row in rows}

"""Writes down which loops the standing fit holds, with which ratings."""

from uuid import UUID

from scoring.models import CalibrationRun, CountedLoop

Loops = dict[str, tuple[bytes, int]]


def write_counted(run: CalibrationRun, loops: Loops) -> None:
    """These loops and no others, as this full run counted them."""
    CountedLoop.objects.filter(organization_id=run.organization_id).delete()
    add_counted(run, loops)


def add_counted(run: CalibrationRun, loops: Loops) -> None:
    """These loops as well."""
    CountedLoop.objects.bulk_create(
        [
            CountedLoop(
                organization_id=run.organization_id,
                loop_id=UUID(key),
                run=run,
                digest=digest,
                ratings=ratings,
            )
            for key, (digest, ratings) in loops.items()
        ],
        2000,
    )

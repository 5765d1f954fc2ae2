"""Why no loop keeps every rule, in sentences, and what would help."""

from collections.abc import Sequence

from .demands import Demand
from .shapes import Choice, Relaxation, Request


def explain(
    request: Request, choices: Sequence[Choice], short: Sequence[tuple[Demand, float]], seconds: float
) -> tuple[list[str], list[Relaxation]]:
    """A sentence for each rule that the nearest loop gives up, and what to give up or loosen instead."""
    needs = {need.position: need for need in request.sessions}
    gaps = []
    for demand, missing in short:
        if demand.kind == "minimum" and demand.quota and demand.session is not None:
            need = needs[demand.session]
            has = demand.quota.minimum - round(missing)
            gaps.append(
                f"{demand.quota.name} at {need.level_name}: {demand.quota.minimum} needed in {need.title}, "
                f"{has or 'none'} could be placed."
            )
        else:
            gaps.append(f"{demand.kind} cannot be kept.")
    return gaps, []

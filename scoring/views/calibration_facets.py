"""The facet that an address of calibration names, and the facets beside each other."""

from typing import Any
from urllib.parse import urlencode

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from scoring import rules
from scoring.enums import Facet
from scoring.queries.calibration_tables import PLURALS


def facet_of(request: MemberRequest) -> Facet:
    """The facet in the address, else the first that the actor may read; refuses what they may not read."""
    wanted = request.GET.get("facet", "")
    rules.may_read_calibration(request.member, wanted if wanted in Facet.values else "").require()
    if wanted and wanted not in Facet.values:
        raise Invalid("There is no such facet.", {"facet": f"One of {', '.join(Facet.values)}."})
    return Facet(wanted) if wanted else rules.calibration_facets(request.member)[0]


def facet_tabs(request: MemberRequest, here: Facet, **more: str) -> list[dict[str, Any]]:
    """What the actor may read, with labels and addresses; `more` stays in each address."""
    return [
        {
            "label": PLURALS[one].capitalize(),
            "url": f"?{urlencode({**more, 'facet': one.value})}",
            "current": one == here,
        }
        for one in rules.calibration_facets(request.member)
    ]

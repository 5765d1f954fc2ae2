"""One fingerprint for one run's inputs: the same ratings, settings and code give the same digest."""

import hashlib
import json

from scoring.calibration.design import Design
from scoring.calibration.settings import CODE_VERSION, Settings


def digest(design: Design, settings: Settings) -> str:
    """SHA-256 (hex) over rows, settings and code version; the order the rows came in does not matter."""
    columns = {**design.facets, **design.groups}
    head = [CODE_VERSION, settings.as_json(), design.n, {name: facet.keys for name, facet in columns.items()}]
    told = hashlib.sha256(json.dumps(head, sort_keys=True).encode())
    for facet in columns.values():
        told.update(facet.codes.astype("<i4").tobytes())
    told.update(design.category.astype("<i1").tobytes())
    if design.day is not None:
        told.update(design.day.astype("<i4").tobytes())
    return told.hexdigest()

"""One fingerprint for one run's inputs: the same ratings, settings and code give the same digest."""

import hashlib
import json

from scoring.calibration.ratings import EXTRAS, FACETS, Ratings
from scoring.calibration.settings import CODE_VERSION, Settings


def digest(ratings: Ratings, settings: Settings) -> str:
    """SHA-256 (hex) over rows, settings and code version; the order of the rows does not matter."""
    empty = [""] * len(ratings)
    columns = [getattr(ratings, name).tolist() for name in (*FACETS, "score")]
    columns += [empty if (extra := getattr(ratings, name)) is None else extra.tolist() for name in EXTRAS]
    rows = sorted(json.dumps(row) for row in zip(*columns, strict=True))
    head = json.dumps([CODE_VERSION, settings.as_json(), len(rows)], sort_keys=True)
    return hashlib.sha256("\n".join([head, *rows]).encode("ascii")).hexdigest()

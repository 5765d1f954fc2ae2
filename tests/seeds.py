"""The five real documents, which lie beside the checkout and never in it."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "seeds"


def seed_path(prefix: str) -> Path:
    """The document whose name begins so. Missing: the test is skipped; with REQUIRE_SEEDS=1 it fails."""
    found = next(iter(FOLDER.glob(f"{prefix}_*.txt")), None)
    if found is not None:
        return found
    missing = f"The real documents are not beside this checkout ({FOLDER})."
    if os.environ.get("REQUIRE_SEEDS") == "1":
        pytest.fail(missing)
    pytest.skip(missing)

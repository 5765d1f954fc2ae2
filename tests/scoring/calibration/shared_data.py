"""Data that lie beside the checkout and never in it: the simulator of the reference, published data sets."""

import os
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[4] / "shared"


def shared_file(*parts: str) -> Path:
    """The file. Missing: the test is skipped; with REQUIRE_SEEDS=1 it fails (as tests/seeds.py does)."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        missing = f"{path} is not beside this checkout."
        if os.environ.get("REQUIRE_SEEDS") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    return path


def reference_simulator() -> Callable[..., dict[str, Any]]:
    """`simulate(n, seed, ...)` of the reference: columns as integer codes, and their true values."""
    simulate: Callable[..., dict[str, Any]] = runpy.run_path(
        str(shared_file("tools", "simulate_ratings.py"))
    )["simulate"]
    return simulate

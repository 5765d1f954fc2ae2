"""Production starts with nothing missing. (That each option is documented with its default: tests/docs.)"""

import os
import re
import subprocess
import sys

import pytest

from deploy.options import OPTIONS
from tests.architecture.sources import ROOT

OPERATIONS = ROOT / "docs/operations.md"
# Read by deploy/engines before the settings: where the embedded engines keep their data, and how surely.
OF_THE_ENGINES = {"PLUMBLINE_DATA", "PLUMBLINE_DATA_MAY_BE_LOST"}
OF_OTHERS = {"OPENBLAS_NUM_THREADS"}  # numpy's own
COMPLETE = {
    "PLUMBLINE_ENV": "production",
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "interviews.example.org",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
READ = "import sys, deploy.settings; print('embedded' if 'deploy.engines' in sys.modules else 'own')"


def start(options: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Reads the settings in a fresh process with these options and no other."""
    bare = {name: value for name, value in os.environ.items() if name not in OPTIONS}
    return subprocess.run(
        [sys.executable, "-c", READ], cwd=ROOT, env=bare | options, capture_output=True, text=True
    )


def test_options_are_named_nowhere_that_do_not_exist():
    named = set(re.findall(r"`([A-Z][A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", OPERATIONS.read_text()))
    assert named <= OPTIONS.keys() | OF_THE_ENGINES | OF_OTHERS


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_production_does_not_start_without(missing):
    run = start({name: value for name, value in COMPLETE.items() if name != missing})
    assert run.returncode != 0
    assert f"{missing} is not set; PLUMBLINE_ENV=production does not start without it." in run.stderr


def test_production_starts_with_all_of_them_and_touches_no_embedded_engine():
    run = start(COMPLETE)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "own"

"""`python -m tests.bench [--json FILE] [--tiny]`: how many times its baseline each thing takes, in one table.

On a database of its own, which is dropped at the end. Ratios compare across machines where times do not.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

SIZES = {
    "questions": 500,
    "loops": 12,
    "calibration": (10_000, 100_000, 1_000_000, 10_000_000),
    "compared": 1_000,
    "assembly": (500, 2_000),
    "proven": (500, 2_000, 20_000),
    "import": 100,
    "duplicates": (1_000, 10_000, 100_000),
    "all pairs": 1_000,
    "banks": (1_000, 10_000, 100_000),
    "replacing": (2_000, 20_000),
    "parallel": 200,
}
TINY = {"questions": 3, "loops": 4, "calibration": (2_000,), "compared": 120, "assembly": (60,), "import": 5}
TINY |= {"duplicates": (60, 120), "all pairs": 60, "banks": (70,)}
TINY |= {"proven": (60,), "replacing": (60,), "parallel": 3}


def main() -> int:
    """Prints the table; writes the same as JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the results to this file too")
    parser.add_argument("--tiny", action="store_true", help="small sizes: whether it runs, not how fast")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    os.environ.setdefault("PLUMBLINE_DATA", ".local/tests")
    from deploy import engines

    with tempfile.TemporaryDirectory() as static, engines.running(engines.needed()):
        os.environ["STATIC_ROOT"] = static
        lines, loads, truths = measure(TINY if given.tiny else SIZES, repeats=2 if given.tiny else 30)
    from tests.bench.live_load import told_load
    from tests.bench.measuring import table
    from tests.bench.replacing import told

    sys.stdout.write(f"{table(lines)}\n\n{told_load(loads)}\n\n{truths}\n\n")
    sys.stdout.write(told(TINY["parallel"] if given.tiny else SIZES["parallel"]) + "\n")
    if given.json:
        given.json.write_text(json.dumps([line.as_json() for line in [*lines, *loads]], indent=2) + "\n")
    return 0


def measure(sizes: dict, *, repeats: int) -> tuple[list, list, str]:
    """All lines of the table, what the load found, how near calibration comes to the truth; what is served
    on a database made for it.
    """
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import override_settings, setup_databases, teardown_databases

    from tests.bench.assembly import measure_loops
    from tests.bench.calibration import measure_calibration
    from tests.bench.cores import measure_assembly, measure_import
    from tests.bench.duplicates import measure_duplicates
    from tests.bench.live_load import TINY as LITTLE
    from tests.bench.live_load import Sizes, measure_load
    from tests.bench.pages import measure_pages
    from tests.bench.replacing import measure_replacing
    from tests.bench.search import measure_search

    connection.settings_dict["TEST"]["NAME"] = f"plumbline_bench_{os.getpid()}"
    made = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(ROOT_URLCONF="tests.bench.urls"):
            lines = measure_pages(repeats=repeats, questions=sizes["questions"], loops=sizes["loops"])
            loads = measure_load(LITTLE if sizes is TINY else Sizes())
            lines += measure_search(sizes["banks"], repeats=repeats)
    finally:
        teardown_databases(made, verbosity=0)
    found, truths = measure_calibration(
        sizes["calibration"], repeats=min(repeats, 3), compared=sizes["compared"]
    )
    lines += found
    lines += measure_assembly(sizes["assembly"], repeats=min(repeats, 10))
    lines += measure_replacing(sizes["replacing"], repeats=min(repeats, 10))
    lines += measure_loops(sizes["proven"], repeats=min(repeats, 5))
    lines += measure_duplicates(sizes["duplicates"], all_pairs=sizes["all pairs"])
    return lines + measure_import(sizes["import"], repeats=repeats), loads, truths


if __name__ == "__main__":
    sys.exit(main())

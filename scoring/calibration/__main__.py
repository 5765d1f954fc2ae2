"""`python -m scoring.calibration RATINGS.csv [--json]`: the engine on a file, without the platform.

Other questions of the same file: `--model linear`, `--agreement`, `--fairness`, `--experiment`.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from scoring.calibration import as_json, build_design, calibrate, digest
from scoring.calibration.command_line import build_parser, column_names
from scoring.calibration.crossed import linear_command
from scoring.calibration.diagnosis.details import details_as_json
from scoring.calibration.scale import read_scaled
from scoring.calibration.table import format_result

# Each of them: run(arguments) -> a dictionary ready for JSON; ValueError or OSError with the reason.
# Where it has words(dictionary) -> text, that is printed unless JSON is asked for.
COMMANDS = {
    "agreement": "scoring.calibration.coefficients.agreement_command",
    "fairness": "scoring.calibration.impact.fairness_command",
    "experiment": "scoring.calibration.trials.experiment_command",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 with the result on standard output (a refusal is one), 2 with the reason on the other."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.file is None and options.experiment != "plan":
        parser.error("the following arguments are required: RATINGS.csv")
    started = time.perf_counter()
    try:
        values, text = _answer(options)
    except (ValueError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        sys.stderr.write(f"{options.file or parser.prog}: {reason}\n")
        return 2
    values["seconds"] = round(time.perf_counter() - started, 3)
    printed = json.dumps(values, allow_nan=False) if options.json or not text else text
    sys.stdout.write(f"{printed}\n")
    return 0


def _answer(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """The answer as plain values and, where there is such a form, as text to read."""
    for name, module in COMMANDS.items():
        if getattr(options, name):
            command = import_module(module)
            values = dict(command.run(options))
            return values, command.words(values) if hasattr(command, "words") else ""
    if options.model == "linear":
        linear = linear_command.run(options)
        return linear, linear_command.words(linear)
    scaled = read_scaled(options, column_names(options))
    design = build_design(scaled.ratings, scaled.settings)
    result = calibrate(design, settings=scaled.settings)
    result = result.saying(scaled.statements)
    text = f"{scaled.words}\n{format_result(result)}"
    return as_json(result) | details_as_json(result) | {"digest": digest(design, scaled.settings)}, text


if __name__ == "__main__":
    sys.exit(main())

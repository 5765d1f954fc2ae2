"""The options of `python -m scoring.calibration`."""

import argparse
from pathlib import Path

from scoring.calibration.reading import COLUMNS, day_of
from scoring.calibration.settings import MODELS, Settings
from scoring.calibration.trials import experiment_command

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def build_parser() -> argparse.ArgumentParser:
    """All options, of every question that the command answers."""
    parser = argparse.ArgumentParser(
        prog="python -m scoring.calibration",
        description="What a score is worth: severity, difficulty and fair averages from a file of ratings.",
    )
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="RATINGS.csv", help="CSV with a header line, or CSV.gz"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help="default: %(default)s")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--agreement", action="store_true", help="coefficients of agreement instead")
    other.add_argument("--fairness", action="store_true", help="outcomes by group instead")
    other.add_argument("--experiment", choices=("plan", "look"), help="an experiment instead")
    _add_scale(parser.add_argument_group("the scale and the run"))
    experiment_command.add_arguments(parser.add_argument_group("an experiment"))
    _add_columns(parser.add_argument_group("names of columns, where the file has others"))
    return parser


def _add_scale(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--lowest", type=int, help="lowest point of the scale (default: the lowest score found)"
    )
    group.add_argument("--highest", type=int, help="highest point (default: the highest score found)")
    minimum = Settings().minimum_ratings
    group.add_argument(
        "--minimum", type=int, default=minimum, help="ratings an element needs (default: %(default)s)"
    )
    group.add_argument(
        "--robust", action="store_true", help="fit without the interviewers who show a fault of rating"
    )
    group.add_argument(
        "--as-of",
        type=_day,
        metavar="DAY",
        help="only what was known at the end of that day (see column day)",
    )
    group.add_argument("--level", choices=LEVELS, default="ordinal", help="of the values, for --agreement")


def _add_columns(group: argparse._ArgumentGroup) -> None:
    for name in COLUMNS:
        # "--level" is the level of measurement; the column of that name is found under its own name only.
        if name != "level":
            group.add_argument(f"--{name}", metavar="COLUMN")
    for name in ("unit", "rater", "value"):
        group.add_argument(f"--{name}", metavar="COLUMN", help="for --agreement")


def column_names(options: argparse.Namespace) -> dict[str, str]:
    """What the file calls our columns, where it was said."""
    return {name: getattr(options, name) for name in COLUMNS if name != "level" and getattr(options, name)}


def _day(text: str) -> int:
    day = day_of(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a whole number nor a date (YYYY-MM-DD)")
    return day

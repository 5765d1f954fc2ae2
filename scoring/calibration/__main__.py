"""`python -m scoring.calibration RATINGS.csv [--json]`: the engine on a file, without the platform."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from scoring.calibration import RatingError, Ratings, Settings, build_design, calibrate, digest
from scoring.calibration.reading import check_lines, read_ratings
from scoring.calibration.report import as_json

MOST_POINTS = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 with the result on standard output (a refusal is one), 2 with the reason on the other."""
    options = _parse(arguments)
    started = time.perf_counter()
    try:
        rows = read_ratings(options.file)
        settings = _settings(options, [row.score for row in rows.values()])
        check_lines(rows, settings)
        ratings = Ratings.from_rows(rows.values(), settings=settings)
    except (ValueError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        sys.stderr.write(f"{options.file}: {reason}\n")
        return 2
    design = build_design(ratings, settings)
    result = calibrate(design, settings=settings)
    values = as_json(result) | {"digest": digest(design, settings)}
    values["seconds"] = round(time.perf_counter() - started, 3)
    text = json.dumps(values, allow_nan=False)
    sys.stdout.write(f"{text}\n")
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scoring.calibration", description=__doc__)
    parser.add_argument("file", type=Path, metavar="RATINGS.csv")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument(
        "--lowest", type=int, help="lowest point of the scale (default: the lowest score found)"
    )
    parser.add_argument(
        "--highest", type=int, help="highest point of the scale (default: the highest score found)"
    )
    parser.add_argument(
        "--minimum", type=int, default=Settings().minimum_ratings, help="ratings an element needs"
    )
    return parser.parse_args(arguments)


def _settings(options: argparse.Namespace, scores: list[int]) -> Settings:
    """The scale asked for, or else the one found; what is found may not be implausibly long."""
    scores = scores or [Settings().lowest, Settings().highest]
    lowest = min(scores) if options.lowest is None else options.lowest
    highest = max(scores) if options.highest is None else options.highest
    found = options.lowest is None or options.highest is None
    if found and highest - lowest >= MOST_POINTS:
        raise RatingError(
            f"scores run from {lowest} to {highest}: give --lowest and --highest if that is the scale"
        )
    if found and lowest == highest:
        highest += 1  # one category only: the engine refuses it in words, whatever the other end is
    return Settings(lowest=lowest, highest=highest, minimum_ratings=options.minimum)


if __name__ == "__main__":
    sys.exit(main())

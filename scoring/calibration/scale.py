"""The scale that ratings were given on: the one asked for, or the one found in them."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.calibration.ratings import RatingError, Ratings
from scoring.calibration.reading import check_scale, read_ratings
from scoring.calibration.settings import MOST_POINTS, Settings


@dataclass(frozen=True)
class Scaled:
    """Ratings with the settings they are fitted under, and what must be said about how they were read."""

    ratings: Ratings
    settings: Settings
    statements: tuple[str, ...]
    words: str


def read_scaled(options: argparse.Namespace, names: Mapping[str, str]) -> Scaled:
    """The ratings of the file as the options ask for them.

    RatingError or ValueError with the reason, OSError where the file cannot be read.
    """
    source = read_ratings(options.file, names)
    settings = find_settings(options, source.ratings)
    check_scale(options.file, source, names, settings.lowest, settings.highest)
    ratings = source.ratings
    said = [_not_assessed(source.not_assessed)] if source.not_assessed else []
    if options.as_of is not None:
        ratings = ratings.until(options.as_of)
        said.append(f"{len(source.ratings) - len(ratings)} ratings of later days were left out.")
    return Scaled(ratings, settings, tuple(said), f"Scale {settings.lowest} to {settings.highest}")


def _not_assessed(count: int) -> str:
    lines = "1 line without a score was" if count == 1 else f"{count} lines without a score were"
    return f"{lines} passed over: not assessed."


def find_settings(options: argparse.Namespace, ratings: Ratings) -> Settings:
    """The scale asked for, or else the one found; what is found may not be implausibly long."""
    score = ratings.score
    lowest, highest = options.lowest, options.highest
    found = lowest is None or highest is None
    if lowest is None:
        lowest = int(score.min()) if score.size else Settings().lowest
    if highest is None:
        highest = int(score.max()) if score.size else max(Settings().highest, lowest + 1)
    if found and highest - lowest >= MOST_POINTS[options.model]:
        raise RatingError(
            f"scores run from {lowest} to {highest}: the model takes a scale of at most "
            f"{MOST_POINTS[options.model]} points"
        )
    if found and lowest == highest:
        highest += 1  # one category only: the engine refuses it in words, whatever the other end is
    return Settings(
        lowest=lowest,
        highest=highest,
        minimum_ratings=options.minimum,
        model=options.model,
        robust=options.robust,
    )

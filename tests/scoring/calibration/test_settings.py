import json

import pytest

from scoring.calibration import Settings


def test_settings_survive_a_journey_through_json() -> None:
    settings = Settings(lowest=0, highest=6, minimum_ratings=5, interval=0.9)
    assert Settings(**json.loads(json.dumps(settings.as_json()))) == settings


def test_the_interval_of_95_percent_is_1_96_standard_errors() -> None:
    assert Settings().z == pytest.approx(1.959964)


@pytest.mark.parametrize(
    "values",
    [
        {"lowest": 4, "highest": 4},
        {"lowest": 4, "highest": 1},
        {"lowest": 1.0},
        {"highest": True},
        {"highest": 10**9},
        {"minimum_ratings": 0},
        {"interval": 1.0},
        {"interval": 0.0},
        {"interval": float("nan")},
        {"model": "guess"},
        {"robust": 1},
    ],
)
def test_settings_that_make_no_sense_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(values)) + "|scale"):
        Settings(**values)


def test_a_scale_has_at_most_ten_points_and_the_linear_model_takes_more() -> None:
    assert Settings(lowest=0, highest=9).highest == 9
    with pytest.raises(ValueError, match="the scale 0 to 10 is too long: this model takes at most 10 points"):
        Settings(lowest=0, highest=10)
    assert Settings(lowest=0, highest=100, model="linear").highest == 100

"""Control charts as pictures: every month has its place, harsher is up, nothing leaves the picture."""

import re
from itertools import pairwise

import numpy as np

from scoring.pictures_drift import LEFT, LOWER, RIGHT, UPPER, control
from tests.scoring.drifting import at_rest, months_of


def ends(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+) (\S+?)(?=[ML]|$)", path)]


def test_every_month_stands_within_its_half() -> None:
    z = at_rest(1, months=30)
    z[0, 10:] += 9.0
    (months,) = months_of(z)
    picture = control(months)
    assert len(picture.spots) == len(ends(picture.ewma)) == 30
    for path, (top, floor) in [(picture.ewma, UPPER), (picture.harsher, LOWER), (picture.milder, LOWER)]:
        assert all(LEFT <= x <= RIGHT and top <= y <= floor for x, y in ends(path))


def test_who_gives_less_goes_up() -> None:
    z = np.zeros((1, 12))
    z[0, 6:] = -3.0
    (months,) = months_of(z)
    picture = control(months)
    assert ends(picture.ewma)[-1][1] < float(picture.zeros[0])
    assert ends(picture.harsher)[-1][1] < float(picture.zeros[1]) == ends(picture.milder)[-1][1]
    assert picture.spots[-1].points > 0 and picture.spots[-1].up > 5 > picture.spots[-1].down


def test_the_limits_stay_apart_however_far_a_sum_runs() -> None:
    (months,) = months_of(np.full((1, 40), 4.0))
    upper, lower = (float(y) for y in control(months).lines)
    middle = float(control(months).zeros[1])
    assert middle - upper > 12 and lower - middle > 12


def test_names_of_months_leave_each_other_room() -> None:
    (months,) = months_of(at_rest(1, months=48))
    named = [float(spot.x) for spot in control(months).spots if spot.label]
    assert all(b - a >= 50 for a, b in pairwise(named))
    assert len(named) >= 4


def test_one_month_is_a_picture_too() -> None:
    (months,) = months_of(at_rest(1, months=1))
    assert len(control(months).spots) == 1

"""How often one person may do something."""

from accounts.ground.pace import Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_up_to_the_limit_nobody_waits_and_beyond_it_until_the_span_ends() -> None:
    clock = Clock()
    pace = Pace(10, clock)
    assert [pace.wait("Lea", 3) for _ in range(4)] == [0, 0, 0, 11]
    clock.now = 109.5
    assert pace.wait("Lea", 3) == 1
    clock.now = 110.0
    assert pace.wait("Lea", 3) == 0


def test_one_person_does_not_use_up_another_s() -> None:
    pace = Pace(10, Clock())
    assert [pace.wait("Lea", 1), pace.wait("Sam", 1)] == [0, 0]


def test_who_waits_as_told_may_go_on() -> None:
    clock = Clock()
    pace = Pace(10, clock)
    pace.wait("Lea", 1)
    clock.now += pace.wait("Lea", 1)
    assert pace.wait("Lea", 1) == 0

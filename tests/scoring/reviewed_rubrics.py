"""Loops whose ratings are on one rubric, decided and released or not, for the tests of its review."""

from interviews.enums import LoopState
from interviews.models import Loop
from scoring.enums import Facet
from scoring.models import CalibrationRun
from tests.cast import World
from tests.scoring.calibrated import a_run, measured
from tests.scoring.packets import complete_loop

LEAD, SECOND = [3, 4, 2, 3], [3, 3, 2, 4]  # criterion by question


def rated_loops(world: World, count: int, *, released: bool = True) -> list[Loop]:
    """Each with eight ratings of a new candidate by the lead and the second; closed without the debrief."""
    made = [complete_loop(world, LEAD, SECOND, title=f"Rated {n}") for n in range(count)]
    if released:
        Loop.objects.filter(pk__in=[loop.pk for loop in made]).update(state=LoopState.DECIDED)
    return made


def a_measured_run(world: World, loops: list[Loop]) -> CalibrationRun:
    """One in which the rubric's questions and the candidates have measures."""
    run = a_run(world)
    for question in world.questions:
        measured(run, Facet.QUESTION, question.current.pk, 0.3)
    for n, loop in enumerate(loops):
        measured(run, Facet.CANDIDATE, loop.candidate_id, 0.1 * n, fair=2 + n / 10)
    return run

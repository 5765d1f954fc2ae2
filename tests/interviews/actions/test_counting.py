"""What interviews never plan."""

import pytest

from accounts.ground.verdict import Conflict
from interviews.actions import plan_loop as module
from interviews.models import Loop
from questionbank.enums import State
from questionbank.models import Question
from tests.cast import World
from tests.interviews.helpers import planned


def test_what_leaks_between_choosing_and_writing_is_not_planned(
    in_acme: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen_then_leaked(request):  # type: ignore[no-untyped-def]  # as assemble
        plan = module_assemble(request)
        taken = [choice.question.question for choice in plan.choices]
        Question.objects.filter(pk__in=taken).update(state=State.LEAKED)
        return plan

    module_assemble = module.assemble
    monkeypatch.setattr(module, "assemble", chosen_then_leaked)
    before = Loop.objects.count()

    with pytest.raises(Conflict, match="just been reported as leaked"):
        planned(in_acme)

    assert Loop.objects.count() == before

"""The operator's command that verifies decisions: its words and its exit codes."""

import json
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from scoring.models import Decision, Rating
from tests.cast import World
from tests.scoring.packets import complete_loop, decide


@pytest.fixture
def decision(in_acme: World) -> Decision:
    return decide(in_acme.committee, complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3]))


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_decision", *arguments, stdout=out)
    return out.getvalue()


def test_a_decision_is_named_by_its_own_id_by_its_loops_or_with_all_of_an_organisation(
    decision: Decision,
) -> None:
    rows = len(decision.snapshot["sources"]) + 1
    words = f"Nothing differs: {rows} rows checked."
    for arguments in ([str(decision.pk)], [str(decision.loop_id)], ["--org", "acme", "--all"]):
        assert words in said(*arguments)


def test_what_differs_is_said_and_the_exit_code_is_one(decision: Decision) -> None:
    Rating.objects.filter(scorecard__seat__session__loop=decision.loop, value=2).update(value=4)
    out = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("verify_decision", str(decision.pk), "--json", stdout=out)
    assert failure.value.returncode == 1
    found = json.loads(out.getvalue())
    assert (found["sound"], found["decision"]) == (False, str(decision.pk))
    assert len(found["differences"]) == 2
    assert all("its content is not what it was" in words for words in found["differences"])


@pytest.mark.parametrize(
    "arguments", [[], ["perhaps"], [str(uuid.uuid4())], ["--all"], ["--org", "zenith", "--all"]]
)
def test_where_there_is_no_such_decision_the_exit_code_is_two(
    decision: Decision, arguments: list[str]
) -> None:
    with pytest.raises(CommandError) as failure:
        said(*arguments)
    assert failure.value.returncode == 2

"""Pages and saves, through every middleware, against bare ones in the same process on the same engines."""

from django.core.management import call_command
from django.test import Client

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership
from interviews.models import Loop
from tests.bench.measuring import Call, Line, compare
from tests.bench.saving import measure_saving
from tests.cast import build_world, make_question
from tests.scoring.packets import a_year
from tests.scoring.sheets import ask_all, fill


def measure_pages(*, repeats: int, questions: int, loops: int) -> list[Line]:
    """An autosave, the live sheet, the bank and a packet; the bank has so many questions."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with all_organizations():
        world = build_world("bench", "Bench")
        for number in range(questions):
            make_question(
                world.organization, f"Question {number} of the bank?", topic=world.topic, level=world.level
            )
        a_year(world, candidates=loops)
    with organization_scope(world.organization):
        ask_all(world.session)
        fill(world.lead, world.session)
        loop = Loop.objects.exclude(pk=world.loop.pk).earliest("created_at").pk
    lead, committee = _browser(world.lead), _browser(world.committee)
    pages = {
        "GET live sheet": _get(lead, f"/o/bench/live/{world.session.pk}/"),
        f"GET bank of {questions + 4} questions": _get(lead, "/o/bench/bank/"),
        "GET packet": _get(committee, f"/o/bench/debrief/{loop}/"),
    }
    empty = _get(lead, "/o/bench/bench/")
    return measure_saving(world, repeats=repeats * 10) + compare(
        pages, "GET empty signed-in page", empty, repeats=repeats
    )


def _browser(member: Membership) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(member.user)
    return client


def _get(client: Client, address: str) -> Call:
    def call() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    return call

"""A committee's house: five people, two candidates whose loops are planned, a web process, a worker."""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import Popen
from typing import Any

from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership, Organization
from interviews.actions.plan_loop import plan_loop
from interviews.actions.revise_blueprint import revise_blueprint
from interviews.content import Gates, Quota, Terms
from interviews.models import Loop
from interviews.queries.blueprints import stage_contents
from tests.browser.people import put_cookie
from tests.cast import World, build_world, make_member
from tests.streams.listening import Stream
from tests.web import Web, running_web
from tests.worker import running_worker


@dataclass
class House:
    """The five, each with the page in their own browser context, and what they sit over."""

    world: World
    web: Web
    worker: "Popen[bytes]"
    members: dict[str, Membership]
    pages: dict[str, Page]
    wrong: list[str] = field(default_factory=list)  # errors of scripts, and what the policy refused

    def __getitem__(self, name: str) -> Page:
        return self.pages[name]

    def loop_for(self, candidate: str) -> Loop:
        """A planned loop of one interview with one question: Lea leads, Sam is second."""
        world = self.world
        with organization_scope(world.organization):
            return plan_loop(
                actor=world.coordinator,
                opening_id=world.opening.pk,
                seats={0: {"lead": world.lead.pk, "second": world.second.pk}},
                candidate_name=candidate,
            )

    def path(self, below: str) -> str:
        return f"/o/{self.world.slug}/{below}"

    def packet(self, name: str, loop: Loop) -> Page:
        """The page of this person, at the packet."""
        page = self[name]
        page.goto(self.path(f"debrief/{loop.pk}/"))
        assert loop.candidate is not None
        expect(page.get_by_role("heading", level=1)).to_contain_text(loop.candidate.pseudonym)
        return page

    def listen(self, name: str, loop: Loop) -> Stream:
        """The event stream of a packet's room, as this person's browser is given it."""
        cookies = {row["name"]: row["value"] for row in self[name].context.cookies()}
        return Stream(
            self.web, self.path(f"debrief/{loop.pk}/events/?tab={uuid.uuid4()}"), cookies["sessionid"]
        )

    def reads(self, name: str, loop: Loop) -> dict[str, str]:
        """What pages and API answer this person about this loop, by address, and what they have open."""
        packet = f"debrief/{loop.pk}/"
        pages = (
            "",
            f"loops/{loop.pk}/",
            packet,
            *(f"{packet}{one}" for one in ("room/", "packet.json", "vote/")),
        )
        api = (f"loops/{loop.pk}/cards/", *(f"packets/{loop.pk}/{one}" for one in ("", "votes/", "debrief/")))
        addresses = [self.path(one) for one in pages] + [f"/api/v1{self.path(one)}" for one in api]
        page = self[name]
        answers = {address: page.request.get(address) for address in addresses}
        assert {answer.status for answer in answers.values()} <= {200, 403, 404}
        return {address: answer.text() for address, answer in answers.items()} | {"here": page.content()}


def says(read: dict[str, str], *words: str) -> set[str]:
    """The addresses among these in which one of the words stands."""
    return {address for address, text in read.items() if any(word in text for word in words)}


@contextmanager
def open_house(chromium: Browser, folder: Path) -> Iterator[House]:
    """Acme with a committee of two and a facilitator from outside, who may forbid a hire."""
    world = a_committees_world()
    people = {"lead": world.lead, "second": world.second, "kim": world.committee}
    with organization_scope(world.organization):
        people["max"] = make_member(world.organization, "Max Member", Role.COMMITTEE)
        people["fay"] = make_member(world.organization, "Fay Facilitator", Role.ADMIN)
    with ExitStack() as open_things:
        worker = open_things.enter_context(running_worker(folder / "worker.log"))
        web = open_things.enter_context(running_web(folder / "web.log"))
        house = House(world, web, worker, people, {})
        for name, member in people.items():
            context = chromium.new_context(
                base_url=web.url, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
            )
            open_things.callback(context.close)
            put_cookie(context, member, web.url)
            house.pages[name] = context.new_page()
            watch(house, house.pages[name])
        yield house
    assert house.wrong == []


def watch(house: House, page: Page) -> None:
    page.on("pageerror", lambda error: house.wrong.append(str(error)))
    page.on(
        "console", lambda line: house.wrong.append(line.text) if "Content Security" in line.text else None
    )


def a_committees_world() -> World:
    """Its blueprint asks for a facilitator from outside, and its interview for one question."""
    with all_organizations():
        world = build_world("acme", "Acme")
        Organization.objects.filter(pk=world.organization.pk).update(veto=True)
    with organization_scope(world.organization):
        blueprint = world.opening.blueprint
        assert blueprint.current is not None
        [stage] = stage_contents(blueprint.current.pk)
        revise_blueprint(
            actor=world.coordinator,
            blueprint_id=blueprint.pk,
            based_on=1,
            stages=[replace(stage, quotas=(Quota(world.topic.pk, 1, 1),))],
            terms=Terms(gates=Gates(facilitator=True)),
        )
    return world


def heard(stream: Stream, until: Callable[[Any], bool]) -> list[str]:
    """What a stream sent, up to the state of which `until` is true."""
    sent = []
    while True:
        kind, text = stream.next()
        assert kind == "message", f"the stream ended: {text}"
        sent.append(text)
        if until(json.loads(text)):
            return sent

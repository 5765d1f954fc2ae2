"""Modules, training and conflicts over the API."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Membership
from interviews.models import Application, ConflictOfInterest
from tests.cast import World, sign_in
from tests.interviews.helpers import in_scope


def call(world: World, member: Membership, method: str, name: str, /, *ids: object, **body: Any) -> Any:
    client: Client = sign_in(member)
    address = reverse(name, args=[world.slug, *ids])
    answer = getattr(client, method)(address, body, content_type="application/json")
    return answer.status_code, answer.json() if answer.content else None


def test_a_module_is_made_filled_and_retired(acme: World) -> None:
    status, module = call(
        acme, acme.coordinator, "post", "api_modules", name="Messaging", topics=[str(acme.topic.pk)]
    )
    assert (status, module["topics"]) == (201, [str(acme.topic.pk)])
    pk = module["id"]
    call(acme, acme.coordinator, "post", "api_module_people", pk, member=str(acme.second.pk))
    own = sign_in(acme.second).get(reverse("api_my_training", args=[acme.slug])).json()
    assert [step["next_seat"] for step in own] == ["shadow"]
    status, refused = call(acme, acme.admin, "post", "api_module_approve", pk, member=str(acme.second.pk))
    assert (status, list(refused["error"]["fields"])) == (400, ["note"])
    status, row = call(
        acme, acme.admin, "post", "api_module_approve", pk, member=str(acme.second.pk), note="Years of it."
    )
    assert (status, row["state"], row["approved_by"]) == (200, "approved", str(acme.admin.pk))
    steps = sign_in(acme.lead).get(reverse("api_module_people", args=[acme.slug, pk])).json()
    assert [step["name"] for step in steps] == ["Sam Second"]
    call(acme, acme.admin, "post", "api_qualification_withdraw", row["id"], reason="Away.")
    status, module = call(acme, acme.admin, "post", "api_module_retire", pk)
    assert module["retired_at"]


def test_a_conflict_is_declared_listed_and_lifted(acme: World) -> None:
    candidate = str(acme.candidate.pk)
    status, row = call(acme, acme.lead, "post", "api_conflicts", candidate=candidate, reason="Friends.")
    assert (status, row["kind"], row["member"]) == (201, "declared", str(acme.lead.pk))
    assert sign_in(acme.lead).get(reverse("api_loop", args=[acme.slug, acme.loop.pk])).status_code == 404
    listed = sign_in(acme.coordinator).get(reverse("api_conflicts", args=[acme.slug])).json()
    assert [one["reason"] for one in listed["results"]] == ["Friends."]
    status, row = call(acme, acme.coordinator, "post", "api_conflict_lift", row["id"], reason="A mix-up.")
    assert (status, row["lift_reason"]) == (200, "A mix-up.")


def test_backgrounds_bring_conflicts(acme: World) -> None:
    with in_scope(acme):
        application = Application.objects.get()
    call(acme, acme.coordinator, "put", "api_candidate_teams", acme.candidate.pk, former_teams=["Maps"])
    status, row = call(
        acme, acme.second, "put", "api_background", acme.second.pk, former_teams=["maps"], referred_by=None
    )
    assert (status, row["former_teams"]) == (200, ["maps"])
    member = str(acme.lead.pk)
    call(acme, acme.coordinator, "put", "api_application_referrer", application.pk, member=member)
    with in_scope(acme):
        assert ConflictOfInterest.objects.count() == 2
    status, looked = call(acme, acme.coordinator, "post", "api_conflicts_look")
    assert (status, looked) == (200, {"found": 0, "recused": 0})

"""A criterion is renamed and described by curators; what was rated by it stays."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.edit_criterion import edit_criterion
from questionbank.models import Criterion
from tests.cast import World, sign_in


def test_a_curator_renames_and_the_trail_says_from_what_to_what(in_acme: World) -> None:
    row = in_acme.criteria[0]
    edit_criterion(actor=in_acme.curator, criterion_id=row.pk, name="  Depth of  it ", description="How far.")
    row.refresh_from_db()
    assert (row.name, row.description) == ("Depth of it", "How far.")
    event = AuditEvent.objects.get(verb="edit_criterion")
    assert event.data == {"name": ["Depth", "Depth of it"], "description": ["", "How far."]}


def test_what_is_the_same_leaves_no_trace(in_acme: World) -> None:
    row = in_acme.criteria[0]
    edit_criterion(actor=in_acme.curator, criterion_id=row.pk, name=row.name, description=row.description)
    assert not AuditEvent.objects.exists()


def test_another_spelling_of_its_own_name_is_no_clash(in_acme: World) -> None:
    row = in_acme.criteria[0]
    edit_criterion(actor=in_acme.curator, criterion_id=row.pk, name="DEPTH")
    row.refresh_from_db()
    assert row.name == "DEPTH"


@pytest.mark.parametrize(
    ("name", "description"), [("", ""), ("x" * 81, ""), ("clarity", ""), ("Depth", "x" * 1001)]
)
def test_what_is_empty_too_long_or_taken_is_refused(in_acme: World, name: str, description: str) -> None:
    with pytest.raises(Invalid):
        edit_criterion(
            actor=in_acme.curator, criterion_id=in_acme.criteria[0].pk, name=name, description=description
        )
    assert Criterion.objects.get(pk=in_acme.criteria[0].pk).name == "Depth"


def test_only_curators_of_the_organisation_edit_it(in_acme: World, zenith: World) -> None:
    with pytest.raises(Denied):
        edit_criterion(actor=in_acme.lead, criterion_id=in_acme.criteria[0].pk, name="Other")
    with pytest.raises(Http404):
        edit_criterion(actor=in_acme.curator, criterion_id=zenith.criteria[0].pk, name="Other")


def test_the_page_shows_what_uses_a_criterion_and_saves(acme: World) -> None:
    client = sign_in(acme.curator)
    page = client.get("/o/acme/bank/criteria/").text
    assert "4 questions" in page
    assert "1 blueprint" in page
    url = f"/o/acme/bank/criteria/{acme.criteria[0].pk}/"
    assert "Depth" in client.get(url).text
    assert "Criterion “Breadth” saved." in client.post(url, {"name": "Breadth"}, follow=True).text
    taken = client.post(url, {"name": "Clarity", "description": "Kept words"})
    assert taken.status_code == 400
    assert "Kept words" in taken.text


def test_an_interviewer_reads_the_page_without_a_way_to_edit(acme: World) -> None:
    page = sign_in(acme.lead).get("/o/acme/bank/criteria/").text
    assert "Depth" in page
    assert "Add a criterion" not in page
    assert "Edit<" not in page


def test_the_api_changes_what_is_sent_alone(acme: World) -> None:
    url = f"/api/v1/o/acme/criteria/{acme.criteria[0].pk}/"
    answer = sign_in(acme.curator).patch(url, {"description": "How far."}, content_type="application/json")
    assert (answer.json()["name"], answer.json()["description"]) == ("Depth", "How far.")

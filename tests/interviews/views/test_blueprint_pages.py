"""The editor with all its rules, and what becomes of a blueprint: compared, copied, retired, brought back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.content import Gates
from interviews.models import Blueprint, Module
from interviews.queries.blueprints import stage_contents, terms_of
from questionbank.models import Level
from tests.cast import sign_in
from tests.interviews.helpers import in_scope


def _url(world, name, *ids):
    return reverse(name, args=[world.slug, *ids])


def _sent(world, **fields):
    """What a browser sends for one interview with all rules as usual."""
    weights = {"information": 3, "coverage": 2, "freshness": 2, "priority": 1, "variety": 1}
    return {
        "stages": "1",
        "s0-name": "Depth",
        "s0-level": world.level.pk,
        "s0-minutes": "40",
        "s0-seats": ["lead", "shadow"],
        "s0-topics": "0",
        "terms-most_pilots": "1",
        "terms-tolerance": "0.25",
        "terms-minutes_tolerance": "10",
        "terms-break_minutes": "10",
        "terms-least_votes": "1",
        **{f"terms-weight-{name}": str(weight) for name, weight in weights.items()},
    } | fields


def _edit(world, **fields):
    address = _url(world, "blueprint_edit", world.opening.blueprint_id)
    return sign_in(world.coordinator).post(address, _sent(world, **{"based_on": "1"} | fields), follow=True)


def _now(world):
    return Blueprint.objects.get(pk=world.opening.blueprint_id)


def test_everything_is_sent_saved_and_shown_in_words(acme):
    with in_scope(acme):
        beside = Level.objects.create(organization=acme.organization, name="Beside", rank=91)
        module = Module.objects.create(organization=acme.organization, name="Systems module")
        criterion = acme.criteria[0]
    sent = {
        "role": "Engineer",
        "s0-neighbours": [beside.pk],
        "s0-module": module.pk,
        "terms-most_pilots": "",
        "terms-reserve_across": "on",
        "terms-tolerance": "0.5",
        "terms-weight-coverage": "4.5",
        f"terms-bar-{criterion.pk}": "2",
        "terms-least_cards": "3",
        "terms-facilitator": "on",
        "terms-voting_hours": "24",
    }

    text = _edit(acme, **sent).content.decode()

    with in_scope(acme):
        blueprint = _now(acme)
        [stage] = stage_contents(blueprint.current_id)
        terms = terms_of(blueprint.current)
        assert (stage.neighbour_ids, stage.module_id) == ((beside.pk,), module.pk)
        assert (terms.most_pilots, terms.reserve_across, terms.tolerance) == (None, True, 0.5)
        assert (terms.weights.coverage, terms.weights.information) == (4.5, 3.0)
        assert [(bar.criterion_id, bar.points) for bar in terms.bars] == [(criterion.pk, 2)]
        assert terms.gates == Gates(least_cards=3, facilitator=True, voting_hours=24)
    for words in (
        "Engineer · ",
        "Beside",
        "Systems module",
        "any number",
        "left alone",
        "within 0.5 points",
        "coverage 4.5, information 3",
        "2 of 4",
        "Lead, Shadow",
        "3 cards in",
        "somebody outside the team",
        "24 hours",
    ):
        assert words in text, words


def test_what_is_said_when_saving_and_before_is_that_nothing_changes_for_loops(acme):
    with in_scope(acme):
        acme.loop.blueprint_revision_id = acme.opening.blueprint.current_id
        acme.loop.save()
    words = "For loops already set up nothing changes: 1 loop keeps revision 1."

    before = sign_in(acme.coordinator).get(_url(acme, "blueprint_edit", acme.opening.blueprint_id))
    after = _edit(acme)

    assert words in before.content.decode()
    assert f"New loops of {acme.opening.title}" in before.content.decode()
    assert words in after.content.decode()


def test_rules_that_make_no_sense_are_marked_and_typed_text_stays(acme):
    answer = _edit(acme, **{"terms-tolerance": "9", "note": "Typed"})
    assert answer.status_code == 400
    assert "less than or equal to 3" in answer.content.decode()
    assert 'value="Typed"' in answer.content.decode()

    alone = _edit(acme, **{"terms-twice": [acme.topic.pk]})
    assert alone.status_code == 400
    assert "only 1 interview may ask about it" in alone.content.decode()


def test_one_more_interview_keeps_the_rules_that_were_typed(acme):
    text = _edit(acme, **{"add": "stage", "terms-break_minutes": "25"}).content.decode()

    assert 'name="stages" value="2"' in text
    assert 'name="terms-break_minutes" value="25"' in text


def test_a_simple_blueprint_shows_rare_rules_shut(acme):
    address = _url(acme, "blueprint_edit", acme.opening.blueprint_id)

    text = sign_in(acme.coordinator).get(address).content.decode()

    assert '<details class="disclosure" open>' not in text
    assert "as usual" in text


def test_a_retired_module_is_offered_only_where_it_is(acme):
    with in_scope(acme):
        kept, other = (
            Module.objects.create(organization=acme.organization, name=name) for name in ("Kept", "Gone")
        )
    _edit(acme, **{"s0-module": kept.pk})
    with in_scope(acme):
        Module.objects.update(retired_at=timezone.now())

    text = sign_in(acme.coordinator).get(_url(acme, "blueprint_edit", acme.opening.blueprint_id))

    assert "Kept</option>" in text.content.decode()
    assert "Gone</option>" not in text.content.decode()
    assert _edit(acme, **{"based_on": "2", "s0-module": kept.pk}).status_code == 200
    assert _edit(acme, **{"based_on": "3", "s0-module": other.pk}).status_code == 400


def test_two_revisions_are_compared_in_words(acme):
    _edit(acme, **{"s0-name": "Queues interview", "terms-break_minutes": "20", "note": "Longer breaks"})
    address = _url(acme, "blueprint_compare", acme.opening.blueprint_id)
    client = sign_in(acme.lead)

    text = client.get(address).content.decode()

    assert "from revision 1 to revision 2" in text
    assert "<del>45 minutes</del>" in text
    assert "<ins>40 minutes</ins>" in text
    assert "<del>10 minutes</del>" in text
    assert "<ins>20 minutes</ins>" in text
    assert "Longer breaks" in text
    same = client.get(address, {"from": 2, "to": 2}).content.decode()
    assert "Nothing differs" in same
    back = client.get(address, {"from": 2, "to": 1}).content.decode()
    assert "<ins>45 minutes</ins>" in back
    for wrong in ("3", "x", "9" * 40):
        assert client.get(address, {"to": wrong}).status_code == 404


def test_added_and_removed_interviews_say_so(acme):
    talk = {"s0-name": "Talk", "s0-minutes": "20", "s0-purpose": "Do they explain?"}
    _edit(acme, **talk)

    address = _url(acme, "blueprint_compare", acme.opening.blueprint_id)
    text = sign_in(acme.coordinator).get(address).content.decode()

    assert "Added" in text
    assert "Removed" in text


def test_a_copy_by_form(acme):
    client = sign_in(acme.coordinator)
    address = _url(acme, "blueprint_copy", acme.opening.blueprint_id)
    assert "copy" in client.get(address).content.decode()

    sent = {"name": "Another", "role": "Engineer", "level": acme.level.pk, "shift_levels": "on"}
    made = client.post(address, sent, follow=True).content.decode()
    again = client.post(address, sent)

    assert "Another is here." in made
    assert "Copied from" in made
    assert again.status_code == 400
    assert "Another one has this name." in again.content.decode()


def test_retiring_names_the_openings_and_bringing_back_undoes_it(acme):
    client = sign_in(acme.coordinator)
    blueprint = acme.opening.blueprint_id
    address = _url(acme, "blueprint_retire", blueprint)

    asked = client.get(address).content.decode()
    listed = client.post(address, follow=True).content.decode()
    page = client.get(_url(acme, "blueprint", blueprint)).content.decode()

    assert acme.opening.title in asked
    assert "keeps planning" in asked
    assert "is retired." in listed
    assert "Bring back" in listed
    assert "Bring back" in page
    assert "Open a job" not in page
    assert client.get(address).status_code == 409
    assert client.get(_url(acme, "opening_new")).status_code == 200
    back = client.post(_url(acme, "blueprint_restore", blueprint), follow=True).content.decode()
    assert "is in use again." in back


def test_who_only_reads_sees_no_button_that_changes(acme):
    client = sign_in(acme.lead)

    text = client.get(_url(acme, "blueprint", acme.opening.blueprint_id)).content.decode()

    for words in ("Retire", "Copy", "Open a job"):
        assert words not in text


@pytest.mark.parametrize("page", ["blueprint_copy", "blueprint_retire"])
def test_every_form_can_be_left_without_saving(acme, page):
    address = _url(acme, page, acme.opening.blueprint_id)
    where = _url(acme, "blueprint", acme.opening.blueprint_id)

    assert f'href="{where}">Cancel' in sign_in(acme.coordinator).get(address).content.decode()


def test_a_whole_loop_is_saved_as_a_kit_and_built_again(acme):
    with in_scope(acme):
        session = acme.session
        first = session.planned.first()
        session.pk = None
        session.position, session.title = 1, "Second round"
        session.save(force_insert=True)
        row = acme.questions[2].current
        session.planned.create(organization=acme.organization, revision=row, position=0, minutes=10)
        assert first is not None
    client = sign_in(acme.coordinator)
    address = _url(acme, "loop_kit", acme.loop.pk)
    assert address in client.get(_url(acme, "loop", acme.loop.pk)).content.decode()

    saved = client.post(address, {"name": "Whole loop", "purpose": "Both"}, follow=True).content.decode()

    assert "Whole loop is saved as a kit" in saved
    assert "2 interviews" in saved
    assert "Second round" in saved
    assert "Build and start" not in saved
    assert client.post(address, {"name": "Whole loop"}).status_code == 400

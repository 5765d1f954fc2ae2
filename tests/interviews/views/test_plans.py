import pytest
from django.urls import reverse

from interviews.models import Blueprint, Candidate, Kit, Loop, Opening
from tests.cast import sign_in
from tests.interviews.helpers import in_scope


def _url(world, name, *ids):
    return reverse(name, args=[world.slug, *ids])


def _stage(world, **fields):
    return {
        "stages": "1",
        "s0-name": "Depth",
        "s0-level": world.level.pk,
        "s0-minutes": "40",
        "s0-seats": ["lead"],
        "s0-topics": "1",
        "s0-t0-topic": world.topic.pk,
        "s0-t0-minimum": "1",
        "s0-t0-maximum": "2",
    } | fields


def test_a_blueprint_is_written_by_form(acme):
    sent = _stage(acme, name="New", level=acme.level.pk, note="First", save="1")

    answer = sign_in(acme.coordinator).post(_url(acme, "blueprint_new"), sent, follow=True)

    text = answer.content.decode()
    assert "New is saved." in text
    assert "Queues <span" in text
    assert "40 minutes" in text


def test_one_more_interview_and_topic_come_by_button_and_keep_what_was_typed(acme):
    client = sign_in(acme.coordinator)

    stage = client.post(_url(acme, "blueprint_new"), _stage(acme, name="Typed", add="stage")).content.decode()
    unnamed = _stage(acme, name="Typed", add="s0") | {"s0-name": ""}
    topic = client.post(_url(acme, "blueprint_new"), unnamed).content.decode()

    own = stage.partition("</main>")[0] + topic.partition("</main>")[0]
    assert "field-error" not in own  # nothing was meant to be complete yet
    assert 'name="stages" value="2"' in stage
    assert 'value="Typed"' in stage
    assert 'name="s0-topics" value="2"' in topic
    with in_scope(acme):
        assert Blueprint.objects.count() == 1


def test_an_interview_can_be_left_out(acme):
    second = {f"s1{key[2:]}": value for key, value in _stage(acme).items() if key.startswith("s0")}
    sent = (
        _stage(acme, name="New", level=acme.level.pk)
        | second
        | {"stages": "2", "s0-drop": "on", "s1-name": "Kept"}
    )

    sign_in(acme.coordinator).post(_url(acme, "blueprint_new"), sent)

    with in_scope(acme):
        assert [stage.name for stage in Blueprint.objects.get(name="New").current.stages.all()] == ["Kept"]


def test_a_change_makes_a_revision_and_the_old_one_can_be_read(acme):
    client = sign_in(acme.coordinator)
    blueprint = acme.opening.blueprint_id

    client.post(_url(acme, "blueprint_edit", blueprint), _stage(acme, based_on="1", note="Shorter"))

    now = client.get(_url(acme, "blueprint", blueprint)).content.decode()
    before = client.get(_url(acme, "blueprint", blueprint), {"revision": 1}).content.decode()
    assert "revision 2, in use" in now
    assert "40 minutes" in now
    assert "revision 1, no longer in use" in before
    assert "45 minutes" in before
    for nonsense in ("3", "x", "9" * 30):
        assert client.get(_url(acme, "blueprint", blueprint), {"revision": nonsense}).status_code == 404


def test_two_people_at_once_the_second_keeps_what_they_typed(acme):
    client = sign_in(acme.coordinator)
    address = _url(acme, "blueprint_edit", acme.opening.blueprint_id)
    client.post(address, _stage(acme, based_on="1"))

    answer = client.post(address, _stage(acme, **{"based_on": "1", "s0-name": "My own words"}))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved revision 2" in text
    assert 'value="My own words"' in text


@pytest.mark.parametrize("field", ["s0-level", "s0-t0-topic", "s0-criteria"])
def test_rows_of_another_organisation_are_no_choice(acme, zenith, field):
    theirs = {
        "s0-level": zenith.level.pk,
        "s0-t0-topic": zenith.topic.pk,
        "s0-criteria": [zenith.criteria[0].pk],
    }
    sent = _stage(acme, **{"name": "New", "level": acme.level.pk, field: theirs[field]})

    answer = sign_in(acme.coordinator).post(_url(acme, "blueprint_new"), sent)

    assert answer.status_code == 400
    with in_scope(acme):
        assert not Blueprint.objects.filter(name="New").exists()


def test_a_minimum_above_the_maximum_is_marked(acme):
    sent = _stage(acme, **{"name": "New", "level": acme.level.pk, "s0-t0-minimum": "3"})

    answer = sign_in(acme.coordinator).post(_url(acme, "blueprint_new"), sent)

    assert answer.status_code == 400
    assert "Above the maximum." in answer.content.decode()


def test_the_ready_made_blueprints_come_by_button(acme):
    from questionbank.actions.load_starter import load_starter

    with in_scope(acme):
        load_starter(actor=None, organization=acme.organization)

    answer = sign_in(acme.coordinator).post(_url(acme, "blueprint_ready_made"), follow=True)

    assert "ready-made blueprint" in answer.content.decode()
    assert "Machine Learning Engineer (Senior)" in answer.content.decode()


def test_an_opening_by_form(acme, zenith):
    client = sign_in(acme.coordinator)
    with in_scope(acme):
        blueprint = acme.opening.blueprint_id

    ours = client.post(
        _url(acme, "opening_new"), {"title": "Data Engineer", "blueprint": blueprint}, follow=True
    )
    again = client.post(_url(acme, "opening_new"), {"title": "Data Engineer", "blueprint": blueprint})
    theirs = client.post(_url(acme, "opening_new"), {"title": "X", "blueprint": zenith.opening.blueprint_id})

    assert "Data Engineer is open." in ours.content.decode()
    assert again.status_code == 400
    assert "Another open job has this title." in again.content.decode()
    assert theirs.status_code == 400
    with in_scope(acme):
        assert Opening.objects.count() == 2


def test_an_opening_shows_who_applied_with_their_loops(acme):
    text = sign_in(acme.coordinator).get(_url(acme, "opening", acme.opening.pk)).content.decode()

    assert "Robin Acme" in text
    assert "Queues in depth" in text


def test_coordinators_enter_candidates_and_others_do_not(acme):
    sent = {"candidate_name": "Toni Test", "candidate_email": "toni@test.example"}
    address = _url(acme, "candidate_list")

    made = sign_in(acme.coordinator).post(address, sent, follow=True)
    twice = sign_in(acme.coordinator).post(address, sent)
    refused = sign_in(acme.lead).post(address, sent)

    assert "Entered as C-0002." in made.content.decode()
    assert (twice.status_code, refused.status_code) == (400, 403)
    with in_scope(acme):
        assert Candidate.objects.count() == 2


def test_search_looks_at_names_only_for_who_may_read_them_all(acme):
    address = _url(acme, "candidate_list")

    by_coordinator = sign_in(acme.coordinator).get(address, {"q": "robin"}).content.decode()
    by_committee = sign_in(acme.committee).get(address, {"q": "robin"}).content.decode()

    assert "C-0001" in by_coordinator
    assert "C-0001" not in by_committee
    assert "Nobody matches" in by_committee


def test_a_candidate_shows_loops_and_what_they_met(acme):
    text = sign_in(acme.lead).get(_url(acme, "candidate", acme.candidate.pk)).content.decode()

    assert "Queues in depth" in text
    assert "How does a bounded queue protect a service?" in text
    assert "Backend Engineer" not in text  # where they applied is for coordinators and committee
    assert (
        "Backend Engineer"
        in sign_in(acme.committee).get(_url(acme, "candidate", acme.candidate.pk)).content.decode()
    )


def test_a_kit_is_saved_and_used_for_somebody(acme):
    client = sign_in(acme.second)
    client.post(_url(acme, "kit_save", acme.session.pk), {"name": "Queues", "purpose": "Depth"})
    with in_scope(acme):
        kit = Kit.objects.get()
    assert "Queues" in client.get(_url(acme, "kit_list")).content.decode()

    client.post(_url(acme, "kit", kit.pk), {"candidate_name": "Toni Test", "build": "1"})

    with in_scope(acme):
        loop = Loop.objects.get(kit=kit)
        assert (loop.state, loop.created_by) == ("planned", acme.second)


def test_the_committee_reads_kits_and_does_not_use_them(acme):
    sign_in(acme.lead).post(_url(acme, "kit_save", acme.session.pk), {"name": "Queues"})
    with in_scope(acme):
        kit = Kit.objects.get()
    client = sign_in(acme.committee)

    assert "Build and start" not in client.get(_url(acme, "kit", kit.pk)).content.decode()
    assert client.post(_url(acme, "kit", kit.pk), {"candidate_name": "Toni"}).status_code == 403


def test_every_form_can_be_left_without_saving(acme):
    client = sign_in(acme.coordinator)
    with in_scope(acme):
        planned = acme.session.planned.first().pk
    loop = _url(acme, "loop", acme.loop.pk)
    back = {
        _url(acme, "question_replace", planned): loop,
        _url(acme, "question_add", acme.session.pk): loop,
        _url(acme, "kit_save", acme.session.pk): loop,
        _url(acme, "loop_candidate", acme.loop.pk): loop,
        _url(acme, "opening_new"): _url(acme, "opening_list"),
        _url(acme, "blueprint_new"): _url(acme, "blueprint_list"),
        _url(acme, "blueprint_edit", acme.opening.blueprint_id): _url(
            acme, "blueprint", acme.opening.blueprint_id
        ),
        f"{_url(acme, 'loop_new')}?opening={acme.opening.pk}": _url(acme, "opening", acme.opening.pk),
    }
    for page, where in back.items():
        assert f'href="{where}">Cancel' in client.get(page).content.decode(), page

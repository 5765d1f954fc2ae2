from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.models import Topic
from tests.cast import World, sign_in


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def test_the_tree_shows_counts_and_levels_and_leads_to_the_criteria(acme: World) -> None:
    with organization_scope(acme.organization):
        Topic.objects.create(organization=acme.organization, name="Retries", parent=acme.topic)

    html = sign_in(acme.lead).get(address(acme, "topics")).content.decode()

    assert html.index("Queues") < html.index("Retries")
    assert 'class="topic-depth-1"' in html
    for shown in ("Mid", "Senior", address(acme, "criteria"), '<td class="number">4</td>'):
        assert shown in html
    assert "Add a topic" not in html


def test_a_curator_adds_a_topic(acme: World) -> None:
    client = sign_in(acme.curator)

    answer = client.post(address(acme, "topics"), {"name": "Retries", "parent": str(acme.topic.pk)})

    assert answer.status_code == 302
    with organization_scope(acme.organization):
        assert Topic.objects.get(name="Retries").parent == acme.topic


def test_a_name_that_is_taken_is_said_and_kept(acme: World) -> None:
    answer = sign_in(acme.curator).post(address(acme, "topics"), {"name": "queues"})

    assert answer.status_code == 400
    assert "Choose another name" in answer.content.decode()
    assert 'value="queues"' in answer.content.decode()


def test_a_curator_renames_a_topic(acme: World) -> None:
    client = sign_in(acme.curator)

    answer = client.post(address(acme, "topic_rename", acme.topic.pk), {"name": "Messaging"}, follow=True)

    assert "The topic is called “Messaging” now" in answer.content.decode()
    refused = client.post(address(acme, "topic_rename", acme.topic.pk), {"name": ""})
    assert refused.status_code == 400


def test_an_interviewer_changes_no_topic(acme: World) -> None:
    client = sign_in(acme.lead)

    assert client.post(address(acme, "topics"), {"name": "Mine"}).status_code == 403
    assert client.post(address(acme, "topic_rename", acme.topic.pk), {"name": "Mine"}).status_code == 403


def test_a_topic_of_another_organisation_is_not_found(acme: World, zenith: World) -> None:
    answer = sign_in(acme.curator).post(address(acme, "topic_rename", zenith.topic.pk), {"name": "Ours"})

    assert answer.status_code == 404
    with organization_scope(zenith.organization):
        assert Topic.objects.get(pk=zenith.topic.pk).name == "Queues"

from django.urls import reverse

from tests.cast import World, sign_in


def address(world: World, name: str) -> str:
    return reverse(name, args=[world.slug])


def names(client, world: World, name: str) -> list[str]:
    return [row["name"] for row in client.get(address(world, name)).json()["results"]]


def test_topics_levels_and_criteria_are_listed(acme: World, zenith: World) -> None:
    client = sign_in(acme.committee)

    assert names(client, acme, "api_topics") == ["Queues"]
    assert names(client, acme, "api_levels") == ["Mid", "Senior"]
    assert names(client, acme, "api_criteria") == ["Clarity", "Depth"]


def test_a_curator_adds_a_topic_and_others_do_not(acme: World) -> None:
    body = {"name": "Retries", "parent": str(acme.topic.pk)}

    made = sign_in(acme.curator).post(address(acme, "api_topics"), body, "application/json")
    again = sign_in(acme.curator).post(address(acme, "api_topics"), body, "application/json")
    refused = sign_in(acme.lead).post(address(acme, "api_topics"), {"name": "X"}, "application/json")

    assert made.status_code == 201
    assert made.json()["parent"] == str(acme.topic.pk)
    assert (again.status_code, again.json()["error"]["fields"]) == (400, {"name": "Choose another name."})
    assert refused.status_code == 403

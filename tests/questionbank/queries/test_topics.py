from questionbank.models import Topic
from questionbank.queries.topics import topic_and_below, topic_tree
from tests.cast import World, make_question


def test_the_tree_goes_down_before_it_goes_on_and_counts_upwards(in_acme: World) -> None:
    below = Topic.objects.create(organization=in_acme.organization, name="Retries", parent=in_acme.topic)
    deepest = Topic.objects.create(organization=in_acme.organization, name="Jitter", parent=below)
    first = Topic.objects.create(organization=in_acme.organization, name="Caches")
    make_question(in_acme.organization, "Jitter?", topic=deepest)

    nodes = topic_tree(in_acme.organization.pk)

    assert [(n.topic, n.depth, n.own, n.whole) for n in nodes] == [
        (first, 0, 0, 0),
        (in_acme.topic, 0, 4, 5),
        (below, 1, 0, 1),
        (deepest, 2, 1, 1),
    ]
    assert topic_and_below(in_acme.topic.pk) == {in_acme.topic.pk, below.pk, deepest.pk}
    assert topic_and_below(first.pk) == {first.pk}

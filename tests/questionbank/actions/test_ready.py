"""What many questions lack before they could go live at once."""

import pytest

from accounts.ground.verdict import Invalid
from questionbank.actions._ready import require_ready
from questionbank.models import BankPolicy, QuestionRevision
from tests.cast import World, make_question


def revisions(world: World) -> list[QuestionRevision]:
    """Four that lack nothing but a second person's word, and one that lacks all."""
    return [question.current for question in world.questions] + [
        make_question(world.organization, "Bare?", minutes=None).current
    ]


def test_it_is_counted_how_many_lack_what(in_acme: World, django_assert_num_queries) -> None:
    rows = revisions(in_acme)

    with django_assert_num_queries(3), pytest.raises(Invalid) as refusal:
        require_ready(in_acme.curator, in_acme.organization.pk, rows)

    counts = {name: text.split(" have")[0] for name, text in refusal.value.fields.items()}
    assert counts == dict.fromkeys(("topic", "level", "minutes", "rubric"), "1 of 5") | {"approval": "5 of 5"}


def test_the_operator_vouches_and_a_policy_may_do_without(in_acme: World) -> None:
    whole = revisions(in_acme)[:4]

    require_ready(None, in_acme.organization.pk, whole)
    BankPolicy.objects.create(organization=in_acme.organization, second_eyes=False)
    require_ready(in_acme.curator, in_acme.organization.pk, whole)

"""Who is qualified for what, and how far trainees are."""

from datetime import UTC, datetime
from typing import Any

import pytest

from interviews.enums import QualificationState, SeatKind, SeatState, SessionState
from interviews.queries.qualifications import (
    approved_for,
    barred_topics,
    own_steps,
    steps_of,
    training_needs,
)
from questionbank.models import Topic
from tests.cast import World
from tests.interviews.modules import first_stage, hold, make_module, qualify, stage_with


def topic_below(world: World, name: str, parent: Topic | None) -> Topic:
    return Topic.objects.create(organization=world.organization, name=name, parent=parent)


class TestBarredTopics:
    def test_without_modules_nothing_is_barred(self, in_acme: World) -> None:
        assert barred_topics([in_acme.lead.pk]) == {in_acme.lead.pk: frozenset()}

    def test_a_module_bars_its_topics_from_whoever_is_not_approved(self, in_acme: World) -> None:
        module = make_module(in_acme, "Queues", in_acme.topic)
        qualify(in_acme.lead, module)
        barred = barred_topics([in_acme.lead.pk, in_acme.second.pk])
        assert barred == {in_acme.lead.pk: frozenset(), in_acme.second.pk: {in_acme.topic.pk}}

    @pytest.mark.parametrize("state", [QualificationState.TRAINING, QualificationState.WITHDRAWN])
    def test_only_approval_qualifies(self, in_acme: World, state: QualificationState) -> None:
        qualify(in_acme.lead, make_module(in_acme, "Queues", in_acme.topic), state)
        assert barred_topics([in_acme.lead.pk])[in_acme.lead.pk] == {in_acme.topic.pk}

    def test_the_nearest_module_upward_decides(self, in_acme: World) -> None:
        below = topic_below(in_acme, "Kafka", in_acme.topic)
        deep = topic_below(in_acme, "Offsets", below)
        elsewhere = topic_below(in_acme, "Elsewhere", None)
        qualify(in_acme.lead, make_module(in_acme, "Queues", in_acme.topic))
        qualify(in_acme.second, make_module(in_acme, "Kafka", below))
        barred = barred_topics([in_acme.lead.pk, in_acme.second.pk])
        assert barred[in_acme.lead.pk] == {below.pk, deep.pk}
        assert barred[in_acme.second.pk] == {in_acme.topic.pk}
        assert elsewhere.pk not in barred[in_acme.lead.pk] | barred[in_acme.second.pk]

    def test_any_of_several_modules_of_a_topic_is_enough(self, in_acme: World) -> None:
        make_module(in_acme, "Queues", in_acme.topic)
        qualify(in_acme.lead, make_module(in_acme, "Messaging", in_acme.topic))
        assert barred_topics([in_acme.lead.pk])[in_acme.lead.pk] == frozenset()

    def test_a_retired_module_decides_nothing(self, in_acme: World) -> None:
        below = topic_below(in_acme, "Kafka", in_acme.topic)
        qualify(in_acme.lead, make_module(in_acme, "Queues", in_acme.topic))
        make_module(in_acme, "Kafka", below, retired_at=datetime(2026, 1, 1, tzinfo=UTC))
        assert barred_topics([in_acme.lead.pk])[in_acme.lead.pk] == frozenset()

    def test_it_takes_three_queries_for_however_many(
        self, in_acme: World, django_assert_num_queries: Any
    ) -> None:
        qualify(in_acme.lead, make_module(in_acme, "Queues", in_acme.topic))
        everyone = [member.pk for member in in_acme.people().values()]
        for members in ([in_acme.lead.pk], everyone):
            with django_assert_num_queries(3):
                barred_topics(members)


def test_approved_for_a_module_are_those_with_the_approval(in_acme: World) -> None:
    module = make_module(in_acme, "Queues", in_acme.topic)
    qualify(in_acme.lead, module)
    qualify(in_acme.second, module, QualificationState.TRAINING)
    assert approved_for(module.pk) == {in_acme.lead.pk}


class TestSteps:
    def test_interviews_of_a_stage_with_the_module_count_when_held(self, in_acme: World) -> None:
        module = make_module(in_acme, "System design")
        stage = stage_with(in_acme, module)
        qualify(in_acme.second, module, QualificationState.TRAINING)
        hold(in_acme, in_acme.second, SeatKind.SHADOW, state=SessionState.COMPLETE, stage=stage)
        hold(in_acme, in_acme.second, SeatKind.SHADOW, state=SessionState.AWAITING, stage=stage)
        hold(in_acme, in_acme.second, SeatKind.REVERSE_SHADOW, state=SessionState.SCHEDULED, stage=stage)
        hold(in_acme, in_acme.second, SeatKind.SHADOW, state=SessionState.CANCELLED, stage=stage)
        hold(in_acme, in_acme.second, SeatKind.SECOND, state=SessionState.COMPLETE, stage=stage)
        (step,) = steps_of(module)
        assert (step.shadows, step.shadows_ahead) == (2, 0)
        assert (step.reverse_shadows, step.reverse_shadows_ahead) == (0, 1)
        assert not step.ready
        assert step.next_seat == SeatKind.REVERSE_SHADOW

    def test_a_stage_without_module_counts_by_its_topics(self, in_acme: World) -> None:
        module = make_module(in_acme, "Queues", in_acme.topic, shadows=1, reverse_shadows=0)
        make_module(in_acme, "Other")
        qualify(in_acme.second, module, QualificationState.TRAINING)
        hold(
            in_acme, in_acme.second, SeatKind.SHADOW, state=SessionState.COMPLETE, stage=first_stage(in_acme)
        )
        (step,) = training_needs()
        assert (step.shadows, step.ready, step.next_seat) == (1, True, "")

    def test_a_declined_seat_counts_for_nothing(self, in_acme: World) -> None:
        module = make_module(in_acme, "Queues", in_acme.topic)
        qualify(in_acme.second, module, QualificationState.TRAINING)
        seat = hold(
            in_acme, in_acme.second, SeatKind.SHADOW, state=SessionState.COMPLETE, stage=first_stage(in_acme)
        )
        seat.state = SeatState.DECLINED
        seat.save()
        assert own_steps(in_acme.second.pk)[0].shadows == 0

    def test_nobody_leads_under_watch_before_having_watched_enough(self, in_acme: World) -> None:
        module = make_module(in_acme, "Queues", in_acme.topic, shadows=1)
        qualify(in_acme.second, module, QualificationState.TRAINING)
        hold(
            in_acme, in_acme.second, SeatKind.SHADOW, state=SessionState.SCHEDULED, stage=first_stage(in_acme)
        )
        assert own_steps(in_acme.second.pk)[0].next_seat == ""

    def test_the_approved_need_no_seat_and_are_no_trainees(self, in_acme: World) -> None:
        module = make_module(in_acme, "Queues", in_acme.topic)
        qualify(in_acme.lead, module)
        assert steps_of(module)[0].next_seat == ""
        assert training_needs() == []

    def test_five_queries_for_however_many_trainees(
        self, in_acme: World, django_assert_num_queries: Any
    ) -> None:
        module = make_module(in_acme, "Queues", in_acme.topic)
        for member in (in_acme.second, in_acme.lead, in_acme.admin):
            qualify(member, module, QualificationState.TRAINING)
            hold(in_acme, member, SeatKind.SHADOW, state=SessionState.COMPLETE, stage=first_stage(in_acme))
            with django_assert_num_queries(5):
                steps_of(module)

"""An exception is taken back by whose it is, or who plans the loops."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from interviews.actions.add_exception import add_exception
from interviews.actions.remove_exception import remove_exception
from interviews.models import AvailabilityException
from tests.interviews.helpers import audited


@pytest.fixture
def away(in_acme):
    now = timezone.now()
    lead = in_acme.lead
    return add_exception(
        actor=lead, member_id=lead.pk, starts_at=now, ends_at=now + timedelta(hours=1), note="Away"
    )


@pytest.mark.parametrize("part", ["lead", "coordinator"])
def test_it_is_gone(in_acme, away, part):
    assert remove_exception(actor=in_acme.people()[part], exception_id=away.pk) == in_acme.lead
    assert not AvailabilityException.objects.exists()
    assert audited("remove_exception") == 1


def test_for_others_it_is_not_there(in_acme, away):
    with pytest.raises(Http404):
        remove_exception(actor=in_acme.second, exception_id=away.pk)

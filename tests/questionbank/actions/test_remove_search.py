import pytest
from django.http import Http404

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent, Membership
from questionbank.actions.remove_search import remove_search
from questionbank.models import SavedSearch
from tests.cast import World


def kept(owner: Membership, *, is_shared: bool) -> SavedSearch:
    return SavedSearch.objects.create(
        organization_id=owner.organization_id, owner=owner, name="Name", query="q=a", is_shared=is_shared
    )


@pytest.mark.parametrize("is_shared", [True, False])
def test_everybody_removes_their_own(in_acme: World, is_shared: bool) -> None:
    remove_search(actor=in_acme.lead, search_id=kept(in_acme.lead, is_shared=is_shared).pk)

    assert not SavedSearch.objects.exists()
    assert AuditEvent.objects.get(verb="remove_search").data == {"name": "Name"}


def test_what_is_shared_a_curator_removes_and_nobody_else(in_acme: World) -> None:
    search = kept(in_acme.lead, is_shared=True)

    with pytest.raises(Denied):
        remove_search(actor=in_acme.second, search_id=search.pk)
    remove_search(actor=in_acme.curator, search_id=search.pk)

    assert not SavedSearch.objects.exists()


def test_what_is_private_is_not_there_for_others(in_acme: World) -> None:
    search = kept(in_acme.lead, is_shared=False)

    with pytest.raises(Http404):
        remove_search(actor=in_acme.curator, search_id=search.pk)

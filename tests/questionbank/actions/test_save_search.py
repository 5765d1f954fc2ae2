import pytest

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.save_search import MOST, save_search
from questionbank.models import SavedSearch
from tests.cast import World


def test_a_search_is_kept_under_its_name_and_the_name_can_be_given_another(in_acme: World) -> None:
    first = save_search(actor=in_acme.lead, name=" Queues   live ", query="q=queue")
    again = save_search(actor=in_acme.lead, name="Queues live", query="q=pool", is_shared=True)
    save_search(actor=in_acme.second, name="Queues live", query="q=other")

    assert first.pk == again.pk
    kept = SavedSearch.objects.get(owner=in_acme.lead)
    assert (kept.name, kept.query, kept.is_shared) == ("Queues live", "q=pool", True)
    assert AuditEvent.objects.filter(verb="save_search").count() == 3


@pytest.mark.parametrize(
    ("name", "query", "field"),
    [("", "q=a", "name"), ("n" * 81, "q=a", "name"), ("Name", "", "query"), ("Name", "q" * 2001, "query")],
)
def test_what_cannot_be_kept_is_refused_by_field(in_acme: World, name: str, query: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        save_search(actor=in_acme.lead, name=name, query=query)

    assert set(refused.value.fields) == {field}


def test_nobody_keeps_more_than_so_many(in_acme: World) -> None:
    SavedSearch.objects.bulk_create(
        SavedSearch(organization=in_acme.organization, owner=in_acme.lead, name=f"{n}", query="q=a")
        for n in range(MOST)
    )

    save_search(actor=in_acme.lead, name="0", query="q=b")  # one that is there
    with pytest.raises(Invalid, match="remove one first"):
        save_search(actor=in_acme.lead, name="One more", query="q=a")


def test_a_member_without_a_role_keeps_none(in_acme: World) -> None:
    with pytest.raises(Denied):
        save_search(actor=in_acme.nobody, name="Name", query="q=a")

import pytest

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.create_candidate import create_candidate
from interviews.models import Candidate
from tests.cast import make_candidate
from tests.interviews.helpers import audited, in_scope


def test_each_candidate_gets_the_next_pseudonym_and_the_person_is_kept_apart(in_acme):
    candidate = create_candidate(actor=in_acme.coordinator, name=" Toni Test ", email="toni@test.example")

    assert candidate.pseudonym == "C-0002"
    assert (candidate.person.name, candidate.person.email) == ("Toni Test", "toni@test.example")
    assert audited("create_candidate") == 1


def test_a_gap_in_the_numbers_is_not_filled_and_other_pseudonyms_do_not_count(in_acme):
    Candidate.objects.create(organization=in_acme.organization, pseudonym="C-0041")
    Candidate.objects.create(organization=in_acme.organization, pseudonym="Heron")

    assert create_candidate(actor=in_acme.coordinator, name="Toni").pseudonym == "C-0042"


def test_each_organisation_counts_for_itself(in_acme, zenith):
    with in_scope(zenith):
        make_candidate(zenith.organization, "Second")

    assert create_candidate(actor=in_acme.lead, name="Toni").pseudonym == "C-0002"


def test_an_address_is_entered_once_whatever_its_case(in_acme):
    known = in_acme.candidate.person.email

    with pytest.raises(Invalid) as refused:
        create_candidate(actor=in_acme.coordinator, name="Toni", email=known.upper())

    assert refused.value.fields == {"email": "C-0001 has this address."}


def test_the_same_address_elsewhere_is_somebody_elses_candidate(in_acme, zenith):
    with in_scope(zenith):
        person = zenith.candidate.person
        person.email = "only@zenith.example"
        person.save()

    made = create_candidate(actor=in_acme.coordinator, name="Toni", email="only@zenith.example")

    assert made.organization == in_acme.organization


@pytest.mark.parametrize(("name", "email", "wrong"), [(" ", "", "name"), ("X", "nonsense", "email")])
def test_what_makes_no_sense_is_refused_by_field(in_acme, name, email, wrong):
    with pytest.raises(Invalid) as refused:
        create_candidate(actor=in_acme.coordinator, name=name, email=email)

    assert list(refused.value.fields) == [wrong]


@pytest.mark.parametrize("part", ["curator", "committee", "nobody"])
def test_who_does_not_interview_enters_nobody(in_acme, part):
    with pytest.raises(Denied):
        create_candidate(actor=getattr(in_acme, part), name="Toni")

"""The pages of a loop's letters and of the candidate's side."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.models import Notice
from tests.cast import sign_in
from tests.interviews.letters import schedule, send_all, tomorrow

pytestmark = pytest.mark.django_db


def page_of(member, acme, name="loop_letters"):
    answer = sign_in(member).get(reverse(name, args=["acme", acme.loop.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_letter_it_says_what_to_do(acme):
    page = page_of(acme.coordinator, acme)
    assert "No letters yet" in page and "Give a session a time" in page


def test_every_letter_is_there_word_for_word_but_for_the_candidates_secret(acme, settings):
    settings.PUBLIC_URL = "https://plumbline.example"
    with organization_scope(acme.organization):
        made = make_candidate_link(actor=acme.coordinator, loop_id=acme.loop.pk)
        schedule(acme, tomorrow())
        send_all()
    page = page_of(acme.coordinator, acme)
    assert page.count("Sent</span>") == 3
    assert "You lead this interview" in page and "With: Lea Lead, Sam Second" in page
    assert made.secret not in page


def test_what_went_wrong_is_said_and_can_be_sent_again(acme):
    with organization_scope(acme.organization):
        schedule(acme, tomorrow())
        lead = Notice.objects.filter(member=acme.lead)
        lead.update(tries=2, why="The mail server could not be used: refused")
    page = page_of(acme.coordinator, acme)
    assert "Could not be sent yet" in page
    assert "Tried 2 times" in page
    with organization_scope(acme.organization):
        again = reverse("letter_again", args=["acme", Notice.objects.get(member=acme.lead).pk])
    answer = sign_in(acme.coordinator).post(again, follow=True)
    assert "The letter goes out again now." in answer.content.decode()
    assert "Sent again by hand." in answer.content.decode()


def test_a_letter_that_nobody_needs_is_refused_with_the_reason(acme):
    with organization_scope(acme.organization):
        schedule(acme, tomorrow())
        send_all()
        old = Notice.objects.get(member=acme.lead)
        schedule(acme, tomorrow(50))
    answer = sign_in(acme.coordinator).post(reverse("letter_again", args=["acme", old.pk]), follow=True)
    assert "Nobody needs this letter any more." in answer.content.decode()


def test_the_link_is_shown_once_and_opens_the_page(acme):
    browser = sign_in(acme.coordinator)
    side = reverse("loop_link", args=["acme", acme.loop.pk])
    page = browser.post(side).content.decode()
    [shown] = re.findall(r"http://testserver(/c/[^<]*/)<", page)
    assert Client().get(shown).status_code == 200
    page = browser.get(side).content.decode()
    assert shown not in page and "Last opened on" in page
    assert browser.post(reverse("loop_link_withdraw", args=["acme", acme.loop.pk])).status_code == 302
    assert Client().get(shown).status_code == 410
    assert "There is no open link" in browser.get(side).content.decode()


def test_tabs_show_letters_to_those_who_read_them(acme):
    assert "Letters" in page_of(acme.coordinator, acme)
    assert f"/o/acme/loops/{acme.loop.pk}/letters/" not in page_of(acme.lead, acme, "loop")

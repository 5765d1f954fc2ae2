"""The demonstration is filled once, keeps every rule, and everybody named can sign in."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.ground.tenancy import all_organizations
from accounts.models import Organization
from interviews.models import Loop, Session
from scoring import demo, demo_times


@pytest.mark.django_db
def test_the_demonstration_is_filled_once_and_everybody_can_sign_in():
    call_command("seed_demo", candidates=4, stdout=StringIO())
    with all_organizations():
        loops = Loop.objects.count()
        placed = Session.objects.filter(loop__candidate__person__name=demo_times.CANDIDATE)
        assert placed.exists() and not placed.filter(scheduled_at=None).exists()
    assert loops >= 9
    call_command("seed_demo", candidates=4, stdout=(again := StringIO()))
    assert "there already" in again.getvalue()
    with all_organizations():
        assert Loop.objects.count() == loops
    call_command("check_tenancy", stdout=StringIO())
    call_command("seed_demo", show_logins=True, stdout=(shown := StringIO()))
    for role, email in demo.logins():
        assert role in shown.getvalue()
        browser = Client()
        answer = browser.post("/account/login/", {"login": email, "password": demo.PASSWORD}, follow=True)
        assert answer.status_code == 200
        assert Organization.objects.get(slug=demo.SLUG).name in answer.content.decode()


@pytest.mark.django_db
def test_what_stops_half_way_leaves_nothing(monkeypatch):
    monkeypatch.setattr(demo, "_this_week", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("seed_demo", candidates=1, stdout=StringIO())
    assert not Organization.objects.exists()

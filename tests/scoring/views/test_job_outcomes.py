"""On the job: administrators note what became of those who were hired; nobody else's pages change by it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from scoring.actions.note_job_outcome import note_job_outcome
from tests.cast import World, sign_in
from tests.scoring.actions.test_job_outcomes import MAY, hired
from tests.scoring.api.test_debrief import get, post
from tests.scoring.test_blindness import settled

LIST = "/o/acme/calibration/job/"


def test_from_the_packet_to_the_page_and_back(in_acme: World) -> None:
    browser = sign_in(in_acme.admin)
    assert "Nobody was hired yet" in browser.get(LIST).content.decode()
    loop = hired(in_acme)
    at = f"{LIST}{loop.pk}/"
    assert f'href="{at}"' in browser.get(f"/o/acme/debrief/{loop.pk}/").content.decode()
    assert at not in sign_in(in_acme.committee).get(f"/o/acme/debrief/{loop.pk}/").content.decode()
    sent = {
        "kind": "performance",
        "performance-months": "6",
        "performance-value": "9",
        "performance-on": "2026-11-04",
    }
    refused = browser.post(at, sent)
    assert refused.status_code == 400
    assert "2026-11-04" in refused.content.decode()
    noted = browser.post(at, sent | {"performance-value": "4"}, follow=True).content.decode()
    assert "After 6 months: 4 Above what the job asks" in noted
    early = browser.post(at, {"kind": "left", "left-on": "2999-01-01", "left-regretted": "no"})
    assert "Today or earlier." in early.content.decode()
    assert browser.post(at, {"kind": "promoted"}).status_code == 400
    listed = browser.get(LIST).content.decode()
    assert "After 6 months: 4 Above" in listed
    assert "1 pair so far: 29 more before anything is said." in listed
    assert "Thorndike" in listed
    (outcome,) = loop.job_outcomes.all()
    gone = browser.post(f"{at}{outcome.pk}/remove/", follow=True).content.decode()
    assert "Nothing yet." in gone


def test_one_row_a_person_for_studies(in_acme: World) -> None:
    loop = hired(in_acme)
    for kind, on, more in (
        ("started", MAY, {}),
        ("performance", date(2026, 8, 4), {"months": 3, "value": 2}),
        ("performance", date(2026, 11, 4), {"months": 6, "value": 4}),
    ):
        note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, kind=kind, on=on, **more)
    (row,) = json.loads(sign_in(in_acme.admin).get(f"{LIST}?format=json").content)
    assert row["candidate"] == loop.candidate.pseudonym
    assert (row["votes"], row["votes_mean"]) == (1, 3.0)
    assert (row["ratings"], row["raw_mean"]) == (8, 3.5)
    assert row["performance_by_months"] == "3:2 6:4"
    assert (row["last_performance"], row["started_on"], row["left_on"]) == (4, "2026-05-04", None)
    assert sign_in(in_acme.committee).get(f"{LIST}?format=json").status_code == 403


def test_over_the_api(in_acme: World) -> None:
    loop = hired(in_acme)
    at = f"job/{loop.pk}/"
    post(in_acme.admin, at, {"kind": "left", "on": "2026-05-04"}, 400)
    made = post(in_acme.admin, at, {"kind": "left", "on": "2026-05-04", "regretted": True})
    assert get(in_acme.admin, "job/")[0]["outcomes"] == [made]
    get(in_acme.lead, at, 403)
    api = f"/api/v1/o/acme/{at}{made['id']}/"
    assert sign_in(in_acme.admin).delete(api).status_code == 204
    assert get(in_acme.admin, at)["outcomes"] == []


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_nobody_elses_pages_change_by_it(in_acme: World) -> None:
    loop = hired(in_acme)
    pages = (
        "",
        "calibration/",
        f"debrief/{loop.pk}/",
        "debrief/",
        f"loops/{loop.pk}/",
        "calibration/exercises/",
    )
    api = (f"packets/{loop.pk}/", "packets/", f"packets/{loop.pk}/votes/", "calibration/mine/")
    addresses = [*(f"/o/acme/{one}" for one in pages), *(f"/api/v1/o/acme/{one}" for one in api)]
    browsers = {part: sign_in(getattr(in_acme, part)) for part in ("lead", "committee", "coordinator")}
    worlds = []
    for value in (1, 5):
        with rolled_back():
            note_job_outcome(
                actor=in_acme.admin,
                loop_id=loop.pk,
                kind="performance",
                on=MAY,
                months=6,
                value=value,
                note="n",
            )
            worlds.append(
                {
                    f"{part} {at}": settled(browser.get(at).content)
                    for part, browser in browsers.items()
                    for at in addresses
                }
            )
    assert worlds[0] == worlds[1]


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_ask_as_much_with_one_as_with_thirty(
    in_acme: World, django_assert_num_queries: Any, rows: int
) -> None:
    loop = hired(in_acme)
    for n in range(rows):
        note_job_outcome(
            actor=in_acme.admin, loop_id=loop.pk, kind="performance", on=MAY, months=n + 1, value=3
        )
    for n in range(2 if rows > 1 else 0):
        more = hired(in_acme, f"More {n}")
        note_job_outcome(actor=in_acme.admin, loop_id=more.pk, kind="performance", on=MAY, months=1, value=3)
    browser = sign_in(in_acme.admin)
    with django_assert_num_queries(11):
        assert browser.get(LIST).status_code == 200
    with django_assert_num_queries(7):
        assert browser.get(f"{LIST}{loop.pk}/").status_code == 200

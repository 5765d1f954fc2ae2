"""Pages travel compressed; what is small, or is no page, as it is."""

import gzip

import pytest
from django.urls import reverse

from tests.cast import World, sign_in

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_for_a_browser_that_takes_it(acme: World) -> None:
    address = reverse("live", args=[acme.slug, acme.session.pk])
    client = sign_in(acme.lead)
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(packed.content)
    assert len(packed.content) * 3 < len(gzip.decompress(packed.content))
    assert "Content-Encoding" not in client.get(address).headers


def test_what_is_no_page_is_sent_as_it_is(acme: World) -> None:
    address = reverse("live_together", args=[acme.slug, acme.session.pk])
    answer = sign_in(acme.lead).get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers

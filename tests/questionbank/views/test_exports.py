"""The page that hands questions out of the bank, and the API that does."""

import json

from django.http import StreamingHttpResponse
from django.urls import reverse

from questionbank.importing import parse_document
from tests.cast import World, make_question, sign_in


def body_of(answer: object) -> bytes:
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue()


def test_the_whole_bank_leaves_as_a_file(acme: World) -> None:
    url = reverse("question_export", args=["acme"])
    client = sign_in(acme.curator)

    page = client.get(url)
    answer = client.post(url, {"format": "markdown"})
    read = parse_document("bank.md", body_of(answer))

    assert f"{len(acme.questions)} questions: the whole bank" in page.content.decode()
    assert answer["Content-Disposition"].startswith('attachment; filename="acme-questions-')
    assert sorted(q.prompt for q in read.questions) == sorted(q.current.prompt for q in acme.questions)


def test_only_what_the_search_finds_leaves(acme: World) -> None:
    make_question(acme.organization, "How do zebras sleep?")
    client = sign_in(acme.curator)
    listed = client.get(reverse("question_list", args=["acme"]), {"q": "zebras"}).content.decode()
    url = f"{reverse('question_export', args=['acme'])}?q=zebras"

    answer = client.post(url, {"format": "json"})

    assert f'href="{url}"' in listed
    assert "1 question of the search “zebras”" in client.get(url).content.decode()
    assert [q["prompt"] for q in json.loads(body_of(answer))["questions"]] == ["How do zebras sleep?"]


def test_a_search_without_hits_says_so_and_sends_nothing(acme: World) -> None:
    url = f"{reverse('question_export', args=['acme'])}?q=unheardof"
    client = sign_in(acme.curator)

    assert "Nothing to export" in client.get(url).content.decode()
    assert client.post(url, {"format": "json"}).status_code == 302


def test_the_api_sends_the_same(acme: World) -> None:
    make_question(acme.organization, "How do zebras sleep?")
    url = f"{reverse('api_question_export', args=['acme'])}?q=zebras"
    client = sign_in(acme.curator)

    answer = client.post(url, {"format": "csv"}, content_type="application/json")
    wrong = client.post(url, {"format": "word"}, content_type="application/json")

    assert "How do zebras sleep?" in body_of(answer).decode("utf-8-sig")
    assert wrong.status_code == 400


def test_who_does_not_curate_gets_no_file(acme: World) -> None:
    client = sign_in(acme.lead)
    listed = client.get(reverse("question_list", args=["acme"])).content.decode()

    assert "export" not in listed.lower()
    assert client.post(reverse("question_export", args=["acme"]), {"format": "json"}).status_code == 403

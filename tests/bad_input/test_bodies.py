"""Bodies that are no bodies, addresses with nonsense in them, and forms with what no browser sends."""

import json
import uuid

import pytest

from tests.architecture.test_doors import PATTERNS, TABLE, parameters
from tests.bad_input.bodies import CALLS, Call
from tests.bad_input.sending import House

pytestmark = pytest.mark.django_db
JSON = "application/json"
DEEP = b'{"a":' * 10_000 + b"1" + b"}" * 10_000
NO_JSON = {
    "empty": b"",
    "half": b'{"prompt": "a',
    "a form": b"prompt=a&kind=concept",
    "another encoding": '{"prompt": "größer"}'.encode("utf-16"),
    "broken UTF-8": b'{"prompt": "\xff\xfe"}',
    "no number": b'{"minutes": NaN}',
    "nested 10,000 deep": DEEP,
    "a list": b"[1, 2]",
    "a text": b'"text"',
    "null": b"null",
    "too many digits": b'{"minutes": ' + b"9" * 5_000 + b"}",
}
# All of whose fields may be left out: an empty body is a right one.
ALL_OPTIONAL = {
    "api_criterion",
    "api_import_accept",
    "api_import_item",
    "api_import_mapping",
    "api_kit_use",
    "api_loop_cancel",
    "api_windows",
}
NARROWING = ("q", "search", "view", "topic", "level", "kind", "state", "opening", "facet", "run", "verify")
# Numbers and what is none for a page of a list, words for all the others.
NONSENSE = [(("page", "size"), value) for value in ("abc", "-1", "99999999999999999999", "\x00")]
NONSENSE += [(NARROWING, value) for value in ("\x00", "é; DROP TABLE")]
calls = pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.name}-{call.method}")


@calls
def test_what_is_no_json_object_is_said(house: House, call: Call) -> None:
    for what, body in NO_JSON.items():
        if what == "empty" and call.name in ALL_OPTIONAL:
            continue
        sent = house.send(call.part, call.method, call.name, body, content_type=JSON)
        assert sent.status in (400, 409) and sent.wrote_nothing, (what, sent.status, sent.text[:300])
        assert sent.error["code"] in ("parse_error", "invalid", "conflict"), (what, sent.error)


@pytest.mark.parametrize(
    "call", [call for call in CALLS if call.name.startswith("api_")], ids=lambda c: c.name
)
def test_another_content_type_is_refused_by_its_name(house: House, call: Call) -> None:
    body = json.dumps(call.body(house.ids))
    for content_type in ("text/plain", "application/xml", "application/x-www-form-urlencoded"):
        sent = house.send(call.part, call.method, call.name, body, content_type=content_type)
        assert sent.status == 415 and sent.wrote_nothing
        assert content_type in sent.error["detail"]


def test_fields_that_nobody_asked_for_change_nothing(house: House) -> None:
    theirs = {
        "organization": str(uuid.uuid4()),
        "state": "live",
        "written_by": str(house.foreign["other"].pk),
    }
    [call] = [call for call in CALLS if call.name == "api_questions"]
    sent = house.send_json("curator", "POST", call.name, call.body(house.ids) | theirs)
    made = json.loads(sent.text)
    assert (sent.status, made["state"], made["current"]["written_by"]) == (201, "draft", "Cleo Curator")


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if "GET" in row])
def test_nonsense_in_the_query_never_breaks_a_page(house: House, name: str) -> None:
    address, client = house.address(name), house.clients["admin"]
    answers = (200, 400, 403, 404, 406) if name.endswith("_events") else (200, 400, 403, 404)
    for names, value in NONSENSE:  # 406: a stream, of this server that has none
        answer = client.get(address, dict.fromkeys(names, value))
        assert answer.status_code in answers, (value, answer.status_code)
        if name.startswith("api_") and answer.status_code != 200:
            assert json.loads(answer.content)["error"]["detail"]
    assert client.get(address + "?page=%ff%fe&q=%ff&%ff=1").status_code in answers


@pytest.mark.parametrize("name", [name for name in TABLE if parameters(name)])
def test_what_is_no_id_in_an_address_is_not_found(house: House, name: str) -> None:
    right = house.address(name)
    for key in parameters(name):
        for wrong in ("not-an-id", "00000000", "%00", str(house.ids[key]).upper(), "../../people"):
            address = right.replace(str(house.ids[key]), wrong)
            for method in TABLE[name]:
                answer = house.clients["admin"].generic(method, address)
                assert answer.status_code in (404, 405), (address, method, answer.status_code)
    assert PATTERNS[name].name == name


def test_a_page_that_is_none_shows_the_first_and_in_the_api_is_not_found(house: House) -> None:
    for place in ({"page": "9999"}, {"after": "9999"}, {"before": "x" * 5000}):
        page = house.clients["curator"].get(house.address("question_list"), place)
        assert page.status_code == 200 and "bounded queue" in page.content.decode()
    answer = house.clients["curator"].get(house.address("api_topics"), {"page": "9999"})
    assert (answer.status_code, json.loads(answer.content)["error"]["code"]) == (404, "not_found")


FORMS = {
    "people": ("admin", {"email": "x@people.example", "roles": "curator"}),
    "member_roles": ("admin", {"roles": "curator"}),
    "settings": ("admin", {"name": "Acme"}),
    "topics": ("curator", {"name": "Brokers", "parent": ""}),
    "topic_rename": ("curator", {"name": "Brokers"}),
    "question_new": (
        "curator",
        {"prompt": "Why?", "kind": "concept", "answer": "a", "minutes": "10", "tags": "a"},
    ),
    "question_edit": (
        "curator",
        {"prompt": "Why?", "kind": "concept", "meaning": "same", "base": "1", "note": "n"},
    ),
    "question_state": ("curator", {"state": "retired", "reason": "old"}),
    "import_accept": (
        "curator",
        {"which": "clean", "state": "draft", "topic": "", "level": "", "minutes": "5"},
    ),
    "import_reject": ("curator", {"item": ""}),
    "import_item": ("curator", {"prompt": "Why?", "answer": "b", "kind": "concept"}),
    "loop_quick": ("lead", {"level": "", "topics": "", "minutes": "30", "candidate_name": "R", "once": ""}),
    "loop_new?opening": (
        "coordinator",
        {"candidate_name": "R", "candidate_email": "r@people.example", "once": ""},
    ),
    "loop_candidate": ("coordinator", {"candidate": "", "candidate_name": "R"}),
    "loop_cancel": ("coordinator", {"reason": "gone"}),
    "session_seat": ("coordinator", {"member": "", "kind": "shadow"}),
    "session_time": ("coordinator", {"at": "2030-01-02T10:00", "place": "P", "despite": "D", "seen": "0"}),
    "loop_place": ("coordinator", {"seen": "0", "zone": "Europe/Berlin"}),
    "loop_windows": (
        "coordinator",
        {"day": "2027-03-01", "starts": "10:00", "ends": "12:00", "zone": "UTC"},
    ),
    "interviewer": (
        "coordinator",
        {"time_zone": "Europe/Berlin", "most_a_week": "3", "most_a_day": "", "paused_until": "2030-01-02"},
    ),
    "interviewer_hours": ("coordinator", {"day_0_0_starts": "09:00", "day_0_0_ends": "12:00"}),
    "interviewer_exceptions": (
        "coordinator",
        {"free": "no", "starts_at": "2030-01-02T10:00", "ends_at": "2030-01-03T10:00", "note": "n"},
    ),
    "my_calendar": ("lead", {"reminders": "on", "quiet_from": "20:00", "quiet_until": "08:00"}),
    "question_add": ("lead", {"question": "", "reason": "r"}),
    "question_replace": ("lead", {"question": "", "reason": "r"}),
    "question_move": ("lead", {"direction": "up"}),
    "kit_save": ("lead", {"name": "A kit", "purpose": "p"}),
    "kit": ("lead", {"candidate": "", "candidate_name": "R", "once": ""}),
    "opening_new": ("coordinator", {"title": "SRE", "blueprint": ""}),
    "candidate_list": ("coordinator", {"candidate_name": "R", "candidate_email": "r@people.example"}),
    "blueprint_new": ("coordinator", {"name": "New", "level": "", "stage-0-name": "Q", "stages": "1"}),
    "blueprint_edit": ("coordinator", {"based_on": "1", "stage-0-name": "Q", "stages": "1", "note": "n"}),
    "live": (
        "lead",
        {"notes": "n", "action": "save", "form": str(uuid.UUID(int=5)), "base": "0", "seat": ""},
    ),
    "live_mark": ("lead", {"state": "skipped"}),
    "live_hint": ("lead", {"hint": "given"}),
    "live_move": ("lead", {"direction": "up"}),
    "live_replace": ("lead", {"question": "", "reason": "r", "override": "o", "seen": "0"}),
    "decision_record": ("committee", {"outcome": "hire", "reasons": "r", "digest_seen": "0", "level": ""}),
    "debrief_move": ("committee", {"target": "reading", "reason": "r", "version_seen": "0"}),
    "debrief_vote": ("committee", {"ballot": "yes", "reason": "r"}),
    "debrief_recuse": ("committee", {"reason": "r"}),
}
# What stands in no field of any form, though a field that is not looked at may hold it.
NEVER = ("a\x00b", "x" * 300_000, "-1", "99999999999999999999", "not-an-id")
A_CHOICE = ("question", "topic", "level", "candidate", "member", "blueprint", "item", "opening")


@pytest.mark.parametrize("name", FORMS)
def test_no_form_breaks_over_what_is_typed_into_it(house: House, name: str) -> None:
    part, right = FORMS[name]
    foreign = [str(house.foreign[key]) for key in A_CHOICE]
    for field in right:
        for value in (*NEVER, *(foreign if right[field] == "" else [])):
            sent = house.send_form(part, name, right | {field: value})
            assert sent.status in (200, 302, 400, 403, 404, 409), (
                field,
                value[:40],
                sent.status,
                sent.text[:200],
            )
            if sent.status >= 400:
                assert sent.wrote_nothing, (field, value[:40])
            if value in foreign:
                assert "zenith" not in sent.text.lower(), (field, value)


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_and_one_of_five_thousand_fields(house: House, name: str) -> None:
    part, _ = FORMS[name]
    assert house.send_form(part, name, {}).status in (200, 302, 400, 409)
    many = house.send_form(part, name, {f"field{number}": "1" for number in range(5_001)})
    assert many.status == 400 and many.wrote_nothing

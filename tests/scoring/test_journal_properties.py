"""Whatever the network does to a tab's edits, the card ends as it was typed, and no text is ever lost."""

import uuid
from dataclasses import dataclass, field

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scoring.card_fields import parse_field
from scoring.merging import Journal, Outcome, Sent
from scoring.models import Edit, Scorecard
from tests.cast import World
from tests.scoring.sheets import edit, save

PLANNED, CRITERION = uuid.UUID(int=1), uuid.UUID(int=2)
FIELDS = ["notes", "reason", f"evidence:{PLANNED}:{CRITERION}"]


@dataclass
class Server:
    """The merge rules with a card in memory, as save_edits puts them together."""

    texts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    version: int = 0
    rows: list[tuple[str, int, str, str, int | None]] = field(
        default_factory=list
    )  # client, seq, field, value, v

    def receive(self, client: str, sent: Sent) -> Outcome:
        name = sent.field.name
        mine = [row for row in self.rows if row[0] == client]
        journal = Journal(arrived={row[1] for row in mine})
        journal.latest = {name: max((row[1] for row in mine if row[2] == name), default=-1)}
        others = [row[4] or 0 for row in self.rows if row[0] != client and row[2] == name]
        journal.others = {name: max(others, default=0)}
        outcome = journal.judge(sent, self.texts.get(name, ""))
        if outcome == Outcome.APPLY:
            self.version += 1
            self.texts[name], self.versions[name] = sent.value, self.version
        if outcome != Outcome.REPLAY:
            applied = self.version if outcome == Outcome.APPLY else None
            self.rows.append((client, sent.sequence, name, sent.value, applied))
        return outcome


@given(
    typed=st.lists(st.tuples(st.sampled_from(FIELDS), st.text(max_size=5)), min_size=1, max_size=12),
    data=st.data(),
)
def test_any_loss_repetition_and_reordering_of_one_tabs_edits_ends_in_what_was_typed_last(
    typed, data
) -> None:
    edits = [
        Sent(sequence=number, field=parse_field(name), value=value, base=0)
        for number, (name, value) in enumerate(typed)
    ]
    arrivals = data.draw(st.lists(st.sampled_from(edits), max_size=30))
    rest = data.draw(st.permutations(edits))  # in the end each arrives at least once
    server = Server()
    for sent in [*arrivals, *rest]:
        assert server.receive("tab", sent) != Outcome.CONFLICT
    assert server.texts == dict(typed)
    assert len(server.rows) == len(edits)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_real_card_ends_the_same_however_its_batches_are_cut_and_repeated(in_acme: World, data) -> None:
    typed = data.draw(
        st.lists(st.tuples(st.sampled_from(FIELDS[:2]), st.text("ab ", max_size=3)), min_size=1)
    )
    edits = [edit(number, name, value) for number, (name, value) in enumerate(typed)]
    batches = data.draw(st.lists(st.lists(st.sampled_from(edits), max_size=4), max_size=6))
    rest = data.draw(st.permutations(edits))
    with transaction.atomic():
        for batch in [*batches, rest]:
            saved = save(in_acme.lead, in_acme.session, *batch)
            assert sorted(saved.saved) == sorted(one["sequence"] for one in batch)
            assert (saved.conflicts, saved.errors) == ([], [])
        card = Scorecard.objects.get(pk=in_acme.lead_card.pk)
        assert {name: getattr(card, name) for name in dict(typed)} == dict(typed)
        assert Edit.objects.count() == len(edits)
        transaction.set_rollback(True)


class TwoTabs(RuleBasedStateMachine):
    """Two tabs type, send, repeat and look, in any order; `unseen`: the other wrote since a tab looked."""

    def __init__(self) -> None:
        super().__init__()
        self.server = Server()
        self.base = {"one": 0, "two": 0}
        self.unseen = {"one": False, "two": False}
        self.sent: list[tuple[str, Sent]] = []

    @rule(tab=st.sampled_from(["one", "two"]), value=st.text("ab", min_size=1, max_size=2))
    def type_and_send(self, tab: str, value: str) -> None:
        before = self.server.texts.get("notes", "")
        sent = Sent(len(self.sent), parse_field("notes"), value, self.base[tab])
        self.sent.append((tab, sent))
        outcome = self.server.receive(tab, sent)
        if self.unseen[tab] and value != before:
            assert outcome == Outcome.CONFLICT
            assert self.server.texts.get("notes", "") == before
            return
        assert outcome == Outcome.APPLY
        self.base[tab] = self.server.version
        self.unseen[tab] = False
        self.unseen["two" if tab == "one" else "one"] = True

    @rule(data=st.data())
    def send_an_old_one_again(self, data) -> None:
        if self.sent:
            before = dict(self.server.texts)
            assert self.server.receive(*data.draw(st.sampled_from(self.sent))) == Outcome.REPLAY
            assert self.server.texts == before

    @rule(tab=st.sampled_from(["one", "two"]))
    def look(self, tab: str) -> None:
        self.base[tab] = self.server.versions.get("notes", 0)
        self.unseen[tab] = False

    @invariant()
    def every_text_is_on_the_server(self) -> None:
        assert [row[3] for row in self.server.rows] == [sent.value for _, sent in self.sent]


TwoTabs.TestCase.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
TestTwoTabs = TwoTabs.TestCase

"""A loop's panel as its page and the API show it: seats held, seats to fill with proposals, and in words how
the panel leans and whom it links."""

import uuid
from dataclasses import dataclass, field, fields

from accounts.models import Membership
from interviews import rules
from interviews.assembly.panel_shapes import WORDS, Against, Filled, PanelWeights, Person
from interviews.assembly.panel_words import lean_words, link_words, load_words
from interviews.enums import SeatKind, SeatState, SessionState
from interviews.models import Loop, Seat, Session
from interviews.queries.panels import OPEN_LOOPS, Panel, panel_of


@dataclass
class SeatRow:
    """One seat: who holds it, or who could. `gone` are those who gave it back or are recused."""

    key: str  # the same on every look while nobody changes the loop
    kind: str
    seat: Seat | None = None
    load: str = ""
    filled: Filled | None = None
    gone: list[Seat] = field(default_factory=list)

    @property
    def word(self) -> str:
        """The seat's kind in words."""
        return str(SeatKind(self.kind).label)

    @property
    def elsewhere(self) -> list[Against]:
        """Those against whom nothing speaks but that the proposal has them in another seat."""
        return [row for row in self._against() if all(o.code == "needed" for o in row.objections)]

    @property
    def willing(self) -> list[Against]:
        """Those whom a reason could seat."""
        taken = {row.person for row in self.elsewhere}
        return [row for row in self._against() if not row.firm and row.person not in taken]

    def _against(self) -> tuple[Against, ...]:
        return self.filled.against if self.filled else ()


@dataclass
class SessionRows:
    """One session's seats. `lean` is empty where there is nothing to say, or the reader may not know."""

    session: Session
    rows: list[SeatRow]
    open: bool
    lean: str = ""


@dataclass
class PanelView:
    """The whole page. `may_change`: proposals, loads and reasons are for those who fill seats."""

    loop: Loop
    sessions: list[SessionRows]
    may_change: bool
    lean: str = ""
    links: str = ""
    weights: list[tuple[str, float]] = field(default_factory=list)
    proven: bool = True

    @property
    def to_fill(self) -> list[SeatRow]:
        """The seats that nobody holds yet."""
        return [row for part in self.sessions for row in part.rows if row.filled and not row.seat]

    @property
    def proposed(self) -> int:
        """How many of them have somebody proposed."""
        return sum(1 for row in self.to_fill if row.filled and row.filled.person)

    @property
    def others(self) -> list[tuple[SessionRows, SeatRow]]:
        """The seats that somebody holds in interviews still ahead, for swapping."""
        return [(part, row) for part in self.sessions if part.open for row in part.rows if row.seat]


def panel_view(actor: Membership, loop: Loop) -> PanelView:
    """The page's data for this reader. Ten queries, however many people and seats."""
    may_change = loop.state in OPEN_LOOPS and bool(rules.may_change_loop(actor, loop))
    panel = panel_of(actor, loop)
    view = PanelView(loop, [_session(panel, row, may_change) for row in panel.sessions], may_change)
    if may_change:
        everybody = [row.person for row in panel.people.values()]
        judging = [_judging(panel, part) for part in view.sessions]
        view.links = link_words(_once(judging), everybody)
        if rules.may_plan(actor):  # how a panel leans is for those who plan; of one person, for nobody
            view.lean = lean_words(_once(judging)) if len(judging) > 1 else ""
            for part, people in zip(view.sessions, judging, strict=True):
                part.lean = lean_words(people)
        view.weights = weights_in_words(panel.request.weights)
        view.proven = panel.seating.proven
    return view


def weights_in_words(weights: PanelWeights) -> list[tuple[str, float]]:
    """What the proposal goes by beside the rules, heaviest first."""
    rows = [(WORDS[row.name], float(getattr(weights, row.name))) for row in fields(weights)]
    return sorted(rows, key=lambda row: -row[1])


def _session(panel: Panel, session: Session, may_change: bool) -> SessionRows:
    is_open = session.state == SessionState.SCHEDULED
    rows = [_held(panel, session, seat, may_change and is_open) for seat in panel.held(session)]
    if may_change:
        rows += _empty(panel, session)
    order = list(SeatKind.values)
    rows.sort(key=lambda row: order.index(row.kind))
    return SessionRows(session, rows, is_open)


def _held(panel: Panel, session: Session, seat: Seat, may_change: bool) -> SeatRow:
    row = SeatRow(str(seat.pk), seat.kind, seat=seat)
    colleague = panel.people.get(seat.member_id)
    if may_change and colleague is not None:
        row.load = load_words(panel.request, colleague.person, panel.place(session, seat.kind))
        row.filled = panel.others_for(seat)
    return row


def _empty(panel: Panel, session: Session) -> list[SeatRow]:
    gone = [s for s in panel.seats.get(session.pk, []) if s.state in (SeatState.DECLINED, SeatState.RECUSED)]
    found: list[SeatRow] = []
    for filled in panel.seating.seats:
        if filled.place.session != session.position:
            continue
        number = sum(1 for row in found if row.kind == filled.place.kind)
        row = SeatRow(f"{session.pk}:{filled.place.kind}:{number}", filled.place.kind, filled=filled)
        row.gone = [seat for seat in gone if seat.kind == row.kind and not number]
        found.append(row)
    return found


def _judging(panel: Panel, part: SessionRows) -> list[Person]:
    """Those whose cards count in this session, as it is proposed."""
    found: list[uuid.UUID] = []
    for row in part.rows:
        if row.kind not in (SeatKind.LEAD, SeatKind.SECOND):
            continue
        if row.seat is not None:
            found.append(row.seat.member_id)
        elif row.filled and row.filled.person:
            found.append(row.filled.person)
    return [panel.people[pk].person for pk in found if pk in panel.people]


def _once(panels: list[list[Person]]) -> list[Person]:
    return list({person.id: person for people in panels for person in people}.values())

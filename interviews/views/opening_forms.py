"""Whether the loops of an opening are equally hard."""

import uuid
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from interviews import rules
from interviews.access import opening_of, visible_loops
from interviews.assembly.shapes import Target
from interviews.queries.candidates import names_for
from interviews.queries.forms import Forms, LoopForm, forms_of
from interviews.views.common import number

SHOWN = 25  # loops a page
LEFT, RIGHT, TOP, STEP = 88, 548, 28, 24  # of the drawing
LEAST_SPAN = 1.0  # points from the left edge of the drawing to the right one, at least


@dataclass(frozen=True)
class Dot:
    """A loop in the drawing."""

    row: LoopForm
    y: int
    x: int | None  # None: no questions
    low: int
    high: int


@dataclass(frozen=True)
class Drawing:
    """Difficulties as dots with intervals, around the median and what is allowed beside it."""

    dots: list[Dot]
    height: int
    middle: int
    low: int
    high: int
    ticks: list[tuple[int, str]]

    @property
    def bottom(self) -> int:
        """Where the lines end."""
        return self.height - 20

    @property
    def band(self) -> int:
        """How wide what is allowed is."""
        return max(1, self.high - self.low)


@require_safe
def opening_forms(request: MemberRequest, org: str, opening: uuid.UUID) -> HttpResponse:
    """Difficulty, minutes, coverage and shared questions of each loop, one blueprint revision at a time."""
    row = opening_of(request.member, opening)
    every = forms_of(request.member, row)
    wanted = number(request.GET.get("revision"), 0)
    forms = next((one for one in every if one.revision.number == wanted), every[0] if every else None)
    seen = set(visible_loops(request.member).filter(application__opening=row).values_list("pk", flat=True))
    shown = [one for one in forms.rows if one.loop.pk in seen] if forms else []
    page = Paginator(shown, SHOWN).get_page(request.GET.get("page"))
    context = {
        "opening": row,
        "every": every,
        "forms": forms,
        "page": page,
        "seen": seen,
        "hidden": len(forms.rows) - len(shown) if forms else 0,
        "query": f"revision={forms.revision.number}" if forms else "",
        "names": names_for(request.member, [one.loop.candidate_id for one in page if one.loop.candidate_id]),
        "drawing": drawing_of(forms, list(page)) if forms and forms.middle else None,
        "may_plan": rules.may_plan(request.member),
    }
    return render(request, "interviews/opening_forms.html", context)


def drawing_of(forms: Forms, rows: list[LoopForm]) -> Drawing | None:
    """The rows drawn to one scale; None if none of them has a question."""
    middle = forms.middle
    if middle is None:
        return None
    scale = _Scale(middle, rows)
    dots = [_dot(scale, row, TOP + STEP * place) for place, row in enumerate(rows)]
    height = TOP + STEP * len(rows) + 20
    low, high = scale.x(middle.hardness - middle.tolerance), scale.x(middle.hardness + middle.tolerance)
    return Drawing(dots, height, scale.x(middle.hardness), low, high, scale.ticks())


class _Scale:
    """From points of difficulty to places in the drawing, wide enough for every interval."""

    def __init__(self, target: Target, rows: list[LoopForm]) -> None:
        ends = [target.hardness - target.tolerance, target.hardness + target.tolerance]
        for row in rows:
            ends += row.form.interval or ()
        middle = (min(ends) + max(ends)) / 2
        half = max(max(ends) - min(ends), LEAST_SPAN) / 2
        self.low, self.high = middle - half, middle + half

    def x(self, points: float) -> int:
        return round(LEFT + (RIGHT - LEFT) * (points - self.low) / (self.high - self.low))

    def ticks(self) -> list[tuple[int, str]]:
        """Half points, whole ones where there are many."""
        step = 0.5 if self.high - self.low <= 3 else 1.0
        first = -(-self.low // step)
        marks = []
        place = first * step
        while place <= self.high:
            marks.append((self.x(place), f"{place:+.1f}" if place else "0"))
            place += step
        return marks


def _dot(scale: _Scale, row: LoopForm, y: int) -> Dot:
    if row.form.hardness is None or row.form.interval is None:
        return Dot(row, y, None, 0, 0)
    low, high = row.form.interval
    return Dot(row, y, scale.x(row.form.hardness), scale.x(low), scale.x(high))

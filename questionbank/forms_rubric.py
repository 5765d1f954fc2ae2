"""A rubric on a question's form: criteria, their weights, their anchors for all levels and for one."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from questionbank.anchor_drafts import drafts_among, proposed
from questionbank.content import POINTS, Anchors, LevelAnchors, RubricLine
from questionbank.forms import Choices, TextField
from questionbank.models import Criterion

UNTOUCHED = LevelAnchors(uuid.UUID(int=0))  # of no level: four empty anchors
TEXTS = tuple(f"point_{point}" for point in POINTS)


class AnchorsForm(forms.Form):
    """Four anchors, and whether the person stands behind those that were proposed."""

    point_1 = TextField(rows=2, required=False, label="1")
    point_2 = TextField(rows=2, required=False, label="2")
    point_3 = TextField(rows=2, required=False, label="3")
    point_4 = TextField(rows=2, required=False, label="4")
    stand = forms.BooleanField(required=False, label="I have read the drafts and stand behind them")

    def __init__(
        self, data: Any, *, prefix: str, before: LevelAnchors | RubricLine, kept: Any = None
    ) -> None:
        self.before = before
        initial: dict[str, Any] = dict(zip(TEXTS, before.anchors, strict=True))
        # A proposal's words that are no draft any more: somebody stands behind them already.
        initial["stand"] = not before.drafts and bool(drafts_among(before.anchors))
        super().__init__(data, prefix=prefix, initial=initial)
        if kept is not None:
            self.initial = {name: kept.get(self.add_prefix(name), "") for name in self.fields}

    def propose(self, kind: str) -> None:
        """Fills the empty anchors of a form that is shown, not sent, with the drafts of this kind.

        Call it before any field is looked at: a field remembers what stood in it then.
        """
        one, two, three, four = (str(self.initial[name]).replace("\r\n", "\n") for name in TEXTS)
        texts = zip(TEXTS, proposed(kind, (one, two, three, four)), strict=True)
        self.initial = {**self.initial, **dict(texts)}

    def shown(self) -> Anchors:
        """The texts in the fields as they stand."""
        one, two, three, four = (
            str(self[name].value() or "").replace("\r\n", "\n").strip() for name in TEXTS
        )
        return (one, two, three, four)

    def shown_drafts(self) -> tuple[int, ...]:
        """The points at which a text stands that nobody wrote; whether ticked or not."""
        return drafts_among(self.shown(), before=self.before.anchors, drafts=self.before.drafts)

    def points(self) -> list[tuple[forms.BoundField, bool]]:
        """The anchors' fields in order, each with whether a draft stands in it."""
        drafts = self.shown_drafts()
        return [(self[name], point in drafts) for point, name in zip(POINTS, TEXTS, strict=True)]

    def drafts(self) -> tuple[int, ...]:
        """The points that stay drafts; call it when the form is valid."""
        return () if self.cleaned_data["stand"] else self.shown_drafts()


class CriterionForm(AnchorsForm):
    """One criterion: rated or not, its weight, its anchors for all levels."""

    use = forms.BooleanField(required=False, label="Rate this")
    weight = forms.IntegerField(min_value=1, max_value=9, initial=1, required=False)

    def __init__(self, data: Any, *, line: RubricLine | None, criterion: Criterion, kept: Any = None) -> None:
        prefix = f"criterion-{criterion.pk}"
        super().__init__(data, prefix=prefix, before=line or RubricLine(criterion.pk), kept=kept)
        if kept is None:
            given = {"use": line is not None, "weight": line.weight if line else 1}
            self.initial = {**self.initial, **given}
        self.is_new = line is None

    def clean(self) -> dict[str, Any]:
        """Refuses texts for a criterion that is not chosen: they would be lost without a word."""
        typed = self.cleaned_data
        if self.is_new and not typed.get("use") and any(typed.get(name, "").strip() for name in TEXTS):
            self.add_error("use", "Tick this, or empty the texts below: they are kept with the rubric only.")
        return typed


@dataclass(frozen=True)
class CriterionFields:
    """All fields of one criterion: those for every level, and those of the levels with a bar of their own."""

    criterion: Criterion
    form: CriterionForm
    own: list[tuple[str, uuid.UUID, AnchorsForm]]  # the level's name and id
    other_levels: list[tuple[str, str]]  # id and name of levels without

    def forms(self) -> list[AnchorsForm]:
        """Every form in it."""
        return [self.form, *(form for _, _, form in self.own)]

    def line(self) -> RubricLine:
        """As typed; call it when the forms are valid. A level with four empty anchors has none of its own."""
        by_level = [LevelAnchors(level_id, form.shown(), form.drafts()) for _, level_id, form in self.own]
        return RubricLine(
            self.criterion.pk,
            self.form.shown(),
            self.form.cleaned_data["weight"] or 1,
            tuple(own for own in by_level if any(own.anchors)),
            self.form.drafts(),
        )


class RubricFields:
    """The fields of every criterion of the organisation, those in use first.

    `data` are the fields of a form that was sent to be saved; `kept` those of one that asked for more
    (drafts, or anchors of a level), which is shown again without being judged.
    """

    def __init__(
        self,
        data: Any,
        criteria: Iterable[Criterion],
        lines: tuple[RubricLine, ...],
        levels: Choices,
        kept: Any = None,
    ) -> None:
        self.levels = levels
        there = {line.criterion_id: line for line in lines}
        order = {line.criterion_id: place for place, line in enumerate(lines)}
        known = sorted(criteria, key=lambda criterion: order.get(criterion.pk, len(order)))
        self.criteria = [self._fields(data, c, there.get(c.pk), kept) for c in known]
        if kept is not None and "propose" in kept:
            for fields in self.criteria:
                if fields.form.initial["use"]:
                    fields.form.propose(kept.get("kind", ""))

    def _fields(self, data: Any, criterion: Criterion, line: RubricLine | None, kept: Any) -> CriterionFields:
        form = CriterionForm(data, line=line, criterion=criterion, kept=kept)
        before = {str(own.level_id): own for own in line.by_level} if line else {}
        sent: Mapping[str, str] = data if data is not None else kept if kept is not None else {}
        asked = sent.get("own", "")
        own, others = [], []
        for level_id, name in self.levels:
            prefix = f"{form.prefix}-level-{level_id}"
            if level_id in before or f"{prefix}-point_1" in sent or asked == f"{criterion.pk}:{level_id}":
                anchors = AnchorsForm(
                    data,
                    prefix=prefix,
                    before=before.get(level_id, UNTOUCHED),
                    kept=_sent_before(kept, prefix),
                )
                own.append((name, uuid.UUID(level_id), anchors))
            else:
                others.append((level_id, name))
        return CriterionFields(criterion, form, own, others)

    def is_valid(self) -> bool:
        """True if all are."""
        return all(form.is_valid() for fields in self.criteria for form in fields.forms())

    def lines(self) -> tuple[RubricLine, ...]:
        """The criteria that are in use, as typed; call it when all is valid."""
        return tuple(fields.line() for fields in self.criteria if fields.form.cleaned_data["use"])


def _sent_before(kept: Any, prefix: str) -> Any:
    """What was sent, if these fields were among it."""
    return kept if kept is not None and f"{prefix}-point_1" in kept else None


class CriterionWordsForm(forms.Form):
    """A criterion's name and what it means."""

    name = forms.CharField(max_length=80)
    description = TextField(
        rows=3,
        required=False,
        max_length=1000,
        label="What it means",
        help_text="Shown to whoever writes a rubric.",
    )

"""Which steps may a coordinator take with a match now, and what does each ask for? As data, one form each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session
from wtforms import DateField, Form, RadioField, StringField
from wtforms.validators import InputRequired

from app.forms.choices import choices_of
from app.rendering.words import lazy
from core import clock
from core.access import Actor
from core.facts import Fact
from core.words import word
from matching import placements, step_reasons
from matching.lifecycle import LIFE_CYCLE, MOVE_LABELS, State
from matching.models.placement import Placement
from matching.step_reasons import StepReason

CHOOSE = lazy("選んでください。")
Act = Callable[[Session, Actor, Placement, int, Any], object]  # Any: each step has its own form
ANSWERS: Final = choices_of(
    [(Fact.YES.value, lazy("はい")), (Fact.NO.value, lazy("いいえ")), (Fact.UNKNOWN.value, lazy("まだ聞いていない"))]
)


class NoteForm(Form):
    """A step that needs nothing; a note may be added."""

    reason = StringField(lazy("メモ"))


class DayForm(Form):
    """A step that happened on a day."""

    on = DateField(lazy("いつ"), [InputRequired(CHOOSE)], default=clock.today)


class VisitForm(Form):
    """When the visit is, and how the host's yes was heard where it did not press it itself."""

    visit_on = DateField(lazy("見学の日"), [InputRequired(CHOOSE)])
    reason = StringField(
        lazy("受け入れ先の返事の確かめ方"),
        description=lazy("受け入れ先が画面で返事をしていれば、書かなくてかまいません。"),
    )


class BothForm(Form):
    """What both sides say."""

    person_says = RadioField(lazy("本人は続けたいですか"), [InputRequired(CHOOSE)], choices=ANSWERS)
    host_says = RadioField(lazy("受け入れ先は受け入れますか"), [InputRequired(CHOOSE)], choices=ANSWERS)
    reason = StringField(lazy("メモ"))


class EndForm(Form):
    """Why, in one press and perhaps some words."""

    code = RadioField(lazy("わけ"), [InputRequired(CHOOSE)], choices=[])
    words = StringField(lazy("くわしく"))


@dataclass(frozen=True)
class Step:
    """One step: its word in the address, where it leads, its form, what it does, and what to know before."""

    key: str
    after: State
    form: type[Form]
    act: Act
    hint: str = ""
    label: str = ""

    @property
    def title(self) -> str:
        """What the press is called."""
        return self.label or MOVE_LABELS[self.after]

    @property
    def is_ending(self) -> bool:
        """Whether the step stops or pauses the match."""
        return self.after in step_reasons.CHOICES and self.after is not State.GRADUATED


def _note(act: Callable[..., object]) -> Act:
    return lambda session, actor, placement, version, form: act(
        session, actor, placement, version=version, reason=form.reason.data or ""
    )


def _on_a_day(act: Callable[..., object]) -> Act:
    return lambda session, actor, placement, version, form: act(
        session, actor, placement, version=version, on=form.on.data or date.max
    )


def _ended(act: Callable[..., object]) -> Act:
    return lambda session, actor, placement, version, form: act(
        session,
        actor,
        placement,
        version=version,
        reason=step_reasons.written(StepReason(form.code.data), form.words.data or ""),
    )


def _plan(session: Session, actor: Actor, placement: Placement, version: int, form: VisitForm) -> object:
    day, reason = form.visit_on.data or date.min, form.reason.data or ""
    return placements.plan_visit(session, actor, placement, version=version, visit_on=day, reason=reason)


def _accept(session: Session, actor: Actor, placement: Placement, version: int, form: BothForm) -> object:
    said = {"person_says": Fact(form.person_says.data), "host_says": Fact(form.host_says.data)}
    return placements.accept(session, actor, placement, version=version, reason=form.reason.data or "", **said)


STEPS: Final[Sequence[Step]] = (
    Step(
        "offer",
        State.OFFERED,
        NoteForm,
        _note(placements.offer),
        hint=word("本人と話したあとに押します。空きを14日のあいだ取っておきます。受け入れ先には何も伝わりません。"),
    ),
    Step("visit", State.VISIT_PLANNED, VisitForm, _plan, hint=word("本人と受け入れ先の両方と決めた日を入れます。")),
    Step(
        "visited",
        State.VISITED,
        DayForm,
        _on_a_day(placements.record_visit),
        hint=word("ここから、本人と受け入れ先の様子をたずねる約束が始まります。"),
    ),
    Step("trial", State.TRIAL, DayForm, _on_a_day(placements.record_trial)),
    Step(
        "accept",
        State.ACCEPTED,
        BothForm,
        _accept,
        hint=word("本人と受け入れ先の、両方の「はい」が必要です。"),
    ),
    Step("attend", State.ATTENDING, DayForm, _on_a_day(placements.attend)),
    Step("resume", State.ATTENDING, NoteForm, _note(placements.resume), label=word("また参加する")),
    Step(
        "settle",
        State.SETTLED,
        NoteForm,
        _note(placements.settle),
        hint=word("目安：3か月以上、予定の6割以上に来ていて、本人が続けたいと言っているとき。"),
    ),
    Step("graduate", State.GRADUATED, EndForm, _ended(placements.graduate)),
    Step("pause", State.PAUSED, EndForm, _ended(placements.pause), hint=word("空きは取っておかれます。")),
    Step("stop", State.STOPPED, EndForm, _ended(placements.stop)),
    Step("declined", State.DECLINED_BY_PERSON, EndForm, _ended(placements.decline_by_person)),
    Step("host-declined", State.DECLINED_BY_HOST, EndForm, _ended(placements.decline_by_host)),
    Step(
        "withdraw",
        State.WITHDRAWN,
        EndForm,
        _ended(placements.withdraw),
        hint=word("受け入れ先がまだ答えていない問い合わせは、画面から消えます。"),
    ),
)
BY_KEY: Final[Mapping[str, Step]] = {step.key: step for step in STEPS}
"""Asking the host has pages of its own (app.staff.asking)."""


def steps_from(placement: Placement) -> list[Step]:
    """The steps that the life cycle allows now."""
    before = State(placement.state)
    allowed = [step for step in STEPS if LIFE_CYCLE.allows(before, step.after)]
    other = "attend" if before is State.PAUSED else "resume"
    return [step for step in allowed if step.key != other]


def may_ask(placement: Placement) -> bool:
    """Whether the host may be asked now."""
    return LIFE_CYCLE.allows(State(placement.state), State.ASKED)


def form_for(step: Step, sent: Any) -> Form:  # Any: werkzeug's form or None
    """The step's form, filled with what was sent."""
    form = step.form(sent or None)
    if isinstance(form, EndForm):
        reasons = step_reasons.CHOICES[step.after]
        form.code.choices = choices_of((one.value, lazy(step_reasons.LABELS[one])) for one in reasons)
    return form

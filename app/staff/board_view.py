"""What does the board show of a dry run? Lines with their words, the seats, and what hangs on each demand."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from app.rendering.words import gettext as _
from app.staff.board_words import REASONS, change_words, standing_words
from app.staff.words import criterion_name
from core import clock
from core.access import Actor
from core.types import Json
from matching.batch import comparing, fairness, runs
from matching.batch.comparing import Difference
from matching.batch.fairness import Group
from matching.batch.table import Standing
from matching.models.batch import BatchDemand, BatchLine, BatchRun, Demand
from matching.rules.registry import labels_of

CHIP_KINDS: Final = {Standing.CONFIRM: "unknown", Standing.FULL: "warn", Standing.OVERRIDDEN: "warn"}


@dataclass(frozen=True)
class Choice:
    """A place to which a line can be moved."""

    service: str
    label: str
    needs_reason: bool


@dataclass(frozen=True)
class Refusal:
    """What was typed in an amendment that did not pass, and why it did not."""

    person_id: uuid.UUID
    sentence: str
    service: str = ""
    reason: str = ""


@dataclass(frozen=True)
class LineView:
    """One person's line in words; `earlier` is where the run before had them, where that was somewhere else."""

    line: BatchLine
    chips: Sequence[tuple[str, str]]
    sentence: str
    loss: str
    helps: Sequence[str]
    choices: Sequence[Choice]
    lock: BatchDemand | None
    earlier: str | None

    @property
    def can_be_amended(self) -> bool:
        """Whoever has an offer already is not moved here."""
        return self.line.standing != Standing.OFFERED


@dataclass(frozen=True)
class Seat:
    """The places of one service in a run, and what one more would bring."""

    service: str
    name: str
    free: int
    taken: int
    gain: str


@dataclass(frozen=True)
class Held:
    """One demand in words: what it is about, and what it costs."""

    demand: BatchDemand
    cost: str
    against: str


@dataclass(frozen=True)
class Board:
    """Everything that stands on the board of one run."""

    unplaced: Sequence[LineView]
    placed: Sequence[LineView]
    seats: Sequence[Seat]
    held: Sequence[Held]
    groups: Sequence[tuple[str, Sequence[tuple[str, Group]]]]
    base: BatchRun | None
    difference: Difference | None
    others: Sequence[BatchRun] = field(default_factory=list)

    @property
    def people(self) -> int:
        """How many people the run is about, as far as they are still the reader's."""
        return len(self.unplaced) + len(self.placed)


def read(session: Session, actor: Actor, run: BatchRun) -> Board:
    """The board of a run, with what changed since the run that it amends."""
    lines, demands = runs.lines_of(session, actor, run), runs.demands_of(session, actor, run)
    names = runs.services_of(session, run, lines)
    base = runs.find_base(session, actor, run)
    difference = None
    if base is not None:
        difference = comparing.compare(base, run, runs.lines_of(session, actor, base), lines)
    earlier = _earlier(difference)
    views = [_line(line, names, demands, earlier.get(line.person_id)) for line in lines]
    return Board(
        unplaced=[view for view in views if view.line.service_id is None],
        placed=[view for view in views if view.line.service_id is not None],
        seats=_seats(run, names),
        held=[_held(demand) for demand in demands],
        groups=list(_groups(lines)),
        base=base,
        difference=difference,
        others=[one for one in runs.list_of(session, actor) if one.id != run.id],
    )


def place_of(line: BatchLine | None) -> str:
    """Where a line leads, in words."""
    if line is None:
        return _("入っていない")
    return line.service.name if line.service else _("決まらない")


def _groups(lines: Sequence[BatchLine]) -> Iterator[tuple[str, Sequence[tuple[str, Group]]]]:
    """The people by district and by how long they wait, each group with its name in words."""
    yield _("地区"), [(group.label or _("地区は未確認"), group) for group in fairness.by_district(lines)]
    yield _("待っている長さ"), [(_(group.label), group) for group in fairness.by_wait(lines, clock.today())]


def _earlier(difference: Difference | None) -> dict[uuid.UUID, str]:
    moved = difference.moved if difference else []
    return {shift.person.id: place_of(shift.before) for shift in moved}


def _line(line: BatchLine, names: Mapping[str, str], demands: Sequence[BatchDemand], earlier: str | None) -> LineView:
    details = line.details
    own = [one for one in demands if one.person_id == line.person_id]
    banned = {str(one.service_id) for one in own if one.kind is Demand.FORBID}
    loss = details.get("loss")
    return LineView(
        line,
        chips=list(_chips(line)),
        sentence=_(REASONS[line.reason]) if line.reason in REASONS else "",
        loss=change_words(loss) if loss else "",
        helps=[names[key] for key in details["helps"] if key in names],
        choices=[_choice(one, names) for one in details["choices"] if one["service"] in names.keys() - banned],
        lock=next((one for one in own if one.kind is Demand.LOCK), None),
        earlier=earlier,
    )


def _chips(line: BatchLine) -> Iterable[tuple[str, str]]:
    if line.standing == Standing.OFFERED:
        yield _("提案中"), "plain"
    elif line.standing in CHIP_KINDS:
        yield standing_words(line.standing), CHIP_KINDS[Standing(line.standing)]
    if line.service_id is None:
        return
    if line.is_robust:
        yield _("わからないことが残っても同じ"), "yes"
    else:
        named = "・".join(map(criterion_name, line.details["depends"])) or _("ほかの人のこと")
        yield _("変わるかもしれません：%(what)sしだい", what=named), "unknown"


def _choice(one: Json, names: Mapping[str, str]) -> Choice:
    rules = [_(label) for label in labels_of(one["rules"])]
    label = _("%(place)s %(score)s点", place=names[one["service"]], score=one["score"])
    standing = standing_words(one["standing"], rules)
    said = _("%(label)s（%(note)s）", label=label, note=standing) if standing else label
    return Choice(one["service"], said, needs_reason=one["standing"] == Standing.OVERRIDDEN)


def _seats(run: BatchRun, names: Mapping[str, str]) -> list[Seat]:
    """What one more place brings first, then the services by name."""
    gains = {price["service"]: price for price in run.prices}
    rows = [(key, places) for key, places in run.figures["places"].items() if key in names]
    order = sorted(rows, key=lambda row: (*_worth(gains.get(row[0])), names[row[0]]))
    seat = partial(_seat, names=names, gains=gains)
    return [seat(key, places) for key, places in order]


def _worth(gain: Json | None) -> tuple[int, int]:
    return (-gain["placed"], -gain["points"]) if gain else (0, 0)


def _seat(key: str, places: Json, *, names: Mapping[str, str], gains: Mapping[str, Json]) -> Seat:
    gain = change_words(gains[key]) if key in gains else ""
    return Seat(key, names[key], places["free"], places["taken"], gain)


def _held(demand: BatchDemand) -> Held:
    cost = change_words(demand.cost) if demand.cost else ""
    against = "・".join(_(label) for label in labels_of(demand.overridden))
    return Held(demand, cost, against)

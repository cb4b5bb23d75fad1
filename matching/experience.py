"""How did earlier matches go at each place? Counted from the matches themselves, for people with the same goal step.

Who never went says nothing. A stop that the place did not cause (health, family, a move, work found) does not count,
nor one of which nobody wrote down the cause.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from core import clock
from directory.models.service import Service
from matching.lifecycle import State
from matching.models.need import NeedRecord
from matching.models.placement import Placement, PlacementStep
from matching.shrinkage import Case, tallies_of
from matching.step_reasons import StepReason, read
from matching.types import Tally

STAYED: Final = frozenset({State.SETTLED, State.GRADUATED})
ENDED: Final = frozenset({State.STOPPED, State.DECLINED_BY_PERSON, State.DECLINED_BY_HOST})
OF_THE_PLACE: Final = frozenset(
    {
        *(StepReason.PEOPLE, StepReason.NO_FIT, StepReason.NOT_DRAWN, StepReason.OTHER_PLACE),
        *(StepReason.HOST_FULL, StepReason.HOST_HANDS, StepReason.HOST_RESTS),
    }
)
"""The reasons that say something about the place."""


def read_experience(session: Session) -> Mapping[str, Mapping[str, Tally]]:
    """By service and goal step, how those went who came before, in the session's town."""
    return tallies_of(list(_cases(session)))


def has_stayed(states: Iterable[str], reason: str) -> bool | None:
    """Whether a match with these states, the last one last, settled; None where it says nothing about the place."""
    came_to = list(states)
    if STAYED.intersection(came_to):
        return True
    if came_to and came_to[-1] in ENDED and read(reason)[0] in OF_THE_PLACE:
        return False
    return None


def _cases(session: Session) -> Iterator[Case]:
    query = (
        select(Placement, Service.kind, NeedRecord.goal_step)
        .join(Placement.service)
        .join(NeedRecord, NeedRecord.person_id == Placement.person_id)
        .where(Placement.first_went_on.is_not(None), NeedRecord.goal_step.is_not(None))
        .where(Placement.state.in_(STAYED | ENDED) | Placement.steps.any(PlacementStep.after.in_(STAYED)))
        .options(selectinload(Placement.steps))
        .order_by(Placement.id)
    )
    today = clock.today()
    for placement, kind, goal_step in session.execute(query):
        steps = _standing(placement)
        stayed = has_stayed([step.after for step in steps], placement.reason)
        if stayed is not None:
            yield Case(str(placement.service_id), kind, goal_step or "", stayed, _days_ago(steps, stayed, today))


def _standing(placement: Placement) -> list[PlacementStep]:
    """The steps that were not taken back."""
    undone = {step.undoes for step in placement.steps}
    return [step for step in placement.steps if step.id not in undone and step.undoes is None]


def _days_ago(steps: list[PlacementStep], stayed: bool, today: date) -> int:  # noqa: FBT001 -- a fact, not a switch
    decisive = [step for step in steps if not stayed or step.after in STAYED]
    return (today - clock.local_date(decisive[0 if stayed else -1].at)).days

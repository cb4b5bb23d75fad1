"""A place has opened: for whom of the actor's people is it? Those with the fewest other places first, then by fit."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from sqlalchemy.orm import Session

from core.access import Actor
from matching import snapshot
from matching.batch import waiting
from matching.batch.waiting import Wait, Waiting
from matching.batch.weighing import ranking_of
from matching.ranking import Ranking
from matching.types import LeftOut, Option, Proposal

FEW: Final = 2


class Tier(IntEnum):
    """How much somebody needs this very place: by how many others are open to them today."""

    NOWHERE_ELSE = 1
    FEW_OTHERS = 2
    OTHERS = 3


@dataclass(frozen=True)
class Newcomer:
    """One person for whom the place is, the points, and in how many other places they could begin."""

    waiting: Waiting
    proposal: Proposal
    others: int
    place: int
    """At which place this one stands among all that are open to the person; 1 is the best fit."""

    @property
    def tier(self) -> Tier:
        """How much the person needs this place."""
        if self.others == 0:
            return Tier.NOWHERE_ELSE
        return Tier.FEW_OTHERS if self.others <= FEW else Tier.OTHERS


@dataclass(frozen=True)
class Barred:
    """Somebody who waits and for whom the place is not, with the rules in the way."""

    waiting: Waiting
    left_out: LeftOut


@dataclass(frozen=True)
class Newcomers:
    """The people for whom a place is, those with whom something must be confirmed first, and the others."""

    option: Option
    ready: Sequence[Newcomer]
    to_confirm: Sequence[Newcomer]
    barred: Sequence[Barred]


def waiting_for(session: Session, actor: Actor, service_id: uuid.UUID) -> Newcomers | None:
    """The actor's own people who wait, ranked for one place; None where the listing is no option for anybody."""
    options = snapshot.read_options(session)
    wanted = next((one for one in options if one.service == str(service_id)), None)
    if wanted is None:
        return None
    people = [one for one in waiting.list_of(session, actor) if one.standing is Wait.WAITS]
    rankings = [(one, ranking_of(session, one, options)) for one in people]
    return Newcomers(
        wanted,
        ready=_sorted(_newcomer(one, ranking, ranking.ready, wanted) for one, ranking in rankings),
        to_confirm=_sorted(_newcomer(one, ranking, ranking.to_confirm, wanted) for one, ranking in rankings),
        barred=[
            Barred(one, left)
            for one, ranking in rankings
            for left in ranking.left_out
            if left.option.service == wanted.service
        ],
    )


def _newcomer(one: Waiting, ranking: Ranking, among: Sequence[Proposal], wanted: Option) -> Newcomer | None:
    found = next((each for each in among if each.option.service == wanted.service), None)
    if found is None:
        return None
    others = [each for each in ranking.ready if each.option.service != wanted.service]
    better = sum(each.score > found.score for each in others)
    return Newcomer(one, found, len(others), better + 1)


def _sorted(found: Iterable[Newcomer | None]) -> list[Newcomer]:
    """By need, then by fit, then by who waits longest."""
    known = [each for each in found if each is not None]
    return sorted(known, key=lambda each: (each.tier, -each.proposal.score, each.waiting.since, each.waiting.person.id))

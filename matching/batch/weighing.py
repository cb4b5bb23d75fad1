"""How do the people who wait and the places of the town become a table? With the rules and points of ranking."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core import clock
from matching import needs, snapshot, town_timetable, town_weights
from matching.assignment.types import FLOOR, Objective
from matching.batch.table import Pair, PairKey, Standing, Table
from matching.batch.waiting import Wait, Waiting
from matching.lifecycle import HOLDING
from matching.models.batch import KeptApart
from matching.models.placement import Placement
from matching.names import names_of
from matching.profiles.weights import WeightProfile
from matching.ranking import Ranking, Scale, rank
from matching.rules import vacancy
from matching.rules.registry import BY_KEY, NEVER_OVERRIDDEN, judge_all
from matching.sentences import NO_NAMES, Names
from matching.types import LeftOut, Option, Outcome

ONLY_FULL: Final = BY_KEY[vacancy.KEY].mask


@dataclass(frozen=True)
class Weighed:
    """The table, and for every person what ranking said, so that a line can say why."""

    table: Table
    rankings: Mapping[str, Ranking]
    names: Names = NO_NAMES

    @property
    def profiles(self) -> dict[str, int]:
        """The versions of the weights that were used, by name."""
        return {one.profile.name: one.profile.version for one in self.rankings.values()}


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a coordinator asks of a run besides the people."""

    objective: Objective = Objective.LEXIMIN
    floor: int = FLOOR
    with_to_confirm: bool = False
    locks: frozenset[PairKey] = frozenset()
    forbidden: frozenset[PairKey] = frozenset()


def weigh(session: Session, people: Sequence[Waiting], wish: Wish, *, profile: WeightProfile | None = None) -> Weighed:
    """Judge and weigh every pair on today's listings; whoever has an offer is locked to it.

    A lock that nothing can justify any more (consent, what must be avoided, a listing that is gone) is left out.
    """
    options = {option.service: option for option in snapshot.read_options(session)}
    rankings = {str(one.person.id): ranking_of(session, one, tuple(options.values()), profile) for one in people}
    offers = frozenset(_offers(people, options))
    barred = _beside_somebody_to_avoid(session, people) - offers
    found = (pair for ranking in rankings.values() for pair in _pairs(ranking, wish.locks, offers))
    pairs = {pair.key: pair for pair in found if pair.key not in barred}
    locks = (wish.locks | offers) & pairs.keys()
    table = Table(
        people=tuple(str(one.person.id) for one in people),
        options=options,
        free=_free(options, pairs, locks, wish),
        pairs=pairs,
        locks=locks,
        forbidden=frozenset(key for key in wish.forbidden - locks if key[0] in rankings),
        apart=_apart(session, people),
        objective=wish.objective,
        floor=wish.floor,
        with_to_confirm=wish.with_to_confirm,
    )
    return Weighed(table, rankings, names_of(session))


def ranking_of(
    session: Session, one: Waiting, options: Sequence[Option], profile: WeightProfile | None = None
) -> Ranking:
    """All options for one person, none cut off."""
    need = town_timetable.with_rides(session, needs.need_of(session, one.person), options)
    return rank(
        need, options, profile or town_weights.profile_of(session, need.goal_step), clock.today(), k=len(options)
    )


def _pairs(ranking: Ranking, locks: frozenset[PairKey], offers: frozenset[PairKey]) -> Iterator[Pair]:
    person = ranking.need.person
    for proposal in ranking.ready:
        yield Pair(person, proposal, _standing(Standing.READY, (person, proposal.option.service), offers))
    for proposal in ranking.to_confirm:
        yield Pair(person, proposal, _standing(Standing.CONFIRM, (person, proposal.option.service), offers))
    scale = Scale(ranking.need, ranking.profile, ranking.on)
    for left_out in ranking.left_out:
        pair = _left_out(scale, left_out, (person, left_out.option.service), locks, offers)
        if pair is not None:
            yield pair


def _standing(usual: Standing, key: PairKey, offers: frozenset[PairKey]) -> Standing:
    return Standing.OFFERED if key in offers else usual


def _left_out(
    scale: Scale, left_out: LeftOut, key: PairKey, locks: frozenset[PairKey], offers: frozenset[PairKey]
) -> Pair | None:
    """What a lock or an offer lets in all the same, and what lacks nothing but a place."""
    if key in offers:
        return Pair(key[0], scale.weigh(left_out.option), Standing.OFFERED)
    if key in locks and not NEVER_OVERRIDDEN.intersection(left_out.rules):
        return Pair(key[0], scale.weigh(left_out.option), Standing.OVERRIDDEN, left_out.rules)
    if left_out.mask == ONLY_FULL:
        verdicts = judge_all(scale.need, left_out.option, scale.today)
        is_open = any(one.outcome is Outcome.UNKNOWN for one in verdicts)
        return None if is_open else Pair(key[0], scale.weigh(left_out.option), Standing.FULL)
    return None


def _free(
    options: Mapping[str, Option], pairs: Mapping[PairKey, Pair], locks: frozenset[PairKey], wish: Wish
) -> dict[str, int]:
    """The places for these people: the host's number less what others hold, and what their own offers hold.

    Where the host said no number there is one place, if what must be confirmed was let in.
    """
    unknown = 1 if wish.with_to_confirm else 0
    found = {key: vacancy.free_places(option, clock.today()) for key, option in options.items()}
    free = {key: unknown if places is None else places for key, places in found.items()}
    for key in locks:
        service = key[1]
        against = pairs[key].standing is Standing.OFFERED or vacancy.KEY in pairs[key].overridden
        unasked = found[service] is None and not unknown
        free[service] += 1 if against or unasked else 0
    return free


def _offers(people: Iterable[Waiting], options: Mapping[str, Option]) -> Iterator[PairKey]:
    """The pairs for which a place is kept already."""
    for one in people:
        if one.standing is Wait.OFFERED and one.offer is not None and str(one.offer.service_id) in options:
            yield str(one.person.id), str(one.offer.service_id)


def _apart(session: Session, people: Iterable[Waiting]) -> frozenset[PairKey]:
    keys = [one.person.id for one in people]
    query = select(KeptApart).where(KeptApart.person_id.in_(keys), KeptApart.other_id.in_(keys))
    return frozenset((str(row.person_id), str(row.other_id)) for row in session.execute(query).scalars())


def _beside_somebody_to_avoid(session: Session, people: Sequence[Waiting]) -> frozenset[PairKey]:
    """The places where somebody has a place already from whom one of the people is kept apart."""
    own = {one.person.id for one in people}
    query = select(KeptApart).where(or_(KeptApart.person_id.in_(own), KeptApart.other_id.in_(own)))
    others: dict[uuid.UUID, set[uuid.UUID]] = {}
    for row in session.execute(query).scalars():
        others.setdefault(row.person_id, set()).add(row.other_id)
        others.setdefault(row.other_id, set()).add(row.person_id)
    held = select(Placement.person_id, Placement.service_id).where(
        Placement.person_id.in_(others), Placement.state.in_(HOLDING)
    )
    rows = session.execute(held).all()
    return frozenset((str(person), str(service)) for holder, service in rows for person in others[holder] & own)

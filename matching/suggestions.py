"""Which options suit this person best? The ranking on today's listings, and the choice that a coordinator makes."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from casework.models.person import Person
from core import clock
from core.access import Actor
from core.errors import ConflictError, InvalidError, NotFoundError
from core.types import Json
from core.words import word
from directory.models.service import Service
from directory.timetable.feed import Feed
from matching import needs, placements, snapshot, town_timetable, town_weights
from matching.models.placement import Placement
from matching.permissions import PERSON_MATCH
from matching.placements import ENDED
from matching.ranking import Ranking, Scale, rank
from matching.reach.timetable import Table, rides_for
from matching.rules import consent
from matching.rules.registry import NEVER_OVERRIDDEN, judge_all, labels_of
from matching.types import Contribution, Evidence, LeftOut, Need, Option, Proposal, Verdict

WITHOUT_CONSENT: Final = word("本人の同意がないため、この場所は選べません。")
NOT_HERE: Final = word("紹介できない事情があるため、この場所は選べません。")


@dataclass(frozen=True)
class Suggestions:
    """The ranking for one person, and which of the services are among their open matches already."""

    ranking: Ranking
    open_placements: Mapping[str, Placement]

    @property
    def need(self) -> Need:
        """What it was ranked for; the person's own words stand on top."""
        return self.ranking.need


def suggest(session: Session, actor: Actor, person: Person, *, k: int = 5) -> Suggestions:
    """The best options for a person of the actor's, those to be confirmed first, and those left out with the rule."""
    PERSON_MATCH.demand(actor, person)
    matches = placements.list_of(session, person)
    open_ones = {str(one.service_id): one for one in matches if one.state not in ENDED}
    return Suggestions(rank_for(session, person, k=k), open_ones)


def rank_for(session: Session, person: Person, *, k: int = 5, feed: Feed | None = None) -> Ranking:
    """The ranking alone, as the command line prints it; by the town's timetables, or the one that is given."""
    need, options = needs.need_of(session, person), snapshot.read_options(session)
    if feed is None:
        need = town_timetable.with_rides(session, need, options)
    else:
        need = replace(need, rides=rides_for(need, options, Table.of(feed, clock.today())))
    return _ranked(session, need, options, k=k)


@dataclass(frozen=True)
class Side:
    """One of two options that are compared; `left_out` says which rules forbid it, where any does."""

    proposal: Proposal
    left_out: LeftOut | None


def compare(session: Session, actor: Actor, person: Person, service_ids: tuple[uuid.UUID, uuid.UUID]) -> list[Side]:
    """Two options for a person of the actor's, each with its score, whatever the rules say."""
    PERSON_MATCH.demand(actor, person)
    options = [_option(session, key) for key in service_ids]
    need = town_timetable.with_rides(session, needs.need_of(session, person), options)
    return [_side(_ranked(session, need, (option,), k=1)) for option in options]


def choose(session: Session, actor: Actor, person: Person, service_id: uuid.UUID, *, reason: str = "") -> Placement:
    """Make an option a candidate, with its score and why; one that a rule forbids needs a reason.

    The person's agreement and what must be avoided cannot be overridden.
    """
    PERSON_MATCH.demand(actor, person)
    option = _option(session, service_id)
    need = town_timetable.with_rides(session, needs.need_of(session, person), (option,))
    ranking = _ranked(session, need, (option,), k=1)
    for left_out in ranking.left_out:
        _demand_reason(left_out.rules, reason)
    proposals = (*ranking.ready, *ranking.to_confirm)
    service = session.get_one(Service, service_id)
    score = proposals[0].score if proposals else None
    return placements.propose(
        session, actor, person, service, score=score, explanation=explanation_of(ranking), reason=reason
    )


def explanation_of(ranking: Ranking) -> Json:
    """Why one option was chosen, as it is kept with the match: contributions that sum to the score, and verdicts."""
    proposals = (*ranking.ready, *ranking.to_confirm)
    verdicts = [verdict for one in proposals for verdict in one.verdicts]
    verdicts += [verdict for one in ranking.left_out for verdict in one.verdicts]
    return {
        "profile": ranking.profile.name,
        "profile_version": ranking.profile.version,
        "on": ranking.on.isoformat(),
        "contributions": [_contribution(part) for one in proposals for part in one.contributions],
        "verdicts": [_verdict(verdict) for verdict in verdicts],
    }


def _option(session: Session, service_id: uuid.UUID) -> Option:
    option = snapshot.read_option(session, service_id)
    if option is None:
        raise NotFoundError("この活動は見つかりません。")
    return option


def _side(ranking: Ranking) -> Side:
    """The only option of a ranking."""
    for proposal in (*ranking.ready, *ranking.to_confirm):
        return Side(proposal, None)
    left_out = ranking.left_out[0]
    verdicts = judge_all(ranking.need, left_out.option, ranking.on)
    return Side(Scale(ranking.need, ranking.profile, ranking.on).weigh(left_out.option, verdicts), left_out)


def _ranked(session: Session, need: Need, options: tuple[Option, ...], *, k: int) -> Ranking:
    return rank(need, options, town_weights.profile_of(session, need.goal_step), clock.today(), k=k)


def _demand_reason(rules: tuple[str, ...], reason: str) -> None:
    if consent.KEY in rules:
        raise ConflictError(WITHOUT_CONSENT)
    if NEVER_OVERRIDDEN.intersection(rules):
        raise ConflictError(NOT_HERE)
    named = "・".join(labels_of(rules))
    if not reason.strip():
        raise InvalidError({"reason": f"条件に合わない場所です（{named}）。選ぶ理由を書いてください。"})


def _contribution(part: Contribution) -> Json:
    points: Json = {"criterion": part.criterion, "points": part.points, "maximum": part.maximum}
    return {**points, "low": part.low, "high": part.high, "evidence": _evidence(part.evidence)}


def _verdict(verdict: Verdict) -> Json:
    as_of = verdict.as_of.isoformat() if verdict.as_of else None
    evidence = _evidence(verdict.evidence)
    return {"rule": verdict.rule, "outcome": verdict.outcome.value, "evidence": evidence, "as_of": as_of}


def _evidence(evidence: tuple[Evidence, ...]) -> list[Json]:
    """With method and data date of every figure that has them."""
    return [{"code": one.code.value, "params": dict(one.params)} for one in evidence]

"""How does a plan become rows? Keys, points and short reasons; nothing that could not be read out to the person."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from core.access import Actor
from core.types import Json
from matching.batch.planning import Plan
from matching.batch.table import PairKey, Standing, Table
from matching.batch.waiting import Waiting
from matching.batch.weighing import Weighed
from matching.explanation import explain_proposal, explain_ranking
from matching.models.batch import BatchDemand, BatchLine, BatchRun, Demand
from matching.ranking import Ranking, Scale
from matching.rules.registry import NEVER_OVERRIDDEN

REASONS, CONCERNS, CHOICES, AGAINST_RULES = 3, 2, 12, 8
"""How many reasons for and against a line keeps, how many other choices, and how many against a rule."""
SOLVER: Final = "matching.assignment"


def run_of(actor: Actor, weighed: Weighed, found: Plan, *, base: BatchRun | None) -> BatchRun:
    """The run without its lines."""
    table, answer = found.table, found.answer
    return BatchRun(
        municipality_id=actor.municipality_id,
        made_by=actor.user_id,
        base_id=base.id if base else None,
        input_hash=input_hash(weighed),
        settings={
            "objective": table.objective.value,
            "floor": table.floor,
            "with_to_confirm": table.with_to_confirm,
        },
        profiles=weighed.profiles,
        solver=SOLVER,
        status=answer.status.value,
        value=answer.value,
        bound=answer.bound,
        placed=found.figures.placed,
        figures={
            **asdict(found.figures),
            "first_come": asdict(found.first_come),
            "places": _places(found),
            "certified": found.is_certified,
        },
        prices=[{"service": price.service, **asdict(price.gain)} for price in found.prices],
    )


def lines_of(run: BatchRun, people: Sequence[Waiting], weighed: Weighed, found: Plan) -> list[BatchLine]:
    """One line for each person: those without a place first, then whoever waits longest."""
    order = sorted(people, key=lambda one: str(one.person.id) in found.answer.placed)
    return [_line(run, place, one, weighed, found) for place, one in enumerate(order)]


def demands_of(run: BatchRun, found: Plan, reasons: Mapping[PairKey, str]) -> Iterator[BatchDemand]:
    """The locks and bans with their reasons, the rules that they override, and what each lock costs."""
    table = found.table
    asked = [(key, Demand.LOCK) for key in sorted(found.costs)]
    asked += [(key, Demand.FORBID) for key in sorted(table.forbidden)]
    for key, kind in asked:
        yield BatchDemand(
            municipality_id=run.municipality_id,
            run_id=run.id,
            person_id=uuid.UUID(key[0]),
            service_id=uuid.UUID(key[1]),
            kind=kind,
            reason=reasons.get(key, ""),
            overridden=list(table.pairs[key].overridden) if kind is Demand.LOCK else [],
            cost=asdict(found.costs[key]) if kind is Demand.LOCK else {},
        )


def input_hash(weighed: Weighed) -> str:
    """What the answer depends on, as one mark: two runs with the same mark were asked the same."""
    table = weighed.table
    pairs = [
        (*key, pair.score, pair.proposal.low, pair.proposal.high, pair.standing)
        for key, pair in sorted(table.pairs.items())
    ]
    stated = {
        "people": table.people,
        "pairs": pairs,
        "free": dict(table.free),
        "locks": sorted(table.locks),
        "forbidden": sorted(table.forbidden),
        "apart": sorted(table.apart),
        "objective": table.objective,
        "floor": table.floor,
        "with_to_confirm": table.with_to_confirm,
        "profiles": weighed.profiles,
    }
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()


def _places(found: Plan) -> Json:
    """How many places there were at each service that somebody goes to or would go to, and how many are taken."""
    taken = Counter(found.answer.placed.values())
    named = {*taken, *(price.service for price in found.prices)}
    return {key: {"free": free, "taken": taken[key]} for key, free in found.table.places().items() if key in named}


def _line(run: BatchRun, place: int, one: Waiting, weighed: Weighed, found: Plan) -> BatchLine:
    person = str(one.person.id)
    service = found.answer.placed.get(person)
    pair = found.table.pairs[(person, service)] if service is not None else None
    return BatchLine(
        municipality_id=run.municipality_id,
        run_id=run.id,
        person_id=one.person.id,
        service_id=uuid.UUID(service) if service is not None else None,
        position=place,
        waits_since=one.since,
        score=pair.score if pair else None,
        standing=pair.standing.value if pair else "",
        reason=found.unplaced[person].value if person in found.unplaced else "",
        is_robust=found.is_robust(person),
        details=_details(person, service, weighed, found),
    )


def _details(person: str, service: str | None, weighed: Weighed, found: Plan) -> Json:
    """Why this line is as it is, and what else there is for the person."""
    ranking = weighed.rankings[person]
    details: Json = {
        "choices": [*_choices(found.table, person, service), *_against_rules(found.table, person, ranking)],
        "helps": [price.service for price in found.prices if person in price.gainers],
    }
    if service is None:
        return {**details, "would_open": [asdict(one) for one in explain_ranking(ranking, weighed.names).would_open]}
    key = (person, service)
    proposal = found.table.pairs[key].proposal
    told = explain_proposal(proposal, weighed.names)
    loss = found.losses.get(key)
    return {
        **details,
        "low": proposal.low,
        "high": proposal.high,
        "good": [line.text for line in told.good][:REASONS],
        "concerns": [line.text for line in told.concerns][:CONCERNS],
        "confirm": [line.text for line in told.to_confirm][:REASONS],
        "depends": [part.criterion for part in proposal.contributions if not part.known],
        "loss": asdict(loss) if loss is not None else None,
    }


def _choices(table: Table, person: str, chosen: str | None) -> list[Json]:
    others = [pair for pair in table.of_person(person) if pair.service != chosen]
    return [_choice(one.service, one.score, one.standing, one.overridden) for one in others[:CHOICES]]


def _against_rules(table: Table, person: str, ranking: Ranking) -> list[Json]:
    """Places that one rule forbids, which a coordinator may choose all the same with a reason."""
    left = [one for one in ranking.left_out if len(one.rules) == 1 and not NEVER_OVERRIDDEN.intersection(one.rules)]
    left = [one for one in left if (person, one.option.service) not in table.pairs]
    scale = Scale(ranking.need, ranking.profile, ranking.on)
    scored = sorted(((scale.weigh(one.option).score, one) for one in left), key=lambda pair: -pair[0])
    return [_choice(one.option.service, score, Standing.OVERRIDDEN, one.rules) for score, one in scored[:AGAINST_RULES]]


def _choice(service: str, score: int, standing: Standing, rules: Sequence[str]) -> Json:
    return {"service": service, "score": score, "standing": standing.value, "rules": list(rules)}

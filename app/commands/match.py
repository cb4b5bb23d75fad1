"""hitomaru match: what suits a person, from the command line."""

import uuid
from typing import Any, BinaryIO

import click
from sqlalchemy.orm import Session

from app.commands.explanations import document
from app.commands.opening import open_town, opened, print_json
from app.commands.progress import Output
from casework.models.person import Person
from core import audit
from core.access import MACHINE, Actor
from directory.timetable.gtfs import read_feed
from matching import suggestions
from matching.explanation import explain_left_out, explain_proposal
from matching.names import names_of
from matching.permissions import PERSON_MATCH
from matching.ranking import Ranking
from matching.rules.registry import labels_of
from matching.sentences import Names
from matching.types import Contribution, LeftOut, Proposal


@click.group("match")
def match_commands() -> None:
    """Rank the options of a person."""


@match_commands.command("rank")
@click.option("--person", "person_id", type=click.UUID, required=True, help="The person's key.")
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="The most proposals to print.")
@click.option("--timetable", type=click.File("rb"), help="A GTFS-JP zip to judge buses and shared taxis by.")
@click.option("--municipality", "code", help="Code of the municipality, where there are several.")
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def rank(*, person_id: uuid.UUID, limit: int, timetable: BinaryIO | None, code: str | None, output: Output) -> None:
    """Print the best options for a person: those that can be offered at once, then those to be confirmed first."""
    with opened() as (_settings, database), database.writing() as session:
        town = open_town(session, code)
        names = names_of(session)
        feed = read_feed(timetable.read()) if timetable else None
        ranking = suggestions.rank_for(session, _person_of(session, person_id), k=limit, feed=feed)
        who = Actor(role=MACHINE.role, municipality_id=town.id, name=MACHINE.name)
        audit.record(session, who, PERSON_MATCH.name, f"person:{person_id}", purpose="match rank")
    proposals = [*ranking.ready, *ranking.to_confirm][:limit]
    if output is Output.MACHINE:
        print_json(as_json(ranking, proposals))
    else:
        _tell(ranking, proposals, names)


@match_commands.command("explanations")
def print_explanations() -> None:
    """Print every sentence that an explanation may say, with all its branches (docs/explanations.md)."""
    click.echo(document(), nl=False)


def as_json(ranking: Ranking, proposals: list[Proposal]) -> dict[str, Any]:  # Any: JSON as the manual describes it
    """The answer for machines; each proposal's contributions sum to its score."""
    return {
        "person": ranking.need.person,
        "on": ranking.on,
        "profile": {"name": ranking.profile.name, "version": ranking.profile.version},
        "ready": ranking.ready_total,
        "to_confirm": ranking.to_confirm_total,
        "proposals": [_proposal(one) for one in proposals],
        "left_out": [_left_out(one) for one in ranking.left_out],
    }


def _person_of(session: Session, person_id: uuid.UUID) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise click.ClickException("There is no such person.")
    return person


def _proposal(one: Proposal) -> dict[str, Any]:  # Any: as above
    return {
        "service": one.option.service,
        "name": one.option.name,
        "score": one.score,
        "low": one.low,
        "high": one.high,
        "confidence": one.confidence,
        "contributions": [_contribution(part) for part in one.contributions],
        "to_confirm": [verdict.rule for verdict in one.to_confirm],
    }


def _contribution(part: Contribution) -> dict[str, Any]:  # Any: as above
    return {
        "criterion": part.criterion,
        "points": part.points,
        "maximum": part.maximum,
        "low": part.low,
        "high": part.high,
    }


def _left_out(one: LeftOut) -> dict[str, Any]:  # Any: as above
    return {"service": one.option.service, "name": one.option.name, "rules": list(labels_of(one.rules))}


def _tell(ranking: Ranking, proposals: list[Proposal], names: Names) -> None:
    for one in proposals:
        explained = explain_proposal(one, names)
        click.echo(f"{explained.score_words}  {one.option.name}")
        for mark, lines in (("+", explained.good), ("-", explained.concerns), ("?", explained.to_confirm)):
            for line in lines:
                click.echo(f"  {mark} {line.text}")
    click.echo(f"left out: {len(ranking.left_out)}")
    for left in ranking.left_out[: len(proposals)]:
        click.echo(f"  {left.option.name}: {'; '.join(line.text for line in explain_left_out(left, names).reasons)}")

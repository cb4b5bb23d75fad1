"""hitomaru match what-if: what a change of a file's batch would do, and for whom."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click

from app.commands.batch import FILE
from app.commands.batch_file import problem_of, read_batch
from app.commands.opening import print_json
from matching.assignment.solving import solve
from matching.assignment.types import Objective, Pair, Problem
from matching.assignment.what_if import (
    UnknownOptionError,
    forbidding,
    one_more_place,
    what_if,
    with_lock,
    without_lock,
)

PAIR: Final[dict[str, Any]] = {"nargs": 2, "multiple": True, "metavar": "PERSON OPTION"}  # Any: click's own arguments


@click.command("what-if")
@FILE
@click.option("--objective", type=click.Choice([one.value for one in Objective]), default=Objective.TOTAL.value)
@click.option("--one-more-place", "wider", multiple=True, metavar="OPTION", help="The option has one more place.")
@click.option("--lock", "locked", **PAIR, help="The person goes there.")
@click.option("--unlock", "unlocked", **PAIR, help="A lock is taken away.")
@click.option("--forbid", "forbidden", **PAIR, help="The person does not go there.")
def what_if_file(
    *,
    path: Path,
    objective: str,
    wider: tuple[str, ...],
    locked: tuple[Pair, ...],
    unlocked: tuple[Pair, ...],
    forbidden: tuple[Pair, ...],
) -> None:
    """Print what changes of a matching-batch/1 file would add altogether, and who moves from where to where."""
    problem = problem_of(read_batch(path), Objective(objective))
    _demand_known(problem, (*locked, *unlocked, *forbidden))
    changed = problem
    try:
        for option in wider:
            changed = one_more_place(changed, option)
    except UnknownOptionError as error:
        raise click.BadParameter(str(error), param_hint="--one-more-place") from error
    for change, pairs in ((with_lock, locked), (without_lock, unlocked), (forbidding, forbidden)):
        for pair in pairs:
            changed = change(changed, pair)
    effect = what_if(problem, solve(problem), changed)
    print_json(
        {
            "status": effect.after.status.value,
            "value": effect.after.value,
            "gain": {"placed": effect.gain.placed, "points": effect.gain.points},
            "moves": [{**asdict(move), "gain": move.gain} for move in effect.moves],
        }
    )


def _demand_known(problem: Problem, pairs: tuple[Pair, ...]) -> None:
    people, options = {one.id for one in problem.people}, {one.id for one in problem.options}
    for person, option in pairs:
        if person not in people or option not in options:
            raise click.BadParameter(f"{person} {option} is no pair of a person and an option of this file.")

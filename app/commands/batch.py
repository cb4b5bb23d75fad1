"""hitomaru match solve, hitomaru match screen: a file of people and places, answered without a database."""

from pathlib import Path

import click

from app.commands.batch_file import problem_of, read_batch, result_of
from app.commands.batch_screening import screened
from app.commands.opening import print_json
from matching.assignment.solving import solve
from matching.assignment.types import Objective

FILE = click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command("solve")
@FILE
@click.option("--objective", type=click.Choice([one.value for one in Objective]), default=Objective.TOTAL.value)
@click.option("--time-limit", type=click.FloatRange(min=0), help="Seconds after which the best answer so far is told.")
def solve_file(path: Path, objective: str, time_limit: float | None) -> None:
    """Print the best assignment of a matching-batch/1 file, as matching-result/1."""
    problem = problem_of(read_batch(path), Objective(objective))
    print_json(result_of(solve(problem, time_limit=time_limit)))


@click.command("screen")
@FILE
def screen_file(path: Path) -> None:
    """Print which pairs of a matching-batch/1 file are eligible, and which are to be confirmed first."""
    print_json(screened(read_batch(path)))

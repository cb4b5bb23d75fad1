"""hitomaru match solve, screen and certify: a file of people and places, answered without a database."""

from pathlib import Path

import click

from app.commands.batch_answer import ProofOf, answer_of, read_answer, result_of
from app.commands.batch_file import problem_of, read_batch
from app.commands.batch_screening import screened
from app.commands.opening import print_json
from matching.assignment.solving import solve
from matching.assignment.types import Objective
from matching.certifying.certify import certify

FILE = click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command("solve")
@FILE
@click.option("--objective", type=click.Choice([one.value for one in Objective]), default=Objective.TOTAL.value)
@click.option("--time-limit", type=click.FloatRange(min=0), help="Seconds after which the best answer so far is told.")
@click.option(
    "--proof",
    "proof",
    flag_value=ProofOf.PRICES,
    default=ProofOf.NOTHING,
    type=ProofOf,
    help="Print the gap, what one more place would add, and the prices that prove the answer, too.",
)
def solve_file(path: Path, objective: str, time_limit: float | None, proof: ProofOf) -> None:
    """Print the best assignment of a matching-batch/1 file, as matching-result/1."""
    problem = problem_of(read_batch(path), Objective(objective))
    print_json(result_of(solve(problem, time_limit=time_limit), proof))


@click.command("certify")
@FILE
@click.argument("answer", metavar="ANSWER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def certify_file(path: Path, answer: Path) -> None:
    """Check a matching-result/1 ANSWER to a matching-batch/1 FILE without the solver; exit code 1 beside a fault.

    `best` is true where prices prove that no answer is better, false where a better one exists, and null where prices
    cannot tell: with side constraints, for stable answers, and beside faults.
    """
    told = read_answer(answer)
    found = certify(problem_of(read_batch(path), told.objective), answer_of(told))
    print_json(
        {
            "sound": found.is_sound,
            "faults": [[fault.rule.value, *fault.about] for fault in found.faults],
            "value": found.value,
            "placed": found.placed,
            "best": found.is_best,
            "basis": found.basis.value,
        }
    )
    if not found.is_sound:
        raise SystemExit(1)


@click.command("screen")
@FILE
def screen_file(path: Path) -> None:
    """Print which pairs of a matching-batch/1 file are eligible, and which are to be confirmed first."""
    print_json(screened(read_batch(path)))

"""matching-result/1: the file that an assignment is answered with."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from app.commands.batch_file import FilePart, Whole, parsed
from matching.assignment.types import Objective, Proof, Reason, Solution, Status, Unplaced

FOLDED = {Reason.FORBIDDEN: Reason.NO_CANDIDATE, Reason.BELOW_FLOOR: Reason.OUTRANKED}
"""The format knows three reasons."""
Price = tuple[Annotated[int, Field(strict=True)], ...]


class ProofOf(StrEnum):
    """What an answer is printed with."""

    NOTHING = "nothing"
    PRICES = "prices"


class FileUnplaced(FilePart):
    """A person without a place."""

    person: str
    reason: Reason


class FileProof(FilePart):
    """The prices that prove an answer."""

    bases: tuple[tuple[Whole, ...], ...]
    people: dict[str, Price]
    options: dict[str, Price]


class AnswerFile(FilePart):
    """The whole answer; `proof` is there only where it was asked for."""

    format: Literal["matching-result/1"]
    status: Status
    value: Whole
    bound: Whole
    placed: Whole
    assignments: tuple[tuple[str, str], ...]
    unplaced: tuple[FileUnplaced, ...]
    objective: Objective = Objective.TOTAL
    proof: FileProof | None = None


def read_answer(path: Path) -> AnswerFile:
    """The file's content; a broken file is one sentence that says where and what."""
    return parsed(AnswerFile, path)


def answer_of(told: AnswerFile) -> Solution:
    """The answer that the file tells."""
    proof = told.proof
    return Solution(
        objective=told.objective,
        status=told.status,
        assignments=told.assignments,
        value=told.value,
        bound=told.bound,
        placed=told.placed,
        unplaced=tuple(Unplaced(one.person, one.reason) for one in told.unplaced),
        proof=Proof(proof.bases, proof.people, proof.options) if proof else None,
    )


def result_of(solution: Solution, proof: ProofOf = ProofOf.NOTHING) -> dict[str, Any]:  # Any: JSON as the format has it
    """The answer in the form of matching-result/1, and behind it the proof, if wished."""
    return {
        "format": "matching-result/1",
        "status": solution.status.value,
        "value": solution.value,
        "bound": solution.bound,
        "placed": solution.placed,
        "assignments": [list(pair) for pair in solution.assignments],
        "unplaced": [
            {"person": one.person, "reason": FOLDED.get(one.reason, one.reason).value} for one in solution.unplaced
        ],
        "objective": solution.objective.value,
        **(_proven(solution) if proof is ProofOf.PRICES else {}),
    }


def _proven(solution: Solution) -> dict[str, Any]:  # Any: as above
    """The gap, the gain of one more place at every option where there is any, and the prices; null without prices."""
    proof = solution.proof
    return {
        "gap": float(solution.gap),
        "one_more_place": {name: {"placed": g.placed, "points": g.points} for name, g in solution.prices.items()},
        "proof": {"bases": proof.bases, "people": proof.people, "options": proof.options} if proof else None,
    }

"""Is an answer what it claims to be? Whoever distrusts the solver asks here.

Nothing of the solver is used: the problem is read by names, everything is counted in Python's whole numbers.
"""

from collections.abc import Sequence

from matching.assignment.types import Objective, Pair, Problem, Solution, Status
from matching.certifying.breaches import breaches
from matching.certifying.claims import best_of_each, false_claims, false_infeasible, value_of
from matching.certifying.duality import broken_prices, is_best
from matching.certifying.reading import Reading
from matching.certifying.types import Basis, Certificate, Fault, Rule


def certify(problem: Problem, answer: Solution) -> Certificate:
    """Every fault of the answer, its value counted anew, and whether nothing better exists where prices can tell.

    That an infeasible problem is infeasible is believed, unless the answer contradicts itself.
    """
    reading = Reading(problem)
    if answer.status is Status.INFEASIBLE:
        return Certificate(tuple(false_infeasible(reading, answer)), 0, 0)
    pairs = answer.assignments
    faults = (*breaches(reading, pairs), *false_claims(reading, answer))
    known = [pair for pair in dict.fromkeys(pairs) if pair in reading.points]
    value, placed = value_of(reading, known), len(best_of_each(reading, known))
    if faults or not reading.is_network or problem.objective is Objective.STABLE:
        return Certificate(faults, value, placed)
    return _judged(reading, answer, Certificate((), value, placed, basis=Basis.OWN_PRICES))


def _judged(reading: Reading, answer: Solution, counted: Certificate) -> Certificate:
    faults, best, basis = _proof_checked(reading, answer, answer.assignments)
    if answer.status is Status.OPTIMAL and not best:
        faults = (*faults, Fault(Rule.NOT_BEST))
    return Certificate(faults, counted.value, counted.placed, best, basis)


def _proof_checked(reading: Reading, answer: Solution, pairs: Sequence[Pair]) -> tuple[tuple[Fault, ...], bool, Basis]:
    """What the given prices prove; without any, or where they prove nothing, prices are looked for here."""
    if answer.proof is None:
        return (), is_best(reading, pairs), Basis.OWN_PRICES
    faults = tuple(broken_prices(reading, pairs, answer.proof))
    return faults, not faults or is_best(reading, pairs), Basis.OWN_PRICES if faults else Basis.GIVEN_PRICES

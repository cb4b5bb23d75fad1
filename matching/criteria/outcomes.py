"""Did people with the same goal stay here before?

It weighs nothing until the municipality sets a weight, and never more than 30 of 1000 points. Fewer than three cases
say nothing: they would tell about single people.
"""

from datetime import date
from fractions import Fraction

from matching.codes import Code
from matching.criteria.values import ALL, NONE, Value, certain
from matching.types import Evidence, Need, Option

KEY = "outcome_evidence"
MOST_POINTS = 30
FEWEST_CASES = 3
FEW_CASES = 10
"""Below this a number is said to be small."""
NEUTRAL = Fraction(1, 2)


def value(need: Need, option: Option, _today: date) -> Value:
    """The middle where there is too little to go by; above it where more stay than usual at this kind of place."""
    tally = option.experience.get(need.goal_step or "")
    if tally is None or tally.total < FEWEST_CASES:
        return certain(NEUTRAL, Evidence(Code.TOO_FEW_BEFORE))
    told = Evidence(Code.STAYED_BEFORE, {"total": tally.total, "settled": tally.settled})
    return certain(min(ALL, max(NONE, NEUTRAL + tally.lift)), told)

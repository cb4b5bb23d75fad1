"""Does this kind of place bring the person nearer to the step they set themselves?

The eight steps and how well each kind serves each of them stand in `data/goal_fit.json`: one row for a kind, one
grade from 0 to 4 for a step, for people to edit.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from matching.codes import Code
from matching.criteria.values import Value, anything, certain
from matching.types import Evidence, Need, Option

KEY = "goal_fit"
TOP_GRADE = 4

_TABLE = json.loads((Path(__file__).parent / "data" / "goal_fit.json").read_text(encoding="utf-8"))
GOAL_STEPS: Mapping[str, str] = {step["code"]: step["label"] for step in _TABLE["steps"]}
GRADES: Mapping[str, Sequence[int]] = _TABLE["grades"]


def value(need: Need, option: Option, _today: date) -> Value:
    """The grade of the option's kind for the person's step; a kind without grades may be anything."""
    step = need.goal_step
    if step is None or step not in GOAL_STEPS:
        return anything(Evidence(Code.GOAL_NOT_SET))
    if option.kind not in GRADES:
        return anything(Evidence(Code.KIND_NOT_RATED, {"kind": option.kind}))
    grade = GRADES[option.kind][list(GOAL_STEPS).index(step)]
    told = Evidence(Code.GOAL_FIT, {"goal": step, "kind": option.kind, "grade": grade})
    return certain(Fraction(grade, TOP_GRADE), told)

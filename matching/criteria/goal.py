"""Does this kind of place bring the person nearer to the step they set themselves?

How well each kind serves each step stands in `data/goal_fit.json`, in grades from 0 to 4 that people edit.
"""

import json
from collections.abc import Mapping
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
GRADES: Mapping[str, Mapping[str, int]] = _TABLE["grades"]


def value(need: Need, option: Option, _today: date) -> Value:
    """The grade of the option's kind for the person's step; a kind without grade may be anything."""
    goal = need.goal_step
    if goal is None or goal not in GRADES:
        return anything(Evidence(Code.GOAL_NOT_SET))
    grade = GRADES[goal].get(option.kind)
    if grade is None:
        return anything(Evidence(Code.KIND_NOT_RATED, {"kind": option.kind}))
    told = Evidence(Code.GOAL_FIT, {"goal": goal, "kind": option.kind, "grade": grade})
    return certain(Fraction(grade, TOP_GRADE), told)

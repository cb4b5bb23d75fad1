"""How outcomes and facts stand in an array: the stricter, the larger."""

from typing import Final

import numpy as np
import numpy.typing as npt

from matching.types import Known, Outcome

Outcomes = npt.NDArray[np.int8]
"""One of PASS, UNKNOWN, FAIL for each row."""
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

PASS: Final = 0
UNKNOWN: Final = 1
FAIL: Final = 2
CODE_OF: Final = {Outcome.PASS: PASS, Outcome.UNKNOWN: UNKNOWN, Outcome.FAIL: FAIL}
YES, NOT_SAID, NO = PASS, UNKNOWN, FAIL
"""A fact that is needed: yes passes, no fails."""


def code_of(known: Known | None) -> int:
    """A fact as it stands in a column."""
    if known is None:
        return NOT_SAID
    return YES if known.value else NO


def all_are(code: int, count: int) -> Outcomes:
    """The same outcome for every row."""
    return np.full(count, code, dtype=np.int8)

"""What is taken out of the words leaves no particle behind."""

import pytest

from directory.search.reading.conditions import Condition, Matter
from directory.search.reading.cutting import cut

WEDNESDAY = Condition(Matter.WEEKDAY, ("2",), ((0, 2),), "水曜")
MORNING = Condition(Matter.PART, ("MORNING",), ((3, 5),), "午前")


@pytest.mark.parametrize(
    ("wishes", "others", "left"),
    [
        ([WEDNESDAY], [], "午前 体操"),
        ([MORNING], [], "水曜 体操"),
        ([WEDNESDAY, MORNING], [], "体操"),
        ([], ["体操"], "水曜の午前"),
        ([WEDNESDAY, MORNING], ["体操"], ""),
    ],
)
def test_what_is_taken_out_leaves_the_rest(wishes: list[Condition], others: list[str], left: str) -> None:
    assert cut("水曜の午前 体操", wishes, others) == left

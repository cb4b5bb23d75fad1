"""Each address has its own pace, and a new minute is a new beginning."""

from datetime import timedelta

from app import pace
from app.pace import Pace
from core import clock


def test_each_address_is_counted_for_itself_and_for_a_minute() -> None:
    counted = Pace(1)
    assert [counted.allows("192.0.2.1"), counted.allows("192.0.2.1"), counted.allows("192.0.2.2")] == [
        True,
        False,
        True,
    ]
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        assert counted.allows("192.0.2.1")


def test_it_never_remembers_more_than_so_many() -> None:
    counted = Pace(1)
    for number in range(pace.MOST_ADDRESSES + 5):
        counted.allows(str(number))
    assert len(counted._counts) <= pace.MOST_ADDRESSES + 1

"""Days and hours are read from a timetable and from words alike; what cannot be read is not stated."""

import pytest

from directory.search.stated_times import ANY_TIME, stated_times
from tests.factories.public_listings import a_public_listing


@pytest.mark.parametrize(
    ("note", "weekdays"),
    [
        ("毎週水曜日 10:00～11:30", {2}),
        ("第2・第4土曜日 午後1時30分から3時", {5}),
        ("定休日：水曜日", {0, 1, 3, 4, 5, 6}),
        ("毎週月曜休館", {1, 2, 3, 4, 5, 6}),
        ("【開館時間】9:00～21:30【休館日】月曜日", {1, 2, 3, 4, 5, 6}),
        ("closing：月曜日・祝日", {1, 2, 3, 4, 5, 6}),
        ("月〜金 9:00-17:00 祝日休み", {0, 1, 2, 3, 4}),
    ],
)
def test_days_in_words_are_read(note: str, weekdays: set[int]) -> None:
    times = stated_times(a_public_listing(schedule_note=note))
    assert {day for rule in times.rules for day in rule.weekdays} == weekdays


def test_days_of_no_certain_week_are_possible_only() -> None:
    times = stated_times(a_public_listing(schedule_note="月1回 土曜 11:30～14:00"))
    assert times.rules == ()
    assert times.possible == {5}


@pytest.mark.parametrize("note", ["", "不定期", "お問い合わせください"])
def test_what_cannot_be_read_is_not_stated(note: str) -> None:
    times = stated_times(a_public_listing(schedule_note=note))
    assert not times.is_stated
    assert times.open_slots(a_public_listing().created_at.date()) == ANY_TIME

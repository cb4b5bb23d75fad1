"""Times of day in the forms that clerks write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.hours import ordered, read_spans, read_time
from directory.exchange.listing import Level


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9:00", time(9)),
        ("09:30:00", time(9, 30)),
        ("9：30", time(9, 30)),
        ("１３：００", time(13)),
        ("9時", time(9)),
        ("10時半", time(10, 30)),
        ("午後1時半", time(13, 30)),
        ("午前9時30分", time(9, 30)),
        ("PM1:30", time(13, 30)),
        ("正午", time(12)),
        ("0.395833333", time(9, 30)),
        ("0930", time(9, 30)),
        ("24:00", time(0)),
        ("26:00:00", time(2)),
        ("翌3:00", time(3)),
    ],
)
def test_a_time_is_read(text: str, value: time) -> None:
    assert read_time(text).value == value


@pytest.mark.parametrize("text", ["要確認", "25:70", "99時", "午後"])
def test_what_is_no_time_is_doubted_and_kept(text: str) -> None:
    found = read_time(text)
    assert (found.value, found.level, found.is_whole) == (None, Level.DOUBTFUL, False)


def test_words_beside_a_time_are_kept() -> None:
    found = read_time("7:30※1号認定は8：30")
    assert (found.value, found.is_whole) == (time(7, 30), False)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("10:00～12:00", [(10, 0, 12, 0)]),
        ("１０：００－１１：３０", [(10, 0, 11, 30)]),
        ("10時〜11時半", [(10, 0, 11, 30)]),
        ("午前10時から正午", [(10, 0, 12, 0)]),
        ("午後1時半～3時", [(13, 30, 15, 0)]),
        ("午前9時～午後9時まで", [(9, 0, 21, 0)]),
        ("9-17時", [(9, 0, 17, 0)]),
        ("9:00～12:00、13:00～16:30", [(9, 0, 12, 0), (13, 0, 16, 30)]),
        ("22:00～翌5:00", [(22, 0, 5, 0)]),
    ],
)
def test_spans_are_read(text: str, spans: list[tuple[int, int, int, int]]) -> None:
    assert read_spans(text).value == tuple((time(a, b), time(c, d)) for a, b, c, d in spans)


def test_an_open_end_stays_open() -> None:
    assert read_spans("10:00～").value == ((time(10), None),)


def test_an_end_before_its_start_is_doubted() -> None:
    assert read_spans("13:00-11:00").level is Level.DOUBTFUL
    found = ordered(time(13), time(11), "11:00")
    assert (found.value, found.level) == (None, Level.DOUBTFUL)


def test_an_end_on_the_next_day_is_taken_at_its_word() -> None:
    assert ordered(time(22), time(2), "26:00").value == time(2)


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_every_minute_of_the_day_is_read(moment: time) -> None:
    assert read_time(f"{moment:%H:%M}").value == moment
    assert read_time(f"{moment.hour}時{moment.minute}分").value == moment


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_time(text)
    read_spans(text)

"""What is looked for in vain is counted in words that the product knows, and told only where many asked."""

from sqlalchemy.orm import Session

from core.ids import new_id
from directory.search.empty_searches import FEWEST_SHOWN, count_one, list_frequent, missed_words
from directory.search.reading.reader import read
from tests.directory.search.reading.test_reader import TOWN

TOWN_KEY = new_id()


def test_only_known_words_and_conditions_are_kept() -> None:
    assert missed_words(read("山根スミ 0856-31-0000 水曜 囲碁", TOWN), ("囲碁",)) == "囲碁 水曜"
    assert missed_words(read("山根スミ", TOWN), ("囲碁",)) == ""


def test_a_few_are_told_to_nobody(session: Session) -> None:
    for _ in range(FEWEST_SHOWN - 1):
        count_one(session, TOWN_KEY, "囲碁 水曜")
    assert list_frequent(session, TOWN_KEY) == []
    count_one(session, TOWN_KEY, "囲碁 水曜")
    (one,) = list_frequent(session, TOWN_KEY)
    assert (one.words, one.count) == ("囲碁 水曜", FEWEST_SHOWN)


def test_of_another_town_are_not_told(session: Session) -> None:
    other = new_id()
    for _ in range(FEWEST_SHOWN):
        count_one(session, other, "囲碁")
    assert list_frequent(session, TOWN_KEY) == []
    assert len(list_frequent(session, other)) == 1

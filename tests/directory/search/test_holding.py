"""A wish is met, contradicted, or 未確認."""

import pytest

from core import clock
from core.facts import Fact
from directory.public_listing import PublicFact, PublicPlace
from directory.search.holding import answers_of
from directory.search.reading.reader import read
from tests.directory.search.reading.test_reader import TOWN
from tests.factories.public_listings import a_public_listing


@pytest.mark.parametrize(
    ("words", "note", "answer"),
    [
        ("水曜", "毎週水曜日 10:00～11:30", Fact.YES),
        ("水曜の午前", "毎週水曜日 10:00～11:30", Fact.YES),
        ("水曜の午後", "毎週水曜日 10:00～11:30", Fact.NO),
        ("水曜の午後", "毎週水曜日", Fact.UNKNOWN),
        ("木曜", "毎週水曜日 10:00～11:30", Fact.NO),
        ("木曜", "", Fact.UNKNOWN),
        ("水曜以外", "毎週水曜日", Fact.NO),
        ("第2土曜", "第2・第4土曜日", Fact.YES),
        ("第3土曜", "第2・第4土曜日", Fact.NO),
        ("第3土曜", "毎週土曜日", Fact.YES),
        ("土曜", "月1回 土曜", Fact.UNKNOWN),
        ("今日", "毎週水曜日 13:00～14:00", Fact.YES),
        ("明日", "毎週水曜日 13:00～14:00", Fact.NO),
        ("11時から", "毎週水曜日 10:00～11:30", Fact.YES),
        ("15時から", "毎週水曜日 10:00～11:30", Fact.NO),
    ],
)
def test_times(words: str, note: str, answer: Fact) -> None:
    answers = answers_of(read(words, TOWN), a_public_listing(schedule_note=note), clock.now())
    assert set(answers.values()) == {answer}


@pytest.mark.parametrize(
    ("words", "changes", "answer"),
    [
        ("無料", {"facts": {"free_of_charge": PublicFact(Fact.NO, "", clock.now())}}, Fact.NO),
        ("無料", {}, Fact.UNKNOWN),
        ("匹見", {"place": PublicPlace(district_code="hikimi")}, Fact.YES),
        ("匹見", {"place": PublicPlace(district_code="tane")}, Fact.NO),
        ("匹見", {}, Fact.UNKNOWN),
        ("75歳", {"maximum_age": 64}, Fact.NO),
        ("75歳", {"minimum_age": 65}, Fact.YES),
        ("高齢者", {"eligibility_description": "どなたでも"}, Fact.YES),
        ("高齢者", {"maximum_age": 12}, Fact.NO),
    ],
)
def test_facts_places_and_people(words: str, changes: dict[str, object], answer: Fact) -> None:
    answers = answers_of(read(words, TOWN), a_public_listing(**changes), clock.now())
    assert set(answers.values()) == {answer}

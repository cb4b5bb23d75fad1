"""Whoever has begun to type is told how it may go on: by kana, kanji or Latin letters, and never to a dead end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.completion import Completer, CompletionKind, Entry, field_words, name_entries, parts_of

ENTRIES = (
    Entry("いきいき百歳体操", "いきいきひゃくさいたいそう", CompletionKind.KIND, 12),
    Entry("体操", "たいそう", CompletionKind.WORD, 20),
    Entry("相談", "そうだん", CompletionKind.WORD, 9),
    Entry("匹見上", "ひきみかみ", CompletionKind.DISTRICT, 7),
    Entry("高津", "たかつ", CompletionKind.DISTRICT, 5),
    *name_entries(
        [
            ("1", "体操クラブ高津", "たいそうくらぶ たかつ"),
            ("2", "ひだまり サロン", "ひだまり さろん"),
            ("3", "ひだまり サロン", "ひだまり さろん"),
            ("4", "ハッピー食堂", "はっぴーしょくどう"),
            ("5", "カフェ・ド・匹見", ""),
        ]
    ),
)
COMPLETER = Completer.of(ENTRIES)
KNOWN = {"1", "2", "3", "4", "5"}


def proposed(typed: str) -> list[str]:
    return [one.text for one in COMPLETER.complete(typed, KNOWN)]


@pytest.mark.parametrize(
    "typed", ["体操", "体", "たいそ", "たいそう", "タイソウ", "ﾀｲｿ", "taisou", "taiso", "tais", "TAIS", "たいs"]
)
def test_exercise_is_proposed_however_it_is_typed(typed: str) -> None:
    assert proposed(typed)[0] == "体操"


@pytest.mark.parametrize("typed", ["匹見", "ひき", "hikimi", "hik", "ヒキミ"])
def test_a_district_is_proposed_by_its_reading(typed: str) -> None:
    assert "匹見上" in proposed(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ひだ", "ひだまり サロン"),
        ("さろん", "ひだまり サロン"),
        ("サロン", "ひだまり サロン"),
        ("クラブ", "体操クラブ高津"),
        ("hidamari", "ひだまり サロン"),
        ("ハッピ", "ハッピー食堂"),
        ("happi", "ハッピー食堂"),
        ("匹", "カフェ・ド・匹見"),
        ("百歳", "いきいき百歳体操"),
    ],
)
def test_a_name_is_proposed_from_each_of_its_words(typed: str, name: str) -> None:
    assert name in proposed(typed)


def test_what_begins_so_stands_before_what_goes_on_so() -> None:
    assert proposed("たか") == ["高津", "体操クラブ高津"]


def test_listings_of_one_name_are_one_proposal() -> None:
    (proposal,) = COMPLETER.complete("ひだまり", KNOWN)
    assert (proposal.kind, proposal.count) == (CompletionKind.NAME, 2)


def test_a_listing_that_is_gone_is_proposed_no_longer() -> None:
    assert [one.text for one in COMPLETER.complete("ひだまり", {"2"})] == ["ひだまり サロン"]
    assert COMPLETER.complete("ひだまり", {"1", "4"}) == ()


def test_the_last_word_is_completed_and_the_others_stay() -> None:
    assert proposed("水曜の午前 たいそ")[0] == "水曜の午前 体操"
    assert proposed("水曜　taiso")[0] == "水曜 体操"


@pytest.mark.parametrize("typed", ["", " ", "　", "ん", "qqq", "!!", "\x00", "あ" * 500, "\ud800", "𠮷", "％", "("])
def test_what_leads_nowhere_proposes_nothing(typed: str) -> None:
    assert proposed(typed) == []


@given(st.text(max_size=60))
def test_any_text_has_an_answer(typed: str) -> None:
    assert len(proposed(typed)) <= 8


@given(st.sampled_from(ENTRIES), st.integers(1, 8))
def test_every_entry_is_proposed_by_its_beginning(entry: Entry, length: int) -> None:
    assert entry.text in proposed(entry.text[:length])
    assert not entry.reading or entry.text in proposed(entry.reading[:length])


def test_a_kind_is_proposed_by_each_part_of_its_name() -> None:
    assert parts_of("通いの場・サロン", "かよいのば・さろん") == (("通いの場", "かよいのば"), ("サロン", "さろん"))
    assert parts_of("甲・乙", "こう") == (("甲", "甲"), ("乙", "乙"))


def test_the_words_of_the_field_are_there_with_their_readings() -> None:
    assert ("体操", "たいそう") in field_words()
    assert len({word for word, _ in field_words()}) == len(field_words())

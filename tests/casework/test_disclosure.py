"""Nothing that tells who somebody is slips through, however it is spelt."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.disclosure import Identity, dates_spelt, plain, revealed
from casework.models.person import Person

PERSON = Person(
    name="山根 澄子",
    name_kana="やまね すみこ",
    nickname="スミさん",
    birth_date=date(1951, 3, 4),
    address="島根県見本市大字駅前町17番1号",
    phone="+81856310999",
    safe_contact="妹の携帯 090-1234-5678 に 夕方",
)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("山根澄子さんです", Identity.NAME),
        ("山根さんです", Identity.NAME),
        ("すみこさんは", Identity.NAME_KANA),
        ("ﾔﾏﾈ ｽﾐｺ", Identity.NAME_KANA),
        ("昭和26年3月4日生まれ", Identity.BIRTH_DATE),
        ("S26.3.4", Identity.BIRTH_DATE),
        ("１９５１／０３／０４", Identity.BIRTH_DATE),
        ("19510304", Identity.BIRTH_DATE),
        ("1951 年 3 月 4 日", Identity.BIRTH_DATE),
        ("駅前町17番1号の近く", Identity.ADDRESS),
        ("見本市大字駅前町１７番１号", Identity.ADDRESS),
        ("電話は0856-31-0999", Identity.PHONE),
        ("０８５６（３１）０９９９", Identity.PHONE),
        ("+81 856 31 0999", Identity.PHONE),
        ("妹さん 090 1234 5678", Identity.PHONE),
    ],
)
def test_a_spelling_is_found(text: str, identity: Identity) -> None:
    assert identity in revealed(PERSON, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "スミさん。70代の女性。人と話すのが好き。水曜の午前に行きたい。",
        "3月4日の午前に見学したい",
        "見本市の駅前から歩いて10分",
        "問い合わせは役所 0856-31-0000",
    ],
)
def test_what_tells_nobody_passes(text: str) -> None:
    assert revealed(PERSON, text) == ()


def test_a_person_of_whom_little_is_known_has_nothing_to_find() -> None:
    person = Person(name="林 一", name_kana="はやし はじめ", nickname="ポン")
    assert revealed(person, "ポンさん、午前がよい") == ()


@given(st.dates(date(1900, 1, 1), date(2026, 11, 1)))
def test_a_day_of_birth_in_the_middle_of_words_is_found(day: date) -> None:
    person = Person(name="林 一", name_kana="はやし はじめ", birth_date=day)
    for spelling in dates_spelt(day):
        assert spelling == plain(spelling)
        assert Identity.BIRTH_DATE in revealed(person, f"あ{spelling}い")

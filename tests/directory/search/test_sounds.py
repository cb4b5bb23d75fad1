"""A word typed by ear finds the word in kanji that is read so, whatever its voicing, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.forms import text_needle
from directory.search.sounds import HeardWords, beginning_read_as, sign_readings, written_words

TOWN = HeardWords(("高松市仏生山町甲218", "市立栗林公民館", "穴水町保健所", "古高松コミュニティセンター", "三井町長沢"))


@pytest.mark.parametrize(
    ("sounds", "written"),
    [
        ("ぶっしょうざん", "仏生山"),
        ("りつりん", "栗林"),
        ("ふるたかまつ", "古高松"),
        ("あなみず", "穴水"),
        ("ほけんしょ", "保健所"),
        ("ほけんじょ", "保健所"),
    ],
)
def test_a_place_is_found_by_how_it_is_read(sounds: str, written: str) -> None:
    assert written in TOWN.written(text_needle(sounds))


@pytest.mark.parametrize("sounds", ["ぶっしょう", "のと", "たいそう", "", "ー"])
def test_what_is_read_otherwise_is_not_found(sounds: str) -> None:
    assert "仏生山" not in TOWN.written(text_needle(sounds))
    assert TOWN.written(text_needle("のと")) == ()


def test_words_begin_behind_the_name_of_a_town_too() -> None:
    assert set(written_words("高松市仏生山町")) == {"高松市仏生山町", "仏生山町"}


@given(st.lists(st.sampled_from(sorted(sign_readings())), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_every_word_is_read_by_readings_of_its_signs(signs: list[str], chance: object) -> None:
    sounds = "".join(chance.choice(sign_readings()[sign]) for sign in signs)  # type: ignore[attr-defined]
    word = "".join(signs)
    assert word.startswith(beginning_read_as(word, sounds) or "-")

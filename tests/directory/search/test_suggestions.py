"""One wrong letter in a name still leads to it."""

import random

from directory.search.forms import name_form
from directory.search.suggestions import MOST, similar_names

NAMES = {
    str(number): name_form(f"{place}{what}")
    for number, (place, what) in enumerate(
        (place, what)
        for place in ("匹見", "美都", "高津", "鎌手", "種")
        for what in ("いきいき百歳体操", "ひだまりサロン", "子育てひろば", "オレンジカフェ")
    )
}


def test_a_name_with_one_wrong_letter_is_among_the_first() -> None:
    chance = random.Random(7)  # noqa: S311 - seeded
    for key, name in NAMES.items():
        letters = list(name.strip("/"))
        letters[chance.randrange(len(letters))] = "ぬ"
        assert key in similar_names("".join(letters), NAMES)


def test_the_most_alike_is_first_and_no_more_than_five_are_offered() -> None:
    assert NAMES[similar_names("高津ひだまりさろん", NAMES)[0]] == "/高津ひだまりさろん/"
    assert len(similar_names("ひだまりサロン", NAMES)) == MOST


def test_nothing_is_offered_for_what_resembles_nothing() -> None:
    assert similar_names("パソコン教室", NAMES) == ()
    assert similar_names("", NAMES) == ()
    assert similar_names("体操", {}) == ()

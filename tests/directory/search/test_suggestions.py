"""One wrong letter in a name still leads to it."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from directory.search.forms import name_form
from directory.search.suggestions import LEAST_LIKENESS, MOST, Likeness, similar_names, similar_words

NAMES = {
    str(number): name_form(f"{place}{what}")
    for number, (place, what) in enumerate(
        (place, what)
        for place in ("匹見", "美都", "高津", "鎌手", "種")
        for what in ("いきいき百歳体操", "ひだまりサロン", "子育てひろば", "オレンジカフェ")
    )
}

LIKENESS = Likeness.of(NAMES)
NAME = st.text("あいうえ", max_size=6)


def dice(one: str, other: str) -> float:
    """By the book: twice what both have, over what each has."""
    mine, theirs = (Counter(form[at : at + 2] for at in range(len(form) - 1)) for form in (one, other))
    return 2 * (mine & theirs).total() / (mine.total() + theirs.total())


@given(NAME, st.lists(NAME, max_size=8, unique=True))
def test_likeness_is_that_of_comparing_with_each(words: str, names: list[str]) -> None:
    forms = {name: name_form(name) for name in names}
    alike = sorted((-dice(name_form(words), form), key) for key, form in forms.items())
    wanted = tuple(key for far, key in alike if -far >= LEAST_LIKENESS)[:MOST]
    assert similar_names(words, Likeness.of(forms)) == wanted


def test_a_word_is_no_correction_of_itself() -> None:
    assert similar_words("体操", ("体操", "体繰", "健康体操")) == ("健康体操",)


def test_a_name_with_one_wrong_letter_is_among_the_first() -> None:
    chance = random.Random(7)  # noqa: S311 - seeded
    for key, name in NAMES.items():
        letters = list(name.strip("/"))
        letters[chance.randrange(len(letters))] = "ぬ"
        assert key in similar_names("".join(letters), LIKENESS)


def test_the_most_alike_is_first_and_no_more_than_five_are_offered() -> None:
    assert NAMES[similar_names("高津ひだまりさろん", LIKENESS)[0]] == "/高津ひだまりさろん/"
    assert len(similar_names("ひだまりサロン", LIKENESS)) == MOST


def test_nothing_is_offered_for_what_resembles_nothing() -> None:
    assert similar_names("パソコン教室", LIKENESS) == ()
    assert similar_names("", LIKENESS) == ()
    assert similar_names("体操", Likeness.of({})) == ()

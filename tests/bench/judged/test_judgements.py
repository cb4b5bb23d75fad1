from pathlib import Path

import pytest

from tests.bench.judged.judgements import DEMO, Judgement, read_town, town_keys
from tests.bench.judged.scoring import BEST, summary
from tests.bench.judged.scoring import score as score_of
from tests.bench.judged.towns import answers, filled, listed
from tests.fixtures.skips import SHARED

FLOOR, HARD_FLOOR = 0.88, 0.8
"""What the demo town has reached, with some slack; raised whenever the search gets better."""

PHONE_DIGITS = 9


def a_judgement(**changed: object) -> Judgement:
    values = {"words": "体操", "grades": {"a": 3, "b": 2}, "traps": frozenset({"t"})}
    return Judgement(**{"is_hard": False, "is_negative": False, **values, **changed})  # type: ignore[arg-type]


class TestTheSet:
    def test_is_broad(self) -> None:
        towns = [read_town(key) for key in town_keys()]
        judgements = [one for town in towns for one in town.judgements]
        assert len(towns) >= 4
        assert len(judgements) >= 160
        assert len(judgements) / 4 < sum(one.is_hard for one in judgements) < len(judgements) / 2
        assert sum(one.is_negative for one in judgements) >= 20

    @pytest.mark.parametrize("key", town_keys())
    def test_is_consistent(self, key: str) -> None:
        town = read_town(key)
        words = [one.words for one in town.judgements]
        assert len(words) == len(set(words))
        for one in town.judgements:
            assert one.is_negative == (BEST not in one.grades.values()), one.words
            assert not one.traps & one.grades.keys(), one.words
            assert {*one.traps, *one.grades} <= town.names.keys(), one.words

    @pytest.mark.parametrize("key", town_keys())
    def test_holds_no_phone_number(self, key: str) -> None:
        text = [*(one.words for one in read_town(key).judgements), *read_town(key).names.values()]
        assert not [line for line in text if sum(letter.isdigit() for letter in line) >= PHONE_DIGITS]


class TestScores:
    def test_the_ideal_order_is_worth_one(self) -> None:
        assert score_of(a_judgement(), ["a", "b", "x"]).ndcg == 1.0

    def test_a_worse_order_is_worth_less(self) -> None:
        assert 0 < score_of(a_judgement(), ["x", "b", "a"]).ndcg < score_of(a_judgement(), ["b", "a"]).ndcg < 1

    def test_what_is_not_found_is_missed(self) -> None:
        assert score_of(a_judgement(), ["b"]).recall == 0.5

    def test_a_trap_above_the_best_answer_is_told(self) -> None:
        assert score_of(a_judgement(), ["t", "a"]).traps_above == ("t",)
        assert score_of(a_judgement(), ["t"]).traps_above == ("t",)
        assert score_of(a_judgement(), ["a", "t", "b"]).traps_above == ()

    def test_negatives_are_counted_apart(self) -> None:
        negative = a_judgement(grades={}, traps=frozenset(), is_negative=True)
        found = summary([score_of(a_judgement(), ["a", "b"]), score_of(negative, []), score_of(negative, ["x"])])
        assert (found.ndcg, found.negatives, found.negatives_empty) == (1.0, 2, 1)


@pytest.mark.slow
def test_the_demo_town_is_answered_no_worse_than_before(tmp_path: Path) -> None:
    town = read_town(DEMO)
    with filled(town, tmp_path, SHARED) as database:
        scores = answers(town, database, tmp_path / "index")
        names = listed(database, tmp_path / "index")
    assert {key: names.get(key) for key in town.names} == town.names
    assert summary(scores).ndcg >= FLOOR
    assert summary(one for one in scores if one.judgement.is_hard).ndcg >= HARD_FLOOR


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("key", [key for key in town_keys() if key != DEMO])
def test_the_judged_listings_are_those_of_the_published_files(key: str, shared: Path, tmp_path: Path) -> None:
    town = read_town(key)
    with filled(town, tmp_path, shared) as database:
        names = listed(database, tmp_path / "index")
    assert {one: names.get(one) for one in town.names} == town.names

"""How good is an answer? nDCG@10, recall, traps above right answers, and emptiness where nothing answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, islice
from math import log2
from statistics import fmean

from tests.bench.judged.judgements import Judgement

DEPTH = 10
RIGHT = 2
BEST = 3


@dataclass(frozen=True)
class Score:
    """One answered query."""

    judgement: Judgement
    ndcg: float
    recall: float
    traps_above: tuple[str, ...]
    is_empty: bool


@dataclass(frozen=True)
class Summary:
    """Many answered queries: means over those that something answers, and counts."""

    queries: int
    ndcg: float
    recall: float
    with_traps_above: int
    negatives: int
    negatives_empty: int

    def __str__(self) -> str:
        return (
            f"{self.queries:4d} queries  nDCG@10 {self.ndcg:.3f}  recall {self.recall:.3f}  "
            f"traps above {self.with_traps_above:2d}  empty {self.negatives_empty}/{self.negatives}"
        )


def score(judgement: Judgement, found: Sequence[str]) -> Score:
    """How well the keys found, best first and all of them, answer the query."""
    return Score(
        judgement=judgement,
        ndcg=_ndcg(judgement, found),
        recall=_recall(judgement, found),
        traps_above=tuple(_traps_above(judgement, found)),
        is_empty=not found,
    )


def summary(scores: Iterable[Score]) -> Summary:
    """The figures of many answers."""
    negatives, positives = [], []
    for one in scores:
        (negatives if one.judgement.is_negative else positives).append(one)
    return Summary(
        queries=len(negatives) + len(positives),
        ndcg=fmean([one.ndcg for one in positives] or [1.0]),
        recall=fmean([one.recall for one in positives] or [1.0]),
        with_traps_above=sum(bool(one.traps_above) for one in positives),
        negatives=len(negatives),
        negatives_empty=sum(one.is_empty for one in negatives),
    )


def _ndcg(judgement: Judgement, found: Sequence[str]) -> float:
    ideal = sorted(judgement.grades.values(), reverse=True)
    return _gain(judgement.grades.get(key, 0) for key in found) / (_gain(ideal) or 1.0)


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(place) for grade, place in zip(islice(grades, DEPTH), count(2), strict=False))


def _recall(judgement: Judgement, found: Sequence[str]) -> float:
    right = {key for key, grade in judgement.grades.items() if grade >= RIGHT}
    return len(right & set(found)) / (len(right) or 1)


def _traps_above(judgement: Judgement, found: Sequence[str]) -> list[str]:
    """The traps that stand above the last of the best answers found; all, where no best answer is found."""
    best = [place for place, key in enumerate(found) if judgement.grades.get(key) == BEST]
    last = best[-1] if best else len(found)
    return [key for key in found[:last] if key in judgement.traps]

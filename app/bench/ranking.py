"""What does it cost to rank one person against many options, by columns and by asking of every option?"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import process_time
from typing import Final, TypeVar

from app.bench.big_town import TODAY, options_of, people_of
from matching import ranking as plain
from matching.columns.layers import Layers
from matching.columns.ranking import rank
from matching.profiles.weights import profile_for
from matching.ranking import Ranking
from matching.types import Need, Option, Proposal

T = TypeVar("T")
BEST: Final = 20
WARMING: Final = 20
SEED: Final = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of CPU for one person, without a database.

    `with_reasons` includes the verdicts and contributions of the best 20 of both lists; `same` says that for every
    person asked of both ways the answers were equal in places, points, counts and openings.
    """

    options: int
    people: int
    median: float
    p95: float
    with_reasons: float
    after_a_change: float
    columns_made: float
    scanned_people: int
    plain_scan: float
    same: bool


def measured(count: int, people: int, scanned: int) -> Measured:
    """Rank so many people against so many options, a few of them also by the plain scan."""
    options, needs = options_of(count, SEED), list(people_of(people, SEED))
    made, layers = _timed(partial(_warmed, options, needs[:WARMING]))
    changed = layers.changed(_changed(options))
    by_columns = sorted(_timed(partial(_ranked, need, layers))[0] for need in needs)
    read = [_timed(partial(_read, need, layers))[0] for need in needs]
    afterwards = [_timed(partial(_ranked, need, changed))[0] for need in needs]
    scans = [(need, *_timed(partial(_scanned, need, options))) for need in needs[:scanned]]
    return Measured(
        options=count,
        people=people,
        median=round(median(by_columns), 2),
        p95=round(by_columns[len(by_columns) * 95 // 100], 2),
        with_reasons=round(median(read), 2),
        after_a_change=round(median(afterwards), 2),
        columns_made=round(made, 1),
        scanned_people=len(scans),
        plain_scan=round(median(cost for _, cost, _ in scans), 1),
        same=all(_is_same(_ranked(need, layers), scan) for need, _, scan in scans),
    )


def _ranked(need: Need, layers: Layers) -> Ranking:
    return rank(need, layers, profile_for(need.goal_step), TODAY, k=BEST)


def _scanned(need: Need, options: list[Option]) -> Ranking:
    return plain.rank(need, options, profile_for(need.goal_step), TODAY, k=BEST)


def _is_same(found: Ranking, scan: Ranking) -> bool:
    counts = found.left_out_by_rule == scan.left_out_by_rule and found.counterfactuals == scan.counterfactuals
    return counts and found.ready == scan.ready and found.to_confirm == scan.to_confirm


def _read(need: Need, layers: Layers) -> list[Proposal]:
    ranking = _ranked(need, layers)
    return [*ranking.ready, *ranking.to_confirm]


def _changed(options: list[Option]) -> list[Option]:
    """A few options as they may look after a morning's edits: they stand in the small layer."""
    return options[:: max(1, len(options) // 50)]


def _warmed(options: list[Option], needs: list[Need]) -> Layers:
    """Columns are made when somebody asks for them; after these people all are."""
    layers = Layers.of(options)
    for need in needs:
        _read(need, layers)
    return layers


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    """The milliseconds of CPU that something took, and what it gave."""
    start = process_time()
    found = work()
    return (process_time() - start) * 1000, found

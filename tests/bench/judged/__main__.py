"""python -m tests.bench.judged: ask every judged query and print the figures; `--misses` names what went wrong."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.judged.judgements import JudgedTown, read_town, town_keys
from tests.bench.judged.scoring import Score, summary
from tests.bench.judged.towns import answers, filled
from tests.fixtures.skips import SHARED

GOOD = 0.8


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.judged", description=__doc__)
    parser.add_argument("towns", nargs="*", help=f"some of {', '.join(town_keys())}; all when left out")
    parser.add_argument("--misses", action="store_true", help="name the queries that are not answered well")
    wanted = parser.parse_args()
    everything: list[Score] = []
    for key in wanted.towns or town_keys():
        town = read_town(key)
        scores = _asked(town)
        everything += scores
        _tell(town.key, scores)
        if wanted.misses:
            _tell_misses(scores)
    _tell("all", everything)


def _asked(town: JudgedTown) -> list[Score]:
    with TemporaryDirectory() as folder, filled(town, Path(folder), SHARED) as database:
        return answers(town, database, Path(folder) / "index")


def _tell(name: str, scores: list[Score]) -> None:
    _say(f"{name:12} {summary(scores)}")
    _say(f"{'':6}hard  {summary(one for one in scores if one.judgement.is_hard)}")


def _tell_misses(scores: Iterable[Score]) -> None:
    for one in scores:
        if one.judgement.is_negative and not one.is_empty:
            _say(f"    not empty: {one.judgement.words}")
        elif not one.judgement.is_negative and (one.ndcg < GOOD or one.traps_above):
            traps = f"  traps: {' '.join(one.traps_above)}" if one.traps_above else ""
            _say(f"    {one.ndcg:.2f} recall {one.recall:.2f}: {one.judgement.words}{traps}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

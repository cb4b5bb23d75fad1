"""Every solver of the bench finds the same worth, and ways of giving out places are compared fairly."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.bench.assignment import PREPARED, timed
from app.bench.batches import Size, made_up
from app.bench.fairness import best_score_first, first_come, made_up_towns, outcomes, summed
from app.commands.main import main
from matching.assignment.types import Objective, Opening, Party, Problem, candidates_of

SMALL = Size(60, 40, 2)
EXACT = [solver for solver in PREPARED if solver != "default, leximin"]


class TestSolvers:
    def test_find_the_same_worth(self) -> None:
        batch = made_up(SMALL)
        assert len({PREPARED[solver](batch)() for solver in EXACT}) == 1

    @pytest.mark.slow
    def test_agree_on_a_hundred_middle_batches(self) -> None:
        flow = import_module("app.bench.flow")
        for seed in range(100):
            batch = made_up(Size(200, 120, 1 + seed % 3), seed=seed)
            wanted = flow.prepared(batch.network, batch.points)()
            assert PREPARED["default, total"](batch)() == PREPARED["kernel"](batch)() == wanted

    def test_are_timed(self) -> None:
        found = timed("kernel", SMALL)
        assert (found.people, found.pairs) == (60, made_up(SMALL).pairs)
        assert found.cpu_ms >= 0

    @pytest.mark.control
    def test_another_batch_has_another_worth(self) -> None:
        assert PREPARED["kernel"](made_up(SMALL))() != PREPARED["kernel"](made_up(SMALL, seed=2))()


class TestWays:
    PEOPLE = (Party("early"), Party("late"), Party("nowhere"))
    OPTIONS = (Opening("x", 1), Opening("y", 1))
    PROBLEM = Problem(
        people=PEOPLE,
        options=OPTIONS,
        candidates=candidates_of(
            PEOPLE, OPTIONS, [("early", "x", 800), ("early", "y", 700), ("late", "x", 900), ("nowhere", "y", 100)]
        ),
        objective=Objective.TOTAL,
    )

    def test_who_comes_first_takes_the_best_that_is_left(self) -> None:
        assert first_come(self.PROBLEM) == (("early", "x"),)

    def test_the_best_score_goes_first(self) -> None:
        assert best_score_first(self.PROBLEM) == (("late", "x"), ("early", "y"))

    def test_are_counted_for_those_who_could_go_somewhere(self) -> None:
        found = {one.way: one for one in outcomes([("town", self.PROBLEM)])}
        assert (found["first come"].people, found["first come"].placed, found["first come"].worst_tenth) == (2, 1, 0)
        assert (found["assigned, total"].placed, found["assigned, total"].points) == (2, 1600)

    def test_assigning_is_never_worse_by_its_own_measure(self) -> None:
        for name, problem in made_up_towns(2):
            found = {one.way: one for one in outcomes([(name, problem)])}
            assert found["assigned, total"].points == max(one.points for one in found.values())
            assert found["assigned, levels (default)"].placed == max(one.placed for one in found.values())

    def test_the_towns_are_the_same_every_time(self) -> None:
        assert summed(list(outcomes(made_up_towns(1)))) == summed(list(outcomes(made_up_towns(1))))


@pytest.mark.slow
def test_the_figures_are_printed_and_drawn(tmp_path: Path) -> None:
    plot = tmp_path / "match.svg"
    words = ["bench", "match", "--sizes", "0", "--towns", "1", "--options", "0", "--without-demo", "--json"]
    found = CliRunner().invoke(main, [*words, "--plot", str(plot)])
    assert found.exit_code == 0, found.output
    figures = json.loads(found.stdout)
    assert [row["town"] for row in figures["fairness"]] == ["1 towns"] * 5 + ["town 1"] * 5
    assert "worst-off tenth" in plot.read_text(encoding="utf-8")

"""`hitomaru match solve` and `match screen` reach the reference values of the published files, feasibly."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.commands.main import main

TOTALS = {
    "01_town_80x300": 35260,
    "02_ties_40x20": 48,
    "03_infeasible_60x30": 12133,
    "04_zero_capacity_50x25": 7889,
    "05_duplicates_60x40": 25494,
    "06_locks_70x60": 28173,
    "07_two_placements_40x60": 31798,
    "08_households_36x12": 9994,
    "09_shared_rides_60x25": 20789,
    "10_leximin_30x15": 130,
    "12_min_group_45x20": 15802,
    "13_scale_2000x1500": 958278,
    "15_total_vs_placed_36x18": 15724,
}
RESOURCES = ("adult", "child")


def run(command: str, path: Path, *words: str) -> Any:  # Any: JSON
    result = CliRunner().invoke(main, ["match", command, str(path), *words])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def solved(path: Path, *words: str) -> tuple[Any, Any]:  # Any: JSON
    batch, answer = json.loads(path.read_text(encoding="utf-8")), run("solve", path, *words)
    assert list(breaches(batch, answer)) == []
    return batch["expected"], answer


def breaches(batch: Any, answer: Any) -> Any:  # Any: JSON
    """Everything that an answer breaks, read from the file alone."""
    scores = {(i, j): s for i, j, s in batch["candidates"]}
    pairs = [tuple(pair) for pair in answer["assignments"]]
    people = {one["id"]: one for one in batch["people"]}
    placed = {i for i, _ in pairs}
    kept = {
        "listed pairs, once": set(pairs) <= set(scores) and len(set(pairs)) == len(pairs),
        "value": sum(scores[pair] for pair in pairs) == answer["value"],
        "placed": len(placed) == answer["placed"],
        "unplaced": {one["person"] for one in answer["unplaced"]} == set(people) - placed,
        "locks": {tuple(pair) for pair in batch.get("locks", [])} <= set(pairs),
        "forbidden": not {tuple(pair) for pair in batch.get("forbidden", [])} & set(pairs),
        "placements": all(n <= people[i].get("max_placements", 1) for i, n in Counter(i for i, _ in pairs).items()),
    }
    yield from (rule for rule, is_kept in kept.items() if not is_kept)
    yield from crowded(batch, pairs, people)


def crowded(batch: Any, pairs: Any, people: Any) -> Any:  # Any: JSON
    """Every slot, option, resource and van that more people use than may."""
    options = {one["id"]: one for one in batch["options"]}
    slots = Counter((i, options[j]["slot"]) for i, j in pairs)
    yield from (f"{i} twice in {slot}" for (i, slot), n in slots.items() if n > 1)
    for j, count in Counter(j for _, j in pairs).items():
        if not options[j].get("min_if_open", 0) <= count <= options[j]["capacity"]:
            yield f"{j} has {count}"
        taken = {name: sum(people[i].get("size", {}).get(name, 0) for i, k in pairs if k == j) for name in RESOURCES}
        yield from (f"{name} of {j}" for name, given in options[j].get("resources", {}).items() if taken[name] > given)
    rides = {tuple(pair) for pair in batch.get("needs_ride", [])}
    seats = batch.get("ride_seats_per_slot", {})
    riding = Counter(options[j]["slot"] for i, j in pairs if (i, j) in rides)
    yield from (f"seats of {slot}" for slot, count in riding.items() if count > seats.get(slot, 0))


@pytest.mark.slow
@pytest.mark.shared
class TestPublishedFiles:
    @pytest.mark.parametrize("name", TOTALS)
    def test_reach_their_total(self, shared: Path, name: str) -> None:
        expected, answer = solved(shared / "matching-batch" / f"{name}.json")
        assert answer["status"] == "optimal"
        assert answer["value"] == answer["bound"] == TOTALS[name]
        assert expected.get("max_total_score", expected.get("utilitarian_total")) == TOTALS[name]

    @pytest.mark.parametrize("name", ["01_town_80x300", "08_households_36x12", "15_total_vs_placed_36x18"])
    def test_place_as_many_as_can_be(self, shared: Path, name: str) -> None:
        expected, answer = solved(shared / "matching-batch" / f"{name}.json", "--objective", "placed")
        assert answer["placed"] == expected["max_placed"]
        assert answer["value"] == expected.get("max_total_score_given_max_placed", answer["value"])

    def test_lift_the_worst_off_first(self, shared: Path) -> None:
        path = shared / "matching-batch" / "10_leximin_30x15.json"
        expected, answer = solved(path, "--objective", "leximin")
        scores = {(i, j): s for i, j, s in json.loads(path.read_text(encoding="utf-8"))["candidates"]}
        reached = [scores[i, j] for i, j in answer["assignments"]]
        assert [sum(s >= level for s in reached) for level in range(1, 7)] == expected["leximin_counts_at_least"]
        assert answer["value"] == expected["leximin_total"]

    def test_say_why_somebody_has_no_place(self, shared: Path) -> None:
        expected, answer = solved(shared / "matching-batch" / "03_infeasible_60x30.json")
        reasons = {(one["person"], one["reason"]) for one in answer["unplaced"]}
        assert {i for i, why in reasons if why == "no_candidate"} == set(expected["people_without_candidates"])
        assert {i for i, why in reasons if why == "all_full"} == set(expected["people_whose_candidates_are_all_full"])

    def test_are_stable_and_as_large_as_can_be(self, shared: Path) -> None:
        path = shared / "matching-batch" / "11_hospital_residents_ties_40x18.json"
        expected, answer = solved(path, "--objective", "stable")
        assert answer["placed"] == expected["max_weakly_stable_size"]
        assert list(blocking_pairs(json.loads(path.read_text(encoding="utf-8")), answer)) == []

    def test_are_screened(self, shared: Path) -> None:
        path = shared / "matching-batch" / "14_eligibility_50x120.json"
        expected, answer = json.loads(path.read_text(encoding="utf-8"))["expected"], run("screen", path)
        assert answer["eligible"] == expected["eligible_pairs"]
        assert answer["to_confirm"] == expected["needs_confirmation"]
        assert answer["rule_counts"] == expected["rule_counts"]
        assert answer["per_person"] == expected["per_person_now_and_extra_with_transport"]


def blocking_pairs(batch: Any, answer: Any) -> Any:  # Any: JSON
    of_person = dict(map(tuple, answer["assignments"]))
    for i, j, _score in batch["candidates"]:
        mine, theirs = batch["person_rank"][i], batch["host_rank"][j]
        there = [theirs[k] for k, option in of_person.items() if option == j]
        wishes = i not in of_person or mine[j] < mine[of_person[i]]
        capacity = next(one["capacity"] for one in batch["options"] if one["id"] == j)
        if wishes and capacity and (len(there) < capacity or max(there) > theirs[i]):
            yield i, j


class TestBrokenFiles:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("{", "Invalid JSON"),
            ('{"format": "other/1", "people": [], "options": []}', "format"),
            (
                '{"format": "matching-batch/1", "people": [{"id": "a"}, {"id": "a"}], "options": []}',
                "people has a twice",
            ),
            (
                '{"format": "matching-batch/1", "people": [], "options": [], "candidates": [["a", "x", 1]]}',
                "candidates names a and x",
            ),
            (
                '{"format": "matching-batch/1", "people": [], "options": [{"id": "x", "capacity": -1}]}',
                "options.0.capacity",
            ),
        ],
    )
    def test_are_refused_in_a_sentence(self, tmp_path: Path, text: str, words: str) -> None:
        path = tmp_path / "broken.json"
        path.write_text(text, encoding="utf-8")
        result = CliRunner().invoke(main, ["match", "solve", str(path)])
        assert result.exit_code == 1
        assert words in result.stderr
        assert "Traceback" not in result.stderr


def test_an_empty_file_has_an_empty_answer(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text('{"format": "matching-batch/1", "people": [], "options": [], "candidates": []}', encoding="utf-8")
    for objective in ("total", "placed", "leximin", "stable"):
        answer = run("solve", path, "--objective", objective)
        assert (answer["status"], answer["value"], answer["assignments"]) == ("optimal", 0, [])


SMALL = {
    "format": "matching-batch/1",
    "people": [{"id": "a"}, {"id": "b"}],
    "options": [{"id": "x", "capacity": 1}],
    "candidates": [["a", "x", 5], ["b", "x", 7]],
}


class TestCertify:
    def files(self, folder: Path, **changes: object) -> tuple[Path, Path]:
        batch, answer = folder / "batch.json", folder / "answer.json"
        batch.write_text(json.dumps(SMALL), encoding="utf-8")
        answer.write_text(json.dumps({**run("solve", batch, "--proof"), **changes}), encoding="utf-8")
        return batch, answer

    def test_an_answer_with_its_prices_is_proven(self, tmp_path: Path) -> None:
        batch, answer = self.files(tmp_path)
        told = json.loads(answer.read_text(encoding="utf-8"))
        assert told["one_more_place"] == {"x": {"placed": 1, "points": 5}}
        assert (told["gap"], told["proof"]["options"]) == (0.0, {"x": [5]})
        assert run("certify", batch, str(answer)) == {
            "sound": True,
            "faults": [],
            "value": 7,
            "placed": 1,
            "best": True,
            "basis": "given_prices",
        }

    def test_an_answer_without_prices_is_proven_too(self, tmp_path: Path) -> None:
        batch, answer = self.files(tmp_path, proof=None)
        assert run("certify", batch, str(answer))["basis"] == "own_prices"

    @pytest.mark.control
    def test_a_planted_fault_is_told(self, tmp_path: Path) -> None:
        batch, answer = self.files(tmp_path, value=8)
        found = CliRunner().invoke(main, ["match", "certify", str(batch), str(answer)])
        assert found.exit_code == 1
        assert json.loads(found.stdout)["faults"] == [["value", "8", "7"], ["status", "optimal"]]


def test_the_solver_says_nothing_beside_the_answer(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "second.json"
    path.write_text(json.dumps({**SMALL, "options": [{"id": "x", "capacity": 2, "min_if_open": 2}]}), encoding="utf-8")
    assert run("solve", path)["value"] == 12
    assert capfd.readouterr().out == ""


class TestWhatIf:
    def test_names_who_gains_and_by_how_much(self, tmp_path: Path) -> None:
        told = run("what-if", self.file(tmp_path), "--one-more-place", "x")
        assert told["gain"]["placed"] == 1
        (move,) = told["moves"]
        assert (move["before"], move["after"]) == ([], ["x"])
        assert move["gain"] == told["gain"]["points"] > 0

    def test_a_ban_takes_away(self, tmp_path: Path) -> None:
        path = self.file(tmp_path)
        ((person, option),) = run("solve", path)["assignments"]
        told = run("what-if", path, "--forbid", person, option)
        assert any(move["person"] == person and move["gain"] < 0 for move in told["moves"])

    @pytest.mark.parametrize("wrong", [("--one-more-place", "nowhere"), ("--lock", "nobody", "x")])
    def test_what_the_file_does_not_know_is_said(self, tmp_path: Path, wrong: tuple[str, ...]) -> None:
        found = CliRunner().invoke(main, ["match", "what-if", str(self.file(tmp_path)), *wrong])
        assert found.exit_code == 2
        assert wrong[1] in found.output

    def file(self, folder: Path) -> Path:
        path = folder / "batch.json"
        path.write_text(json.dumps(SMALL), encoding="utf-8")
        return path

"""One match's states and moves keep their laws (matching.md §5)."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest

from core.life_cycle import LifeCycle
from matching.lifecycle import (
    ATTENDED,
    CONSUMING,
    ENDINGS,
    HOLDING,
    KNOWN_TO_HOST,
    LABELS,
    LIFE_CYCLE,
    MOVE_LABELS,
    NEEDS_REASON,
    SOFT_RESERVING,
    Mover,
    State,
    may_move,
)

MOVES = [(before, after) for before in State for after in State if LIFE_CYCLE.allows(before, after)]
USUAL = [
    *(State.PROPOSED, State.OFFERED, State.ASKED, State.VISIT_PLANNED, State.VISITED, State.TRIAL),
    *(State.ACCEPTED, State.ATTENDING, State.SETTLED, State.GRADUATED),
]


def reachable(moves: Mapping[State, frozenset[State]], start: State, *, without: State | None = None) -> set[State]:
    """Every state that can follow, never passing through one of them."""
    seen, waiting = {start}, [start]
    while waiting:
        for after in moves.get(waiting.pop(), frozenset()) - seen - {without}:
            seen.add(after)
            waiting.append(after)
    return seen


def demand_that_the_host_hears_nothing_before_asked(cycle: LifeCycle[State]) -> None:
    assert not reachable(cycle.moves, State.PROPOSED, without=State.ASKED) & KNOWN_TO_HOST


class TestMoves:
    def test_lead_from_a_proposal_to_the_next_step_in_life(self) -> None:
        assert all(LIFE_CYCLE.allows(before, after) for before, after in pairwise(USUAL))

    def test_reach_every_state(self) -> None:
        assert reachable(LIFE_CYCLE.moves, State.PROPOSED) == set(State)

    def test_can_always_come_to_an_end(self) -> None:
        final = {state for state in State if LIFE_CYCLE.is_final(state)}
        assert final == ENDINGS | {State.STOPPED, State.GRADUATED, State.EXPIRED}
        assert all(reachable(LIFE_CYCLE.moves, state) & final for state in State)

    def test_never_let_the_host_hear_before_it_is_asked(self) -> None:
        demand_that_the_host_hears_nothing_before_asked(LIFE_CYCLE)

    @pytest.mark.control
    def test_a_way_round_asking_is_caught(self) -> None:
        moves = dict(LIFE_CYCLE.moves)
        moves[State.OFFERED] |= {State.VISIT_PLANNED}
        with pytest.raises(AssertionError):
            demand_that_the_host_hears_nothing_before_asked(LifeCycle(moves))

    def test_leave_no_place_held_at_an_end(self) -> None:
        assert not HOLDING & {state for state in State if LIFE_CYCLE.is_final(state)}


class TestPlaces:
    def test_are_kept_from_the_offer_to_the_visit_and_had_from_the_trial(self) -> None:
        assert {state.value for state in SOFT_RESERVING} == {"offered", "asked", "visit_planned", "visited"}
        assert {State.TRIAL, State.ACCEPTED, State.ATTENDING} <= CONSUMING
        assert not SOFT_RESERVING & CONSUMING

    def test_a_person_who_has_been_there_holds_one(self) -> None:
        assert ATTENDED <= HOLDING


def allowed(mover: Mover) -> Iterator[tuple[State, State]]:
    return (move for move in MOVES if may_move(mover, *move))


class TestWhoMoves:
    def test_the_coordinator_takes_any_step_there_is(self) -> None:
        assert list(allowed(Mover.COORDINATOR)) == MOVES

    def test_the_host_moves_only_what_it_knows_of(self) -> None:
        assert {before for before, _ in allowed(Mover.HOST)} <= KNOWN_TO_HOST
        assert not may_move(Mover.HOST, State.PROPOSED, State.OFFERED)
        assert may_move(Mover.HOST, State.ASKED, State.DECLINED_BY_HOST)
        assert not may_move(Mover.HOST, State.TRIAL, State.ACCEPTED)

    def test_the_clock_only_lets_things_expire(self) -> None:
        assert {after for _, after in allowed(Mover.CLOCK)} == {State.EXPIRED}

    def test_nobody_takes_a_step_that_does_not_exist(self) -> None:
        assert not may_move(Mover.COORDINATOR, State.PROPOSED, State.SETTLED)


def test_every_state_and_every_move_has_a_name_of_its_own() -> None:
    assert set(LABELS) == set(State)
    assert set(MOVE_LABELS) == set(State) - {State.PROPOSED}
    assert len(set(LABELS.values())) == len(State)


def test_endings_that_people_choose_ask_why() -> None:
    assert {State.DECLINED_BY_PERSON, State.DECLINED_BY_HOST, State.STOPPED} <= NEEDS_REASON

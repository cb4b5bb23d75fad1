"""As many people as possible at hosts, so that no person and host would rather leave the answer for each other."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.errors import DomainError
from matching.assignment.formulation import Formulation, formulated
from matching.assignment.instance import Instance
from matching.assignment.parts import bound_pairs
from matching.assignment.programs import Deadline, optimise
from matching.assignment.reasons import left_over
from matching.assignment.types import IntArray


class NotDefinedError(DomainError):
    """What was asked has no meaning for this problem."""


def stable_pairs(instance: Instance, deadline: Deadline) -> tuple[IntArray | None, bool]:
    """A weakly stable answer with the most people, then the most points, and whether that is proven.

    Locked people and their places stand outside: they cannot block.
    """
    if bound_pairs(instance).any():
        raise NotDefinedError("A stable answer is defined for one place for each person, without households or rides.")
    locked = np.flatnonzero(instance.locked)
    settled = np.isin(instance.person, instance.person[locked])
    pairs = np.flatnonzero(~settled & (left_over(instance)[instance.option] > 0))
    if not len(pairs):
        return locked, True
    of_people, of_hosts = ranks(instance, pairs)
    free = replace(instance, capacity=left_over(instance), locked=np.zeros_like(instance.locked))
    program = _program(free, pairs, of_people, of_hosts)
    start = np.zeros(len(pairs), dtype=np.int64)
    start[accepted(instance, pairs, of_people, of_hosts)] = 1
    fixed = np.zeros(len(pairs), dtype=np.bool_)
    wishes = [np.ones(len(pairs), dtype=np.int64), instance.score[pairs]]
    outcome = optimise(program, wishes, fixed=fixed, start=start, deadline=deadline)
    if outcome is None:
        return None, False
    return np.concatenate((locked, pairs[outcome.columns > 0])), outcome.proven


def ranks(instance: Instance, pairs: IntArray) -> tuple[IntArray, IntArray]:
    """How each pair stands with its person and with its host; whoever ranked nothing ranks by points."""
    given = instance.problem.ranks
    people = [instance.people[place] for place in instance.person[pairs].tolist()]
    options = [instance.options[place] for place in instance.option[pairs].tolist()]
    score = instance.score[pairs].tolist()
    of_people = [_rank(given.of_people, i, j, s) for i, j, s in zip(people, options, score, strict=True)]
    of_hosts = [_rank(given.of_hosts, j, i, s) for i, j, s in zip(people, options, score, strict=True)]
    return np.array(of_people, dtype=np.int64), np.array(of_hosts, dtype=np.int64)


def _rank(ranking: Mapping[str, Mapping[str, int]], who: str, whom: str, score: int) -> int:
    own = ranking.get(who)
    return own.get(whom, max(own.values()) + 1) if own else -score


def _program(instance: Instance, pairs: IntArray, of_people: IntArray, of_hosts: IntArray) -> Formulation:
    """Rules of people and places, and for each pair: the person is served as well, or the host is full as well."""
    program = formulated(instance, pairs)
    places = instance.capacity
    person, option = instance.person[pairs], instance.option[pairs]
    for column in range(len(pairs)):
        mine = np.flatnonzero((person == person[column]) & (of_people <= of_people[column]))
        theirs = np.flatnonzero((option == option[column]) & (of_hosts <= of_hosts[column]))
        seats = int(places[option[column]])
        terms = dict.fromkeys(mine.tolist(), seats)
        for other in theirs.tolist():
            terms[other] = terms.get(other, 0) + 1
        program.add(terms, low=seats)
    return program


def accepted(instance: Instance, pairs: IntArray, of_people: IntArray, of_hosts: IntArray) -> list[int]:
    """A stable answer by asking in the order of each person's wishes; ties go by position."""
    wishes: dict[int, list[int]] = {}
    for column in np.lexsort((np.arange(len(pairs)), of_people))[::-1].tolist():
        wishes.setdefault(int(instance.person[pairs[column]]), []).append(column)
    places = left_over(instance)
    held: dict[int, list[tuple[int, int]]] = {}
    asking = list(wishes)
    while asking:
        person = asking.pop()
        if not wishes[person]:
            continue
        column = wishes[person].pop()
        option = int(instance.option[pairs[column]])
        at_host = held.setdefault(option, [])
        at_host.append((int(of_hosts[column]), column))
        at_host.sort()
        if len(at_host) > places[option]:
            asking.append(int(instance.person[pairs[at_host.pop()[1]]]))
    return sorted(column for at_host in held.values() for _rank, column in at_host)

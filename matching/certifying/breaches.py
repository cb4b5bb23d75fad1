"""Which rules of the problem do these pairs break? Counted by hand, pair by pair."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from matching.assignment.types import Objective, Opening, Pair
from matching.certifying.reading import Reading
from matching.certifying.types import Fault, Rule


def breaches(reading: Reading, pairs: Sequence[Pair]) -> Iterator[Fault]:
    """Every rule that the pairs break, and where."""
    yield from _of_pairs(reading, pairs)
    known = [pair for pair in dict.fromkeys(pairs) if pair in reading.points]
    yield from _of_people(reading, known)
    yield from _of_options(reading, known)
    yield from _of_rides(reading, known)
    if reading.problem.objective is Objective.STABLE:
        yield from _of_wishes(reading, known)


def _of_pairs(reading: Reading, pairs: Sequence[Pair]) -> Iterator[Fault]:
    """Pairs that are not listed, stand twice, are forbidden, fit too badly, or are missing although locked."""
    problem = reading.problem
    for pair, count in Counter(pairs).items():
        if count > 1:
            yield Fault(Rule.TWICE, pair)
        if pair in problem.forbidden:
            yield Fault(Rule.FORBIDDEN, pair)
        if pair not in reading.points:
            yield Fault(Rule.UNLISTED, pair)
        elif reading.points[pair] < problem.floor and pair not in problem.locks:
            yield Fault(Rule.FLOOR, pair)
    yield from (Fault(Rule.LOCK, pair) for pair in sorted(problem.locks.difference(pairs)))


def _of_people(reading: Reading, pairs: Iterable[Pair]) -> Iterator[Fault]:
    """People with more places than they may have, or with two at the same time."""
    taken: dict[str, list[str]] = defaultdict(list)
    for person, option in pairs:
        taken[person].append(option)
    for person, options in taken.items():
        if len(options) > reading.parties[person].max_placements:
            yield Fault(Rule.PLACEMENTS, (person,))
        slots = Counter(reading.openings[option].slot for option in options)
        yield from (Fault(Rule.CLASH, (person, slot)) for slot, count in slots.items() if slot and count > 1)


def _of_options(reading: Reading, pairs: Iterable[Pair]) -> Iterator[Fault]:
    """Options with too many people, too few to run, or with more of a resource taken than there is."""
    guests: dict[str, list[str]] = defaultdict(list)
    for person, option in pairs:
        guests[option].append(person)
    for option, people in guests.items():
        opening = reading.openings[option]
        if len(people) > opening.capacity:
            yield Fault(Rule.CAPACITY, (option,))
        if len(people) < opening.min_if_open:
            yield Fault(Rule.GROUP, (option,))
        yield from _of_resources(reading, opening, people)


def _of_resources(reading: Reading, opening: Opening, people: Iterable[str]) -> Iterator[Fault]:
    for resource, given in opening.resources.items():
        taken = sum(reading.parties[person].size.get(resource, 0) for person in people)
        if taken > given:
            yield Fault(Rule.RESOURCE, (opening.id, resource))


def _of_rides(reading: Reading, pairs: Iterable[Pair]) -> Iterator[Fault]:
    """Slots in which the van would carry more people than it has seats."""
    rides = reading.problem.rides
    riding = Counter(reading.openings[pair[1]].slot for pair in pairs if pair in rides.pairs)
    yield from (Fault(Rule.RIDES, (slot,)) for slot, count in riding.items() if count > rides.seats.get(slot, 0))


def _of_wishes(reading: Reading, pairs: Iterable[Pair]) -> Iterator[Fault]:
    """Pairs who would both rather have each other; locked people and their places stand outside."""
    problem = reading.problem
    settled = {person for person, _option in problem.locks}
    here = {person: option for person, option in pairs if person not in settled}
    guests: dict[str, list[str]] = defaultdict(list)
    for person, option in here.items():
        guests[option].append(person)
    for person, option in reading.allowed:
        if person in settled or reading.left[option] < 1 or here.get(person) == option:
            continue
        has = here.get(person)
        leaves = has is None or _rank_of_person(reading, person, option) < _rank_of_person(reading, person, has)
        if leaves and _would_take(reading, option, person, guests[option]):
            yield Fault(Rule.UNSTABLE, (person, option))


def _would_take(reading: Reading, option: str, person: str, guests: Sequence[str]) -> bool:
    """Whether the host has a place left, or somebody whom it likes less."""
    if len(guests) < reading.left[option]:
        return True
    rank = _rank_of_host(reading, option, person)
    return any(_rank_of_host(reading, option, guest) > rank for guest in guests)


def _rank_of_person(reading: Reading, person: str, option: str) -> int:
    own = reading.problem.ranks.of_people.get(person)
    return own.get(option, max(own.values()) + 1) if own else -reading.points[person, option]


def _rank_of_host(reading: Reading, option: str, person: str) -> int:
    own = reading.problem.ranks.of_hosts.get(option)
    return own.get(person, max(own.values()) + 1) if own else -reading.points[person, option]

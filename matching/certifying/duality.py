"""Can an answer to a network be beaten? Prices tell, in whole numbers.

Whoever pays at least what each pair is worth, person and place together, pays at least what any answer is worth. Where
the sum of all prices equals the answer's worth, nothing better exists (weak duality). Worths and prices are rows of
digits, compared from the left, so that no packing has to be trusted.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from matching.assignment.types import Pair, Proof
from matching.certifying.reading import Reading
from matching.certifying.types import Fault, Rule

Digits = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Game:
    """What is left to decide beside the locks: the worth of every pair, the places, and who takes which."""

    worth: Mapping[Pair, int]
    places: Mapping[str, int]
    seat: Mapping[str, str]


def broken_prices(reading: Reading, pairs: Sequence[Pair], proof: Proof) -> Iterator[Fault]:
    """Where the given prices prove nothing: a packing that overflows, a pair worth more, a sum that is not met."""
    free = _free(reading)
    digits = {pair: reading.worth(pair) for pair in free}
    if not _bases_hold(reading, digits, proof):
        yield Fault(Rule.PRICES, ("bases",))
        return
    nothing = (0,) * len(proof.bases)
    worth = {pair: _packed(row, proof.bases) for pair, row in digits.items()}
    for name, price in (*proof.people.items(), *proof.options.items()):
        if len(price) != len(nothing) or price < nothing:
            yield Fault(Rule.PRICES, (name,))
            return
    for pair, row in worth.items():
        paid = _sum((proof.people.get(pair[0], nothing), proof.options.get(pair[1], nothing)), nothing)
        if paid < row:
            yield Fault(Rule.PRICES, pair)
    locked = reading.problem.locks
    earned = _sum((worth[pair] for pair in pairs if pair not in locked), nothing)
    bound = _paid(reading, proof, nothing)
    if earned != bound:
        yield Fault(Rule.PRICES, ("sum",))


def is_best(reading: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether prices exist under which nobody could do better; they are found here, without any solver."""
    return _supported(_game(reading, pairs))


def _free(reading: Reading) -> list[Pair]:
    """The pairs that the locks leave to decide."""
    settled = {person for person, _option in reading.problem.locks}
    return [pair for pair in reading.allowed if pair[0] not in settled]


def _packed(row: Digits, bases: tuple[tuple[int, ...], ...]) -> Digits:
    """The digits in words, each packed with its bases."""
    words = []
    rest = iter(row)
    for of_word in bases:
        word = next(rest)
        for base in of_word[1:]:
            word = word * base + next(rest)
        words.append(word)
    return tuple(words)


def _bases_hold(reading: Reading, digits: Mapping[Pair, Digits], proof: Proof) -> bool:
    """Whether no sum of a lower digit can outweigh one unit of a higher one."""
    flat = [(number, base) for of_word in proof.bases for number, base in enumerate(of_word)]
    width = len(reading.worth(next(iter(digits)))) if digits else len(flat)
    if len(flat) != width or not all(proof.bases):
        return False
    count = min(len(reading.parties), sum(max(0, places) for places in reading.left.values()))
    tops = [max((row[place] for row in digits.values()), default=0) for place in range(width)]
    return all(number == 0 or base > count * top for (number, base), top in zip(flat, tops, strict=True))


def _sum(rows: Iterator[Digits] | Sequence[Digits], nothing: Digits) -> Digits:
    total = list(nothing)
    for row in rows:
        for place, value in enumerate(row):
            total[place] += value
    return tuple(total)


def _paid(reading: Reading, proof: Proof, nothing: Digits) -> Digits:
    """What all people and all places pay together."""
    settled = {person for person, _option in reading.problem.locks}
    people = [price for person, price in proof.people.items() if person not in settled]
    places = [tuple(reading.left.get(name, 0) * one for one in price) for name, price in proof.options.items()]
    return _sum((*people, *places), nothing)


def _game(reading: Reading, pairs: Sequence[Pair]) -> Game:
    """The digits of every pair as one whole number of any size, so that comparing is plain."""
    rows = {pair: reading.worth(pair) for pair in _free(reading)}
    width = len(next(iter(rows.values()))) if rows else 0
    tops = [max(row[place] for row in rows.values()) for place in range(width)]
    bases = [1 + len(reading.parties) * top for top in tops]
    units = [*accumulate(reversed([*bases[1:], 1]), lambda one, other: one * other)][::-1] if width else []
    worth = {pair: sum(digit * unit for digit, unit in zip(row, units, strict=True)) for pair, row in rows.items()}
    return Game(worth, reading.left, {person: option for person, option in pairs if (person, option) in rows})


def _supported(game: Game) -> bool:
    """Raise the prices of full options as far as others would pay; a price that nobody there can pay refutes."""
    wishes: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (person, option), worth in game.worth.items():
        wishes[person].append((option, worth))
    guests: dict[str, list[str]] = defaultdict(list)
    for person, option in game.seat.items():
        guests[option].append(person)
    price = dict.fromkeys(game.places, 0)
    waiting = deque(wishes)
    while waiting:
        person = waiting.popleft()
        here = game.seat.get(person)
        keeps = game.worth[person, here] - price[here] if here else 0
        if keeps < 0:
            return False
        for option, worth in wishes[person]:
            if worth - keeps > price[option] and option != here:
                if len(guests[option]) < game.places[option]:
                    return False
                price[option] = worth - keeps
                waiting.extend(guests[option])
    return True

"""What do people ask of a directory? A mixed set of questions, the same on every run and at every size."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.bench.corpus import ACTIVITIES, DISTRICTS, HALLS, NICKNAMES, SEED, SPREAD_DEGREES, towns
from core.japanese.readings import reading
from directory.search.criteria import Near, SearchCriteria, Sort
from directory.taxonomy import kinds

OF_EACH: Final = 15
RADIUS_KM: Final = 5.0
_SHORTEST: Final = 2  # signs; a bigram index has nothing shorter
_LETTERS: Final = "ぬゑ鱗0"
NONSENSE: Final = 10


class Asked(StrEnum):
    """What a question is like."""

    RARE = "rare"
    COMMON = "common"
    TWO = "two words"
    COMPOUND = "compound"
    KANA = "kana"
    TYPO = "typo"
    WORDS_AROUND = "words, facet and radius"
    AROUND = "facet and radius"
    NEAREST = "nearest"
    PREFIX = "prefix"
    NONSENSE = "nonsense"


LITERAL: Final = (Asked.RARE, Asked.COMMON, Asked.TWO, Asked.COMPOUND)
"""Questions that every engine can be asked: words that stand in a listing as they are typed."""
MIXED: Final = tuple(one for one in Asked if one is not Asked.NONSENSE)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words, and what the results are narrowed and ordered by."""

    asked: Asked
    words: str = ""
    criteria: SearchCriteria = field(default_factory=SearchCriteria)


def questions(size: int) -> tuple[Question, ...]:
    """The questions to a corpus of this size: fifteen of each kind, ten of nonsense; places are in its towns."""
    chance = random.Random(SEED)  # noqa: S311 - no secret, and the same on every run
    return tuple(one for asked in Asked for one in _of_kind(asked, chance, size))


def _of_kind(asked: Asked, chance: random.Random, size: int) -> Iterator[Question]:
    words = dict.fromkeys(_WORDS[asked](chance) for _ in range(10 * OF_EACH)) if asked in _WORDS else ()
    count = NONSENSE if asked is Asked.NONSENSE else OF_EACH
    for typed in list(words)[:count] or [""] * count:
        yield Question(asked, typed, _criteria(asked, typed, chance, size))


def _criteria(asked: Asked, words: str, chance: random.Random, size: int) -> SearchCriteria:
    if asked not in {Asked.WORDS_AROUND, Asked.AROUND, Asked.NEAREST}:
        return SearchCriteria(words=words, day_seed=1)
    town = chance.choice(towns(size))
    latitude, longitude = (chance.gauss(middle, SPREAD_DEGREES) for middle in (town.latitude, town.longitude))
    if asked is Asked.NEAREST:
        near = Near(latitude, longitude)
        return SearchCriteria(weekdays=frozenset({chance.randrange(5)}), near=near, sort=Sort.NEAREST, day_seed=1)
    return SearchCriteria(
        words=words,
        kinds=frozenset() if words else frozenset({str(chance.choice(kinds.shipped())["code"])}),
        facts=frozenset({"free_of_charge"}),
        near=Near(latitude, longitude, RADIUS_KM),
        day_seed=1,
    )


def _place(chance: random.Random) -> str:
    return f"{chance.choice(DISTRICTS)}{chance.choice(HALLS)}"


def _activity(chance: random.Random) -> str:
    return chance.choice([one for one in ACTIVITIES if len(one) >= _SHORTEST])


def _compound(chance: random.Random) -> str:
    return f"{chance.choice(NICKNAMES)}{_activity(chance)}"


def _mistyped(chance: random.Random) -> str:
    letters = list(_compound(chance))
    letters[chance.randrange(len(letters))] = chance.choice(_LETTERS)
    return "".join(letters)


def _nonsense(chance: random.Random) -> str:
    return "".join(chance.choice("ぬゑ鱗獏AND\x00𠮟*()体") for _ in range(100))


_WORDS: Final[Mapping[Asked, Callable[[random.Random], str]]] = {
    Asked.RARE: _place,
    Asked.COMMON: _activity,
    Asked.TWO: lambda chance: f"{_activity(chance)} {chance.choice(DISTRICTS)}",
    Asked.COMPOUND: _compound,
    Asked.KANA: lambda chance: reading(_activity(chance)),
    Asked.TYPO: _mistyped,
    Asked.WORDS_AROUND: _activity,
    Asked.PREFIX: lambda chance: _compound(chance)[: chance.randint(1, 3)],
    Asked.NONSENSE: _nonsense,
}

"""Which words mean what in every town? Facts, groups of people, nearness, and words that say nothing to search by."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from directory.search.forms import text_needle
from directory.search.reading.conditions import Matter

_DATA: Final = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a known word stands for; a word of the subject has no matter."""

    matter: Matter | None = None
    values: tuple[str, ...] = ()
    is_negated: bool = False
    is_filler: bool = False
    is_background: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """A group of people: between which ages its members usually are, and the words for it as folded."""

    youngest: int
    oldest: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindRelations:
    """Which words mean a kind, and which other kinds are the nearest to it.

    The names of a distinct kind list things that are not the same: a nursery is no kindergarten.
    """

    means: Mapping[str, tuple[str, ...]]
    neighbours: Mapping[str, tuple[str, ...]]
    distinct: frozenset[str]


@lru_cache(maxsize=1)
def audiences() -> Mapping[str, Audience]:
    """The groups of people, by key."""
    return {
        key: Audience(raw["ages"][0], raw["ages"][1], tuple(map(text_needle, raw["words"])))
        for key, raw in _read("reading.json")["audiences"].items()
    }


@lru_cache(maxsize=1)
def kind_relations() -> KindRelations:
    """How the shipped kinds stand to words and to one another."""
    raw = _read("kind_relations.json")
    return KindRelations(
        {code: tuple(map(text_needle, words)) for code, words in raw["means"].items()},
        {code: tuple(codes) for code, codes in raw["neighbours"].items()},
        frozenset(raw["distinct"]),
    )


@lru_cache(maxsize=1)
def fact_words() -> Mapping[str, tuple[str, ...]]:
    """The words, as folded, by which a text states each fact."""
    return {
        key: tuple(map(text_needle, raw["yes"] or raw["no"])) for key, raw in _read("reading.json")["facts"].items()
    }


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, Meaning]:
    """Every word that means the same in every town, as folded; conditions win over fillers."""
    raw = _read("reading.json")
    known: dict[str, Meaning] = {}
    for word in raw["background"]:
        known[text_needle(word)] = Meaning(is_background=True)
    for word in raw["fillers"]:
        known[text_needle(word)] = Meaning(is_filler=True)
    known |= dict(_conditions(raw))
    known.pop("", None)
    return known


def _conditions(raw: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:  # Any: JSON as it stands in the file
    for key, audience in raw["audiences"].items():
        yield from _each(audience["words"], Meaning(Matter.AUDIENCE, (key,)))
    for key, answers in raw["facts"].items():
        yield from _each(answers["yes"], Meaning(Matter.FACT, (key,)))
        yield from _each(answers["no"], Meaning(Matter.FACT, (key,), is_negated=True))
    for value, words in raw["near"].items():
        yield from _each(words, Meaning(Matter.NEAR, (value,)))


def _each(words: Iterable[str], meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    for word in words:
        if needle := text_needle(word):
            yield needle, meaning


def _read(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))

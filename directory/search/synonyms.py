"""Which words mean the same here? Curated for the field, and a town's own groups; applied to queries only."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from directory.search.forms import is_short_kana, text_needle
from directory.search.phrases import wants
from directory.search.spelling import spelled_by_rule

GIVEN = Path(__file__).parent / "data" / "synonyms.json"
_MOST_SPELLINGS = 12
_MOST_ALIKE = 40

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Synonyms:
    """Groups of needles: spellings found anywhere in a term; synonyms and leads for whole terms.

    The words of a group in `synonyms` find each other; in `leads` the first word finds the others, and they do not
    find it, so that somebody who asks for the narrow thing is not given the broad one.
    """

    spellings: Groups
    synonyms: Groups
    leads: Groups = ()

    def spelled(self, needle: str) -> tuple[str, ...]:
        """The needle, then the same with its words spelled otherwise (買いもの支援 → 買い物支援 …)."""
        by_rule = filter(None, spelled_by_rule(needle))
        return tuple(islice(dict.fromkeys((needle, *self._respelled(needle), *by_rule)), _MOST_SPELLINGS))

    def alike(self, needle: str) -> tuple[str, ...]:
        """Other words with the meaning of this one."""
        return self._others.get(needle, ())[:_MOST_ALIKE]

    def with_own(self, groups: Groups, leads: Groups) -> "Synonyms":
        """These and what a town has added."""
        return Synonyms(self.spellings, (*groups, *self.synonyms), (*leads, *self.leads))

    def _respelled(self, needle: str) -> Iterable[str]:
        return (
            needle.replace(word, other)
            for group in self._groups_in(needle)
            for word in group
            if word in needle
            for other in group
            if word not in other and other not in word
        )

    def _groups_in(self, needle: str) -> Iterable[tuple[str, ...]]:
        """The groups of spellings that have a word in the needle, in their order."""
        ends = range(1, len(needle) + 1)
        parts = {needle[start:end] for end in ends for start in range(max(0, end - self._longest), end)}
        found = {number for part in parts & self._group_of.keys() for number in self._group_of[part]}
        return (self.spellings[number] for number in sorted(found))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._group_of), default=0)

    @cached_property
    def _group_of(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for number, group in enumerate(self.spellings):
            for word in group:
                found[word] = (*found.get(word, ()), number)
        return found

    @cached_property
    def _others(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for first, *others in self.leads:
            found.setdefault(first, {}).update(dict.fromkeys(others))
        for group in self.synonyms:
            for word in group:
                found.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
        return {word: tuple(_needed(word, tuple(filter(_says_enough, others)))) for word, others in found.items()}


@lru_cache(maxsize=8)
def read_synonyms(path: Path = GIVEN) -> Synonyms:
    """The groups of a JSON file with the keys `spellings`, `synonyms` and `leads`, each a list of lists of words."""
    groups = json.loads(path.read_text(encoding="utf-8"))
    spellings, synonyms, leads = (folded(groups.get(name, ())) for name in ("spellings", "synonyms", "leads"))
    phrases = tuple((want.name, *want.seeks) for want in wants())
    return Synonyms(spellings, synonyms, (*leads, *phrases))


def _needed(word: str, others: tuple[str, ...]) -> Iterable[str]:
    """The others without those that hold the word or another one: 体操 finds 健康体操 by itself."""
    parts = [part for part in (word, *others) if not is_short_kana(part)]
    return (other for other in others if not any(part in other and part != other for part in parts))


def _says_enough(needle: str) -> bool:
    """One sign is in too many other words to be looked for on somebody's behalf: 田 is in 益田."""
    return len(needle) > 1


def folded(groups: Iterable[Iterable[str]]) -> Groups:
    """Groups of words as groups of needles; a group that has only one left says nothing."""
    needles = (tuple(dict.fromkeys(filter(None, map(text_needle, group)))) for group in groups)
    return tuple(group for group in needles if len(group) > 1)

"""Which words mean the same here? Curated for the field, a town may bring its own; applied to queries only."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from directory.search.forms import text_needle

GIVEN = Path(__file__).parent / "data" / "synonyms.json"
_MOST_SPELLINGS = 8

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of needles: `spellings` of one word, found anywhere in a term; and `synonyms`, for whole terms."""

    spellings: Groups
    synonyms: Groups

    def spelled(self, needle: str) -> tuple[str, ...]:
        """The needle, then the same with its words spelled otherwise (買いもの支援 → 買い物支援 …)."""
        others = (
            needle.replace(word, other)
            for group in self.spellings
            for word in group
            if word in needle
            for other in group
            if word not in other and other not in word
        )
        return tuple(islice(dict.fromkeys((needle, *others)), _MOST_SPELLINGS))

    def alike(self, needle: str) -> tuple[str, ...]:
        """Other words with the meaning of this one."""
        groups = [group for group in self.synonyms if needle in group]
        return tuple(dict.fromkeys(word for group in groups for word in group if word != needle))


@lru_cache(maxsize=8)
def read_synonyms(path: Path = GIVEN) -> Synonyms:
    """The groups of a JSON file with the keys `spellings` and `synonyms`, each a list of lists of words."""
    groups = json.loads(path.read_text(encoding="utf-8"))
    return Synonyms(_folded(groups["spellings"]), _folded(groups["synonyms"]))


def _folded(groups: Iterable[Iterable[str]]) -> Groups:
    return tuple(tuple(dict.fromkeys(map(text_needle, group))) for group in groups)

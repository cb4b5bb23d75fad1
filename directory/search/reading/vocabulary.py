"""Which words does this town know? Its districts and places, its kinds, and the words of the field, as folded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from directory.search.forms import text_needle
from directory.search.reading.conditions import Matter
from directory.search.reading.lexicon import Meaning, common_words, kind_relations
from directory.search.synonyms import Synonyms
from directory.taxonomy.kinds import Kind

SHORTEST: Final = 2
_DISTRICT_ENDINGS: Final = ("地区", "ちく")


@dataclass(frozen=True, slots=True)
class NamedDistrict:
    """A district as residents may name it."""

    code: str
    name: str
    name_kana: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Vocabulary:
    """Known words, longest first to be tried; `subjects` are words of the field, to be proposed for typing errors."""

    meanings: Mapping[str, Meaning]
    longest: int
    subjects: tuple[str, ...] = ()
    districts: Mapping[str, NamedDistrict] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        synonyms: Synonyms,
        kinds: Iterable[Kind] = (),
        districts: Iterable[NamedDistrict] = (),
        places: Iterable[str] = (),
    ) -> Self:
        """The vocabulary of one town; what names a place of the town wins over words of the field."""
        shown, named = tuple(kinds), tuple(districts)
        subjects = dict.fromkeys(_subjects(synonyms, shown))
        meanings: dict[str, Meaning] = dict.fromkeys(subjects, Meaning())
        meanings |= common_words()
        meanings |= dict(_kinds(shown, synonyms))
        meanings |= {word: meaning for word, meaning in _places(places) if word not in meanings}
        meanings |= dict(_districts(named))
        meanings.pop("", None)
        longest = max(map(len, meanings), default=0)
        return cls(meanings, longest, tuple(subjects), {one.code: one for one in named})


def _subjects(synonyms: Synonyms, kinds: Iterable[Kind]) -> Iterator[str]:
    for group in (*synonyms.spellings, *synonyms.synonyms):
        yield from group
    for kind in kinds:
        yield from map(text_needle, (*kind.words, *kind.name.split("・")))
    for words in kind_relations().means.values():
        yield from words


def _kinds(kinds: Iterable[Kind], synonyms: Synonyms) -> Iterator[tuple[str, Meaning]]:
    known = {kind.code: kind for kind in kinds}
    for code, words in kind_relations().means.items():
        if code in known:
            names = (known[code].name, known[code].name_kana)
            for word in dict.fromkeys((*words, *map(text_needle, names))):
                for spelled in synonyms.spelled(word):
                    yield spelled, Meaning(Matter.KIND, (code,))


def _places(places: Iterable[str]) -> Iterator[tuple[str, Meaning]]:
    for place in places:
        if len(place) >= SHORTEST:
            yield place, Meaning(Matter.PLACE, (place,))


def _districts(districts: Iterable[NamedDistrict]) -> Iterator[tuple[str, Meaning]]:
    for district in districts:
        for name in (text_needle(district.name), text_needle(district.name_kana)):
            meaning = Meaning(Matter.DISTRICT, (district.code,))
            if name:
                yield from ((name + ending, meaning) for ending in _DISTRICT_ENDINGS)
            if name:  # the reader takes a name of one sign only where it stands alone
                yield name, meaning

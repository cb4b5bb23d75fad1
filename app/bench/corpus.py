"""What would a town's, a prefecture's, the nation's directory hold? Made up from a seed, the same on every machine."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from core import clock
from core.facts import Fact
from directory.search.columns import ListingRow
from directory.search.text_index.protocol import IndexDocument
from directory.taxonomy import kinds

_SHIPPED: Final = json.loads((Path(__file__).parent / "data" / "words.json").read_text(encoding="utf-8"))
ACTIVITIES: Final[tuple[str, ...]] = tuple(_SHIPPED["activities"])
DISTRICTS: Final[tuple[str, ...]] = tuple(_SHIPPED["districts"])
NICKNAMES: Final[tuple[str, ...]] = tuple(_SHIPPED["nicknames"])
HALLS: Final[tuple[str, ...]] = tuple(_SHIPPED["halls"])
SEED: Final = 322041
FLAGS: Final = ("free_of_charge", "step_free", "wheelchair", "transport", "with_children", "drop_in")
SPREAD_DEGREES: Final = 0.035  # about 3.5 km around the middle of a town
LISTINGS_OF_A_TOWN: Final = 250
_STARTS: Final = datetime(2026, 11, 25, 10, tzinfo=clock.TOWN_ZONE)


class Town(NamedTuple):
    """A town that is on no map, and where its middle lies."""

    name: str
    latitude: float
    longitude: float


class Listing(NamedTuple):
    """A made-up listing: the words it is found by, and the row it is narrowed by."""

    document: IndexDocument
    row: ListingRow


@dataclass(frozen=True, slots=True)
class Words:
    """What one listing is about."""

    town: Town
    district: str
    activity: str
    other: str
    nickname: str
    place: str


def corpus(size: int, *, seed: int = SEED) -> Iterator[Listing]:
    """So many listings, in the towns that so many need; the first of a larger corpus are not those of a smaller."""
    chance = random.Random(seed * 31 + size)  # noqa: S311 - no secret, and the same on every run
    where = towns(size)
    listed = kinds.shipped()
    for number in range(size):
        words = _words(chance, where)
        raw = chance.choice(listed)
        key = f"{number:08x}-{chance.getrandbits(16):04x}-7000-8000-{chance.getrandbits(48):012x}"
        names = tuple(dict.fromkeys((raw["name"], raw["kana"], raw["name_en"], raw["name_easy"])))
        yield Listing(
            IndexDocument(key, _name(chance, words), "", names, _text(chance, words)), _row(chance, key, raw, words)
        )


def towns(size: int) -> tuple[Town, ...]:
    """The towns of a corpus: one for every 250 listings, six hundred at most."""
    chance = random.Random(SEED)  # noqa: S311 - as above
    names = [begin + end for begin in _SHIPPED["town_beginnings"] for end in _SHIPPED["town_endings"]]
    chance.shuffle(names)
    count = max(1, min(len(names), size // LISTINGS_OF_A_TOWN))
    return tuple(Town(name, chance.uniform(31.5, 43.5), chance.uniform(130.5, 144.0)) for name in names[:count])


def _words(chance: random.Random, where: tuple[Town, ...]) -> Words:
    district = chance.choice(DISTRICTS)
    return Words(
        town=chance.choice(where),
        district=district,
        activity=chance.choice(ACTIVITIES),
        other=chance.choice(ACTIVITIES),
        nickname=chance.choice(NICKNAMES),
        place=f"{district}{chance.choice(HALLS)}",
    )


def _name(chance: random.Random, words: Words) -> str:
    return chance.choice(
        (
            f"{words.nickname}{words.activity}",
            f"{words.district}{words.activity}の会",
            f"{words.town.name}{words.nickname}サロン",
            f"{words.activity}{words.nickname}",
            f"{words.place}の{words.activity}",
        )
    )


def _text(chance: random.Random, words: Words) -> str:
    said = chance.sample(_SHIPPED["sentences"], k=chance.randint(2, 5))
    values = {
        "place": words.place,
        "activity": words.activity,
        "other": words.other,
        "nickname": words.nickname,
        "district": words.district,
        "audience": chance.choice(_SHIPPED["audiences"]),
        "fee": chance.choice(_SHIPPED["fees"]),
    }
    address = f"{words.town.name}町{words.district}{chance.randint(1, 2000)}番地{chance.randint(1, 30)}"
    return "\n".join([*(one.format_map(values) for one in said), words.place, address])


def _row(chance: random.Random, key: str, raw: dict[str, object], words: Words) -> ListingRow:
    served = chance.sample(DISTRICTS, k=chance.choice((0, 0, 0, 1, 3)))
    known = chance.sample(FLAGS, k=chance.randint(0, len(FLAGS)))
    is_on_map = chance.random() > 0.03  # noqa: PLR2004 - three of a hundred have no position
    return ListingRow(
        id=key,
        kind=str(raw["code"]),
        districts=tuple(dict.fromkeys((words.district, *served))),
        slots=sum({1 << chance.randrange(28) for _ in range(chance.randint(0, 4))}),
        facts={flag: Fact.YES if chance.random() < 0.6 else Fact.NO for flag in known},  # noqa: PLR2004 - as above
        latitude=chance.gauss(words.town.latitude, SPREAD_DEGREES) if is_on_map else None,
        longitude=chance.gauss(words.town.longitude, SPREAD_DEGREES) if is_on_map else None,
        next_session=_STARTS + timedelta(hours=chance.randrange(24 * 30)) if chance.random() < 0.8 else None,  # noqa: PLR2004 - as above
        assured_on=(_STARTS - timedelta(days=chance.randrange(500))).date(),
        is_shown_by_default=bool(raw["shown_by_default"]),
    )

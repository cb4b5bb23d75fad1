"""A made-up town, or a whole region, of any number of options to rank, and people who look for one; from a seed."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random
from typing import Any, Final

from core.facts import Fact
from matching.criteria.goal import GOAL_STEPS, GRADES
from matching.types import Comfort, Gender, Known, Mode, Need, Option, Place, Tally
from matching.week import Session, Week

TODAY: Final = date(2026, 11, 25)
KINDS: Final = tuple(sorted(GRADES))
STEPS: Final = tuple(sorted(GOAL_STEPS))
TAGS: Final = tuple(f"tag{number:02}" for number in range(40))
WORDS: Final = ("体操", "料理", "畑", "手芸", "将棋", "散歩", "歌", "パソコン", "そうじ", "子ども", "猫", "読書")
ACCESS: Final = ("step_free", "wheelchair_toilet", "writing", "sign_language")
CHECKS: Final = ("names_kept", "adults_checked", "children_present", "companion_required")
DISTRICTS: Final = tuple(f"d{number:03}" for number in range(200))
TOWNS: Final = 200
SOUTH: Final = 33.0
WEST: Final = 131.0
DEGREES: Final = 3.0


def options_of(count: int, seed: int) -> list[Option]:
    """So many options around the middles of towns."""
    luck = Random(seed)  # noqa: S311 -- made-up data, not a secret
    middles = [_middle(luck) for _ in range(TOWNS)]
    return [_option(luck, f"s{number:07}", luck.choice(middles)) for number in range(count)]


def people_of(count: int, seed: int) -> Iterator[Need]:
    """So many people who live where the options are."""
    luck = Random(seed)  # noqa: S311 -- as above
    middles = [_middle(luck) for _ in range(TOWNS)]
    for number in range(count):
        yield _person(luck, f"p{number}", luck.choice(middles))


def _in_percent(luck: Random, percent: int) -> bool:
    """True in so many of a hundred cases."""
    return luck.randrange(100) < percent


def _middle(luck: Random) -> Place:
    return Place(SOUTH + luck.random() * DEGREES, WEST + luck.random() * DEGREES)


def _near(luck: Random, middle: Place, slack: int) -> Place:
    return Place(middle.latitude + luck.gauss(0, 0.04), middle.longitude + luck.gauss(0, 0.05), slack)


def _option(luck: Random, service: str, middle: Place) -> Option:
    fee = luck.choice([0, 0, 100, 300, 1000, None])
    return Option(
        service=service,
        name=f"{luck.choice(WORDS)}の会",
        organization=f"o{luck.randrange(20_000):05}",
        kind=luck.choice(KINDS),
        tags=frozenset(luck.sample(TAGS, luck.randint(0, 4))),
        text=f"{luck.choice(WORDS)}や{luck.choice(WORDS)}をします",
        district=luck.choice(DISTRICTS),
        place=_near(luck, middle, luck.choice([0, 100, 750])) if _in_percent(luck, 95) else None,
        sessions=tuple(_session(luck) for _ in range(luck.randint(0, 3))),
        by_arrangement=_in_percent(luck, 10),
        comes_to_home=_in_percent(luck, 2),
        age_min=luck.choice([None, None, 18, 65]),
        age_max=luck.choice([None, None, None, 64]),
        gender_limit=luck.choice([None] * 12 + [Gender.FEMALE]),
        service_area=frozenset(luck.sample(DISTRICTS, 2)) if _in_percent(luck, 5) else frozenset(),
        intake_slots=luck.choice([None, 0, 1, 2, 3, 5]),
        intake_stated_on=TODAY - timedelta(days=luck.randint(1, 250)),
        soft_reserved=luck.choice([0, 0, 0, 1]),
        facts=_facts(luck),
        fee=fee,
        is_free=luck.choice([None, Known(value=fee == 0)]),
        assured_on=TODAY - timedelta(days=luck.randint(1, 250)),
        transport=_known(luck) if _in_percent(luck, 50) else None,
        has_host_contact=_in_percent(luck, 95),
        experience={luck.choice(STEPS): Tally(luck.randint(0, 8), luck.randint(0, 4))} if _in_percent(luck, 30) else {},
    )


def _facts(luck: Random) -> dict[str, Known]:
    keys = (*ACCESS, *CHECKS, *(wish.value for wish in Comfort))
    return {key: _known(luck) for key in luck.sample(keys, luck.randint(2, 8))}


def _known(luck: Random) -> Known:
    return Known(_in_percent(luck, 70), TODAY - timedelta(days=luck.randint(1, 400)))


def _session(luck: Random) -> Session:
    start = luck.randint(9, 18)
    end = None if _in_percent(luck, 10) else time(start + luck.randint(1, 3), luck.choice([0, 30]))
    return Session(luck.randint(0, 6), time(start, luck.choice([0, 30])), end)


def _person(luck: Random, person: str, middle: Place) -> Need:
    answers: dict[str, Any] = {  # Any: one answer of each kind
        "age": luck.randint(16, 90),
        "gender": luck.choice(list(Gender)),
        "district": luck.choice(DISTRICTS),
        "availability": Week.free_at((day, time(9), time(luck.randint(12, 21))) for day in luck.sample(range(7), 4)),
        "fee_limit": luck.choice([None, 0, 300]),
        "goal_step": luck.choice(STEPS),
    }
    if _in_percent(luck, 20):
        answers.pop(luck.choice(sorted(answers)))
    return Need(
        person=person,
        home=_near(luck, middle, 500),
        wishes=frozenset(luck.sample(TAGS, luck.randint(1, 3))),
        strengths=frozenset(luck.sample(TAGS, luck.randint(0, 2))),
        wish_words=frozenset(_own_words(luck)),
        travel=luck.choice([{Mode.WALK: 30}, {Mode.CAR: 20}, {Mode.BUS: 40, Mode.BICYCLE: 20}, {Mode.LIFT: None}]),
        access_needs=frozenset(luck.sample(ACCESS, luck.choice([0, 0, 1]))),
        comfort=frozenset(luck.sample(list(Comfort), luck.randint(0, 3))),
        avoid_kinds=frozenset(luck.sample(KINDS, luck.choice([0, 0, 1]))),
        avoid_words=frozenset(_own_words(luck)) if _in_percent(luck, 30) else frozenset(),
        consent=Fact.YES,
        has_companion=luck.choice(list(Fact)),
        may_be_with_children=luck.choice(list(Fact)),
        known_organizations=frozenset({f"o{luck.randrange(20_000):05}"}),
        **answers,
    )


def _own_words(luck: Random) -> list[str]:
    """Words that many say, and one in three that nobody else says."""
    usual = luck.sample(WORDS, luck.randint(0, 2))
    return [word if _in_percent(luck, 67) else f"{word}の会{luck.choice(WORDS)}" for word in usual]

"""A person of whom anything may be unasked, and options of which anything may be unknown, from a seed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from fractions import Fraction
from random import Random
from typing import Any

from core.facts import Fact
from matching.criteria.goal import GOAL_STEPS
from matching.rules.reach import NEEDS_TIMETABLE
from matching.types import Comfort, Gender, Known, Mode, Need, Option, Place, Ride, Status, Tally
from matching.week import Session, Week
from tests.factories import matching as make

STEPS = sorted(GOAL_STEPS)
FACTS = (*make.ANSWERED, *make.CONDITIONS)
GAPS = [*sorted(make.OPTION_GAPS), "facts"]
WORDS = ("犬", "料理", "ｲﾇ", "crafts", "散歩道", "")


def wild_town(seed: int, *, most: int = 12) -> tuple[Need, list[Option]]:
    """The same for the same seed."""
    luck = luck_of(seed)
    things = [wild_option(luck, f"s{number:02}") for number in range(luck.randint(0, most))]
    return wild_need(luck, things), things


def luck_of(seed: int) -> Random:
    """Chance that is the same for the same seed."""
    return Random(seed)  # noqa: S311 -- a seeded town, not a secret


def wild_need(luck: Random, things: list[Option]) -> Need:
    """A person; up to three answers are missing."""
    modes = luck.sample(list(Mode), luck.randint(1, 3))
    person = make.need(
        age=luck.randint(10, 95),
        gender=luck.choice([Gender.FEMALE, Gender.MALE, Gender.OTHER]),
        district=luck.choice(make.DISTRICTS),
        home=_place(luck),
        wishes=_some(luck, *make.TAGS),
        strengths=_some(luck, *make.TAGS),
        wish_words=_some(luck, *WORDS),
        goal_step=luck.choice(STEPS),
        availability=luck.choice([Week.always(), Week.free_at(_span(luck) for _ in range(6))]),
        travel={mode: luck.choice([None, 5, 30, 60, 90]) for mode in modes},
        access_needs=_some(luck, *make.ACCESS),
        fee_limit=luck.choice([None, 0, 300, 1000]),
        avoid_kinds=_some(luck, make.KINDS[-1]),
        avoid_organizations=_some(luck, "o9"),
        avoid_services=_some(luck, "s01"),
        avoid_words=_some(luck, *WORDS),
        comfort=_some(luck, *Comfort),
        avoid_persons=_some(luck, "q1"),
        refused_hosts=_some(luck, "o2"),
        is_protected=luck.random() < 0.3,
        unsafe_districts=_some(luck, "mito"),
        has_companion=luck.choice(list(Fact)),
        may_be_with_children=luck.choice(list(Fact)),
        consent=luck.choice([Fact.YES, Fact.YES, Fact.NO]),
        ended_kinds=_some(luck, *make.KINDS),
        known_organizations=_some(luck, "o1", "o2"),
        rides=_rides(luck, things),
    )
    return make.forget_need(person, _some(luck, *make.NEED_GAPS, most=3))


def wild_option(luck: Random, service: str) -> Option:
    """An option; up to three things about it are not known."""
    fee = luck.choice([0, 100, 500, 2000])
    option = make.option(
        service=service,
        name=luck.choice(["犬とあるく会", "お茶の会", "料理の会"]),
        text=luck.choice(["", "ねこも犬もいます", "散歩 道"]),
        organization=luck.choice(["o1", "o2", "o9"]),
        kind=luck.choice([*make.ALL_KINDS, "not_rated"]),
        tags=_some(luck, *make.TAGS),
        place=_place(luck),
        district=luck.choice(make.DISTRICTS),
        sessions=tuple(_session(luck) for _ in range(luck.randint(1, 3))),
        by_arrangement=luck.random() < 0.2,
        comes_to_home=luck.random() < 0.2,
        age_min=luck.choice([None, 18, 65]),
        age_max=luck.choice([None, 80]),
        gender_limit=luck.choice([None, None, *Gender]),
        service_area=_some(luck, *make.DISTRICTS),
        arranged_districts=_some(luck, "mito"),
        excluded_districts=_some(luck, "hikimi"),
        excluded_persons=_some(luck, make.NEED.person),
        participants=_some(luck, "q1", "q2"),
        intake_slots=luck.randint(0, 5),
        soft_reserved=luck.randint(0, 2),
        facts={key: _known(luck) for key in FACTS if luck.random() < 0.6},
        fee=fee,
        is_free=luck.choice([None, Known(value=fee == 0), Known(value=fee != 0)]),
        status=luck.choice([Status.ACTIVE, Status.ACTIVE, Status.SEASONAL, Status.PAUSED]),
        transport=_known(luck),
        has_host_contact=luck.choice([True, True, False]),
        experience={luck.choice(STEPS): _tally(luck) for _ in range(4)},
        nearest_stop=luck.choice(["", "役場前"]),
        stop_minutes=luck.choice([None, 5]),
    )
    return make.forget_option(option, _some(luck, *GAPS, most=3))


def _some(luck: Random, *values: Any, most: int = 2) -> frozenset[Any]:
    return frozenset(luck.sample(values, luck.randint(0, min(most, len(values)))))


def _place(luck: Random) -> Place:
    detour = luck.choice([None, None, 100, 180])
    return Place(34.5 + luck.random() * 0.2, 131.7 + luck.random() * 0.2, luck.choice([0, 0, 400]), detour)


def _span(luck: Random) -> tuple[int, time, time]:
    return luck.randint(0, 6), _time(luck), _time(luck)


def _time(luck: Random) -> time:
    return time(luck.randint(0, 23), luck.choice([0, 15, 30]))


def _session(luck: Random) -> Session:
    session = Session(luck.randint(0, 6), _time(luck), _time(luck))
    gap = luck.choice(["", "", "", "end", "times", "all"])
    return make.shorten_session(session, gap) if gap else session


def _known(luck: Random) -> Known:
    return Known(value=luck.random() < 0.5, as_of=luck.choice([None, make.LATELY, make.LONG_AGO]))


def _tally(luck: Random) -> Tally:
    return Tally(luck.randint(0, 6), luck.randint(0, 6), Fraction(luck.randint(-999, 999), 997))


def _rides(luck: Random, things: list[Option]) -> Mapping[str, Mapping[Mode, Ride]]:
    asked = luck.sample(things, len(things) // 3)
    return {thing.service: {mode: _ride(luck) for mode in sorted(NEEDS_TIMETABLE)} for thing in asked}


def _ride(luck: Random) -> Ride:
    ride = make.a_ride(luck.randint(5, 90), luck.randint(0, 600), luck.randint(0, 60), "")
    return luck.choice([ride, make.NO_RIDE, replace(ride, found=Fact.UNKNOWN)])

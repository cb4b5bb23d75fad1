"""A person and an option that fit in every respect; a test says only what it changes."""

from dataclasses import replace
from datetime import date, time
from random import Random
from typing import Any

from hypothesis import strategies as st

from core.facts import Fact
from matching.codes import Code
from matching.criteria.goal import GOAL_STEPS
from matching.types import Comfort, Gender, Known, Mode, Need, Option, Outcome, Place, Ride, Status, Tally, Verdict
from matching.week import Session, Week

TODAY = date(2026, 11, 23)
LATELY = date(2026, 11, 1)
LONG_AGO = date(2026, 3, 1)

YES = Known(value=True, as_of=LATELY)
NO = Known(value=False, as_of=LATELY)

HOME = Place(34.6750, 131.8430)
KINDS = ("kayoinoba", "hyakusai_taiso", "volunteer_work", "soudan")
ALL_KINDS = ("kodomo_shokudo", *KINDS)
TAGS = ("animals", "cooking", "crafts", "garden", "walking")
ACCESS = ("step_free", "wheelchair_toilet", "writing")
ANSWERED = (*ACCESS, *(wish.value for wish in Comfort), "names_kept", "adults_checked")
"""Questions that somebody must have answered."""
CONDITIONS = ("children_present", "companion_required")
"""What a host has only where it says so."""
DISTRICTS = ("masuda", "hikimi", "mito")

NEED = Need(
    person="p1",
    age=52,
    gender=Gender.FEMALE,
    district="masuda",
    home=HOME,
    wishes=frozenset({"animals"}),
    goal_step="join_at_times",
    availability=Week.always(),
    travel={Mode.WALK: 30},
    fee_limit=500,
    consent=Fact.YES,
)

OPTION = Option(
    service="s1",
    name="どうぶつの会",
    organization="o1",
    kind="kayoinoba",
    tags=frozenset({"animals"}),
    district="masuda",
    place=Place(34.6800, 131.8430),
    sessions=(Session(2, time(10), time(11, 30)),),
    intake_slots=2,
    intake_stated_on=LATELY,
    fee=100,
    assured_on=LATELY,
    has_host_contact=True,
)


def need(**changes: Any) -> Need:
    """The usual person, with these changes."""
    return replace(NEED, **changes)


def option(**changes: Any) -> Option:
    """The usual option, with these changes."""
    return replace(OPTION, **changes)


def said(verdict: Verdict) -> tuple[Outcome, list[str]]:
    """A verdict's outcome and the codes of its evidence."""
    return verdict.outcome, [str(evidence.code) for evidence in verdict.evidence]


def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
sessions = st.builds(Session, st.integers(0, 6), times, times)
weeks = st.builds(Week.free_at, st.lists(st.tuples(st.integers(0, 6), times, times), max_size=5).map(tuple)) | st.just(
    Week.always()
)
places = st.builds(Place, st.floats(34.5, 34.8), st.floats(131.7, 132.0), st.sampled_from([0, 0, 400]))
knowns = st.builds(Known, value=st.booleans(), as_of=st.sampled_from([None, LATELY, LONG_AGO]))
minutes = st.integers(5, 90)
tallies = st.builds(Tally, st.integers(0, 8), st.integers(0, 8), st.fractions(-1, 1))


@st.composite
def charges(draw: st.DrawFn) -> dict[str, Any]:
    """A fee and a word about it that do not contradict each other."""
    fee = draw(st.integers(0, 2000))
    return {"fee": fee, "is_free": draw(st.sampled_from([None, Known(value=fee == 0, as_of=LATELY)]))}


def a_ride(minutes: int, spread: int, wait: int, booking: str) -> Ride:
    """A ride that takes so many minutes, give or take."""
    middle = minutes * 60
    times = {"shortest": max(0, middle - spread), "likely": middle, "longest": middle + spread}
    words = {"leaves": "9:00", "boards": "9:10", "returns": "11:50", "booking": booking, "dated": "2026-04"}
    return Ride(found=Fact.YES, code=Code.RIDE, weekday=2, wait=wait, **times, **words)  # type: ignore[arg-type]  # figures and words


BOOKED = "前日までに予約が要ります"
NO_RIDE = Ride(found=Fact.NO, code=Code.NO_RIDE_BACK, weekday=2, dated="2026-04")
some_ride = st.just(NO_RIDE) | st.builds(
    a_ride,
    st.integers(5, 90),
    st.integers(0, 600),
    st.integers(0, 60),
    st.sampled_from(["", BOOKED]),
)
"""What a timetable may say; for pairs whose straight line is not given, since no ride is quicker than that."""

people = st.fixed_dictionaries(
    {
        "age": st.integers(10, 95),
        "gender": st.sampled_from([Gender.FEMALE, Gender.MALE]),
        "district": st.sampled_from(DISTRICTS),
        "home": places,
        "wishes": some(*TAGS),
        "strengths": some(*TAGS),
        "wish_words": some("犬", "料理"),
        "goal_step": st.sampled_from(sorted(GOAL_STEPS)),
        "availability": weeks,
        "travel": st.dictionaries(st.sampled_from(Mode), minutes, min_size=1, max_size=3),
        "access_needs": some(*ACCESS),
        "fee_limit": st.none() | st.sampled_from([0, 300, 1000]),
        "avoid_kinds": some(KINDS[-1]),
        "avoid_organizations": some("o9"),
        "avoid_words": some("犬", "crafts"),
        "comfort": st.frozensets(st.sampled_from(Comfort), max_size=2),
        "avoid_persons": some("q1"),
        "refused_hosts": st.sampled_from([frozenset(), frozenset(), frozenset(), frozenset({"o2"})]),
        "is_protected": st.sampled_from([False, False, False, True]),
        "unsafe_districts": st.sampled_from([frozenset(), frozenset(), frozenset({"mito"})]),
        "has_companion": st.sampled_from([Fact.YES, Fact.NO]),
        "may_be_with_children": st.sampled_from([Fact.YES, Fact.NO]),
        "consent": st.sampled_from([Fact.YES, Fact.YES, Fact.YES, Fact.NO]),
        "ended_kinds": some(*KINDS),
        "known_organizations": some("o1", "o2"),
    }
)
things = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["犬とあるく会", "お茶の会", "料理の会"]),
        "organization": st.sampled_from(["o1", "o2", "o9"]),
        "kind": st.sampled_from(ALL_KINDS),
        "tags": some(*TAGS),
        "place": places,
        "sessions": st.lists(sessions, min_size=1, max_size=3).map(tuple),
        "age_min": st.sampled_from([None, 18, 65]),
        "age_max": st.sampled_from([None, None, 80]),
        "gender_limit": st.sampled_from([None, None, Gender.FEMALE]),
        "service_area": some(*DISTRICTS),
        "excluded_districts": some("mito"),
        "intake_slots": st.integers(0, 4),
        "soft_reserved": st.integers(0, 2),
        "facts": st.fixed_dictionaries(dict.fromkeys(ANSWERED, knowns), optional=dict.fromkeys(CONDITIONS, knowns)),
        "district": st.sampled_from(DISTRICTS),
        "participants": some("q1", "q2"),
        "experience": st.dictionaries(st.sampled_from(sorted(GOAL_STEPS)), tallies),
        "status": st.sampled_from([Status.ACTIVE, Status.ACTIVE, Status.ACTIVE, Status.PAUSED]),
        "transport": knowns,
        "has_host_contact": st.sampled_from([True, True, True, False]),
    }
)

# A person of whom everything was asked, and an option of which everything is known.
needs = people.map(lambda answers: need(**answers))
options = st.builds(lambda parts, charge: option(**parts, **charge), things, charges())

OPTION_GAPS: dict[str, dict[str, Any]] = {
    "place": {"place": None},
    "sessions": {"sessions": ()},
    "intake": {"intake_slots": None},
    "intake date": {"intake_stated_on": None},
    "fee": {"fee": None},
    "assured": {"assured_on": None},
    "transport": {"transport": None},
    "contact": {"has_host_contact": None},
    "district": {"district": None},
    "tags": {"tags": frozenset(), "name": "", "text": ""},
}

NEED_GAPS: dict[str, dict[str, Any]] = {
    "age": {"age": None},
    "gender": {"gender": None},
    "district": {"district": None},
    "home": {"home": None},
    "availability": {"availability": None},
    "travel": {"travel": {}},
    "consent": {"consent": Fact.UNKNOWN},
    "companion": {"has_companion": Fact.UNKNOWN},
    "children": {"may_be_with_children": Fact.UNKNOWN},
    "goal": {"goal_step": None},
}

forgettings = st.frozensets(st.sampled_from([*sorted(OPTION_GAPS), "facts"]), max_size=3)
need_forgettings = st.frozensets(st.sampled_from(sorted(NEED_GAPS)), max_size=3)


def forget_option(known: Option, gaps: frozenset[str]) -> Option:
    """The same option with less known of it."""
    for gap in gaps - {"facts"}:
        known = replace(known, **OPTION_GAPS[gap])
    if "facts" in gaps:
        known = replace(known, facts={key: answer for key, answer in known.facts.items() if key in CONDITIONS})
    return known


def forget_need(known: Need, gaps: frozenset[str]) -> Need:
    """The same person with less asked of them."""
    for gap in gaps:
        known = replace(known, **NEED_GAPS[gap])
    return known


def shorten_session(session: Session, gap: str) -> Session:
    """The same session with its end, its times or everything not known."""
    return {
        "end": replace(session, end=None),
        "times": replace(session, start=None, end=None),
        "all": Session(None),
    }[gap]


WAKING = Week.free_at((weekday, time(8), time(20)) for weekday in range(7))
FLAWS: list[dict[str, Any]] = [
    {"intake_slots": 0},
    {"has_host_contact": False},
    {"status": Status.PAUSED},
    {"fee": 9_000},
    {"age_min": 90},
    {"sessions": (Session(6, time(23), time(23, 30)),)},
    {"place": Place(35.0, 132.5)},
    {"excluded_persons": frozenset({NEED.person})},
    {"gender_limit": Gender.MALE},
]


def seeker(luck: Random) -> Need:
    """A person for whom there are places; sometimes something was not asked."""
    usual = need(
        wishes=frozenset(luck.sample(TAGS, 2)),
        goal_step=luck.choice(sorted(GOAL_STEPS)),
        comfort=frozenset(luck.sample(list(Comfort), luck.randint(0, 2))),
        travel=luck.choice([{Mode.WALK: 30}, {Mode.CAR: 20}, {Mode.WALK: 15, Mode.LIFT: None}]),
        availability=WAKING,
    )
    return forget_need(usual, frozenset(luck.sample(sorted(NEED_GAPS), luck.choice([0, 0, 0, 1]))))


def offer(luck: Random, service: str) -> Option:
    """A place near the person; about every second one has a flaw or two, some have gaps."""
    usual = option(
        service=service,
        kind=luck.choice(KINDS),
        tags=frozenset(luck.sample(TAGS, 2)),
        organization=luck.choice(["o1", "o2"]),
        place=Place(HOME.latitude + luck.randint(0, 14) / 1000, HOME.longitude),
        intake_slots=luck.randint(1, 4),
        facts={wish.value: luck.choice([YES, NO]) for wish in luck.sample(list(Comfort), 3)},
        transport=luck.choice([None, YES, NO]),
    )
    for flaw in luck.sample(FLAWS, luck.choice([0, 0, 1, 2])):
        usual = replace(usual, **flaw)
    return forget_option(usual, frozenset(luck.sample(sorted(OPTION_GAPS), luck.choice([0, 0, 0, 1]))))


def town(seed: int) -> tuple[Need, list[Option]]:
    """A person and up to nine places, the same for the same seed."""
    luck = Random(seed)  # noqa: S311 -- a seeded town, not a secret
    return seeker(luck), [offer(luck, f"s{number}") for number in range(luck.randint(0, 9))]


towns = st.integers(0, 1 << 32).map(town)


def option_named(thing: Option, service: str) -> Option:
    """The same option under another reference."""
    return replace(thing, service=service)

"""What the matching core is told about a person and an option, and what it answers.

Every value is frozen and knows no database: others map their rows onto `Need` and `Option`.
References (person, service, organization) are opaque strings; kinds, tags, fact keys and districts are codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from core.facts import Fact
from matching.codes import Code
from matching.week import Session, Week

Param = str | int | tuple[str, ...]


class Outcome(StrEnum):
    """What a hard rule says of one pair; unknown is never a fail."""

    PASS = "pass"  # noqa: S105 -- a verdict, not a secret
    FAIL = "fail"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """A way of getting there; a lift is given by the host."""

    WALK = "walk"
    BICYCLE = "bicycle"
    CAR = "car"
    LIFT = "lift"
    BUS = "bus"
    SHARED_TAXI = "shared_taxi"


class Gender(StrEnum):
    """A person's gender as they state it, or the one that a group is limited to."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Status(StrEnum):
    """Whether a service runs now (domain.md §3.5)."""

    ACTIVE = "active"
    PAUSED = "paused"
    SEASONAL = "seasonal"
    ENDED = "ended"
    DRAFT = "draft"


class Comfort(StrEnum):
    """A wish about the air of a place; its value is also the key of the option's fact."""

    QUIET = "quiet"
    LITTLE_TALK = "little_talk"
    SMALL_GROUP = "small_group"
    SAME_SEX = "same_sex"
    BEGINNERS_WELCOME = "beginners_welcome"
    WATCH_ONLY = "visit_possible"
    HALF_HOUR = "short_stay"
    WITH_FAMILY = "companion_welcome"
    ONLINE = "online"


GENTLE_STARTS = frozenset({Comfort.WATCH_ONLY, Comfort.HALF_HOUR, Comfort.WITH_FAMILY, Comfort.ONLINE})
"""The wishes about how to begin."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the earth, how far off it may be in metres, and how far the roads around it wind.

    `detour_percent` says how much longer than the straight line a way is there (100 = as straight); None = as in town.
    """

    latitude: float
    longitude: float
    uncertain_metres: int = 0
    detour_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """One there-and-back by timetable, for the day of a session; where none is found, why.

    `found` is no where the timetable has no such journey and unknown where it cannot tell. Times are seconds door to
    door, the longer of the two ways: as near as the ends may be, as they stand, as far as they may be. `wait` is the
    longer wait at the place, in minutes. `booking` says by when the ride must be booked, `stop` where one gets on;
    `dated` is the timetable's month.
    """

    found: Fact
    code: Code
    weekday: int | None = None
    shortest: int = 0
    likely: int = 0
    longest: int = 0
    leaves: str = ""
    boards: str = ""
    stop: str = ""
    returns: str = ""
    wait: int = 0
    booking: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How earlier placements went at one option for one goal step: so many of so many stayed.

    `lift` is the shrunken difference to what the kind of place usually brings, between -1 and 1.
    """

    settled: int
    ended: int
    lift: Fraction = Fraction(0)

    @property
    def total(self) -> int:
        """How many there were."""
        return self.settled + self.ended


@dataclass(frozen=True, slots=True)
class Known:
    """A yes or a no about an option, when it was confirmed, and what was added in words; no value means 未確認."""

    value: bool
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one person wishes, can do and cannot do.

    `travel` gives the longest journey in minutes for every mode the person can use; None = the limit was not asked
    (a lift passes without one). Empty `travel` and absent `availability` mean: not asked. Absent `fee_limit` means:
    no limit. `goal_step` is a code of `criteria.goal.GOAL_STEPS`. `avoid_persons` must not be met, whatever the reason;
    `refused_hosts` must not be told of the person; who `is_protected` must not be shown anywhere by name or picture.
    `rides` are the journeys by timetable that `matching.reach` found, by service and mode.
    """

    person: str
    age: int | None = None
    gender: Gender | None = None
    district: str | None = None
    home: Place | None = None
    own_words: str = ""
    wishes: frozenset[str] = frozenset()
    strengths: frozenset[str] = frozenset()
    wish_words: frozenset[str] = frozenset()
    goal_step: str | None = None
    availability: Week | None = None
    travel: Mapping[Mode, int | None] = field(default_factory=dict)
    access_needs: frozenset[str] = frozenset()
    fee_limit: int | None = None
    avoid_kinds: frozenset[str] = frozenset()
    avoid_organizations: frozenset[str] = frozenset()
    avoid_services: frozenset[str] = frozenset()
    avoid_words: frozenset[str] = frozenset()
    comfort: frozenset[Comfort] = frozenset()
    avoid_persons: frozenset[str] = frozenset()
    consent: Fact = Fact.UNKNOWN
    refused_hosts: frozenset[str] = frozenset()
    is_protected: bool = False
    unsafe_districts: frozenset[str] = frozenset()
    has_companion: Fact = Fact.UNKNOWN
    may_be_with_children: Fact = Fact.UNKNOWN
    ended_kinds: frozenset[str] = frozenset()
    known_organizations: frozenset[str] = frozenset()
    nearest_stop: str = ""
    stop_minutes: int | None = None
    rides: Mapping[str, Mapping[Mode, Ride]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One concrete way to take part, as the directory knows it.

    `intake_slots` is how many newcomers the host said it takes now, `intake_stated_on` when it said so;
    `soft_reserved` is how many of them others hold. Empty `service_area` means everywhere; an arranged district is
    served when the host agrees. `text` is searched for the person's free words. A service that comes to the door
    (`comes_to_home`) needs no journey; one `by_arrangement` has no fixed sessions. `has_host_contact` is None when
    nobody looked. `participants` hold a place there; `nearest_stop` is what somebody typed. `experience` goes by goal
    step.
    """

    service: str
    name: str
    organization: str
    kind: str
    tags: frozenset[str] = frozenset()
    text: str = ""
    district: str | None = None
    place: Place | None = None
    sessions: tuple[Session, ...] = ()
    by_arrangement: bool = False
    comes_to_home: bool = False
    age_min: int | None = None
    age_max: int | None = None
    gender_limit: Gender | None = None
    service_area: frozenset[str] = frozenset()
    arranged_districts: frozenset[str] = frozenset()
    excluded_districts: frozenset[str] = frozenset()
    excluded_persons: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    intake_slots: int | None = None
    intake_stated_on: date | None = None
    soft_reserved: int = 0
    facts: Mapping[str, Known] = field(default_factory=dict)
    fee: int | None = None
    is_free: Known | None = None
    status: Status = Status.ACTIVE
    assured_on: date | None = None
    transport: Known | None = None
    has_host_contact: bool | None = None
    nearest_stop: str = ""
    stop_minutes: int | None = None
    experience: Mapping[str, Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something holds: a code and its figures; `matching.sentences` turns it into Japanese."""

    code: Code
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one hard rule says, why, and how old the oldest fact behind it is."""

    rule: str
    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one criterion adds to the score, in points, and how far that may move once everything is known."""

    criterion: str
    points: int
    maximum: int
    low: int
    high: int
    evidence: tuple[Evidence, ...] = ()

    @property
    def known(self) -> bool:
        """Nothing that is still unknown could move these points."""
        return self.low == self.high

    @property
    def lost(self) -> int:
        """The points that a perfect fit would have added."""
        return self.maximum - self.points


@dataclass(frozen=True, slots=True)
class Proposal:
    """An option that no rule forbids, with its score; the contributions sum to the score exactly.

    `low` and `high` are where the score may go once everything is known; `confidence` is the known weight of 1000.
    """

    option: Option
    score: int
    low: int
    high: int
    confidence: int
    contributions: tuple[Contribution, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def to_confirm(self) -> tuple[Verdict, ...]:
        """The rules that could not be decided."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An option that at least one rule forbids; `mask` has the bit of every failing rule."""

    option: Option
    verdicts: tuple[Verdict, ...]
    mask: int

    @property
    def rules(self) -> tuple[str, ...]:
        """The failing rules' keys."""
        return tuple(verdict.rule for verdict in self.verdicts)


def strictest(outcomes: Iterable[Outcome]) -> Outcome:
    """All must hold: one fail fails, else one unknown leaves it open."""
    found = set(outcomes)
    if Outcome.FAIL in found:
        return Outcome.FAIL
    return Outcome.UNKNOWN if Outcome.UNKNOWN in found else Outcome.PASS


def mildest(outcomes: Iterable[Outcome]) -> Outcome:
    """One suffices: one pass passes, else one unknown leaves it open; none at all fails."""
    found = set(outcomes)
    if Outcome.PASS in found:
        return Outcome.PASS
    return Outcome.UNKNOWN if Outcome.UNKNOWN in found else Outcome.FAIL

"""Which soft criteria there are, in the order of the explanation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.words import word
from matching.criteria import availability, comfort, goal, host, interest, outcomes, travel
from matching.criteria.values import Value
from matching.types import Need, Option

Measure = Callable[[Need, Option, date], Value]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A soft criterion; its weight stands in a profile. The person is told only of those that are theirs to know."""

    key: str
    label: str
    value: Measure
    is_told_to_person: bool = True


CRITERIA = (
    Criterion(goal.KEY, word("めざす一歩"), goal.value),
    Criterion(interest.KEY, word("好きなこと・得意なこと"), interest.value),
    Criterion(travel.KEY, word("行きやすさ"), travel.value),
    Criterion(availability.KEY, word("曜日と時間"), availability.value),
    Criterion(comfort.COMFORT_KEY, word("場の雰囲気"), comfort.comfort_value),
    Criterion(comfort.SOCIAL_KEY, word("来ている人"), comfort.social_value),
    Criterion(host.CONTINUITY_KEY, word("知っている団体"), host.continuity_value),
    Criterion(host.READINESS_KEY, word("受け入れの余裕"), host.readiness_value, is_told_to_person=False),
    Criterion(host.VARIETY_KEY, word("前とちがう場"), host.variety_value, is_told_to_person=False),
    Criterion(outcomes.KEY, word("これまでの経験"), outcomes.value, is_told_to_person=False),
)

BY_KEY = {criterion.key: criterion for criterion in CRITERIA}

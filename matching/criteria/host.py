"""Is the host known to the person, ready for a newcomer, and something else than what did not work?"""

from datetime import date
from fractions import Fraction

from matching.codes import Code
from matching.criteria.values import ALL, NONE, Value, anything, certain
from matching.rules.vacancy import free_places
from matching.types import Evidence, Need, Option

CONTINUITY_KEY = "continuity"
READINESS_KEY = "host_readiness"
VARIETY_KEY = "variety"
AMPLE_PLACES = 3


def continuity_value(need: Need, option: Option, _today: date) -> Value:
    """All of it where the person knows the organization already."""
    if option.organization in need.known_organizations:
        return certain(ALL, Evidence(Code.ORGANIZATION_KNOWN))
    return certain(NONE)


def readiness_value(_need: Need, option: Option, today: date) -> Value:
    """It grows with the places that the host keeps open, up to three."""
    free = free_places(option, today)
    if free is None:
        return anything(Evidence(Code.VACANCY_UNKNOWN))
    return certain(Fraction(min(free, AMPLE_PLACES), AMPLE_PLACES), Evidence(Code.PLACES_FREE, {"free": free}))


def variety_value(need: Need, option: Option, _today: date) -> Value:
    """Nothing for the kind of place that the person just stopped going to."""
    if option.kind in need.ended_kinds:
        return certain(NONE, Evidence(Code.KIND_ENDED_BEFORE, {"kind": option.kind}))
    return certain(ALL)

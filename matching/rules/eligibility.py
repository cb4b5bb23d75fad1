"""May this person come, by age, gender and where they live?"""

from datetime import date

from matching.codes import Code
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Gender, Need, Option, Verdict

KEY = "eligibility"


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """Every stated condition of the group is met."""
    found = [*_age(need, option), *_gender(need, option), *_district(need, option)]
    return all_hold(KEY, found or [passes(Code.OPEN_TO_ALL)])


def _age(need: Need, option: Option) -> list[Finding]:
    youngest, oldest = option.age_min, option.age_max
    if youngest is None and oldest is None:
        return []
    if need.age is None:
        return [unknown(Code.AGE_UNKNOWN)]
    if youngest is not None and need.age < youngest:
        return [fails(Code.TOO_YOUNG, age=need.age, minimum=youngest)]
    if oldest is not None and need.age > oldest:
        return [fails(Code.TOO_OLD, age=need.age, maximum=oldest)]
    return [passes(Code.AGE_SUITS, age=need.age)]


def _gender(need: Need, option: Option) -> list[Finding]:
    wanted = option.gender_limit
    if wanted is None:
        return []
    if need.gender is None or need.gender is Gender.OTHER or wanted is Gender.OTHER:
        return [unknown(Code.GENDER_UNKNOWN, gender=wanted.value)]
    if need.gender is not wanted:
        return [fails(Code.OTHER_GENDER_ONLY, gender=wanted.value)]
    return [passes(Code.GENDER_SUITS, gender=wanted.value)]


def _district(need: Need, option: Option) -> list[Finding]:
    if not (option.service_area or option.arranged_districts or option.excluded_districts):
        return []
    if need.district is None:
        return [unknown(Code.DISTRICT_UNKNOWN)]
    if need.district in option.excluded_districts or _is_outside(need.district, option):
        return [fails(Code.DISTRICT_NOT_SERVED, district=need.district)]
    if need.district in option.arranged_districts:
        return [unknown(Code.DISTRICT_BY_ARRANGEMENT, district=need.district)]
    return [passes(Code.DISTRICT_SERVED, district=need.district)]


def _is_outside(district: str, option: Option) -> bool:
    named = option.service_area | option.arranged_districts
    return bool(named) and district not in named

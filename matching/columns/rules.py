"""What does each hard rule say of every option? One function for each rule of `matching.rules.registry`.

Each gives the outcomes for all rows, and is equal to asking the plain rule of every option.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import numpy as np

from core.facts import Fact
from matching.columns.journeys import Journeys
from matching.columns.outcomes import CODE_OF, FAIL, NO, PASS, UNKNOWN, YES, Outcomes, Rows, all_are
from matching.columns.question import Question
from matching.columns.table import Columns
from matching.folding import fold
from matching.rules import (
    accessibility,
    avoid,
    consent,
    contact,
    cost,
    eligibility,
    freshness,
    protection,
    reach,
    safeguarding,
    sessions,
    trial,
    vacancy,
)
from matching.rules.registry import Judge, Rule
from matching.types import Gender, Mode, Need

Screen = Callable[[Question], Outcomes]


def screened(rule: Rule, asked: Question) -> Outcomes:
    """The outcome of a rule for every row, which nobody may write into."""
    screen = SCREENS.get(rule.judge)
    return screen(asked) if screen else _option_by_option(rule.judge, asked)


def _consent(asked: Question) -> Outcomes:
    found = all_are(OF_FACT[asked.need.consent], len(asked.columns))
    for host in asked.need.refused_hosts:
        found[asked.columns.organizations.of(host)] = FAIL
    return found


def _avoid(asked: Question) -> Outcomes:
    need, columns = asked.need, asked.columns
    found = all_are(PASS, len(columns))
    for word in need.avoid_words:
        found[columns.texts.mask(word)] = UNKNOWN
    for word in need.avoid_words:
        found[columns.folded_tags.of(fold(word))] = FAIL
    if need.avoid_kinds:
        found[columns.kinds.are_in(need.avoid_kinds)] = FAIL
    for organization in need.avoid_organizations:
        found[columns.organizations.of(organization)] = FAIL
    found[[columns.row_of[service] for service in need.avoid_services if service in columns.row_of]] = FAIL
    found[columns.excluded_persons.of(need.person)] = FAIL
    for person in need.avoid_persons:
        found[columns.participants.of(person)] = FAIL
    return found


def _protection(asked: Question) -> Outcomes:
    need, columns = asked.need, asked.columns
    found = columns.fact(protection.NAMES_KEPT) if need.is_protected else all_are(PASS, len(columns))
    if not need.unsafe_districts:
        return found
    by_label = [UNKNOWN if at is None else FAIL * (at in need.unsafe_districts) for at in columns.located.labels]
    by_district = np.array(by_label, dtype=np.int8)[columns.located.at]
    return np.maximum(found, np.where(columns.places.come_to_home, PASS, by_district))


def _safeguarding(asked: Question) -> Outcomes:
    """Nothing of the person matters but a few answers, so each answer's column is worked out once."""
    columns, age, agreed = asked.columns, asked.need.age, asked.need.may_be_with_children
    if age is None:
        return columns.kept("age not known", lambda: np.minimum(columns.fact(safeguarding.ADULTS_CHECKED), UNKNOWN))
    if age < safeguarding.GROWN_UP:
        return columns.fact(safeguarding.ADULTS_CHECKED)
    return columns.kept(f"with children: {agreed.value}", partial(_among_children, columns, agreed))


def _among_children(columns: Columns, agreed: Fact) -> Outcomes:
    if agreed is Fact.YES:
        return all_are(PASS, len(columns))
    checked = columns.fact(safeguarding.ADULTS_CHECKED)
    among = checked if agreed is Fact.NO else np.minimum(checked, UNKNOWN)
    return np.where(columns.have_children, among, PASS).astype(np.int8)


def _trial(asked: Question) -> Outcomes:
    columns, companion = asked.columns, asked.need.has_companion
    return columns.kept(f"companion: {companion.value}", partial(_with_companion, columns, companion))


def _with_companion(columns: Columns, companion: Fact) -> Outcomes:
    required = columns.fact(trial.COMPANION_REQUIRED) == YES
    return np.where(required, OF_FACT[companion], PASS).astype(np.int8)


def _eligibility(asked: Question) -> Outcomes:
    groups = asked.columns.groups
    by_group = np.array([_of_people(asked.need, *people) for people in groups.labels], dtype=np.int8)
    found = by_group[groups.at]
    rows, by_district = _district(asked.need.district, asked.columns)
    found[rows] = np.maximum(found[rows], by_district)
    return found


def _of_people(need: Need, youngest: int | None, oldest: int | None, wanted: Gender | None) -> int:
    return max(_age(need.age, youngest, oldest), _of_group(need.gender, wanted))


def _age(age: int | None, youngest: int | None, oldest: int | None) -> int:
    if youngest is None and oldest is None:
        return PASS
    if age is None:
        return UNKNOWN
    is_outside = (youngest is not None and age < youngest) or (oldest is not None and age > oldest)
    return FAIL if is_outside else PASS


def _of_group(gender: Gender | None, wanted: Gender | None) -> int:
    if wanted is None:
        return PASS
    if gender in {None, Gender.OTHER} or wanted is Gender.OTHER:
        return UNKNOWN
    return PASS if gender is wanted else FAIL


def _district(district: str | None, columns: Columns) -> tuple[Rows, Outcomes]:
    """The rows for which it matters where a person lives, and what it means for them."""
    areas, rows = columns.districts, columns.districts.matter
    if district is None:
        return rows, all_are(UNKNOWN, len(rows))
    is_arranged = areas.arranged.mask(district)[rows]
    is_outside = areas.are_named[rows] & ~(areas.served.mask(district)[rows] | is_arranged)
    is_refused = areas.excluded.mask(district)[rows] | is_outside
    return rows, np.where(is_refused, FAIL, np.where(is_arranged, UNKNOWN, PASS)).astype(np.int8)


def _sessions(asked: Question) -> Outcomes:
    tables, stays = asked.columns.timetables, asked.stays
    if stays is None:
        return asked.columns.kept("times not asked", lambda: np.where(tables.is_by_arrangement, PASS, UNKNOWN))
    return tables.mildest(stays.outcome)


def _reach(asked: Question) -> Outcomes:
    ways = asked.journeys
    by_class = ways.by_class(lambda need, option: CODE_OF[reach.judge(need, option, asked.today).outcome])
    found = np.array(by_class, dtype=np.int8)[ways.classes]
    found[ways.near] = _near(ways)
    for row, option in asked.ridden:
        found[row] = CODE_OF[reach.judge(asked.need, option, asked.today).outcome]
    return found


def _near(ways: Journeys) -> Outcomes:
    found = all_are(FAIL, len(ways.near))
    for mode, limit in ways.need.travel.items():
        found = np.minimum(found, _by_mode(ways, mode, limit))
    found[ways.come_to_home] = PASS
    return found


def _by_mode(ways: Journeys, mode: Mode, limit: int | None) -> Outcomes:
    if mode is Mode.LIFT:
        driven = all_are(PASS, len(ways.near)) if limit is None else _against_limit(ways, mode, limit)
        return np.where(ways.transport == YES, driven, ways.transport).astype(np.int8)
    if limit is None:
        return all_are(UNKNOWN, len(ways.near))
    outcomes = _against_limit(ways, mode, limit)
    return np.maximum(outcomes, UNKNOWN) if mode in reach.NEEDS_TIMETABLE else outcomes


def _against_limit(ways: Journeys, mode: Mode, limit: int) -> Outcomes:
    whole, band = limit * 60, reach.BAND_PERCENT
    is_open = ways.longest(mode) * 100 > whole * (100 - band)
    is_beyond = ways.shortest(mode) * 100 > whole * (100 + band)
    return is_open.astype(np.int8) + is_beyond


def _accessibility(asked: Question) -> Outcomes:
    found = all_are(PASS, len(asked.columns))
    for key in asked.need.access_needs:
        np.maximum(found, asked.columns.fact(key), out=found)
    return found


def _cost(asked: Question) -> Outcomes:
    limit, charges = asked.need.fee_limit, asked.columns.charges
    if limit is None:
        return all_are(PASS, len(asked.columns))
    return np.array([_of_charge(limit, *charge) for charge in charges.labels], dtype=np.int8)[charges.at]


def _of_charge(limit: int, fee: int | None, free: int) -> int:
    if free == YES:
        return UNKNOWN if fee else PASS
    if fee is None:
        return FAIL if free == NO and limit == 0 else UNKNOWN
    if fee == 0 and free == NO:
        return UNKNOWN
    return FAIL if fee > limit else PASS


def _alone(key: str, rule: Judge) -> Screen:
    """A rule that does not look at the person; it is worked out once a day."""
    return lambda asked: asked.columns.standing(key, asked.today, lambda: _option_by_option(rule, asked))


def _option_by_option(rule: Judge, asked: Question) -> Outcomes:
    outcomes = [CODE_OF[rule(asked.need, option, asked.today).outcome] for option in asked.columns.options]
    return np.array(outcomes, dtype=np.int8)


OF_FACT: Final = {Fact.YES: PASS, Fact.NO: FAIL, Fact.UNKNOWN: UNKNOWN}
SCREENS: Final[Mapping[Judge, Screen]] = {
    consent.judge: _consent,
    avoid.judge: _avoid,
    protection.judge: _protection,
    safeguarding.judge: _safeguarding,
    trial.judge: _trial,
    eligibility.judge: _eligibility,
    vacancy.judge: _alone(vacancy.KEY, vacancy.judge),
    sessions.judge: _sessions,
    reach.judge: _reach,
    accessibility.judge: _accessibility,
    cost.judge: _cost,
    freshness.judge: _alone(freshness.KEY, freshness.judge),
    contact.judge: _alone(contact.KEY, contact.judge),
}
OPTION_BY_OPTION: Final[frozenset[Judge]] = frozenset()
"""Rules that have no form here, on purpose."""

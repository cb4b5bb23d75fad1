"""Which pairs of a matching-batch/1 file pass every hard rule, which wait for an answer, and what stands in the way?"""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.commands.batch_file import BatchFile, FileOption, FilePerson
from matching.types import Outcome

DETOUR = 1.3
MINUTES = 60
RULES = ("no_consent", "avoid_list", "age", "capacity", "travel", "time", "access")
Finding = tuple[str, Outcome, str]
"""Rule, what it says, and the reason as the answer names it."""


def screened(batch: BatchFile) -> dict[str, Any]:  # Any: JSON as the format describes it
    """The eligible pairs, those to confirm with what is unknown, how often each rule fails, and counts per person.

    A person's counts are the options that no rule forbids, and those that only the journey forbids.
    """
    eligible: list[list[str]] = []
    to_confirm: list[list[object]] = []
    fails: Counter[str] = Counter(dict.fromkeys(RULES, 0))
    per_person: dict[str, list[int]] = {}
    for person in batch.people:
        now = extra = 0
        for option in batch.options:
            failed, unknown = _sorted(findings(person, option, batch.mode_speed_kmh))
            fails.update(failed)
            now += not failed
            extra += failed == {"travel"}
            if not failed and unknown:
                to_confirm.append([person.id, option.id, unknown])
            elif not failed:
                eligible.append([person.id, option.id])
        per_person[person.id] = [now, extra]
    return {"eligible": eligible, "to_confirm": to_confirm, "rule_counts": dict(fails), "per_person": per_person}


def findings(person: FilePerson, option: FileOption, speeds: dict[str, float]) -> Iterator[Finding]:
    """What every rule says of one pair, one line for each need."""
    yield "no_consent", _truth(person.consent), "no_consent"
    yield "avoid_list", _truth(option.id not in person.avoid), "avoid_list"
    yield "age", _truth(_of_age(person, option)), "age"
    yield "capacity", _truth(option.capacity > 0), "capacity"
    yield "travel", _truth(_within_reach(person, option, speeds)), "travel"
    in_time = None if person.available is None or option.slot is None else option.slot in person.available
    yield "time", _truth(in_time), "time"
    for need in person.needs:
        yield "access", _truth(option.provides.get(need)), f"access:{need}"


def _sorted(found: Iterator[Finding]) -> tuple[set[str], list[str]]:
    failed, unknown = set(), []
    for rule, outcome, reason in found:
        if outcome is Outcome.FAIL:
            failed.add(rule)
        elif outcome is Outcome.UNKNOWN:
            unknown.append(reason)
    return failed, unknown


def _truth(holds: bool | None) -> Outcome:  # noqa: FBT001 -- a value with three states, no switch
    if holds is None:
        return Outcome.UNKNOWN
    return Outcome.PASS if holds else Outcome.FAIL


def _of_age(person: FilePerson, option: FileOption) -> bool | None:
    if option.age_min is None and option.age_max is None:
        return True
    if person.age is None:
        return None
    return (option.age_min or 0) <= person.age <= (math.inf if option.age_max is None else option.age_max)


def _within_reach(person: FilePerson, option: FileOption, speeds: dict[str, float]) -> bool | None:
    speed = speeds.get(person.mode or "")
    if speed is None or person.budget_min is None or person.xy is None or option.xy is None:
        return None
    return math.dist(person.xy, option.xy) * DETOUR / speed * MINUTES <= person.budget_min

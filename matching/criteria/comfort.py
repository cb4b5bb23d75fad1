"""Is the air of the place as the person wishes, and the people there?

Two criteria of one shape: calm, a welcome for newcomers and a gentle start, and who else comes.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from core.facts import Fact
from matching.codes import Code
from matching.criteria.values import ALL, Value, certain
from matching.types import GENTLE_STARTS, Comfort, Evidence, Gender, Need, Option

COMFORT_KEY = "accessibility_comfort"
SOCIAL_KEY = "social_fit"
AIR = (Comfort.QUIET, Comfort.LITTLE_TALK, Comfort.BEGINNERS_WELCOME, *sorted(GENTLE_STARTS))
COMPANY = (Comfort.SMALL_GROUP, Comfort.SAME_SEX)

_CODES = {Fact.YES: Code.COMFORT_MET, Fact.NO: Code.COMFORT_MISSING, Fact.UNKNOWN: Code.COMFORT_UNKNOWN}


def comfort_value(need: Need, option: Option, _today: date) -> Value:
    """The share of wishes about the air of the place that hold; no wish is always met."""
    return _share(need, option, AIR)


def social_value(need: Need, option: Option, _today: date) -> Value:
    """The share of wishes about company that hold; no wish is always met."""
    return _share(need, option, COMPANY)


def _share(need: Need, option: Option, asked: Iterable[Comfort]) -> Value:
    answers = {wish: _answer(need, option, wish) for wish in asked if wish in need.comfort}
    if not answers:
        return certain(ALL)
    said = list(answers.values())
    low, unknown = said.count(Fact.YES), said.count(Fact.UNKNOWN)
    evidence = tuple(Evidence(_CODES[answer], {"fact": wish.value}) for wish, answer in answers.items())
    return Value(Fraction(low, len(said)), Fraction(low + unknown, len(said)), evidence)


def _answer(need: Need, option: Option, wish: Comfort) -> Fact:
    if wish is Comfort.SAME_SEX and option.gender_limit is not None:
        if need.gender in {None, Gender.OTHER}:
            return Fact.UNKNOWN
        return Fact.of(need.gender is option.gender_limit)
    known = option.facts.get(wish.value)
    return Fact.of(None if known is None else known.value)

"""Is what the person likes, and is good at, found here?

A wish weighs as much as two strengths. Where an option bears no tags, nobody can say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.facts import Fact
from matching.codes import Code
from matching.criteria.values import Value, anything
from matching.folding import contains
from matching.types import Evidence, Need, Option

KEY = "interest_fit"
WISH_WEIGHT = 2
STRENGTH_WEIGHT = 1


@dataclass(frozen=True, slots=True)
class _Item:
    weight: int
    found: Fact
    evidence: Evidence
    missing: Evidence | None


def value(need: Need, option: Option, _today: date) -> Value:
    """The weighted share of stated wishes and strengths that the option answers."""
    items = list(_items(need, option))
    if not items:
        return anything(Evidence(Code.WISHES_NOT_ASKED))
    whole = sum(item.weight for item in items)
    low = sum(item.weight for item in items if item.found is Fact.YES)
    high = sum(item.weight for item in items if item.found is not Fact.NO)
    return Value(Fraction(low, whole), Fraction(high, whole), _evidence(items))


def _items(need: Need, option: Option) -> Iterator[_Item]:
    for tag in sorted(need.wishes):
        yield _Item(WISH_WEIGHT, _tagged(tag, option), Evidence(Code.WISH_MET, {"tag": tag}), _missing(tag))
    for word in sorted(need.wish_words):
        found = Evidence(Code.WISH_WORD_FOUND, {"word": word})
        yield _Item(WISH_WEIGHT, _written(word, option), found, _missing(word))
    for tag in sorted(need.strengths):
        yield _Item(STRENGTH_WEIGHT, _tagged(tag, option), Evidence(Code.STRENGTH_USED, {"tag": tag}), None)


def _tagged(tag: str, option: Option) -> Fact:
    return Fact.of(tag in option.tags) if option.tags else Fact.UNKNOWN


def _written(word: str, option: Option) -> Fact:
    if contains(word, option.name, option.text, *sorted(option.tags)):
        return Fact.YES
    return Fact.NO if option.text or option.tags else Fact.UNKNOWN


def _missing(wish: str) -> Evidence:
    return Evidence(Code.WISH_NOT_FOUND, {"tag": wish})


def _evidence(items: list[_Item]) -> tuple[Evidence, ...]:
    told = [item.evidence for item in items if item.found is Fact.YES]
    told += [item.missing for item in items if item.found is Fact.NO and item.missing]
    if any(item.found is Fact.UNKNOWN for item in items):
        told.append(Evidence(Code.OPTION_NOT_DESCRIBED))
    return tuple(told) or (Evidence(Code.NO_WISH_MET),)

"""Is a listing made for the people that the reader named? By its ages, its kind, and whom its words name."""

import re
from collections.abc import Mapping
from typing import Final

from core.facts import Fact
from directory.public_listing import PublicListing
from directory.search.catalogue import KnownListing
from directory.search.forms import Field, text_needle
from directory.search.reading.conditions import Condition
from directory.search.reading.lexicon import Audience, audiences

_FOR_ALL: Final = re.compile("だれでも|誰でも|どなたでも|年齢不問|年齢を問わ")
_OF_KIND: Final[Mapping[str, frozenset[str]]] = {
    "parent_child": frozenset({"kosodate_kyoten", "nursery"}),
    "child": frozenset({"kodomo_shokudo"}),
    "older": frozenset({"hyakusai_taiso", "care_office"}),
    "disability": frozenset({"chiiki_katsudo"}),
}
"""Kinds that are made for a group of people."""
_NOT_OF_KIND: Final[Mapping[str, frozenset[str]]] = {
    "older": frozenset({"kosodate_kyoten", "nursery"}),
    "parent_child": frozenset({"care_office", "hyakusai_taiso"}),
}
_GENDER: Final = {"men": "male", "women": "female"}
_NAMED_AGES: Final = (
    (re.compile("未就園児|未就学児|就学前|乳幼児|乳児|幼児|園児|赤ちゃん|あかちゃん"), 0, 6),
    (re.compile("小学生|小学校|児童"), 6, 12),
    (re.compile("中学生|中学校"), 12, 15),
    (re.compile("高校生"), 15, 18),
    (re.compile("大人|おとな|成人|一般"), 18, 120),
    (re.compile("高齢者|シニア|お年寄り|6[05]歳以上|70歳以上|75歳以上"), 60, 120),
)
"""Whom the words about who may come name by their years: from, and up to but without."""


_ANY_CHILD: Final = re.compile("子ども|子供|こども|児童|孫")
"""Words that name no years: a baby is a child too."""


def in_ages(listing: PublicListing, youngest: int, oldest: int) -> Fact:
    """Whether somebody between these ages may come."""
    low, high = listing.minimum_age, listing.maximum_age
    if low is None and high is None:
        return Fact.UNKNOWN
    return Fact.YES if (low or 0) <= oldest and youngest <= (high if high is not None else 200) else Fact.NO


def for_people(condition: Condition, known: KnownListing) -> Fact:
    """Whether it is for a group of people: no where it is for others, 未確認 where it does not say."""
    key, listing = condition.values[0], known.listing
    audience = audiences()[key]
    if key in _GENDER and listing.gender_limit:
        return Fact.YES if listing.gender_limit == _GENDER[key] else Fact.NO
    if listing.kind in _OF_KIND.get(key, ()):
        return Fact.YES
    by_age = in_ages(listing, audience.youngest, audience.oldest) if _has_ages(audience) else Fact.UNKNOWN
    is_other = not _ANY_CHILD.fullmatch(text_needle(condition.text)) and _is_for_others(listing, audience)
    if by_age is Fact.NO or listing.kind in _NOT_OF_KIND.get(key, ()) or is_other:
        return Fact.NO
    text = known.unread.forms[Field.TEXT]
    is_named = any(word in text or word in known.name for word in audience.words)
    if is_named or by_age is Fact.YES or (key == "everyone" and _FOR_ALL.search(text)):
        return Fact.YES
    return Fact.UNKNOWN


def _is_for_others(listing: PublicListing, audience: Audience) -> bool:
    """Whether it says who may come, and by their years these are all others."""
    said = text_needle(listing.eligibility_description)
    if not said or not _has_ages(audience) or _FOR_ALL.search(said) or any(word in said for word in audience.words):
        return False
    named = [(youngest, end) for says, youngest, end in _NAMED_AGES if says.search(said)]
    return bool(named) and all(end <= audience.youngest or audience.oldest <= youngest for youngest, end in named)


def _has_ages(audience: Audience) -> bool:
    return audience.youngest > 0 or audience.oldest < 120  # noqa: PLR2004 - from birth to the oldest is no limit

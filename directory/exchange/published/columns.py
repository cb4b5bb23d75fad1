"""What stands in a column of a published sheet? For each header of the national sheets, the words of a listing.

Headers and their order: デジタル庁 自治体標準オープンデータセット（公共施設一覧、子育て施設一覧、イベント一覧）.
A column that the directory knows nothing of stays empty, so that the sheet opens wherever the national one does.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from core.facts import Fact
from directory.exchange.amounts import age_words, amount_of, read_fee, read_parking
from directory.exchange.kinds import kind_of
from directory.exchange.places import split_address
from directory.exchange.published.entries import Entry
from directory.exchange.published.hours import Hours
from directory.fact_keys import FACT_KEYS
from directory.public_listing import PublicContact, PublicPlace

Cell = Callable[[Entry], str]
_NOWHERE: Final = PublicPlace()
_NOBODY: Final = PublicContact()
_ANSWERS: Final = {Fact.YES: "有", Fact.NO: "無"}

ACCESSIBILITY: Final[Mapping[str, str]] = {
    "車椅子可": "wheelchair",
    "車椅子貸出": "wheelchair_loan",
    "ツエ貸出": "cane_loan",
    "バリアフリートイレ": "accessible_toilet",
    "スロープ・エレベータ・エスカレータ": "slope_elevator",
    "点字ブロック等": "braille_blocks",
    "点字や読上": "braille_reading",
    "盲導犬・介助犬・聴導犬同伴": "assistance_dog",
    "字幕": "captions",
    "筆談対応": "written_communication",
    "優先駐車場": "priority_parking",
    "オストメイト対応トイレ": "ostomate_toilet",
    "子供トイレ": "child_toilet",
    "授乳室": "nursing_room",
    "おむつ替えコーナー": "diaper_table",
    "飲食可否": "eating_drinking",
    "ベビーカー貸出": "stroller_loan",
    "ベビーカー利用可": "stroller_ok",
}
"""The 18 questions of DS-436 under their own names."""

CHILDREN: Final[Mapping[str, str]] = {
    "一時預かりの有無": "temporary_care",
    "病児保育の有無": "sick_child_care",
    "授乳室": "nursing_room",
    "おむつ替えコーナー": "diaper_table",
    "飲食可否": "eating_drinking",
    "ベビーカー貸出": "stroller_loan",
    "ベビーカー利用": "stroller_ok",
}
"""The questions of the national sheet of child-care facilities."""

_ASKED: Final = frozenset(ACCESSIBILITY.values())
MORE: Final[Mapping[str, str]] = {key.header: key.code for key in FACT_KEYS if key.code not in _ASKED}
"""Every other question that the directory asks, by what a yes says."""


def fact(key: str) -> Cell:
    """The answer to one question: 有, 無, or nothing where nobody has said."""
    return lambda entry: _ANSWERS.get(entry.listing.fact(key), "")


def is_free(entry: Entry) -> str:
    """Whether it is free: as somebody has said, else as the fee says."""
    return _ANSWERS.get(_known(entry, "free_of_charge", read_fee(fee(entry))), "")


def has_parking(entry: Entry) -> str:
    """Whether there is a place for a car: as somebody has said, else as the words about it say."""
    return _ANSWERS.get(_known(entry, "parking", read_parking(place(entry).parking)), "")


def _known(entry: Entry, key: str, otherwise: bool | None) -> Fact:  # noqa: FBT001 - an answer, not a switch
    answer = entry.listing.fact(key)
    return answer if answer.is_known else Fact.of(otherwise)


def blank(_entry: Entry) -> str:
    """Nothing: the directory does not know this."""
    return ""


def place(entry: Entry) -> PublicPlace:
    """Where it is, as far as everybody may know."""
    return entry.listing.place or _NOWHERE


def contact(entry: Entry) -> PublicContact:
    """The first way to reach it that everybody may know."""
    return next(iter(entry.listing.contacts), _NOBODY)


def other_phone(entry: Entry) -> str:
    """The second number, where there is one."""
    return next((one.phone for one in entry.listing.contacts[1:] if one.phone), "")


def town_code(entry: Entry) -> str:
    """The code of the municipality that publishes."""
    return entry.publisher.code


def town_name(entry: Entry) -> str:
    """The municipality that publishes."""
    return entry.publisher.prefecture + entry.publisher.name


def lasting_id(entry: Entry) -> str:
    """The ID under which the listing stays known."""
    return entry.lasting_id


def kind(entry: Entry) -> str:
    """The kind: in the words of the list that the listing came from where they tell it, else as the directory says."""
    return next((tag for tag in entry.listing.tags if kind_of(tag) == entry.listing.kind), entry.kind_name)


def english_name(entry: Entry) -> str:
    """The name in English."""
    return entry.listing.translations.get("en", {}).get("name", "")


def address_code(entry: Entry) -> str:
    """The code of the municipality in which the address lies, where it is the publisher's own."""
    return entry.publisher.code if _city(entry) == entry.publisher.name else ""


def prefecture(entry: Entry) -> str:
    """The prefecture that the address names."""
    return split_address(place(entry).address)[0]


def _city(entry: Entry) -> str:
    return split_address(place(entry).address)[1]


def city(entry: Entry) -> str:
    """The municipality that the address names."""
    return _city(entry)


def town(entry: Entry) -> str:
    """The town (町字) that the address names."""
    return split_address(place(entry).address)[2]


def block(entry: Entry) -> str:
    """What the address says after the town."""
    address, parts = place(entry).address, split_address(place(entry).address)
    return address.rpartition(parts[2])[2].strip() if parts[2] else ""


def latitude(entry: Entry) -> str:
    """The latitude of a position that is more than a guess."""
    return _degrees(entry, "latitude")


def longitude(entry: Entry) -> str:
    """The longitude of a position that is more than a guess."""
    return _degrees(entry, "longitude")


def _degrees(entry: Entry, name: str) -> str:
    where = place(entry)
    value = getattr(where, name)
    return "" if value is None or where.position_level.is_approximate else repr(value)


def ages(entry: Entry) -> str:
    """For which ages, as 1歳から5歳."""
    return age_words(entry.listing.minimum_age, entry.listing.maximum_age)


def fee(entry: Entry) -> str:
    """What it costs, in words."""
    listing = entry.listing
    if listing.fees_description or listing.fee_yen is None:
        return listing.fees_description
    return "無料" if listing.fee_yen == 0 else f"{listing.fee_yen:,}円"


def base_fee(entry: Entry) -> str:
    """The fee in yen, where that says all of it."""
    return number(amount_of(fee(entry)))


def fee_detail(entry: Entry) -> str:
    """The fee in words, where an amount does not say all of it."""
    return "" if base_fee(entry) else entry.listing.fees_description


def stop(entry: Entry) -> str:
    """The nearest stop, and how long it takes from there."""
    where = place(entry)
    minutes = f"から{where.stop_minutes}分" if where.nearest_stop and where.stop_minutes is not None else ""
    return where.nearest_stop + minutes


def number(value: int | None) -> str:
    """A number that may be unknown."""
    return "" if value is None else str(value)


def moment(name: str) -> Cell:
    """The day of one of the listing's own moments."""

    def day(entry: Entry) -> str:
        value = getattr(entry.listing, name)
        return value.date().isoformat() if value else ""

    return day


def words(name: str) -> Cell:
    """One of the listing's own texts."""
    return lambda entry: getattr(entry.listing, name) or ""


def of_place(name: str) -> Cell:
    """One of the texts of its place."""
    return lambda entry: getattr(place(entry), name) or ""


def of_contact(name: str) -> Cell:
    """One of the texts of its first contact."""
    return lambda entry: getattr(contact(entry), name) or ""


def of_hours(find: Callable[[Entry], Hours], name: str) -> Cell:
    """One of the columns of its timetable."""
    return lambda entry: getattr(find(entry), name)


_DEDUCED: Final[Mapping[str, Cell]] = {"free_of_charge": is_free, "parking": has_parking}


def facts(asked: Mapping[str, str]) -> Iterator[tuple[str, Cell]]:
    """A column for each of these questions."""
    return ((header, _DEDUCED.get(key) or fact(key)) for header, key in asked.items())

"""What does a file say of a listing, field by field, in the directory's own words?

Keys are the fields of directory.content.ListingContent; those with a dot are parts of the place or answers. A blank
cell says nothing and has no key.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from core.facts import Fact
from core.japanese.phone import national
from core.types import Json
from directory.content import ContactEntry, ListingPlace, TimetableLine
from directory.exchange.amounts import age_words, amount_of
from directory.exchange.columns import Field
from directory.exchange.kinds import names_kind
from directory.exchange.listing import ImportedListing, ImportedPlace, ImportedSession
from directory.fact_keys import key_of_file
from directory.geography.positions import PositionLevel
from directory.models.contact import Visibility
from directory.models.service import ServiceStatus
from directory.recurrence.japanese import clock_span

Said = Mapping[str, Any]  # Any: each field has its own type
MONTHS_A_YEAR: Final = 12
PLACE: Final = "place."
FACT: Final = "fact."
CLEARED: Final[Mapping[str, tuple[str, ...]]] = {
    Field.NAME_KANA: ("name_kana",),
    Field.ALTERNATE_NAME: ("alternate_name",),
    Field.DESCRIPTION: ("description",),
    Field.VENUE: ("place.name",),
    Field.ADDRESS: ("place.address",),
    Field.POSTAL_CODE: ("place.postal_code",),
    Field.PHONE: ("contacts",),
    Field.EMAIL: ("contacts",),
    Field.URL: ("website",),
    Field.DAYS: ("timetable",),
    Field.SCHEDULE: ("timetable",),
    Field.SCHEDULE_NOTE: ("schedule_note",),
    Field.FEE: ("fees_description", "fee_yen"),
    Field.CAPACITY: ("capacity",),
    Field.AGE: ("minimum_age", "maximum_age"),
    Field.ELIGIBILITY: ("eligibility_description",),
    Field.EXCLUSION: ("exclusion_description",),
    Field.BRING: ("what_to_bring",),
    Field.BOOKING: ("first_visit",),
    Field.PARKING: ("place.parking",),
    Field.ACCESS: ("place.nearest_stop",),
    Field.REMARKS: ("remarks",),
    Field.LANGUAGES: ("languages",),
}
"""Which fields a cell that says 「（削除）」 empties."""

_BOOKING_NEEDED: Final = re.compile(r"要(?:予約|申込|申し込み)|必要|事前|予約制")
_BOOKING_FREE: Final = re.compile(r"不要|予約なし|申込なし|いりません")
_CONTACTS: Final = TypeAdapter(tuple[ContactEntry, ...])
_TIMETABLE: Final = TypeAdapter(tuple[TimetableLine, ...])


def said_by(listing: ImportedListing) -> dict[str, Any]:  # Any: each field has its own type
    """Everything that a file says of a listing."""
    said = {**_words(listing), **_terms(listing), **_place(listing), **_answers(listing)}
    return {key: value for key, value in said.items() if value not in (None, "", (), {})}


def cleared_by(listing: ImportedListing) -> frozenset[str]:
    """The fields that a file wants empty."""
    return frozenset(key for name in listing.cleared for key in CLEARED.get(name, ()))


def as_json(said: Said) -> Json:
    """What a file says, as it is kept to be compared with what it says next time."""
    return {key: _plain(key, value) for key, value in said.items()}


def contacts_from(kept: Any) -> tuple[ContactEntry, ...]:  # Any: JSON
    """The contacts that a file named last time."""
    return _CONTACTS.validate_python(kept or ())


def _plain(key: str, value: Any) -> Any:  # Any: as above
    if key == "timetable":
        return _TIMETABLE.dump_python(value, mode="json")
    if key == "contacts":
        return _CONTACTS.dump_python(value, mode="json")
    return list(value) if isinstance(value, tuple) else value


def _words(listing: ImportedListing) -> dict[str, Any]:  # Any: as above
    return {
        "name": listing.name,
        "name_kana": listing.name_kana,
        "alternate_name": listing.alternate_name,
        "kind": listing.kind,
        "tags": (listing.kind_text,) if _is_telling(listing) else (),
        "organization": listing.organization_name,
        "description": listing.description,
        "website": listing.url,
        "remarks": _lines(listing.remarks_text, listing.accessibility_note),
        "languages": listing.languages,
        "translations": {
            code: {"name": words.name, "description": words.description} for code, words in listing.translations.items()
        },
        "file_words": dict(listing.extra),
        "status": ServiceStatus(listing.status) if listing.status else None,
    }


def _terms(listing: ImportedListing) -> dict[str, Any]:  # Any: as above
    return {
        "timetable": tuple(_timetable(listing)),
        "schedule_note": _lines(*_loose_hours(listing), listing.schedule_note),
        "fees_description": listing.fee_text,
        "fee_yen": 0 if listing.is_free else amount_of(listing.fee_text),
        "capacity": listing.capacity,
        "minimum_age": _years(listing.age_from),
        "maximum_age": _years(listing.age_to),
        "eligibility_description": _lines(_age_words(listing), listing.eligibility_text),
        "exclusion_description": listing.exclusion_text,
        "what_to_bring": listing.bring_text,
        "first_visit": listing.booking_text,
        "contacts": tuple(_contacts(listing)),
    }


def _place(listing: ImportedListing) -> dict[str, Any]:  # Any: as above
    has_position = listing.latitude is not None and listing.longitude is not None
    return {
        "place.name": listing.venue,
        "place.address": " ".join(filter(None, (listing.address, listing.building))),
        "place.is_address_hidden": listing.address_visibility.value == Visibility.HIDDEN.value or None,
        "place.postal_code": listing.postal_code,
        "place.position": (listing.latitude, listing.longitude) if has_position else None,
        "place.parking": listing.parking,
        "place.nearest_stop": listing.access_text,
    }


def _answers(listing: ImportedListing) -> dict[str, str]:
    answers: dict[str | None, Fact] = {"free_of_charge": Fact.of(listing.is_free)}
    answers["reservation_needed"] = _booking(listing.booking_text)
    answers |= {key_of_file(code): Fact.of(answer) for code, answer in listing.accessibility.items()}
    return {f"{FACT}{key}": str(answer) for key, answer in answers.items() if key and answer.is_known}


def _is_telling(listing: ImportedListing) -> bool:
    """Whether the file's own word for the kind says more than the kind's name does."""
    return bool(listing.kind_text) and not names_kind(listing.kind_text, listing.kind)


def _age_words(listing: ImportedListing) -> str:
    """What a file says of ages, where the two bounds do not say the same."""
    bounds = (_years(listing.age_from), _years(listing.age_to))
    return "" if listing.age_text == age_words(*bounds) else listing.age_text


def _booking(text: str) -> Fact:
    if _BOOKING_FREE.search(text):
        return Fact.NO
    return Fact.YES if _BOOKING_NEEDED.search(text) else Fact.UNKNOWN


def _contacts(listing: ImportedListing) -> Iterator[ContactEntry]:
    visibility = Visibility(listing.contact_visibility.value)
    first = ContactEntry(
        name=listing.contact_note,
        phone=national(listing.phone) if listing.phone else None,
        extension=listing.extension,
        fax=national(listing.fax) if listing.fax else None,
        email=listing.email or None,
        visibility=visibility,
    )
    if first != ContactEntry(visibility=visibility):
        yield first
    yield from (ContactEntry(phone=national(phone), visibility=visibility) for phone in listing.other_phones)


def _timetable(listing: ImportedListing) -> Iterator[TimetableLine]:
    for session in listing.sessions:
        if (rule := session.rule()) is not None:
            yield TimetableLine(rule, _stop(session.place))


def _stop(place: ImportedPlace | None) -> ListingPlace | None:
    if place is None:
        return None
    return ListingPlace(
        name=place.name,
        address=place.address,
        latitude=place.latitude,
        longitude=place.longitude,
        position_level=PositionLevel.NONE if place.latitude is None else PositionLevel.EXACT,
    )


def _loose_hours(listing: ImportedListing) -> Iterator[str]:
    """Sessions whose days the file does not say: they are kept in words, for no calendar can hold them."""
    for session in listing.sessions:
        if session.freq is None:
            yield " ".join(filter(None, (_stop_name(session), _hours(session), session.note)))


def _stop_name(session: ImportedSession) -> str:
    return f"{session.place.name or session.place.address}：" if session.place else ""


def _hours(session: ImportedSession) -> str:
    if session.opens_at is None and session.closes_at is None:
        return ""
    return f"{clock_span(session.opens_at, session.closes_at)}（曜日は未確認）"


def _years(months: int | None) -> int | None:
    return None if months is None else months // MONTHS_A_YEAR


def _lines(*texts: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))

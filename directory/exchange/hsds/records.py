"""What listing is this HSDS service? Its nested record becomes the same frozen value as a row of any other list."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from directory.exchange.found import Found
from directory.exchange.hsds.schedules_in import read_schedule
from directory.exchange.hsds.tables import Record
from directory.exchange.hsds.terms import FACT_TERMS, KINDS
from directory.exchange.kinds import OTHER, kind_of
from directory.exchange.listing import (
    ImportedListing,
    ImportedPlace,
    ImportedSession,
    Level,
    PositionLevel,
    Remark,
)
from directory.exchange.phones import Phones, read_phones
from directory.exchange.places import read_position, read_postal_code
from directory.exchange.text import squeeze

_MONTHS: Final = 12
_STATUSES: Final = {
    "active": "",
    "inactive": "ended",
    "defunct": "ended",
    "temporarily closed": "paused",
}
_JAPANESE_NUMBER: Final = re.compile(r"[\"'\s]*(?:\+81|\(?0)")
_NOT_EXTRA: Final = frozenset(
    {"id", "name", "alternate_name", "description", "url", "email", "status", "application_process", "fees"}
    | {"fees_description", "eligibility_description", "minimum_age", "maximum_age", "phones", "contacts", "schedules"}
    | {"languages", "organization", "attributes", "service_at_locations", "last_modified", "assured_date", "metadata"}
    | {"cost_options"}
)
_HOME: Final = "JP"


@dataclass(slots=True)
class Reader:
    """One record at work: what must be said about it, and what has no field of its own."""

    number: int
    part: str
    remarks: list[Remark] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)

    def take(self, column: str, text: str, found: Found[Phones]) -> Phones:
        """A reading with its remark; the text stays where the value does not hold it."""
        if found.level:
            self.say(column, found.level, found.message)
        if not found.is_whole and text:
            self.extra[column] = text
        return found.value

    def say(self, column: str, level: Level, message: str) -> None:
        """Leave a remark about a field of the record."""
        self.remarks.append(Remark(self.number, column, level, message, self.part))


def listing_of(record: Record, reader: Reader) -> ImportedListing:
    """The listing of a service with a name."""
    places = list(_places(record))
    main = places[0] if places else ImportedPlace()
    organization = child(record, "organization")
    name = squeeze(text(record, "name"))
    listing = ImportedListing(
        rows=(reader.number,),
        source_id=text(record, "id"),
        name=name,
        alternate_name=text(record, "alternate_name"),
        description=text(record, "description"),
        kind=_kind(record, name),
        organization_name=squeeze(text(organization, "name")),
        url=_web(record, reader),
        email=_mail(record, reader),
        status=_status(record, reader),
        booking_text=text(record, "application_process"),
        bring_text="\n".join(filter(None, (text(one, "document") for one in children(record, "required_documents")))),
        fee_text=_fees(record),
        is_free=_is_free(record),
        eligibility_text=_eligibility(record),
        age_from=_months(record, "minimum_age"),
        age_to=_months(record, "maximum_age", last=_MONTHS - 1),
        languages=_languages(record),
        accessibility=dict(_facts(record)),
        accessibility_note=_accessibility(record),
        sessions=tuple(_sessions(record, places, reader)),
        record=record,
    )
    listing = _with_contact(_with_place(listing, record, main, reader), record, reader)
    _keep_the_rest(record, reader)
    return replace(listing, extra=dict(reader.extra))


def text(record: Mapping[str, object], name: str) -> str:
    """A field as text, "" when it is absent."""
    value = record.get(name)
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def child(record: Mapping[str, object], name: str) -> Record:
    """The object in a field, empty when there is none."""
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def children(record: Mapping[str, object], *names: str) -> list[Record]:
    """The objects in the first of these fields that has any."""
    for name in names:
        value = record.get(name)
        found = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        if found:
            return found
    return []


def _status(record: Record, reader: Reader) -> str:
    stated = text(record, "status").casefold().replace("_", " ")
    if stated and stated not in _STATUSES:
        reader.say("status", Level.DOUBTFUL, f"状態「{stated}」は決まった言葉にないので、使いませんでした。")
    return _STATUSES.get(stated, "")


def _kind(record: Record, name: str) -> str:
    for term in _terms(record):
        if text(term, "taxonomy") == KINDS.name and text(term, "code"):
            return text(term, "code")
    return kind_of(*(text(term, "name") for term in _terms(record)), name) or OTHER


def _terms(record: Record) -> Iterator[Record]:
    for attribute in children(record, "attributes", "service_taxonomys"):
        yield child(attribute, "taxonomy_term")


def _facts(record: Record) -> Iterator[tuple[str, bool]]:
    keys = {str(term.id): key for key, term in FACT_TERMS.items()}
    for attribute in children(record, "attributes"):
        key = keys.get(text(child(attribute, "taxonomy_term"), "id"))
        if key and text(attribute, "value") in {"yes", "no"}:
            yield key, text(attribute, "value") == "yes"


def _fees(record: Record) -> str:
    lines = [text(record, "fees_description") or text(record, "fees")]
    for cost in children(record, "cost_options"):
        amount = " ".join(filter(None, (text(cost, "amount"), text(cost, "currency").upper())))
        parts = (text(cost, "option"), amount, text(cost, "amount_description"))
        lines.append(" ".join(part for part in parts if part and part not in lines))
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _is_free(record: Record) -> bool | None:
    amounts = [text(cost, "amount") for cost in children(record, "cost_options") if text(cost, "amount")]
    if not amounts:
        return None
    with suppress(ValueError):
        return all(float(amount) == 0 for amount in amounts)
    return None


def _eligibility(record: Record) -> str:
    lines = [text(record, "eligibility_description"), text(record, "audience")]
    lines += [text(one, "eligibility") for one in children(record, "eligibility", "eligibilitys")]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _months(record: Record, name: str, *, last: int = 0) -> int | None:
    stated = text(record, name) or next(
        (text(one, name) for one in children(record, "eligibilitys", "eligibility")), ""
    )
    with suppress(ValueError):
        years = int(float(stated))
        return years * _MONTHS + last if 0 <= years < 150 else None  # noqa: PLR2004 - no one is older
    return None


def _languages(record: Record) -> tuple[str, ...]:
    codes = (text(one, "code") or text(one, "name") for one in children(record, "languages"))
    return tuple(dict.fromkeys(code.casefold()[:8] for code in codes if code and code.isascii()))


def _accessibility(record: Record) -> str:
    lines = []
    for at in children(record, "service_at_locations"):
        place = child(at, "location")
        lines += [text(one, "description") for one in children(place, "accessibility")] or [
            text(place, "accessibility")
        ]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _places(record: Record) -> Iterator[ImportedPlace]:
    for at in children(record, "service_at_locations"):
        yield place_of(child(at, "location"))
    located = children(child(record, "organization"), "locations")
    if not children(record, "service_at_locations") and len(located) == 1:
        yield place_of(located[0])


def place_of(location: Record) -> ImportedPlace:
    """Where a location lies, as far as it says."""
    position = read_position(text(location, "latitude"), text(location, "longitude")).value
    return ImportedPlace(
        name=text(location, "name"),
        address=_address(location),
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
    )


def _address(location: Record) -> str:
    for address in children(location, "addresses", "physical_addresses", "mail_addresses"):
        street = [text(address, name) for name in ("address_1", "address_2", "address_3", "address_4")]
        town = [text(address, name) for name in ("city", "region", "state_province")]
        if text(address, "country").upper() in {_HOME, "JAPAN"} or not "".join(street).isascii():
            return "".join(filter(None, (text(address, "state_province"), text(address, "city"), *street)))
        return ", ".join(dict.fromkeys(filter(None, (*street, *town, text(address, "country")))))
    return text(location, "address")


def _with_place(listing: ImportedListing, record: Record, main: ImportedPlace, reader: Reader) -> ImportedListing:
    locations = [child(at, "location") for at in children(record, "service_at_locations")][:1]
    location: Record = next(iter(locations), {})
    found = read_position(text(location, "latitude"), text(location, "longitude"))
    if found.level:
        reader.say("latitude", found.level, found.message)
        reader.extra["latitude, longitude"] = f"{text(location, 'latitude')}, {text(location, 'longitude')}"
    address: Record = next(iter(children(location, "addresses", "physical_addresses")), {})
    is_home = text(address, "country").upper() == _HOME
    return replace(
        listing,
        venue=main.name,
        address=main.address,
        city=text(address, "city"),
        town=text(address, "address_1") if not is_home else "",
        prefecture=text(address, "state_province") if is_home else "",
        postal_code=read_postal_code(text(address, "postal_code")).value if is_home else "",
        latitude=main.latitude,
        longitude=main.longitude,
        position_level=PositionLevel.NONE if main.latitude is None else PositionLevel.EXACT,
        access_text=text(location, "transportation"),
    )


def _with_contact(listing: ImportedListing, record: Record, reader: Reader) -> ImportedListing:
    numbers: list[str] = []
    fax = ""
    for phone in _phones(record):
        written = text(phone, "number").strip("\"' ")
        read = _read_number(written, reader)
        if "fax" in text(phone, "type").casefold():
            fax = fax or read
        elif read:
            numbers.append(read)
    people = children(record, "contacts")
    note = "、".join(filter(None, (_person(one) for one in people)))
    mail = listing.email or next((text(one, "email") for one in people if text(one, "email")), "")
    numbers = list(dict.fromkeys(numbers))
    return replace(
        listing, phone=next(iter(numbers), ""), other_phones=tuple(numbers[1:]), fax=fax, email=mail, contact_note=note
    )


def _person(contact: Record) -> str:
    return " ".join(filter(None, (text(contact, name) for name in ("department", "title", "name"))))


def _phones(record: Record) -> Iterator[Record]:
    """The service's own numbers, else those of its place, else of its organization."""
    at = children(record, "service_at_locations")
    groups = [children(record, "phones")]
    groups.append([phone for one in children(record, "contacts") for phone in children(one, "phones")])
    groups.append([phone for one in at for phone in children(one, "phones")])
    groups.append([phone for one in at for phone in children(child(one, "location"), "phones")])
    groups.append(children(child(record, "organization"), "phones"))
    yield from next((group for group in groups if group), ())


def _read_number(written: str, reader: Reader) -> str:
    if not written:
        return ""
    if not _JAPANESE_NUMBER.match(written):
        reader.extra.setdefault("phones.number", written)
        reader.say("number", Level.DOUBTFUL, "日本の電話番号ではないので、番号の文字だけを残しました。")
        return ""
    found = reader.take("phones.number", written, read_phones(written))
    return found.main or found.fax


def _mail(record: Record, reader: Reader) -> str:
    stated = text(record, "email")
    if stated and not is_mail(stated):
        reader.extra["email"] = stated
        reader.say("email", Level.DOUBTFUL, "メールアドレスとして読めませんでした。")
        return ""
    return stated


def _web(record: Record, reader: Reader) -> str:
    stated = text(record, "url")
    if stated and not is_web(stated):
        reader.extra["url"] = stated
        reader.say("url", Level.DOUBTFUL, "ウェブの住所として読めませんでした。")
        return ""
    return stated


def is_mail(stated: str) -> bool:
    """Whether this has the form of a mail address."""
    return re.fullmatch(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+", stated) is not None


def is_web(stated: str) -> bool:
    """Whether this has the form of an address on the web."""
    return re.fullmatch(r"https?://[^\s/?#]+\S*", stated) is not None


def _sessions(record: Record, places: list[ImportedPlace], reader: Reader) -> Iterator[ImportedSession]:
    own = list(_read(children(record, "schedules", "regular_schedules"), reader))
    yield from own
    for number, at in enumerate(children(record, "service_at_locations")):
        schedules = children(at, "schedules", "regular_schedules") or (
            [] if own else children(child(at, "location"), "schedules", "regular_schedules")
        )
        place = places[number] if number else None
        found = [session for session in _read(schedules, reader) if number or session not in own]
        yield from (replace(session, place=place) for session in found or ([ImportedSession()] if place else []))


def _read(schedules: Iterable[Record], reader: Reader) -> Iterator[ImportedSession]:
    for schedule in schedules:
        session, sentence = read_schedule({name: text(schedule, name) for name in schedule})
        if sentence:
            reader.say("schedules", Level.DOUBTFUL, sentence)
        yield session


def _keep_the_rest(record: Record, reader: Reader) -> None:
    for name, value in record.items():
        if name in _NOT_EXTRA or value is None:
            continue
        if words := "\n".join(_words(value)):
            reader.extra.setdefault(name, words)


def _words(value: object) -> Iterator[str]:
    """The words of a field that the directory has no place for."""
    if isinstance(value, dict):
        named = (
            text(value, name) for name in ("name", "document", "source", "label", "description", "url", "available")
        )
        yield from list(filter(None, named))[:1]
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif str(value).strip():
        yield str(value).strip()

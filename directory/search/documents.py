"""What of a listing can be searched? Its public words, and a row of its public facts; nothing else ever gets here."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from core import clock
from directory.freshness import is_left_out, ladder_of
from directory.models.service_area import AreaRule
from directory.public_listing import PublicListing, PublicPlace
from directory.recurrence.sessions import Session
from directory.recurrence.slots import slots_mask
from directory.search.columns import ListingRow
from directory.search.forms import BEGIN, BREAK, Field, name_form, stated_reading, text_form
from directory.search.text_index.protocol import IndexDocument, IndexEntry
from directory.taxonomy.kinds import Kind


def document_of(listing: PublicListing, kind: Kind | None) -> IndexDocument:
    """The words by which residents find a listing."""
    return IndexDocument(
        id=str(listing.id),
        name=listing.name,
        name_kana=listing.name_kana,
        kind_words=kind.all_names if kind else (),
        text="\n".join(dict.fromkeys(filter(None, _texts(listing)))),
    )


def row_of(listing: PublicListing, kind: Kind | None, upcoming: Session | None, now: datetime) -> ListingRow:
    """The facts by which residents narrow a search, as they stand now."""
    today = clock.local_date(now)
    place = _place_on_map(listing)
    assured_on = clock.local_date(listing.assured_at) if listing.assured_at else None
    is_too_old = is_left_out(assured_on, today, ladder_of(listing.kind))
    return ListingRow(
        id=str(listing.id),
        kind=listing.kind,
        districts=tuple(dict.fromkeys(_districts(listing))),
        slots=slots_mask(listing.rules, since=today),
        facts={key: fact.answer for key, fact in listing.facts.items()},
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        next_session=begins(upcoming) if upcoming else None,
        assured_on=assured_on,
        is_shown_by_default=(kind is None or kind.is_shown_by_default) and not is_too_old,
    )


def begins(session: Session) -> datetime:
    """The instant by which sessions are put in order; without a known hour the end of the day."""
    day, hour, _ = session.order
    return session.starts or datetime.combine(day, hour, clock.TOWN_ZONE)


def unread_entry(document: IndexDocument) -> IndexEntry:
    """An entry for the seconds until the indexer has read a listing aloud: only the stated kana is a reading."""
    kana = stated_reading(document.name_kana)
    return IndexEntry(
        id=document.id,
        forms={
            Field.NAME: name_form(document.name),
            Field.NAME_READING: f"{BREAK}{BEGIN}{BEGIN.join(kana)}{BEGIN}{BREAK}" if kana else BREAK,
            Field.KIND: text_form("\n".join(document.kind_words)),
            Field.KIND_READING: BREAK,
            Field.TEXT: text_form(document.text),
            Field.TEXT_READING: BREAK,
        },
    )


def _texts(listing: PublicListing) -> Iterator[str]:
    yield from (listing.alternate_name, listing.organization_name, listing.description, listing.easy_description)
    yield from (listing.first_visit, listing.what_to_bring, listing.eligibility_description, listing.fees_description)
    yield from (listing.schedule_note, listing.status_note, listing.remarks)
    yield from listing.tags
    yield from (word for words in listing.translations.values() for word in words.values())
    yield listing.timetable_words() if listing.timetable else ""
    for place in _places(listing):
        yield from (place.name, place.name_kana, place.address, place.district_name, place.landmark)
    yield from (area.name for area in listing.areas if area.rule is not AreaRule.EXCLUDED)


def _districts(listing: PublicListing) -> Iterator[str]:
    yield from (place.district_code for place in _places(listing) if place.district_code)
    yield from (area.code for area in listing.areas if area.rule is not AreaRule.EXCLUDED)


def _places(listing: PublicListing) -> Iterable[PublicPlace]:
    return filter(None, (listing.place, *(line.place for line in listing.timetable)))


def _place_on_map(listing: PublicListing) -> PublicPlace | None:
    return next((place for place in _places(listing) if place.latitude is not None), None)

"""A contact that is not for everybody never gets into what residents or the index can read."""

import dataclasses
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from core import clock
from core.database import Database
from core.scope import open_for_all
from directory.content import ContactEntry, ListingPlace
from directory.models.contact import Contact, Visibility
from directory.models.service import Service
from directory.public_listing import PublicListing, public_listing_of
from directory.search.analysis import analyse, fingerprint
from directory.search.catalogue import Catalogue
from directory.search.criteria import SearchCriteria
from directory.search.documents import document_of, row_of
from directory.search.forms import Field, text_needle
from directory.search.indexer import Indexer
from directory.search.service import search
from directory.search.text_index.whoosh_index import WhooshIndex
from tests.directory.search.lookups import holding
from tests.factories.directory import a_listing, a_municipality

CANARIES = ("0900000", "kanaria", "花鳥", "隠田町")
"""Parts of a phone, an address, a name and a place that are not for everybody."""


@pytest.fixture
def service(session: Session) -> Service:
    shown = ContactEntry(name="受付", phone="0856-31-0000", visibility=Visibility.PUBLIC)
    hidden = [
        ContactEntry(
            name="花鳥 風月", phone="0900000", email="kanaria@example.jp", fax="0900000", visibility=visibility
        )
        for visibility in (Visibility.OFFICE, Visibility.HIDDEN)
    ]
    return a_listing(
        session,
        a_municipality(session),
        contacts=(shown, *hidden),
        place=ListingPlace(
            name="隠田町の家", address="隠田町1-1", latitude=34.6, longitude=131.8, is_address_hidden=True
        ),
        file_words={"代表者": "花鳥 風月"},
        file_values={"phone": "0900000"},
    )


def leaks(*things: object) -> list[str]:
    return [canary for canary in CANARIES if canary in " ".join(map(repr, things))]


def test_no_canary_gets_into_what_residents_read(service: Service) -> None:
    listing = public_listing_of(service)
    document = document_of(listing, None)
    assert leaks(listing, document, analyse(document), row_of(listing, None, None, clock.now())) == []
    assert [contact.name for contact in listing.contacts] == ["受付"]
    assert listing.has_more_contacts
    assert listing.place is not None
    assert (listing.place.latitude, listing.place.address) == (None, "")


def test_no_canary_gets_into_the_files_of_the_index_or_a_result(
    service: Service, session: Session, database: Database, tmp_path: Path
) -> None:
    session.commit()
    index = WhooshIndex(tmp_path / "index", fingerprint())
    Indexer(database, index).catch_up()
    files = b"".join(path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file())
    assert [canary for canary in CANARIES if canary.encode() in files] == []
    with database.reading() as own:
        for words in ("", *CANARIES):
            assert leaks(search(open_for_all(own), index, Catalogue(), SearchCriteria(words=words)).hits) == []
    assert "見本".encode() in files
    held = {field: holding(index.snapshot(), field, text_needle(canary)) for field in Field for canary in CANARIES}
    assert not any(held.values())


def test_a_public_listing_has_no_field_that_nobody_decided_on() -> None:
    columns = {column.key for column in Service.__table__.columns}
    hidden = columns - {one.name for one in dataclasses.fields(PublicListing)}
    assert hidden == {
        "location_id",
        "intake_slots",
        "intake_stated_at",
        "intake_stated_by",
        "file_words",
        "file_values",
    }


@pytest.mark.control
def test_a_contact_shown_by_mistake_is_noticed(service: Service) -> None:
    contact: Contact = service.contacts[1]
    contact.visibility = Visibility.PUBLIC
    assert set(leaks(public_listing_of(service))) == {"0900000", "kanaria", "花鳥"}

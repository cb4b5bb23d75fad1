"""A reader's own calendar can follow a listing, a district or a kind."""

import pytest
from icalendar import Calendar

from accounts.models.municipality import Municipality
from core.database import Database
from core.scope import open_for
from directory.models.service import Service, ServiceStatus
from directory.taxonomy import kinds
from tests.factories.directory import a_listing
from tests.fixtures.application import Browser, Town


@pytest.fixture
def exercise(database: Database, town: Town) -> Service:
    """One listing of two kinds, and a draft."""
    with database.writing() as session:
        row = open_for(session, [town.id]).get_one(Municipality, town.id)
        kinds.install(session)
        found = a_listing(session, row, "ひきみ朝の体操", kind="hyakusai_taiso")
        a_listing(session, row, "お茶の会", kind="kayoinoba")
        a_listing(session, row, "まだ下書きの会", kind="kayoinoba", status=ServiceStatus.DRAFT)
        session.expunge_all()
        return found


def names_in(resident: Browser, address: str) -> list[str]:
    """What a calendar speaks of."""
    answer = resident.get(address)
    assert answer.mimetype == "text/calendar"
    return sorted(str(event["SUMMARY"]) for event in Calendar.from_ical(answer.get_data()).walk("VEVENT"))


def test_of_one_listing_leads_back_to_it(resident: Browser, exercise: Service) -> None:
    answer = resident.get(f"/listings/{exercise.id}/calendar.ics")
    (event,) = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert str(event["URL"]).endswith(f"/listings/{exercise.id}")


def test_of_a_kind_has_its_listings_only(resident: Browser, exercise: Service) -> None:
    assert names_in(resident, "/calendar.ics?kind=hyakusai_taiso") == ["ひきみ朝の体操"]


def test_of_the_town_has_no_draft(resident: Browser, exercise: Service) -> None:
    assert names_in(resident, "/calendar.ics") == ["お茶の会", "ひきみ朝の体操"]


def test_of_an_unknown_kind_does_not_exist(resident: Browser, exercise: Service) -> None:
    assert resident.get("/calendar.ics?kind=nothing").status_code == 404

"""A municipality with districts and listings; a test says only what it changes."""

from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.access import Actor, Role
from core.ids import new_id
from directory import listings, organizations
from directory.content import ContactEntry, ListingChange, ListingPlace, TimetableLine
from directory.geography.positions import PositionLevel
from directory.models.contact import Visibility
from directory.models.district import District
from directory.models.organization import Organization
from directory.models.service import Service, ServiceStatus
from directory.recurrence.rules import weekly

WEDNESDAY_MORNING = TimetableLine(weekly([2], time(9, 30), time(11)))
HALL = ListingPlace(
    name="見本集会所",
    address="見本県見本市駅前町1-1",
    latitude=34.675,
    longitude=131.842,
    position_level=PositionLevel.EXACT,
)
CANARY = "0855-00-1234"
"""A phone that residents must never see."""


def a_municipality(session: Session, code: str = "322041", **changes: Any) -> Municipality:
    """A town."""
    columns = {"name": "見本市", "name_kana": "みほんし", "prefecture": "見本県", **changes}
    town = Municipality(code=code, **columns)
    session.add(town)
    session.flush()
    return town


def a_district(session: Session, town: Municipality, name: str = "匹見", **changes: Any) -> District:
    """One district of it."""
    columns = {"code": name, "name_kana": "ひきみ", "area": "匹見", "latitude": 34.57, "longitude": 132.0, **changes}
    district = District(municipality_id=town.id, name=name, **columns)
    session.add(district)
    session.flush()
    return district


def an_organization(session: Session, town: Municipality, name: str = "見本の会") -> Organization:
    """A group that offers something."""
    return organizations.add(session, municipality_id=town.id, name=name)


def coordinator(town: Municipality) -> Actor:
    """Somebody of the office."""
    return Actor(Role.COMMUNITY_SUPPORT_COORDINATOR, municipality_id=town.id, user_id=new_id(), name="見本 担当")


def steward_of(organization: Organization) -> Actor:
    """Somebody of the group."""
    return Actor(
        Role.HOST_STEWARD,
        municipality_id=organization.municipality_id,
        steward_id=new_id(),
        name="世話 花代",
        organization_ids=frozenset({organization.id}),
    )


def a_listing(
    session: Session,
    town: Municipality,
    name: str = "見本サロン",
    *,
    organization: Organization | None = None,
    status: ServiceStatus = ServiceStatus.ACTIVE,
    source_id: str | None = None,
    **changes: Any,
) -> Service:
    """A listing as the office writes it: on Wednesday mornings, with a contact that only the office knows."""
    whole = {
        "kind": "kayoinoba",
        "timetable": (WEDNESDAY_MORNING,),
        "place": HALL,
        "contacts": (ContactEntry(name="世話 花代", phone=CANARY, visibility=Visibility.OFFICE),),
        **changes,
    }
    return listings.add(
        session,
        coordinator(town),
        ListingChange(name=name, **whole),
        organization=organization or an_organization(session, town),
        status=status,
        source_id=source_id,
    )

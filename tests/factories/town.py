"""A town with a district, a coordinator and a listing; a test says only what it changes."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from accounts.models.door import Door
from accounts.models.municipality import Municipality
from accounts.models.user import User
from core import clock
from core.access import Actor, Role
from core.ids import new_id
from directory.models.district import District
from directory.models.organization import Organization
from directory.models.service import Service
from directory.models.steward import Steward


def stored(session: Session, row: Any) -> Any:
    """The row, written down."""
    session.add(row)
    session.flush()
    return row


def a_town(session: Session, code: str = "322041", **changes: Any) -> Municipality:
    """A municipality."""
    columns = {"name": "見本市", "name_kana": "みほんし", "prefecture": "見本県", "area_code": "0856", **changes}
    town: Municipality = stored(session, Municipality(code=code, **columns))
    return town


def a_district(session: Session, town: Municipality, code: str = "masuda", **changes: Any) -> District:
    """A district of the town."""
    columns = {
        "name": "益田",
        "name_kana": "ますだ",
        "area": "中部",
        "latitude": 34.675,
        "longitude": 131.843,
        **changes,
    }
    district: District = stored(session, District(municipality_id=town.id, code=code, **columns))
    return district


def a_worker(
    session: Session, town: Municipality, role: Role = Role.PARTICIPATION_COORDINATOR, name: str = "見本 担当"
) -> Actor:
    """Somebody who signed in for the town."""
    user: User = stored(session, User(email=f"{new_id()}@example.jp", name=name))
    return Actor(role=role, municipality_id=town.id, user_id=user.id, name=name)


def an_organization(session: Session, town: Municipality, name: str = "見本サロンの会") -> Organization:
    """A group of the town."""
    row = Organization(municipality_id=town.id, name=name, source_id=str(new_id()))
    organization: Organization = stored(session, row)
    return organization


def a_service(
    session: Session, town: Municipality, organization: Organization | None = None, **changes: Any
) -> Service:
    """A listing of the group that runs, was assured lately and takes newcomers."""
    organization = organization or an_organization(session, town)
    columns = {
        "number": new_id().int % 1_000_000_007,
        "kind": "kayoinoba",
        "name": "見本サロン",
        "intake_slots": 2,
        "intake_stated_at": clock.now() - timedelta(days=1),
        "assured_at": clock.now(),
        **changes,
    }
    row = Service(municipality_id=town.id, organization_id=organization.id, source_id=str(new_id()), **columns)
    service: Service = stored(session, row)
    return service


def a_steward(session: Session, organization: Organization, name: str = "世話 花代") -> Actor:
    """Somebody of the group, at a known device."""
    town = organization.municipality_id
    door = stored(session, Door(municipality_id=town, reference=str(new_id()), email="host@example.jp"))
    row = Steward(municipality_id=town, organization_id=organization.id, door_id=door.id, name=name)
    steward: Steward = stored(session, row)
    return Actor(
        role=Role.HOST_STEWARD,
        municipality_id=town,
        name=name,
        organization_ids=frozenset({organization.id}),
        steward_id=steward.id,
    )

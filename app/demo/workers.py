"""Who works in the demo town? The agencies of the plan, and a worker for each role; nobody has a password."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts import invitations, sign_in
from accounts.models.agency import Agency
from accounts.models.membership import Membership
from accounts.models.municipality import Municipality
from accounts.models.user import User
from app.demo.entries import AgencyEntry, TownEntry, WorkerEntry
from core.access import MACHINE, Actor
from core.japanese.phone import to_e164

DESK = "福祉環境部 総合支援課"
DESK_NUMBER = 1
AREA_CODE = "0856"


def phone(number: int) -> str:
    """A number of the demo town: the exchange 00 is given to nobody."""
    return to_e164(f"{AREA_CODE}-00-{number:04}")


def furnish(session: Session, town: Municipality, entry: TownEntry) -> dict[str, Actor]:
    """Write the mark of the demo, the desk, the agencies and the workers down; the workers by their keys."""
    town.is_demo = True
    town.desk_name, town.desk_phone, town.area_code = DESK, phone(DESK_NUMBER), AREA_CODE
    agencies = {one.name: _agency(town, one) for one in entry.agencies}
    session.add_all(agencies.values())
    session.flush()
    return {one.key: _worker(session, town, agencies[one.agency], one) for one in entry.workers}


def _agency(town: Municipality, entry: AgencyEntry) -> Agency:
    return Agency(
        municipality_id=town.id,
        name=entry.name,
        name_kana=entry.kana,
        field=entry.field,
        operator=entry.operator,
        phone=phone(entry.tel),
    )


def _worker(session: Session, town: Municipality, agency: Agency, entry: WorkerEntry) -> Actor:
    invitations.invite(
        session,
        MACHINE,
        municipality_id=town.id,
        email=entry.email,
        name=entry.name,
        role=entry.role,
        agency_id=agency.id,
        area_codes=entry.areas,
    )
    query = select(Membership).join(Membership.user).where(User.email == entry.email)
    return sign_in.actor_of(session.execute(query).scalar_one())

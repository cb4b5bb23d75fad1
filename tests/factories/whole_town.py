"""A town in which everything that an address can name exists four times over: own, another's, another town's, never."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts import doors, invitations, sign_in
from accounts.models.membership import Membership
from accounts.models.municipality import Municipality
from accounts.models.user import User
from casework import consents, tasks, teams
from casework.models.consent import Purpose
from casework.tasks import Promise
from core import clock
from core.access import STAFF, Actor, Role
from core.ids import new_id
from directory import alerts, developments, host_notices, inquiries, listing_reports, listings, stewards, word_groups
from directory.alerts import NewAlert
from directory.content import ListingChange
from directory.exchange.hsds.services import at_id
from directory.inquiries import NewInquiry
from directory.models.host_notice import NoticeKind
from directory.models.inquiry import InquiryWish
from directory.models.listing_report import ReportSubject
from directory.models.saved_search import SavedSearch
from directory.models.steward import Steward
from directory.taxonomy import kinds
from directory.word_groups import WordGroupChange
from matching import follow_ups, needs
from matching.batch import runs
from matching.batch.weighing import Wish
from matching.lifecycle import State
from matching.needs import NeedDetails
from tests.factories.directory import a_listing
from tests.factories.matches import Scene
from tests.factories.town import a_district

Values = dict[str, Any]  # Any: keys, numbers and words that stand in an address


class Relation(StrEnum):
    """Whose record an address names, seen from whoever asks for it."""

    OWN = "own"
    OTHER = "another's"
    FAR = "another town's"
    NONE = "nobody's"


@dataclass
class WholeTown:
    """The secrets by which each part comes in, and what stands in addresses for each relation."""

    municipality_id: uuid.UUID
    cookies: dict[Role, tuple[str, str]] = field(default_factory=dict)
    values: dict[Relation, Values] = field(default_factory=dict)
    words: dict[Relation, str] = field(default_factory=dict)


def build(session: Session) -> WholeTown:
    """Write the whole town down."""
    kinds.install(session)
    near, far = a_municipality(session, "322041", "益田市"), a_municipality(session, "322059", "大田市")
    workers = {role: a_member(session, near, role) for role in sorted(STAFF)}
    stranger = a_member(session, near, Role.PARTICIPATION_COORDINATOR, "別の担当")
    away = a_member(session, far, Role.PARTICIPATION_COORDINATOR, "遠くの担当")
    town = WholeTown(near.id)
    for role, membership in workers.items():
        town.cookies[role] = ("staff", sign_in.begin(session, membership).token)
    own = a_side(session, near, workers[Role.PARTICIPATION_COORDINATOR], "うちの会", list(workers.values()))
    town.values[Relation.OWN] = own
    town.values[Relation.OTHER] = a_side(session, near, stranger, "よその会")
    town.values[Relation.FAR] = a_side(session, far, away, "遠くの会")
    town.values[Relation.NONE] = nobodys(own)
    steward = session.get_one(Steward, own["steward_id"])
    town.cookies[Role.HOST_STEWARD] = ("host", doors.make_known(session, steward.door, label="iPhone").token)
    return town


def a_municipality(session: Session, code: str, name: str) -> Municipality:
    """A town with a telephone."""
    row = Municipality(code=code, name=name, name_kana="し", prefecture="島根県", desk_phone="+81856310000")
    row.desk_name = "総合支援課"
    session.add(row)
    session.flush()
    return row


def a_member(session: Session, town: Municipality, role: Role, name: str = "職員") -> Membership:
    """A worker of the town."""
    user = User(email=f"{new_id()}@example.jp", name=f"{name} {role}")
    session.add(user)
    session.flush()
    row = Membership(municipality_id=town.id, user_id=user.id, role=role, starts_on=clock.today())
    session.add(row)
    session.flush()
    return row


def a_side(
    session: Session, town: Municipality, worker: Membership, name: str, team: list[Membership] | None = None
) -> Values:
    """Everything that hangs on one coordinator and one group, by its name in addresses."""
    a_district(session, town, code=str(new_id()), name=name)
    actor = sign_in.actor_of(worker)
    scene = Scene(session, town=town, actor=actor, name=f"{name}のサロン", intake_slots=9)
    scene.service.organization.name = name
    for member in team or []:
        teams.join(session, actor, scene.person, member.user_id)
    return {
        **of_directory(session, scene, name),
        **of_person(session, scene),
        **of_accounts(session, town, actor),
    }


def of_directory(session: Session, scene: Scene, name: str) -> Values:
    """The group, its listing, and whoever keeps it."""
    organization = scene.service.organization
    service = a_listing(session, scene.town, f"{name}の体操", organization=organization)
    change = ListingChange(description="お茶も出ます")
    revision = listings.revise(session, scene.host, service, change, based_on=service.version)
    steward = stewards.appoint(session, organization, name="世話 花代", email="hanayo@example.jp", phone=None)
    device = doors.make_known(session, steward.door, label="Android").device
    notice = host_notices.give(session, scene.host, organization, NoticeKind.CALL)
    alerts.ask(session, scene.town.id, NewAlert(f"{new_id()}@example.jp", "q=体操", "ja"))
    saved = session.execute(select(SavedSearch).where(SavedSearch.municipality_id == scene.town.id)).scalars().all()[-1]
    report = listing_reports.report(session, service, ReportSubject.PHONE)
    wish = NewInquiry(wish=InquiryWish.VISIT, name=name, phone="0856-31-0000")
    inquiry = inquiries.ask(session, scene.town, service, wish)
    development = developments.begin(
        session, scene.actor, scene.town.id, "夜の場所", kind="kayoinoba", district_id=None
    )
    assert revision is not None
    return {
        "organization_id": organization.id,
        "service_id": service.id,
        "number": service.number,
        "at_id": at_id(service.id, service.location_id),
        "revision_id": revision.id,
        "steward_id": steward.id,
        "device_id": device.id,
        "reference": steward.door.reference,
        "notice_id": notice.id,
        "report_id": report.id,
        "alert_token": alerts.token_of(saved),
        "inquiry_id": inquiry.id,
        "development_id": development.id,
    }


def of_person(session: Session, scene: Scene) -> Values:
    """The person with a consent, a task, matches and their questions."""
    attending = scene.match(State.ATTENDING)
    offered = scene.match(State.OFFERED, person=shared_team(session, scene))
    asked = scene.match(State.ASKED, person=shared_team(session, scene))
    needs.save(session, scene.actor, scene.person, NeedDetails(), version=0)
    promised = Promise(title="電話する", due_on=clock.today(), person_id=scene.person.id)
    consent = next(row for row in consents.list_of(session, scene.person.id) if row.purpose is Purpose.TELL_HOST)
    question = next(row for row in scene.questions() if row.reference == asked.reference)
    return {
        "person_id": scene.person.id,
        "consent_id": consent.id,
        "task_id": tasks.promise(session, scene.actor, promised).id,
        "placement_id": attending.id,
        "offered_id": offered.id,
        "newcomer_id": offered.person_id,
        "run_id": runs.start(session, scene.actor, [scene.person.id, offered.person_id], Wish()).id,
        "follow_up_id": follow_ups.list_of(session, attending)[0].id,
        "question_id": question.id,
    }


def shared_team(session: Session, scene: Scene) -> Any:
    """A further person whom the same team works with."""
    person = scene.newcomer()
    for member in scene.person.team:
        teams.join(session, scene.actor, person, member.user_id)
    return person


def of_accounts(session: Session, town: Municipality, actor: Actor) -> Values:
    """Somebody else with a role, and somebody who is invited."""
    token = invitations.invite(
        session,
        actor,
        municipality_id=town.id,
        email=f"{new_id()}@example.jp",
        name="新しい人",
        role=Role.COMMUNITY_SUPPORT_COORDINATOR,
    )
    group = word_groups.add_group(session, actor, WordGroupChange(("とんど焼き", "どんど焼き")))
    member = a_member(session, town, Role.COMMUNITY_SUPPORT_COORDINATOR)
    return {"membership_id": member.id, "token": token, "group_id": group.id}


def nobodys(values: Mapping[str, Any]) -> Values:
    """Keys and words that name nothing."""
    never = {"number": 999_999, "reference": "2222", "token": "2222", "alert_token": "2222"}
    return {name: never.get(name) or new_id() for name in values}

"""A wish becomes one call on the list of the district's coordinator, and the call is ticked off when all were rung."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.membership import Membership
from accounts.models.municipality import Municipality
from casework import inquiry_tasks
from casework.models.task import Task
from core import clock
from core.access import Actor, Role
from core.outbox import OutboxMessage
from directory import inquiries
from directory.inquiries import NewInquiry
from directory.models.inquiry import InquiryOutcome, InquiryWish
from directory.models.service import Service
from tests.factories.directory import CANARY, a_district, a_listing, a_municipality
from tests.factories.town import a_worker

pytestmark = pytest.mark.db
WISH = NewInquiry(wish=InquiryWish.VISIT, name=CANARY, phone="0856-31-0000")


@pytest.fixture
def town(session: Session) -> Municipality:
    """A town."""
    return a_municipality(session)


def passed_on(session: Session, service: Service | None, town: Municipality) -> list[Task]:
    """One more wish about a listing, handled as the worker would; what is to be done then."""
    inquiries.ask(session, town, service, WISH)
    message = session.execute(select(OutboxMessage).order_by(OutboxMessage.sequence.desc())).scalars().first()
    assert message
    inquiry_tasks.keep_promise(session, message)
    return list(session.execute(select(Task).where(Task.done_at.is_(None))).scalars())


def covering(session: Session, town: Municipality, *areas: str) -> Actor:
    """A coordinator of districts."""
    actor = a_worker(session, town)
    role = Role.PARTICIPATION_COORDINATOR
    row = Membership(municipality_id=town.id, user_id=actor.user_id, role=role, starts_on=clock.today())
    row.area_codes = list(areas)
    session.add(row)
    session.flush()
    return actor


def test_the_district_s_coordinator_is_asked_without_a_name(session: Session, town: Municipality) -> None:
    service = a_listing(session, town)
    assert service.location
    district = service.location.district = a_district(session, town)
    covering(session, town, "elsewhere")
    whole_town = covering(session, town)
    assert [task.assignee_id for task in passed_on(session, None, town)] == [whole_town.user_id]
    own = covering(session, town, district.area)
    task = next(one for one in passed_on(session, service, town) if one.service_id)
    assert (task.assignee_id, CANARY in task.title, service.name in task.title) == (own.user_id, False, True)


def test_two_wishes_are_one_call_list_until_both_were_rung(session: Session, town: Municipality) -> None:
    actor, service = covering(session, town), a_listing(session, town)
    passed_on(session, service, town)
    assert len(passed_on(session, service, town)) == 1
    for left, inquiry in zip((1, 0), inquiries.list_open(session, actor), strict=True):
        inquiries.answer(session, actor, inquiry, InquiryOutcome.TALKED)
        inquiry_tasks.finish_about(session, actor, service.id)
        assert len(session.execute(select(Task).where(Task.done_at.is_(None))).scalars().all()) == left


def test_a_wish_answered_meanwhile_needs_no_call(session: Session, town: Municipality) -> None:
    actor = covering(session, town)
    inquiry = inquiries.ask(session, town, None, WISH)
    inquiries.answer(session, actor, inquiry, InquiryOutcome.WITHDRAWN)
    message = session.execute(select(OutboxMessage).where(OutboxMessage.kind == inquiry_tasks.KIND)).scalar_one()
    inquiry_tasks.keep_promise(session, message)
    assert session.execute(select(Task)).first() is None

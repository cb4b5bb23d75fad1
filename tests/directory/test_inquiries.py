"""A wish to come or to help is sealed, seen by the district's coordinators, answered once and erased in the end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core import clock
from core.access import ANONYMOUS, Role
from core.errors import ConflictError, InvalidError, NotFoundError
from core.outbox import OutboxMessage
from directory import inquiries
from directory.inquiries import KEPT, MOST_AN_HOUR, NewInquiry
from directory.models.inquiry import Inquiry, InquiryOutcome, InquiryWish
from tests.factories.directory import CANARY, a_district, a_listing, a_municipality
from tests.factories.town import a_worker

pytestmark = pytest.mark.db
WISH = NewInquiry(wish=InquiryWish.VISIT, name=CANARY, phone="0856-31-0000", times=("morning", "night"), care=CANARY)


@pytest.fixture
def town(session: Session) -> Municipality:
    """A town."""
    return a_municipality(session)


def asked(session: Session, town: Municipality) -> Inquiry:
    """A wish about a listing."""
    return inquiries.ask(session, town, a_listing(session, town), WISH)


def test_what_is_written_is_sealed_and_never_promised_on(session: Session, town: Municipality) -> None:
    inquiry = asked(session, town)
    row = session.execute(text("select name, phone, care from inquiry")).one()
    assert all(CANARY.encode() not in bytes(cell) and b"856" not in bytes(cell) for cell in row)
    message = session.execute(select(OutboxMessage).where(OutboxMessage.kind == inquiries.ASKED)).scalar_one()
    assert message.payload == {"inquiry": str(inquiry.id)}
    assert (inquiry.phone, inquiry.times) == ("+81856310000", ["morning"])


@pytest.mark.parametrize(("field", "value"), [("name", " "), ("phone", "31-0000"), ("phone", "なし")])
def test_what_cannot_be_rung_is_refused_on_its_field(
    session: Session, town: Municipality, field: str, value: str
) -> None:
    typed = {"wish": InquiryWish.HELP, "name": "山根", "phone": "0856-31-0000", field: value}
    with pytest.raises(InvalidError) as refused:
        inquiries.ask(session, town, None, NewInquiry(**typed))  # type: ignore[arg-type]  # one field is replaced
    assert set(refused.value.fields) == {field}


def test_the_town_s_area_code_is_added(session: Session) -> None:
    town = a_municipality(session, "131016", area_code="0856")
    near = NewInquiry(wish=InquiryWish.HELP, name="山根", phone="31-0000")
    assert inquiries.ask(session, town, None, near).phone == "+81856310000"


def test_a_machine_cannot_bury_the_office(session: Session, town: Municipality) -> None:
    for _ in range(MOST_AN_HOUR):
        inquiries.ask(session, town, None, WISH)
    with pytest.raises(InvalidError):
        inquiries.ask(session, town, None, WISH)


class TestSeeing:
    def test_is_for_coordinators_of_the_district(self, session: Session, town: Municipality) -> None:
        inquiry = asked(session, town)
        assert inquiry.service
        assert inquiry.service.location
        inquiry.service.location.district = a_district(session, town)
        session.flush()
        area = inquiry.service.location.district.area
        for areas, sees in ((frozenset[str](), True), (frozenset({area}), True), (frozenset({"elsewhere"}), False)):
            actor = replace(a_worker(session, town), area_codes=areas)
            assert (inquiries.list_open(session, actor) == [inquiry]) is sees

    def test_is_for_nobody_else(self, session: Session, town: Municipality) -> None:
        inquiry = asked(session, town)
        others = (
            ANONYMOUS,
            a_worker(session, town, Role.ADMINISTRATOR),
            a_worker(session, a_municipality(session, "131016")),
        )
        for actor in others:
            with pytest.raises(NotFoundError):
                inquiries.get(session, actor, inquiry.id)

    def test_without_a_place_it_is_for_every_coordinator(self, session: Session, town: Municipality) -> None:
        inquiry = inquiries.ask(session, town, None, WISH)
        actor = replace(a_worker(session, town), area_codes=frozenset({"elsewhere"}))
        assert inquiries.get(session, actor, inquiry.id) is inquiry


def test_is_answered_once_and_erased_after_ninety_days(session: Session, town: Municipality) -> None:
    inquiry, open_one = asked(session, town), inquiries.ask(session, town, None, WISH)
    actor = a_worker(session, town)
    inquiries.answer(session, actor, inquiry, InquiryOutcome.TALKED)
    with pytest.raises(ConflictError):
        inquiries.answer(session, actor, inquiry, InquiryOutcome.TALKED)
    assert inquiries.erase_old(session) == 0
    with clock.standing_at(clock.now() + KEPT + timedelta(days=1)):
        assert inquiries.erase_old(session) == 1
    assert session.execute(select(Inquiry)).scalars().all() == [open_one]

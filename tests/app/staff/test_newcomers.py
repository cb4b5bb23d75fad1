"""Where a place has opened, the page names who waits for it: those with nowhere else to go first."""

from uuid import UUID

import pytest
from sqlalchemy import select

from accounts.models.municipality import Municipality
from core.audit import AuditEntry
from tests.app.staff.conftest import Desk
from tests.factories.board import Board


@pytest.fixture
def wood(desk: Desk) -> UUID:
    """One place for wood; まつさん could go elsewhere, うめさん could not, たけさん cannot pay."""
    with desk.writing() as session:
        board = Board(session, town=session.get_one(Municipality, desk.actor.municipality_id), actor=desk.actor)
        place = board.place("木の会", "木工")
        place.fee_yen = 500
        board.place("茶の会", "お茶")
        board.person("まつさん", "木工", "お茶", days_ago=30)
        board.person("たけさん", "木工", fee_limit_yen=100)
        return place.id


def test_who_waits_is_named_with_points_and_reasons(desk: Desk, wood: UUID) -> None:
    answer = desk.browser.get(f"/staff/listings/{wood}/waiting")
    assert answer.status_code == 200
    assert "すぐ提案できる人" in answer.text
    assert "ほかに行けるところ 1件" in answer.text
    assert "条件が合わない人 1人" in answer.text


def test_every_look_is_recorded(desk: Desk, wood: UUID) -> None:
    desk.browser.get(f"/staff/listings/{wood}/waiting")
    with desk.writing() as session:
        seen = select(AuditEntry.subject).where(AuditEntry.action == "waiting_see")
        assert session.execute(seen).scalar_one() == f"service:{wood}"


def test_nobody_waits(desk: Desk) -> None:
    with desk.writing() as session:
        board = Board(session, town=session.get_one(Municipality, desk.actor.municipality_id), actor=desk.actor)
        place = board.place("木の会", "木工").id
    assert "いま待っていません" in desk.browser.get(f"/staff/listings/{place}/waiting").text


def test_the_listing_leads_there(desk: Desk, wood: UUID) -> None:
    assert f"/staff/listings/{wood}/waiting" in desk.browser.get(f"/staff/listings/{wood}").text

"""One press says that all is still so; two call a day off; all of it can be taken back."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from core import clock
from directory.models.service import ServiceStatus
from directory.recurrence.rules import Closure
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

WEDNESDAY = date(2026, 11, 25)
BEFORE = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
"""Nine in the morning, half an hour before the session."""
DURING = BEFORE + timedelta(minutes=45)


def confirms(phone: Browser, group: Group, version: str | None = None) -> str:
    form = {"version": version or phone.version(group.home)}
    return phone.post(f"{group.listing}/confirm", form, seen_at=group.home).location


def rests(phone: Browser, group: Group, day: date = WEDNESDAY) -> int:
    return phone.post(f"{group.listing}/rest", {"day": day}, seen_at=group.home).status_code


def opens(phone: Browser, group: Group, day: date = WEDNESDAY) -> int:
    return phone.post(f"{group.listing}/open", {"day": day}, seen_at=group.home).status_code


def undo_address(phone: Browser, group: Group) -> str:
    found = re.search(r'action="(/host/listings/[^"]+/undo/[^"]+)"', phone.get(group.home).get_data(as_text=True))
    assert found
    return found[1]


class TestConfirm:
    @pytest.mark.first
    def test_is_one_press(self, phone: Browser, group: Group) -> None:
        assert confirms(phone, group) == f"{group.home}?done=confirmed"
        assert (group.content().assured_at, group.content().assured_by) == (clock.now(), "団体")
        assert "11月24日（火）に確かめました" in phone.get(group.home).get_data(as_text=True)

    def test_confirms_only_what_was_seen(self, phone: Browser, group: Group) -> None:
        seen = phone.version(group.home)
        group.change(description="場所が変わりました")
        assert confirms(phone, group, seen) == f"{group.home}?done=moved"
        assert group.content().assured_at is None

    def test_can_be_taken_back(self, phone: Browser, group: Group) -> None:
        confirms(phone, group)
        address = undo_address(phone, group)
        assert phone.post(address, seen_at=group.home).location == f"{group.home}?done=undone"
        assert group.content().assured_at is None
        assert "/undo/" not in phone.get(group.home).get_data(as_text=True)

    def test_cannot_be_taken_back_after_seven_days(self, phone: Browser, group: Group) -> None:
        confirms(phone, group)
        address = undo_address(phone, group)
        with clock.standing_at(clock.now() + timedelta(days=8)):
            assert "/undo/" not in phone.get(group.home).get_data(as_text=True)
            assert phone.post(address, seen_at=group.home).status_code == 409
        assert group.content().assured_at is not None

    def test_of_one_groups_listing_cannot_be_undone_at_another(self, phone: Browser, group: Group) -> None:
        confirms(phone, group)
        revision = undo_address(phone, group).rpartition("/")[2]
        stray = f"/host/listings/{group.id}/undo/{revision}"
        assert phone.post(stray, seen_at=group.home).status_code == 404


class TestRest:
    def test_is_asked_once_more(self, phone: Browser, group: Group) -> None:
        page = f"{group.listing}/rest?day={WEDNESDAY}"
        assert f'href="{page}"' in phone.get(group.home).get_data(as_text=True)
        assert "午前9時半〜11時" in phone.get(page).get_data(as_text=True)
        assert group.content().closures == ()

    def test_says_today_on_the_day_itself(self, phone: Browser, group: Group) -> None:
        with clock.standing_at(BEFORE):
            assert "今日は休みます" in phone.get(group.home).get_data(as_text=True)
            assert rests(phone, group) == 303
            assert "休みにしています" in phone.get(group.home).get_data(as_text=True)
        assert group.content().closures == (Closure(starts_on=WEDNESDAY, ends_on=WEDNESDAY, reason="今日は休みます"),)

    def test_is_taken_back_before_it_begins(self, phone: Browser, group: Group) -> None:
        with clock.standing_at(BEFORE):
            rests(phone, group)
            assert "やっぱり開きます" in phone.get(group.home).get_data(as_text=True)
            assert opens(phone, group) == 303
        assert group.content().closures == ()

    def test_stays_once_the_session_has_begun(self, phone: Browser, group: Group) -> None:
        with clock.standing_at(BEFORE):
            rests(phone, group)
            address = undo_address(phone, group)
        with clock.standing_at(DURING):
            page = phone.get(group.home).get_data(as_text=True)
            assert "やっぱり開きます" not in page
            assert "/undo/" not in page
            assert opens(phone, group) == 409
            assert phone.post(address, seen_at=group.home).status_code == 409
        assert len(group.content().closures) == 1

    @pytest.mark.parametrize(("day", "status"), [("2026-11-23", 409), ("水曜日", 404), ("", 404)])
    def test_of_no_day_ahead_is_refused(self, phone: Browser, group: Group, day: str, status: int) -> None:
        assert phone.get(f"{group.listing}/rest?day={day}").status_code == status
        answer = phone.post(f"{group.listing}/rest", {"day": day}, seen_at=group.home)
        assert answer.status_code == status
        assert group.content().closures == ()


class TestPause:
    def test_shows_one_way_back(self, phone: Browser, group: Group) -> None:
        page = f"{group.listing}/edit/pause"
        form = {"version": phone.version(page), "resumes_on": "2027-04-01", "status_note": "春まで休みます"}
        assert phone.post(page, form, seen_at=page).location == f"{group.home}?done=paused"
        home = phone.get(group.home).get_data(as_text=True)
        assert "また始めます" in home
        assert "担当の者から連絡します" in home
        content = group.content()
        assert (content.status, content.resumes_on) == (ServiceStatus.PAUSED, date(2027, 4, 1))
        phone.post(f"{group.listing}/resume", seen_at=group.home)
        assert group.content().status is ServiceStatus.ACTIVE

"""Each part of a listing is corrected on its own page; nothing typed is lost, nothing of others overwritten."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import func, select

from accounts.models.municipality import Municipality
from directory import host_notices
from directory.added_fields import AddedField, add_field
from directory.content import ContactEntry, ListingPlace, TimetableLine
from directory.models.contact import Visibility
from directory.models.host_notice import NoticeKind
from directory.models.revision import Revision
from directory.models.service import ServiceStatus
from directory.recurrence.rules import Closure, HolidayRule, monthly, weekly
from tests.factories.directory import HALL, WEDNESDAY_MORNING
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

TIME = {"how": "weekly", "weekdays": ["2"], "opens_at": "09:30", "closes_at": "11:00", "holidays": "unknown"}
PLACE = {"name": "見本集会所", "address": HALL.address, "landmark": "", "nearest_stop": "", "parking": ""}
PHONE = {"phone_0": "0855-00-1234", "visibility_0": "office"}


def saves(phone: Browser, group: Group, code: str, **form: Any) -> Any:
    """Save one part, based on what is shown now unless the test says otherwise."""
    page = f"{group.listing}/edit/{code}"
    return phone.post(page, {"version": phone.version(page), **form}, seen_at=page)


def count_revisions(group: Group) -> int:
    with group.writing() as session:
        return session.execute(select(func.count()).select_from(Revision)).scalar_one()


def notices(group: Group) -> list[tuple[NoticeKind, str]]:
    with group.writing() as session:
        return [(one.kind, one.words) for one in host_notices.open_of(session, group.id)]


class TestTime:
    def test_is_set_by_weekday_buttons(self, phone: Browser, group: Group) -> None:
        answer = saves(phone, group, "time", **{**TIME, "weekdays": ["0", "4"], "closes_at": "", "holidays": "closed"})
        assert answer.location == f"{group.listing}/edit?done=saved"
        rule = group.content().timetable[0].rule
        assert rule == replace(weekly([0, 4], time(9, 30)), holiday_rule=HolidayRule.CLOSED)
        assert "毎週 月曜・金曜" in phone.get(answer.location).get_data(as_text=True)

    def test_is_set_to_weeks_of_the_month(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "time", **{**TIME, "how": "monthly", "nths": ["2", "-1"], "weekdays": ["4"]})
        assert group.content().timetable[0].rule == monthly([2, -1], [4], time(9, 30), time(11))

    def test_keeps_what_the_form_does_not_ask(self, phone: Browser, group: Group) -> None:
        winter = replace(WEDNESDAY_MORNING.rule, months=(1, 2, 12), note="雪の日は休み")
        group.change(timetable=(TimetableLine(winter, ListingPlace(name="冬の会場")),))
        saves(phone, group, "time", **{**TIME, "weekdays": ["3"]})
        line = group.content().timetable[0]
        assert (line.rule, line.place) == (replace(winter, weekdays=(3,)), ListingPlace(name="冬の会場"))

    def test_of_several_lines_is_told_to_the_office(self, phone: Browser, group: Group) -> None:
        group.change(timetable=(WEDNESDAY_MORNING, TimetableLine(weekly([4], time(13)))))
        answer = phone.get(f"{group.listing}/edit/time")
        assert answer.location == f"{group.listing}/tell"
        page = f"{group.listing}/tell"
        assert phone.post(page, {"words": ""}, seen_at=page).status_code == 422
        assert phone.post(page, {"words": "金曜をやめます"}, seen_at=page).location == f"{group.home}?done=told"
        assert notices(group) == [(NoticeKind.CHANGE, "金曜をやめます")]


class TestOtherParts:
    def test_what_to_bring_and_what_the_town_asks_beside(self, phone: Browser, group: Group) -> None:
        with group.writing() as session:
            town = session.execute(select(Municipality)).scalar_one()
            add_field(town, AddedField("office_key", "鍵の場所"))
        saves(phone, group, "more", what_to_bring="上ばき", exclusion_description="", office_key="区長さん")
        content = group.content()
        assert (content.what_to_bring, content.added_fields) == ("上ばき", {"office_key": "区長さん"})

    def test_first_visit(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "first-visit", first_visit="玄関で声をかけてください。")
        assert group.content().first_visit == "玄関で声をかけてください。"

    def test_fee(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "fee", fee_yen="0", fees_description="お茶代は別")
        assert (group.content().fee_yen, group.content().fees_description) == (0, "お茶代は別")
        saves(phone, group, "fee", fee_yen="", fees_description="")
        assert group.content().fee_yen is None

    def test_a_landmark_moves_nothing(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "place", **{**PLACE, "landmark": "赤い屋根"})
        assert group.content().place == replace(HALL, landmark="赤い屋根")
        assert notices(group) == []

    def test_a_new_address_is_checked_by_the_office(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "place", **{**PLACE, "address": "見本県見本市駅前町2-2"})
        place = group.content().place
        assert place is not None
        assert place.is_position_doubtful
        assert notices(group) == [(NoticeKind.CHECK, "場所と目印")]

    def test_a_phone_is_shown_and_hidden(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "phone", **{**PHONE, "visibility_0": "public"})
        assert group.content().contacts[0].visibility is Visibility.PUBLIC
        assert "0855-00-1234" in phone.get(f"/listings/{group.service_id}").get_data(as_text=True)
        saves(phone, group, "phone", **{**PHONE, "visibility_0": "hidden"})
        assert group.content().contacts[0].visibility is Visibility.HIDDEN
        assert "0855-00-1234" not in phone.get(f"/listings/{group.service_id}").get_data(as_text=True)
        assert notices(group) == []

    def test_a_new_phone_is_checked_by_the_office(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "phone", **{**PHONE, "phone_0": "０８５６３１０００１"})
        assert group.content().contacts == (ContactEntry(name="世話 花代", phone="+81856310001"),)
        assert notices(group) == [(NoticeKind.CHECK, "電話番号")]

    def test_a_first_phone(self, phone: Browser, group: Group) -> None:
        group.change(contacts=())
        saves(phone, group, "phone", phone_0="", visibility_0="office")
        assert group.content().contacts == ()
        saves(phone, group, "phone", phone_0="0856-31-0001", visibility_0="public")
        assert group.content().contacts == (ContactEntry(phone="+81856310001", visibility=Visibility.PUBLIC),)

    def test_full_is_one_press(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "intake", intake="3")
        assert group.content().intake_slots == 3
        edit = f"{group.listing}/edit"
        assert "いまは満員です" in phone.get(edit).get_data(as_text=True)
        saves(phone, group, "intake", intake="0")
        assert group.content().intake_slots == 0

    def test_a_rest_for_a_while_reaches_the_office(self, phone: Browser, group: Group) -> None:
        saves(phone, group, "pause", resumes_on="", status_note="家族の看病のため")
        assert group.content().status is ServiceStatus.PAUSED
        assert notices(group) == [(NoticeKind.PAUSE, "家族の看病のため")]

    def test_no_change_writes_nothing(self, phone: Browser, group: Group) -> None:
        before = count_revisions(group)
        assert saves(phone, group, "time", **TIME).location == f"{group.listing}/edit?done=same"
        assert count_revisions(group) == before

    def test_another_part_does_not_exist(self, phone: Browser, group: Group) -> None:
        assert phone.get(f"{group.listing}/edit/name").status_code == 404

    def test_can_be_taken_back_at_once(self, phone: Browser, group: Group) -> None:
        answer = saves(phone, group, "fee", fee_yen="300", fees_description="")
        page = phone.get(answer.location).get_data(as_text=True)
        address = page.split('action="')[1:]
        undo = next(one.split('"')[0] for one in address if "/undo/" in one)
        phone.post(undo, seen_at=group.home)
        assert group.content().fee_yen is None


Wrong = tuple[str, dict[str, Any], str, str]
WRONG: list[Wrong] = [
    ("time", {**TIME, "weekdays": []}, "weekdays", 'value="09:30"'),
    ("time", {**TIME, "opens_at": ""}, "opens_at", 'value="11:00"'),
    ("time", {**TIME, "closes_at": "09:00"}, "closes_at", 'value="09:00"'),
    ("time", {**TIME, "how": "monthly", "nths": []}, "nths", 'value="09:30"'),
    ("fee", {"fee_yen": "-5", "fees_description": "お茶代"}, "fee_yen", "お茶代"),
    ("fee", {"fee_yen": "三百", "fees_description": "お茶代"}, "fee_yen", "お茶代"),
    ("first-visit", {"first_visit": "あ" * 601}, "first_visit", "あ" * 601),
    ("place", {**PLACE, "name": "", "landmark": "赤い屋根"}, "name", "赤い屋根"),
    ("phone", {**PHONE, "phone_0": "110番の人"}, "phone_0", "110番の人"),
    ("intake", {}, "intake", "いまは満員"),
    ("pause", {"resumes_on": "2026-11-24", "status_note": "看病"}, "resumes_on", "看病"),
]


class TestInvalid:
    @pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong[0]}-{wrong[2]}")
    def test_is_shown_on_the_field_and_nothing_is_lost(self, phone: Browser, group: Group, wrong: Wrong) -> None:
        code, form, field, kept = wrong
        before, revisions = group.content(), count_revisions(group)
        answer = saves(phone, group, code, **form)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert f'id="{field}-wrong"' in page
        assert f'href="#{field}"' in page
        assert kept in page
        assert (group.content(), count_revisions(group), notices(group)) == (before, revisions, [])


class TestClash:
    def test_shows_both_and_overwrites_nothing(self, phone: Browser, group: Group) -> None:
        page = f"{group.listing}/edit/first-visit"
        shown = phone.version(page)
        group.change(first_visit="役所が書きました")
        form = {"version": shown, "first_visit": "団体が書きました"}
        answer = phone.post(page, form, seen_at=page)
        words = answer.get_data(as_text=True)
        assert answer.status_code == 409
        assert "役所が書きました" in words
        assert words.count("団体が書きました") == 2
        assert group.content().first_visit == "役所が書きました"

    def test_is_settled_by_the_next_press(self, phone: Browser, group: Group) -> None:
        page = f"{group.listing}/edit/intake"
        shown = phone.version(page)
        group.change(description="別のところ")
        answer = phone.post(page, {"version": shown, "intake": "2"}, seen_at=page)
        assert answer.status_code == 409
        assert group.content().intake_slots is None
        again = {"version": phone.version_of(answer), "intake": "2"}
        assert phone.post(page, again, seen_at=page).status_code == 303
        assert group.content().intake_slots == 2

    def test_is_not_hidden_by_a_wrong_field(self, phone: Browser, group: Group) -> None:
        page = f"{group.listing}/edit/fee"
        shown = phone.version(page)
        group.change(fee_yen=100)
        wrong = phone.post(page, {"version": shown, "fee_yen": "-1", "fees_description": ""}, seen_at=page)
        form = {"version": phone.version_of(wrong), "fee_yen": "200", "fees_description": ""}
        assert phone.post(page, form, seen_at=page).status_code == 409
        assert group.content().fee_yen == 100


class TestClosures:
    def test_of_several_days(self, phone: Browser, group: Group) -> None:
        page = f"{group.listing}/closures"
        form = {"version": phone.version(page), "starts_on": "2027-03-01", "ends_on": "2027-03-31", "reason": "工事"}
        assert phone.post(page, form, seen_at=page).status_code == 303
        closure = Closure(starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 31), reason="工事")
        assert group.content().closures == (closure,)
        shown = phone.get(page).get_data(as_text=True)
        assert "3月1日（月）〜3月31日（水）" in shown
        phone.post(f"{page}/remove", {"closure": "2027-03-01_2027-03-31"}, seen_at=page)
        assert group.content().closures == ()

    @pytest.mark.parametrize(
        ("form", "field"),
        [
            ({"starts_on": "", "ends_on": ""}, "starts_on"),
            ({"starts_on": "2026-11-01", "ends_on": ""}, "starts_on"),
            ({"starts_on": "2027-03-31", "ends_on": "2027-03-01"}, "ends_on"),
            ({"starts_on": "3月", "ends_on": ""}, "starts_on"),
        ],
    )
    def test_that_cannot_be_are_refused(self, phone: Browser, group: Group, form: dict[str, str], field: str) -> None:
        page = f"{group.listing}/closures"
        answer = phone.post(page, {"version": phone.version(page), "reason": "工事", **form}, seen_at=page)
        assert answer.status_code == 422
        assert f'id="{field}-wrong"' in answer.get_data(as_text=True)
        assert "工事" in answer.get_data(as_text=True)
        assert group.content().closures == ()

    def test_on_a_stale_page_are_asked_again(self, phone: Browser, group: Group) -> None:
        page = f"{group.listing}/closures"
        shown = phone.version(page)
        group.change(description="x")
        form = {"version": shown, "starts_on": "2027-03-01", "ends_on": "", "reason": ""}
        answer = phone.post(page, form, seen_at=page)
        assert answer.status_code == 409
        assert 'value="2027-03-01"' in answer.get_data(as_text=True)
        again = {**form, "version": phone.version_of(answer)}
        assert phone.post(page, again, seen_at=page).status_code == 303
        assert len(group.content().closures) == 1

    def test_of_one_day_opens_again_only_before_it_begins(self, phone: Browser, group: Group) -> None:
        page = f"{group.listing}/closures"
        form = {"version": phone.version(page), "starts_on": "2026-12-02", "ends_on": "", "reason": ""}
        phone.post(page, form, seen_at=page)
        assert phone.post(f"{page}/remove", {"closure": "2026-12-02_2026-12-02"}, seen_at=page).status_code == 303
        assert phone.post(f"{page}/remove", {"closure": "2026-12-02_2026-12-02"}, seen_at=page).status_code == 409
        assert group.content().closures == ()

"""A match takes only the steps that are allowed, with what each needs; the last place goes to one."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from casework.models.person import Person
from core.facts import Fact
from matching import placements, step_reasons
from matching.lifecycle import State
from matching.models.placement import Placement
from matching.step_reasons import StepReason
from tests.app.staff.conftest import Desk
from tests.factories.town import a_service

STEP = re.compile(r"/steps/([a-z-]+)")


def a_match(desk: Desk, state: State, **service: object) -> UUID:
    with desk.scene(**service) as scene:
        return scene.match(state).id


def state_of(desk: Desk, placement: UUID) -> tuple[str, str, str]:
    with desk.writing() as session:
        row = session.get_one(Placement, placement)
        return row.state, str(row.version), row.reason


def take(desk: Desk, placement: UUID, key: str, **sent: str) -> tuple[int, str]:
    page = f"/staff/placements/{placement}"
    _state, version, _reason = state_of(desk, placement)
    answer = desk.browser.post(f"{page}/steps/{key}", {"version": version, **sent}, seen_at=page)
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    ("state", "keys"),
    [
        (State.PROPOSED, {"offer", "declined", "withdraw"}),
        (State.OFFERED, {"declined", "withdraw"}),
        (State.VISITED, {"trial", "accept", "declined", "host-declined", "withdraw"}),
        (State.ATTENDING, {"settle", "pause", "stop"}),
    ],
)
def test_only_the_allowed_steps_are_offered(desk: Desk, state: State, keys: set[str]) -> None:
    page = desk.browser.get(f"/staff/placements/{a_match(desk, state)}").text
    assert set(STEP.findall(page)) == keys


def test_every_step_opens_where_it_is_allowed(desk: Desk) -> None:
    for state in (State.PROPOSED, State.ASKED, State.VISIT_PLANNED, State.VISITED, State.ACCEPTED, State.ATTENDING):
        with desk.scene() as scene:
            placement = scene.match(state).id
        for key in set(STEP.findall(desk.browser.get(f"/staff/placements/{placement}").text)):
            assert desk.browser.get(f"/staff/placements/{placement}/steps/{key}").status_code == 200


def test_a_step_that_is_not_allowed_now_is_refused_in_a_sentence(desk: Desk) -> None:
    placement = a_match(desk, State.PROPOSED)
    assert desk.browser.get(f"/staff/placements/{placement}/steps/settle").status_code == 409
    assert take(desk, placement, "settle")[0] == 409
    assert desk.browser.get(f"/staff/placements/{placement}/steps/nothing").status_code == 404


class TestSteps:
    def test_offering_reserves_a_place(self, desk: Desk) -> None:
        placement = a_match(desk, State.PROPOSED)
        assert take(desk, placement, "offer")[0] == 303
        assert state_of(desk, placement)[0] == State.OFFERED
        assert "まで取っています" in desk.browser.get(f"/staff/placements/{placement}").text

    def test_accepting_needs_both(self, desk: Desk) -> None:
        placement = a_match(desk, State.VISITED)
        status, page = take(desk, placement, "accept", person_says=Fact.YES, host_says=Fact.UNKNOWN)
        assert status == 409
        assert "両方の「はい」" in page
        assert take(desk, placement, "accept", person_says=Fact.YES)[0] == 422
        assert take(desk, placement, "accept", person_says=Fact.YES, host_says=Fact.YES)[0] == 303

    def test_ending_needs_a_reason_in_one_press(self, desk: Desk) -> None:
        placement = a_match(desk, State.ATTENDING)
        assert take(desk, placement, "stop", words="膝の手術")[0] == 422
        assert take(desk, placement, "stop", code="health", words="膝の手術")[0] == 303
        assert step_reasons.read(state_of(desk, placement)[2]) == (StepReason.HEALTH, "膝の手術")
        assert "体調：膝の手術" in desk.browser.get(f"/staff/placements/{placement}").text

    def test_a_visit_without_the_hosts_yes_needs_a_word(self, desk: Desk) -> None:
        placement = a_match(desk, State.ASKED)
        assert take(desk, placement, "visit", visit_on="2030-01-01")[0] == 422
        assert take(desk, placement, "visit", visit_on="2030-01-01", reason="電話で聞いた")[0] == 303

    def test_the_last_one_is_taken_back_in_one_press(self, desk: Desk) -> None:
        placement = a_match(desk, State.OFFERED)
        page = f"/staff/placements/{placement}"
        answer = desk.browser.post(f"{page}/undo", {"version": state_of(desk, placement)[1]}, seen_at=page)
        assert answer.status_code == 303
        assert state_of(desk, placement)[0] == State.PROPOSED

    def test_sent_twice_is_one_step(self, desk: Desk) -> None:
        placement = a_match(desk, State.PROPOSED)
        page = f"/staff/placements/{placement}"
        form = {"version": "1", "idempotency_key": "twice"}
        answers = [desk.browser.post(f"{page}/steps/offer", form, seen_at=page) for _ in range(2)]
        assert [answer.location for answer in answers] == [page, page]
        with desk.writing() as session:
            assert len(session.get_one(Placement, placement).steps) == 2


class TestLastPlace:
    def test_that_is_gone_leads_to_other_places(self, desk: Desk) -> None:
        with desk.scene(intake_slots=1) as scene:
            taken = scene.match(State.OFFERED)
            late = scene.match(State.PROPOSED, person=scene.newcomer()).id
            near = {"name": "となりのサロン", "is_by_arrangement": True}
            a_service(scene.session, scene.town, scene.service.organization, **near)
            assert taken.holds_place
        status, page = take(desk, late, "offer")
        assert status == 409
        assert "空きがありません" in page
        assert "となりのサロン" in page
        assert state_of(desk, late)[0] == State.PROPOSED


class TestChoosing:
    def test_makes_a_candidate_and_tells_nobody(self, desk: Desk) -> None:
        with desk.scene() as scene:
            person, service = scene.person.id, scene.service.id
        page = f"/staff/people/{person}/options"
        assert "見本サロン" in desk.browser.get(page).text
        answer = desk.browser.post(page, {"service": str(service)}, seen_at=page)
        assert answer.status_code == 303
        with desk.writing() as session:
            row = session.execute(select(Placement)).scalar_one()
            assert answer.location == f"/staff/placements/{row.id}"
            parts = (row.explanation or {})["contributions"]
            assert sum(part["points"] for part in parts) == row.score

    def test_what_a_rule_forbids_needs_a_reason(self, desk: Desk) -> None:
        with desk.scene(minimum_age=90) as scene:
            person, service = scene.person.id, scene.service.id
        page = f"/staff/people/{person}/options"
        answer = desk.browser.post(page, {"service": str(service)}, seen_at=page)
        assert answer.status_code == 422
        assert "選ぶ理由を書いてください" in answer.text
        sent = {"service": str(service), "reason": "会の人がよいと言った"}
        assert desk.browser.post(page, sent, seen_at=page).status_code == 303

    def test_the_paper_has_no_points_and_no_name(self, desk: Desk) -> None:
        with desk.scene() as scene:
            person = scene.person.id
        paper = desk.browser.get(f"/staff/people/{person}/options/print").text
        assert "見本サロン" in paper
        assert "点" not in paper.split("<main")[1]
        assert "山根" not in paper

    def test_a_place_chosen_twice_is_told_so(self, desk: Desk) -> None:
        with desk.scene() as scene:
            scene.match()
            person, service = scene.person.id, scene.service.id
        page = f"/staff/people/{person}/options"
        assert desk.browser.post(page, {"service": str(service)}, seen_at=page).status_code == 409
        with desk.writing() as session:
            assert len(placements.list_of(session, session.get_one(Person, person))) == 1

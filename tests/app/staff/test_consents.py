"""The ledger takes an agreement after the wording that was shown, and takes it back at the person's word."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from casework.consents import Item
from casework.models.consent import Consent, ConsentMethod, Purpose
from matching.lifecycle import State
from tests.app.staff.conftest import Desk
from tests.factories.people import a_person, agrees_to_support


@pytest.fixture
def person(desk: Desk) -> UUID:
    """A person who has agreed to nothing yet."""
    with desk.writing() as session:
        return a_person(session, desk.actor).id


def rows(desk: Desk, person: UUID) -> list[tuple[Purpose, ConsentMethod, bool]]:
    with desk.writing() as session:
        found = session.execute(select(Consent).where(Consent.person_id == person)).scalars()
        return [(row.purpose, row.method, row.withdrawn_at is None) for row in found]


def test_a_consent_to_support_is_written_with_its_wording(desk: Desk, person: UUID) -> None:
    page = f"/staff/people/{person}/consents"
    assert "いつでも、見ること、直すこと、取り下げることができます。" in desk.browser.get(page).text
    sent = {"support-method": "phone", "support-expires_on": "2030-01-01"}
    assert desk.browser.post(f"{page}/support", sent, seen_at=page).status_code == 303
    assert rows(desk, person) == [(Purpose.SUPPORT, ConsentMethod.PHONE, True)]


def test_telling_a_host_names_it_and_the_items_and_leads_back_to_the_match(desk: Desk) -> None:
    with desk.scene() as scene:
        placement = scene.match(State.OFFERED)
        keys = (scene.person.id, scene.service.organization_id, placement.id)
    person, host, match = keys
    page = f"/staff/people/{person}/consents"
    shown = desk.browser.get(f"{page}?host={host}&placement={match}").text
    assert f'name="placement" value="{match}"' in shown
    sent = {
        "tell-recipients": [str(host)],
        "tell-recipient": "",
        "tell-items": ["nickname", "wishes"],
        "tell-method": "signed",
        "tell-expires_on": "2030-01-01",
        "placement": str(match),
    }
    answer = desk.browser.post(f"{page}/tell-host", sent, seen_at=page)
    assert answer.location == f"/staff/placements/{match}"
    with desk.writing() as session:
        newest = session.execute(select(Consent).order_by(Consent.id.desc()).limit(1)).scalar_one()
        assert (newest.recipients, newest.items) == ([str(host)], [Item.NICKNAME, Item.WISHES])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tell-recipients": []}, "だれに伝えてよいかを選んでください"),
        ({"tell-expires_on": "2020-01-01"}, "もう過ぎています"),
        ({"tell-method": ""}, "選んでください"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    desk: Desk, person: UUID, changes: dict[str, object], words: str
) -> None:
    page = f"/staff/people/{person}/consents"
    sent = {"tell-recipient": "", "tell-method": "signed", "tell-expires_on": "2030-01-01", **changes}
    answer = desk.browser.post(f"{page}/tell-host", sent, seen_at=page)
    assert answer.status_code == 422
    assert words in answer.text
    assert rows(desk, person) == []


class TestWithdrawing:
    def test_ends_the_agreement_and_keeps_the_row(self, desk: Desk, person: UUID) -> None:
        with desk.writing() as session:
            key = agrees_to_support(session, desk.actor, a_person(session, desk.actor, nickname="ポンさん")).id
            owner = session.get_one(Consent, key).person_id
        page = f"/staff/people/{owner}/consents/{key}/withdraw"
        assert desk.browser.get(page).status_code == 200
        assert desk.browser.post(page, {"note": "やめたい"}, seen_at=page).status_code == 303
        assert rows(desk, owner) == [(Purpose.SUPPORT, ConsentMethod.SPOKEN, False)]
        assert "やめたい" in desk.browser.get(f"/staff/people/{owner}/consents").text

    def test_under_another_persons_address_does_not_exist(
        self, desk: Desk, person: UUID, desk_of: Callable[..., Desk]
    ) -> None:
        other = desk_of("別の人")
        with other.writing() as session:
            key = agrees_to_support(session, other.actor, a_person(session, other.actor)).id
        page = f"/staff/people/{person}/consents/{key}/withdraw"
        assert desk.browser.get(page).status_code == 404
        assert desk.browser.post(page, seen_at="/staff/today").status_code == 404

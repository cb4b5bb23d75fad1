"""The ledger says what holds today; nothing in it is ever changed, only withdrawn."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import consents, wordings
from casework.consents import Agreement
from casework.models.consent import ConsentMethod, Purpose
from core import clock
from core.errors import ConflictError, InvalidError
from core.facts import Fact
from core.outbox import OutboxMessage
from tests.factories.people import a_person, agrees_to_support, agrees_to_tell
from tests.factories.town import a_town, a_worker, an_organization


class TestHolding:
    def test_nothing_was_agreed_at_first(self, session: Session) -> None:
        person = a_person(session, a_worker(session, a_town(session)))
        assert consents.current(session, person.id, Purpose.SUPPORT) is None
        assert consents.state(session, person.id, Purpose.SUPPORT) is Fact.UNKNOWN

    def test_what_was_agreed_holds_for_a_year(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        given = agrees_to_support(session, actor, person)
        assert given.expires_on == date(2027, 11, 25)
        assert consents.demand(session, person.id, Purpose.SUPPORT) is given
        with clock.standing_at(clock.now() + timedelta(days=366)):
            assert consents.state(session, person.id, Purpose.SUPPORT) is Fact.UNKNOWN
            with pytest.raises(ConflictError):
                consents.demand(session, person.id, Purpose.SUPPORT)

    def test_a_year_from_a_leap_day_is_the_last_of_february(self) -> None:
        with clock.standing_at(clock.now().replace(year=2028, month=2, day=29)):
            assert consents.next_year() == date(2029, 2, 28)

    def test_only_the_named_hosts_may_be_told(self, session: Session) -> None:
        town = a_town(session)
        actor, host, other = a_worker(session, town), an_organization(session, town), an_organization(session, town)
        person = a_person(session, actor)
        given = agrees_to_tell(session, actor, person, host)
        assert consents.demand(session, person.id, Purpose.TELL_HOST, recipient=host.id) is given
        with pytest.raises(ConflictError):
            consents.demand(session, person.id, Purpose.TELL_HOST, recipient=other.id)

    def test_what_ends_soon_is_listed(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        soon = agrees_to_support(session, actor, person, expires_on=date(2026, 12, 1))
        agrees_to_support(session, actor, person, expires_on=date(2027, 2, 1))
        assert consents.list_expiring(session, [person.id], until=date(2026, 12, 9)) == [soon]


class TestGiving:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"wording_version": "support-0"}, "wording_version"),
            ({"expires_on": date(2026, 11, 24)}, "expires_on"),
            ({"purpose": Purpose.TELL_HOST, "wording_version": "tell_host-1"}, "recipients"),
        ],
    )
    def test_names_what_is_missing(self, session: Session, changes: dict[str, object], field: str) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        usual = {"purpose": Purpose.SUPPORT, "method": ConsentMethod.SIGNED, "wording_version": "support-1"}
        with pytest.raises(InvalidError) as refused:
            consents.give(session, actor, person, Agreement(**{**usual, **changes}))  # type: ignore[arg-type]
        assert list(refused.value.fields) == [field]

    def test_every_purpose_has_a_wording_in_two_kinds_of_japanese(self) -> None:
        for purpose in Purpose:
            wording = wordings.newest(purpose)
            assert wording.text.strip()
            assert wording.easy.strip()
            assert wordings.find(purpose, wording.version) == wording


class TestWithdrawing:
    def test_ends_it_and_promises_to_tell_those_who_rely_on_it(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        given = agrees_to_support(session, actor, person)
        consents.withdraw(session, actor, given, note="気が変わった")
        assert consents.state(session, person.id, Purpose.SUPPORT) is Fact.NO
        promised = session.execute(select(OutboxMessage)).scalar_one()
        assert (promised.kind, promised.payload) == (consents.WITHDRAWN, {"consent": str(given.id)})

    def test_happens_once(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        given = agrees_to_support(session, actor, a_person(session, actor))
        consents.withdraw(session, actor, given)
        with pytest.raises(ConflictError):
            consents.withdraw(session, actor, given)

    def test_leaves_a_newer_agreement_alone(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        earlier = agrees_to_support(session, actor, person)
        with clock.standing_at(clock.now() + timedelta(days=1)):
            later = agrees_to_support(session, actor, person)
        consents.withdraw(session, actor, earlier)
        assert consents.current(session, person.id, Purpose.SUPPORT) is later
        assert [row.id for row in consents.list_of(session, person.id)] == [later.id, earlier.id]

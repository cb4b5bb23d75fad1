"""What a host can take back stands once, and only as long as it can."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from core import clock
from core.access import MACHINE, Actor
from directory import host_replies, inbox, listings
from directory.content import ListingChange
from directory.inbox import Answer, GivenAnswer, NewQuestion
from directory.models.host_inbox import HostQuestion, QuestionKind
from directory.models.service import Service
from tests.factories.directory import a_listing, a_municipality, coordinator, steward_of

pytestmark = pytest.mark.db
TUESDAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
WEDNESDAY = date(2026, 11, 25)
SECOND = timedelta(seconds=1)


class Host:
    """A host with one listing that meets on Wednesdays."""

    def __init__(self, session: Session) -> None:
        self.session = session
        town = a_municipality(session)
        self.service: Service = a_listing(session, town)
        self.office: Actor = coordinator(town)
        self.actor = steward_of(self.service.organization)

    def ask(self, kind: QuestionKind) -> HostQuestion:
        return inbox.ask(self.session, self.office, NewQuestion(service=self.service, kind=kind, reference="r"))

    def undoable(self) -> list[str]:
        """What stands in the list: an answer or the reason of a change, the newest first."""
        found = host_replies.list_undoable(self.session, self.service.organization_id, [self.service])
        return [one.answer.answer if one.answer else one.row.reason for one in found]  # type: ignore[union-attr]

    def revise(self, description: str, actor: Actor | None = None) -> None:
        change = ListingChange(description=description)
        actor = actor or self.actor
        listings.revise(self.session, actor, self.service, change, based_on=self.service.version, reason=description)


@pytest.fixture
def host(session: Session) -> Host:
    with clock.standing_at(TUESDAY):
        return Host(session)


class TestConfirm:
    def test_answers_whoever_asks(self, session: Session, host: Host) -> None:
        question, other = host.ask(QuestionKind.CONFIRM), host.ask(QuestionKind.CAPACITY)
        host_replies.confirm(session, host.actor, host.service)
        assert inbox.open_questions(session, [host.service.organization_id]) == [other]
        standing = inbox.standing_answer(question)
        assert standing is not None
        assert standing.answer == Answer.UNCHANGED
        assert host.service.assured_by == "団体"
        assert host.undoable() == ["unchanged"]

    def test_needs_no_question(self, session: Session, host: Host) -> None:
        host_replies.confirm(session, host.actor, host.service)
        assert host.undoable() == [listings.CONFIRMED]


class TestUndoable:
    def test_stands_newest_first_for_seven_days(self, session: Session, host: Host) -> None:
        with clock.standing_at(TUESDAY):
            host.revise("いち")
        with clock.standing_at(TUESDAY + SECOND):
            inbox.answer(session, host.actor, host.ask(QuestionKind.CHECK_IN), GivenAnswer(Answer.CAME))
            assert host.undoable() == ["came", "いち"]
        with clock.standing_at(TUESDAY + timedelta(days=7)):
            assert host.undoable() == ["came", "いち"]
        with clock.standing_at(TUESDAY + timedelta(days=7) + SECOND):
            assert host.undoable() == ["came"]

    def test_leaves_out_what_was_changed_again(self, host: Host) -> None:
        host.revise("いち")
        host.revise("に")
        assert host.undoable() == ["に"]

    def test_leaves_out_what_was_taken_back(self, session: Session, host: Host) -> None:
        host.revise("いち")
        changes = host_replies.list_undoable(session, host.service.organization_id, [host.service])
        listings.undo(session, host.actor, host.service, changes[0].row.id)
        assert host.undoable() == []

    def test_leaves_out_what_a_machine_did(self, host: Host) -> None:
        host.revise("いち", MACHINE)
        assert host.undoable() == []

    def test_holds_what_the_office_did(self, host: Host) -> None:
        host.revise("いち", host.office)
        assert host.undoable() == ["いち"]

    def test_holds_a_rest_until_the_session_begins(self, session: Session, host: Host) -> None:
        with clock.standing_at(TUESDAY):
            listings.close_on(session, host.actor, host.service, WEDNESDAY)
            assert len(host.undoable()) == 1
        with clock.standing_at(TUESDAY + timedelta(days=1)):
            assert host.undoable() == []

    def test_can_all_be_taken_back(self, session: Session, host: Host) -> None:
        with clock.standing_at(TUESDAY):
            host.revise("いち")
            listings.set_intake(session, host.actor, host.service, 3)
            listings.close_on(session, host.actor, host.service, WEDNESDAY)
            for one in host_replies.list_undoable(session, host.service.organization_id, [host.service]):
                listings.undo(session, host.actor, host.service, one.row.id)
        assert (host.service.description, host.service.intake_slots, host.service.closures) == ("", None, [])

"""Every steward with an address hears of a question once, by the lasting address and without a word of a person."""

from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from app.demo.routes import read_mails
from app.handlers import worker_of
from app.mail.host_question import MATTERS, SUBJECT
from app.settings import Settings
from core import clock
from core.access import Actor
from core.database import Database
from core.scope import open_for_all
from directory import inbox, stewards
from directory.inbox import Answer, GivenAnswer, NewQuestion, QuestionContent
from directory.models.host_inbox import HostQuestion, QuestionKind
from directory.models.service import Service
from directory.models.steward import Steward
from tests.factories.town import a_service, a_worker
from tests.fixtures.application import Town

pytestmark = pytest.mark.usefixtures("app")  # it opens the keys


class Host:
    """A host with two stewards who have mail, and one who has none."""

    def __init__(self, session: Session, town: Town) -> None:
        row = session.get_one(Municipality, town.id)
        self.office: Actor = a_worker(session, row)
        self.service: Service = a_service(session, row)
        self.stewards = [self._steward(session, one) for one in ("hanayo@example.jp", "jiro@example.jp", None)]

    def _steward(self, session: Session, email: str | None) -> Steward:
        return stewards.appoint(session, self.service.organization, name="世話 花代", email=email, phone=None)

    def ask(self, session: Session, kind: QuestionKind = QuestionKind.INTRODUCTION) -> HostQuestion:
        content = QuestionContent(nickname="スミさん", words="花を育てるのが好きです")
        asked = NewQuestion(service=self.service, kind=kind, reference=f"r-{kind}", content=content)
        return inbox.ask(session, self.office, asked)


def sent(settings: Settings, database: Database) -> list[EmailMessage]:
    """Every mail so far, once the worker has done all there is to do."""
    worker_of(settings, database).once()
    return read_mails(settings.mail_dir)


@pytest.fixture
def asked(database: Database, town: Town) -> Any:
    """A host that has been asked one question; gives the lasting addresses."""
    with database.writing() as session:
        host = Host(open_for_all(session), town)
        host.ask(session)
        return [steward.door.reference for steward in host.stewards]


def test_each_steward_with_an_address_gets_one(settings: Settings, database: Database, asked: list[str]) -> None:
    mails = sent(settings, database)
    assert sorted(mail["To"] for mail in mails) == ["hanayo@example.jp", "jiro@example.jp"]
    assert len(sent(settings, database)) == 2
    bodies = {mail["To"]: mail.get_content() for mail in mails}
    assert f"/host/{asked[0]}\n" in bodies["hanayo@example.jp"]
    assert f"/host/{asked[1]}\n" in bodies["jiro@example.jp"]


def test_it_says_nothing_of_the_person(settings: Settings, database: Database, asked: list[str]) -> None:
    for mail in sent(settings, database):
        assert mail["Subject"] == SUBJECT
        for secret in ("スミ", "花を育てる", "見本サロンの会"):
            assert secret not in mail["Subject"]
        for secret in ("スミ", "花を育てる"):
            assert secret not in mail.get_content()


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_has_its_words(settings: Settings, database: Database, town: Town, kind: QuestionKind) -> None:
    with database.writing() as session:
        Host(open_for_all(session), town).ask(session, kind)
    assert all(MATTERS[kind] in mail.get_content() for mail in sent(settings, database))


def test_what_was_answered_meanwhile_needs_no_mail(settings: Settings, database: Database, town: Town) -> None:
    with database.writing() as session:
        host = Host(open_for_all(session), town)
        answered, _taken_back = host.ask(session), host.ask(session, QuestionKind.CHECK_IN)
        inbox.answer(session, host.office, answered, GivenAnswer(Answer.YES))
        inbox.withdraw(session, host.office, f"r-{QuestionKind.CHECK_IN}")
    assert sent(settings, database) == []


def test_who_serves_no_longer_gets_none(settings: Settings, database: Database, town: Town) -> None:
    with database.writing() as session:
        host = Host(open_for_all(session), town)
        host.stewards[0].ended_at = clock.now()
        host.ask(session)
    assert [mail["To"] for mail in sent(settings, database)] == ["jiro@example.jp"]

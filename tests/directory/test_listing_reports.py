"""What readers say is wrong is kept without a name, counted while it is open, and answered once."""

import pytest
from sqlalchemy.orm import Session

from core.errors import ConflictError, NotFoundError
from core.ids import new_id
from directory import listing_reports
from directory.listing_reports import MOST_WORDS
from directory.models.listing_report import ReportOutcome, ReportSubject
from directory.models.service import Service
from tests.factories.directory import a_listing, a_municipality, coordinator

pytestmark = pytest.mark.db


@pytest.fixture
def service(session: Session) -> Service:
    """A listing with a wrong telephone."""
    return a_listing(session, a_municipality(session))


def test_the_same_said_again_is_counted(session: Session, service: Service) -> None:
    first = listing_reports.report(session, service, ReportSubject.PHONE)
    other = listing_reports.report(session, service, ReportSubject.TIMES)
    assert listing_reports.report(session, service, ReportSubject.PHONE) is first
    assert (first.count, other.count) == (2, 1)
    assert listing_reports.list_open(session) == [first, other]
    assert listing_reports.count_open(session) == 2


def test_words_are_kept_once_each_and_a_few_only(session: Session, service: Service) -> None:
    report = listing_reports.report(session, service, ReportSubject.PHONE)
    for words in (" 出ません ", "出ません", "", *(f"{number}回かけた" for number in range(MOST_WORDS + 3))):
        listing_reports.add_words(session, report, words)
    assert report.words == ["出ません", *(f"{number}回かけた" for number in range(MOST_WORDS - 1))]


def test_an_answer_closes_it_and_what_comes_after_is_new(session: Session, service: Service) -> None:
    office = coordinator(a_municipality(session, "131016"))
    report = listing_reports.report(session, service, ReportSubject.PHONE)
    listing_reports.settle(session, office, report, ReportOutcome.CORRECTED, " 新しい番号にしました ")
    assert (report.answer, report.settled_by_name) == ("新しい番号にしました", office.name)
    assert listing_reports.list_lately_settled(session) == [report]
    with pytest.raises(ConflictError):
        listing_reports.settle(session, office, report, ReportOutcome.RIGHT, "")
    with pytest.raises(ConflictError):
        listing_reports.add_words(session, report, "まだ")
    assert listing_reports.report(session, service, ReportSubject.PHONE) is not report


def test_another_key_finds_none(session: Session) -> None:
    with pytest.raises(NotFoundError):
        listing_reports.find_report(session, new_id())

"""What do readers say is wrong with a listing, and what has the office found out?

Anybody may report without a name. The same thing said again while the office still looks into it is counted, not kept
twice, so that nobody can bury the office.
"""

import uuid
from collections.abc import Mapping
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from core import audit, clock
from core.access import Actor
from core.errors import ConflictError, NotFoundError
from core.words import word
from directory.models.listing_report import ListingReport, ReportOutcome, ReportSubject
from directory.models.service import Service

MOST_WORDS: Final = 5
"""How many readers' own words are kept beside one report."""
_LATELY_SHOWN: Final = 20
SUBJECT_LABELS: Final[Mapping[ReportSubject, str]] = {
    ReportSubject.TIMES: word("曜日や時間がちがう"),
    ReportSubject.PLACE: word("場所がちがう"),
    ReportSubject.PHONE: word("電話がつながらない"),
    ReportSubject.COST: word("お金がちがう"),
    ReportSubject.ENDED: word("もうやっていない"),
    ReportSubject.OTHER: word("そのほか"),
}
OUTCOME_LABELS: Final[Mapping[ReportOutcome, str]] = {
    ReportOutcome.CORRECTED: word("確かめて、なおしました。"),
    ReportOutcome.RIGHT: word("確かめたところ、いまの案内のとおりでした。"),
    ReportOutcome.ENDED: word("この活動は終わっていました。"),
    ReportOutcome.UNCLEAR: word("確かめましたが、分かりませんでした。"),
}


def find_report(session: Session, report_id: uuid.UUID) -> ListingReport:
    """One report, open or settled."""
    found = session.get(ListingReport, report_id, options=[joinedload(ListingReport.service)])
    if found is None:
        raise NotFoundError("このページは見つかりません。")
    return found


def report(session: Session, service: Service, subject: ReportSubject) -> ListingReport:
    """Note that somebody found this wrong; it stands open until the office answers."""
    query = _open().where(ListingReport.service_id == service.id, ListingReport.subject == subject)
    standing = session.execute(query).scalars().first()
    if standing is not None:
        standing.count += 1
        session.flush()
        return standing
    made = ListingReport(municipality_id=service.municipality_id, service_id=service.id, subject=subject, words=[])
    session.add(made)
    session.flush()
    return made


def add_words(session: Session, standing: ListingReport, words: str) -> None:
    """Keep what a reader says in own words, as long as the report is open and has room."""
    if standing.settled_at is not None:
        raise ConflictError("役所の返事がもう出ています。")
    said = words.strip()
    if said and said not in standing.words and len(standing.words) < MOST_WORDS:
        standing.words = [*standing.words, said]
        session.flush()


def list_open(session: Session) -> list[ListingReport]:
    """What the office has still to answer: said by most first, then the oldest."""
    order = (ListingReport.count.desc(), ListingReport.at, ListingReport.id)
    return list(session.execute(_open().order_by(*order)).scalars())


def list_lately_settled(session: Session) -> list[ListingReport]:
    """What was answered last, the newest first."""
    query = select(ListingReport).where(ListingReport.settled_at.is_not(None))
    query = query.options(joinedload(ListingReport.service)).order_by(ListingReport.settled_at.desc(), ListingReport.id)
    return list(session.execute(query.limit(_LATELY_SHOWN)).scalars())


def count_open(session: Session) -> int:
    """How many reports wait for an answer."""
    query = select(func.count()).select_from(ListingReport).where(ListingReport.settled_at.is_(None))
    return session.execute(query).scalar_one()


def settle(session: Session, actor: Actor, standing: ListingReport, outcome: ReportOutcome, answer: str) -> None:
    """Answer a report, for whoever kept its address."""
    if standing.settled_at is not None:
        raise ConflictError("これはもう済んでいます。")
    standing.settled_at, standing.settled_by_name = clock.now(), actor.name
    standing.outcome, standing.answer = outcome, answer.strip()
    session.flush()
    audit.record(session, actor, "listing_report.settle", f"listing_report:{standing.id}", purpose=outcome)


def _open() -> Select[ListingReport]:
    return select(ListingReport).where(ListingReport.settled_at.is_(None)).options(joinedload(ListingReport.service))

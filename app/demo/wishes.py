"""What do residents of the demo town miss, ask for and find wrong? A few of each, so that no list is empty."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from app.demo import machine
from app.demo.history import Deed, History
from app.demo.listings import Directory
from core.access import Actor
from directory import developments, gaps, inquiries, listing_reports
from directory.developments import Progress
from directory.gaps import NewGap
from directory.inquiries import NewInquiry
from directory.models.district import District
from directory.models.gap import DevelopmentState, GapReason, GapTime
from directory.models.inquiry import InquiryWish
from directory.models.listing_report import ReportSubject

COUNCIL_WORKER: Final = "kono"
MISSED: Final = (
    ("kayoinoba", "匹見上", GapReason.NO_RIDE, GapTime.MORNING, 6),
    ("kayoinoba", "匹見上", GapReason.TOO_FAR, GapTime.ANY, 5),
    ("kodomo_shokudo", "高津", GapReason.FULL, GapTime.EVENING, 3),
    ("volunteer_work", "益田", GapReason.WRONG_TIME, GapTime.WEEKEND, 5),
)
"""Kind, district, why, when, and how often within the last months."""
EVENING: Final = ("kayoinoba", "吉田", GapReason.NONE_THERE, GapTime.EVENING, 7)
"""What the council has begun to make."""


def plan(
    history: History, directory: Directory, actors: Mapping[str, Actor], districts: Mapping[str, District]
) -> None:
    """Put what is missing, one attempt to make it, a wish to come and two reports into the history."""
    actor = actors[COUNCIL_WORKER]
    for kind, place, reason, time, times in (*MISSED, EVENING):
        for position in range(times):
            new = NewGap(kind=kind, district_id=districts[place].id, reason=reason, time=time)
            history.was_done(70 + 9 * position, _missing(actor, new))
    history.was_done(60, _making(actor, districts[EVENING[1]]))
    first, second = list(directory.keys)[:2]
    history.was_done(2, _wishing(directory, first))
    history.was_done(3, _reporting(directory, first, ReportSubject.PHONE))
    history.was_done(1, _reporting(directory, second, ReportSubject.TIMES))


def _missing(actor: Actor, new: NewGap) -> Deed:
    return lambda session: gaps.note(session, actor, _town(session, actor).id, new)


def _making(actor: Actor, district: District) -> Deed:
    def deed(session: Session) -> None:
        town = _town(session, actor)
        title = "仕事帰りに寄れる、夜の居場所"
        made = developments.begin(session, actor, town.id, title, kind=EVENING[0], district_id=district.id)
        talked = Progress(
            state=DevelopmentState.DISCUSSED, note="第2層協議体で話した。公民館の和室が使える。", owner="社協"
        )
        developments.go_on(session, actor, made, talked, version=made.version)

    return deed


def _wishing(directory: Directory, key: str) -> Deed:
    def deed(session: Session) -> None:
        service = directory.listings[key]
        town = session.get_one(Municipality, service.municipality_id)
        new = NewInquiry(
            wish=InquiryWish.VISIT,
            name="見本さん",
            phone="0856-00-0199",
            times=("morning",),
            care="夜は電話しないでほしい。",
        )
        inquiries.ask(session, town, service, new)
        machine.work_off(session)

    return deed


def _reporting(directory: Directory, key: str, subject: ReportSubject) -> Deed:
    return lambda session: listing_reports.report(session, directory.listings[key], subject)


def _town(session: Session, actor: Actor) -> Municipality:
    return session.get_one(Municipality, actor.municipality_id)

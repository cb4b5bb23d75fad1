"""Everything that matching stores about one person: read out, joined with another's, or erased."""

import uuid
from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from core.facts import Fact
from core.person_records import RecordLine
from directory import inbox
from directory.gaps import REASON_LABELS
from matching import places
from matching.batch import person_records as batch
from matching.models.follow_up import FollowUp
from matching.models.gap_wait import GapWait
from matching.models.need import NeedRecord
from matching.models.placement import Placement, PlacementStep
from matching.needs import Safety, kept_safety, opened_safety

TABLES = frozenset({"need_record", "placement", "placement_step", "follow_up", "gap_wait"}) | batch.TABLES


class MatchingRecords:
    """The port of matching (core.person_records); what hosts were asked about the person goes with it."""

    tables = TABLES

    def lines(self, session: Session, person_id: uuid.UUID) -> Iterator[RecordLine]:
        """The need, every match with its steps, what hosts were told and answered, and the follow-ups."""
        need = session.execute(select(NeedRecord).where(NeedRecord.person_id == person_id)).scalar_one_or_none()
        if need is not None:
            yield from _about_need(need)
        for placement in session.execute(_matches(person_id)).scalars().all():
            yield from _about_match(placement)
            yield from _about_questions(session, placement)
        query = select(FollowUp).join(FollowUp.placement).where(Placement.person_id == person_id)
        for follow_up in session.execute(query.order_by(FollowUp.due_on, FollowUp.id)).scalars():
            words = f"{follow_up.side} {follow_up.outcome or ''} {follow_up.note}".strip()
            yield RecordLine("その後の確認", follow_up.due_on.isoformat(), words)
        yield from batch.lines(session, person_id)
        yield from _about_gaps(session, person_id)

    def merge(self, session: Session, person_id: uuid.UUID, into: uuid.UUID) -> None:
        """Move the matches and plans; of two needs the other person's stays, with these own words below it."""
        session.execute(update(Placement).where(Placement.person_id == person_id).values(person_id=into))
        batch.merge(session, person_id, into)
        session.execute(update(GapWait).where(GapWait.person_id == person_id).values(person_id=into))
        needs = {
            need.person_id: need
            for need in session.execute(select(NeedRecord).where(NeedRecord.person_id.in_([person_id, into]))).scalars()
        }
        moved, kept = needs.get(person_id), needs.get(into)
        if moved is not None and kept is None:
            moved.person_id = into
        elif moved is not None and kept is not None:
            kept.own_words = "\n".join(filter(None, (kept.own_words, moved.own_words)))
            kept.excluded_by = sorted({*(kept.excluded_by or ()), *(moved.excluded_by or ())}) or None
            kept.safety = kept_safety(_joined(opened_safety(kept.safety), opened_safety(moved.safety)))
            session.delete(moved)
        session.flush()

    def erase(self, session: Session, person_id: uuid.UUID) -> None:
        """Delete the need, the matches with their steps and follow-ups, and the questions in hosts' inboxes."""
        rows = session.execute(select(Placement).where(Placement.person_id == person_id)).scalars().all()
        keys, services = [row.id for row in rows], {row.service_id for row in rows}
        batch.erase(session, person_id)
        inbox.forget(session, [row.reference for row in rows])
        session.execute(delete(FollowUp).where(FollowUp.placement_id.in_(keys)))
        session.execute(update(PlacementStep).where(PlacementStep.placement_id.in_(keys)).values(undoes=None))
        session.execute(delete(PlacementStep).where(PlacementStep.placement_id.in_(keys)))
        session.execute(delete(Placement).where(Placement.person_id == person_id))
        session.execute(delete(GapWait).where(GapWait.person_id == person_id))
        session.execute(delete(NeedRecord).where(NeedRecord.person_id == person_id))
        for service_id in sorted(services):
            places.recount(session, service_id)


def _joined(kept: Safety, moved: Safety) -> Safety:
    """What protected either of two records protects the one that stays."""
    answers = {kept.may_be_with_children, moved.may_be_with_children}
    return Safety(
        hides_name=kept.hides_name or moved.hides_name,
        districts=sorted({*kept.districts, *moved.districts}),
        may_be_with_children=Fact.NO if Fact.NO in answers else kept.may_be_with_children,
    )


def _matches(person_id: uuid.UUID) -> Select[Placement]:
    query = select(Placement).where(Placement.person_id == person_id).order_by(Placement.created_at, Placement.id)
    return query.options(joinedload(Placement.service), selectinload(Placement.steps))


def _about_need(need: NeedRecord) -> Iterator[RecordLine]:
    at = need.updated_at.isoformat()
    stored = {
        "本人の言葉": need.own_words,
        "したいこと": "、".join(need.wishes),
        "得意なこと": " ".join(filter(None, ("、".join(need.strengths), need.strength_words))),
        "目標": need.goal_step,
        "行ける時間": need.available and str(need.available),
        "行き方": need.modes and " ".join(map(str, (*need.modes, need.travel_minutes or ""))),
        "必要な配慮": "、".join(need.needs),
        "費用の上限": None if need.fee_limit_yen is None else f"{need.fee_limit_yen}円",
        "望む雰囲気": "、".join(need.comforts),
        "避けたいこと": str(need.avoid) if any(need.avoid.values()) else None,
        "近くのバス停": " ".join(map(str, filter(None, (need.nearest_stop, need.stop_minutes)))),
        "はじめに付き添う人": need.has_companion.value if need.has_companion.is_known else None,
        "受け入れられないと言った団体": need.excluded_by and f"{len(need.excluded_by)}団体",
        "安全のための条件": need.safety and str(asdict(opened_safety(need.safety))),
    }
    yield from (RecordLine(kind, at, words) for kind, words in stored.items() if words)


def _about_gaps(session: Session, person_id: uuid.UUID) -> Iterator[RecordLine]:
    query = select(GapWait).where(GapWait.person_id == person_id).options(joinedload(GapWait.gap))
    for wait in session.execute(query.order_by(GapWait.id)).scalars():
        words = " ".join(filter(None, (wait.gap.kind, REASON_LABELS[wait.gap.reason], wait.gap.words)))
        yield RecordLine("足りない場所", wait.gap.noted_on.isoformat(), words)


def _about_match(placement: Placement) -> Iterator[RecordLine]:
    for step in placement.steps:
        words = " ".join(filter(None, (placement.service.name, step.after, step.reason)))
        yield RecordLine("参加先", step.at.isoformat(), words)


def _about_questions(session: Session, placement: Placement) -> Iterator[RecordLine]:
    for question in inbox.of_references(session, [placement.reference]):
        told = " ".join(str(part) for part in question.content.values())
        yield RecordLine("受け入れ先に伝えたこと", question.asked_at.isoformat(), told)
        for given in question.answers:
            words = f"{given.answer} {given.words}".strip()
            yield RecordLine("受け入れ先の返事", given.at.isoformat(), words)

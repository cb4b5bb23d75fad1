"""Everything that dry runs store about one person: read out, joined with another's, or erased."""

import uuid
from collections.abc import Iterator
from typing import Final

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session, joinedload

from core.person_records import RecordLine
from matching.models.batch import BatchDemand, BatchLine, KeptApart

TABLES: Final = frozenset({"batch_line", "batch_demand", "kept_apart"})


def lines(session: Session, person_id: uuid.UUID) -> Iterator[RecordLine]:
    """What was planned for the person, what was demanded, and that there is somebody to be kept apart from."""
    planned = select(BatchLine).where(BatchLine.person_id == person_id).order_by(BatchLine.id)
    for line in session.execute(planned.options(joinedload(BatchLine.service), joinedload(BatchLine.run))).scalars():
        where = line.service.name if line.service else "決まらない"
        score = "" if line.score is None else f"{line.score}点"
        yield RecordLine("まとめて考えた案", line.run.made_at.isoformat(), f"{where} {score}".strip())
    demanded = select(BatchDemand).where(BatchDemand.person_id == person_id).order_by(BatchDemand.id)
    loaded = demanded.options(joinedload(BatchDemand.service), joinedload(BatchDemand.run))
    for demand in session.execute(loaded).scalars():
        words = f"{demand.service.name} {demand.kind} {demand.reason}".strip()
        yield RecordLine("案につけた条件", demand.run.made_at.isoformat(), words)
    for apart in session.execute(select(KeptApart).where(_names(person_id)).order_by(KeptApart.id)).scalars():
        yield RecordLine("同じ場所にしない人", apart.noted_at.isoformat(), "1人")


def merge(session: Session, person_id: uuid.UUID, into: uuid.UUID) -> None:
    """Move what does not stand for the other person already; where both were in one run, the other's line stays."""
    _drop_twins(session, person_id, into)
    for table in (BatchLine, BatchDemand):
        session.execute(update(table).where(table.person_id == person_id).values(person_id=into))
    rows = session.execute(select(KeptApart).where(_names(person_id))).scalars().all()
    known = {
        frozenset((row.person_id, row.other_id))
        for row in session.execute(select(KeptApart).where(_names(into))).scalars()
    }
    for row in rows:
        pair = frozenset(into if key == person_id else key for key in (row.person_id, row.other_id))
        if len(pair) == 1 or pair in known:
            session.delete(row)
        else:
            row.person_id, row.other_id = sorted(pair)
    session.flush()


def erase(session: Session, person_id: uuid.UUID) -> None:
    """Delete the person's lines and demands in every run; the counts of the runs stay."""
    for table in (BatchDemand, BatchLine):
        session.execute(delete(table).where(table.person_id == person_id))
    session.execute(delete(KeptApart).where(_names(person_id)))


def _drop_twins(session: Session, person_id: uuid.UUID, into: uuid.UUID) -> None:
    for table in (BatchLine, BatchDemand):
        runs = select(table.run_id).where(table.person_id == into)
        twins = (table.person_id == person_id) & table.run_id.in_(runs)
        session.execute(delete(table).where(twins).execution_options(synchronize_session="fetch"))


def _names(person_id: uuid.UUID) -> ColumnElement[bool]:
    return or_(KeptApart.person_id == person_id, KeptApart.other_id == person_id)

"""The life of a batch: begun, written chunk by chunk, finished or cancelled, and undone as a whole.

A chunk and its mark are one transaction, so that a batch that breaks off anywhere knows exactly what it has written.
"""

import os
import socket
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.access import MACHINE, Actor
from core.database import Database
from core.errors import ConflictError, NotFoundError
from core.paging import batches as chunks_of
from core.scope import open_for, open_for_all
from core.types import Json
from directory import listings
from directory.content_rows import WHOLE, content_of
from directory.models.import_run import ImportChange, ImportRun, RunState
from directory.models.revision import Revision
from directory.models.service import Service, ServiceStatus

_CHUNK: Final = 50
_SILENCE: Final = timedelta(minutes=5)
"""How long a process on another machine may be silent before its batch counts as broken off."""
_REASON: Final = "取り込みの取り消し"
_WRITTEN: Final = frozenset({RunState.APPLYING, RunState.APPLIED, RunState.CANCELLED})


def get_run(session: Session, run_id: uuid.UUID) -> ImportRun:
    """One batch, if it exists for this session."""
    found = session.get(ImportRun, run_id)
    if found is None:
        raise NotFoundError("この取り込みは見つかりません。")
    return found


def list_runs(session: Session, *, limit: int = 50) -> Sequence[ImportRun]:
    """The last batches, the newest first."""
    query = select(ImportRun).order_by(ImportRun.started_at.desc(), ImportRun.id.desc()).limit(limit)
    return session.execute(query).scalars().all()


def begin(
    session: Session, actor: Actor, *, municipality_id: uuid.UUID, source: str, file: str, total: int
) -> ImportRun:
    """Write down that a batch is being applied by this process."""
    run = ImportRun(
        municipality_id=municipality_id,
        source=source,
        file_name=file,
        total=total,
        actor=actor.reference,
        holder=_myself(),
        state=RunState.APPLYING,
    )
    session.add(run)
    session.flush()
    return run


def is_wanted(session: Session, run_id: uuid.UUID) -> bool:
    """Whether the batch is still to be applied: nobody has cancelled it."""
    return get_run(session, run_id).state is RunState.APPLYING


def note(session: Session, run_id: uuid.UUID, service: Service, revision_number: int, *, is_new: bool) -> None:
    """Write down that the batch has written a listing."""
    session.add(
        ImportChange(
            municipality_id=service.municipality_id,
            run_id=run_id,
            service_id=service.id,
            revision_number=revision_number,
            is_new=is_new,
        )
    )


def note_progress(session: Session, run_id: uuid.UUID, done: int) -> None:
    """Write down how many listings are done, as a sign of life."""
    run = get_run(session, run_id)
    run.done, run.touched_at = done, clock.now()


def finish(session: Session, run_id: uuid.UUID, counts: Json) -> None:
    """Close a batch with its counts; a cancelled one stays cancelled."""
    run = get_run(session, run_id)
    run.finished_at, run.touched_at, run.counts = clock.now(), clock.now(), counts
    if run.state is RunState.APPLYING:
        run.state = RunState.APPLIED


def cancel(session: Session, run_id: uuid.UUID) -> ImportRun:
    """Stop a batch after the chunk that is being written; what is written stays until it is undone."""
    run = get_run(session, run_id)
    if run.state is not RunState.APPLYING:
        raise ConflictError("この取り込みは、もう動いていません。")
    run.state, run.touched_at = RunState.CANCELLED, clock.now()
    return run


def undo(database: Database, actor: Actor, run_id: uuid.UUID, *, municipality_id: uuid.UUID) -> ImportRun:
    """Take everything back that a batch has written; listings that somebody has changed since are kept and counted."""
    with database.writing() as session:
        run = get_run(open_for(session, [municipality_id]), run_id)
        if run.state not in _WRITTEN:
            raise ConflictError("この取り込みは、取り消すものがありません。")
        run.state = RunState.CANCELLED
        query = select(ImportChange.id).where(ImportChange.run_id == run_id, ImportChange.is_undone.is_(False))
        keys = session.execute(query.order_by(ImportChange.id.desc())).scalars().all()
    for chunk in chunks_of(keys, _CHUNK):
        with database.writing() as session:
            _undo_chunk(open_for(session, [municipality_id]), actor, run_id, chunk)
    with database.writing() as session:
        run = get_run(open_for(session, [municipality_id]), run_id)
        run.state, run.undone_at, run.touched_at = RunState.UNDONE, clock.now(), clock.now()
        session.flush()
        session.expunge(run)
    return run


def recover(database: Database) -> int:
    """Undo every batch whose process is gone, and say how many there were."""
    with database.reading() as session:
        query = select(ImportRun).where(ImportRun.state == RunState.APPLYING)
        broken = [run for run in open_for_all(session).execute(query).scalars() if _is_gone(run)]
        keys = [(run.id, run.municipality_id) for run in broken]
    for run_id, municipality_id in keys:
        undo(database, MACHINE, run_id, municipality_id=municipality_id)
    return len(keys)


def _undo_chunk(session: Session, actor: Actor, run_id: uuid.UUID, keys: Sequence[uuid.UUID]) -> None:
    rows = session.execute(select(ImportChange).where(ImportChange.id.in_(keys))).scalars().all()
    query = select(Service).where(Service.id.in_([row.service_id for row in rows])).options(*WHOLE)
    services = {service.id: service for service in session.execute(query).scalars()}
    kept = 0
    for change in sorted(rows, key=lambda row: row.id, reverse=True):
        try:
            with session.begin_nested():
                _undo_change(session, actor, services[change.service_id], change)
        except ConflictError:
            kept += 1
        change.is_undone = True
    run = get_run(session, run_id)
    run.kept, run.touched_at = run.kept + kept, clock.now()


def _undo_change(session: Session, actor: Actor, service: Service, change: ImportChange) -> None:
    query = select(Revision).where(Revision.service_id == service.id, Revision.number >= change.revision_number)
    first, *later = session.execute(query.order_by(Revision.number)).scalars().all()
    if not change.is_new:
        listings.undo(session, actor, service, first.id)
        return
    if later and not _is_back(later):
        raise ConflictError("そのあとに変更されています。")
    service.source_id = f"{service.source_id}~{change.run_id}"
    after = replace(content_of(service), status=ServiceStatus.ENDED, status_note=_REASON)
    listings.rewrite(session, actor, service, after, reason=_REASON)


def _is_back(later: Sequence[Revision]) -> bool:
    """Whether all later versions were themselves taken back."""
    undone = {revision.undoes for revision in later if revision.undoes}
    return all(revision.undoes or revision.id in undone for revision in later)


def _myself() -> str:
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


def _is_gone(run: ImportRun) -> bool:
    host, _, rest = run.holder.partition("/")
    pid, _, started = rest.partition("/")
    if host == socket.gethostname() and pid.isdigit():
        return _started(int(pid)) != started
    return clock.now() - run.touched_at > _SILENCE


def _started(pid: int) -> str:
    """When the system started a process, as its own ticks; "" where there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]

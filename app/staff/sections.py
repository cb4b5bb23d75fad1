"""In which sections does a coordinator read the day? Everything that waits, as lines with their presses."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from app.rendering import filters
from app.rendering.words import gettext as _
from app.staff.words import interval_name, lateness
from casework import inquiry_tasks
from casework.models.consent import Purpose
from casework.models.task import Task
from core.access import Actor
from directory.models.service import Service
from matching import placements
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import Placement
from matching.today import EndingConsent, Today, Waiting


@dataclass(frozen=True)
class Press:
    """One thing that is done by one press: the words, where it goes, and the version that was shown."""

    text: str
    address: str
    version: int


@dataclass(frozen=True)
class Line:
    """One thing that waits: since when, what it is, where it is done."""

    label: str
    kind: str
    title: str
    href: str
    detail: str = ""
    action: str = ""
    presses: Sequence[Press] = ()
    due_on: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Section:
    """Lines of one kind."""

    key: str
    title: str
    lines: Sequence[Line]
    short: str = ""
    """What it is called in the row of parts, where its title is long."""


def sections_of(session: Session, actor: Actor, day: Today) -> list[Section]:
    """The day in sections; what is overdue stands apart, on top, and the empty ones are left out."""
    matches = _matches_of_tasks(session, actor, [*day.replies, *day.tasks])
    person = [_of_follow_up(one) for one in day.person_follow_ups]
    host = [_of_follow_up(one) for one in day.host_follow_ups]
    replies = [_of_task(one, matches) for one in day.replies]
    tasks = [_of_task(one, matches) for one in day.tasks]
    overdue = sorted(_late(day, [*person, *host, *replies, *tasks]), key=lambda line: line.due_on or day.on)
    found = [
        Section("late", _("約束の日を過ぎたもの"), overdue, _("おくれ")),
        Section("person", _("本人に聞く"), _in_time(day, person)),
        Section("host", _("受け入れ先に聞く"), _in_time(day, host)),
        Section("replies", _("受け入れ先からの返事"), _in_time(day, replies), _("返事")),
        Section("visits", _("見学"), [_of_visit(one) for one in day.visits]),
        Section("tasks", _("すること"), _in_time(day, tasks)),
        Section("waiting", _("返事を待っているもの"), [_of_waiting(one) for one in day.unanswered], _("返事待ち")),
        Section("checks", _("確かめること"), _checks(day)),
    ]
    return [section for section in found if section.lines]


def _checks(day: Today) -> list[Line]:
    offers = [_of_offer(one) for one in day.expiring_offers]
    agreements = [_of_consent(one) for one in day.ending_consents]
    return [*offers, *agreements, *map(_of_stale, day.stale_listings)]


def _late(day: Today, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.due_on is not None and line.due_on < day.on]


def _in_time(day: Today, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.due_on is None or line.due_on >= day.on]


def _of_follow_up(follow_up: FollowUp) -> Line:
    placement = follow_up.placement
    label, kind = lateness(follow_up.due_on)
    words = {"name": placement.person.name, "place": placement.service.name, "when": interval_name(follow_up.step)}
    if follow_up.side is Side.PERSON:
        title, detail = _("%(name)sさんに%(when)sの様子を聞く", **words), placement.service.name
    else:
        title = _("%(place)sに%(when)sの様子を聞く", **words)
        detail = _("%(name)sさんのこと", name=placement.person.name)
    return Line(
        label=label,
        kind=kind,
        title=title,
        href=url_for("staff.follow_up", follow_up_id=follow_up.id),
        detail=_with_first_day(placement, detail),
        action=_("聞いたことを書く"),
        presses=[Press(_("不在"), url_for("staff.follow_up_later", follow_up_id=follow_up.id), follow_up.version)],
        due_on=follow_up.due_on,
    )


def _with_first_day(placement: Placement, detail: str) -> str:
    if placement.first_went_on is None:
        return detail
    return _("%(detail)s。はじめて行った日：%(day)s", detail=detail, day=filters.day(placement.first_went_on))


def _of_task(task: Task, matches: Mapping[tuple[uuid.UUID, uuid.UUID], uuid.UUID]) -> Line:
    label, kind = lateness(task.due_on)
    return Line(
        label=label,
        kind=kind,
        title=task.title,
        href=_place_of_task(task, matches),
        presses=[
            Press(_("済んだ"), url_for("staff.task_done", task_id=task.id), task.version),
            Press(_("明日に"), url_for("staff.task_later", task_id=task.id), task.version),
        ],
        due_on=task.due_on,
    )


def _place_of_task(task: Task, matches: Mapping[tuple[uuid.UUID, uuid.UUID], uuid.UUID]) -> str:
    """Where a task is worked on: at its match, its person, or the list of tasks."""
    if task.person_id is None:
        return url_for("staff.inquiries" if task.kind == inquiry_tasks.KIND else "staff.tasks")
    match = matches.get((task.person_id, task.service_id)) if task.service_id else None
    if match is not None:
        return url_for("staff.placement", placement_id=match)
    return url_for("staff.person", person_id=task.person_id)


def _matches_of_tasks(
    session: Session, actor: Actor, tasks: Sequence[Task]
) -> dict[tuple[uuid.UUID, uuid.UUID], uuid.UUID]:
    """The newest match of each pair of person and service that a task names."""
    people = {task.person_id for task in tasks if task.person_id is not None}
    if not people:
        return {}
    wanted = placements.visible_to(actor).where(Placement.person_id.in_(people)).order_by(Placement.created_at)
    rows = session.execute(wanted.with_only_columns(Placement.person_id, Placement.service_id, Placement.id))
    return {(person, service): placement for person, service, placement in rows}


def _of_visit(placement: Placement) -> Line:
    day = placement.visit_on
    label, kind = lateness(day) if day else ("", "going")
    return Line(
        label=label,
        kind=kind,
        title=_("%(name)sさんの見学がどうだったか書く", name=placement.person.name),
        href=url_for("staff.placement", placement_id=placement.id),
        detail=placement.service.name,
    )


def _of_offer(placement: Placement) -> Line:
    ends_on = placement.expires_on
    return Line(
        label=_("提案の期限 %(day)s", day=filters.day(ends_on)) if ends_on else "",
        kind="warn",
        title=_("%(name)sさんへの提案「%(place)s」", name=placement.person.name, place=placement.service.name),
        href=url_for("staff.placement", placement_id=placement.id),
        detail=_("期限が過ぎると、取っておいた空きは戻ります。"),
    )


def _of_waiting(waiting: Waiting) -> Line:
    placement = waiting.placement
    return Line(
        label=_("打診から%(days)s日", days=waiting.days),
        kind="open",
        title=_("%(place)sの返事を待っています", place=placement.service.name),
        href=url_for("staff.placement", placement_id=placement.id),
        detail=_("%(name)sさんのこと", name=placement.person.name),
    )


def _of_consent(ending: EndingConsent) -> Line:
    consent, person = ending.consent, ending.person
    is_support = consent.purpose is Purpose.SUPPORT
    words = _("支援の同意") if is_support else _("受け入れ先に伝える同意")
    return Line(
        label=_("同意の期限 %(day)s", day=filters.day(consent.expires_on)) if consent.expires_on else "",
        kind="warn",
        title=_("%(name)sさんの%(what)sを確かめる", name=person.name, what=words),
        href=url_for("staff.consents", person_id=person.id),
    )


def _of_stale(service: Service) -> Line:
    seen = service.assured_at
    label = _("%(ago)sから未確認", ago=filters.ago(seen)) if seen else _("一度も確認されていません")
    return Line(
        label=label,
        kind="warn",
        title=_("%(place)sの内容を確かめる", place=service.name),
        href=url_for("staff.listing", service_id=service.id),
        detail=_("通っている人がいます。"),
    )

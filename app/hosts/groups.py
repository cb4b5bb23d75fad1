"""The page of one group: what it is asked, its listings with one press each, and what can be taken back."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts import doors
from accounts.models.door import KnownDevice
from app import identity, requests
from app.access import requires
from app.hosts import subjects
from app.hosts.answer_form import AnswerForm
from app.hosts.blueprint import hosts
from app.hosts.pages import SEE_OTHER, back_home, show
from app.hosts.words import BUTTONS, DONE, FEW, TITLES
from app.rendering import display
from core import clock
from core.errors import NotFoundError
from directory import host_notices, host_replies, inbox, listings, permissions, schedules, stewards
from directory.models.host_notice import NoticeKind
from directory.models.organization import Organization
from directory.models.service import Service, ServiceStatus
from directory.recurrence.sentences import Voice, sentence
from directory.recurrence.sessions import Session as Gathering

A_YEAR = timedelta(days=365)
FRESH = timedelta(days=21)
"""So long after a confirmation nobody is asked again."""


@dataclass(frozen=True)
class Sheet:
    """One listing as its host sees it."""

    service: Service
    timetable: str
    next_session: Gathering | None
    resting_on: date | None
    may_open_again: bool
    is_fresh: bool

    @property
    def is_today(self) -> bool:
        """Whether the next session is today."""
        return self.next_session is not None and self.next_session.on == clock.today()

    @property
    def is_paused(self) -> bool:
        """Whether it rests for a while."""
        return self.service.status is ServiceStatus.PAUSED


@hosts.get("/groups/<uuid:organization_id>", endpoint="home")
@requires(permissions.HOST_PAGE, subjects.find_group)
def show_home(organization: Organization) -> ResponseReturnValue:
    """Show the group its questions, its listings and what can be taken back."""
    session = requests.session()
    own = listings.list_of_organization(session, requests.actor(), organization.id)
    return show(
        "hosts/home.html",
        organization=organization,
        questions=inbox.open_questions(session, [organization.id]),
        sheets=[sheet_of(service) for service in own],
        changes=host_replies.list_undoable(session, organization.id, own),
        notices=host_notices.open_of(session, organization.id),
        came=inbox.count_came(session, organization.id, since=clock.now() - A_YEAR),
        done=DONE.get(request.args.get("done", ""), ""),
        titles=TITLES,
        buttons=BUTTONS,
        choices=inbox.CHOICES,
        form=AnswerForm(),
        few=FEW,
    )


@hosts.post("/groups/<uuid:organization_id>/call", endpoint="call_me")
@requires(permissions.HOST_PAGE, subjects.find_group)
def call_me(organization: Organization) -> ResponseReturnValue:
    """Ask the office to ring."""
    host_notices.give(requests.session(), requests.actor(), organization, NoticeKind.CALL)
    return back_home(organization.id, done="told")


@hosts.get("/groups/<uuid:organization_id>/devices", endpoint="devices")
@requires(permissions.HOST_PAGE, subjects.find_group)
def show_devices(organization: Organization) -> ResponseReturnValue:
    """Show the devices on which the reader's own address opens at once."""
    return show(
        "hosts/devices.html",
        organization=organization,
        devices=list_own_devices(requests.session(), organization),
        here=identity.known_devices(),
        done=DONE.get(request.args.get("done", ""), ""),
    )


@hosts.post("/groups/<uuid:organization_id>/devices/<uuid:device_id>/revoke", endpoint="revoke_device")
@requires(permissions.HOST_PAGE, subjects.find_group)
def revoke_device(organization: Organization, device_id: uuid.UUID) -> ResponseReturnValue:
    """Let a device be known no longer, at once."""
    session = requests.session()
    device = next((one for one in list_own_devices(session, organization) if one.id == device_id), None)
    if device is None:
        raise NotFoundError("このページは見つかりません。")
    doors.revoke(session, requests.actor(), device)
    if device.id in identity.known_devices():
        return redirect(url_for("hosts.door", reference=device.door.reference), SEE_OTHER)
    return redirect(url_for("hosts.devices", organization_id=organization.id, done="revoked"), SEE_OTHER)


def list_own_devices(session: Session, organization: Organization) -> list[KnownDevice]:
    """The devices known at the doors through which this browser itself came in."""
    mine = set(identity.known_devices().values())
    own = [steward.door_id for steward in stewards.list_of(session, organization.id) if steward.door_id in mine]
    return [device for door_id in own for device in doors.list_devices(session, door_id)]


def sheet_of(service: Service) -> Sheet:
    """What a host has to know about one of its listings today."""
    coming = schedules.next_of(service, clock.now())
    resting_on = _resting_on(service)
    return Sheet(
        service=service,
        timetable=sentence(schedules.rules_of(service), Voice(display.current().language)),
        next_session=coming[0] if coming else None,
        resting_on=resting_on,
        may_open_again=resting_on is not None and listings.may_open_again_on(service, resting_on),
        is_fresh=_is_fresh(service.assured_at),
    )


def _resting_on(service: Service) -> date | None:
    """Today or the next day on which a single session was called off."""
    days = [row.starts_on for row in service.closures if row.starts_on == row.ends_on]
    return min((day for day in days if day >= clock.today()), default=None)


def _is_fresh(assured_at: datetime | None) -> bool:
    return assured_at is not None and clock.now() - assured_at < FRESH

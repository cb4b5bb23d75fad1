"""One listing in its host's hands: still so, resting on a day, opening after all, as it was before."""

import uuid
from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.hosts import subjects
from app.hosts.blueprint import hosts
from app.hosts.pages import back_home, show
from core import clock
from core.errors import ConflictError, NotFoundError
from directory import host_replies, listings, permissions, schedules
from directory.models.service import Service


@hosts.post("/listings/<uuid:service_id>/confirm", endpoint="confirm")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def confirm(service: Service) -> ResponseReturnValue:
    """Say that everything is still so, unless what was shown has changed meanwhile."""
    if request.form.get("version") != str(service.version):
        return back_home(service.organization_id, done="moved")
    host_replies.confirm(requests.session(), requests.actor(), service)
    return back_home(service.organization_id, done="confirmed")


@hosts.get("/listings/<uuid:service_id>/rest", endpoint="rest")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def show_rest(service: Service) -> ResponseReturnValue:
    """Ask once more before a day is called off."""
    day = _day_of(request.args.get("day", ""))
    sessions = schedules.sessions_of_day(service, day)
    return show("hosts/rest.html", service=service, day=day, sessions=sessions, is_today=day == clock.today())


@hosts.post("/listings/<uuid:service_id>/rest", endpoint="close_day")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def close_day(service: Service) -> ResponseReturnValue:
    """Call a day off."""
    day = _day_of(request.form.get("day", ""))
    listings.close_on(requests.session(), requests.actor(), service, day, reason=_reason(day))
    return back_home(service.organization_id, done="rested")


@hosts.post("/listings/<uuid:service_id>/open", endpoint="open_day")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def open_day(service: Service) -> ResponseReturnValue:
    """Open after all, until the session begins."""
    day = _day_of(request.form.get("day", ""))
    listings.open_again_on(requests.session(), requests.actor(), service, day)
    return back_home(service.organization_id, done="opened")


@hosts.post("/listings/<uuid:service_id>/undo/<uuid:revision_id>", endpoint="undo")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def undo(service: Service, revision_id: uuid.UUID) -> ResponseReturnValue:
    """Take a change of the last seven days back."""
    listings.undo(requests.session(), requests.actor(), service, revision_id)
    return back_home(service.organization_id, done="undone")


def _day_of(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise NotFoundError("このページは見つかりません。") from error
    if day < clock.today():
        raise ConflictError("過ぎた日は休みにできません。")
    return day


def _reason(day: date) -> str:
    """What residents read; on the day itself the words that they know from the door."""
    return listings.CLOSED_TODAY if day == clock.today() else ""

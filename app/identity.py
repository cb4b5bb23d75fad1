"""Who stands behind a request? Read from the two cookies: a worker's sign-in, a host's known devices."""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from flask import Flask, after_this_request, current_app, g, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from accounts import doors, sign_in
from accounts.models.door import KnownDevice
from accounts.models.municipality import Municipality
from accounts.models.staff_session import StaffSession
from app import requests
from app.settings import Settings
from core import clock
from core.access import ANONYMOUS, Actor
from core.errors import UnavailableError
from core.scope import open_for_all
from directory.stewards import actor_of_devices

STAFF_COOKIE = "staff"
HOST_COOKIE = "host"
MOST_DEVICES = 5


@dataclass(frozen=True)
class Found:
    """What the cookies of a request led to."""

    municipality: Municipality
    actor: Actor
    token: str = ""
    staff_session: StaffSession | None = None
    devices: Sequence[KnownDevice] = ()


def cookie_name(name: str) -> str:
    """The cookie's name; behind HTTPS browsers hold it to this host."""
    settings: Settings = current_app.extensions["settings"]
    return f"__Host-{name}" if settings.secure_cookies else name


def install(app: Flask) -> None:
    """Find the actor before every request but those for files."""
    app.before_request(_find)


def _find() -> None:
    if request.endpoint in {None, "static"}:
        g.door = requests.Door(municipality=_town_only())
        return
    with requests.database().reading() as session:
        found = _look(open_for_all(session))
        session.expunge_all()
    g.door = requests.Door(municipality=found.municipality, actor=found.actor, session_token=found.token)
    g.staff_session = found.staff_session
    g.devices = {device.id: device.door_id for device in found.devices}
    _touch(found)


def _town_only() -> Municipality:
    with requests.database().reading() as session:
        town = town_of(open_for_all(session))
        session.expunge_all()
        return town


def _look(session: Session) -> Found:
    token = request.cookies.get(cookie_name(STAFF_COOKIE), "") if "staff" in current_app.blueprints else ""
    running = sign_in.find_session(session, token) if token else None
    if running is not None:
        membership = running.membership
        town = session.get_one(Municipality, membership.municipality_id)
        return Found(town, sign_in.actor_of(membership), token, running)
    devices = doors.find_devices(session, host_tokens())
    actor = actor_of_devices(session, devices)
    if actor is not None and actor.municipality_id is not None:
        town = session.get_one(Municipality, actor.municipality_id)
        return Found(town, actor, "~".join(host_tokens()), devices=devices)
    return Found(town_of(session), ANONYMOUS)


def town_of(session: Session) -> Municipality:
    """The town whose pages this site shows."""
    settings: Settings = current_app.extensions["settings"]
    query = select(Municipality).order_by(Municipality.created_at)
    if settings.municipality:
        query = query.where(Municipality.code == settings.municipality)
    return session.execute(query.limit(1)).scalar_one()


def running_session() -> StaffSession | None:
    """The worker's running sign-in, if there is one."""
    running: StaffSession | None = g.get("staff_session")
    return running


def known_devices() -> dict[uuid.UUID, uuid.UUID]:
    """The devices that this browser is known as, each with its door."""
    devices: dict[uuid.UUID, uuid.UUID] = g.get("devices", {})
    return devices


def host_tokens() -> list[str]:
    """The secrets of the devices that this browser is known as."""
    text = request.cookies.get(cookie_name(HOST_COOKIE), "")
    return [token for token in text.split("~") if token][:MOST_DEVICES]


def _touch(found: Found) -> None:
    """Note that sign-in or devices were used; where nothing can be written now, the note may be lost."""
    with suppress(UnavailableError):
        _note_use(found)


def _note_use(found: Found) -> None:
    running = found.staff_session
    if running is not None and clock.now() - running.last_seen_at > sign_in.SEEN_EVERY:
        requests.small_write(lambda session: sign_in.touch(session, running.id))
    due = [device.id for device in found.devices if doors.is_due(device)]
    for device_id in due:
        requests.small_write(partial(doors.renew, device_id=device_id))
    if due:
        after_this_request(_keep_known)


def _keep_known(response: Response) -> Response:
    """Give a browser that is used its devices for another ninety days, unless the page itself has just done so."""
    given = any(cookie_name(HOST_COOKIE) in line for line in response.headers.getlist("Set-Cookie"))
    return response if given else _set(response, HOST_COOKIE, "~".join(host_tokens()), doors.KNOWN_FOR)


def keep_staff(response: Response, token: str) -> Response:
    """Give the browser its sign-in; it ends with the browser or on the server, whichever is first."""
    return _set(response, STAFF_COOKIE, token, None)


def keep_host(response: Response, token: str) -> Response:
    """Give the browser one more known device."""
    tokens = [token, *host_tokens()][:MOST_DEVICES]
    return _set(response, HOST_COOKIE, "~".join(tokens), doors.KNOWN_FOR)


def keep_briefly(response: Response, name: str, value: str, seconds: int) -> Response:
    """Give the browser a secret for some minutes."""
    return _set(response, name, value, timedelta(seconds=seconds))


def brief(name: str) -> str:
    """A secret that the browser was given for some minutes; empty when it has none."""
    return request.cookies.get(cookie_name(name), "")


def forget_staff(response: Response) -> Response:
    """Take the sign-in from the browser."""
    response.delete_cookie(cookie_name(STAFF_COOKIE), secure=_is_secure(), httponly=True, samesite="Lax")
    return response


def _set(response: Response, name: str, value: str, age: timedelta | None) -> Response:
    response.set_cookie(
        cookie_name(name),
        value,
        max_age=age,
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _is_secure() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.secure_cookies

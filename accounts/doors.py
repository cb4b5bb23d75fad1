"""May this browser act for a host? Lasting addresses, codes and known devices."""

import hmac
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from accounts import tokens
from accounts.models.door import Door, DoorCode, KnownDevice
from core import clock, tally
from core.access import Actor
from core.audit import record
from core.errors import DeniedError, InvalidError, NotFoundError
from core.words import word

KNOWN_FOR = timedelta(days=90)
CODE_VALID = timedelta(minutes=10)
TRIES = 5
CODES_AN_HOUR = 6
SEEN_EVERY = timedelta(hours=12)
WRONG = word("番号が違います。もう一度確かめてください。")
OVER = word("この番号は使えません。新しい番号を受け取ってください。")
TOO_MANY = word("続けて何度も番号を送ったため、しばらく送れません。役所にお電話ください。")


@dataclass(frozen=True)
class Entry:
    """A browser that has just become known: its secret, and the device row."""

    token: str
    device: KnownDevice


def find_door(session: Session, reference: str) -> Door:
    """The open door of a lasting address; NotFoundError when there is none."""
    door = session.execute(select(Door).where(Door.reference == reference)).scalar_one_or_none()
    if door is None or door.closed_at is not None:
        raise NotFoundError("このページは見つかりません。")
    return door


def find_device(session: Session, token: str) -> KnownDevice | None:
    """The known device of a browser's secret while it holds."""
    query = (
        select(KnownDevice)
        .where(KnownDevice.token_hash == tokens.hash_of(token), KnownDevice.revoked_at.is_(None))
        .options(joinedload(KnownDevice.door))
    )
    device = session.execute(query).scalar_one_or_none()
    if device is None or device.expires_at < clock.now() or device.door.closed_at is not None:
        return None
    return device


def list_devices(session: Session, door_id: uuid.UUID) -> list[KnownDevice]:
    """The devices that are known at a door now, the last used first."""
    query = (
        select(KnownDevice)
        .where(KnownDevice.door_id == door_id, KnownDevice.revoked_at.is_(None))
        .where(KnownDevice.expires_at >= clock.now())
        .order_by(KnownDevice.last_seen_at.desc())
    )
    return list(session.execute(query).scalars())


def find_devices(session: Session, tokens_given: Sequence[str]) -> list[KnownDevice]:
    """The known devices of a browser's secrets, as far as they hold."""
    return [device for token in tokens_given if (device := find_device(session, token)) is not None]


def is_due(device: KnownDevice) -> bool:
    """Whether a device that is used is due to be renewed."""
    return device.last_seen_at < clock.now() - SEEN_EVERY


def open_door(session: Session, *, municipality_id: uuid.UUID, email: str | None) -> Door:
    """Make a lasting address for a new steward."""
    door = Door(municipality_id=municipality_id, reference=tokens.new_reference(), email=email)
    session.add(door)
    session.flush()
    return door


def make_code(session: Session, door: Door, *, browser: str | None) -> DoorCode:
    """Make a code, bound to the browser that asked; one that is read out is for the first that types it."""
    if tally.add_one(session, f"door-code:{door.id}", timedelta(hours=1)) > CODES_AN_HOUR:
        raise DeniedError(TOO_MANY)
    _end_codes(session, door)
    code = DoorCode(
        municipality_id=door.municipality_id,
        door_id=door.id,
        browser_hash=tokens.hash_of(browser) if browser else None,
        expires_at=clock.now() + CODE_VALID,
        is_read_out=browser is None,
    )
    session.add(code)
    session.flush()
    return code


def count_try(session: Session, door: Door, *, browser: str) -> None:
    """Count one try of the code that this browser may use; stored even though the page may say no."""
    code = _open_code(session, door, browser, most=TRIES + 1)
    if code is not None:
        code.tries += 1
        session.flush()


def enter(session: Session, door: Door, *, browser: str, code: str, label: str) -> Entry:
    """Use up the code and make the browser a known device; InvalidError on the field when it is wrong."""
    found = _open_code(session, door, browser, most=TRIES)
    if found is None:
        raise InvalidError({"code": OVER})
    if not hmac.compare_digest(tokens.code_of(found.id), code.strip()):
        raise InvalidError({"code": WRONG})
    found.used_at = clock.now()
    return make_known(session, door, label=label)


def make_known(session: Session, door: Door, *, label: str) -> Entry:
    """Make a browser a known device of a door; the caller has seen a proof."""
    token = tokens.new_token()
    device = KnownDevice(
        municipality_id=door.municipality_id,
        door_id=door.id,
        token_hash=tokens.hash_of(token),
        label=label,
        expires_at=clock.now() + KNOWN_FOR,
    )
    session.add(device)
    session.flush()
    return Entry(token, device)


def renew(session: Session, device_id: uuid.UUID) -> None:
    """Let a device that is used stay known, counted at most twice a day."""
    moment = clock.now()
    stale = (KnownDevice.id == device_id, KnownDevice.last_seen_at < moment - SEEN_EVERY)
    values = {"last_seen_at": moment, "expires_at": moment + KNOWN_FOR}
    session.execute(update(KnownDevice).where(*stale).values(**values))


def revoke(session: Session, actor: Actor, device: KnownDevice) -> None:
    """Forget a device at once."""
    device.revoked_at = clock.now()
    record(session, actor, "revoke_device", f"door:{device.door_id}")


def read_out_code(session: Session, door: Door) -> DoorCode | None:
    """The code of a door that the office can still read out."""
    usable = (DoorCode.used_at.is_(None), DoorCode.expires_at > clock.now(), DoorCode.is_read_out)
    query = select(DoorCode).where(DoorCode.door_id == door.id, *usable, DoorCode.tries <= TRIES)
    return session.execute(query.order_by(DoorCode.made_at.desc()).limit(1)).scalar_one_or_none()


def _end_codes(session: Session, door: Door) -> None:
    still = (DoorCode.door_id == door.id, DoorCode.used_at.is_(None), DoorCode.expires_at > clock.now())
    session.execute(update(DoorCode).where(*still).values(expires_at=clock.now()))


def _open_code(session: Session, door: Door, browser: str, *, most: int) -> DoorCode | None:
    query = (
        select(DoorCode)
        .where(DoorCode.door_id == door.id, DoorCode.used_at.is_(None), DoorCode.expires_at > clock.now())
        .where(DoorCode.tries <= most)
        .order_by(DoorCode.made_at.desc())
    )
    for code in session.execute(query).scalars():
        if code.browser_hash is None or code.browser_hash == tokens.hash_of(browser):
            return code
    return None

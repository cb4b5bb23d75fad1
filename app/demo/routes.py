"""How does a visitor try the demo town? By entering as somebody, and by reading the mails that would have been sent."""

import uuid
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts import doors, sign_in
from accounts.models.membership import Membership
from app import identity, requests
from app.access import public as open_to_all
from app.settings import Settings
from core.errors import NotFoundError
from core.words import word
from directory import inbox
from directory.models.organization import Organization
from directory.models.steward import Steward

demo = Blueprint("demo", __name__, url_prefix="/demo")
MOST_MAILS = 30
LABEL = word("見本の端末")


def demand_demo() -> None:
    """Raise NotFoundError unless the town is a demo town."""
    if not requests.municipality().is_demo:
        raise NotFoundError("このページは見つかりません。")


@demo.get("/", endpoint="index")
@open_to_all
def show_parts() -> ResponseReturnValue:
    """Show the parts that a visitor may take."""
    demand_demo()
    session = requests.session()
    return render_template("demo/index.html", members=list_members(session), stewards=list_stewards(session))


@demo.post("/workers/<uuid:membership_id>", endpoint="enter_worker")
@open_to_all
def enter_as_worker(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Sign in as a worker of the demo town."""
    demand_demo()
    session = requests.session()
    membership = session.get(Membership, membership_id)
    if membership is None:
        raise NotFoundError("このページは見つかりません。")
    arrival = sign_in.begin(session, membership)
    return identity.keep_staff(redirect(url_for("staff.start"), 303), arrival.token)


@demo.post("/hosts/<uuid:steward_id>", endpoint="enter_host")
@open_to_all
def enter_as_host(steward_id: uuid.UUID) -> ResponseReturnValue:
    """Make this browser a known device of a host of the demo town."""
    demand_demo()
    session = requests.session()
    steward = session.get(Steward, steward_id)
    if steward is None:
        raise NotFoundError("このページは見つかりません。")
    entry = doors.make_known(session, steward.door, label=LABEL)
    answer = redirect(url_for("hosts.door", reference=steward.door.reference), 303)
    return identity.forget_staff(identity.keep_host(answer, entry.token))


@demo.get("/mails", endpoint="mails")
@open_to_all
def show_mails() -> ResponseReturnValue:
    """Show the mails that the demo town would have sent, the newest first."""
    demand_demo()
    settings: Settings = current_app.extensions["settings"]
    only = request.args.get("to", "")
    mails = [mail for mail in read_mails(settings.mail_dir) if not only or mail["To"] == only]
    return render_template("demo/mails.html", mails=mails[:MOST_MAILS])


def list_members(session: Session) -> list[Membership]:
    """The workers of the demo town."""
    query = select(Membership).options(joinedload(Membership.user), joinedload(Membership.agency))
    return list(session.execute(query.order_by(Membership.role, Membership.id)).scalars())


def list_stewards(session: Session) -> list[Steward]:
    """The hosts of the demo town, those with a question to answer first."""
    query = select(Steward).join(Steward.organization).where(Steward.ended_at.is_(None))
    in_order = query.options(joinedload(Steward.organization)).order_by(Organization.name_kana, Steward.id)
    found = list(session.execute(in_order).scalars())
    asked = {one.organization_id for one in inbox.open_questions(session, [one.organization_id for one in found])}
    return sorted(found, key=lambda one: one.organization_id not in asked)


def read_mails(folder: Path) -> list[EmailMessage]:
    """The kept mails, the newest first."""
    files = sorted(folder.glob("*.eml"), reverse=True)[:MOST_MAILS]
    parser = BytesParser(EmailMessage, policy=policy.default)
    return [parser.parsebytes(file.read_bytes()) for file in files]

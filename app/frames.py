"""What stands around the pages of this site? The town's name and phone, and the way to the other pages."""

from collections.abc import Sequence
from typing import TypedDict

from flask import Flask, current_app, request, url_for

from accounts import sign_in
from app import requests, tokens
from app.rendering import display, environment
from app.rendering.frame import Frame
from app.rendering.words import gettext as _
from app.roles import role_name
from app.settings import Settings
from core.access import ANONYMOUS, Role
from core.idempotency import new_key
from directory.recurrence.rules import SessionRule
from directory.recurrence.sentences import Voice, sentence


class SignInParts(TypedDict, total=False):
    """The fields of the frame that only workers' pages fill."""

    sign_out_address: str
    session_seconds: int
    session_address: str


def install(app: Flask) -> None:
    """Install words, filters, frame and form fields into the templates."""
    environment.install(app, frame)
    app.jinja_env.filters["role_name"] = role_name
    app.jinja_env.filters["timetable"] = timetable
    app.jinja_env.globals.update(csrf_token=tokens.form_token, idempotency_key=new_key)


def frame() -> Frame:
    """The frame of the page that is being shown."""
    town = requests.municipality()
    return Frame(
        name=_("ひとまる"),
        subtitle=_("%(town)sの居場所と相談", town=town.name),
        municipality=town.name,
        office=town.desk_name,
        phone=town.desk_phone or "",
        phone_hours=town.settings.get("desk_hours", ""),
        home=url_for("public.home"),
        here=_here(),
        nav=tuple(_nav()),
        links=tuple(_links()),
        display_address=url_for("public.display"),
        display_token=tokens.form_token(),
        is_demo=town.is_demo,
        **_sign_in_parts(),
    )


def timetable(rule: SessionRule) -> str:
    """One rule of a timetable in the reader's words."""
    return sentence([rule], Voice(display.current().language))


def is_demo() -> bool:
    """Whether this process serves the demo town, where "enter as" exists."""
    settings: Settings = current_app.extensions["settings"]
    return settings.demo and requests.municipality().is_demo


def _sign_in_parts() -> SignInParts:
    """What a worker's page needs beside: the way out, and the way to stay."""
    if not requests.actor().is_staff:
        return {}
    return {
        "sign_out_address": url_for("entrance.end_session"),
        "session_seconds": int(sign_in.IDLE.total_seconds()),
        "session_address": url_for("staff.go_on"),
    }


def _here() -> str:
    """Where the reader is, to come back to; no address that a page cannot show."""
    address = request.full_path.rstrip("?")
    return address if request.method == "GET" and address.isprintable() else url_for("public.home")


def _nav() -> Sequence[tuple[str, str, bool]]:
    """The main pages of the reader's part."""
    return [(text, address, request.path.startswith(address)) for text, address in _pages()]


def _pages() -> Sequence[tuple[str, str]]:
    role = requests.actor().role
    if role is Role.ADMINISTRATOR:
        return [(_("職員と役割"), url_for("admin.users"))]
    if requests.actor().is_staff:
        own = [
            (_("今日"), url_for("staff.today")),
            (_("本人"), url_for("staff.people")),
            (_("まとめて組む"), url_for("staff.board")),
        ]
        shared = [
            (_("すること"), url_for("staff.tasks")),
            (_("地域の活動"), url_for("staff.listings")),
            (_("団体と世話人"), url_for("staff.hosts")),
        ]
        return [*own, *shared] if role is Role.PARTICIPATION_COORDINATOR else shared
    return [(_("さがす"), url_for("public.search"))]


def _links() -> Sequence[tuple[str, str]]:
    if requests.actor() == ANONYMOUS:
        entrance = [(_("職員の入口"), url_for("entrance.sign_in"))] if "entrance" in current_app.blueprints else []
        return [(_("オープンデータ"), url_for("public.open_data")), *entrance]
    if requests.actor().role is Role.HOST_STEWARD:
        return []
    return [(_("だれが何をできるか"), url_for("staff.law"))]

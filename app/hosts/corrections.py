"""A host corrects its listing: each part on a page of its own; nothing typed is lost, nothing of others overwritten."""

from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from app import requests
from app.access import requires
from app.hosts import subjects
from app.hosts.blueprint import hosts
from app.hosts.pages import OK, SEE_OTHER, back_home, show
from app.hosts.parts.part import Part, Said
from app.hosts.parts.registry import PARTS
from app.hosts.words import DONE
from core.errors import NotFoundError, StaleVersionError
from directory import listings, permissions, schedules
from directory.content import ListingContent
from directory.content_rows import content_of
from directory.models.service import Service, ServiceStatus

UNPROCESSABLE = 422
CONFLICT = 409


@dataclass(frozen=True)
class Clash:
    """Somebody else was first: what the listing says now, and what the host has typed."""

    now: Said
    typed: Said


@hosts.get("/listings/<uuid:service_id>/edit", endpoint="edit")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def show_parts(service: Service) -> ResponseReturnValue:
    """Show everything that a host may correct, each with a way to change it."""
    content = content_of(service)
    done = DONE.get(request.args.get("done", ""), "")
    changes = listings.undoable(requests.session(), [service])[:1] if done else []
    return show(
        "hosts/edit.html",
        service=service,
        parts=[(part, part.said(content), part.can_correct(content)) for part in PARTS.values()],
        closures=schedules.closures_ahead(service),
        done=done,
        change=changes[0] if changes else None,
        is_paused=service.status is ServiceStatus.PAUSED,
    )


@hosts.get("/listings/<uuid:service_id>/edit/<code>", endpoint="part")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def show_part(service: Service, code: str) -> ResponseReturnValue:
    """Show the form of one part."""
    part, content = _part(code), content_of(service)
    if not part.can_correct(content):
        return redirect(url_for("hosts.tell", service_id=service.id), SEE_OTHER)
    return _page(service, part, part.form(content))


@hosts.post("/listings/<uuid:service_id>/edit/<code>", endpoint="save_part")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def save_part(service: Service, code: str) -> ResponseReturnValue:
    """Write one part; a wrong field says so, and a change of somebody else is shown beside what was typed."""
    part, content = _part(code), content_of(service)
    form = part.form(content, request.form)
    if not form.validate():
        return _page(service, part, form, UNPROCESSABLE)
    after = part.after(content, form)
    if request.form.get("version") != str(service.version):
        return _clash(service, part, form, after)
    try:
        is_new = part.write(requests.session(), requests.actor(), service, form, after)
    except StaleVersionError:
        requests.roll_back()
        return _clash(service, part, form, after)
    return _after_saving(service, part, "saved" if is_new else "same")


@hosts.post("/listings/<uuid:service_id>/resume", endpoint="resume")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def resume(service: Service) -> ResponseReturnValue:
    """Open again after a rest."""
    listings.set_status(requests.session(), requests.actor(), service, ServiceStatus.ACTIVE)
    return back_home(service.organization_id, done="resumed")


def _part(code: str) -> Part:
    part = PARTS.get(code)
    if part is None:
        raise NotFoundError("このページは見つかりません。")
    return part


def _page(service: Service, part: Part, form: Form, status: int = OK, *, clash: Clash | None = None) -> tuple[str, int]:
    shown = request.form.get("version", str(service.version)) if clash is None else str(service.version)
    return show("hosts/part.html", status, service=service, part=part, form=form, version=shown, clash=clash)


def _clash(service: Service, part: Part, form: Form, after: ListingContent) -> tuple[str, int]:
    now = content_of(service)
    return _page(service, part, form, CONFLICT, clash=Clash(part.said(now), part.said(after)))


def _after_saving(service: Service, part: Part, done: str) -> ResponseReturnValue:
    if part.code == "pause":
        return back_home(service.organization_id, done="paused")
    return redirect(url_for("hosts.edit", service_id=service.id, done=done), SEE_OTHER)

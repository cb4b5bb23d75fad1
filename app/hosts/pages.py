"""How is a host's page shown? With the way back, and with a word when the office types for the group."""

import uuid

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app import requests

OK = 200
SEE_OTHER = 303


def show(template: str, status: int = OK, **words: object) -> tuple[str, int]:
    """Show a page of the hosts."""
    who = requests.actor()
    return render_template(template, on_behalf=who.name if who.is_staff else "", home_of=home_of, **words), status


def home_of(organization_id: uuid.UUID, *, done: str | None = None) -> str:
    """Where the reader came from: a host's own page, or the office's page about the host."""
    page = "staff.host" if requests.actor().is_staff else "hosts.home"
    return url_for(page, organization_id=organization_id, done=done)


def back_home(organization_id: uuid.UUID, *, done: str) -> Response:
    """Lead back after something was done; `done` says what."""
    return redirect(home_of(organization_id, done=done), SEE_OTHER)

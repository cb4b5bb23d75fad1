"""Where does a worker's day begin? On the first page of their part."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from accounts import permissions
from app import requests
from app.access import requires
from app.staff.blueprint import staff
from core.access import Role


@staff.get("/", endpoint="start")
@requires(permissions.STAFF_AREA)
def show_start() -> ResponseReturnValue:
    """Lead to the first page of the worker's part."""
    match requests.actor().role:
        case Role.ADMINISTRATOR:
            return redirect(url_for("admin.users"), 303)
        case Role.COMMUNITY_SUPPORT_COORDINATOR:
            return redirect(url_for("staff.listings", show="stale"), 303)
        case _:
            return redirect(url_for("staff.today"), 303)

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
    target = "admin.users" if requests.actor().role is Role.ADMINISTRATOR else "staff.today"
    return redirect(url_for(target), 303)

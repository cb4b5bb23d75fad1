"""The coordinator's day."""

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts import permissions
from app.access import requires
from app.staff.blueprint import staff


@staff.get("/today", endpoint="today")
@requires(permissions.STAFF_AREA)
def show_today() -> ResponseReturnValue:
    """Show the day's promises."""
    return render_template("staff/today.html")

"""The coordinator's day: what was promised, the longest overdue on top, each with the press that does it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.staff import sections
from app.staff.blueprint import staff
from matching import permissions, today

ALL = ""


@staff.get("/today", endpoint="today")
@requires(permissions.TODAY_SEE)
def show_today() -> ResponseReturnValue:
    """Show the day's promises, all of them or one kind."""
    session, actor = requests.session(), requests.actor()
    day = today.read(session, actor)
    found = sections.sections_of(session, actor, day)
    chosen = request.args.get("show", ALL)
    shown = [one for one in found if chosen in {ALL, one.key}]
    return render_template("staff/today.html", day=day, sections=found, shown=shown, chosen=chosen, actor=actor)

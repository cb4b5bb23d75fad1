"""Who may do what? The permission law, printed from the code itself."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from accounts import permissions
from app.access import requires
from app.staff.blueprint import staff
from core.access import Law


@staff.get("/law", endpoint="law")
@requires(permissions.LAW_SEE)
def show_law() -> ResponseReturnValue:
    """Print every entry of the law."""
    law: Law = current_app.extensions["law"]
    return render_template("staff/law.html", entries=law.entries())

"""How much does each matter weigh when options are ranked? Every worker may read it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.staff.blueprint import staff
from app.staff.words import criterion_name
from core.access import Role
from matching import permissions, town_weights
from matching.criteria.registry import CRITERIA


@staff.get("/weights", endpoint="weights")
@requires(permissions.WEIGHTS_SEE)
def show_weights() -> ResponseReturnValue:
    """Show the points of every criterion in every profile, and who set them."""
    profiles = town_weights.list_profiles(requests.session())
    keys = [criterion.key for criterion in CRITERIA]
    rows = [(criterion_name(key), *(one.profile.weights[key] for one in profiles)) for key in keys]
    is_editor = requests.actor().role is Role.ADMINISTRATOR
    return render_template("staff/weights.html", profiles=profiles, rows=rows, is_editor=is_editor)

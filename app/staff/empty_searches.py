"""What do residents look for in vain? A list for those who make new places."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.staff.blueprint import staff
from directory import permissions
from directory.search import empty_searches


@staff.get("/listings/missed", endpoint="missed")
@requires(permissions.LISTING_ADD)
def list_missed() -> ResponseReturnValue:
    """Show the searches that found nothing, the most frequent of each month first."""
    found = empty_searches.list_frequent(requests.session(), requests.municipality().id)
    return render_template("staff/missed.html", found=found, fewest=empty_searches.FEWEST_SHOWN)

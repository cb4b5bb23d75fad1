"""A place has opened: for whom of the coordinator's own people is it?"""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.staff.blueprint import staff
from app.staff.subjects import find_listing
from directory.models.service import Service
from matching import permissions
from matching.batch import newcomers
from matching.explanation import explain_proposal
from matching.names import names_of
from matching.rules.registry import labels_of


@staff.get("/listings/<uuid:service_id>/waiting", endpoint="waiting_for")
@requires(permissions.WAITING_SEE, find_listing)
def show_waiting(service: Service) -> ResponseReturnValue:
    """Show who waits for such a place: those with the fewest others first."""
    session, actor = requests.session(), requests.actor()
    found = newcomers.waiting_for(session, actor, service.id)
    ready, to_confirm = (found.ready, found.to_confirm) if found else ((), ())
    names = names_of(session)
    words = {
        "service": service,
        "found": found,
        "explained": {one.waiting.person.id: explain_proposal(one.proposal, names) for one in (*ready, *to_confirm)},
        "labels_of": labels_of,
    }
    return render_template("staff/newcomers.html", **words)

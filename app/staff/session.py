"""How does a worker stay signed in while writing? One press in the dialog that warns before an idle sign-in ends."""

from flask.typing import ResponseReturnValue

from accounts import permissions
from app.access import requires
from app.staff.blueprint import staff


@staff.post("/session", endpoint="go_on")
@requires(permissions.STAFF_AREA)
def go_on() -> ResponseReturnValue:
    """Say that the sign-in goes on; that the worker was seen is noted with every request."""
    return "", 204

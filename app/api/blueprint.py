"""The blueprint of the open data interface: every answer is JSON, open to any page, and only ever public."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.api.parameters import UnreadableError
from core.errors import NotFoundError

hsds = Blueprint("hsds", __name__, url_prefix="/hsds")
"""Open Referral HSDS 3.2."""


@hsds.after_request
def open_to_other_pages(response: Response) -> Response:
    """Let scripts of any site read the answer: nothing in it depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@hsds.errorhandler(NotFoundError)
def absent(_error: NotFoundError) -> ResponseReturnValue:
    """Say that there is no such record."""
    return jsonify(error="not found"), 404


@hsds.errorhandler(UnreadableError)
def unreadable(error: UnreadableError) -> ResponseReturnValue:
    """Say which parameter cannot be read."""
    return jsonify(error=str(error)), 400

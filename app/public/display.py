"""How does a reader choose the look and language of pages? By the display bar, which works without JavaScript."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app.access import public as open_to_all
from app.public.blueprint import public
from app.rendering.display import COOKIE, current
from app.targets import safe_target


@public.post("/display", endpoint="display")
@open_to_all
def keep_display() -> ResponseReturnValue:
    """Keep the reader's choice in one cookie and lead back to the page."""
    answer = redirect(safe_target(request.form.get("next")) or "/", 303)
    answer.set_cookie(
        COOKIE, current().changed_by(request.form).cookie, max_age=60 * 60 * 24 * 365, samesite="Lax", httponly=True
    )
    return answer

"""The resident's first page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import public as open_to_all
from app.public.blueprint import public


@public.get("/", endpoint="home")
@open_to_all
def show_home() -> ResponseReturnValue:
    """Show what can be found here."""
    return render_template("public/home.html")

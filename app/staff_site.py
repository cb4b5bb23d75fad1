"""What does the closed network add? The entrance and the pages of the workers and the administrator."""

from flask import Flask

from app.admin.routes import admin
from app.entrance.pages import entrance
from app.person_books import person_books
from app.staff.routes import staff


def register_staff_site(app: Flask) -> None:
    """Add the pages that the public face does not have, and the books about people."""
    app.extensions["person_books"] = person_books()
    app.register_blueprint(entrance)
    app.register_blueprint(staff)
    app.register_blueprint(admin)

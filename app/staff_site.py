"""What does the closed network add? The workers' and the administrator's pages."""

from flask import Flask

from app.admin.routes import admin
from app.staff.routes import staff


def register_staff_site(app: Flask) -> None:
    """Add the pages that the public face does not have."""
    app.register_blueprint(staff)
    app.register_blueprint(admin)

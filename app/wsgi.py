"""The application as a web server loads it."""

from app import logs
from app.factory import create_app

logs.configure()
app = create_app()

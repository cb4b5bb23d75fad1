"""The blueprint of these pages."""

from flask import Blueprint

hosts = Blueprint("hosts", __name__, url_prefix="/host")

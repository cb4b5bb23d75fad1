"""Every address of the workers' pages, put together by importing the modules that define them."""

from app.staff import hosts, law, session, start, today
from app.staff.blueprint import staff

__all__ = ["hosts", "law", "session", "staff", "start", "today"]
